"""Borders that a person draws between bytes, and the bar that says what can be done with them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from streamlab.i18n import translate
from streamlab.ui.look.parts import Translated

MOST: Final = 1_000


class DrawnBorders(QObject):
    """Offsets of the content, in order: at each of them one chunk would end and the next begin."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offsets: list[int] = []

    @property
    def cuts(self) -> str:
        """As the clients know it; empty where nothing is drawn."""
        return f"at:{','.join(map(str, self.offsets))}" if self.offsets else ""

    def within(self, start: int, end: int) -> list[int]:
        """Those in `[start, end)`."""
        return self.offsets[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def has(self, offset: int) -> bool:
        """Whether a border is drawn there."""
        return bool(self.within(offset, offset + 1))

    def toggle(self, offset: int) -> bool:
        """Draws a border or takes it away; false where there are too many."""
        at = bisect_left(self.offsets, offset)
        if self.has(offset):
            del self.offsets[at]
        elif len(self.offsets) < MOST:
            self.offsets.insert(at, offset)
        else:
            return False
        self.changed.emit()
        return True

    def clear(self) -> None:
        """Takes all away."""
        if self.offsets:
            self.offsets = []
            self.changed.emit()


class BordersBar(Translated):
    """Below the panes while a border is drawn; `wanted` tells the cuts, an empty one when all are taken away."""

    wanted = Signal(str)

    def __init__(self, borders: DrawnBorders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bordersBar")
        self._borders = borders
        self.label, self.try_button, self.clear_button = QLabel(self), QPushButton(self), QPushButton(self)
        self.try_button.setObjectName("tryBordersButton")
        self.try_button.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 4)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addStretch()
        row.addWidget(self.clear_button)
        row.addWidget(self.try_button)
        self.try_button.clicked.connect(lambda: self.wanted.emit(borders.cuts))
        self.clear_button.clicked.connect(self._clear)
        borders.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.try_button.setText(self.tr("Try all clients"))
        self.try_button.setToolTip(self.tr("What each client makes of the reply if it comes in these pieces"))
        self.clear_button.setText(self.tr("Clear"))
        self.clear_button.setAccessibleName(self.tr("Take the drawn borders away"))
        self._show()

    def _show(self) -> None:
        count = len(self._borders.offsets)
        drawn = translate("BordersBar", "%n border(s) drawn", count)
        pieces = translate("BordersBar", "the reply in %n pieces", count + 1)
        self.label.setText(f"{drawn} · {pieces}")
        self.setVisible(count > 0)

    def _clear(self) -> None:
        self._borders.clear()
        self.wanted.emit("")
