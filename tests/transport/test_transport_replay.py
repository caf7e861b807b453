"""Replay: the same messages by the same interface."""

from __future__ import annotations

import asyncio

from streamlab.model import Chunk, End, EndReason, Head, HttpChunk, Message, Read, Trailers
from streamlab.recording import Recording
from streamlab.request import Request
from streamlab.transport import ReplayTransport
from tests.transport.conformance import check_transport, collect, end

MESSAGES: list[Message] = [
    Read(1_000_000, 70),
    Head(1_000_000, "HTTP/1.1", 200, "OK", ()),
    Chunk(1_000_000, b"hello"),
    HttpChunk(0, 5, 5),
    Read(9_000_000, 90),
    Chunk(9_000_000, b" world"),
    HttpChunk(5, 11, 6),
    HttpChunk(11, 11, 0),
    Trailers((("a", "b"),)),
    End(10_000_000, EndReason.COMPLETE),
]


def recording(messages: list[Message]) -> Recording:
    return Recording("", None, messages)


def test_conforms_at_every_speed() -> None:
    for speed in (None, 1.0, 50.0):
        check_transport(lambda s=speed: ReplayTransport(recording(MESSAGES), s), Request(), b"hello world")  # type: ignore[misc]


def test_the_messages_are_unchanged() -> None:
    assert asyncio.run(collect(ReplayTransport(recording(MESSAGES), 100), Request())) == MESSAGES


def test_a_recording_without_its_end_is_incomplete() -> None:
    for count in range(len(MESSAGES)):
        messages = asyncio.run(collect(ReplayTransport(recording(MESSAGES[:count])), Request()))
        assert messages[:-1] == MESSAGES[:count]
        assert end(messages).reason is EndReason.INCOMPLETE


def test_chunks_without_times_are_played_at_once() -> None:
    messages: list[Message] = [Chunk(-1, b"a"), Chunk(-1, b"b"), End(-1, EndReason.COMPLETE)]
    assert asyncio.run(collect(ReplayTransport(recording(messages), 1.0), Request())) == messages
