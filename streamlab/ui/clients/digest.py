"""Everything the window shows of a run as plain values, made beside the UI thread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from streamlab.ui.bytes.characters import codec, glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlab.clients import ClientError, Reading, Run
    from streamlab.clients.base import Assigned, ConsoleLine, Output, OutputKind
    from streamlab.model import Span

_BEFORE: Final = 14  # characters shown before the first difference
_AFTER: Final = 34  # and from there on
_SIDE: Final = 9  # bytes shown on each side of a border
_MARK: Final = "\ufeff"


class Stretch(NamedTuple):
    """A piece of text that both have (`same`), or only one of them; empty where it lacks what the other has."""

    text: str
    same: bool


class Difference(NamedTuple):
    """What a correct client gives and what this one gave, from shortly before the first difference on.

    `whole`: both are the texts that the user ends with; else they are the output number `output`, and what the user ends with is
    right. `byte` is where the correct character comes from, None where that is not known.
    """

    expected: tuple[Stretch, ...]
    given: tuple[Stretch, ...]
    whole: bool
    output: int
    byte: int | None
    begins: bool  # nothing is left out before, or after
    expected_ends: bool
    given_ends: bool
    empty: bool  # nothing at all was given


class SmallestCut(NamedTuple):
    """The smallest cutting that breaks a client; no borders: it fails over one piece.

    `start`, `end`: the bytes worth seeing around the shown border. `inside`: the character or the CR LF that it cuts.
    """

    borders: tuple[int, ...]
    shown: int
    window: Span
    inside: str
    inside_span: Span | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A run; lists are in the order of their chunks."""

    client: str
    cuts: str
    kind: OutputKind
    borders: Sequence[int]
    size: int
    ok: bool
    ends_at_error: bool
    difference: Difference | None
    lost: int
    replaced: int
    freeze: int
    swallowed: int
    errors: list[ClientError]
    outputs: list[Output]  # those that are not empty
    output_chunks: list[int]
    states: list[Assigned]
    console: list[ConsoleLine]
    encoding: str

    @property
    def chunks(self) -> int:
        """How many chunks it was fed."""
        return len(self.borders) + 1 if self.size else 0

    def span(self, chunk: int) -> Span:
        """The bytes of a chunk."""
        start = self.borders[chunk - 1] if chunk else 0
        return start, self.borders[chunk] if chunk < len(self.borders) else self.size

    def chunk_at(self, byte: int) -> int:
        """The chunk that holds a byte."""
        return bisect_right(self.borders, byte)

    def outputs_of(self, chunk: int) -> list[Output]:
        """What came while a chunk was handled."""
        start, end = bisect_left(self.output_chunks, chunk), bisect_right(self.output_chunks, chunk)
        return self.outputs[start:end]

    def states_of(self, chunk: int) -> list[Assigned]:
        """What was assigned meanwhile."""
        start = bisect_left(self.states, chunk, key=lambda state: state.chunk)
        return self.states[start : bisect_right(self.states, chunk, key=lambda state: state.chunk)]

    def console_of(self, chunk: int) -> list[ConsoleLine]:
        """What was written on the console meanwhile."""
        start = bisect_left(self.console, chunk, key=lambda line: line.chunk)
        return self.console[start : bisect_right(self.console, chunk, key=lambda line: line.chunk)]

    def errors_of(self, chunk: int) -> list[ClientError]:
        """What left the client meanwhile."""
        start = bisect_left(self.errors, chunk, key=lambda error: error.chunk)
        return self.errors[start : bisect_right(self.errors, chunk, key=lambda error: error.chunk)]


def digest(run: Run) -> Digest:
    """Computes it all."""
    outcome, ok = run.outcome, run.matches_reference
    full = [output for output in outcome.outputs if output or outcome.kind == "reply"]
    return Digest(
        client=run.client,
        cuts=run.cuts,
        kind=outcome.kind,
        borders=run.borders,
        size=len(run.reading.content),
        ok=ok,
        ends_at_error=not getattr(run.make, "goes_on", True),
        difference=None if ok else _difference(run),
        lost=run.lost_characters,
        replaced=run.replaced_characters,
        freeze=run.longest_freeze_chunks,
        swallowed=run.swallowed_errors,
        errors=outcome.errors,
        outputs=full,
        output_chunks=outcome.updates,
        states=outcome.states,
        console=outcome.console,
        encoding=run.reading.analysis.encoding,
    )


def _difference(run: Run) -> Difference | None:
    from streamlab.clients.compare import common_prefix

    found = run.first_difference
    assert found is not None
    kind, reading = run.outcome.kind, run.reading
    correct = reading.shown(kind, reading.outputs(kind, reads_json=getattr(run.make, "reads_json", False)))
    shown = run.shown.removeprefix(_MARK)
    byte, output, at = found["byte"], found["output"], common_prefix(correct, shown)
    if correct != shown:
        start = max(at - _BEFORE, 0)
        expected, given = correct[start : at + _AFTER], shown[start : at + _AFTER]
        ends = at + _AFTER >= len(correct), at + _AFTER >= len(shown)
        parts = _aligned(expected, given, at - start, whole=all(ends))
        return Difference(*parts, True, output, byte, start == 0, *ends, not shown)
    expected, given = found["expected"], found["given"]
    if expected == given:
        return None  # right to the end, but something was thrown
    # The contract's pieces of 16 characters begin where the outputs part.
    parts = ((Stretch(expected, same=False),), (Stretch(given, same=False),))
    return Difference(*parts, False, output, byte, False, len(expected) < 16, len(given) < 16, not given)


def _aligned(expected: str, given: str, same: int, *, whole: bool) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts cut into what they share and what they do not; the first `same` characters are known to be equal.

    A part is empty where nothing stands for that of the other. `whole`: neither text goes on.
    """
    left, right = [Stretch(expected[:same], same=True)], [Stretch(given[:same], same=True)]
    a, b = expected[same:], given[same:]
    for nth, (tag, i1, i2, j1, j2) in enumerate(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        equal = tag == "equal"
        if nth and not equal and not whole and i2 == len(a) and j2 == len(b):
            break  # only one of them was shortened there, it may be
        left.append(Stretch(a[i1:i2], equal))
        right.append(Stretch(b[j1:j2], equal))
    return tuple(left), tuple(right)


def cut(run: Run, difference: Difference | None) -> SmallestCut:
    """The borders of a smallest failing run; the one nearest to the difference is the one to show."""
    reading = run.reading
    borders = tuple(at for at in run.borders if 0 < at < len(reading.content))
    near = difference.byte if difference is not None and difference.byte is not None else 0
    shown = min(borders, key=lambda at: abs(at - near), default=near)
    inside, span = _inside(reading, shown) if borders else ("", None)
    window = (max(0, shown - _SIDE), min(len(reading.content), shown + _SIDE))
    return SmallestCut(borders, shown, window, inside, span)


def _inside(reading: Reading, border: int) -> tuple[str, Span | None]:
    """The character of several bytes, or the CR LF, that a border cuts."""
    if reading.content[border - 1 : border + 1] == b"\r\n":
        return "\r\n", (border - 1, border + 1)
    analysis = reading.analysis
    limits = (0, len(reading.content))
    for glyph in glyphs(analysis.data, limits, (border, border + 1), codec(analysis.encoding), lead_in=True):
        if glyph.start < border < glyph.end:
            return glyph.character, (glyph.start, glyph.end)
    return "", None
