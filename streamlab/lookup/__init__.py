"""Reverse look-up: what a garbled text was, which two encodings met, and where it stands; may import decode and analysis."""

from __future__ import annotations

from streamlab.lookup.places import Place, occurrences
from streamlab.lookup.search import MAX_TEXT, look_up
from streamlab.lookup.values import Candidate, Lookup, Lost, Outcome, Recoverable, Step

__all__ = [
    "MAX_TEXT",
    "Candidate",
    "Lookup",
    "Lost",
    "Outcome",
    "Place",
    "Recoverable",
    "Step",
    "look_up",
    "occurrences",
]
