"""Signals that close the window in order, heard in a turn of the loop of their own."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any, Self

from PySide6.QtCore import QObject, QTimer, Signal

WAKE_MS = 200
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Signals(QObject):
    """Hears them while its block lasts, but for those that the process was started to ignore (nohup)."""

    heard = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.number = 0  # the first that came
        self._before: dict[int, Any] = {}
        self._wake = QTimer(self)  # lets Python see signals while Qt waits
        self._wake.setInterval(WAKE_MS)
        self._wake.timeout.connect(int)

    def __enter__(self) -> Self:
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                self._before[number] = signal.signal(number, self._hear)
        self._wake.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._wake.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def name(self) -> str:
        """What the first is called."""
        return signal.Signals(self.number).name

    @property
    def interrupts(self) -> bool:
        """Whether it was a person at the keyboard."""
        return self.number == signal.SIGINT

    @property
    def exit_code(self) -> int:
        """What a shell says of a process that such a signal ended; a person's own wish is no failure."""
        return 128 + self.number if self.number and not self.interrupts else 0

    def _hear(self, number: int, _: FrameType | None) -> None:
        # Not at once: Python may be in the middle of a paint, which needs its window until it is over.
        self.number = self.number or number
        QTimer.singleShot(0, lambda: self.heard.emit(number))
