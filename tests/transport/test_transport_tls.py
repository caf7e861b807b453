"""TLS, HTTP/2 and proxies: the tap sees the response and nothing that came before it."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

import h2.config
import h2.connection
import h2.events
import pytest

from streamlab.analysis import analyze_messages
from streamlab.model import (
    Chunk,
    Connection,
    DataFrame,
    EndKind,
    EndReason,
    Excess,
    Head,
    HttpChunk,
    Message,
    Read,
    Trailers,
)
from streamlab.request import Request, Timeouts
from streamlab.transport import HttpxTransport
from tests.threads import LONGEST
from tests.transport.conformance import body, check_transport, end, head, play
from tests.transport.conftest import server_context
from tests.transport.wire_server import Step, WireServer, hold, relay, tunnel

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    import trustme

RESPONSE = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"


def get(url: str, **options: Any) -> Request:
    return Request("GET", url, **options)


# -- TLS ---------------------------------------------------------------------------------------------------------------


def test_conforms_over_tls(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        check_transport(lambda: HttpxTransport(trust=trust), get(server.url), b"hello world")


def test_the_tap_counts_decrypted_bytes(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url))
    assert [m.end for m in messages if isinstance(m, Read)][-1] == len(RESPONSE)
    assert [m.size for m in messages if isinstance(m, HttpChunk)] == [5, 6, 0]


def test_the_connection_says_that_a_read_is_a_record(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url))
    connection = messages[0]
    assert isinstance(connection, Connection)
    assert connection.tls.startswith("TLSv1.")
    analysis = analyze_messages(messages).to_dict()
    assert (analysis["reads_are"], analysis["connection"]) == ("tls-record", connection._asdict())


@pytest.mark.skipif(not hasattr(socket, "TCP_CORK"), reason="only Linux can hold two records back for one packet")
def test_excess_in_a_record_of_its_own(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    def both(connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        connection.sendall(RESPONSE)
        connection.sendall(b"EXTRA")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)

    with WireServer([both, hold], tls=tls) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url))
    assert body(messages) == b"hello world"
    assert [m.data for m in messages if isinstance(m, Excess)] == [b"EXTRA"]
    assert end(messages).reason is EndReason.COMPLETE


def test_a_body_cut_over_tls(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE[:-8]], tls=tls) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url))
    assert body(messages) == b"hello worl"
    assert end(messages).reason is EndReason.INCOMPLETE


def test_a_certificate_nobody_trusts(tls: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        messages = play(HttpxTransport(), get(server.url))
        assert end(messages)[1:3] == (EndReason.TLS_ERROR, EndKind.CERTIFICATE)
        assert body(play(HttpxTransport(), get(server.url, verify=False))) == b"hello world"


def test_a_certificate_for_another_host(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=server_context(authority, "other.example")) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url))
    assert end(messages)[1:3] == (EndReason.TLS_ERROR, EndKind.CERTIFICATE)


def test_a_server_that_speaks_no_tls() -> None:
    with WireServer([b"HTTP/1.1 400 Bad Request\r\n\r\n"], greets=True) as server:
        messages = play(HttpxTransport(), get(server.url.replace("http:", "https:")))
    assert end(messages)[1:3] == (EndReason.TLS_ERROR, EndKind.TLS)


def test_a_connection_closed_during_the_handshake() -> None:
    with WireServer([], greets=True) as server:
        messages = play(HttpxTransport(), get(server.url.replace("http:", "https:")))
    assert end(messages).reason is EndReason.TLS_ERROR


def test_a_handshake_that_takes_too_long() -> None:
    with WireServer([hold], greets=True) as server:
        request = get(server.url.replace("http:", "https:"), timeouts=Timeouts(connect=0.05))
        messages = play(HttpxTransport(), request)
    assert end(messages).reason is EndReason.TIMEOUT
    assert end(messages).kind is EndKind.CONNECT


# -- proxies -----------------------------------------------------------------------------------------------------------


def connect_proxy(port: int) -> list[Step]:
    return [b"HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n", tunnel(port)]


def test_a_tunnel_shows_the_response_alone(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server, WireServer(connect_proxy(server.port)) as proxy:
        messages = play(HttpxTransport(trust=trust), get(server.url, proxy=proxy.url))
        assert proxy.requests[0].startswith(b"CONNECT 127.0.0.1:")
    assert head(messages).headers == (("Transfer-Encoding", "chunked"),)
    assert body(messages) == b"hello world"
    assert [m.end for m in messages if isinstance(m, Read)][-1] == len(RESPONSE)


def test_a_proxy_that_refuses_the_tunnel(trust: ssl.SSLContext) -> None:
    with WireServer([b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"]) as proxy:
        messages = play(HttpxTransport(trust=trust), get("https://127.0.0.1:9/", proxy=proxy.url))
    assert len(messages) == 1
    assert end(messages).reason is EndReason.CONNECT_ERROR
    assert end(messages)[2:] == (EndKind.PROXY, "407 Proxy Authentication Required")


def test_a_proxy_that_forwards_plain_http() -> None:
    with WireServer([RESPONSE]) as proxy:
        messages = play(HttpxTransport(), get("http://host.invalid/x", proxy=proxy.url.replace("//", "//me:pw@")))
        assert proxy.requests[0].startswith(b"GET http://host.invalid/x HTTP/1.1\r\n")
        assert b"Proxy-Authorization: Basic" in proxy.requests[0]
    assert body(messages) == b"hello world"


def test_a_proxy_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        messages = play(HttpxTransport(), get("http://a.invalid/", proxy=f"http://127.0.0.1:{unused.getsockname()[1]}"))
    assert end(messages)[1:3] == (EndReason.CONNECT_ERROR, EndKind.PROXY)


def socks_proxy(connection: socket.socket) -> None:
    """SOCKS5 (RFC 1928), no authentication, to an IPv4 address."""
    connection.recv(65536)
    connection.sendall(b"\x05\x00")
    request = connection.recv(65536)
    port = struct.unpack(">H", request[-2:])[0]
    with socket.create_connection(("127.0.0.1", port), LONGEST) as upstream:
        connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        relay(connection, upstream)


def test_a_socks_proxy_shows_the_response_alone(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    for context in (None, tls):
        with WireServer([RESPONSE], tls=context) as server, WireServer([socks_proxy], greets=True) as proxy:
            request = get(server.url, proxy=f"socks5://127.0.0.1:{proxy.port}")
            messages = play(HttpxTransport(trust=trust), request)
        assert body(messages) == b"hello world"
        assert [m.end for m in messages if isinstance(m, Read)][-1] == len(RESPONSE)


# -- HTTP/2 ------------------------------------------------------------------------------------------------------------


def http2(answer: Callable[[h2.connection.H2Connection, int], None]) -> Callable[[socket.socket], None]:
    """A script step: speaks HTTP/2, lets `answer` reply on the first stream, then waits for the client to go."""

    def step(connection: socket.socket) -> None:
        peer = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        peer.initiate_connection()
        connection.sendall(peer.data_to_send())
        stream = None
        while stream is None:
            data = connection.recv(65536)
            if not data:
                return  # the client went away without a request
            for event in peer.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    stream = event.stream_id
        answer(peer, stream)
        connection.sendall(peer.data_to_send())
        hold(connection)

    return step


def play_http2(
    authority: trustme.CA, trust: ssl.SSLContext, answer: Callable[[h2.connection.H2Connection, int], None]
) -> list[Message]:
    context = server_context(authority, "127.0.0.1")
    context.set_alpn_protocols(["h2", "http/1.1"])
    trust.set_alpn_protocols(["h2", "http/1.1"])
    with WireServer([http2(answer)], tls=context, greets=True) as server:
        return play(HttpxTransport(trust=trust), get(server.url, http2=True, timeouts=Timeouts(read=0.5)))


def begin(peer: h2.connection.H2Connection, stream: int) -> None:
    peer.send_headers(stream, [(":status", "200"), ("content-type", "text/event-stream")])
    peer.send_data(stream, b"hello")


def test_http2(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    def answer(peer: h2.connection.H2Connection, stream: int) -> None:
        begin(peer, stream)
        peer.send_data(stream, b" world", end_stream=True)

    messages = play_http2(authority, trust, answer)
    assert head(messages)[1:5] == ("HTTP/2", 200, "", (("content-type", "text/event-stream"),))
    assert [m.data for m in messages if isinstance(m, Chunk)] == [b"hello", b" world"]
    assert not any(isinstance(m, HttpChunk) for m in messages)
    assert any(isinstance(m, Read) for m in messages)
    assert end(messages).reason is EndReason.COMPLETE


def test_http2_shows_data_frames_informational_responses_and_trailers(
    authority: trustme.CA, trust: ssl.SSLContext
) -> None:
    def answer(peer: h2.connection.H2Connection, stream: int) -> None:
        peer.send_headers(stream, [(":status", "103"), ("link", "</style.css>")])
        begin(peer, stream)
        peer.send_data(stream, b" world", pad_length=7)
        peer.send_headers(stream, [("x-sum", "1")], end_stream=True)

    messages = play_http2(authority, trust, answer)
    assert head(messages).informational == ((103, "", (("link", "</style.css>"),)),)
    assert [m[1:] for m in messages if isinstance(m, DataFrame)] == [(0, 5), (5, 11)]
    assert [m.headers for m in messages if isinstance(m, Trailers)] == [(("x-sum", "1"),)]
    assert body(messages) == b"hello world"


def test_http2_stream_reset_keeps_what_came(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    def answer(peer: h2.connection.H2Connection, stream: int) -> None:
        begin(peer, stream)
        peer.reset_stream(stream, 2)

    messages = play_http2(authority, trust, answer)
    assert body(messages) == b"hello"
    assert end(messages).reason is EndReason.RESET


def test_http2_connection_closed_early(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    def answer(peer: h2.connection.H2Connection, stream: int) -> None:
        begin(peer, stream)
        peer.close_connection()

    assert end(play_http2(authority, trust, answer)).reason in (EndReason.RESET, EndReason.INCOMPLETE)


def test_a_server_without_http2_is_spoken_to_in_http1(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        messages = play(HttpxTransport(trust=trust), get(server.url, http2=True))
    assert [m.http_version for m in messages if isinstance(m, Head)] == ["HTTP/1.1"]


@pytest.mark.parametrize("http2_on", [False, True])
def test_requests_arrive_whole_over_tls(tls: ssl.SSLContext, trust: ssl.SSLContext, http2_on: bool) -> None:
    with WireServer([RESPONSE], tls=tls) as server:
        play(HttpxTransport(trust=trust), get(server.url, http2=http2_on))
        assert server.requests[0].startswith(b"GET / HTTP/1.1\r\n")
