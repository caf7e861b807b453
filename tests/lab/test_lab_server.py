"""The lab as a server: its life, its routes, what it says to broken requests and to a host it cannot have."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from streamlab.errors import UsageError
from streamlab.lab import Lab, LabError, scenarios
from streamlab.lab.connection import MAX_BODY
from streamlab.words.lab import lab_sentence
from tests.lab.plain_client import ask, connect, fetch


def lab_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "streamlab-lab"}


def test_it_starts_stops_and_starts_again() -> None:
    lab, others = Lab(), lab_threads()  # other tests of this process may still have theirs
    assert not Lab().running
    for _ in range(3):
        assert lab.start() is lab
        assert lab.start() is lab
        assert lab.running
        assert len(lab_threads() - others) == 1
        assert lab.url == f"http://127.0.0.1:{lab.port}"
        assert fetch(lab, "/").status == 200
        lab.stop()
        lab.stop()
        assert lab_threads() == others
    with pytest.raises(UsageError, match="not running"):
        _ = lab.url


def test_stopping_ends_every_connection_at_once() -> None:
    others = lab_threads()
    lab = Lab().start()
    targets = ["/s/stall?gap=0", "/s/endless?gap=0", "/s/endless?gap=600s", "/s/every-byte?gap=1s"]
    clients = [connect(lab) for _ in range(6)]
    for client, target in zip(clients, targets, strict=False):
        client.sendall(ask(target))
        assert client.recv(10) == b"HTTP/1.1 2"
    clients[4].sendall(b"POST / HT")  # one in the middle of its request, one that says nothing
    lab.stop()
    assert lab_threads() == others
    for client in clients:
        with client:
            try:
                while client.recv(1 << 20):
                    pass
            except ConnectionResetError:
                pass


def test_a_client_that_leaves_does_not_disturb_the_others() -> None:
    with Lab() as lab:
        for target in ("/s/endless?gap=0", "/s/stall?gap=0", "/s/content-length-too-short?gap=0", "/s/demo"):
            with connect(lab) as client:
                client.sendall(ask(target))
                client.recv(1)
        connect(lab).close()
        assert fetch(lab, "/s/smooth?gap=0").chunks[-1] == b""


def test_many_connections_at_once() -> None:
    with Lab() as lab, ThreadPoolExecutor(32) as pool:
        wires = list(pool.map(lambda _: fetch(lab, "/s/smooth?gap=5ms"), range(64)))
    assert len({wire.body for wire in wires}) == 1


def test_a_port_in_use_is_said_clearly() -> None:
    with Lab() as first, pytest.raises(LabError) as caught:
        Lab(first.port).start()
    assert caught.value.kind == "port-in-use"
    assert lab_sentence(caught.value) == (
        f"Port {caught.value.port} is in use by another program: choose another, or 0 for a free one."
    )


@pytest.mark.parametrize(
    ("host", "port", "kind"),
    [
        ("127.0.0.1", 65536, "bad-port"),
        ("127.0.0.1", -1, "bad-port"),
        ("192.0.2.1", 0, "no-such-address"),  # TEST-NET: no machine has it
        ("no-such-host.invalid", 0, "no-such-address"),
        ("a" * 70 + ".invalid", 0, "no-such-address"),
    ],
)
def test_what_it_cannot_listen_at(host: str, port: int, kind: str) -> None:
    lab = Lab(port, host)
    with pytest.raises(LabError, match="cannot listen at") as caught:
        lab.start()
    assert caught.value.kind == kind
    assert "{" not in lab_sentence(caught.value)
    assert not lab.running


@pytest.mark.parametrize("kind", ["port-in-use", "not-permitted", "no-such-address", "bad-port", "unavailable"])
def test_every_error_has_its_sentence(kind: str) -> None:
    assert "{" not in lab_sentence(LabError(kind, "127.0.0.1", 80, "why"))


def test_it_says_when_other_machines_can_reach_it() -> None:
    with Lab() as lab:
        assert not lab.exposed
    with Lab(host="0.0.0.0") as lab:
        assert lab.exposed
        assert lab.host == "0.0.0.0"
        assert lab.url == f"http://127.0.0.1:{lab.port}"


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_it_listens_on_the_loopback_of_ipv6() -> None:
    try:
        lab = Lab(host="::1").start()
    except LabError:
        pytest.skip("no IPv6 address")
    with lab:
        assert not lab.exposed
        assert lab.url == f"http://[::1]:{lab.port}"
        assert fetch(lab, "/").status == 200


def test_the_front_page_lists_the_scenarios() -> None:
    with Lab() as lab:
        wire = fetch(lab, "/")
    listed = json.loads(wire.body)["scenarios"]
    assert [each["id"] for each in listed] == [told.id for told in scenarios.load_all()]
    assert listed[0]["path"] == "/s/demo"
    assert listed[0]["title_zh"].startswith("演示")
    assert int(wire.header("Content-Length")) == len(wire.body)


@pytest.mark.parametrize(
    ("target", "status", "words"),
    [
        ("/s/nothing", 404, "there is no scenario 'nothing'"),
        ("/v1/chat/completions?scenario=nothing", 404, "there is no scenario 'nothing'"),
        ("/elsewhere", 404, "nothing is at /elsewhere"),
        ("/s/demo?gap=soon", 400, "'soon' is no duration"),
        ("/s/demo?cut=sideways", 400, "'sideways' is no cut"),
        ("/s/demo?count=0", 400, "count: '0' is no whole number"),
        ("/s/http-error?count=5", 400, "count: only a script told in a dialect"),
        ("/s/body-cut-short?count=endless", 400, "count: a body that is repeated has no Content-Length"),
        ("http://[/", 400, "the request target cannot be read"),
        ("/s/demo?" + "a=1&" * 200, 400, "the request target cannot be read"),
    ],
)
def test_a_target_it_cannot_play(target: str, status: int, words: str) -> None:
    with Lab() as lab:
        wire = fetch(lab, target)
    assert wire.status == status
    assert words in json.loads(wire.body)["error"]["message"]


def test_an_unknown_scenario_says_which_exist() -> None:
    with Lab() as lab:
        assert "char-cut-1-2" in json.loads(fetch(lab, "/s/x").body)["error"]["scenarios"]


def test_any_method_and_any_body_will_do() -> None:
    with Lab() as lab:
        expected = fetch(lab, "/s/smooth?gap=0").body
        for method in ("POST", "PUT", "DELETE", "PROPFIND"):
            wire = fetch(lab, "", ask("/s/smooth?gap=0", method, b"x" * 1_000_000))
            assert wire.body == expected
        chunked = b"POST http://lab/s/smooth?gap=0 HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        assert fetch(lab, "", chunked).body == expected
        assert fetch(lab, "", ask("/s/smooth?gap=0", "HEAD")).body == b""
        assert fetch(lab, "", ask("/", "HEAD")).body == b""


def test_it_invites_a_body_that_waits_to_be_asked_for() -> None:
    with Lab() as lab, connect(lab) as client:
        client.sendall(b"POST /s/http-error HTTP/1.1\r\nHost: lab\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 100 ")
        client.sendall(b"{}")
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 500 Internal Server Error\r\n")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),  # no Host
        (b"GET / HTTP/1.1\r\nHost: lab\r\nContent-Length: x\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),  # TLS to a plain port
        (b"GET / HTTP/1.1\r\nHost: lab\r\nA: " + b"a" * 300_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_broken_request_is_refused(request_bytes: bytes, status: int) -> None:
    with Lab() as lab:
        wire = fetch(lab, "", request_bytes)
    assert wire.status == status
    assert not wire.reset
    assert "the request cannot be read" in json.loads(wire.body)["error"]["message"]


def test_half_a_request_is_refused() -> None:
    with Lab() as lab, connect(lab) as client:
        client.sendall(b"POST /s/demo HTTP/1.1\r\nHost: lab\r\nContent-Length: 10\r\n\r\nabc")
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 400 ")


def test_a_body_beyond_the_bound_is_refused() -> None:
    with Lab() as lab:
        wire = fetch(lab, "", ask("/s/demo", "POST", bytes(MAX_BODY + 1)))
    assert wire.status == 413
