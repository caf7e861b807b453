"""Two runs compared after an experiment, as far as it can be said honestly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from streamlab.diagnosis import rules
from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.rule import About
from streamlab.model import EndReason

EXPERIMENTS = tuple(Experiment)
_SOONER = 0.5  # of the time: less may be chance
_LEAST_MS = 50.0
_SAME_S = 1.5  # a limit hits within so many seconds of itself (field guide F11)


class Milliseconds(NamedTuple):
    """A time that a sentence names; None where it is not known."""

    value: float | None


Named = int | float | str | Milliseconds  # what a sentence names: a count, seconds, a name, a time
Part = tuple[str, Mapping[str, Named]]


class Figures(NamedTuple):
    """What two runs are compared by. `broke_s`: after how many seconds it broke off, None where it ended properly."""

    status: int | None
    end: EndReason | None
    coding: str
    first_text_ms: float | None
    total_ms: float | None
    chunks: int
    frames: int
    streamed: bool
    text: str
    rules: frozenset[str]
    damaged: int = 0
    broke_s: float | None = None

    @property
    def held(self) -> bool:
        """It was held back on the way."""
        return bool(self.rules & rules.ids(About.BUFFERING))

    @property
    def spoilt(self) -> bool:
        """Its text was damaged before it came here."""
        return bool(self.rules & rules.ids(About.DAMAGE))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The run before the experiment, and the one that the experiment made once it is over."""

    experiment: str
    before: Figures
    after: Figures | None = None

    def ended(self, after: Figures) -> Comparison:
        """With the experiment's outcome."""
        return replace(self, after=after)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Message keys of `words.comparing` with their arguments; none while the experiment goes on."""
        if self.after is None:
            return ()
        return (_unusable(self.before, self.after) or _COMPARE[self.experiment](self.before, self.after),)


def _unusable(before: Figures, after: Figures) -> Part | None:
    """Why the second run tells nothing about the first."""
    if after.end is EndReason.ABORTED:
        return "stopped", {}
    if after.status is None:
        return "no-answer", {}
    if after.status >= 400 and after.status != before.status:
        return "other-status", {"status": after.status}
    return None


def _times(before: Figures, after: Figures) -> dict[str, Named]:
    return {"before": Milliseconds(before.first_text_ms), "after": Milliseconds(after.first_text_ms)}


def _sooner(before: Figures, after: Figures) -> bool:
    first, second = before.first_text_ms, after.first_text_ms
    return first is not None and second is not None and second < _SOONER * first and first - second >= _LEAST_MS


def _identity(before: Figures, after: Figures) -> Part:
    if after.coding:
        return "identity-ignored", {"coding": after.coding}
    if not before.coding:
        return "identity-needless", {}
    if after.held:
        return "identity-still-held", _times(before, after)
    if before.held and _sooner(before, after):
        return "identity-sooner", {"coding": before.coding, **_times(before, after)}
    return "identity-no-difference", _times(before, after)


def _upstream(before: Figures, after: Figures) -> Part:
    if damage := _damage(before, after):
        return damage
    if before.held and after.held:
        return "upstream-held-too", {}
    if before.held:
        return ("upstream-sooner" if _sooner(before, after) else "upstream-flows"), _times(before, after)
    gone = sorted(before.rules - after.rules)
    return ("upstream-clean", {"n": len(gone)}) if gone else ("upstream-same", {})


def _damage(before: Figures, after: Figures) -> Part | None:
    """Whether the damaged text of the one run is damaged in the other."""
    if not before.spoilt:
        return None
    if after.spoilt or after.damaged:
        return "damage-stays", {"n": after.damaged or 1}
    return "damage-gone" if after.text else "damage-no-text", {}


def _plain(before: Figures, after: Figures) -> Part:
    if after.streamed and after.frames > 1:
        return "plain-ignored", {}
    if damage := _damage(before, after):
        return damage
    if not after.text:
        return "plain-no-text", {}
    counts = {"before": len(before.text), "after": len(after.text)}
    if after.text == before.text:
        return "plain-same", counts
    if after.text.startswith(before.text):
        return "plain-goes-on", {"n": len(after.text) - len(before.text)}
    return "plain-differs", counts


def _again(before: Figures, after: Figures) -> Part:
    first, second = before.broke_s, after.broke_s
    if second is None:
        return "again-complete", {"seconds": (after.total_ms or 0.0) / 1000}
    if first is None:
        return "again-broke", {"seconds": second}
    args = {"before_s": first, "after_s": second}
    return ("again-same" if abs(first - second) <= _SAME_S else "again-otherwise"), args


_COMPARE: dict[str, Callable[[Figures, Figures], Part]] = {
    Experiment.IDENTITY: _identity,
    Experiment.UPSTREAM: _upstream,
    Experiment.PLAIN: _plain,
    Experiment.AGAIN: _again,
}
