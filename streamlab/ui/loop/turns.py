"""Work in turns: each part is painted before the next one's turn comes, and a slow machine gets as much rest as work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_REST_MS = 33


class Turns(QObject):
    """Calls each due part once, one per turn, in the order they became due.

    What a part and its painting took beyond the interval is added to the wait for the next one.
    """

    def __init__(self, interval_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._interval = interval_ms
        self._due: list[Callable[[], None]] = []
        self._taken = 0.0  # when the last turn was, by the performance counter; 0 for not of late
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)

    def add(self, *parts: Callable[[], None]) -> None:
        """Makes parts due; one that is due already keeps its place."""
        self._due += [part for part in parts if part not in self._due]
        if not self._timer.isActive():
            self._timer.start(0)

    def finish(self) -> None:
        """Takes all turns now."""
        while self._due:
            self._due.pop(0)()

    def clear(self) -> None:
        """Forgets what is due."""
        self._due.clear()
        self._timer.stop()

    def _turn(self) -> None:
        if self._taken:  # the loop is free again: what has been painted since the last turn is the last part's
            late = int((time.perf_counter() - self._taken) * 1000) - self._interval
            self._taken = 0.0
            if late > 0:
                self._timer.start(min(late, LONGEST_REST_MS))
                return
        if self._due:
            self._taken = time.perf_counter()
            self._due.pop(0)()
            self._timer.start(self._interval)
