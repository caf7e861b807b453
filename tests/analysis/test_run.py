"""A run while it grows: what each message adds, what may be read at any moment, and what there is to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from streamlab.analysis import Analysis, Mark, analyze_messages
from streamlab.model import Chunk, End, EndReason, Head, HttpChunk, Informational, Read, Trailers
from tests.analysis.law import messages

if TYPE_CHECKING:
    from streamlab.model import Message

HEAD = Head(
    5,
    "HTTP/1.1",
    200,
    "OK",
    (("Content-Type", "text/event-stream"), ("X-A", "1"), ("x-a", "2")),
    (Informational(103, "Early Hints", (("Link", "</a>"),)),),
)


def test_every_message_is_kept() -> None:
    given: list[Message] = [
        HEAD,
        Read(6, 300),
        HttpChunk(0, 9, 9, (("ext", None), ("q", "v"))),
        Chunk(6, b"data: x\n\n"),
        Read(7, 310),
        HttpChunk(9, 9, 0),
        Trailers((("Sum", "1"),)),
        End(8, EndReason.COMPLETE),
    ]
    found = analyze_messages(given).to_dict()
    assert found["response"] == {
        "http_version": "HTTP/1.1",
        "status": 200,
        "reason": "OK",
        "headers": [["Content-Type", "text/event-stream"], ["X-A", "1"], ["x-a", "2"]],
        "informational": [{"status": 103, "reason": "Early Hints", "headers": [["Link", "</a>"]]}],
        "trailers": [["Sum", "1"]],
    }
    assert found["reads"] == [{"t_ns": 6, "end": 300}, {"t_ns": 7, "end": 310}]
    assert found["http_chunks"] == [
        {"start": 0, "end": 9, "size": 9, "extensions": [["ext", None], ["q", "v"]]},
        {"start": 9, "end": 9, "size": 0, "extensions": []},
    ]


def test_it_may_be_read_before_it_ends() -> None:
    analysis = Analysis()
    analysis.feed([HEAD, Chunk(6, "data: 你".encode()[:-1])])
    found = analysis.to_dict()
    assert found["end"] == {"reason": None, "kind": "", "detail": "", "t_ns": None}
    assert found["events"] == []
    assert found["characters"] == {"split": [], "invalid": []}
    assert found["reply"]["complete"] is False
    assert found["timing"]["total_ms"] == 6e-06
    analysis.feed([Chunk(7, "你".encode()[-1:] + b"\n\n")])
    assert analysis.split[0].character == "你"
    assert [analysis.frame_text(frame) for frame in analysis.frames] == ["你"]
    assert analysis.reply.text == "你"


def test_findings_come_while_it_runs() -> None:
    analysis = Analysis()
    analysis.feed([HEAD, Chunk(6, b"data: {'a'}\n\n: ping\n\n")])
    assert {item.rule for item in analysis.findings} >= {"keepalive-comment-parsed"}
    assert analysis.json_failures[0].kind == "single-quotes"


def test_chunks_and_offsets() -> None:
    analysis = analyze_messages(messages([b"ab", b"", b"c", b""]))
    assert [analysis.chunk_span(index) for index in range(4)] == [(0, 2), (2, 2), (2, 3), (3, 3)]
    assert [analysis.chunk_at(offset) for offset in (0, 1, 2, 3, 99)] == [0, 0, 2, 3, 3]
    assert analysis.data(1, 3) == b"bc"
    assert (analysis.body_size, analysis.content_size) == (3, 3)
    assert Analysis().chunk_at(0) == 0


SPLIT, INVALID = Mark("split", 6, 9), Mark("invalid", 10, 11)
JSON = [Mark("json", at, at + 1) for at in (10, 20, 31)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 32, [SPLIT, INVALID, *JSON]),
        (8, 9, [SPLIT]),
        (9, 10, []),
        (10, 20, [INVALID, JSON[0]]),
        (20, 21, [JSON[1]]),
        (21, 31, []),
        (31, 32, [JSON[2]]),  # a text that stops early is marked at its last byte
        (0, 0, []),
    ],
)
def test_marks(start: int, end: int, expected: list[Mark]) -> None:
    data = b'{"a":"\xe4\xbd\xa0"\xff}\n{"a":1 x}\n{"b":1234'
    analysis = analyze_messages(messages([data[:7], data[7:]]), framing="ndjson")
    assert analysis.marks(start, end) == expected


def test_times_of_frames_are_those_of_the_chunk_that_completed_them() -> None:
    found = analyze_messages([HEAD, Chunk(10, b"data: a"), Chunk(20, b"\n"), Chunk(30, b"\ndata: b\n\n")]).to_dict()
    assert [(event["first_chunk"], event["last_chunk"], event["t_ns"]) for event in found["events"]] == [
        (0, 0, 30),
        (2, 2, 30),
    ]


def test_a_forced_dialect_reads_any_frame() -> None:
    body = b'data: {"choices":[{"delta":{"content":"x"}}]}\n\n'
    found = analyze_messages(messages([body]), dialect="chatgpt-web")
    assert (found.dialect, found.reply.text, len(found.frames)) == ("chatgpt-web", "", 1)


def test_a_head_that_comes_late_changes_nothing_before_it() -> None:
    analysis = analyze_messages([Chunk(1, b"a"), HEAD, Chunk(2, b"b"), End(3, EndReason.COMPLETE)])
    assert analysis.to_dict()["text"] == "ab"
    assert analysis.head == HEAD


def test_bodies_that_are_empty_by_their_nature() -> None:
    for status in (200, 204, 304):
        analysis = analyze_messages(messages([], HEAD.headers, status=status))
        assert (analysis.verdict.text.value, analysis.findings) == ("intact", ())
