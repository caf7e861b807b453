"""Every way a transfer ends, provoked over real sockets: its kind, its sentence, who is at fault, what is kept."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from streamlab.cli.send import exit_code
from streamlab.diagnosis.prose import verdict_text
from streamlab.model import Chunk, End, EndKind, EndReason
from streamlab.request import Request, Timeouts
from streamlab.session import Batch, Session
from streamlab.transport import HttpxTransport
from streamlab.words.ends import end_text
from tests.threads import LONGEST
from tests.transport import ends_http2, ends_table
from tests.transport.conftest import server_context
from tests.transport.ends_table import ARRIVED, NO_RECORD, Row
from tests.transport.wire_server import WireServer, finish, hold, tunnel

if TYPE_CHECKING:
    import trustme

ENDS = {
    f"{group}: {name}": row
    for group, rows in {
        "HTTP/1.1": ends_table.HTTP1,
        "TLS": ends_table.TLS,
        "HTTP proxy": ends_table.TUNNEL,
        "SOCKS proxy": ends_table.SOCKS,
        "proxy over TLS": ends_table.PROXY_OVER_TLS,
        "101": ends_table.SWITCHED,
        "redirect": ends_table.REDIRECTS,
        "HTTP/2": ends_http2.HTTP2,
    }.items()
    for name, row in rows.items()
}
CLEAN = {f"{group}: {name}": row for group, rows in {
    "HTTP/1.1": ends_table.CLEAN, "HTTP/2": ends_http2.CLEAN,
}.items() for name, row in rows.items()}  # fmt: skip


class World(NamedTuple):
    """What servers show and what the client trusts."""

    servers: dict[str, ssl.SSLContext]
    trust: ssl.SSLContext


@pytest.fixture(scope="module")
def world(authority: trustme.CA) -> World:
    servers = {via: server_context(authority, "127.0.0.1") for via in ("tls", "http2", "mutual")}
    servers["http2"].set_alpn_protocols(["h2"])
    servers["mutual"].verify_mode = ssl.CERT_REQUIRED
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    trust.set_alpn_protocols(["h2", "http/1.1"])
    return World(servers, trust)


class Disturbed:
    """A TLS server by hand, whose alerts leave before its connection closes: in the handshake where a certificate is missing,
    else after the body has begun, because of what is no record."""

    def __init__(self, context: ssl.SSLContext, arrived: threading.Event) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._arrived = arrived

    def __call__(self, connection: socket.socket) -> None:
        """The step of a script."""
        with contextlib.suppress(ssl.SSLError):
            self._until_done(connection, self._tls.do_handshake)
            self._until_done(connection, lambda: self._tls.read(65536))
            self._tls.write(ends_table.FIXED + b"hello")
            connection.sendall(self._outgoing.read())
            self._arrived.wait(LONGEST)
            self._incoming.write(NO_RECORD)
            self._tls.read(1)
        connection.sendall(self._outgoing.read())
        finish(connection)

    def _until_done(self, connection: socket.socket, step: Callable[[], object]) -> None:
        while True:
            try:
                step()
            except ssl.SSLWantReadError:
                connection.sendall(self._outgoing.read())
                self._incoming.write(connection.recv(65536))
            else:
                connection.sendall(self._outgoing.read())
                return


OPENED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@contextlib.contextmanager
def served(row: Row, world: World, arrived: threading.Event) -> Iterator[dict[str, Any]]:
    """The row's servers: what of a request leads to them."""
    script = [arrived if step is ARRIVED else step for step in row.script]
    via = row.via
    tls = world.servers.get({"untrusted": "tls", "through": "tls", "untrusted proxy": "tls"}.get(via, via))
    greets = via in ("greeting", "socks", "http2", "mutual", "disturbed", "plain proxy")
    if via in ("mutual", "disturbed"):
        tls, script = None, [Disturbed(world.servers["mutual" if via == "mutual" else "tls"], arrived)]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(WireServer(script, tls=tls, greets=greets))
        match via:
            case "tunnel":
                yield {"url": "https://127.0.0.1:9/", "proxy": server.url}
            case "forwarding":
                yield {"url": "http://host.invalid/", "proxy": server.url}
            case "untrusted proxy" | "plain proxy":
                yield {"url": "http://host.invalid/", "proxy": f"https://127.0.0.1:{server.port}"}
            case "socks":
                login = row.request.get("login", "")
                yield {"url": "http://127.0.0.1:9/", "proxy": f"socks5://{login}127.0.0.1:{server.port}"}
            case "through":
                proxy = stack.enter_context(WireServer([OPENED, tunnel(server.port)]))
                yield {"url": server.url, "proxy": proxy.url}
            case _:
                plain = "http" if via == "plain" else "https"
                scheme = row.request.get("scheme", plain)
                yield {"url": f"{scheme}://127.0.0.1:{server.port}/"}
        arrived.set()  # a server may still wait for it


class Played(NamedTuple):
    """A run that is over."""

    end: End
    session: Session
    request: Request

    @property
    def kept(self) -> bytes:
        return b"".join(m.data for m in self.session.recording().messages if isinstance(m, Chunk))


def play(row: Row, world: World) -> Played:
    arrived = threading.Event()

    def note(batch: Batch) -> None:
        if session.analysis.body_size >= len(row.kept) and (batch.reads or not row.kept):
            arrived.set()

    with served(row, world, arrived) as leads:
        more = {name: value for name, value in row.request.items() if name not in ("scheme", "login", "timeouts")}
        timeouts = Timeouts(**{"connect": 5, "read": 5, "write": 5} | row.request.get("timeouts", {}))
        options: dict[str, Any] = {"method": "GET", "timeouts": timeouts, "http2": row.via == "http2"} | leads | more
        request = Request(**options)
        trust = None if row.via.startswith("untrusted") else world.trust
        transport = HttpxTransport(trust=trust, **row.limits)
        session = Session(request, transport=transport, on_batch=note)
        return Played(asyncio.run(session.run()), session, request)


@pytest.mark.parametrize("name", ENDS)
def test_an_end_is_told_as_what_it_is(name: str, world: World) -> None:
    row = ENDS[name]
    end, session, _ = played = play(row, world)
    assert (end.reason, end.kind) == (row.reason, row.kind), end
    assert row.detail in end.detail
    verdict, text = verdict_text(session.analysis.verdict), end_text(end)
    assert (session.analysis.verdict.layer, row.verdict in verdict) == (row.layer, True), (verdict, end)
    assert exit_code(end) == (0 if row.reason is EndReason.COMPLETE else 3)
    assert "You stopped it" not in verdict
    assert "itself failed" not in text + verdict
    assert played.kept == row.kept


@pytest.mark.parametrize("name", CLEAN)
def test_what_only_looks_like_an_end_is_complete(name: str, world: World) -> None:
    row = CLEAN[name]
    end, session, _ = played = play(row, world)
    assert (end.reason, end.kind) == (EndReason.COMPLETE, EndKind.NONE), end
    assert played.kept == row.kept
    assert session.analysis.verdict.layer is None, session.analysis.findings


def test_a_stop_is_the_persons_own() -> None:
    async def stopped() -> End:
        async with asyncio.timeout(0.2):  # which cancels it, as the Stop button does
            return await session.run()
        raise AssertionError("it was not stopped")

    with WireServer([ends_table.FIXED + b"hello", hold]) as server:
        session = Session(Request("GET", server.url), on_batch=lambda _: None)
        end = asyncio.run(stopped())
    assert (end.reason, end.kind, exit_code(end)) == (EndReason.ABORTED, EndKind.STOPPED, 130)
    assert verdict_text(session.analysis.verdict) == "Bytes intact. You stopped it; everything received is kept."
    assert session.analysis.body_size == 5


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(ENDS) >= 60
    assert len(CLEAN) >= 15
