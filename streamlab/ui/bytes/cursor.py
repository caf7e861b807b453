"""The caret of the panes: which unit the hand is at, and from which one a selection grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlab.ui.bytes.selection import EMPTY

if TYPE_CHECKING:
    from streamlab.model import Span
    from streamlab.ui.bytes.selection import Selection


class Cursor:
    """Selects by units (a byte, a base64 quad, a character, a chunk): from the anchor to the caret."""

    def __init__(self, selection: Selection, origin: object) -> None:
        self._selection = selection
        self._origin = origin
        self.anchor: Span = EMPTY
        self.caret: Span = EMPTY

    def follow(self, span: Span) -> None:
        """Takes over what was selected elsewhere."""
        self.anchor = self.caret = span

    def move(self, unit: Span, *, extend: bool) -> None:
        """Puts the caret at a unit, and the anchor too unless the selection is being extended."""
        if not extend or self.anchor == EMPTY:
            self.anchor = unit
        self.caret = unit
        start, end = min(self.anchor[0], unit[0]), max(self.anchor[1], unit[1])
        self._selection.select(start, end, self._origin)

    def select_all(self, size: int) -> None:
        """Everything from the first byte to the last."""
        self.anchor, self.caret = (0, min(1, size)), (max(0, size - 1), size)
        self._selection.select(0, size, self._origin)
