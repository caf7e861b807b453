"""Work in turns: what would hold the loop for a whole frame if it were painted at once is spread over the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns(QObject):
    """Calls each due part once, one per turn, in the order they became due."""

    def __init__(self, interval_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._due: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._take)

    def add(self, *parts: Callable[[], None]) -> None:
        """Makes parts due; one that is due already keeps its place."""
        self._due += [part for part in parts if part not in self._due]
        if not self._timer.isActive():
            self._timer.start()

    def finish(self) -> None:
        """Takes all turns now."""
        while self._due:
            self._take()

    def clear(self) -> None:
        """Forgets what is due."""
        self._due.clear()
        self._timer.stop()

    def _take(self) -> None:
        if self._due:
            self._due.pop(0)()
        if not self._due:
            self._timer.stop()
