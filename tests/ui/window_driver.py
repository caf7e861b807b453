"""How a test plays with the window."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from streamlab.session import Batch
from streamlab.ui.window.main_window import MainWindow

Drive = Callable[[Callable[[MainWindow], Awaitable[None]]], None]


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Lets the loop run until `condition()` holds."""
    for _ in range(2_000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(what or "the condition never held")


async def ended(window: MainWindow) -> Batch:
    """The last batch of the run that goes on."""
    await until(lambda: not window.runs.running, "the run never ended")
    window.settle()
    run = window.runs.current
    assert run is not None
    assert run.batch is not None
    assert run.batch.end is not None
    return run.batch
