"""Writing a response to a socket, correct or broken as its scenario says.

Everything is written by hand: an HTTP library would refuse to send most of this.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import struct
import zlib
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING

from streamlab.lab.writes import Piece, slices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from streamlab.lab.routes import Answer
    from streamlab.lab.scenario import Scenario

_BATCH = 1 << 16  # without gaps, HTTP chunks go to the socket in batches of this size: each is still its own chunk
_SETTLE_S = 0.05  # before a reset: it overtakes what the peer's kernel has not handed on yet
_LINGER_0 = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
_BODILESS = (204, 304)
NO_CHUNK_SIZE = b"not a chunk size\r\n"


def writes(scenario: Scenario) -> Iterator[Piece]:
    """The body after cutting and content coding, write by write; a write is empty while the coder holds back."""
    cut = slices(scenario.body.pieces(), scenario.cut, scenario.body.encoding)
    if scenario.response.coding == "identity":
        return cut
    return _gzip(cut, scenario.response.coding == "gzip-flushed", finish=scenario.end == "complete")


async def perform(
    scenario: Scenario, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, method: str, http_version: str
) -> None:
    """Answers one request with `scenario`; the caller closes the connection."""
    framing = scenario.response.framing
    if framing == "chunked" and http_version == "1.0":
        framing = "close"  # RFC 9112 §6.1: HTTP/1.0 knows no chunks
    writer.write(_scenario_head(scenario, framing))
    await writer.drain()
    if method == "HEAD" or scenario.response.status in _BODILESS:
        return
    await _send_body(scenario, writer, chunked=framing == "chunked")
    match scenario.end:
        case "complete":
            if framing == "chunked":
                writer.write(b"0\r\n\r\n")
                await writer.drain()
        case "bad-chunk":
            writer.write(NO_CHUNK_SIZE)
            await writer.drain()
        case "stall":
            while await reader.read(1 << 16):
                pass
        case "reset":
            await asyncio.sleep(_SETTLE_S)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
            writer.transport.abort()
        case _:
            pass


async def reply(answer: Answer, writer: asyncio.StreamWriter, *, method: str) -> None:
    """Sends the lab's own JSON answer."""
    body = json.dumps(answer.payload, ensure_ascii=False, indent=2).encode() + b"\n"
    headers = [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body)))]
    writer.write(_head(answer.status, headers) + (b"" if method == "HEAD" else body))
    await writer.drain()


async def _send_body(scenario: Scenario, writer: asyncio.StreamWriter, *, chunked: bool) -> None:
    held = bytearray()
    for piece in writes(scenario):
        wait_ms = scenario.gap_ms + piece.pause_ms
        if wait_ms:
            await _flush(writer, held)
            await asyncio.sleep(wait_ms / 1000)
        if piece.data:  # an empty HTTP chunk would end the message
            held += b"%x\r\n%b\r\n" % (len(piece.data), piece.data) if chunked else piece.data
        if wait_ms or len(held) >= _BATCH:
            await _flush(writer, held)
    await _flush(writer, held)


async def _flush(writer: asyncio.StreamWriter, held: bytearray) -> None:
    if held:
        writer.write(bytes(held))
        held.clear()
        await writer.drain()
        await asyncio.sleep(0)  # drain does not yield while the socket takes everything


def _gzip(pieces: Iterable[Piece], flushed: bool, *, finish: bool) -> Iterator[Piece]:
    coder = zlib.compressobj(wbits=31)
    for piece in pieces:
        data = coder.compress(piece.data)
        if flushed:
            data += coder.flush(zlib.Z_SYNC_FLUSH)
        yield piece._replace(data=data)
    if finish:
        yield Piece(coder.flush(zlib.Z_FINISH))


def _scenario_head(scenario: Scenario, framing: str) -> bytes:
    response = scenario.response
    headers = list(response.headers)
    if response.coding != "identity":
        headers.append(("Content-Encoding", "gzip"))
    if framing == "chunked" and response.status not in _BODILESS:
        headers.append(("Transfer-Encoding", "chunked"))
    elif framing == "content-length":
        # Bodies are the same bytes every time, so the length is counted by making it twice, never by holding it.
        length = sum(len(piece.data) for piece in writes(scenario)) + response.length_off_by
        headers.append(("Content-Length", str(max(0, length))))
    return _head(response.status, headers)


def _head(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    known = {each.value: each.phrase for each in HTTPStatus}
    lines = [f"HTTP/1.1 {status} {known.get(status, '')}", f"Date: {formatdate(usegmt=True)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
