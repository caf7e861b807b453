"""One connection of the lab: read the request with h11, answer it, close."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import h11

from streamlab.lab.play import perform, reply
from streamlab.lab.routes import Answer, choose, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlab.lab.scenario import Scenario

MAX_HEAD = 64 * 1024
MAX_BODY = 64 * 1024 * 1024
_READ = 1 << 16
_PATIENCE_S = 2.0  # how long a refused peer may go on sending before it is cut off
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    target: str
    http_version: str
    identity: bool = False  # the body is asked for uncompressed (RFC 9110 §12.5.3)


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scenarios: Mapping[str, Scenario]) -> None:
    """Serves one request and closes. Never raises for what a peer does."""
    # drain() then waits until the kernel has everything: real backpressure, and an end that follows what was sent.
    writer.transport.set_write_buffer_limits(0)
    try:
        await _answer(reader, writer, scenarios)
        writer.close()
        await writer.wait_closed()
    except OSError as error:  # the peer left
        _log.debug("connection ended: %s", error)
    except Exception:  # noqa: BLE001 (logged: the other connections must go on)
        _log.exception("a connection of the lab failed")
    finally:
        writer.transport.abort()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scenarios: Mapping[str, Scenario]
) -> None:
    request = await _read_request(reader, writer)
    match request:
        case None:
            return
        case Answer():
            await reply(request, writer, method="GET")
            await _let_finish(reader, writer)
        case _Request(method=method, http_version=http_version, identity=identity):
            chosen = choose(request.target, scenarios)
            if isinstance(chosen, Answer):
                await reply(chosen, writer, method=method)
            else:
                if identity:
                    chosen = replace(chosen, response=replace(chosen.response, coding="identity"))
                await perform(chosen, reader, writer, method=method, http_version=http_version)


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> _Request | Answer | None:
    """The request, its body read and dropped; a refusal for a broken one; None where the peer left without asking."""
    parser = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD)
    request: _Request | None = None
    size = 0
    while True:
        try:
            event = parser.next_event()
            if event is h11.NEED_DATA:
                if parser.they_are_waiting_for_100_continue:
                    writer.write(parser.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
                parser.receive_data(await reader.read(_READ))
                continue
        except h11.RemoteProtocolError as error:
            return refusal(error.error_status_hint, f"the request cannot be read: {error}")
        if isinstance(event, h11.Request):
            version = event.http_version.decode("ascii")
            identity = (b"accept-encoding", b"identity") in event.headers
            request = _Request(event.method.decode("ascii"), event.target.decode("ascii"), version, identity)
        elif isinstance(event, h11.Data):
            size += len(event.data)
            if size > MAX_BODY:
                return refusal(413, f"the request body is larger than {MAX_BODY} bytes")
        else:
            return request


async def _let_finish(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads on a little: closing with bytes unread makes a reset, which destroys the answer (RFC 9112 §9.6)."""
    writer.write_eof()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while await reader.read(_READ):
                pass
    except TimeoutError:
        pass
