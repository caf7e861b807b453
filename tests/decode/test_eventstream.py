"""AWS event streams: messages, headers of every type, check sums, and what a broken stream leaves."""

from __future__ import annotations

import json
import struct
import zlib
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab.decode.eventstream import EventStreamReader, is_prelude
from streamlab.decode.frames import Frame
from tests.analysis.law import check_law
from tests.decode.splits import every_split

AWS = (("Content-Type", "application/vnd.amazon.eventstream"),)


def header(name: str, value: str) -> bytes:
    raw, text = name.encode(), value.encode()
    return bytes([len(raw)]) + raw + b"\x07" + struct.pack(">H", len(text)) + text


def message(payload: bytes | dict[str, Any], headers: bytes | str = b"") -> bytes:
    """One message; `headers`: as bytes, or the event type."""
    if isinstance(headers, str):
        headers = header(":message-type", "event") + header(":event-type", headers)
    body = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    head = prelude + struct.pack(">I", zlib.crc32(prelude)) + headers + body
    return head + struct.pack(">I", zlib.crc32(head))


def run(pieces: list[bytes]) -> list[Frame]:
    content = bytearray()
    reader = EventStreamReader(content)
    frames = []
    for piece in pieces:
        content += piece
        frames += reader.advance()
    return frames + reader.advance(final=True)


def parse(data: bytes) -> list[Frame]:
    whole = run([data])
    for pieces in every_split(data):
        assert run(pieces) == whole
    assert all(one.end == two.start for one, two in pairwise(whole))
    for frame in whole:
        assert all(frame.start <= start <= end <= frame.end for start, end in frame.data_spans)
    return whole


def test_messages() -> None:
    data = message({"a": "你"}, "messageStart") + message(b"", "ping") + message({}, b"")
    frames = parse(data)
    assert [frame.event for frame in frames] == ["messageStart", "ping", "message"]
    assert [data[slice(*frame.data_spans[0])].decode() for frame in frames] == ['{"a": "你"}', "", "{}"]
    assert frames[-1].end == len(data)
    assert not any(frame.bad_crc for frame in frames)


def test_exceptions_and_errors_name_the_message() -> None:
    thrown = header(":message-type", "exception") + header(":exception-type", "throttlingException")
    failed = header(":error-code", "InternalError") + header(":event-type", "x")
    assert [frame.event for frame in parse(message({}, thrown) + message({}, failed))] == [
        "throttlingException",
        "InternalError",
    ]


def test_headers_of_every_type() -> None:
    values = [
        (0, b""),
        (1, b""),
        (2, b"\1"),
        (3, b"\1\2"),
        (4, b"1234"),
        (5, b"12345678"),
        (6, b"\0\3abc"),
        (8, b"12345678"),
    ]
    headers = b"".join(b"\1a" + bytes([kind]) + value for kind, value in [*values, (9, b"x" * 16)])
    assert [frame.event for frame in parse(message({}, headers + header(":event-type", "last")))] == ["last"]


@pytest.mark.parametrize("headers", [b"\xff", b"\1a", b"\1a\x63", b"\1a\x07\xff\xff", b"\0", b"\3ab"])
def test_headers_that_are_none(headers: bytes) -> None:
    (frame,) = parse(message({}, headers))
    assert (frame.event, frame.bad_crc) == ("message", False)


def test_a_wrong_check_sum_of_the_message() -> None:
    data = bytearray(message({"a": 1}, "one") + message({"b": 2}, "two"))
    data[40] ^= 1
    assert [frame.bad_crc for frame in parse(bytes(data))] == [True, False]


def test_a_wrong_prelude_ends_the_reading() -> None:
    data = message({"a": 1}, "one") + b"\0" * 20
    frames = parse(data)
    assert [(frame.bad_crc, frame.terminated) for frame in frames] == [(False, True), (True, False)]
    assert frames[1].end == len(data)


@pytest.mark.parametrize(("total", "headers"), [(15, 0), (16, 1), (1 << 26, 0), (1 << 20, 200_000)])
def test_impossible_lengths(total: int, headers: int) -> None:
    prelude = struct.pack(">II", total, headers)
    (frame,) = parse(prelude + struct.pack(">I", zlib.crc32(prelude)) + b"x" * 10)
    assert frame.bad_crc


def test_an_unfinished_message() -> None:
    data = message({"a": 1}, "one")
    for cut in range(1, len(data)):
        (frame,) = run([data[:cut]])
        assert (frame.start, frame.end, frame.terminated, frame.bad_crc) == (0, cut, False, False)


def test_the_prelude_is_recognised() -> None:
    assert is_prelude(message({}, "x"))
    assert not is_prelude(b"\0" * 12)
    assert not is_prelude(b"\0" * 11)


@given(st.lists(st.sampled_from([message({}, "x"), b"\0", b"\0\0\0\x10", b"\xff", message(b"1")[:-1]]), max_size=4))
def test_garbage(parts: list[bytes]) -> None:
    parse(b"".join(parts)[:60])


STREAM = (
    message({"role": "assistant"}, "messageStart")
    + message({"contentBlockIndex": 0, "delta": {"text": "你好"}}, "contentBlockDelta")
    + message({"contentBlockIndex": 0}, "contentBlockStop")
    + message({"stopReason": "end_turn"}, "messageStop")
    + message({"usage": {"inputTokens": 3, "outputTokens": 4, "totalTokens": 7}}, "metadata")
)


@pytest.mark.parametrize("headers", [AWS, ()])
def test_a_reply(headers: tuple[tuple[str, str], ...]) -> None:
    analysis = check_law(STREAM, headers, every=40)
    assert (analysis.framing, analysis.dialect, analysis.reply.text) == ("aws-eventstream", "bedrock-converse", "你好")
    assert analysis.reply.complete
    assert analysis.reply.violations == []
    assert analysis.verdict.text.value == "intact"
    assert {item.rule for item in analysis.findings} == {"events-merged-in-one-chunk"}


def test_a_broken_reply() -> None:
    data = bytearray(STREAM)
    data[data.index("你".encode())] ^= 1
    assert "bad_crc" in streamlab.analyze([bytes(data)]).reply.violations
    cut = streamlab.analyze([STREAM[:-9]], end="reset").to_dict()
    assert "eof_in_frame" in cut["reply"]["violations"]
    assert [item["kind"] for item in cut["json_failures"]] == ["truncated"]


def test_zeros_are_no_event_stream() -> None:
    assert streamlab.analyze([b"\0" * 64]).framing == "text"
    assert streamlab.analyze([b"\0\1"]).framing == "text"
