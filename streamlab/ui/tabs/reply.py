"""The Reply tab: the reply growing as rendered Markdown, or raw; selecting its text selects the bytes it came from."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QMouseEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from streamlab.ui.bytes.selection import Selection
from streamlab.ui.look import theme
from streamlab.ui.look.parts import EmptyState, Translated
from streamlab.ui.tabs.reply_document import ReplyDocument
from streamlab.ui.tabs.reply_text import ReplyText

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.model import Span
    from streamlab.session import Batch

BUDGET_S = 0.012  # a long reply is rendered in slices, so that the window stays alive
IDLE_SHARE = 5  # after a rendering of n ms the next one waits 5 n ms, so that a huge block cannot eat the window


class SafeTextEdit(QTextEdit):
    """Read-only text that never loads anything: no images, no style sheets, no files."""

    chosen = Signal()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Qt's hook for images and style sheets: there are none."""
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finished selection."""
        super().mouseReleaseEvent(event)
        self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, and what the window offers for the selected text."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """The context menu."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addActions(self.window().actions())
        return menu


class ReplyTab(Translated):
    """Renders what is new; only the last, unfinished block is ever rendered again."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._analysis: Analysis | None = None
        self._version = self._deltas = 0
        self._ended = False
        self.view = SafeTextEdit(self)
        self.view.setObjectName("replyView")
        self.view.setReadOnly(True)
        self.view.setUndoRedoEnabled(False)
        self.view.document().setDocumentMargin(16)
        self._state, self._empty = QLabel(self), EmptyState(self)
        self._state.setProperty("role", "dim")
        self._rendered, self._raw = QPushButton(self), QPushButton(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self._document = ReplyDocument(self.view.document())
        self._pause = 0
        self._marking = False
        self._lay_out()
        self._reset()
        self.view.chosen.connect(self._text_chosen)
        selection.changed.connect(self._follow_selection)
        theme.notifier().changed.connect(self._redraw)
        self.retranslate()

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        self._analysis = analysis
        self._version = analysis.reply_version if analysis is not None else 0
        self._ended = False
        self._reset()
        self._show_state()

    def publish(self, batch: Batch) -> None:
        """More deltas; a higher version means that earlier ones were replaced."""
        if self._analysis is None:
            return
        if batch.reply_version != self._version:
            self._version = batch.reply_version
            self._reset()
        new = self._analysis.deltas[self._deltas : batch.deltas]
        self._deltas = max(self._deltas, batch.deltas)
        self._ended = batch.end is not None
        self._show_state()
        if new:
            self._text.extend(new)
            self._pages.setCurrentIndex(1)
            if self.isVisible() and not self._timer.isActive():
                self._timer.start(self._pause)

    def copy(self) -> None:
        """Puts the whole reply on the clipboard."""
        if self._analysis is not None:
            QGuiApplication.clipboard().setText(self._analysis.reply.text)

    def flush(self) -> None:
        """Renders what waits, now."""
        self._timer.stop()
        self._document.render(self._text)

    def showEvent(self, event: QShowEvent) -> None:
        """Renders what came, and marks what was selected, while the tab was hidden."""
        super().showEvent(event)
        self._render()
        self._follow_selection(self._selection.span)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._empty.setText(
            self.tr(
                "No reply text yet. Where the stream's format is known, the reply is put together here as it arrives."
            )
        )
        self.view.setAccessibleName(self.tr("Reply"))
        self._rendered.setText(self.tr("Rendered"))
        self._raw.setText(self.tr("Raw"))
        self._rendered.setAccessibleName(self.tr("Reply as rendered Markdown"))
        self._raw.setAccessibleName(self.tr("Reply as raw text"))
        self._show_state()

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 8, 14, 4)
        bar.setSpacing(0)
        bar.addWidget(self._state, 1)
        for button, segment in ((self._rendered, "left"), (self._raw, "right")):
            button.setCheckable(True)
            button.setProperty("segment", segment)
            group.addButton(button)
            bar.addWidget(button)
        self._rendered.setChecked(True)
        self._raw.toggled.connect(lambda _on: self._redraw())
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(bar)
        inner.addWidget(self.view, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(page)

    def _reset(self) -> None:
        self._text, self._deltas = ReplyText(), 0
        self._timer.stop()
        self._document.clear()
        self._pages.setCurrentIndex(0)

    def _redraw(self, _palette: object = None) -> None:
        self._document.raw = self._raw.isChecked()
        self._document.clear()
        self._render()

    def _render(self) -> None:
        if not self._text.text:
            return
        started = time.perf_counter()
        bar = self.view.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        if not self._document.render(self._text, BUDGET_S):
            self._timer.start(0)
        if at_end and not self._ended:
            bar.setValue(bar.maximum())
        if self._marking:
            self._follow_selection(self._selection.span)
        self._pause = int((time.perf_counter() - started) * 1000 * IDLE_SHARE)

    def _show_state(self) -> None:
        if self._analysis is None or not self._ended:
            self._state.setText(self._analysis.dialect if self._analysis is not None else "")
            return
        reply = self._analysis.reply
        parts = [reply.dialect]
        if reply.finish:
            parts.append(self.tr("finish: {reason}").format(reason=reply.finish))
        if not reply.complete:
            parts.append(self.tr("not complete"))
        self._state.setText(" · ".join(parts))

    def _text_chosen(self) -> None:
        cursor = self.view.textCursor()
        if cursor.hasSelection():
            start, end = self._document.characters(cursor.selectionStart(), cursor.selectionEnd())
            span = self._text.byte_span(start, end)
            if span is not None:
                self.view.setExtraSelections([])
                self._selection.select(*span, self)

    def _follow_selection(self, span: Span) -> None:
        if self._selection.origin is self or not self.isVisible():
            return
        found = self._text.characters(span) if span[1] > span[0] else None
        if found is None:
            self.view.setExtraSelections([])
            return
        if found[1] > self._document.written:
            self._marking = True  # as soon as it is written
            return
        self._marking = False
        mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.view.document())
        first, last = self._document.positions(*found)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(QColor(theme.current().selection))
        self.view.setExtraSelections([mark])
        cursor.setPosition(first)
        self.view.setTextCursor(cursor)
