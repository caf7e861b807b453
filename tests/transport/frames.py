"""HTTP/2 frames by hand (RFC 9113 §4.1), well-formed or not, and what a server makes of them."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import hpack

from tests.transport.wire_server import Step, hold

if TYPE_CHECKING:
    from collections.abc import Callable

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM = ACK = 1
END_HEADERS, PADDED = 4, 8
CODES = ("NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
         "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
         "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED")  # fmt: skip
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind: int, flags: int, stream: int, payload: bytes = b"", length: int | None = None) -> bytes:
    """One frame; `length` may be untrue."""
    size = len(payload) if length is None else length
    return size.to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload


def fields(*pairs: tuple[str, str]) -> bytes:
    """A header block that no table remembers."""
    return hpack.Encoder().encode([hpack.NeverIndexedHeaderTuple(*pair) for pair in pairs], huffman=False)


def headers(*pairs: tuple[str, str], flags: int = END_HEADERS) -> bytes:
    return frame(HEADERS, flags, 1, fields(*pairs))


def data(body: bytes, flags: int = 0) -> bytes:
    return frame(DATA, flags, 1, body)


def rst_stream(code: int) -> bytes:
    return frame(RST_STREAM, 0, 1, code.to_bytes(4, "big"))


def goaway(code: int, last: int = 1, debug: bytes = b"") -> bytes:
    return frame(GOAWAY, 0, 0, last.to_bytes(4, "big") + code.to_bytes(4, "big") + debug)


SET = frame(SETTINGS, 0, 0)
HEAD = headers((":status", "200"), ("content-type", "text/plain"))
BEGUN = SET + HEAD + data(b"hello")
END = data(b" world", END_STREAM)
LAST = frame(DATA, END_STREAM, 1)


def http2(*steps: Step) -> list[Step]:
    """A script for a server that greets: it waits for the head of a request, then plays `steps`; the socket stays open."""
    return [_request, *steps]


def _request(connection: socket.socket) -> None:
    """Reads until the request's head has come."""
    read_until(connection, lambda kind, _: kind == HEADERS)


def read_until(connection: socket.socket, wanted: Callable[[int, bytes], bool]) -> None:
    """Reads frames, after the client's preface, until one is `wanted` or the client goes away."""
    buffer = b""
    while piece := connection.recv(65536):
        buffer += piece
        buffer = buffer.removeprefix(PREFACE) if len(buffer) >= len(PREFACE) else buffer
        while len(buffer) >= 9 and len(buffer) >= (end := 9 + int.from_bytes(buffer[:3], "big")):
            kind, payload, buffer = buffer[3], buffer[9:end], buffer[end:]
            if wanted(kind, payload):
                return


def kept_open(*steps: Step) -> list[Step]:
    """The same, and the connection stays open until the client goes away."""
    return [*http2(*steps), hold]
