"""Three flat buttons that say how the stream is read, each a menu to have it read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from streamlab.library.reading import PARTS, ReadAs, dialects, encodings, framings
from streamlab.ui.look.parts import Translated
from streamlab.words.encodings import encoding_name
from streamlab.words.framings import framing_name

if TYPE_CHECKING:
    from streamlab.analysis import Analysis

BY_HAND = "●"


class ReadAsButtons(Translated):
    """`dialectButton framingButton encodingButton`; what is chosen by hand has a dot and the accent colour."""

    chosen = Signal(object)  # ReadAs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading, self._names = ReadAs(), dict.fromkeys(PARTS, "")
        self.buttons: dict[str, QToolButton] = {}
        self._groups: dict[str, QActionGroup] = {}  # the choices of a menu, filled when it is first opened
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in PARTS:
            button, menu = QToolButton(self), QMenu(self)
            button.setObjectName(f"{part}Button")
            button.setProperty("flat", True)
            button.setProperty("reading", True)
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            menu.aboutToShow.connect(lambda part=part: self._open(part))
            self.buttons[part], self._groups[part] = button, QActionGroup(self)
            layout.addWidget(button)
        self.retranslate()

    def show_reading(self, analysis: Analysis, reading: ReadAs) -> None:
        """How a run is read now, and what of it was chosen."""
        names = (analysis.dialect, framing_name(analysis.framing), encoding_name(analysis.encoding))
        shown = dict(zip(PARTS, names, strict=True))
        if (shown, reading) != (self._names, self._reading):
            self._names, self._reading = shown, reading
            self.retranslate()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        titles = (self.tr("Dialect"), self.tr("Framing"), self.tr("Encoding"))
        for part, title in zip(PARTS, titles, strict=True):
            button, name = self.buttons[part], self._names[part]
            by_hand = getattr(self._reading, part) is not None
            text = self.tr("{part}: {name}, chosen by hand") if by_hand else self.tr("{part}: {name}, detected")
            button.setText(f"{BY_HAND} {name}" if by_hand else name)
            button.setVisible(bool(name))
            button.setAccessibleName(text.format(part=title, name=name))
            button.setToolTip(f"{button.accessibleName()}\n{self.tr('Choose another to read the recording again.')}")
            if button.property("byHand") != by_hand:
                button.setProperty("byHand", by_hand)
                button.style().polish(button)
            if choices := self._groups[part].actions():
                choices[0].setText(self.tr("Automatic"))

    def _open(self, part: str) -> None:
        group = self._groups[part]
        if not group.actions():
            self._fill(part, self.buttons[part].menu(), group)
        for action in group.actions():
            action.setChecked(action.data() == getattr(self._reading, part))

    def _fill(self, part: str, menu: QMenu, group: QActionGroup) -> None:
        self._add(menu, group, part, None, self.tr("Automatic"))
        menu.addSeparator()
        if part == "dialect":
            for name, ids in dialects().items():
                into = menu.addMenu(name) if name else menu
                for id_ in ids:
                    self._add(into, group, part, id_, id_)
        else:
            for value, name in (encodings() if part == "encoding" else framings()).items():
                self._add(menu, group, part, value, name)

    def _add(self, menu: QMenu, group: QActionGroup, part: str, value: str | None, name: str) -> None:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setData(value)
        action.triggered.connect(lambda _checked=False: self._choose(part, value))
        group.addAction(action)

    def _choose(self, part: str, value: str | None) -> None:
        reading = self._reading.with_part(part, value)
        if reading != self._reading:
            self.chosen.emit(reading)
