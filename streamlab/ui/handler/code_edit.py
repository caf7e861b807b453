"""An editor for code: fixed font, line numbers, lines that can be marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from streamlab.ui.handler.highlight import JavaScriptHighlighter
from streamlab.ui.look import fonts, theme


class CodeEdit(QPlainTextEdit):
    """Tab moves the focus on, as everywhere in the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fonts.fixed_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._marked: tuple[int, ...] = ()
        self._gutter = _Gutter(self)
        self._highlighter = JavaScriptHighlighter(self.document())
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_gutter)
        theme.notifier().changed.connect(self._use_theme)
        self._make_room()

    @property
    def marked(self) -> tuple[int, ...]:
        """The marked lines, from 1."""
        return self._marked

    def replace(self, text: str) -> None:
        """Another text; undo brings the old one back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def mark(self, lines: Iterable[int]) -> None:
        """Marks these lines and no others."""
        self._marked = tuple(sorted({line for line in lines if 0 < line <= self.blockCount()}))
        self._show_marks()

    def go_to(self, line: int) -> None:
        """Puts the cursor at the beginning of a line, in sight."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def gutter_width(self) -> int:
        """What the numbers take."""
        digits = max(2, len(str(self.blockCount())))
        return 26 + digits * self.fontMetrics().horizontalAdvance("0")

    def paint_gutter(self, event: QPaintEvent) -> None:
        """The numbers of the lines in sight; a marked one has a sign as well as a colour."""
        p, painter = theme.current(), QPainter(self._gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(p.chunk_even))
        painter.setFont(self.font())
        block, width = self.firstVisibleBlock(), self._gutter.width()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= event.rect().top():
                number = block.blockNumber() + 1
                bad = number in self._marked
                painter.setPen(QColor(p.bad if bad else p.faint))
                painter.drawText(QRectF(0, top, width - 8, height), Qt.AlignmentFlag.AlignRight, str(number))
                if bad:
                    painter.drawText(QRectF(7, top, width, height), Qt.AlignmentFlag.AlignLeft, "▸")
            top += height
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the numbers at the left edge."""
        super().resizeEvent(event)
        self._place_gutter()

    def _make_room(self, _count: int = 0) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter_width(), inside.height()))

    def _scroll_gutter(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _show_marks(self) -> None:
        selections = []
        for line in self._marked:
            selection = QTextEdit.ExtraSelection()
            selection.format.setBackground(QColor(theme.current().bad_wash))
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selection.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            selections.append(selection)
        self.setExtraSelections(selections)
        self._gutter.update()

    def _use_theme(self, _palette: object) -> None:
        self._highlighter.use_theme()
        self._show_marks()


class _Gutter(QWidget):
    """The strip beside the text."""

    def __init__(self, edit: CodeEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        """As wide as its numbers."""
        return QSize(self._edit.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The editor knows its lines."""
        self._edit.paint_gutter(event)
