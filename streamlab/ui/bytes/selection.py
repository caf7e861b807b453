"""The one selection of the window: a span of content bytes that every view shows and sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from streamlab.model import Span

EMPTY: Span = (0, 0)


class Selection(QObject):
    """One selection, one span. `origin` is whoever selected last: a view need not answer itself."""

    changed = Signal(object)  # Span; object, because Qt's int has 32 bits and a body may not

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._span: Span = EMPTY
        self._origin: object = None

    @property
    def span(self) -> Span:
        """The selected bytes; `EMPTY` (start equals end) where nothing is selected."""
        return self._span

    @property
    def origin(self) -> object:
        """Who called `select` last."""
        return self._origin

    def select(self, start: int, end: int, origin: object = None) -> None:
        """Selects `[start, end)`; an empty or backward span clears."""
        span = (max(0, start), end) if end > max(0, start) else EMPTY
        self._origin = origin
        if span != self._span:
            self._span = span
            self.changed.emit(span)

    def clear(self, origin: object = None) -> None:
        """Selects nothing."""
        self.select(0, 0, origin)
