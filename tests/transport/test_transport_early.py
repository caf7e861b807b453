"""Who answers before it has the whole request is heard out, whether it takes the rest or not: as curl and Node hear it."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from streamlab.model import Chunk, End, EndKind, EndReason, Head, Message, Read
from streamlab.request import Body, Request, Timeouts
from streamlab.transport import HttpxTransport
from tests.transport.wire_server import WireServer, reset

SIZE = 24 << 20  # more than the sockets' buffers hold
REFUSED = b"HTTP/1.1 413 Too Large\r\n"
TAKEN = b"HTTP/1.1 200 OK\r\n"
WHOLE = b"Content-Length: 11\r\n\r\nhello world"
TO_THE_END = b"Connection: close\r\n\r\n"
EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"


def _says(*pieces: bytes | float) -> Callable[[socket.socket], None]:
    """Reads the head at most, and answers; a number is a pause."""

    def step(connection: socket.socket) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                connection.sendall(piece)
            else:
                time.sleep(piece)

    return step


def _waits(connection: socket.socket, seconds: float = 3) -> None:
    """Takes nothing until the client has gone."""
    connection.settimeout(seconds)
    time.sleep(0.3)


def _drains(connection: socket.socket) -> None:
    while connection.recv(1 << 20):
        pass


def _closes_this_side(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_WR)
    _waits(connection)


class Row(NamedTuple):
    """What the server does once it has the head, and what is seen of it."""

    steps: tuple[Callable[[socket.socket], Any], ...]
    reason: EndReason = EndReason.COMPLETE
    kind: EndKind = EndKind.NONE
    status: int | None = 413
    kept: bytes = b"hello world"


TABLE = {
    "refuses, takes nothing more": Row((_says(REFUSED + WHOLE), _waits)),
    "refuses, and resets": Row((_says(REFUSED + WHOLE, 0.2), reset)),
    "refuses in two steps": Row((_says(REFUSED, 0.05, WHOLE), _waits)),
    "refuses after 1xx": Row((_says(EARLY, 0.05, REFUSED + WHOLE), _waits)),
    "refuses by a stream that ends by the close": Row(
        (_says(REFUSED + TO_THE_END, *(b"hello", 0.05) * 3), _closes_this_side), kept=b"hello" * 3
    ),
    "redirects": Row((_says(b"HTTP/1.1 302 Found\r\nLocation: /\r\n" + WHOLE), _waits), status=302),
    "refuses, breaks off": Row(
        (_says(REFUSED + b"Content-Length: 11\r\n\r\nhello", 0.1), _closes_this_side),
        EndReason.INCOMPLETE,
        EndKind.BODY_CUT,
        kept=b"hello",
    ),
    "refuses, resets in the body": Row(
        (_says(REFUSED + b"Content-Length: 11\r\n\r\nhello", 0.2), reset),
        EndReason.RESET,
        EndKind.RESET,
        kept=b"hello",
    ),
    "takes all, has answered": Row((_says(TAKEN + WHOLE), _drains), status=200),
    "answers well, and takes nothing more": Row((_says(TAKEN + WHOLE), _waits), status=200),
    "says nothing, takes nothing": Row((_waits,), EndReason.TIMEOUT, EndKind.WRITE, None, b""),
    "resets": Row((reset,), EndReason.RESET, EndKind.RESET, None, b""),
    "closes its side": Row((_closes_this_side,), EndReason.INCOMPLETE, EndKind.NO_RESPONSE, None, b""),
    "speaks no HTTP": Row((_says(b"\0\1garbage"), _waits), EndReason.PROTOCOL_ERROR, EndKind.STATUS_LINE, None, b""),
}


def play(url: str, path: Path) -> list[Message]:
    timeouts = Timeouts(connect=5, read=5, write=0.15)
    request = Request("POST", url, body=Body("file", path=str(path)), timeouts=timeouts)

    async def played() -> list[Message]:
        return [message async for message in HttpxTransport().stream(request)]

    return asyncio.run(played())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("early") / "large"
    with path.open("wb") as file:
        file.truncate(SIZE)
    return path


@pytest.mark.parametrize("name", TABLE)
def test_an_answer_before_the_whole_request_is_heard(name: str, large: Path) -> None:
    row = TABLE[name]
    with WireServer([_after_the_head, *row.steps], greets=True) as server:
        messages = play(server.url, large)
    found = messages[-1]
    assert isinstance(found, End)
    assert (found.reason, found.kind) == (row.reason, row.kind), found
    assert b"".join(m.data for m in messages if isinstance(m, Chunk)) == row.kept
    assert next((m.status for m in messages if isinstance(m, Head)), None) == row.status


def _after_the_head(connection: socket.socket) -> None:
    connection.recv(1)


def test_who_answers_well_and_reads_on_gets_the_whole_request(large: Path) -> None:
    """A good status refuses nothing: the rest may be what the server waits for."""
    taken: list[int] = []

    def counts(connection: socket.socket) -> None:
        connection.sendall(TAKEN + WHOLE)
        while len(taken) < SIZE and (data := connection.recv(1 << 20)):
            taken.append(len(data))
            if sum(taken) >= SIZE:
                return

    with WireServer([counts], greets=True) as server:
        messages = play(server.url, large)
    assert isinstance(messages[-1], End)
    assert messages[-1].reason is EndReason.COMPLETE
    assert sum(taken) >= SIZE


def test_the_times_of_an_early_answer_count_from_its_head(large: Path) -> None:
    step = _says(TAKEN + TO_THE_END + b"a", 0.1, b"b", 0.1, b"c")
    with WireServer([_after_the_head, step, partial(_closes_this_side)], greets=True) as server:
        messages = play(server.url, large)
    times = [m.t_ns for m in messages if isinstance(m, Read)]
    assert times[0] == 0
    assert times == sorted(times)
    assert times[2] - times[1] > 40_000_000
    assert isinstance(messages[-1], End)
