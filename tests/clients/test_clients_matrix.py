"""The matrix of clients and cuts: what a cell says, in which order they come, how it is stopped."""

from __future__ import annotations

from functools import partial

import pytest

import streamlab
from streamlab.clients import CLIENTS, COLUMNS, Cell, Factory, Handler, Reading, matrix, runs
from streamlab.errors import UsageError
from tests.clients.streams import EVENT_STREAM, STREAMS

_CUTS = (*COLUMNS, "fixed:5", "random:3")


def _reading(*chunks: bytes) -> Reading:
    return Reading(streamlab.analyze(chunks, headers=EVENT_STREAM))


@pytest.mark.parametrize("name", ["plain", "crlf", "mark", "invalid", "done"])
def test_a_cell_is_what_the_runs_are(name: str) -> None:
    content = STREAMS[name]
    reading = _reading(content[:9], b"", content[9:])
    cells = list(matrix(reading, cuts=_CUTS))
    assert {(cell.client, cell.cuts) for cell in cells} == {(client, cuts) for client in CLIENTS for cuts in _CUTS}
    for cell in cells:
        found = list(runs(cell.client, CLIENTS[cell.client], cell.cuts, reading))
        failing = [run for run in found if not run.matches_reference]
        assert (cell.cuttings, cell.failing, cell.complete) == (len(found), len(failing), True)
        assert cell.example is not None
        assert list(cell.example.borders) == list((failing or found)[0].borders)
        assert cell.example.matches_reference == cell.ok
        assert cell.example.to_dict() == (failing or found)[0].to_dict()


def test_the_cheap_ones_come_first() -> None:
    cells = list(matrix(_reading(b"data: x\n\n" * 300)))
    assert [cell.cuts for cell in cells][: len(CLIENTS)] == ["recorded"] * len(CLIENTS)
    assert {cell.cuts for cell in cells[-2 * len(CLIENTS) :]} == {"bytes", "every"}


def test_nothing_to_cut() -> None:
    for cell in matrix(Reading(streamlab.analyze([]))):
        assert (cell.failing, cell.complete) == (0, True)
        assert (cell.example is None) == (cell.cuts == "every")


def _count(cells: list[Cell]) -> int:
    return sum(cell.complete for cell in cells)


@pytest.mark.parametrize("cuts", ["bytes", "every"])
@pytest.mark.parametrize("client", ["node-buffer", "openai-node", "mini-program-last-line", "handler"])
def test_it_tells_how_far_it_is_within_a_cell_and_stops_there(cuts: str, client: str) -> None:
    source = "onChunkReceived((r) => { this.x = r.data.byteLength })"
    make: Factory = partial(Handler, source=source) if client == "handler" else CLIENTS[client]
    reading = _reading(b"data: x\r\n\r\n" * 300)
    told: list[tuple[int, int]] = []

    def go_on(done: int, of: int) -> bool:
        told.append((done, of))
        return len(told) < 3

    cells = list(matrix(reading, clients={client: make, "x": make}, cuts=[cuts], progress=go_on))
    assert len(told) == 3
    assert [(cell.complete, cell.client) for cell in cells] == [(False, client)]
    assert told == sorted(told)
    assert len({of for _, of in told}) == 1


def test_progress_ends_at_all_of_it() -> None:
    told: list[tuple[int, int]] = []

    def go_on(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    assert _count(list(matrix(_reading(b"data: x\n\n" * 50), progress=go_on))) == len(CLIENTS) * len(COLUMNS)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_huge_recording_is_cut_at_its_beginning_only_and_says_so() -> None:
    reading = _reading("data: 你好\n\n".encode() * 20)
    clients = {"node-buffer": CLIENTS["node-buffer"]}
    for cell in matrix(reading, clients=clients, cuts=["bytes", "every", "fixed:4"], most=100):
        assert cell.complete == (cell.cuts == "fixed:4")
        assert cell.cuttings == (100 if cell.cuts == "every" else 1)
        assert cell.example is not None
        assert len(cell.example.borders) == {"bytes": 100, "every": 1, "fixed:4": 69}[cell.cuts]


def test_unknown_cuts_are_refused_at_once() -> None:
    with pytest.raises(UsageError):
        matrix(_reading(b"x"), cuts=["recorded", "some"])
