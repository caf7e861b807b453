"""Where a looked-up text stands in a recording, as pasted or as its original's bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from streamlab.lookup import charsets
from streamlab.lookup.values import LOSS, differing

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.lookup.values import Lookup

MOST_PLACES = 200
_CODE_UNIT = re.compile(r"\\u([0-9a-f]{4})")


class Occurrence(NamedTuple):
    """A span of content bytes and its chunks. `what`: garbled (these bytes already show the pasted text), original (they are
    the original's, and whoever showed the text read them wrongly), escaped (the original in JSON escapes)."""

    start: int
    end: int
    first_chunk: int
    last_chunk: int
    what: str


def occurrences(lookup: Lookup, analysis: Analysis) -> list[Occurrence]:
    """The places in order, at most `MOST_PLACES`; where a text has holes, the longest piece between them is looked for."""
    content = analysis.data(0, analysis.content_size)
    found: dict[tuple[int, int], Occurrence] = {}
    for needle, what in _needles(lookup, analysis.encoding):
        for start in islice(_everywhere(content, needle), MOST_PLACES):
            span = (start, start + len(needle))
            chunks = analysis.chunk_at(start), analysis.chunk_at(span[1] - 1)
            found.setdefault(span, Occurrence(*span, *chunks, what))
    return sorted(found.values())[:MOST_PLACES]


def _needles(lookup: Lookup, encoding: str) -> Iterator[tuple[bytes, str]]:
    """The forms in which it may stand there, the plainest first, each once."""
    seen: set[bytes] = set()
    best = lookup.best
    garbled, original = differing(lookup.text, best.original) if best is not None else (lookup.text, "")
    texts = ((garbled.strip(), "garbled"), (original.strip(), "original"))
    for text, what in texts:
        piece = max(text.replace("?", LOSS).split(LOSS), key=len) if LOSS in text else text
        for needle, form in _forms(piece, what, encoding, lookup):
            if len(needle) > 1 and needle not in seen:
                seen.add(needle)
                yield needle, form


def _forms(piece: str, what: str, encoding: str, lookup: Lookup) -> Iterator[tuple[bytes, str]]:
    yield piece.encode(encoding, "ignore"), what
    escaped = json.dumps(piece)[1:-1]
    if escaped != piece:
        form = "escaped" if what == "original" else what
        yield escaped.encode(), form
        yield _CODE_UNIT.sub(lambda match: "\\u" + match[1].upper(), escaped).encode(), form
        yield json.dumps(piece, ensure_ascii=False)[1:-1].encode(encoding, "ignore"), what
    best = lookup.best
    if what == "original" and best is not None and best.right in charsets.WRITERS:
        yield piece.encode(charsets.WRITERS[best.right], "ignore"), what


def _everywhere(content: bytes, needle: bytes) -> Iterator[int]:
    start = content.find(needle)
    while start >= 0:
        yield start
        start = content.find(needle, start + len(needle))
