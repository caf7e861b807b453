"""Why a run ended: every exception of the network libraries as a reason, a kind and words; knows httpx."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING, NamedTuple

import httpcore
import httpx

from streamlab.decode.http1 import Http1Reader
from streamlab.decode.http2 import Http2Reader
from streamlab.model import EndKind, EndReason

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ending(NamedTuple):
    """An `End` without its time."""

    reason: EndReason
    kind: EndKind = EndKind.NONE
    detail: str = ""


_TIMEOUTS: tuple[tuple[tuple[type[Exception], ...], EndKind, str], ...] = (
    ((httpx.PoolTimeout, httpcore.PoolTimeout), EndKind.POOL, "no connection was free in time"),
    ((httpx.WriteTimeout, httpcore.WriteTimeout), EndKind.WRITE, "the peer took nothing in time"),
    ((httpx.ReadTimeout, httpcore.ReadTimeout), EndKind.IDLE, "nothing came in time"),
)
LATE = (TimeoutError, httpx.TimeoutException, httpcore.TimeoutException)
_NO_FAULT = (ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError, ssl.SSLEOFError, ssl.SSLZeroReturnError)
_HTTP2_RESETS = (
    ("StreamReset", EndKind.RST_STREAM),
    ("ConnectionTerminated", EndKind.GOAWAY),
)  # h2's events, as httpx words them
_OF_THE_REQUEST = (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL, ValueError)
_SENDING = ("send_connection_init", "send_request_headers", "send_request_body")
_RESETS = (errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETDOWN)
_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN, errno.EHOSTDOWN)


def ending_of_reader(reader: Http1Reader | Http2Reader) -> Ending | None:
    """The end of a run whose response is over: wrong, cut, or complete; None while more may come."""
    if fault := reader.fault:
        return Ending(fault.reason, fault.kind, f"{fault.detail} (byte {fault.offset} of the connection)")
    if reader.head is not None and reader.head.status == 101 and isinstance(reader, Http1Reader):
        return Ending(EndReason.COMPLETE, EndKind.SWITCHED, f"{reader.excess_size} bytes of it came")
    if isinstance(reader, Http1Reader) and reader.excess_size:
        detail = f"{reader.excess_size} bytes after the end: {reader.excess!r}"
        return Ending(EndReason.COMPLETE, EndKind.EXCESS, detail)
    if isinstance(reader, Http1Reader) and reader.ragged:
        return Ending(EndReason.COMPLETE, EndKind.CLOSE_NOTIFY, f"after {reader.body} bytes of the body")
    return Ending(EndReason.COMPLETE) if reader.done else None


def after_goaway(reader: Http1Reader | Http2Reader | None, ending: Ending) -> Ending:
    """`ending`, or that the peer had begun to end the connection, where nothing came after that."""
    if ending.kind not in (EndKind.IDLE, EndKind.RESET) or not isinstance(reader, Http2Reader) or not reader.goaway:
        return ending
    return Ending(EndReason.RESET, EndKind.GOAWAY, f"{reader.goaway}, and then {ending.detail}")


def ending_of_error(error: Exception, *, step: str, connected: bool, proxied: bool) -> Ending:
    """The end of a run that `error` ended while httpx was at `step`.

    `connected`: the request was going out, so that TLS was established; `proxied`: a proxy has not opened its way yet.
    """
    if isinstance(error, LATE):
        return _timeout(error, step, connected=connected, proxied=proxied)
    causes = list(_chain(error))
    to_proxy = proxied and not connected
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if to_proxy:
                words = f"its certificate is not trusted: {cause.verify_message}"
                return Ending(EndReason.CONNECT_ERROR, EndKind.PROXY, words)
            return Ending(EndReason.TLS_ERROR, EndKind.CERTIFICATE, cause.verify_message)
        # That TLS waits for more stands below many an error and says nothing.
        if isinstance(cause, ssl.SSLError | ssl.CertificateError) and not isinstance(cause, _NO_FAULT):
            if to_proxy:
                words = f"TLS with it could not be established: {_words(cause)}"
                return Ending(EndReason.CONNECT_ERROR, EndKind.PROXY, words)
            return _tls_fault(cause) if connected else Ending(EndReason.TLS_ERROR, EndKind.TLS, _words(cause))
    if to_proxy and not isinstance(error, _OF_THE_REQUEST):
        return _proxy_fault(error, causes)
    if isinstance(error, httpx.ConnectError) and step == "start_tls":
        return Ending(EndReason.TLS_ERROR, EndKind.TLS, "the connection was closed during the handshake")
    if isinstance(error, httpx.ConnectError):
        kind, cause = _nearest(causes)
        return Ending(EndReason.CONNECT_ERROR, kind, _words(cause))
    if isinstance(error, httpx.NetworkError | httpcore.NetworkError):
        # Below it may stand nothing but an empty queue of the event loop; only an operating system's word says more.
        said = next((cause for cause in causes if isinstance(cause, OSError) and cause.errno in _RESETS), None)
        return Ending(EndReason.RESET, EndKind.RESET, _words(said) if said else "the connection was reset")
    return _other_fault(error, step, connected=connected)


def _timeout(error: Exception, step: str, *, connected: bool, proxied: bool) -> Ending:
    for types, kind, words in _TIMEOUTS:
        if isinstance(error, types) and (connected or kind is EndKind.POOL or not step):
            return Ending(EndReason.TIMEOUT, kind, words)
    if proxied and step != "connect_tcp":
        return Ending(EndReason.TIMEOUT, EndKind.PROXY, "it did not answer in time")
    late = ", the TLS handshake was not over" if step == "start_tls" else ""
    return Ending(EndReason.TIMEOUT, EndKind.PROXY if proxied else EndKind.CONNECT, "no connection in time" + late)


def _tls_fault(error: ssl.SSLError | ssl.CertificateError) -> Ending:
    """What broke a connection whose handshake was over."""
    if "ALERT" in (getattr(error, "reason", None) or ""):
        return Ending(EndReason.RESET, EndKind.TLS_ALERT, _words(error))
    return Ending(EndReason.RESET, EndKind.TLS_RECORD, _words(error))


def _proxy_fault(error: Exception, causes: list[BaseException]) -> Ending:
    """Why there is no way through a proxy: it could not be reached, or refused, or is none."""
    said: BaseException | None = error
    if isinstance(error, httpx.NetworkError):
        said = next((cause for cause in causes if isinstance(cause, OSError)), None)
    return Ending(EndReason.CONNECT_ERROR, EndKind.PROXY, _words(said) if said else "it closed the connection")


def _other_fault(error: Exception, step: str, *, connected: bool) -> Ending:
    words = _words(error)
    if isinstance(error, httpx.RemoteProtocolError | httpcore.RemoteProtocolError):
        return _protocol_fault(words)
    if isinstance(error, httpx.TooManyRedirects):
        return Ending(EndReason.PROTOCOL_ERROR, EndKind.REDIRECTS, words)
    if connected and isinstance(error, httpx.LocalProtocolError | httpcore.LocalProtocolError) and step not in _SENDING:
        return Ending(EndReason.PROTOCOL_ERROR, EndKind.PROTOCOL, words)
    if isinstance(error, (*_OF_THE_REQUEST, OSError)):
        return Ending(EndReason.ABORTED if connected else EndReason.CONNECT_ERROR, EndKind.REQUEST, words)
    return Ending(EndReason.PROTOCOL_ERROR, EndKind.INTERNAL, f"{type(error).__name__}: {words}")


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
