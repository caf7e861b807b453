"""The matrix of clients and cuts: against one analysis of the same bytes, and against itself on ten times the work."""

from __future__ import annotations

import json
import random
import time
from itertools import pairwise

import pytest

import streamlab
from streamlab.clients import CLIENTS, COLUMNS, Reading, matrix
from streamlab.clients.every import every
from tests.benchmarks.ratios import NOISE, ratio

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
HEADERS = {"Content-Type": "text/event-stream; charset=utf-8"}
LINEAR = 11 * NOISE


def _events(kilobytes: int) -> list[bytes]:
    """Chinese text as OpenAI streams it."""
    chooser, events, size = random.Random(1), [b"data: [DONE]\n\n"], 0
    while size < kilobytes * 1024:
        text = "".join(chr(chooser.randint(0x4E00, 0x9FA5)) for _ in range(chooser.randint(1, 4)))
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        event = f"data: {json.dumps({**head, 'choices': [choice]}, ensure_ascii=False)}\n\n".encode()
        events.insert(-1, event)
        size += len(event)
    return events


def _reading(kilobytes: int) -> Reading:
    return Reading(streamlab.analyze(_events(kilobytes), headers=HEADERS))


def _every(reading: Reading) -> None:
    for client, make in CLIENTS.items():
        assert every(client, make, reading).complete


def test_every_border_of_200_kb_for_all_clients() -> None:
    """The issue allows ten seconds; a border costs a client about what an analysis costs a hundred bytes."""
    reading = _reading(200)
    start = time.process_time()
    _every(reading)
    print(f"\nevery border of 200 kB, {len(CLIENTS)} clients: {time.process_time() - start:.1f} s of CPU")
    events = _events(200)
    found = ratio(lambda: _every(reading), lambda: streamlab.analyze(events, headers=HEADERS), pairs=3)
    print(f"that is {found:.0f} analyses of the same bytes")
    assert found <= 100 * NOISE


def test_every_border_is_linear() -> None:
    small, large = _reading(20), _reading(200)
    found = ratio(lambda: _every(large), lambda: _every(small), pairs=3)
    print(f"\nevery border, ten times as many: {found:.1f} x")
    assert found <= LINEAR


@pytest.mark.parametrize(("kilobytes", "cuts"), [(200, COLUMNS), (600, ("merged", "fixed:1024", "every"))])
def test_the_matrix_is_never_silent_for_long(kilobytes: int, cuts: tuple[str, ...]) -> None:
    reading = _reading(kilobytes)
    heard = [time.monotonic()]
    start = time.process_time()

    def progress(_done: int, _of: int) -> bool:
        heard.append(time.monotonic())
        return True

    cells = list(matrix(reading, cuts=cuts, progress=progress))
    seconds = time.process_time() - start
    longest = max(b - a for a, b in pairwise(heard))
    print(
        f"\n{len(cells)} cells over {kilobytes} kB: {seconds:.1f} s of CPU, never silent for more than {longest * 1000:.0f} ms"
    )
    assert all(cell.complete for cell in cells) == (kilobytes == 200)
