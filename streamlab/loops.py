"""A plain asyncio loop on a thread of its own, and calls that no loop waits for; no Qt."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class Unwaited(ThreadPoolExecutor):
    """Calls on threads that nobody waits for: looking up a host name cannot be stopped and may take half a minute."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Calls `fn` on a thread of its own, which does not outlive the process."""
        future: Future[T] = Future()

        def call() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except BaseException as error:  # noqa: BLE001 (whoever asked is told)
                    future.set_exception(error)

        threading.Thread(target=call, daemon=True).start()
        return future


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
