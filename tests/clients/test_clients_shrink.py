"""The smallest failing run: it fails, and without any of its borders it does not."""

from __future__ import annotations

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import streamlab
from streamlab.clients import CLIENTS, Handler, Reading, Run, runs, smallest
from streamlab.clients.emulated.decoders import Latin1
from tests.clients.emulated.test_clients_python import SOUP
from tests.clients.streams import EVENT_STREAM, STREAMS

_PER_CHUNK = ("textdecoder-per-chunk", "textdecoder-recreated", "node-buffer", "npm-buffer", "decodeuri-escape",
              "text-encoding-shim", "requests-iter-content")  # fmt: skip
_HEADS = (("Content-Type", "text/event-stream; charset=utf-8"),)


def check(run: Run) -> Run:
    """The smallest run of a failing one."""
    found = smallest(run)
    assert found.client == run.client
    assert set(found.borders) <= set(run.borders)
    fresh = found.recut(found.borders)
    assert not fresh.matches_reference
    for index in range(len(found.borders)):
        less = [border for at, border in enumerate(found.borders) if at != index]
        assert found.recut(less).matches_reference
    return found


@pytest.mark.parametrize("client", CLIENTS)
def test_over_the_streams(client: str) -> None:
    for content in STREAMS.values():
        reading = Reading(streamlab.analyze([content[:9], content[9:]], headers=EVENT_STREAM))
        for cuts in ("recorded", "bytes", "fixed:5", "random:2", "inside-characters", "inside-crlf"):
            (run,) = runs(client, CLIENTS[client], cuts, reading)
            if run.matches_reference:
                assert smallest(run) is run
            else:
                found = check(run)
                assert client not in _PER_CHUNK or len(found.borders) <= 1


@settings(max_examples=60)
@given(
    client=st.sampled_from([name for name in CLIENTS if name != "reference"]),
    parts=st.lists(st.sampled_from(SOUP), min_size=1, max_size=14),
    seed=st.integers(0, 9),
)
def test_over_soup(client: str, parts: list[bytes], seed: int) -> None:
    content = b"".join(part[:40] for part in parts)
    chooser = random.Random(seed)
    borders = sorted(chooser.randrange(len(content) + 1) for _ in range(chooser.randint(1, 9)))
    reading = Reading(streamlab.analyze([content], headers=_HEADS))
    run = Run(client, CLIENTS[client], "at:", borders, reading)
    if not run.matches_reference:
        check(run)


def test_it_is_the_border_where_the_difference_is() -> None:
    content = "data: 你好 hello\n\n".encode()
    reading = Reading(streamlab.analyze([content], headers=EVENT_STREAM))
    (run,) = runs("node-buffer", CLIENTS["node-buffer"], "bytes", reading)
    found = smallest(run)
    assert (found.cuts, list(found.borders)) == ("at:7", [7])


def test_one_that_fails_merged_needs_no_border() -> None:
    reading = Reading(streamlab.analyze(["你".encode()]))
    (run,) = runs("latin1", CLIENTS["latin1"], "bytes", reading)
    found = smallest(run)
    assert (found.cuts, list(found.borders), found.shown) == ("merged", [], "ä½\xa0")


def test_a_handler_is_shrunk_the_same_way() -> None:
    source = "onChunkReceived((r) => { s = Buffer.from(r.data).toString(); if (/[}]$/.test(s)) this.x = JSON.parse(s).text })"
    content = '{"text":"你好"}'.encode()
    reading = Reading(streamlab.analyze([content]))
    (run,) = runs("mine", partial(Handler, source=source), "bytes", reading)
    assert len(check(run).borders) == 1


class _Third(Latin1):
    """Goes wrong at the third chunk with an odd length in it, so that no single border is enough."""

    odd = 0

    def decode(self, chunk: bytes) -> str:
        self.odd += len(chunk) % 2
        return chunk.decode() if self.odd < 3 else "?"


def test_where_one_border_is_not_enough() -> None:
    reading = Reading(streamlab.analyze([b"abcdefghij" * 6 + b"x"]))
    for cuts in ("bytes", "fixed:7", "random:4"):
        (run,) = runs("mine", _Third, cuts, reading)
        assert not run.matches_reference
        assert len(check(run).borders) == 2


def test_it_stops_when_told_with_what_it_has() -> None:
    reading = Reading(streamlab.analyze([b"abcdefghij" * 6 + b"x"]))
    (run,) = runs("mine", _Third, "bytes", reading)
    told: list[tuple[int, int]] = []

    def go_on(done: int, of: int) -> bool:
        told.append((done, of))
        return len(told) < 30

    found = smallest(run, go_on)
    assert not found.matches_reference
    assert len(found.borders) < len(run.borders)
    assert len(told) == 30
    assert smallest(run, lambda _done, _of: False) is run
