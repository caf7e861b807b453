"""The public API: what `analyze` takes, obeys and refuses, and the shape of what it returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import streamlab
from streamlab.errors import UsageError
from streamlab.model import Chunk, End, EndKind, EndReason, Head, Message
from streamlab.recording import Recording

SHAPE = {
    "schema": str,
    "response": {
        "http_version": str,
        "status": int,
        "reason": str,
        "headers": list,
        "informational": list,
        "trailers": list,
    },
    "end": {"reason": str, "kind": str, "detail": str, "t_ns": int},
    "connection": None,
    "reads_are": None,
    "reads": list,
    "http_chunks": list,
    "excess": None,
    "data_frames": list,
    "chunks": list,
    "body": {"bytes": int, "content_encoding": None, "content_bytes": int, "content_error": None},
    "encoding": {"name": str, "declared": None, "bom": None, "source": str},
    "text": str,
    "characters": {"split": list, "invalid": list},
    "framing": str,
    "events": list,
    "comments": list,
    "last_event_id": str,
    "reconnection_time": None,
    "json_failures": list,
    "reply": {
        "dialect": str,
        "mode": str,
        "text": str,
        "reasoning": str,
        "finish": None,
        "finish_norm": str,
        "terminal": bool,
        "complete": bool,
        "usage": None,
        "error": None,
        "tool_calls": list,
        "violations": list,
    },
    "timing": {
        "first_byte_ms": float,
        "first_text_ms": float,
        "total_ms": float,
        "gaps": {"p50": float, "p95": float, "max": float},
        "inter_chunk_ms": float,
        "inter_delta_ms": float,
        "deltas_per_chunk": float,
    },
    "findings": list,
    "verdict": {"text": str, "summary": str},
}


def check_shape(found: Any, shape: Any) -> None:
    if isinstance(shape, dict):
        assert list(found) == list(shape)
        for name, inner in shape.items():
            check_shape(found[name], inner)
    elif shape is not None:
        assert isinstance(found, shape)


def test_the_analysis_object() -> None:
    chunks = [(10_000_000, b"data: \xe4"), (25_000_000, b"\xbd\xa0\n\ndata: a\n\n"), (40_000_000, b"data: b\n\n")]
    analysis = streamlab.analyze(chunks, headers={"Content-Type": "text/event-stream"})
    found = analysis.to_dict()
    check_shape(found, SHAPE)
    assert json.loads(json.dumps(found)) == found
    assert found["schema"] == "streamlab.analysis/1"
    assert found["chunks"][1] == {"index": 1, "t_ns": 25_000_000, "start": 7, "end": 20}
    assert found["characters"]["split"] == [
        {"start": 6, "end": 9, "code_point": 0x4F60, "first_chunk": 0, "last_chunk": 1, "character": "你"}
    ]
    assert found["events"][0] == {
        "index": 0,
        "start": 0,
        "end": 9,
        "first_chunk": 0,
        "last_chunk": 1,
        "t_ns": 25_000_000,
        "event": "message",
        "data": "你",
        "id": "",
        "retry": None,
        "dispatched": True,
        "terminated": True,
        "data_spans": [[6, 9]],
    }
    assert found["end"] == {"reason": "complete", "kind": "", "detail": "", "t_ns": 40_000_000}


def test_an_empty_last_chunk_tells_the_end() -> None:
    found = streamlab.analyze([(1_000_000, b"x"), (9_000_000, b"")]).to_dict()
    assert found["timing"]["total_ms"] == 9
    assert found["end"]["t_ns"] == 9_000_000
    assert len(found["chunks"]) == 2


def test_chunks_without_times() -> None:
    found = streamlab.analyze([b"a", bytearray(b"b"), memoryview(b"c")]).to_dict()
    assert found["text"] == "abc"
    assert [chunk["t_ns"] for chunk in found["chunks"]] == [None, None, None]
    assert found["timing"]["total_ms"] is None
    assert found["end"]["t_ns"] is None


def test_no_chunks_at_all() -> None:
    found = streamlab.analyze([]).to_dict()
    assert (found["text"], found["chunks"], found["events"], found["framing"]) == ("", [], [], "text")
    assert found["verdict"]["text"] == "intact"


def test_headers_as_mapping_or_pairs() -> None:
    for headers in ({"Content-Type": "text/plain; charset=gbk"}, [("Content-Type", "text/plain; charset=gbk")]):
        found = streamlab.analyze(["你好".encode("gbk")], headers=headers).to_dict()
        assert found["text"] == "你好"
        assert found["encoding"] == {"name": "gbk", "declared": "gbk", "bom": None, "source": "declared"}
        assert found["response"]["headers"] == [["Content-Type", "text/plain; charset=gbk"]]


def test_status_and_end() -> None:
    found = streamlab.analyze([b"x"], status=503, end="reset").to_dict()
    assert (found["response"]["status"], found["end"]["reason"]) == (503, "reset")


@pytest.mark.parametrize(
    "options",
    [
        {"end": "nonsense"},
        {"encoding": "nonsense"},
        {"encoding": ""},
        {"encoding": "idna"},
        {"framing": "xml"},
        {"framing": ""},
        {"dialect": "nonsense"},
        {"dialect": ""},
    ],
)
def test_unknown_options(options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        streamlab.analyze([b"x"], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("chunks", [b"abc", ["text"], [(1, "text")], [5]])
def test_chunks_must_be_bytes(chunks: Any) -> None:
    with pytest.raises(UsageError):
        streamlab.analyze(chunks)


def test_what_is_chosen_is_obeyed() -> None:
    body = b'{"a":1}{"b":2}\n{\n"c": 3}\n'
    found = streamlab.analyze([body], framing="ndjson")
    assert [found.frame_text(frame) for frame in found.frames] == ['{"a":1}{"b":2}', "{", '"c": 3}']
    assert [(item.kind, item.offset) for item in found.json_failures] == [
        ("extra-data", 7),
        ("truncated", 16),
        ("extra-data", 20),
    ]
    assert len(streamlab.analyze([body]).frames) == 3
    assert streamlab.analyze([b"data: x\n\n"], framing="text").frames == []
    assert streamlab.analyze([b"plain"], framing="sse").framing == "sse"
    assert streamlab.analyze([b"\xe9"], encoding="latin-1").to_dict()["text"] == "é"
    assert streamlab.analyze([b"\xe9"], encoding="latin-1").to_dict()["encoding"]["source"] == "chosen"
    assert streamlab.analyze([b"data: x\n\n"], dialect="openai-chat").dialect == "openai-chat"
    assert streamlab.analyze(["\ufeff你".encode()], encoding="gb18030").encoding == "gb18030"


@pytest.mark.parametrize(
    ("body", "offset", "kind"),
    [(b"", 0, "empty"), (b"{", 1, "truncated"), (b" [1,]\n", 4, "trailing-comma"), (b'{"a":1} x', 8, "extra-data")],
)
def test_one_json(body: bytes, offset: int, kind: str) -> None:
    (failure,) = streamlab.analyze([body], framing="json").to_dict()["json_failures"]
    assert (failure["event"], failure["offset"], failure["kind"]) == (0, offset, kind)
    assert set(failure) == {"event", "offset", "line", "column", "kind", "message", "accepted_by"}


@pytest.mark.parametrize(
    ("body", "framing"),
    [
        (b"", "text"),
        (b"hello", "text"),
        (b"[link](x)", "text"),
        (b"data: x\n\n", "sse"),
        (b": ping\n\n", "sse"),
        (b"\xef\xbb\xbfid:1\ndata:x\n\n", "sse"),
        (b"  \n" * 300 + b"data: x\n\n", "sse"),
        (b'{"a":1}', "json"),
        (b'{\n "a": 1\n}\n', "json"),
        (b'{"a":1}\n', "ndjson"),
        (b'{"a":1}\n{"b":2}', "ndjson"),
        (b'[{"a":1}]', "json-array"),
        (b"[\n]", "json-array"),
        (b"<html>", "text"),
        (b'f:{"messageId":"m"}\n0:"a"\n', "line-prefixed"),
        (b'0:"a"\n', "line-prefixed"),
        (b"5:30 pm", "text"),
        (b"a", "text"),
        ("data: 你\n\n".encode("utf-16"), "text"),
    ],
)
def test_framing_is_detected(body: bytes, framing: str) -> None:
    assert streamlab.analyze([body]).framing == framing
    assert streamlab.analyze([body[at : at + 1] for at in range(len(body))]).framing == framing


@pytest.mark.parametrize(
    ("body", "content_type", "framing", "offsets"),
    [
        (b"", "application/json", "json", [0]),
        (b"Internal Server Error", "application/json; charset=utf-8", "json", [0]),
        (b'"text"', "application/problem+json", "json", []),
        (b"[oops", "application/json", "json", [1]),
        (b"<html>", "application/json", "text", []),
        (b"data: {}\n\n", "application/json", "sse", []),
        (b"[oops\n\n", "text/event-stream", "sse", []),
        (b'{"error":1}', "text/event-stream", "json", []),
        (b"<html>", "text/event-stream", "text", []),
    ],
)
def test_the_content_type_is_a_hint(body: bytes, content_type: str, framing: str, offsets: list[int]) -> None:
    for pieces in ([body], [body[at : at + 1] for at in range(len(body))]):
        analysis = streamlab.analyze(pieces, headers={"Content-Type": content_type})
        assert analysis.framing == framing
        assert [item.offset for item in analysis.json_failures] == offsets


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (b"abc", "", ("utf-8", None, None, "default")),
        (b"\xef\xbb\xbfabc", "", ("utf-8", None, "utf-8", "default")),
        ("\ufeffabc".encode("utf-16-le"), "", ("utf-16-le", None, "utf-16le", "detected")),
        ("\ufeffabc".encode("utf-16-be"), "text/plain; charset=utf-8", ("utf-16-be", "utf-8", "utf-16be", "detected")),
        (b"abc", "text/plain; charset=undefined", ("utf-8", "undefined", None, "default")),
        (b"abc", 'text/plain; charset="GB2312"', ("gb2312", "gb2312", None, "declared")),
        (b"data: a\n\n", "text/event-stream; charset=gbk", ("utf-8", "gbk", None, "default")),
        (b"\xff\xfea", "text/event-stream", ("utf-8", None, None, "default")),
    ],
)
def test_encoding(body: bytes, content_type: str, encoding: tuple[str, str | None, str | None, str]) -> None:
    for pieces in ([body], [body[at : at + 1] for at in range(len(body))]):
        found = streamlab.analyze(pieces, headers={"Content-Type": content_type} if content_type else ()).to_dict()
        assert tuple(found["encoding"].values()) == encoding
        assert found["text"] == body.decode(encoding[0], "replace")


def test_an_empty_event_stream_is_one() -> None:
    assert streamlab.analyze([], headers={"Content-Type": "text/event-stream"}).framing == "sse"


def test_done_is_no_failure() -> None:
    assert streamlab.analyze([b'{"a":1}\n[DONE]\n']).json_failures == []
    assert streamlab.analyze([b"data: [DONE]\n\n"]).json_failures == []


def test_a_recording(tmp_path: Path) -> None:
    messages: list[Message] = [Head(1, "HTTP/1.1", 200, "OK", ()), Chunk(2, b"data: x\n\n"), End(3, EndReason.RESET)]
    recording = Recording("2025-01-01T00:00:00Z", None, messages)
    path = tmp_path / "run.slrec"
    recording.save(path)
    for item in (recording, streamlab.load(path)):
        assert streamlab.analyze(item).to_dict()["end"] == {"reason": "reset", "kind": "", "detail": "", "t_ns": 3}
    assert streamlab.analyze(recording, dialect="openai-chat").dialect == "openai-chat"


def test_messages_after_the_end_are_not_taken() -> None:
    from streamlab.analysis import Analysis

    analysis = Analysis()
    analysis.feed([Chunk(1, b"a"), End(2, EndReason.COMPLETE), Chunk(3, b"b")])
    analysis.feed([Chunk(4, b"c")])
    assert analysis.content_size == 1


def test_an_end_without_a_head() -> None:
    from streamlab.analysis import analyze_messages

    found = analyze_messages([End(5, EndReason.CONNECT_ERROR, EndKind.REFUSED, "x")]).to_dict()
    assert found["response"]["status"] is None
    assert found["end"] == {"reason": "connect-error", "kind": "refused", "detail": "x", "t_ns": 5}
    assert found["timing"]["first_byte_ms"] is None
