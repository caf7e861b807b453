"""How the text got garbled, shown on a few of its characters: text, bytes, text."""

from __future__ import annotations

import re
from typing import NamedTuple

from streamlab.lookup import charsets
from streamlab.lookup.values import LOSS, Candidate, differing

MOST = 4  # characters shown
_SEEN = 20_000  # characters in which they are looked for: a card is made on the thread that paints
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
    shown, found = _excerpt(candidate, text), []
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


def _excerpt(candidate: Candidate, text: str) -> str:
    """A few characters of the original that were garbled; where all are lost, what they may have been."""
    _, garbled = differing(text[:_SEEN], candidate.original[:_SEEN])
    if match := _STRANGE.search(garbled):
        return match[0]
    if LOSS in candidate.original:
        possible = "".join(lost.possible[:1] for lost in candidate.lost)[:MOST]
        return possible or LOSS * 2
    return garbled.strip()[:MOST]
