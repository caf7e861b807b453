"""Signals that end a run in order: its end is recorded and said before the process goes."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from streamlab.model import EndKind

if TYPE_CHECKING:
    from streamlab.session import Session

# A console that is closed on Windows, a log-off there, and Ctrl+Break arrive as SIGBREAK.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_PATIENCE = 2  # a closed terminal or a supervisor sends several at once; whoever sends more means it


class Ending:
    """Hears them while its block lasts, but for those that the process was started to ignore (nohup).

    The first ends the run, the second finds it ending, a third ends the process at once.
    """

    def __init__(self) -> None:
        self.number = 0  # the first that came
        self._count = 0
        self._before: dict[int, Any] = {}
        self._stop: Callable[[], object] = int

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
                if signal.getsignal(number) not in (signal.SIG_IGN, None):
                    self._before[number] = signal.signal(number, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def exit_code(self) -> int:
        """What a shell says of a process that such a signal ended."""
        return 128 + self.number

    @contextlib.contextmanager
    def stops(self, session: Session) -> Iterator[None]:
        """A signal ends `session`, which runs on the loop of whoever calls this."""
        import asyncio

        loop = asyncio.get_running_loop()
        self._stop = lambda: loop.call_soon_threadsafe(session.stop, *self._end())
        if self.number:
            self._stop()
        try:
            yield
        finally:
            self._stop = int

    def _end(self) -> tuple[EndKind, str]:
        if self.number == signal.SIGINT:
            return EndKind.STOPPED, "on request"
        return EndKind.TERMINATED, signal.Signals(self.number).name

    def _heard(self, number: int, _: FrameType | None) -> None:
        self._count += 1
        if not self.number:
            self.number = number
            self._stop()
        elif self._count > _PATIENCE:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
