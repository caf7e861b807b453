"""What every transport must do, whatever it plays: `check_transport` is run over each of them."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from streamlab.model import Chunk, End, Head, HttpChunk, Message, Read

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.request import Request
    from streamlab.transport import Transport


async def collect(transport: Transport, request: Request) -> list[Message]:
    """All messages of one run."""
    async with aclosing(transport.stream(request)) as messages:
        return [message async for message in messages]


def play(transport: Transport, request: Request) -> list[Message]:
    """All messages of one run, on a loop of its own; checked."""
    messages = asyncio.run(collect(transport, request))
    check_messages(messages)
    return messages


def bodies(messages: list[Message]) -> list[bytes]:
    """The chunks' bytes."""
    return [message.data for message in messages if isinstance(message, Chunk)]


def body(messages: list[Message]) -> bytes:
    """The whole body."""
    return b"".join(bodies(messages))


def head(messages: list[Message]) -> Head:
    """The response head."""
    (found,) = (message for message in messages if isinstance(message, Head))
    return found


def end(messages: list[Message]) -> End:
    """The end of the run."""
    assert isinstance(messages[-1], End)
    return messages[-1]


def check_messages(messages: list[Message]) -> None:
    """Order, times and tiling hold for every run, however it ended."""
    kinds = [type(message) for message in messages]
    assert kinds.count(End) == 1
    assert kinds[-1] is End
    assert kinds.count(Head) <= 1
    if Chunk in kinds:
        assert Head in kinds[: kinds.index(Chunk)]
    times = [message.t_ns for message in messages if isinstance(message, Chunk | Read | Head | End)]
    assert times == sorted(times)
    assert not times or times[0] >= 0
    ends = [message.end for message in messages if isinstance(message, Read)]
    assert ends == sorted(set(ends))
    assert all(bodies(messages))
    borders, position = {0}, 0
    for message in messages:
        if isinstance(message, Chunk):
            position += len(message.data)
            borders.add(position)
        elif isinstance(message, HttpChunk):
            assert {message.start, message.end} <= borders
            assert message.end == position


def check_transport(make: Callable[[], Transport], request: Request, expected: bytes) -> None:
    """`make` gives a transport that answers `request` with at least two chunks which make `expected`."""
    messages = play(make(), request)
    assert body(messages) == expected
    asyncio.run(_check_times_start_when_sent(make(), request))
    asyncio.run(_check_leaving_early(make(), request))
    asyncio.run(_check_cancelling(make(), request))
    asyncio.run(_check_overlapping(make(), request, expected))


async def _check_times_start_when_sent(transport: Transport, request: Request) -> None:
    seen: list[object] = []
    async with aclosing(transport.stream(request, lambda: seen.append("sent"))) as messages:
        async for message in messages:
            seen.append(message)
    assert seen[0] == "sent"
    assert seen.count("sent") == 1


async def _check_leaving_early(transport: Transport, request: Request) -> None:
    async with aclosing(transport.stream(request)) as messages:
        async for message in messages:
            if isinstance(message, Chunk):
                break
    assert len(asyncio.all_tasks()) == 1


async def _check_cancelling(transport: Transport, request: Request) -> None:
    async def run() -> None:
        async for message in transport.stream(request):
            if isinstance(message, Chunk):
                started.set()

    started = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(run())
        await started.wait()
        task.cancel()
    assert len(asyncio.all_tasks()) == 1


async def _check_overlapping(transport: Transport, request: Request, expected: bytes) -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(collect(transport, request)) for _ in range(3)]
    assert [body(task.result()) for task in tasks] == [expected] * 3
