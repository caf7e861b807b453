"""The tap: sees what httpx hides, by wrapping `read` of the network stream that the trace extension shows.

Everything the socket gives passes here first. For HTTP/1.1 our own framing reader makes the messages from it, so that heads
that httpx refuses are shown, and every good byte before an error is kept.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpcore

from streamlab.decode.http1 import Http1Reader
from streamlab.decode.http2 import Http2Reader
from streamlab.model import Connection, Message, Read

_OPENED = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")
_ReadCall = Callable[[int, float | None], Awaitable[bytes]]


class Tap:
    """Logs the reads of the connection that carries the response.

    `reader` frames them for HTTP/1.1, `frames` for HTTP/2 (None until the request goes out, and for the other); `step` is what
    httpx last began; `last_ns` when the last read came.
    """

    def __init__(self, on_sent: Callable[[], None]) -> None:
        self.step = ""
        self.attached = False
        self.sent = False
        self.reader: Http1Reader | None = None
        self.frames: Http2Reader | None = None
        self.last_ns = 0
        self._on_sent = on_sent
        self._start_ns = time.monotonic_ns()
        self._stream: Any = None
        self._received = 0
        self._messages: list[Message] = []

    def now(self) -> int:
        """Nanoseconds since the request was sent; before that, since the run began."""
        return time.monotonic_ns() - self._start_ns

    def take(self) -> list[Message]:
        """The messages since the last call."""
        messages, self._messages = self._messages, []
        return messages

    def finish(self) -> list[Message]:
        """The messages left when the run ends for another reason than the end of the connection."""
        if self.reader is not None:
            self._messages += self.reader.finish(self.last_ns, closed=False)
        elif self.frames is not None:
            self._messages += self.frames.finish()
        return self.take()

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """The trace extension's callback."""
        layer, _, name = event.partition(".")
        if name.endswith(".started"):
            self.step = name.removesuffix(".started")
        if name in _OPENED:
            self._stream = info["return_value"]
        elif name == "send_request_headers.started" and info["request"].method != b"CONNECT":
            # The connection is open, through proxies and TLS; whatever was read on the way belongs to those.
            self._attach(Http1Reader(info["request"].method.decode("ascii")) if layer == "http11" else None)
        elif name == "send_request_body.complete" and self.attached:
            self.sent = True
            self._start_ns = time.monotonic_ns()
            self._on_sent()

    def _attach(self, reader: Http1Reader | None) -> None:
        self.attached, self.sent = True, False
        self.reader = reader
        self.frames = None if reader else Http2Reader()
        self._received = 0
        self._messages = [self._connection()]
        original: _ReadCall = self._stream.read

        async def read(max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 (httpcore's signature)
            data = await original(max_bytes, timeout)
            self.note(data)
            return data

        self._stream.read = read

    def _connection(self) -> Connection:
        tls = self._stream.get_extra_info("ssl_object")
        return (
            Connection(tls.version() or "", tls.selected_alpn_protocol() or "") if tls is not None else Connection("")
        )

    def note(self, data: bytes) -> None:
        """What one read gave; nothing means that the peer closed the connection."""
        self.last_ns = self.now() if self.sent else 0
        if self.reader is None:
            if data:
                self._received += len(data)
                self._messages.append(Read(self.last_ns, self._received))
                if self.frames is not None:
                    self._messages += self.frames.feed(data, self.last_ns)
            return
        self._messages += self.reader.feed(data, self.last_ns) if data else self.reader.finish(self.last_ns)
        if self.reader.fault:
            raise httpcore.RemoteProtocolError(self.reader.fault.detail)
