"""Ends that nobody designed: responses cut at any byte, and frames with any byte changed. Each has a kind, and nothing is lost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from streamlab.diagnosis.prose import verdict_text
from streamlab.model import EndKind, EndReason
from streamlab.words.ends import end_text
from tests.transport import frames
from tests.transport.ends_table import ARRIVED, Row
from tests.transport.test_ends import Played, play, world
from tests.transport.wire_server import finish, reset

if TYPE_CHECKING:
    from tests.transport.test_ends import World

__all__ = ["world"]

Pieces = list[tuple[bytes, bool]]  # what goes over the wire, and whether it is of the body
OURS = (EndKind.STOPPED, EndKind.INTERNAL, EndKind.REQUEST, EndKind.NONE)
BODY = [f"data: {number} 你好\n\n".encode() for number in range(8)]


def _fixed() -> Pieces:
    body = b"".join(BODY)
    return [
        (b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), False),
        (body, True),
    ]


def _chunked() -> Pieces:
    pieces: Pieces = [(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", False)]
    for data in BODY:
        pieces += [(b"%x;a=b\r\n" % len(data), False), (data, True), (b"\r\n", False)]
    return [*pieces, (b"0\r\nX-Sum: 1\r\n\r\n", False)]


def _frames() -> Pieces:
    pieces: Pieces = [(frames.SET + frames.headers((":status", "103")) + frames.HEAD, False)]
    for number, data in enumerate(BODY):
        padded = number % 2
        wire = frames.frame(frames.DATA, frames.PADDED, 1, b"\x03" + data + bytes(3)) if padded else frames.data(data)
        before = 10 if padded else 9
        pieces += [(wire[:before], False), (data, True), (wire[before + len(data) :], False)]
        pieces += [(frames.frame(frames.PING, 0, 0, bytes(8)), False)]
    return [*pieces, (frames.headers(("x-sum", "1"), flags=5), False)]


MADE = {"plain": [_fixed(), _chunked()], "tls": [_fixed(), _chunked()], "http2": [_frames()]}


def _cut(pieces: Pieces, at: int) -> tuple[bytes, bytes]:
    """The first bytes of the wire, and those of the body among them."""
    wire, body = b"", b""
    for data, is_body in pieces:
        taken = data[: max(0, at - len(wire))]
        wire, body = wire + taken, body + (taken if is_body else b"")
    return wire, body


def _shown(pieces: Pieces, at: int) -> bytes:
    """What of the body is shown while it grows: of DATA frames, whole ones."""
    ends = [sum(len(data) for data, _ in pieces[: index + 2]) for index in range(len(pieces))]
    return b"".join(data for (data, is_body), end in zip(pieces, ends, strict=True) if is_body and end <= at)


def _script(via: str, *steps: object) -> list[object]:
    return [*frames.http2(*steps)] if via == "http2" else list(steps)  # type: ignore[arg-type]


def _told(played: Played) -> None:
    """The end is said to be somebody's, and not ours or the person's."""
    end, session, _ = played
    said = verdict_text(session.analysis.verdict) + end_text(end)
    assert end.kind not in OURS, end
    assert "You stopped it" not in said
    assert "itself failed" not in said
    assert session.analysis.verdict.layer is not None


@pytest.mark.parametrize("how", [finish, reset])
@pytest.mark.parametrize("via", MADE)
def test_a_response_that_is_cut_anywhere(via: str, how: object, world: World) -> None:
    chooser = random.Random(f"{via} {how}")
    for pieces in MADE[via]:
        whole = sum(len(data) for data, _ in pieces)
        for at in chooser.sample(range(whole), 25):
            wire, body = _cut(pieces, at)
            shown = _shown(pieces, at) if via == "http2" else body
            script = _script(via, wire, *([ARRIVED] if how is reset and shown else []), how)
            played = play(Row(script, EndReason.INCOMPLETE, kept=shown, via=via), world)
            if how is finish or shown:  # a reset may be faster than the head
                assert played.kept == body, (at, wire)
            assert played.end.reason in (EndReason.INCOMPLETE, EndReason.RESET), (at, played.end)
            assert played.end.kind in (EndKind.NO_RESPONSE, EndKind.HEAD_CUT, EndKind.BODY_CUT, EndKind.RESET)
            _told(played)


def test_frames_with_bytes_changed(world: World) -> None:
    chooser = random.Random(4)
    pieces = _frames()
    wire = b"".join(data for data, _ in pieces)
    for _ in range(150):
        changed = bytearray(wire)
        for _ in range(chooser.randint(1, 3)):
            changed[chooser.randrange(len(wire))] = chooser.randrange(256)
        played = play(Row(_script("http2", bytes(changed), finish), EndReason.COMPLETE, via="http2"), world)
        if played.end.reason is not EndReason.COMPLETE:
            _told(played)


def test_frames_in_any_order(world: World) -> None:
    chooser = random.Random(5)
    known = [frames.HEAD, frames.data(b"hello"), frames.LAST, frames.goaway(0), frames.rst_stream(0), frames.SET,
             frames.headers(("a", "b"), flags=5), frames.frame(frames.PING, 0, 0, bytes(8)), frames.data(b"", 1),
             frames.frame(frames.CONTINUATION, 4, 1), frames.frame(frames.WINDOW_UPDATE, 0, 0, b"\0\0\0\1"),
             frames.headers((":status", "100")), frames.goaway(2, last=0), frames.frame(frames.HEADERS, 0, 1, b"\x88"),
             frames.frame(77, 255, 9, b"?"), b"\0", bytes(9)]  # fmt: skip
    for _ in range(150):
        wire = frames.SET + b"".join(chooser.choices(known, k=chooser.randint(0, 8)))
        played = play(Row(_script("http2", wire, finish), EndReason.COMPLETE, via="http2"), world)
        if played.end.reason is not EndReason.COMPLETE:
            _told(played)
