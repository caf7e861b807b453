"""HTTP/2 frames: the same messages however the reads are cut; broken input stops the reader and raises nothing."""

from __future__ import annotations

import h2.config
import h2.connection
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.http2 import Http2Reader
from streamlab.decode.http2_frames import Flag, Kind, frame, plain_head
from streamlab.model import Chunk, DataFrame, EndKind, Head, Informational, Message, Read, Trailers
from tests.decode.splits import every_split


def _wire() -> bytes:
    """What a server sends for one response, its own settings first."""
    client = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
    server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    client.initiate_connection()
    server.initiate_connection()
    client.send_headers(
        1, [(":method", "GET"), (":path", "/"), (":scheme", "https"), (":authority", "x")], end_stream=True
    )
    server.receive_data(client.data_to_send())
    server.send_headers(1, [(":status", "100")])
    server.send_headers(1, [(":status", "200"), ("content-type", "text/event-stream"), ("x-long", "y" * 300)])
    server.send_data(1, "你好".encode(), pad_length=3)
    server.ping(b"12345678")
    server.send_data(1, b"")
    server.send_headers(1, [("x-sum", "1")], end_stream=True)
    return server.data_to_send()


def _read(pieces: list[bytes]) -> list[Message]:
    reader = Http2Reader()
    messages = [message for piece in pieces for message in reader.feed(piece, 7)]
    return [message for message in messages + reader.finish(7) if not isinstance(message, Read)]


def test_every_cut_gives_the_same_messages() -> None:
    wire = _wire()
    headers = (("content-type", "text/event-stream"), ("x-long", "y" * 300))
    expected = [
        Head(7, "HTTP/2", 200, "", headers, (Informational(100, "", ()),)),
        Chunk(7, "你好".encode()),
        DataFrame(7, 0, 6),
        DataFrame(7, 6, 6),
        Trailers((("x-sum", "1"),)),
    ]
    for pieces in every_split(wire):
        assert _read(pieces) == expected


def test_an_informational_response_without_a_final_head_is_not_lost() -> None:
    wire = _wire()
    for at in range(len(wire)):
        reader = Http2Reader()
        reader.feed(wire[:at], 7)
        if reader.head is None and (left := reader.finish()):
            assert left == [Informational(100, "", ())]
            return
    raise AssertionError("the 1xx response never showed")


@given(st.binary(max_size=200), st.integers(0, 300))
def test_garbage_stops_the_reader_and_raises_nothing(garbage: bytes, at: int) -> None:
    wire = _wire()
    for message in _read([wire[:at] + garbage + wire[at:]]):
        assert isinstance(message, Head | Chunk | DataFrame | Informational | Trailers)


def _outcome(pieces: list[bytes]) -> tuple[list[Message], bool, tuple[EndKind, int] | None]:
    """The messages, and how it ended: what a fault quotes may be cut short, its kind and place may not change."""
    reader = Http2Reader()
    messages = [message for piece in pieces for message in reader.feed(piece)] + reader.finish()
    fault = (reader.fault.kind, reader.fault.offset) if reader.fault else None
    return [message for message in messages if not isinstance(message, Read)], reader.done, fault


@given(st.binary(max_size=40), st.integers(0, 500), st.integers(0, 500))
def test_what_is_wrong_is_wrong_at_every_cut(garbage: bytes, at: int, cut: int) -> None:
    wire = _wire()
    changed = wire[:at] + garbage + wire[at + len(garbage) :]
    whole = _outcome([changed])
    assert whole == _outcome([changed[:cut], changed[cut:]])
    assert whole == _outcome([changed[i : i + 1] for i in range(len(changed))])
    assert whole[1] is not bool(whole[2])


def test_what_the_peer_is_owed_is_answered_once() -> None:
    ping, settings = frame(Kind.PING, 0, 0, b"12345678"), frame(Kind.SETTINGS, 0, 0)
    reader = Http2Reader()
    reader.feed(settings + ping + frame(Kind.PRIORITY, 0, 3, bytes(5)))
    assert (reader.passed(), reader.answers()) == (settings + ping, b"")
    reader.answering = True
    reader.feed(ping + settings + frame(Kind.SETTINGS, Flag.ACK, 0))
    assert (reader.passed(), reader.answers()) == (
        b"", frame(Kind.PING, Flag.ACK, 0, b"12345678") + frame(Kind.SETTINGS, Flag.ACK, 0)
    )  # fmt: skip
    assert reader.answers() == b""


def test_the_window_is_opened_again_by_what_was_taken_in() -> None:
    reader = Http2Reader()
    reader.feed(frame(Kind.SETTINGS, 0, 0) + plain_head())
    reader.answering = True
    opened = 0
    for _ in range(5000):
        reader.feed(frame(Kind.DATA, 0, 1, bytes(16_000)))
        answers = reader.answers()
        opened += int.from_bytes(answers[9:13], "big")
        assert len(answers) in (0, 26)
    assert reader.fault is None
    assert 0 <= 5000 * 16_000 - opened < 1 << 20
