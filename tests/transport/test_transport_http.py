"""HTTP/1.1 over real sockets: every good byte is kept and the end is true."""

from __future__ import annotations

import asyncio
import errno
import random
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import httpcore
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streamlab.decode.http1 import Http1Reader
from streamlab.model import (
    Chunk,
    Connection,
    End,
    EndKind,
    EndReason,
    Excess,
    Head,
    HttpChunk,
    Informational,
    Message,
    Read,
    Trailers,
)
from streamlab.request import Body, BodyKind, Request, Timeouts
from streamlab.transport import HttpxTransport
from streamlab.transport.ends import ending_of_error
from tests.transport.conformance import body, check_transport, collect, end, head, play
from tests.transport.wire_server import Step, WireServer, hold, read_request, reset

if TYPE_CHECKING:
    from pathlib import Path

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
HELLO = b"5\r\nhello\r\n"


def get(url: str, *, read: float | None = None, **options: object) -> Request:
    return Request("GET", url, timeouts=Timeouts(read=read), **options)  # type: ignore[arg-type]


def serve(*steps: Step, **options: object) -> list[Message]:
    """The messages of one GET to a server that plays `steps`."""
    with WireServer(steps) as server:
        return play(HttpxTransport(), get(server.url, **options))  # type: ignore[arg-type]


# -- what is seen ------------------------------------------------------------------------------------------------------


def test_conforms() -> None:
    gate = threading.Event()
    gate.set()
    with WireServer([CHUNKED + HELLO, gate, b"6\r\n world\r\n0\r\n\r\n"]) as server:
        check_transport(HttpxTransport, get(server.url), b"hello world")


def test_everything_httpx_hides_is_seen() -> None:
    messages = serve(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        b"HTTP/1.1 200 Fine\r\nX-Case: 1\r\nx-case: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5;ext=1\r\nhello\r\n0\r\nTrail: er\r\n\r\nEXTRA"
    )
    assert head(messages)[1:] == (
        "HTTP/1.1",
        200,
        "Fine",
        (("X-Case", "1"), ("x-case", "2"), ("Transfer-Encoding", "chunked")),
        (Informational(103, "Early Hints", (("Link", "</a>"),)),),
    )
    assert [m for m in messages if isinstance(m, HttpChunk)] == [
        HttpChunk(0, 5, 5, (("ext", "1"),)),
        HttpChunk(5, 5, 0),
    ]
    assert Trailers((("Trail", "er"),)) in messages
    assert end(messages).reason is EndReason.COMPLETE
    assert end(messages)[2:] == (EndKind.EXCESS, "5 bytes after the end: b'EXTRA'")
    assert messages[0] == Connection("")
    reads = [m.end for m in messages if isinstance(m, Read)]
    (excess,) = (m for m in messages if isinstance(m, Excess))
    assert excess[1:] == (reads[-1] - 5, reads[-1], b"EXTRA")


def test_reads_count_every_byte_of_the_connection() -> None:
    data = CHUNKED + HELLO + b"0\r\n\r\n"
    messages = serve(*(data[i : i + 1] for i in range(len(data))))
    assert [m.end for m in messages if isinstance(m, Read)][-1] == len(data)
    assert body(messages) == b"hello"


def test_excess_that_comes_in_its_own_packet() -> None:
    sent = threading.Event()

    def late(connection: socket.socket) -> None:
        connection.sendall(b"EXTRA")
        sent.set()

    with WireServer([b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", late, hold]) as server:
        messages = play(HttpxTransport(), get(server.url))
    assert body(messages) == b"x"
    assert end(messages).reason is EndReason.COMPLETE


@pytest.mark.parametrize(
    ("response", "status"),
    [
        (b"HTTP/1.1 204 No\r\nContent-Length: x\r\n\r\n", 204),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x01", 101),
        (b"HTTP/1.1 103 Early\r\nContent-Length: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200),
    ],
)
def test_what_only_httpx_refuses_is_complete(response: bytes, status: int) -> None:
    messages = serve(response)
    assert head(messages).status == status
    assert end(messages).reason is EndReason.COMPLETE


@pytest.mark.parametrize(
    ("method", "response", "expected"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b""),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b""),
        ("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b""),
        ("DELETE", b"HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno", b"no"),
    ],
)
def test_a_response_ends_while_the_connection_stays_open(method: str, response: bytes, expected: bytes) -> None:
    with WireServer([response, hold]) as server:
        messages = play(HttpxTransport(), Request(method, server.url))
    assert body(messages) == expected
    assert end(messages).reason is EndReason.COMPLETE


def test_until_close() -> None:
    messages = serve(b"HTTP/1.0 200 OK\r\n\r\nhello")
    assert body(messages) == b"hello"
    assert end(messages).reason is EndReason.COMPLETE


def test_nothing_leaks_into_the_next_run() -> None:
    response = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
    with WireServer([response + b"1HTTP/1.1 200 OK\r\n\r\nLEAK", hold], [response + b"2"]) as server:
        transport = HttpxTransport()
        assert [body(play(transport, get(server.url))) for _ in range(2)] == [b"1", b"2"]
        assert server.connections == 2


def test_a_body_larger_than_one_read_is_cut_at_64_kib() -> None:
    payload = bytes(range(256)) * 1024
    messages = serve(CHUNKED + b"%x\r\n%b\r\n0\r\n\r\n" % (len(payload), payload))
    assert body(messages) == payload
    assert max(len(m.data) for m in messages if isinstance(m, Chunk)) <= 65536
    assert next(m for m in messages if isinstance(m, HttpChunk)) == HttpChunk(0, len(payload), len(payload))


# -- how it ends -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "status", "kept", "reason", "kind"),
    [
        (b"", None, b"", EndReason.INCOMPLETE, "no-response"),
        (b"HTTP/1.1 200 OK\r\nA: b\r\n", 200, b"", EndReason.INCOMPLETE, "head-cut"),
        (CHUNKED + HELLO + b"5\r\nhe", 200, b"hellohe", EndReason.INCOMPLETE, "body-cut"),
        (CHUNKED + HELLO, 200, b"hello", EndReason.INCOMPLETE, "body-cut"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", 200, b"hello", EndReason.INCOMPLETE, "body-cut"),
        (CHUNKED + HELLO + b"zz\r\nbad", 200, b"hello", EndReason.PROTOCOL_ERROR, "chunk-size"),
        (CHUNKED + b"5\r\nhello!\r\n", 200, b"hello", EndReason.PROTOCOL_ERROR, "chunk-end"),
        (CHUNKED + HELLO + b"0\r\nbad trailer\r\n\r\n", 200, b"hello", EndReason.PROTOCOL_ERROR, "trailer"),
        (b"HTTP/1.1 418 Tea\r\nBad Name: x\r\n\r\n", 418, b"", EndReason.PROTOCOL_ERROR, "header"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n", 200, b"", EndReason.PROTOCOL_ERROR, "content-length"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
            200,
            b"",
            EndReason.PROTOCOL_ERROR,
            "transfer-encoding",
        ),
        (b"SSH-2.0-OpenSSH_9.6\r\n", None, b"", EndReason.PROTOCOL_ERROR, "status-line"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 30_000, 200, b"", EndReason.ABORTED, "head-too-long"),
    ],
)
def test_what_is_wrong_ends_the_run_after_every_good_byte(
    response: bytes, status: int | None, kept: bytes, reason: EndReason, kind: str
) -> None:
    for steps in ([response],) if reason is EndReason.INCOMPLETE else ([response], [response, hold]):
        messages = serve(*steps)
        heads = [m.status for m in messages if isinstance(m, Head)]
        assert heads == ([status] if status else [])
        assert body(messages) == kept
        assert end(messages).reason is reason
        assert end(messages).kind == kind


def test_an_error_in_the_same_read_as_the_head_shows_all() -> None:
    messages = serve(CHUNKED + HELLO + b"x")
    assert (head(messages).status, body(messages)) == (200, b"hello")


def test_reset_in_the_body_keeps_what_came() -> None:
    arrived = threading.Event()

    async def run(url: str) -> list[Message]:
        messages = []
        async for message in HttpxTransport().stream(get(url)):
            messages.append(message)
            if isinstance(message, Chunk):
                arrived.set()
        return messages

    with WireServer([CHUNKED + b"9\r\nhello", arrived, reset]) as server:
        messages = asyncio.run(run(server.url))
    assert body(messages) == b"hello"
    assert HttpChunk(0, 5, 9) in messages
    assert end(messages).reason is EndReason.RESET
    assert end(messages).kind is EndKind.RESET


def test_reset_instead_of_a_response() -> None:
    messages = serve(reset)
    assert end(messages).reason is EndReason.RESET


def test_silence_is_a_timeout_of_the_read_phase_and_keeps_what_came() -> None:
    messages = serve(CHUNKED + b"9\r\nhello", hold, read=0.05)
    assert body(messages) == b"hello"
    assert HttpChunk(0, 5, 9) in messages
    assert end(messages)[1:3] == (EndReason.TIMEOUT, EndKind.IDLE)


def test_silence_instead_of_a_response() -> None:
    messages = serve(hold, read=0.05)
    assert [type(message) for message in messages] == [Connection, End]
    assert end(messages)[1:3] == (EndReason.TIMEOUT, EndKind.IDLE)


def test_refused() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            messages = play(HttpxTransport(), get(f"http://{host}:{port}/"))
            assert len(messages) == 1
            assert end(messages)[1:3] == (EndReason.CONNECT_ERROR, EndKind.REFUSED)


def test_connect_timeout() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = []
        for _ in range(4):  # fill the queue of connections that nobody accepts
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(full.getsockname())
            waiting.append(client)
        request = Request("GET", f"http://127.0.0.1:{full.getsockname()[1]}/", timeouts=Timeouts(connect=0.05))
        messages = play(HttpxTransport(), request)
        for client in waiting:
            client.close()
    assert end(messages)[1:3] == (EndReason.TIMEOUT, EndKind.CONNECT)


def test_write_timeout() -> None:
    request = Request("POST", "", body=Body("bytes", data=b"x" * 50_000_000), timeouts=Timeouts(write=0.05))
    gate = threading.Event()
    with WireServer([gate], greets=True) as server:
        messages = play(HttpxTransport(), Request(request.method, server.url, (), request.body, request.timeouts))
        gate.set()
    assert end(messages)[1:3] == (EndReason.TIMEOUT, EndKind.WRITE)


@pytest.mark.parametrize(
    ("cause", "reason", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), EndReason.CONNECT_ERROR, "dns"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), EndReason.CONNECT_ERROR, "unreachable"),
        (OSError("no reason"), EndReason.CONNECT_ERROR, "connect"),
        (ssl.SSLError(1, "bad record"), EndReason.TLS_ERROR, "tls"),
    ],
)
def test_connect_errors_by_their_cause(cause: OSError, reason: EndReason, kind: str) -> None:
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = ExceptionGroup("attempts", [OSError("first"), cause])
    found = ending_of_error(error, step="connect_tcp", connected=False, proxied=False)
    assert (found.reason, found.kind) == (reason, kind)


@pytest.mark.parametrize(
    ("error", "reason", "kind"),
    [
        (httpx.PoolTimeout("x"), EndReason.TIMEOUT, "pool"),
        (httpx.RemoteProtocolError("<StreamReset stream_id:1, error_code:8>"), EndReason.RESET, "rst-stream"),
        (httpx.RemoteProtocolError("<ConnectionTerminated error_code:0>"), EndReason.RESET, "goaway"),
        (httpx.RemoteProtocolError("Server disconnected"), EndReason.INCOMPLETE, "body-cut"),
        (httpx.RemoteProtocolError("Invalid frame"), EndReason.PROTOCOL_ERROR, "protocol"),
        (httpx.InvalidURL("x"), EndReason.CONNECT_ERROR, "request"),
        (httpx.TooManyRedirects("x"), EndReason.PROTOCOL_ERROR, "redirects"),
        (KeyError("x"), EndReason.PROTOCOL_ERROR, "internal"),
    ],
)
def test_other_errors(error: Exception, reason: EndReason, kind: str) -> None:
    found = ending_of_error(error, step="", connected=False, proxied=False)
    assert (found.reason, found.kind) == (reason, kind)


def test_an_invalid_request_is_an_end() -> None:
    for request in (get("nonsense"), get("http://a b/"), Request("GET", "http://127.0.0.1/", (("A", "\n"),))):
        (only,) = play(HttpxTransport(), request)
        assert end([only]).reason is EndReason.CONNECT_ERROR
        assert end([only]).kind is EndKind.REQUEST


_texts = st.text(max_size=20)


@given(
    _texts, _texts, st.lists(st.tuples(_texts, _texts), max_size=3), st.sampled_from(["json", "text", "file"]), _texts
)
@settings(max_examples=60, deadline=None)
def test_no_request_raises_whatever_it_holds(
    method: str, path: str, headers: list[tuple[str, str]], kind: BodyKind, text: str
) -> None:
    request = Request(method, f"http://127.0.0.1:1/{path}", tuple(headers), Body(kind, text=text, path=text))
    messages = play(HttpxTransport(), request)
    assert len(messages) == 1
    assert end(messages).kind is not EndKind.INTERNAL


def test_a_body_without_end_stops_at_the_limit() -> None:
    def endless(connection: socket.socket) -> None:
        while True:
            connection.sendall(HELLO * 1000)

    with WireServer([CHUNKED, endless]) as server:
        messages = play(HttpxTransport(max_bytes=100_000), get(server.url))
    assert 100_000 <= len(body(messages)) < 100_000 + 65536
    assert end(messages).reason is EndReason.ABORTED
    assert end(messages).kind is EndKind.LIMIT


def test_garbage_is_an_end_and_never_raises() -> None:
    chooser = random.Random(7)
    parts = [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 C\r\n\r\n", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n",
             b"\r\n", b"3\r\nabc\r\n", b"5;a\r\n", b"0\r\n\r\n", b"A: b\r\n", b" fold\r\n", b"\0", b"x", b"Connection: close\r\n",
             b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n", b"HTTP/1.1 301 M\r\nLocation: ::\r\n\r\n"]  # fmt: skip
    scripts: list[list[Step]] = [[b"".join(chooser.choices(parts, k=chooser.randint(1, 9)))] for _ in range(150)]
    with WireServer(*scripts) as server:
        for _ in scripts:
            messages = play(HttpxTransport(), get(server.url, read=2, follow_redirects=True))
            assert end(messages).kind is not EndKind.INTERNAL


# -- what is sent ------------------------------------------------------------------------------------------------------

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def sent(request: Request) -> bytes:
    """What arrives at a server when `request` is sent to it."""
    with WireServer([OK]) as server:
        address = request.url.replace("http://host/", server.url)
        messages = play(HttpxTransport(), Request(request.method, address, request.headers, request.body))
        assert end(messages).reason is EndReason.COMPLETE, end(messages)
        return server.requests[0].replace(f"127.0.0.1:{server.port}".encode(), b"host")


def test_headers_go_out_in_order_and_case() -> None:
    headers = (("b", "1"), ("A", "2"), ("b", "3"), ("User-Agent", "é"), ("ACCEPT", "x"))
    assert sent(Request("GET", "http://host/p?q=1", headers)) == (
        b"GET /p?q=1 HTTP/1.1\r\nHost: host\r\nb: 1\r\nA: 2\r\nb: 3\r\nUser-Agent: \xe9\r\nACCEPT: x\r\n\r\n"
    )


def test_nothing_is_added_but_what_is_needed() -> None:
    assert sent(Request("POST", "http://host/", (), Body("json", '{"a": "你"}'))) == (
        b"POST / HTTP/1.1\r\nHost: host\r\nUser-Agent: streamlab\r\nAccept: */*\r\nContent-Type: application/json\r\n"
        b'Content-Length: 12\r\n\r\n{"a": "\xe4\xbd\xa0"}'
    )


def test_a_host_header_of_ones_own() -> None:
    head_, _, _ = sent(Request("GET", "http://host/", (("Host", "other"),))).partition(b"\r\n\r\n")
    assert head_.split(b"\r\n").count(b"Host: other") == 1
    assert b"Host: host" not in head_


def test_a_file_is_streamed_with_its_length(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"x" * 200_000)
    data = sent(Request("PUT", "http://host/", (), Body("file", path=str(file))))
    head_, _, content = data.partition(b"\r\n\r\n")
    assert b"\r\nContent-Length: 200000" in head_
    assert content == b"x" * 200_000


def test_a_missing_body_file_is_an_end(tmp_path: Path) -> None:
    (only,) = play(HttpxTransport(), Request("PUT", "http://127.0.0.1:9/", (), Body("file", path=str(tmp_path / "no"))))
    assert end([only])[2:] == (EndKind.REQUEST, "body: file-missing")


def test_a_response_that_comes_before_the_body_is_taken() -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno")
        connection.shutdown(socket.SHUT_WR)
        hold(connection)

    with WireServer([answer], greets=True) as server:
        messages = play(HttpxTransport(), Request("POST", server.url, (), Body("bytes", data=b"x" * 1_000_000)))
    assert (head(messages).status, body(messages)) == (413, b"no")


def test_the_environment_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert end(serve(OK)).reason is EndReason.COMPLETE


# -- redirects ---------------------------------------------------------------------------------------------------------


def redirect_to(url: str) -> bytes:
    # A body that never ends: nobody may wait for it.
    return b"HTTP/1.1 302 Found\r\nLocation: %b\r\nContent-Length: 9999\r\n\r\n" % url.encode()


def test_redirects_are_shown_unless_followed() -> None:
    with WireServer([redirect_to("/b"), hold]) as server:
        messages = play(HttpxTransport(), get(server.url, read=0.05))
    assert head(messages).status == 302


def test_redirects_are_followed_and_said() -> None:
    with WireServer([redirect_to("/b?key=sekret"), hold], [CHUNKED + HELLO + b"0\r\n\r\n"]) as server:
        messages = play(HttpxTransport(), get(server.url, follow_redirects=True))
        assert server.requests[1].startswith(b"GET /b?key=sekret ")
    assert (head(messages).status, body(messages)) == (200, b"hello")
    assert [m for m in messages if isinstance(m, Read)][-1].end == len(CHUNKED + HELLO) + 5
    assert end(messages).kind is EndKind.NONE
    assert end(messages).detail == f"redirect: 302 to {server.url}b?key=redacted(6)"


def test_a_file_goes_again_where_the_redirect_keeps_the_method(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"content")
    with WireServer([redirect_to("/b").replace(b"302 Found", b"307 Again")], [OK]) as server:
        play(HttpxTransport(), Request("PUT", server.url, (), Body("file", path=str(file)), follow_redirects=True))
        assert [request.endswith(b"\r\n\r\ncontent") for request in server.requests] == [True, True]


def test_redirects_in_a_circle_end() -> None:
    with WireServer([redirect_to("/")]) as server:
        messages = play(HttpxTransport(), get(server.url, follow_redirects=True))
    assert end(messages).reason is EndReason.PROTOCOL_ERROR
    assert end(messages).kind is EndKind.REDIRECTS


# -- against httpx -----------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 40), max_size=12), st.booleans())
def test_slices_are_those_of_aiter_raw(cuts: list[int], chunked: bool) -> None:
    rest = b"5\r\nhello\r\n1;x=y\r\n \r\n00a\r\n0123456789\r\n0\r\n\r\n" if chunked else b"hello 0123456789"
    framing = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 16"
    data = b"HTTP/1.1 200 OK\r\n" + framing + b"\r\n\r\n" + rest
    pieces, start = [], 0
    for size in [*cuts, len(data)]:
        pieces.append(data[start : start + size])
        start += size
    pieces = [piece for piece in pieces if piece]
    reader = Http1Reader()
    ours = [m.data for piece in pieces for m in reader.feed(piece) if isinstance(m, Chunk)]
    assert ours == asyncio.run(_by_httpcore(pieces))


async def _by_httpcore(pieces: list[bytes]) -> list[bytes]:
    """The items of a body that comes in exactly these reads, as httpcore hands them to `aiter_raw`."""
    backend = httpcore.AsyncMockBackend(list(pieces))
    async with (
        httpcore.AsyncConnectionPool(network_backend=backend) as pool,
        pool.stream("GET", "http://a/") as response,
    ):
        return [part async for part in response.aiter_stream()]


def test_streams_overlap_on_one_transport() -> None:
    arrived, gate = threading.Event(), threading.Event()
    with WireServer([CHUNKED + HELLO, lambda _: arrived.set(), gate, b"0\r\n\r\n"], [OK]) as server:

        async def both() -> None:
            transport = HttpxTransport()
            async with asyncio.TaskGroup() as group:
                slow = group.create_task(collect(transport, get(server.url)))
                await asyncio.to_thread(arrived.wait)
                quick = await collect(transport, get(server.url))
                assert end(quick).reason is EndReason.COMPLETE
                gate.set()
            assert body(slow.result()) == b"hello"

        asyncio.run(both())


def test_read_request_reads_the_body_too() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
        assert read_request(theirs).endswith(b"\r\n\r\nabc")
