"""Between two loops: sessions run on the capture thread's plain asyncio loop, their batches are drained on the UI thread.

A busy window merges arrivals, and arrival times are the product; hence the thread. With `ui.app` the only importer of qasync.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from streamlab.loops import LoopThread, Unwaited
from streamlab.model import EndKind

if TYPE_CHECKING:
    from streamlab.model import End
    from streamlab.session import Batch, Session

T = TypeVar("T")
# Qt lets go of the interpreter at every call that may wait. Beside a thread that is busy in Python it gets it back only when
# that thread is made to pause: after 5 ms by default, which a paint of a hundred calls feels.
SWITCH_S = 0.001
DRAIN_MS = 33
END_S = 3  # a system that shuts down waits a little longer

_tasks: set[asyncio.Task[Any]] = set()


def spawn(coroutine: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
    """Starts a task that is kept alive until it ends and whose exception is never lost."""
    task = asyncio.get_running_loop().create_task(coroutine, name=name)
    _tasks.add(task)
    task.add_done_callback(_reap)
    return task


async def cancel_spawned() -> None:
    """Cancels what `spawn` started, and what that starts while it ends, and waits for it; the end of the window."""
    while _tasks:
        for task in list(_tasks):
            task.cancel()
        await asyncio.gather(*_tasks, return_exceptions=True)
        await asyncio.sleep(0)  # for what is called when they are done


def _reap(task: asyncio.Task[Any]) -> None:
    _tasks.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        sys.excepthook(type(error), error, error.__traceback__)


class Bridge(QObject):
    """Runs one session at a time and publishes its newest batch every `DRAIN_MS` on the UI thread."""

    published = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = LoopThread("capture")
        self._calls = ThreadPoolExecutor(thread_name_prefix="beside")
        self._pending: deque[Batch] = deque()
        self._session: Session | None = None
        self._future: Future[End] | None = None
        self._reason: tuple[EndKind, str] | None = None  # why the session that runs or is about to is stopped
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    @property
    def receive(self) -> Callable[[Batch], None]:
        """What a session is given as `on_batch`: callable from any thread."""
        return self._pending.append

    async def run(self, session: Session) -> End:
        """Runs `session` to its end; the last batch has been published when this returns."""
        self._pending.clear()
        sys.setswitchinterval(SWITCH_S)
        self._timer.start()
        try:
            self._future = self._thread.submit(self._hosted(session))
            return await asyncio.wrap_future(self._future)
        finally:
            self._timer.stop()
            self._drain()

    async def call(self, function: Callable[[], T]) -> T:
        """The result of a blocking `function`, called on a thread beside the loops."""
        return await asyncio.wrap_future(self._calls.submit(function))

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called since the last `rearm`."""
        return self._reason is not None

    def rearm(self) -> None:
        """Forgets an earlier `stop`: from now on one is meant for the session to come."""
        self._reason = None

    def stop(self, kind: EndKind = EndKind.STOPPED, detail: str = "on request") -> None:
        """Stops the session that runs or is about to; what it received stays and `run` returns its end."""
        self._reason = self._reason or (kind, detail)
        if (session := self._session) is not None:
            self._thread.call(lambda: session.stop(kind, detail))

    def end_now(self, kind: EndKind, detail: str) -> None:
        """Stops it and waits, but not for ever, until its end is recorded."""
        self.stop(kind, detail)
        if self._future is not None:
            with suppress(Exception, CancelledError):  # whoever awaits the run is told
                self._future.result(END_S)

    def close(self) -> None:
        """Ends the capture thread; what `call` was given is done before, as it may be writing a file."""
        self.stop()
        self._thread.close()
        self._calls.shutdown()

    async def _hosted(self, session: Session) -> End:
        asyncio.get_running_loop().set_default_executor(Unwaited())
        self._session = session
        if self._reason is not None:
            session.stop(*self._reason)  # Stop came before the start
        try:
            return await session.run()
        finally:
            self._session = None

    def _drain(self) -> None:
        # Counts in a batch are totals, so the newest says it all.
        newest = None
        while self._pending:
            newest = self._pending.popleft()
        if newest is not None:
            self.published.emit(newest)
