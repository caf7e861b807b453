"""A plain asyncio loop on a thread of its own: what runs there waits for no window and no other loop; no Qt."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class LoopThread:
    """Started at its first use. The kind of loop is given, whatever policy the process has: no other's may get in here."""

    def __init__(self, name: str, make: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop) -> None:
        self._name = name
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def submit(self, coroutine: Coroutine[object, object, T]) -> Future[T]:
        """Runs `coroutine` on the loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._started())

    def call(self, function: Callable[[], object]) -> None:
        """Calls `function` on the loop, where that still runs."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function)

    def close(self) -> None:
        """Stops the loop and waits for the thread; what still runs there is cancelled."""
        if self._thread is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._thread = self._loop = None

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            ready: Future[asyncio.AbstractEventLoop] = Future()
            self._thread = threading.Thread(target=self._run, args=(ready,), name=self._name, daemon=True)
            self._thread.start()
            self._loop = ready.result()
        return self._loop

    def _run(self, ready: Future[asyncio.AbstractEventLoop]) -> None:
        with asyncio.Runner(loop_factory=self._make) as runner:
            loop = runner.get_loop()
            ready.set_result(loop)
            loop.run_forever()
