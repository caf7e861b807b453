"""Why a run ended: every exception of the network libraries as a reason, a kind and words; knows httpx."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING, NamedTuple

import httpcore
import httpx

from streamlab.model import EndKind, EndReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.decode.http1 import Http1Reader


class Ending(NamedTuple):
    """An `End` without its time."""

    reason: EndReason
    kind: EndKind = EndKind.NONE
    detail: str = ""


_TIMEOUTS: tuple[tuple[tuple[type[Exception], ...], EndKind, str], ...] = (
    ((httpx.ConnectTimeout, httpcore.ConnectTimeout), EndKind.CONNECT, "no connection in time"),
    ((httpx.WriteTimeout, httpcore.WriteTimeout), EndKind.WRITE, "the peer took nothing in time"),
    ((httpx.ReadTimeout, httpcore.ReadTimeout), EndKind.IDLE, "nothing came in time"),
    ((httpx.PoolTimeout, httpcore.PoolTimeout), EndKind.POOL, "no connection was free in time"),
)
_HTTP2_RESETS = (
    ("StreamReset", EndKind.RST_STREAM),
    ("ConnectionTerminated", EndKind.GOAWAY),
)  # h2's events, as httpx words them
_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN, errno.EHOSTDOWN)


def ending_of_http1(reader: Http1Reader) -> Ending | None:
    """The end of a run whose response is over: wrong, cut, or complete; None while more may come."""
    if fault := reader.fault:
        return Ending(fault.reason, fault.kind, f"{fault.detail} (byte {fault.offset} of the connection)")
    if reader.excess_size:
        detail = f"{reader.excess_size} bytes after the end: {reader.excess!r}"
        return Ending(EndReason.COMPLETE, EndKind.EXCESS, detail)
    return Ending(EndReason.COMPLETE) if reader.done else None


def ending_of_error(error: Exception, *, step: str, connected: bool, proxied: bool) -> Ending:
    """The end of a run that `error` ended while httpx was at `step`."""
    causes = list(_chain(error))
    for types, kind, words in _TIMEOUTS:
        if isinstance(error, types):
            late = ", the TLS handshake was not over" if step == "start_tls" else ""
            return Ending(EndReason.TIMEOUT, kind, words + late)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Ending(EndReason.TLS_ERROR, EndKind.CERTIFICATE, cause.verify_message)
        if isinstance(cause, ssl.SSLError | ssl.CertificateError):
            return Ending(EndReason.TLS_ERROR, EndKind.TLS, _words(cause))
    if isinstance(error, httpx.ConnectError) and step == "start_tls":
        return Ending(EndReason.TLS_ERROR, EndKind.TLS, "the connection was closed during the handshake")
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return _connect_fault(error, causes, proxied=proxied)
    if isinstance(error, httpx.NetworkError | httpcore.NetworkError):
        # Below it may stand nothing but an empty queue of the event loop; only an operating system's word says more.
        said = next((cause for cause in causes if isinstance(cause, OSError)), None)
        return Ending(EndReason.RESET, EndKind.RESET, _words(said) if said else "the connection was reset")
    return _other_fault(error, connected=connected)


def _other_fault(error: Exception, *, connected: bool) -> Ending:
    words = _words(error)
    if isinstance(error, httpx.RemoteProtocolError | httpcore.RemoteProtocolError):
        return _protocol_fault(words)
    if isinstance(error, httpx.TooManyRedirects):
        return Ending(EndReason.PROTOCOL_ERROR, EndKind.REDIRECTS, words)
    if isinstance(
        error, httpx.LocalProtocolError | httpx.UnsupportedProtocol | httpx.InvalidURL | ValueError | OSError
    ):
        return Ending(EndReason.ABORTED if connected else EndReason.CONNECT_ERROR, EndKind.REQUEST, words)
    return Ending(EndReason.PROTOCOL_ERROR, EndKind.INTERNAL, f"{type(error).__name__}: {words}")


def _connect_fault(error: Exception, causes: list[BaseException], *, proxied: bool) -> Ending:
    """Why there is no connection; through a proxy, it is the proxy that could not be reached or refused."""
    kind, cause = (EndKind.PROXY, error) if isinstance(error, httpx.ProxyError) else _nearest(causes)
    return Ending(EndReason.CONNECT_ERROR, EndKind.PROXY if proxied else kind, _words(cause))


def _nearest(causes: list[BaseException]) -> tuple[EndKind, BaseException]:
    """The cause that says most, and its kind."""
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return EndKind.DNS, cause
    for cause in causes:
        if isinstance(cause, ConnectionRefusedError):
            return EndKind.REFUSED, cause
        if isinstance(cause, OSError) and cause.errno in _UNREACHABLE:
            return EndKind.UNREACHABLE, cause
    return EndKind.CONNECT, causes[-1]


def _protocol_fault(words: str) -> Ending:
    """What httpx says of a response that our own reader had nothing to say about: HTTP/2, mostly."""
    for event, kind in _HTTP2_RESETS:
        if event in words:
            return Ending(EndReason.RESET, kind, words)
    if "disconnected" in words:
        return Ending(EndReason.INCOMPLETE, EndKind.BODY_CUT, words)
    return Ending(EndReason.PROTOCOL_ERROR, EndKind.PROTOCOL, words)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """`error` and everything it came from."""
    seen: list[BaseException] = []
    waiting: list[BaseException] = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause in seen:
            continue
        seen.append(cause)
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting.extend(e for e in (cause.__cause__, cause.__context__) if e is not None)


def _words(error: BaseException) -> str:
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror or str(error) or type(error).__name__
