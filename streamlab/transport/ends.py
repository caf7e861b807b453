"""Why a run ended: every exception of the network libraries as a reason and a detail `kind: words`; knows httpx.

The kinds, which `words` turns into sentences: request dns refused unreachable connect proxy certificate tls read write
pool reset redirects limit stopped internal excess, and those of `decode.http1.Fault`.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

import httpcore
import httpx

from streamlab.model import EndReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.decode.http1 import Http1Reader

Ending = tuple[EndReason, str]

_TIMEOUTS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((httpx.ConnectTimeout, httpcore.ConnectTimeout), "connect: no connection in time"),
    ((httpx.WriteTimeout, httpcore.WriteTimeout), "write: the peer took nothing in time"),
    ((httpx.ReadTimeout, httpcore.ReadTimeout), "read: nothing came in time"),
    ((httpx.PoolTimeout, httpcore.PoolTimeout), "pool: no connection was free in time"),
)
_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN, errno.EHOSTDOWN)


def ending_of_http1(reader: Http1Reader) -> Ending | None:
    """The end of a run whose response is over: wrong, cut, or complete; None while more may come."""
    if fault := reader.fault:
        return fault.reason, f"{fault.kind}: {fault.detail} (byte {fault.offset} of the connection)"
    if reader.excess_size:
        return EndReason.COMPLETE, f"excess: {reader.excess_size} bytes after the end: {reader.excess!r}"
    return (EndReason.COMPLETE, "") if reader.done else None


def ending_of_error(error: Exception, *, step: str, connected: bool, proxied: bool) -> Ending:
    """The end of a run that `error` ended while httpx was at `step`."""
    causes = list(_chain(error))
    if timeout := next((words for types, words in _TIMEOUTS if isinstance(error, types)), None):
        if step == "start_tls":
            timeout += ", the TLS handshake was not over"
        return EndReason.TIMEOUT, timeout
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return EndReason.TLS_ERROR, f"certificate: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError | ssl.CertificateError):
            return EndReason.TLS_ERROR, f"tls: {_words(cause)}"
    if isinstance(error, httpx.ConnectError) and step == "start_tls":
        return EndReason.TLS_ERROR, "tls: the connection was closed during the handshake"
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return EndReason.CONNECT_ERROR, _connect_fault(error, causes, proxied=proxied)
    if isinstance(error, httpx.NetworkError | httpcore.NetworkError):
        # Below it may stand nothing but an empty queue of the event loop; only an operating system's word says more.
        said = next((cause for cause in causes if isinstance(cause, OSError)), None)
        return EndReason.RESET, f"reset: {_words(said) if said else 'the connection was reset'}"
    return _other_fault(error, connected=connected)


def _other_fault(error: Exception, *, connected: bool) -> Ending:
    words = _words(error)
    if isinstance(error, httpx.RemoteProtocolError | httpcore.RemoteProtocolError):
        return _protocol_fault(words)
    if isinstance(error, httpx.TooManyRedirects):
        return EndReason.PROTOCOL_ERROR, f"redirects: {words}"
    if isinstance(
        error, httpx.LocalProtocolError | httpx.UnsupportedProtocol | httpx.InvalidURL | ValueError | OSError
    ):
        return EndReason.ABORTED if connected else EndReason.CONNECT_ERROR, f"request: {words}"
    return EndReason.PROTOCOL_ERROR, f"internal: {type(error).__name__}: {words}"


def _connect_fault(error: Exception, causes: list[BaseException], *, proxied: bool) -> str:
    """Why there is no connection; through a proxy, it is the proxy that could not be reached or refused."""
    kind, cause = ("proxy", error) if isinstance(error, httpx.ProxyError) else _nearest(causes)
    return f"proxy: {_words(cause)}" if proxied else f"{kind}: {_words(cause)}"


def _nearest(causes: list[BaseException]) -> tuple[str, BaseException]:
    """The cause that says most, and its kind."""
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return "dns", cause
    for cause in causes:
        if isinstance(cause, ConnectionRefusedError):
            return "refused", cause
        if isinstance(cause, OSError) and cause.errno in _UNREACHABLE:
            return "unreachable", cause
    return "connect", causes[-1]


def _protocol_fault(words: str) -> Ending:
    """What httpx says of a response that our own reader had nothing to say about: HTTP/2, mostly."""
    if "StreamReset" in words or "ConnectionTerminated" in words:
        return EndReason.RESET, f"reset: {words}"
    if "disconnected" in words:
        return EndReason.INCOMPLETE, f"body-cut: {words}"
    return EndReason.PROTOCOL_ERROR, f"protocol: {words}"


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
