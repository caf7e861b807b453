"""Reverse look-up: what a garbled text was, which two encodings met, and where it stands."""

from __future__ import annotations

from streamlab.lookup.links import Link, links
from streamlab.lookup.search import MAX_TEXT, look_up
from streamlab.lookup.values import Candidate, Fate, Lookup, Lost, Recoverable, Step

__all__ = [
    "MAX_TEXT",
    "Candidate",
    "Fate",
    "Link",
    "Lookup",
    "Lost",
    "Recoverable",
    "Step",
    "links",
    "look_up",
]
