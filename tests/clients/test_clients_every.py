"""The short way over all single borders gives what running each of them gives."""

from __future__ import annotations

import random
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import streamlab
from streamlab.clients import CLIENTS, Reading, Run
from streamlab.clients.base import Borders
from streamlab.clients.emulated.decoders import NodeBuffer
from streamlab.clients.every import every
from tests.clients.emulated.test_clients_python import SOUP
from tests.clients.streams import EVENT_STREAM, STREAMS

_HEADS = (EVENT_STREAM, (("Content-Type", "text/event-stream; charset=utf-8"),))


class Unknown(NodeBuffer):
    """A client of which nobody has said which borders can matter."""

    borders: ClassVar[Borders | None] = None


def check(client: str, content: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    """Border by border."""
    reading = Reading(streamlab.analyze([content], headers=headers))
    make = CLIENTS[client]
    found = every(client, make, reading)
    full = [Run(client, make, "every", (at,), reading).matches_reference for at in range(1, len(content))]
    assert list(map(bool, found.matches)) == full
    assert (found.failing, found.complete) == (full.count(False), True)
    assert found.first == (full.index(False) + 1 if False in full else None)


@pytest.mark.parametrize("client", CLIENTS)
def test_over_the_streams(client: str) -> None:
    for content in STREAMS.values():
        if len(content) < 800:
            check(client, content, EVENT_STREAM)


@pytest.mark.parametrize(
    "client", ["requests-iter-lines", "requests-iter-lines-unicode", "openai-node", "sseclient-py"]
)
def test_over_long_lines(client: str) -> None:
    chooser = random.Random(4)
    content = b"".join(b"data: " + b"x" * chooser.randrange(90) + b"\r\n\r\n" for _ in range(40))
    for headers in _HEADS:
        check(client, content, headers)


@pytest.mark.parametrize("client", [name for name in CLIENTS if name != "reference"])
@settings(max_examples=15)
@given(parts=st.lists(st.sampled_from(SOUP), max_size=14))
def test_over_soup(client: str, parts: list[bytes]) -> None:
    check(client, b"".join(part[:40] for part in parts), _HEADS[1])


@pytest.mark.parametrize("client", CLIENTS)
def test_over_replacement_characters_in_the_payload(client: str) -> None:
    check(client, 'data: "��你�"\n\n'.encode(), EVENT_STREAM)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("content", [b"\xe4\x9faaa\xe4\xbd\xa0", b"\xe4\xf0\xbd\n", b"a\xe4\xa0\xef\xbb\xbf"])
def test_over_ill_formed_bytes(client: str, content: bytes) -> None:
    check(client, content, EVENT_STREAM)


def test_it_says_how_far_it_is_and_stops_when_told() -> None:
    reading = Reading(streamlab.analyze([b"a" * 20_000]))
    told: list[tuple[int, int]] = []

    def go_on(done: int, size: int) -> bool:
        told.append((done, size))
        return done < 8000

    found = every("node-buffer", CLIENTS["node-buffer"], reading, go_on)
    assert sorted(set(told)) == [(done, 19_999) for done in range(0, 8193, 1024)]
    assert told == sorted(told)
    assert (len(found.matches), found.complete, found.stopped) == (8192, False, True)


def test_a_chunk_may_be_too_large_for_the_stack() -> None:
    content = "data: 你好\n\n".encode() * 10_000  # 140 kB: only cut near the middle do both parts fit
    reading = Reading(streamlab.analyze([content]))
    make = CLIENTS["decodeuri-escape"]
    found = every("decodeuri-escape", make, reading)
    for at in (1, 14_499, 14_500, 70_000, 70_007, 125_500, 125_501, len(content) - 1):
        assert found.matches[at - 1] == Run("decodeuri-escape", make, "every", (at,), reading).matches_reference
    assert 0 < found.failing < len(found.matches)


def test_the_first_borders_only() -> None:
    reading = Reading(streamlab.analyze(["你好".encode() * 100]))
    found = every("node-buffer", CLIENTS["node-buffer"], reading, most=7)
    assert (list(found.borders), list(found.matches)) == ([1, 2, 3, 4, 5, 6, 7], [0, 0, 1, 0, 0, 1, 0])
    assert (found.complete, found.stopped) == (False, False)


def test_a_client_without_a_short_way_is_run_where_it_tells_most() -> None:
    content = b"x" * 500 + "你".encode() + b"x" * 500
    reading = Reading(streamlab.analyze([content]))
    found = every("mine", Unknown, reading, most=20)
    assert {501, 502} <= set(found.borders)
    assert 10 < len(found.borders) <= 20
    assert (found.failing, found.first, found.complete) == (2, 501, False)
    assert every("mine", Unknown, reading).failing == 2


def test_a_client_that_takes_for_ever_is_not_run_for_every_border(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlab.clients.every.LONGEST_S", -1.0)
    reading = Reading(streamlab.analyze([b'data: {"a": 1}\n\n' * 20], headers=EVENT_STREAM))
    found = every("mine", Unknown, reading)
    assert (len(found.matches), len(found.borders), found.complete, found.stopped) == (1, 1, False, False)
    assert every("node-buffer", CLIENTS["node-buffer"], reading).complete
