"""Sends a request over the network: the only module that drives httpx.

httpx connects, speaks TLS, proxies and HTTP/2 and sends the request. The response is then read from the network stream, through
the tap and by our own readers, in the calls that `aiter_raw` would make: for HTTP/1.1 its items are cut the same way, but each
knows its own read and HTTP chunk, and no byte passes a second parser.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import certifi
import httpx

from streamlab.model import End, EndKind, EndReason, Message
from streamlab.request import Request, asked, errors, wire_headers
from streamlab.secrets import redact_text, redact_url
from streamlab.transport.base import ignore
from streamlab.transport.ends import LATE, Ending, after_goaway, ending_of_error, ending_of_reader
from streamlab.transport.redirects import MAX_REDIRECTS, RedirectError, followed
from streamlab.transport.tap import Tap

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator

READ_SIZE = 64 * 1024
_EXCESS_WAIT = 0.02  # seconds for bytes after the end that the kernel already holds


class HttpxTransport:
    """One connection per request, nothing taken from the environment.

    `max_bytes` of body, or `max_time` seconds since it began, end a run that is longer, with a visible reason. `trust` replaces
    the trusted certificates, which are those of the system and of certifi.
    """

    def __init__(
        self, *, max_bytes: int | None = None, max_time: float | None = None, trust: ssl.SSLContext | None = None
    ) -> None:
        self._limits = _Limits(max_bytes, max_time)
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
        run = _Run(request, self._limits, on_sent)
        try:
            async for messages in run.batches(self._transport(request)):
                for message in messages:
                    yield message
        except Exception as error:  # noqa: BLE001 (whatever httpx raises is how this run ended)
            for message in run.failed(error):
                yield message
        yield run.end()

    def _transport(self, request: Request) -> httpx.AsyncHTTPTransport:
        context = self._trust or _trusted(request.verify, request.http2)
        # Some versions of Python have TLS take a connection that was cut for one that was closed.
        context.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
        proxy = request.proxy and httpx.Proxy(
            request.proxy, ssl_context=context if request.proxy.lower().startswith("https:") else None
        )
        limits = httpx.Limits(max_keepalive_connections=0)
        return httpx.AsyncHTTPTransport(
            verify=context, proxy=proxy or None, http2=request.http2, trust_env=False, limits=limits
        )


class _Limits(NamedTuple):
    """Where a run is to stop: the bytes of its body, the seconds since it began."""

    body: int | None
    time: float | None


class _Run:
    """One request on its way, through redirects where they are followed."""

    def __init__(self, request: Request, limits: _Limits, on_sent: Callable[[], None]) -> None:
        self._request = request
        self._limits = limits
        self._until = None if limits.time is None else time.monotonic() + limits.time
        self._tap = Tap(on_sent, self._connected)
        self._ending = Ending(EndReason.COMPLETE)
        self._hops: list[str] = []
        self._unfollowed = ""  # why a redirect was not
        self._deadline: asyncio.Timeout | None = None

    def end(self) -> End:
        """Why it ended, and the redirects that it followed."""
        reason, kind, detail = self._ending
        said = "; ".join([detail, *self._hops] if detail else self._hops)
        return End(self._tap.now(), reason, kind, redact_text(said))

    def failed(self, error: Exception) -> list[Message]:
        """`error` ended it: the messages that are left."""
        tap = self._tap
        messages = tap.finish()
        # Our reader's word comes first, but for what is no matter of the response at hand.
        said = None if tap.reader is None or isinstance(error, httpx.TooManyRedirects) else ending_of_reader(tap.reader)
        if said is None and isinstance(error, LATE) and self._time_is_up():
            said = self._ending
        proxied = bool(self._request.proxy) and not tap.through
        found = said or ending_of_error(error, step=tap.step, connected=tap.attached, proxied=proxied)
        self._ending = after_goaway(tap.reader, found)
        return messages

    async def batches(self, transport: httpx.AsyncHTTPTransport) -> AsyncIterator[list[Message]]:
        """The messages of each read: one by one they would pass three generators."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._tap.close)
            await stack.enter_async_context(transport)
            response = await self._final_response(transport, _build(self._request, self._tap))
            stack.push_async_callback(response.aclose)
            async for messages in self._read():
                yield messages

    async def _final_response(self, transport: httpx.AsyncHTTPTransport, outgoing: httpx.Request) -> httpx.Response:
        cookies = httpx.Cookies()
        while True:
            response = await self._sent(transport, outgoing)
            following = self._followed(outgoing, cookies) if self._request.follow_redirects else None
            if following is None:
                return response
            # The body of a redirect is not read: it may never end, and nobody is to see it.
            await response.aclose()
            if len(self._hops) > MAX_REDIRECTS:
                raise httpx.TooManyRedirects(f"more than {MAX_REDIRECTS} redirects")
            self._tap.detach()
            outgoing = following

    async def _sent(self, transport: httpx.AsyncHTTPTransport, outgoing: httpx.Request) -> httpx.Response:
        """The response to `outgoing`. The time to connect covers all that comes before the request: proxies and TLS too."""
        async with asyncio.timeout(self._left(None)):
            async with asyncio.timeout(self._request.timeouts.connect) as self._deadline:
                return await transport.handle_async_request(outgoing)

    def _connected(self) -> None:
        if self._deadline is not None:
            self._deadline.reschedule(None)

    def _followed(self, outgoing: httpx.Request, cookies: httpx.Cookies) -> httpx.Request | None:
        """Where the response leads, if it is a redirect that can be followed."""
        head = self._tap.reader.head if self._tap.reader is not None else None
        assert head is not None
        try:
            following = followed(outgoing, head, cookies)
        except RedirectError as error:
            self._unfollowed = str(error)
            return None
        if following is not None:
            self._hops.append(f"redirect: {head.status} to {redact_url(str(following.url))}")
        return following

    async def _read(self) -> AsyncIterator[list[Message]]:
        tap, timeouts = self._tap, self._request.timeouts
        reader = tap.reader
        assert reader is not None
        while True:
            yield tap.take()
            if reader.done or self._at_limit(reader.body) or self._time_is_up():
                break
            if answers := tap.answers():
                await tap.send(answers, self._left(timeouts.write))
            await tap.read(READ_SIZE, self._left(timeouts.read))
        if reader.done:
            await tap.rest(READ_SIZE, _EXCESS_WAIT)
        yield tap.finish()
        self._ending = ending_of_reader(reader) or self._ending
        if self._unfollowed and self._ending.reason is EndReason.COMPLETE:
            self._ending = Ending(EndReason.PROTOCOL_ERROR, EndKind.REDIRECT_TARGET, self._unfollowed)

    def _left(self, timeout: float | None) -> float | None:
        """`timeout`, or what is left of the run's own time where that is less."""
        if self._until is None:
            return timeout
        left = max(0.0, self._until - time.monotonic())
        return left if timeout is None else min(timeout, left)

    def _time_is_up(self) -> bool:
        if self._until is None or time.monotonic() < self._until:
            return False
        self._ending = Ending(EndReason.ABORTED, EndKind.TIME_LIMIT, f"{self._limits.time:g} s")
        return True

    def _at_limit(self, body: int) -> bool:
        if self._limits.body is None or body < self._limits.body:
            return False
        detail = f"the body reached the limit of {self._limits.body} bytes"
        self._ending = Ending(EndReason.ABORTED, EndKind.LIMIT, detail)
        return True


def _build(request: Request, tap: Tap) -> httpx.Request:
    """The request for httpx: our headers as they stand, then Host and framing where they are not set by hand."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in wire_headers(request)]
    content: bytes | Path | _FileContent | None = request.body.content()
    if isinstance(content, Path):
        if not {"content-length", "transfer-encoding"} & {name.lower() for name, _ in request.headers}:
            headers.append((b"Content-Length", str(content.stat().st_size).encode()))
        content = _FileContent(content)
    limits = request.timeouts
    timeout = httpx.Timeout(connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool)
    extensions = {"trace": tap.trace, "timeout": timeout.as_dict()}
    outgoing = httpx.Request(request.method, request.url, headers=headers, content=content, extensions=extensions)
    if outgoing.url.userinfo:
        return next(httpx.BasicAuth(outgoing.url.username, outgoing.url.password).auth_flow(outgoing))
    return outgoing


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
