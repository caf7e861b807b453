"""The Events tab: one row per frame, fed in batches."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from streamlab.decode.charset import decode
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.models import ROOT, Index
from streamlab.ui.look.parts import EmptyState, Translated
from streamlab.words.figures import milliseconds

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.decode.frames import Frame
    from streamlab.model import Span
    from streamlab.session import Batch
    from streamlab.ui.look.palette import Palette

PREVIEW_BYTES = 600
NUMBER, TIME, CHUNKS, EVENT, SIZE, DATA = range(6)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class EventModel(QAbstractTableModel):
    """Append-only: `grow` to the number of frames a batch has published."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._rows = 0
        self._failed: set[int] = set()
        self._failures = 0
        self._preview = lru_cache(maxsize=2_000)(self._read_preview)

    def show_run(self, analysis: Analysis | None) -> None:
        """Starts anew with the frames of `analysis`, none of them published yet."""
        self.beginResetModel()
        self._analysis, self._rows, self._failures = analysis, 0, 0
        self._failed.clear()
        self._preview.cache_clear()
        self.endResetModel()

    def grow(self, frames: int, json_failures: int) -> None:
        """Publishes frames and JSON failures up to these counts."""
        if self._analysis is None:
            return
        new = {failure.frame for failure in self._analysis.json_failures[self._failures : json_failures]}
        self._failed |= new
        self._failures = max(self._failures, json_failures)
        if frames > self._rows:
            self.beginInsertRows(ROOT, self._rows, frames - 1)
            self._rows = frames
            self.endInsertRows()
        for row in new:
            if row < self._rows:
                self.dataChanged.emit(self.index(row, 0), self.index(row, DATA))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Frames published so far."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number, time, chunks, event, size, data."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (NUMBER, TIME, SIZE) else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = ("#", self.tr("Time"), self.tr("Chunks"), self.tr("Event"), self.tr("Bytes"), self.tr("Data"))
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, a hint where a row is special; looks are the delegate's."""
        if self._analysis is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        return self._tip(index.row()) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        assert self._analysis is not None
        frame = self._analysis.frames[row]
        first, last = self._analysis.chunk_at(frame.start), self._analysis.chunk_at(max(frame.start, frame.end - 1))
        match column:
            case 0:
                return f"{frame.index:,}"
            case 1:
                return milliseconds(self._analysis.chunk_times[last])
            case 2:
                return f"#{first}" if first == last else f"#{first}–{last}"
            case 3:
                return frame.event
            case 4:
                return f"{frame.end - frame.start:,}"
            case _:
                return ("✕ " if row in self._failed else "") + self._preview(row)

    def colour(self, row: int, column: int, colours: Palette) -> str:
        """Frames with a JSON failure stand out, frames that nobody would be handed step back."""
        assert self._analysis is not None
        if row in self._failed and column in (EVENT, DATA):
            return colours.json
        if not self._analysis.frames[row].dispatched:
            return colours.faint
        return colours.text if column == DATA else colours.dim

    def frame(self, row: int) -> Frame | None:
        """The frame of a row."""
        return self._analysis.frames[row] if self._analysis is not None and 0 <= row < self._rows else None

    def row_at(self, offset: int) -> int:
        """The row of the frame that holds a byte or ends before it, at a line end; -1 where none does."""
        if self._analysis is None:
            return -1
        row = bisect_right(self._analysis.frames, offset, hi=self._rows, key=lambda frame: frame.start) - 1
        return row if row >= 0 and offset <= self._analysis.frames[row].end else -1

    def _read_preview(self, row: int) -> str:
        assert self._analysis is not None
        frame = self._analysis.frames[row]
        if frame.end - frame.start <= PREVIEW_BYTES:
            text = self._analysis.frame_text(frame)
        else:
            start = frame.data_spans[0][0] if frame.data_spans else frame.start
            data = self._analysis.data(start, min(frame.end, start + PREVIEW_BYTES))
            text = decode(data, self._analysis.encoding).rstrip("\ufffd") + "…"
        return " ".join(text.split("\n"))

    def _tip(self, row: int) -> str | None:
        assert self._analysis is not None
        if row in self._failed:
            return self.tr("The data is not JSON. The JSON tab shows where it breaks off.")
        if not self._analysis.frames[row].dispatched:
            return self.tr("A conforming reader would not deliver this event.")
        return None


class EventTable(QTableView):
    """Paints all rows in one go: Qt would call into Python hundreds of times, and wait for a busy thread as often."""

    def __init__(self, model: EventModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("eventTable")
        self.setModel(model)
        self._events = model
        self._fixed, self._plain = fonts.fixed_font(), fonts.ui_font()
        self._advance = QFontMetricsF(self._fixed).horizontalAdvance("0")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        viewport, colours, height = self.viewport(), theme.current(), self.rowHeight(0)
        painter = QPainter(viewport)
        chosen = self.currentIndex().row() if self.selectionModel().hasSelection() else -1
        first, top = self.rowAt(0), self.rowViewportPosition(max(0, self.rowAt(0)))
        if first < 0:
            return
        spans = [(self.columnViewportPosition(column), self.columnWidth(column)) for column in range(DATA + 1)]
        for row in range(first, min(self._events.rowCount(), first + (viewport.height() - top) // height + 1)):
            if row == chosen:
                painter.fillRect(0, top, viewport.width(), height, QColor(colours.selection))
            for column, (left, width) in enumerate(spans):
                rect = QRectF(left + 8, top, width - 16, height)
                self._paint_cell(painter, rect, row, column, QColor(self._events.colour(row, column, colours)))
            top += height

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: int, column: int, ink: QColor) -> None:
        text = self._events.text(row, column)
        if column == DATA:  # what does not fit needs no shaping; a fixed cell is the narrowest character there is
            text = text[: int(rect.width() / self._advance) + 1]
        painter.setFont(self._plain if column == EVENT else self._fixed)
        painter.setPen(ink)
        painter.drawText(rect, _RIGHT if column in (NUMBER, TIME, SIZE) else _LEFT, text)


class EventsTab(Translated):
    """The table, or what to do to fill it; a selected row selects its bytes, and selected bytes their row."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._following = True
        self.model = EventModel(self)
        self.table = EventTable(self.model, self)
        self._empty = EmptyState(self)
        self._set_up_table()
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._empty)
        self._layout.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        selection.changed.connect(self._follow_selection)
        self.retranslate()

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        self.model.show_run(analysis)
        self._layout.setCurrentIndex(0)
        self.retranslate()

    def publish(self, batch: Batch) -> None:
        """More frames; the view stays at the end if it was there."""
        bar = self.table.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        self.model.grow(batch.frames, batch.json_failures)
        if batch.frames and self._layout.currentIndex() == 0:
            self._layout.setCurrentIndex(1)
        if at_end and self.table.isVisible():
            self.table.scrollToBottom()

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the row into sight that was selected while the tab was hidden."""
        super().showEvent(event)
        if (current := self.table.currentIndex()).isValid():
            self.table.scrollTo(current)

    def use_theme(self) -> None:
        """Repaints in the colours in force."""
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._empty.setText(
            self.tr("No events yet. Send a request or open a recording; each event or record becomes a row.")
        )
        self.table.setAccessibleName(self.tr("Events and records"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, DATA)

    def _set_up_table(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        for column, width in ((NUMBER, 56), (TIME, 96), (CHUNKS, 96), (EVENT, 110), (SIZE, 72)):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)

    def _row_chosen(self, current: QModelIndex) -> None:
        frame = self.model.frame(current.row())
        if frame is not None and self._following:
            self._selection.select(frame.start, frame.end, self)

    def _follow_selection(self, span: Span) -> None:
        if self._selection.origin is self:
            return
        row = self.model.row_at(span[0]) if span[1] > span[0] else -1
        self._following = False
        if row < 0:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        else:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        self._following = True
