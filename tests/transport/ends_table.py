"""How transfers end, over HTTP/1.1, TLS, proxies and redirects: what is provoked, and what must be said of it."""

from __future__ import annotations

import os
import socket
from typing import Any, NamedTuple

from streamlab.model import EndKind, EndReason, Layer
from tests.transport.wire_server import Step, finish, hold, reset, say_goodbye

COMPLETE, INCOMPLETE, PROTOCOL_ERROR, RESET, TIMEOUT, ABORTED, CONNECT_ERROR, TLS_ERROR = EndReason
NETWORK, SERVER, PROXY, TOOL, CLIENT = Layer.NETWORK, Layer.SERVER, Layer.PROXY, Layer.TOOL, Layer.CLIENT


class Arrived:
    """Stands in a script for the moment when the client has all that must be kept."""


ARRIVED = Arrived()


class Row(NamedTuple):
    """One end. `script` is what the server does, `via` which server it is; `kept` is the body that must be there after it."""

    script: list[Any]
    reason: EndReason
    kind: EndKind = EndKind.NONE
    layer: Layer | None = None
    kept: bytes = b""
    via: str = "plain"
    request: dict[str, Any] = {}  # noqa: RUF012 (read only)
    limits: dict[str, Any] = {}  # noqa: RUF012
    detail: str = ""  # stands in the end's own words
    verdict: str = ""  # stands in the verdict


OK = b"HTTP/1.1 200 OK\r\n"
FIXED = OK + b"Content-Length: 11\r\n\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HELLO, LAST = b"5\r\nhello\r\n", b"0\r\n\r\n"
TO_THE_END = OK + b"\r\n"
EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"
UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
NO_RECORD = b"\x17\x03\x03\x00\x20" + b"x" * 32


def _hears(connection: socket.socket) -> None:
    connection.recv(65536)


def _silence(seconds: float = 0.1) -> dict[str, Any]:
    return {"timeouts": {"read": seconds}}


HTTP1 = {
    "silent": Row([hold], TIMEOUT, EndKind.IDLE, NETWORK, request=_silence(), verdict="Nothing arrived"),
    "silent in the head": Row(
        [OK + b"A: b", hold], TIMEOUT, EndKind.IDLE, NETWORK, request=_silence(), verdict="head arrived"
    ),
    "silent in the body": Row(
        [CHUNKED + HELLO + b"5\r\nhe", hold], TIMEOUT, EndKind.IDLE, NETWORK, b"hellohe", request=_silence()
    ),
    "closed without a byte": Row(
        [b""], INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, detail="without a response", verdict="Nothing arrived"
    ),
    "closed after 1xx": Row(
        [EARLY * 3],
        INCOMPLETE,
        EndKind.NO_RESPONSE,
        NETWORK,
        detail="3 informational",
        verdict="3 responses of the kind 1xx",
    ),
    "closed in the status line": Row(
        [b"HTTP/1.1 20"], INCOMPLETE, EndKind.HEAD_CUT, NETWORK, verdict="11 bytes arrived"
    ),
    "closed in a head after 1xx": Row([EARLY + b"HTTP/1"], INCOMPLETE, EndKind.HEAD_CUT, NETWORK, verdict="1xx"),
    "closed in the head": Row([OK + b"A: b\r\nC"], INCOMPLETE, EndKind.HEAD_CUT, NETWORK),
    "closed in a body of known length": Row(
        [FIXED + b"hello"], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", detail="5 of 11 bytes"
    ),
    "closed in a chunk": Row([CHUNKED + HELLO + b"5\r\nhe"], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hellohe"),
    "closed in a size line": Row([CHUNKED + HELLO + b"5"], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello"),
    "closed before the last chunk": Row(
        [CHUNKED + HELLO], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", detail="before the last chunk"
    ),
    "closed in the trailers": Row(
        [CHUNKED + HELLO + b"0\r\nA: b\r\n"], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", detail="blank line"
    ),
    "reset instead of a response": Row([reset], RESET, EndKind.RESET, NETWORK),
    "reset in the head": Row([OK + b"A: b\r\n", ARRIVED, reset], RESET, EndKind.RESET, NETWORK),
    "reset in the body": Row([FIXED + b"hello", ARRIVED, reset], RESET, EndKind.RESET, NETWORK, b"hello"),
    "reset in a body without length": Row(
        [TO_THE_END + b"hello", ARRIVED, reset], RESET, EndKind.RESET, NETWORK, b"hello"
    ),
    "another protocol": Row([b"SSH-2.0-OpenSSH_9.6\r\n"], PROTOCOL_ERROR, EndKind.STATUS_LINE, SERVER),
    "a field that is none": Row([OK + b"A b\r\n\r\n"], PROTOCOL_ERROR, EndKind.HEADER, SERVER),
    "two lengths": Row(
        [OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n"], PROTOCOL_ERROR, EndKind.CONTENT_LENGTH, SERVER
    ),
    "an unknown transfer coding": Row(
        [OK + b"Transfer-Encoding: br\r\n\r\n"], PROTOCOL_ERROR, EndKind.TRANSFER_ENCODING, SERVER
    ),
    "no chunk size": Row([CHUNKED + HELLO + b"zz\r\n"], PROTOCOL_ERROR, EndKind.CHUNK_SIZE, SERVER, b"hello"),
    "a chunk too long": Row([CHUNKED + b"5\r\nhello!!"], PROTOCOL_ERROR, EndKind.CHUNK_END, SERVER, b"hello"),
    "a trailer that is none": Row(
        [CHUNKED + HELLO + b"0\r\nA b\r\n\r\n"], PROTOCOL_ERROR, EndKind.TRAILER, SERVER, b"hello"
    ),
    "a head over our limit": Row(
        [OK + b"A: b\r\n" * 30_000], ABORTED, EndKind.HEAD_TOO_LONG, TOOL, detail="102400 bytes"
    ),
    "more 1xx than we read": Row([EARLY * 1001], ABORTED, EndKind.INFORMATIONAL, TOOL, detail="1000"),
    "chunk extensions over our limit": Row(
        [CHUNKED + HELLO + b"5;a=" + b"x" * 17_000],
        ABORTED,
        EndKind.CHUNK_LINE_TOO_LONG,
        TOOL,
        b"hello",
        detail="16384",
    ),
    "trailers over our limit": Row(
        [CHUNKED + HELLO + b"0\r\n" + b"A: b\r\n" * 30_000],
        ABORTED,
        EndKind.TRAILERS_TOO_LONG,
        TOOL,
        b"hello",
        detail="102400",
    ),
    "a body of the size to stop at": Row(
        [FIXED + b"hello", hold], ABORTED, EndKind.LIMIT, TOOL, b"hello", limits={"max_bytes": 5}, detail="5 bytes"
    ),
    "the time to stop at, in the body": Row(
        [FIXED + b"hello", hold], ABORTED, EndKind.TIME_LIMIT, TOOL, b"hello", limits={"max_time": 0.1}, detail="0.1 s"
    ),
    "the time to stop at, before the response": Row(
        [hold], ABORTED, EndKind.TIME_LIMIT, TOOL, limits={"max_time": 0.1}, detail="0.1 s"
    ),
    "the time to stop at, with a longer read timeout": Row(
        [FIXED, hold], ABORTED, EndKind.TIME_LIMIT, TOOL, limits={"max_time": 0.1}, request=_silence(5)
    ),
    "a read timeout, with more time to stop at": Row(
        [FIXED, hold], TIMEOUT, EndKind.IDLE, NETWORK, limits={"max_time": 5}, request=_silence()
    ),
    "more than it says": Row([FIXED + b"hello world!"], COMPLETE, EndKind.EXCESS, SERVER, b"hello world"),
}


def _garbage(connection: socket.socket) -> None:
    """Writes below TLS what is no record of this connection."""
    with socket.socket(fileno=os.dup(connection.fileno())) as below:
        below.sendall(NO_RECORD)


TLS = {
    "a certificate that nobody trusts": Row([OK], TLS_ERROR, EndKind.CERTIFICATE, SERVER, via="untrusted"),
    "no TLS at all": Row(
        [b"HTTP/1.1 400 Bad Request\r\n\r\n"],
        TLS_ERROR,
        EndKind.TLS,
        NETWORK,
        via="greeting",
        request={"scheme": "https"},
    ),
    "closed in the handshake": Row([], TLS_ERROR, EndKind.TLS, NETWORK, via="greeting", request={"scheme": "https"}),
    "reset in the handshake": Row(
        [_hears, reset], TLS_ERROR, EndKind.TLS, NETWORK, via="greeting", request={"scheme": "https"}
    ),
    "silent in the handshake": Row(
        [hold],
        TIMEOUT,
        EndKind.CONNECT,
        NETWORK,
        via="greeting",
        request={"scheme": "https", "timeouts": {"connect": 0.1}},
        detail="TLS handshake",
    ),
    "a client certificate that is missing": Row(
        [OK], RESET, EndKind.TLS_ALERT, SERVER, via="mutual", detail="certificate"
    ),
    "reset after the handshake": Row([reset], RESET, EndKind.RESET, NETWORK, via="tls"),
    "reset in the body": Row([FIXED + b"hello", ARRIVED, reset], RESET, EndKind.RESET, NETWORK, b"hello", via="tls"),
    "reset in the chunks": Row([CHUNKED + HELLO, ARRIVED, reset], RESET, EndKind.RESET, NETWORK, b"hello", via="tls"),
    "an alert in the body": Row([ARRIVED], RESET, EndKind.TLS_ALERT, SERVER, b"hello", via="disturbed"),
    "a record that cannot be decrypted": Row(
        [FIXED + b"hello", _garbage, hold], RESET, EndKind.TLS_RECORD, NETWORK, b"hello", via="tls"
    ),
    "closed without a word": Row(
        [TO_THE_END + b"hello", finish], COMPLETE, EndKind.CLOSE_NOTIFY, None, b"hello", via="tls"
    ),
    "closed without a word in the length": Row(
        [FIXED + b"hello", finish], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", via="tls"
    ),
    "closed politely in the chunks": Row(
        [CHUNKED + HELLO, say_goodbye], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", via="tls"
    ),
    "no response": Row([finish], INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, via="tls"),
    "silent in the body": Row(
        [FIXED + b"hello", hold], TIMEOUT, EndKind.IDLE, NETWORK, b"hello", via="tls", request=_silence()
    ),
}


_QUICK = {"timeouts": {"connect": 0.1}}
TUNNEL = {
    "a proxy that is silent": Row(
        [hold], TIMEOUT, EndKind.PROXY, PROXY, via="tunnel", request=_QUICK, detail="did not answer"
    ),
    "a proxy that wants a login": Row(
        [b"HTTP/1.1 407 Who Are You\r\n\r\n"],
        CONNECT_ERROR,
        EndKind.PROXY,
        PROXY,
        via="tunnel",
        detail="407 Who Are You",
    ),
    "a proxy that forbids": Row(
        [b"HTTP/1.1 403 Forbidden\r\n\r\n"], CONNECT_ERROR, EndKind.PROXY, PROXY, via="tunnel", detail="403"
    ),
    "a proxy that reaches nobody": Row(
        [b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n", hold],
        CONNECT_ERROR,
        EndKind.PROXY,
        PROXY,
        via="tunnel",
        detail="502",
    ),
    "a proxy that is none": Row([b"SSH-2.0-OpenSSH_9.6\r\n"], CONNECT_ERROR, EndKind.PROXY, PROXY, via="tunnel"),
    "a proxy that closes": Row([], CONNECT_ERROR, EndKind.PROXY, PROXY, via="tunnel"),
    "a proxy that closes in its head": Row([b"HTTP/1.1 2"], CONNECT_ERROR, EndKind.PROXY, PROXY, via="tunnel"),
    "a proxy that resets": Row([reset], CONNECT_ERROR, EndKind.PROXY, PROXY, via="tunnel"),
    "a proxy that opens the way and closes": Row(
        [b"HTTP/1.1 200 Opened\r\n\r\n"], TLS_ERROR, EndKind.TLS, NETWORK, via="tunnel"
    ),
    "a proxy that opens the way to silence": Row(
        [b"HTTP/1.1 200 Opened\r\n\r\n", hold], TIMEOUT, EndKind.CONNECT, NETWORK, via="tunnel", request=_QUICK
    ),
    "a way that ends in the body": Row(
        [FIXED + b"hello", finish], INCOMPLETE, EndKind.BODY_CUT, NETWORK, b"hello", via="through"
    ),
    "a forwarding proxy that closes": Row([], INCOMPLETE, EndKind.NO_RESPONSE, NETWORK, via="forwarding"),
    "a forwarding proxy that is silent": Row(
        [hold], TIMEOUT, EndKind.IDLE, NETWORK, via="forwarding", request=_silence()
    ),
    "a forwarding proxy that is none": Row(
        [b"SSH-2.0\r\n"], PROTOCOL_ERROR, EndKind.STATUS_LINE, SERVER, via="forwarding"
    ),
}

_NO_LOGIN = b"\x05\x00"
_CODES = (
    "General",
    "not allowed",
    "Network unreachable",
    "Host unreachable",
    "refused",
    "TTL",
    "Command",
    "Address type",
)


def _socks(*answers: bytes, after: Step = hold) -> list[Any]:
    """Each answer after something was heard."""
    script: list[Any] = []
    for answer in answers:
        script += [_hears, answer]
    return [*script, after]


def _refusal(*script: Any, detail: str = "", login: bool = False) -> Row:
    request = {"login": "me:pw@"} if login else {}
    return Row(list(script), CONNECT_ERROR, EndKind.PROXY, PROXY, via="socks", detail=detail, request=request)


SOCKS = {
    "silent from the start": Row([hold], TIMEOUT, EndKind.PROXY, PROXY, via="socks", request=_QUICK, detail="in time"),
    "silent after the login": Row(_socks(_NO_LOGIN), TIMEOUT, EndKind.PROXY, PROXY, via="socks", request=_QUICK),
    "silent in its answer": Row(
        _socks(_NO_LOGIN, b"\x05\x00\x00\x01\x7f"), TIMEOUT, EndKind.PROXY, PROXY, via="socks", request=_QUICK
    ),
    "silent, and time to stop at": Row(
        [hold], ABORTED, EndKind.TIME_LIMIT, TOOL, via="socks", limits={"max_time": 0.1}
    ),
    **{
        f"code {code}": _refusal(*_socks(_NO_LOGIN, bytes((5, code, 0, 1)) + bytes(6)), detail=word)
        for code, word in enumerate(_CODES, 1)
    },
    "a refusal without an address": _refusal(*_socks(_NO_LOGIN, b"\x05\x05", after=finish), detail="refused"),
    "a code that is none": _refusal(*_socks(_NO_LOGIN, b"\x05\x63\x00\x01" + bytes(6)), detail="99"),
    "wants a login": _refusal(*_socks(b"\x05\xff"), detail="login"),
    "wants a login that is none": _refusal(*_socks(b"\x05\x02"), detail="login"),
    "refuses the login": _refusal(*_socks(b"\x05\x02", b"\x01\x01"), detail="password", login=True),
    "takes no login": _refusal(*_socks(_NO_LOGIN), detail="login", login=True),
    "is an HTTP server": _refusal(*_socks(b"HTTP/1.1 400 Bad Request\r\n\r\n"), detail="no SOCKS5"),
    "is SOCKS4": _refusal(*_socks(b"\x00\x5a" + bytes(6)), detail="no SOCKS5"),
    "answers another version later": _refusal(*_socks(_NO_LOGIN, b"\x04\x00\x00\x01" + bytes(6)), detail="no SOCKS5"),
    "an address of no kind": _refusal(*_socks(_NO_LOGIN, b"\x05\x00\x00\x07" + bytes(6)), detail="7"),
    "closes at once": _refusal(_hears, finish, detail="closed the connection"),
    "closes in its answer": _refusal(*_socks(_NO_LOGIN, b"\x05\x00\x00", after=finish), detail="3 bytes"),
    "resets": _refusal(_hears, reset, detail="reset"),
}


def location(target: str, status: str = "302 Found") -> bytes:
    return f"HTTP/1.1 {status}\r\nLocation: {target}\r\nContent-Length: 5\r\n\r\nhello".encode()


_FOLLOW = {"follow_redirects": True}


def _unfollowed(target: str, detail: str) -> Row:
    return Row(
        [location(target)], PROTOCOL_ERROR, EndKind.REDIRECT_TARGET, SERVER, b"hello", request=_FOLLOW, detail=detail
    )


PROXY_OVER_TLS = {
    "untrusted": Row([], CONNECT_ERROR, EndKind.PROXY, Layer.PROXY, via="untrusted proxy", detail="its certificate"),
    "speaks plain HTTP": Row(
        [b"HTTP/1.1 400 Bad Request\r\n\r\n", hold],
        CONNECT_ERROR,
        EndKind.PROXY,
        Layer.PROXY,
        via="plain proxy",
        detail="TLS with it",
    ),
}
SWITCHED = {
    "nothing more": Row([UPGRADED, hold], COMPLETE, EndKind.SWITCHED, detail="0 bytes", verdict="none to miss"),
    "speaks at once": Row(
        [UPGRADED + b"\x81\x05hello" * 20, hold],
        COMPLETE,
        EndKind.SWITCHED,
        detail="140 bytes",
        verdict="none to miss",
    ),
}
REDIRECTS = {
    "in a circle": Row(
        [location("/")],
        PROTOCOL_ERROR,
        EndKind.REDIRECTS,
        SERVER,
        b"hello",
        request=_FOLLOW,
        detail="more than 20",
        verdict="What arrived is intact, but it is not all. The server redirects more often than streamlab follows.",
    ),
    "to a file": _unfollowed("file:///etc/passwd", "file:"),
    "to a script": _unfollowed("javascript:alert(1)", "javascript:"),
    "to another protocol": _unfollowed("ftp://a.example/", "ftp:"),
    "to no address": _unfollowed("http://[::1", "no address"),
    "to where nothing listens": Row(
        [location("http://127.0.0.1:9/")],
        CONNECT_ERROR,
        EndKind.REFUSED,
        NETWORK,
        request=_FOLLOW,
        detail="redirect: 302 to",
    ),
    "to a port that is none": _unfollowed("http://a.example:99999999/", "no address"),
}


def _whole(*script: Any, kept: bytes = b"hello world", via: str = "plain", **request: Any) -> Row:
    return Row(list(script), COMPLETE, kept=kept, via=via, request=request)


_ALL = CHUNKED + HELLO + b"6\r\n world\r\n"
_SOCKS_OPEN = b"\x05\x00\x00\x01" + bytes(6)


def _answers(connection: socket.socket) -> None:
    """The server behind a SOCKS proxy."""
    connection.recv(65536)
    connection.sendall(FIXED + b"hello world")


def _bytewise(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


CLEAN = {
    "closed after the length": _whole(FIXED + b"hello world"),
    "reset after the length": _whole(FIXED + b"hello world", ARRIVED, reset),
    "reset after the last chunk": _whole(_ALL + LAST, ARRIVED, reset),
    "kept open after the length": _whole(FIXED + b"hello world", hold),
    "closed as the end": _whole(TO_THE_END + b"hello world"),
    "Connection: close": _whole(OK + b"Connection: close\r\n\r\nhello world"),
    "chunks": _whole(_ALL + LAST, hold),
    "trailers": _whole(_ALL + b"0\r\nX-Sum: 1\r\n\r\n", hold),
    "trailers in bounds": _whole(_ALL + b"0\r\n" + b"A: b\r\n" * 10_000 + b"\r\n", hold),
    "extensions in bounds": _whole(CHUNKED + b"b;a=" + b"x" * 16_000 + b"\r\nhello world\r\n" + LAST, hold),
    "a head in bounds": _whole(OK + b"A: b\r\n" * 16_000 + b"Content-Length: 11\r\n\r\nhello world", hold),
    "1xx before": _whole(EARLY * 900 + FIXED + b"hello world", hold),
    "204": _whole(b"HTTP/1.1 204 No Content\r\n\r\n", hold, kept=b""),
    "304 with a length": _whole(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", hold, kept=b""),
    "HEAD with a length": _whole(FIXED, hold, kept=b"", method="HEAD"),
    "TLS, closed without a word after the length": _whole(FIXED + b"hello world", finish, via="tls"),
    "TLS, closed without a word after the last chunk": _whole(_ALL + LAST, finish, via="tls"),
    "TLS, closed politely as the end": _whole(TO_THE_END + b"hello world", say_goodbye, via="tls"),
    "TLS, reset after the length": _whole(FIXED + b"hello world", ARRIVED, reset, via="tls"),
    "through a proxy": _whole(FIXED + b"hello world", via="through"),
    "forwarded by a proxy": _whole(FIXED + b"hello world", via="forwarding"),
    "SOCKS": _whole(*_socks(_NO_LOGIN, _SOCKS_OPEN, after=_answers), via="socks"),
    "SOCKS, byte by byte": _whole(
        _hears, *_bytewise(_NO_LOGIN), _hears, *_bytewise(_SOCKS_OPEN), _answers, via="socks"
    ),
    "SOCKS, by name": _whole(*_socks(_NO_LOGIN, b"\x05\x00\x00\x03\x04host\x00\x50", after=_answers), via="socks"),
    "SOCKS, IPv6": _whole(*_socks(_NO_LOGIN, b"\x05\x00\x00\x04" + bytes(18), after=_answers), via="socks"),
    "SOCKS, a login": _whole(
        *_socks(b"\x05\x02", b"\x01\x00", _SOCKS_OPEN, after=_answers), via="socks", login="me:pw@"
    ),
    "a redirect that is not followed": _whole(location("/there"), kept=b"hello"),
    "a redirect to a file that is not followed": _whole(location("file:///etc/passwd"), kept=b"hello"),
    "a redirect to nowhere": _whole(
        b"HTTP/1.1 302 Found\r\nContent-Length: 5\r\n\r\nhello", kept=b"hello", follow_redirects=True
    ),
}
