"""The matrix on the screen: `clientsTable`, painted in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from streamlab.ui.clients.model import GOOD, MatrixModel, cell_text
from streamlab.ui.look import theme
from streamlab.words.clients import cut_name

if TYPE_CHECKING:
    from streamlab.ui.clients.work import Found
    from streamlab.ui.look.palette import Palette

ROW: Final = 25
_HEADING: Final = 23
_LEAST: Final = 54  # width of a column
_NAMES: Final = (150, 230)  # width of the row headers: least and most
_PAD: Final = 3
_MOST_DRAWN: Final = 400
_WIDEST: Final = "9,999 / 9,999+"
_SIGN: Final = 15  # and the room after it


class NamesHeader(QHeaderView):
    """The clients' names on the left, families as headings; it stays where it is while the cells scroll."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._matrix = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As wide as the longest name needs."""
        metrics = QFontMetricsF(self.font())
        rows = range(self._matrix.rowCount())
        names = (str(self._matrix.headerData(row, Qt.Orientation.Vertical)) for row in rows)
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return QSize(int(min(max(widest + 30, _NAMES[0]), _NAMES[1])), 100)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A heading in the dim colour, a client's name a step to the right."""
        colours, row = theme.current(), self._matrix.rows[section]
        heading, font = not row.client, QFont(self.font())
        painter.save()
        painter.fillRect(rect, QColor(colours.panel))
        table = self.parent()
        assert isinstance(table, QTableView)
        current = table.currentIndex().row() == section
        if heading or current:
            font.setWeight(QFont.Weight.DemiBold)
        if heading:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        painter.setFont(font)
        painter.setPen(QColor(colours.dim if heading else colours.accent if current else colours.text))
        room = rect.adjusted(12 if heading else 20, 4 if heading else 0, -6, 0)
        name = str(self._matrix.headerData(section, Qt.Orientation.Vertical))
        text = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class MatrixTable(QTableView):
    """Paints all cells itself: Qt would call into Python hundreds of times, and wait for a busy thread as often."""

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clientsTable")
        self._matrix = model
        self.setVerticalHeader(NamesHeader(model, self))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(int(2 * QFontMetricsF(self.font()).height()) + 7)
        model.modelReset.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda *_: self._current_changed())
        self.verticalHeader().sectionPressed.connect(self._choose_row)
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def fit(self) -> None:
        """Measures columns and headings once for what they may come to hold."""
        font = QFontMetricsF(self.font())
        for column, cuts in enumerate(self._matrix.cuts):
            words = (font.horizontalAdvance(line) for line in two_lines(cut_name(cuts).title))
            cell = _SIGN + font.horizontalAdvance(_WIDEST) if cuts == "every" else 0
            self.setColumnWidth(column, int(max(_LEAST, max(words, default=0) + 14, cell + 14)))
        for row, one in enumerate(self._matrix.rows):
            self.setRowHeight(row, ROW if one.client else _HEADING)
        self.updateGeometries()

    def _choose_row(self, row: int) -> None:
        """A client's name chooses its cell in the column where one is."""
        if self._matrix.rows[row].client:
            self.setCurrentIndex(self._matrix.index(row, max(self.currentIndex().column(), 0)))

    def _current_changed(self) -> None:
        self.viewport().update()
        self.verticalHeader().viewport().update()

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        matrix, colours = self._matrix, theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        spans = [(self.columnViewportPosition(column), self.columnWidth(column)) for column in range(len(matrix.cuts))]
        spans = [(x, width) if x + width > 0 and x < self.viewport().width() else (0, 0) for x, width in spans]
        first = max(self.rowAt(0), 0)
        top, current = self.rowViewportPosition(first), self.currentIndex()
        for row in range(first, len(matrix.rows)):
            if top > self.viewport().height():
                break
            height, client = self.rowHeight(row), matrix.rows[row].client
            hopeless = matrix.is_hopeless(client)
            for column, (left, width) in enumerate(spans):
                if width and client:
                    box = QRectF(left + _PAD, top + _PAD, width - 2 * _PAD, height - 2 * _PAD)
                    cell = matrix.cells.get((client, matrix.cuts[column]))
                    painter.drawPixmap(box.topLeft(), self._picture(box.size(), cell, colours, calm=hopeless))
                    if current.row() == row and current.column() == column:
                        paint_frame(painter, box, colours, focused=self.hasFocus())
            top += height

    def _picture(self, size: QSizeF, cell: Found | None, colours: Palette, *, calm: bool) -> QPixmap:
        """A cell, drawn once for all that look the same: beside a busy thread one call is cheaper than ten."""
        text, ratio = cell_text(cell), self.devicePixelRatioF()
        key = (text, cell is not None and cell.complete, calm, size.width(), size.height(), ratio, colours.scheme)
        if key not in self._drawn:
            if len(self._drawn) > _MOST_DRAWN:
                self._drawn.clear()
            drawn = QPixmap((size * ratio).toSize())
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            paint_cell(painter, QRectF(QPointF(0, 0), size), cell, colours, calm=calm)
            painter.end()
            self._drawn[key] = drawn
        return self._drawn[key]

    def focusInEvent(self, event: object) -> None:
        """The frame of the current cell shows the focus."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()


def two_lines(title: str) -> list[str]:
    """A title broken where the longer of its two lines is shortest."""
    words = title.split()
    broken = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    return min(broken, key=lambda lines: max(map(len, lines)), default=[title])


def paint_cell(painter: QPainter, box: QRectF, cell: Found | None, colours: Palette, *, calm: bool = False) -> None:
    """A wash with a check or a cross and a count; only a dot where nothing is known. `calm`: no cut is to blame."""
    text = cell_text(cell)
    if cell is None or not cell.cuttings:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.chunk_even))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(colours.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return
    ink, wash = (colours.bad, colours.bad_wash) if cell.failing else (colours.ok, colours.ok_wash)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.chunk_even if calm and cell.failing else wash))
    painter.drawRoundedRect(box, 5, 5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not cell.complete:
        painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    _paint_sign(painter, box, text, QColor(ink))


def _paint_sign(painter: QPainter, box: QRectF, text: str, ink: QColor) -> None:
    """The sign is drawn, so that it looks the same in every font; the count follows it."""
    sign, _, count = text.partition(" ")
    metrics = QFontMetricsF(painter.font())
    size, gap = 9.0, _SIGN - 9.0 if count else 0.0
    x = box.center().x() - (size + gap + metrics.horizontalAdvance(count)) / 2
    y = box.center().y()
    painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if sign == GOOD:
        painter.drawPolyline([QPointF(x, y + 0.5), QPointF(x + 3.2, y + 3.8), QPointF(x + size, y - 4)])
    else:
        painter.drawLine(QPointF(x + 0.8, y - 3.7), QPointF(x + 8.2, y + 3.7))
        painter.drawLine(QPointF(x + 0.8, y + 3.7), QPointF(x + 8.2, y - 3.7))
    if count:
        painter.setPen(ink)
        room = QRectF(x + size + gap, box.top(), box.right() - x, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)


def paint_frame(painter: QPainter, box: QRectF, colours: Palette, *, focused: bool) -> None:
    """The current cell."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.accent), 2 if focused else 1.4))
    painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 6, 6)
