"""The ends of tests/transport against other clients: Node's http and http2, undici, curl. Each fetches from the same server.

They agree on whether a response is complete, but where it stands in `THEY_TAKE` or `THEY_REFUSE`, with the reason; and no client
has a byte of a body that we do not keep.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
import ssl
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
import trustme

from streamlab.model import EndKind, EndReason
from tests.differential.oracle import Node
from tests.transport.conftest import server_context
from tests.transport.ends_table import ARRIVED
from tests.transport.test_ends import CLEAN, ENDS, World, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.transport.ends_table import Row

_OVER_HTTP1, _OVER_HTTP2 = ("http", "undici"), ("http2",)
_OWN_MEANS = ("HTTP/2: more than two windows",)  # the server is made for our windows
_WAIT = 0.15  # seconds after which a server may take it that all has arrived


def _asked(row: Row) -> bool:
    """Another client can be sent there: nothing but an address is needed, it ends by itself, and speaks HTTP to its end."""
    return (
        row.via in ("plain", "tls", "http2") and not row.request and not row.limits and row.kind is not EndKind.SWITCHED
    )


ROWS = {name: row for name, row in {**CLEAN, **ENDS}.items() if _asked(row) and name not in _OWN_MEANS}
THEY_TAKE = {
    "HTTP/1.1: an unknown transfer coding": "the body ends with the connection (RFC 9112 §6.3), in whatever coding",
    "HTTP/1.1: reset in a body without length": "undici takes a reset for the end of such a body",
    "HTTP/2: RST_STREAM NO_ERROR": "Node takes it for an end (§8.1), though END_STREAM never came",
}
THEY_REFUSE = {
    "HTTP/1.1: trailers in bounds": "the bound is 16 KiB in Node",
    "HTTP/1.1: a head in bounds": "the bound is 16 KiB in Node",
    "HTTP/1.1: 304 with a length": "undici waits for the body",
    "HTTP/1.1: more than it says": "Node's http takes the excess for a broken response",
    "HTTP/2: a head in many frames": "nghttp2 takes no more than 8",
}
CURL_TAKES = {
    "HTTP/1.1: closed in the head": "curl is content with the lines that came",
    "HTTP/1.1: an unknown transfer coding": THEY_TAKE["HTTP/1.1: an unknown transfer coding"],
    "HTTP/1.1: a head over our limit": "the bound is 300 KB in curl",
    "HTTP/2: a frame over the limit": "curl lets a server send larger ones",
}
CURL_REFUSES = {"HTTP/2: a head in many frames": THEY_REFUSE["HTTP/2: a head in many frames"]}


@pytest.fixture(scope="module")
def world() -> World:
    authority = trustme.CA()
    servers = {via: server_context(authority, "127.0.0.1") for via in ("tls", "http2")}
    servers["http2"].set_alpn_protocols(["h2"])
    return World(servers, ssl.create_default_context())


@pytest.fixture(scope="module")
def curl() -> str:
    """Where it is, and that it speaks HTTP/2."""
    found = shutil.which("curl")
    if found is None or b"nghttp2" not in subprocess.run([found, "--version"], capture_output=True, check=True).stdout:
        pytest.skip("needs a curl that speaks HTTP/2")
    return found


@contextlib.contextmanager
def _after_a_while(row: Row, arrived: threading.Event) -> Iterator[None]:
    """Lets the server go on where it waits until all has arrived: another client cannot say when."""
    later = threading.Timer(_WAIT, arrived.set)
    if ARRIVED in row.script:
        later.start()
    yield
    later.cancel()
    if later.is_alive():
        later.join()


def _complete(row: Row) -> bool:
    return row.reason is EndReason.COMPLETE


def _agree(
    name: str, row: Row, *, complete: bool, body: bytes, they_take: dict[str, str], refuse: dict[str, str]
) -> None:
    assert row.kept.startswith(body), "a byte that we do not keep"
    if complete:
        assert _complete(row) or name in they_take
        assert body == row.kept
    else:
        assert not _complete(row) or name in refuse


@pytest.mark.parametrize("name", ROWS)
def test_node_says_the_same_of_an_end(name: str, world: World, packages: Node) -> None:
    row = ROWS[name]
    for client in _OVER_HTTP2 if row.via == "http2" else _OVER_HTTP1:
        arrived = threading.Event()
        with served(row, world, arrived) as leads, _after_a_while(row, arrived):
            complete, encoded = packages.ask("fetched", [[leads["url"].encode()]], client)[0]
        body = base64.b64decode(encoded)
        _agree(name, row, complete=complete, body=body, they_take=THEY_TAKE, refuse=THEY_REFUSE)


@pytest.mark.parametrize("name", ROWS)
def test_curl_says_the_same_of_an_end(name: str, world: World, curl: str) -> None:
    row, arrived = ROWS[name], threading.Event()
    with served(row, world, arrived) as leads, _after_a_while(row, arrived):
        command = [
            "curl",
            "--silent",
            "--insecure",
            "--no-buffer",
            "--max-time",
            "10" if _complete(row) else "0.6",
            leads["url"],
        ]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    _agree(name, row, complete=done.returncode == 0, body=done.stdout, they_take=CURL_TAKES, refuse=CURL_REFUSES)
