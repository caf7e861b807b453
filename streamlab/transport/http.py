"""Sends a request over the network: the only module that drives httpx.

httpx connects, speaks TLS, proxies and HTTP/2 and sends the request. An HTTP/1.1 response is then read from the network
stream that httpx hands out, through the tap, by the same calls that `aiter_raw` would make: its items are cut the same way,
but each knows its own read and HTTP chunk, and no byte passes a second parser.
"""

from __future__ import annotations

import ssl
from contextlib import AsyncExitStack, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import certifi
import httpcore
import httpx

from streamlab.model import Chunk, End, EndKind, EndReason, Head, Message
from streamlab.request import Request, asked, errors, wire_headers
from streamlab.secrets import redact_text, redact_url
from streamlab.transport.base import ignore
from streamlab.transport.ends import Ending, ending_of_error, ending_of_http1
from streamlab.transport.tap import Tap

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator

READ_SIZE = 64 * 1024
MAX_REDIRECTS = 20
_EXCESS_WAIT = 0.02  # seconds for bytes after the end that the kernel already holds


class HttpxTransport:
    """One connection per request, nothing taken from the environment.

    `max_bytes` of body end a run that is longer, with a visible reason. `trust` replaces the trusted certificates, which are
    those of the system and of certifi.
    """

    def __init__(self, *, max_bytes: int | None = None, trust: ssl.SSLContext | None = None) -> None:
        self._max_bytes = max_bytes
        self._trust = trust

    async def stream(self, request: Request, on_sent: Callable[[], None] = ignore) -> AsyncGenerator[Message, None]:
        """The messages of one run; see `Transport`."""
        if problems := errors(request):
            faults = ", ".join(f"{problem.field}: {problem.kind}" for problem in problems)
            yield End(0, EndReason.CONNECT_ERROR, EndKind.REQUEST, faults)
            return
        if asked(request) is not None:
            yield End(0, EndReason.CONNECT_ERROR, EndKind.NOT_AGREED, request.origin.file)
            return
        tap = Tap(on_sent)
        run = _Run(request, tap, self._max_bytes)
        try:
            async for messages in run.batches(self._client(request)):
                for message in messages:
                    yield message
        except Exception as error:  # noqa: BLE001 (whatever httpx raises is how this run ended)
            for message in tap.finish():
                yield message
            # Our reader's word comes first: httpx also refuses what is wrong where it counts for nothing.
            run.ending = (tap.reader and ending_of_http1(tap.reader)) or ending_of_error(
                error, step=tap.step, connected=tap.attached, proxied=bool(request.proxy)
            )
        reason, kind, detail = run.ending
        yield End(tap.now(), reason, kind, redact_text("; ".join([detail, *run.hops] if detail else run.hops)))

    def _client(self, request: Request) -> httpx.AsyncClient:
        context = self._trust or _trusted(request.verify, request.http2)
        proxy = request.proxy and httpx.Proxy(
            request.proxy, ssl_context=context if request.proxy.lower().startswith("https:") else None
        )
        limits = request.timeouts
        return httpx.AsyncClient(
            verify=context,
            proxy=proxy or None,
            http2=request.http2,
            trust_env=False,
            timeout=httpx.Timeout(connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool),
            limits=httpx.Limits(max_keepalive_connections=0),
        )


class _Run:
    """One request on its way: `ending` is why it ended, `hops` the redirects it followed."""

    def __init__(self, request: Request, tap: Tap, max_bytes: int | None) -> None:
        self.ending = Ending(EndReason.COMPLETE)
        self.hops: list[str] = []
        self._request = request
        self._tap = tap
        self._max_bytes = max_bytes
        self._body = 0

    async def batches(self, client: httpx.AsyncClient) -> AsyncIterator[list[Message]]:
        """The messages of each read: one by one they would pass three generators."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(client)
            response = await self._final_response(client, _build(self._request, self._tap))
            stack.push_async_callback(response.aclose)
            parts = self._read_http2(response) if self._tap.reader is None else self._read_http1(response)
            async for messages in parts:
                yield messages

    async def _final_response(self, client: httpx.AsyncClient, outgoing: httpx.Request) -> httpx.Response:
        while True:
            response = await client.send(outgoing, stream=True)
            if not (self._request.follow_redirects and response.next_request):
                return response
            # The body of a redirect is not read: it may never end, and nobody is to see it.
            await response.aclose()
            outgoing = response.next_request
            self.hops.append(f"redirect: {response.status_code} to {redact_url(str(outgoing.url))}")
            if len(self.hops) > MAX_REDIRECTS:
                raise httpx.TooManyRedirects(f"more than {MAX_REDIRECTS} redirects")

    async def _read_http1(self, response: httpx.Response) -> AsyncIterator[list[Message]]:
        reader = self._tap.reader
        assert reader is not None
        stream = response.extensions["network_stream"]
        while True:
            yield self._tap.take()
            if reader.done or self._at_limit(reader.body):
                break
            await stream.read(READ_SIZE, self._request.timeouts.read)
        if reader.done:
            await self._read_excess(stream)
        yield self._tap.finish()
        self.ending = ending_of_http1(reader) or self.ending

    async def _read_excess(self, stream: httpcore.AsyncNetworkStream) -> None:
        """What follows the end and is here already. How the connection ends is no part of the response any more."""
        tls = stream.get_extra_info("ssl_object")
        with suppress(httpcore.NetworkError, httpcore.TimeoutException, OSError):
            # Records that came in the same packet wait in the TLS layer, where the socket knows nothing of them.
            if tls is not None and (data := tls.read(READ_SIZE)):
                self._tap.note(data)
            if stream.get_extra_info("is_readable"):
                await stream.read(READ_SIZE, _EXCESS_WAIT)

    async def _read_http2(self, response: httpx.Response) -> AsyncIterator[list[Message]]:
        yield self._tap.take()
        if self._tap.frames is None or self._tap.frames.head is None:
            headers = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers.raw)
            yield [Head(self._tap.last_ns, response.http_version, response.status_code, "", headers)]
        received = 0
        async for data in response.aiter_raw():
            yield [*self._tap.take(), Chunk(self._tap.last_ns, data)]
            received += len(data)
            if self._at_limit(received):
                break
        yield self._tap.take()

    def _at_limit(self, body: int) -> bool:
        if self._max_bytes is None or body < self._max_bytes:
            return False
        detail = f"the body reached the limit of {self._max_bytes} bytes"
        self.ending = Ending(EndReason.ABORTED, EndKind.LIMIT, detail)
        return True


def _build(request: Request, tap: Tap) -> httpx.Request:
    """The request for httpx: our headers as they stand, then Host and framing where they are not set by hand."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in wire_headers(request)]
    content: bytes | Path | _FileContent | None = request.body.content()
    if isinstance(content, Path):
        if not {"content-length", "transfer-encoding"} & {name.lower() for name, _ in request.headers}:
            headers.append((b"Content-Length", str(content.stat().st_size).encode()))
        content = _FileContent(content)
    extensions = {"trace": tap.trace}
    return httpx.Request(request.method, request.url, headers=headers, content=content, extensions=extensions)


class _FileContent:
    """A body read from its file as it is sent, again for each redirect."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces():
            yield piece

    def _pieces(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while piece := file.read(READ_SIZE):
                yield piece


@cache
def _trusted(verify: bool, http2: bool) -> ssl.SSLContext:
    """The TLS settings; one per combination, since httpx sets the offered protocols on them."""
    context = ssl.create_default_context()
    if verify:
        context.load_verify_locations(certifi.where())
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
