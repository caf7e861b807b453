"""The tap: sees what httpx hides, by wrapping `read` of the network stream that the trace extension shows.

Everything the socket gives passes here first, and our own framing readers make the messages from it, for HTTP/1.1 and for
HTTP/2. httpx is handed what it needs to send the request, and then a head that nobody can misread: what it would refuse, or lose
with the connection that it closes, is shown, and every good byte before an error is kept.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import httpcore

from streamlab.decode.http1 import Http1Reader
from streamlab.decode.http2 import Http2Reader
from streamlab.decode.http2_frames import plain_head
from streamlab.model import Connection, Message
from streamlab.transport.duplex import send_and_hear
from streamlab.transport.socks import whole_replies

_OPENED = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")
_BEGUN = ("http11.send_request_headers.started", "http2.send_connection_init.started")  # one request, one connection
_PLAIN_HEAD = b"HTTP/1.1 200 OK\r\n\r\n"
_HEARD_SIZE = 64 * 1024  # bytes of one read while the request goes out
_ReadCall = Callable[[int, float | None], Awaitable[bytes]]
_WriteCall = Callable[[bytes, float | None], Coroutine[Any, Any, None]]


class Tap:
    """Logs the reads of the connection that carries the response.

    `reader` frames them (None until the request goes out); `step` is what httpx last began, `through` whether
    that was behind a proxy which has opened its way; `last_ns` when the last read came.
    """

    def __init__(self, on_sent: Callable[[], None], on_connected: Callable[[], None]) -> None:
        self.step = ""
        self.attached = False
        self.through = False
        self.sent = False
        self.reader: Http1Reader | Http2Reader | None = None
        self._http2: Http2Reader | None = None  # the same, where it is one
        self.last_ns = 0
        self._on_sent = on_sent
        self._on_connected = on_connected
        self._start_ns = time.monotonic_ns()
        self._stream: Any = None
        self._read: _ReadCall
        self._write: _WriteCall
        self._timed = False  # times count from here on
        self._write_timeout: float | None = None
        self._messages: list[Message] = []

    def now(self) -> int:
        """Nanoseconds since the request was sent, or its answer came before that; until then, since the run began."""
        return time.monotonic_ns() - self._start_ns

    def take(self) -> list[Message]:
        """The messages since the last call."""
        messages, self._messages = self._messages, []
        return messages

    def finish(self) -> list[Message]:
        """The messages left when the run ends for another reason than the end of the connection."""
        if self.reader is not None:
            self._messages += self.reader.finish(self.last_ns, closed=False)
        return self.take()

    def detach(self) -> None:
        """The next request goes out over another connection; what this one brought is not shown."""
        self.reader = self._http2 = None
        self.attached = self.sent = self.through = self._timed = False
        self._messages.clear()

    async def close(self) -> None:
        """Closes the connection: httpx leaves one open where the time to connect ran out in a handshake."""
        if self._stream is not None:
            await self._stream.aclose()

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """The trace extension's callback."""
        layer, _, name = event.partition(".")
        if name.endswith(".started"):
            self.step = name.removesuffix(".started")
        if name in _OPENED:
            self._stream = info["return_value"]
        elif name == "setup_socks5_connection.started":
            self._read, self._stream.read = (
                self._stream.read,
                whole_replies(self._stream.read, login=bool(info["auth"])),
            )
        elif name == "setup_socks5_connection.complete":
            self._stream.read, self.through = self._read, True
        elif name == "receive_response_headers.complete" and not self.attached:  # to CONNECT
            self.through = info["return_value"][1] // 100 == 2
        elif event in _BEGUN and info["request"].method != b"CONNECT":
            # The connection is open, through proxies and TLS; whatever was read on the way belongs to those.
            self._write_timeout = info["request"].extensions["timeout"]["write"]
            self._attach(layer, info["request"].method.decode("ascii"))
        elif name == "send_request_body.complete" and self.attached:
            self.sent = True
            self._begin()
            await asyncio.sleep(0)  # that it was sent is heard before an answer that is here already

    def _begin(self) -> None:
        if not self._timed:
            self._timed = True
            self._start_ns = time.monotonic_ns()
            self._on_sent()

    def _attach(self, layer: str, method: str) -> None:
        self.attached, self.sent = True, False
        self._http2 = Http2Reader(method) if layer == "http2" else None
        self.reader = self._http2 or Http1Reader(method)
        self._messages = [self._connection()]
        self._read = self._stream.read
        self._stream.read = self._read_for_httpx
        self._write = self._stream.write
        self._stream.write = self._write_for_httpx
        self._on_connected()

    def _connection(self) -> Connection:
        tls = self._stream.get_extra_info("ssl_object")
        return (
            Connection(tls.version() or "", tls.selected_alpn_protocol() or "") if tls is not None else Connection("")
        )

    async def _read_for_httpx(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 (httpcore's)
        """What httpx needs to send the request; and once it is sent and the head has come, a plain one for its own."""
        reader = self.reader
        assert reader is not None
        while True:
            if self._http2 is not None and (passed := self._http2.passed()):
                return passed
            if self.sent and reader.head is not None:
                if self._http2 is not None:
                    self._http2.answering = True
                return plain_head() if self._http2 else _PLAIN_HEAD
            try:
                await self.read(max_bytes, timeout if self.sent else self._write_timeout)
            except httpcore.ReadTimeout as error:
                if self.sent:
                    raise
                raise httpcore.WriteTimeout("the peer opened no window in time") from error
            if not self.sent and reader.done:
                raise httpcore.RemoteProtocolError("the response is complete before the request")

    async def _write_for_httpx(self, data: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 (httpcore's)
        """Sends a piece of the request. A peer that has answered already and takes no more is heard out all the same."""
        try:
            await send_and_hear(self._write(data, timeout), self._heard_early)
        except (httpcore.WriteError, httpcore.WriteTimeout) as error:
            if self._http2 is not None or not self._answered():
                raise
            # httpcore goes on to the response after this one.
            self.sent = True
            raise httpcore.WriteError("the peer has answered before it had the whole request") from error

    async def _heard_early(self) -> bool:
        """Takes in what the peer says while the request goes out: whether there may be more to hear, and to send."""
        try:
            data = await self._read(_HEARD_SIZE, None)
        except httpcore.NetworkError:  # sending fails as well, or reading later
            return False
        self.note(data)
        if self._answered():
            self._begin()
        if self._http2 is None and self._refused():
            raise httpcore.WriteError("the peer refuses the request before it has come whole")
        return bool(data)

    def _answered(self) -> bool:
        return self.reader is not None and self.reader.head is not None

    def _refused(self) -> bool:
        """The answer is none that waits for the rest of the request: as curl takes it."""
        assert self.reader is not None
        return self.reader.head is not None and self.reader.head.status >= 300

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """One read of the connection, noted; what the reader finds wrong is raised."""
        data = await self._read(max_bytes, timeout)
        self.note(data)
        return data

    def answers(self) -> bytes:
        """What HTTP/2 owes the peer."""
        return self._http2.answers() if self._http2 is not None else b""

    async def send(self, answers: bytes, timeout: float | None) -> None:  # noqa: ASYNC109
        """Tells it to the peer. Where that does not listen any more, the next read says how the run ends."""
        with suppress(httpcore.WriteError, httpcore.WriteTimeout):
            await self._write(answers, timeout)

    def note(self, data: bytes) -> None:
        """What one read gave; nothing means that the peer closed the connection."""
        reader = self.reader
        assert reader is not None
        self.last_ns = self.now() if self._timed else 0
        if data:
            self._messages += reader.feed(data, self.last_ns)
        else:
            self._messages += reader.finish(self.last_ns, ragged=self._closed_raggedly())
        if reader.fault:
            raise httpcore.RemoteProtocolError(reader.fault.detail)

    def _closed_raggedly(self) -> bool:
        """The connection was closed, and TLS had not announced it."""
        tls = self._stream.get_extra_info("ssl_object")
        try:
            if tls is not None:
                tls.read(1)  # nothing where the peer had announced it
        except ssl.SSLError:
            return True
        return False

    async def rest(self, max_bytes: int, wait: float) -> None:
        """What follows the end and is here already. How the connection ends is no part of the response any more."""
        tls = self._stream.get_extra_info("ssl_object")
        with suppress(httpcore.NetworkError, httpcore.TimeoutException, OSError):
            # Records that came in the same packet wait in the TLS layer, where the socket knows nothing of them.
            if tls is not None and (data := tls.read(max_bytes)):
                self.note(data)
            if self._stream.get_extra_info("is_readable"):
                await self.read(max_bytes, wait)
