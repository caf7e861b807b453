"""The law: what is said of a stream depends on its bytes, not on how they were cut or in which batches they were fed."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from streamlab.analysis import Analysis, analyze_messages
from streamlab.model import Chunk, End, EndReason, Head, Headers, Message
from tests.decode.splits import every_split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Findings that are about borders or times: all others must be the same for any cutting.
ABOUT_BORDERS = {
    "char-split-decoded-per-chunk",
    "line-split-parsed-per-chunk",
    "events-merged-in-one-chunk",
    "crlf-split-across-chunks",
    "buffered-all-at-once",
    "compression-buffering",
    "idle-timeout-cut",
    "json-array-or-pretty-stream",  # one chunk may be one answer
}


def messages(
    pieces: Iterable[bytes], headers: Headers = (), *, status: int = 200, end: EndReason = EndReason.COMPLETE
) -> list[Message]:
    """A run: head, one chunk per millisecond, end."""
    found: list[Message] = [Head(0, "HTTP/1.1", status, "", headers)]
    found += [Chunk((index + 1) * 1_000_000, piece) for index, piece in enumerate(pieces)]
    return [*found, End(len(found) * 1_000_000, end)]


def batches(found: list[Message], seed: int = 0) -> Iterator[list[list[Message]]]:
    """The same messages in different batches: each alone, all but the end, by chance."""
    yield [[message] for message in found]
    yield [found[:-1], found[-1:]]
    cuts = sorted(random.Random(seed).sample(range(1, len(found)), min(4, len(found) - 1)))
    yield [found[a:b] for a, b in zip([0, *cuts], [*cuts, len(found)], strict=True)]


def fed(groups: list[list[Message]], **options: Any) -> Analysis:
    """An analysis fed batch by batch."""
    analysis = Analysis(**options)
    for group in groups:
        analysis.feed(group)
    return analysis


def essence(analysis: Analysis) -> dict[str, Any]:
    """The analysis object without what is about borders and times."""
    found = analysis.to_dict()
    for name in ("chunks", "reads", "http_chunks", "timing", "end"):
        del found[name]
    del found["characters"]["split"]
    for event in found["events"]:
        for name in ("first_chunk", "last_chunk", "t_ns"):
            del event[name]
    del found["verdict"]["summary"]
    found["findings"] = [
        {name: value for name, value in item.items() if name != "chunks"}
        for item in found["findings"]
        if item["rule"] not in ABOUT_BORDERS
    ]
    return found


def check_spans(analysis: Analysis) -> None:
    """Spans are in order and inside the content."""
    size = analysis.content_size
    found = analysis.to_dict()
    for spans in (
        [(item["start"], item["end"]) for item in found["characters"]["invalid"]],
        [(item["start"], item["end"]) for item in found["characters"]["split"]],
        [(item["start"], item["end"]) for item in found["comments"]],
        [(item["start"], item["end"]) for item in found["chunks"]] if not analysis.content_encoding else [],
    ):
        assert all(0 <= start <= end <= size for start, end in spans)
        assert spans == sorted(spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(0 <= start <= end <= size for item in found["findings"] for start, end in item["spans"])
    assert all(0 <= item["start"] <= item["end"] <= size for item in found["events"])
    assert all(0 <= item["offset"] <= size for item in found["json_failures"])
    assert all(0 <= delta.start <= delta.end <= size for delta in analysis.deltas)
    version_zero = [delta.text for delta in analysis.deltas if delta.kind == "text"]
    assert "".join(version_zero) in (analysis.reply.text, analysis.reply.text.removesuffix("\ufffd"))


def check_law(data: bytes, headers: Headers = (), *, every: int = 1, **options: Any) -> Analysis:
    """Analyses `data` in every cutting (or every n-th) and in different batches; returns the analysis of the whole."""
    whole = analyze_messages(messages([data], headers), **options)
    expected = essence(whole)
    check_spans(whole)
    for number, pieces in enumerate(every_split(data)):
        if number > 1 and number % every:
            continue
        found = messages(pieces, headers)
        at_once = analyze_messages(found, **options)
        assert essence(at_once) == expected, pieces
        check_spans(at_once)
        if number < 4 or not number % 50:
            for groups in batches(found, number):
                assert fed(groups, **options).to_dict() == at_once.to_dict()
    return whole
