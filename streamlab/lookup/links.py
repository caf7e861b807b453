"""How the text got garbled, shown on a few of its characters: text, bytes, text; may import the rest of lookup."""

from __future__ import annotations

import re
from typing import NamedTuple

from streamlab.lookup import charsets
from streamlab.lookup.values import LOSS, Candidate

MOST = 4  # characters shown
_STRANGE = re.compile(r"[^\x00-\x7f\ufffd]{1,4}")


class Link(NamedTuple):
    """`before` was written in `right`; its `data` were read in `wrong` as `after`. An escape has no wrong reading."""

    kind: str
    before: str
    data: bytes
    after: str
    wrong: str
    right: str


def links(candidate: Candidate, text: str) -> list[Link]:
    """The steps in the order in which they happened; none for what is only a sign of a loss."""
    if candidate.kind not in ("reading", "escape"):
        return []
    shown, found = _excerpt(candidate), []
    for step in reversed(candidate.steps):
        if step.kind == "escape":
            data = shown.encode(charsets.WRITERS.get(step.right, "utf-8"), "replace") if step.right else b""
            found.append(Link("escape", shown, data, text.strip()[: 5 * MOST], step.wrong, step.right))
            continue
        data = shown.encode(charsets.WRITERS[step.right], "replace")
        after = data.decode(charsets.READERS[step.wrong], "replace")
        found.append(Link("reading", shown, data, after, step.wrong, step.right))
        shown = after
    return found


def _excerpt(candidate: Candidate) -> str:
    """A few characters of the original; where all are lost, what they may have been."""
    if match := _STRANGE.search(candidate.original):
        return match[0]
    if LOSS in candidate.original:
        possible = "".join(lost.possible[:1] for lost in candidate.lost)[:MOST]
        return possible or LOSS * 2
    return candidate.original.strip()[:MOST]
