"""The four panes: chunk list, hex, base64, text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from streamlab.ui.bytes.cells import (
    ByteCell,
    base64_cells,
    base64_strings,
    hex_cells,
    hex_strings,
    text_cells,
    text_strings,
)
from streamlab.ui.bytes.copying import CopyForm
from streamlab.ui.bytes.pane import Pane
from streamlab.ui.bytes.selection import EMPTY
from streamlab.words.figures import milliseconds
from streamlab.words.figures import size as size_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from streamlab.model import Span
    from streamlab.ui.bytes.cursor import Cursor
    from streamlab.ui.bytes.geometry import Band, Row
    from streamlab.ui.bytes.scene import Scene
    from streamlab.ui.look.palette import Palette


class HexPane(Pane):
    """Two hex digits for each byte."""

    form = CopyForm.HEX
    joint = " "

    def __init__(self, scene: Scene, cursor: Cursor, parent: QWidget) -> None:
        super().__init__("hexPane", scene, cursor, parent)

    def cells(self, row: Row) -> list[ByteCell]:
        return hex_cells(self.scene, row)

    def strings(self, row: Row) -> list[tuple[float, str]]:
        return hex_strings(self.scene, row)


class Base64Pane(Pane):
    """The base64 of each chunk by itself, as a mini-program makes it."""

    form = CopyForm.BASE64

    def __init__(self, scene: Scene, cursor: Cursor, parent: QWidget) -> None:
        super().__init__("base64Pane", scene, cursor, parent)

    def cells(self, row: Row) -> list[ByteCell]:
        return base64_cells(self.scene, row)

    def strings(self, row: Row) -> list[tuple[float, str]]:
        return base64_strings(self.scene, row)


class TextPane(Pane):
    """The characters, as a correct or as a naive decoder shows them."""

    form = CopyForm.TEXT

    def __init__(self, scene: Scene, cursor: Cursor, parent: QWidget) -> None:
        super().__init__("textPane", scene, cursor, parent)

    def stride(self) -> int:
        return self.scene.columns.stride

    def cells(self, row: Row) -> list[ByteCell]:
        return text_cells(self.scene, row)

    def strings(self, row: Row) -> list[tuple[float, str]] | None:
        return text_strings(self.scene, row)


class ChunkList(Pane):
    """Number, time and size of each chunk, and the offsets of its rows."""

    form = CopyForm.HEX

    def __init__(self, scene: Scene, cursor: Cursor, parent: QWidget) -> None:
        super().__init__("chunkList", scene, cursor, parent)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def cells(self, row: Row) -> list[ByteCell]:
        start, end = self.scene.bands.span(row.chunk)
        return [ByteCell(start, end, 0, self.width(), "")]

    def unit_of(self, offset: int) -> Span:
        chunk = self.scene.bands.chunk_of(offset)
        return self.scene.bands.span(chunk) if chunk >= 0 else EMPTY

    def step(self, offset: int, rows: int) -> int:
        bands, at = self.scene.bands, offset
        for _ in range(abs(rows)):  # from edge to edge: an empty chunk has no byte to stand on
            start, end = bands.span(bands.chunk_of(at))
            at = end if rows > 0 else start - 1
        return at

    def line_of(self, offset: int) -> Span:
        return self.scene.limits

    def paint_rows(self, painter: QPainter, p: Palette, top: float, bottom: float) -> None:
        start, end = self.scene.selection.span
        for band in self.scene.bands.bands(top, bottom):
            first, last = self.scene.bands.span(band.chunk)
            if first < end and last > start:
                bar = QRectF(0, band.top - self.scene.scroll, 3, band.bottom - band.top - 1)
                painter.fillRect(bar, QColor(p.accent))
            self._label(painter, p, band, last - first)
        self._offsets(painter, p, top, bottom)

    def _offsets(self, painter: QPainter, p: Palette, top: float, bottom: float) -> None:
        painter.setPen(QColor(p.faint))
        painter.setFont(self.scene.font)
        for row in self.scene.bands.rows(top, bottom):
            if row.nth and row.top >= self._label_top(row.chunk) + self.scene.measures.row:
                self._right(painter, f"{row.start:,}", row.top)

    def _label_top(self, chunk: int) -> float:
        """The label stays in sight as long as any of its band does."""
        bands, m = self.scene.bands, self.scene.measures
        lowest = bands.top(chunk + 1) - m.row - m.pad_y
        return min(max(bands.row_top(chunk, 0), self.scene.scroll + 2), lowest)

    def _label(self, painter: QPainter, p: Palette, band: Band, size: int) -> None:
        scene = self.scene
        top = self._label_top(band.chunk)
        y = top - scene.scroll + scene.baseline
        painter.setFont(scene.bold)
        painter.setPen(QColor(p.text))
        number = f"#{band.chunk}"
        painter.drawText(QPointF(14, y), number)
        left = 14 + painter.fontMetrics().horizontalAdvance(number + " ")
        painter.setFont(scene.font)
        painter.setPen(QColor(p.dim))
        t_ns = scene.source.chunk_times[band.chunk] if scene.source else 0
        painter.drawText(QPointF(left, y), milliseconds(t_ns))
        self._right(painter, size_text(size), top)

    def _right(self, painter: QPainter, text: str, top: float) -> None:
        x = self.width() - 8 - painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF(x, top - self.scene.scroll + self.scene.baseline), text)
