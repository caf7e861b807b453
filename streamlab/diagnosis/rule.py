"""A rule as a value: what it looks at, who may be at fault, its words, and what it means for the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Flag, IntEnum, auto
from typing import Generic, TypeVar, cast

from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.facts.places import Places
from streamlab.diagnosis.subject import Subject
from streamlab.diagnosis.words.verdicts import Says
from streamlab.diagnosis.words.wording import Words
from streamlab.model import Confidence, Finding, Layer, Severity, TextVerdict

A = TypeVar("A", bound=Mapping[str, object])
A_contra = TypeVar("A_contra", bound=Mapping[str, object], contravariant=True)


class About(Flag):
    """What a rule is about, for whoever asks that and not which rule it is."""

    CONTENT = auto()  # what is read of the content: nothing where it is still compressed (guide §0, step 1)
    TRANSFER = auto()  # the transfer and its codings: looked at also where the content cannot be read
    BUFFERING = auto()  # the reply was held back on the way
    DAMAGE = auto()  # text that was whole once was spoilt before it came here, and a second recording can tell where
    CHARSET = auto()  # the content is in another charset than it is read in; `args` suggest which
    CHARACTERS = auto()  # its places are single characters or ill-formed bytes, worth drawing over their bytes
    UNFINISHED = auto()  # the reply did not say that it was over
    IDLE = auto()  # a silence was too long for somebody


class Topic(IntEnum):
    """What a verdict speaks of, in this order and of each once. Of the text only the first is said (guide §0)."""

    HALVES = auto()
    CHARSET = auto()
    ILL_FORMED = auto()
    FFFD = auto()
    ENCODED_TWICE = auto()
    QUESTION_MARKS = auto()
    TORN_END = auto()
    TRUNCATED = auto()
    TERMINAL = auto()
    RECORDING = auto()
    STATUS = auto()
    ERROR = auto()
    IDLE = auto()
    TIME_LIMIT = auto()
    WEB_PAGE = auto()
    NO_STREAM = auto()
    REASONING = auto()
    STOPPED = auto()
    CHECK_SUM = auto()
    FRAMING = auto()
    CODING = auto()
    STRAY_LINE = auto()
    GLUED = auto()
    DOUBLE_PREFIX = auto()
    CUT = auto()
    JSON = auto()
    END = auto()
    HELD = auto()
    FROZEN = auto()

    @property
    def text(self) -> TextVerdict | None:
        """The word about the text, where it is about the text."""
        return _TEXT.get(self)


_TEXT = {
    Topic.HALVES: TextVerdict.DAMAGED_UPSTREAM,
    Topic.CHARSET: TextVerdict.WRONG_CHARSET,
    Topic.ILL_FORMED: TextVerdict.DAMAGED_UPSTREAM,
    Topic.FFFD: TextVerdict.DAMAGED_UPSTREAM,
    Topic.ENCODED_TWICE: TextVerdict.DAMAGED_UPSTREAM,
    Topic.QUESTION_MARKS: TextVerdict.DAMAGED_UPSTREAM,
    Topic.TORN_END: TextVerdict.TRUNCATED,
    Topic.TRUNCATED: TextVerdict.TRUNCATED,
    Topic.TERMINAL: TextVerdict.TRUNCATED,
}


@dataclass(frozen=True, eq=False)
class Sentence(Generic[A_contra]):
    """What the verdict says of a finding that weighs at least `least`.

    `says` may depend on the facts; `forms` on the finding's form; `unsure`: where it is not proven. `otherwise`: where another
    finding spoke of this topic already. `count`: what `%n` is, where it is not how often the finding occurs.
    """

    topic: Topic
    says: Says | Callable[[A_contra], Says]
    least: Severity = Severity.INFO
    forms: Mapping[str, Says] = field(default_factory=dict)
    unsure: Says | None = None
    otherwise: Sentence[A_contra] | None = None
    count: Callable[[A_contra], int] | None = None

    def of(self, finding: Finding) -> tuple[Says, dict[str, object]] | None:
        """The sentence and what the names in it stand for."""
        if finding.severity.gravity < self.least.gravity:
            return None
        says, args = self._says(finding), cast(A_contra, finding.args)
        if says is Says.FOUND:
            return says, {"title": finding}
        return says, {**args, "n": finding.count if self.count is None else self.count(args)}

    def _says(self, finding: Finding) -> Says:
        if self.unsure is not None and finding.confidence is not Confidence.PROVEN:
            return self.unsure
        if (form := finding.args.get("form")) in self.forms:
            return self.forms[str(form)]
        return self.says if isinstance(self.says, Says) else self.says(cast(A_contra, finding.args))


@dataclass(frozen=True, eq=False)
class Rule(Generic[A]):
    """One failure mode. `A` is the shape of its findings' `args`.

    `id` is public and never changes; it stands here and nowhere else. `mode` is the guide's number, "" where the guide has none.
    `layers` are all that it may name, the likelier first, `severities` all that it may have, the gravest first; which, and with
    what confidence, is said case by case. `find` may be shared: it then gives a finding of one of the rules that name it.
    `experiment` is what would settle a finding that is not proven; it is proposed where the verdict speaks of the finding.
    """

    id: str
    _: KW_ONLY
    mode: str
    layers: tuple[Layer, ...]
    severities: tuple[Severity, ...]
    about: About = About.CONTENT
    find: Callable[[Subject], Finding | None]
    words: Words[A]
    sentence: Sentence[A] | None = None
    experiment: Experiment | Callable[[A], Experiment | None] | None = None

    def finding(
        self,
        severity: Severity,
        args: A,
        places: Places | None = None,
        *,
        layer: Layer | None = None,
        confidence: Confidence = Confidence.PROVEN,
    ) -> Finding:
        """A finding at `places` (one occurrence without a place if there are none), of the likelier layer if none is named."""
        layer = layer or self.layers[0]
        if places is None:
            return Finding(self.id, severity, layer, confidence, args=args)
        chunks = tuple(dict.fromkeys(places.chunks))
        return Finding(self.id, severity, layer, confidence, places.count, tuple(places.spans), chunks, args)

    def args(self, finding: Finding) -> A:
        """What a finding of this rule says of itself."""
        return cast(A, finding.args)

    def proposal(self, finding: Finding) -> Experiment | None:
        """The experiment that would settle the finding, if it is open."""
        if finding.confidence is Confidence.PROVEN or self.experiment is None:
            return None
        return self.experiment if isinstance(self.experiment, Experiment) else self.experiment(self.args(finding))
