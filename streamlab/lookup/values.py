"""The values of a look-up: what a text was, step by step, and what of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from streamlab.model import Confidence

LOSS = "\ufffd"  # stands for what is lost, in every original


class Recoverable(StrEnum):
    """How much of the original can be had back from the text alone."""

    WHOLE = "whole"
    PARTLY = "partly"
    NO = "no"


class Fate(StrEnum):
    """The answer in one word."""

    EMPTY = "empty"  # there is no text
    FINE = "fine"  # nothing is wrong with it
    ESCAPED = "escaped"  # only written in escapes; nothing is wrong with it either
    GARBLED = "garbled"  # read with the wrong decoder: `candidates` say which
    DAMAGED = "damaged"  # characters are gone, and no reading brings them back
    UNKNOWN = "unknown"  # it does not read like a text, and nothing known here explains it


class Reason(NamedTuple):
    """Why something is believed: the key of a sentence, and what is filled in, `n` for what it counts."""

    key: str
    args: Mapping[str, int | str] = MappingProxyType({})


class Step(NamedTuple):
    """One way back: `wrong` was read where `right` was written, or `wrong` is the name of an escape."""

    kind: str  # reading | escape
    wrong: str
    right: str


class Lost(NamedTuple):
    """A character that is gone: where in the original, which of its bytes are known, and which characters begin so."""

    at: int
    known: str  # hexadecimal, "" where nothing is known
    possible: str  # the commonest first; "" where they are too many
    before: bool  # it was lost before the wrong reading: the bytes hold a U+FFFD


@dataclass(frozen=True, slots=True)
class Candidate:
    """One explanation. `kind` is reading, escape, or the name of a kind of loss.

    `lost_count` counts all losses, `lost` holds the first of them. `score`: how much better the original reads than what was
    pasted.
    """

    kind: str
    original: str
    wrong: str
    right: str
    recoverable: Recoverable
    confidence: Confidence
    score: float = 0.0
    steps: tuple[Step, ...] = ()
    lost: tuple[Lost, ...] = ()
    lost_count: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def readings(self) -> int:
        """How many times it was read wrongly; escapes are no readings."""
        return sum(step.kind == "reading" for step in self.steps)

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable."""
        return {
            "kind": self.kind,
            "original": _plain(self.original),
            "wrong": self.wrong,
            "right": self.right,
            "recoverable": self.recoverable.value,
            "confidence": self.confidence.value,
            "score": round(self.score, 2),
            "steps": [step._asdict() for step in self.steps],
            "lost": [lost._asdict() for lost in self.lost],
            "lost_count": self.lost_count,
            "reasons": [{"key": key, **args} for key, args in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer for one text; the best candidate first. `cut`: only the beginning of the text was looked at."""

    text: str
    outcome: Fate
    candidates: tuple[Candidate, ...] = ()
    cut: bool = False

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None

    def to_dict(self) -> dict[str, Any]:
        """The `streamlab.lookup/1` object, JSON-serialisable."""
        return {
            "schema": "streamlab.lookup/1",
            "text": _plain(self.text),
            "outcome": self.outcome.value,
            "cut": self.cut,
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }


def differing(text: str, original: str) -> tuple[str, str]:
    """Both without the beginning and the end that they share; where they are the same, all of them."""
    least = min(len(text), len(original))
    start = next((at for at in range(least) if text[at] != original[at]), least)
    end = next((at for at in range(least - start) if text[-1 - at] != original[-1 - at]), least - start)
    found = text[start : len(text) - end], original[start : len(original) - end]
    return found if all(found) else (text, original)


def _plain(text: str) -> str:
    """Half characters cannot be written down."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
