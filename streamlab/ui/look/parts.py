"""Small widgets the window is made of: translated widgets, cards, badges, empty states, the wrapped remark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget


class Translated(QWidget):
    """A widget that sets its texts in `retranslate`, again at every change of language."""

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook; LanguageChange reaches every widget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Sets the texts; called by the widget itself at its end of construction."""


class Card(QFrame):
    """A panel with rounded corners; the stylesheet knows it by its property."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)

    def changeEvent(self, event: QEvent) -> None:
        """As in `Translated`: a frame cannot inherit from it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Sets the texts; called by the widget itself at its end of construction."""


class Remark(QLabel):
    """A wrapped line of plain text that hides itself while it is empty; `role` is a word of the stylesheet."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say("")

    def say(self, text: str) -> None:
        """Shows `text`, or nothing."""
        self.setText(text)
        self.setVisible(bool(text))


def set_role(widget: QWidget, role: str) -> None:
    """Gives a shown widget another role of the stylesheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().polish(widget)


class EmptyState(QLabel):
    """What a pane says while it has nothing to show: one calm sentence in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setProperty("role", "dim")
        self.setMargin(24)


def column(*widgets: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    """A vertical layout of `widgets`."""
    layout = QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def scrolled(content: QWidget, parent: QWidget, *, sideways: bool = False) -> QScrollArea:
    """`content` in an area of the same background; it scrolls `sideways` only where that is wanted."""
    area = QScrollArea(parent)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.viewport().setAutoFillBackground(False)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def take_focus(widget: QWidget) -> bool:
    """Gives the focus to the first part of `widget` that takes it from the keyboard."""
    for candidate in (widget, *widget.findChildren(QWidget)):
        takes = candidate.focusPolicy() & Qt.FocusPolicy.TabFocus or candidate.focusProxy() is not None
        if takes and candidate.isVisible() and candidate.isEnabled():
            candidate.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
