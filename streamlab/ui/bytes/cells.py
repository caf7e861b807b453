"""The cells of one row in each pane, and how three panes paint them; imports Qt and the modules beside it."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from streamlab.ui.bytes import geometry, paint
from streamlab.ui.bytes.characters import Look, glyphs
from streamlab.ui.bytes.scene import TextMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlab.model import Span
    from streamlab.ui.bytes.geometry import Row
    from streamlab.ui.bytes.marks import Marks
    from streamlab.ui.bytes.scene import Scene
    from streamlab.ui.bytes.source import Mark
    from streamlab.ui.theme import Palette


class Cell(NamedTuple):
    """One unit of a row: its bytes, its place, what is written in it."""

    start: int
    end: int
    x: float
    width: float
    text: str
    look: Look = Look.PLAIN


def hex_cells(scene: Scene, row: Row) -> list[Cell]:
    """One cell for each byte."""
    m, at = scene.measures, row.start
    return [
        Cell(at + column, at + column + 1, geometry.hex_x(column, m), m.hex_cell, f"{byte:02X}")
        for column, byte in enumerate(scene.read(row.start, row.end))
    ]


def base64_cells(scene: Scene, row: Row) -> list[Cell]:
    """One cell for each quad that begins in the row; base64 counts its threes from the start of the chunk."""
    m, (chunk_start, chunk_end) = scene.measures, scene.bands.span(row.chunk)
    first = row.start + (chunk_start - row.start) % 3
    data = scene.read(first, min(row.end + 2, chunk_end))
    return [
        Cell(at, min(at + 3, chunk_end), m.pad_x + nth * 4 * m.char, 4 * m.char, _quad(data[3 * nth : 3 * nth + 3]))
        for nth, at in enumerate(range(first, row.end, 3))
    ]


def _quad(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def text_cells(scene: Scene, row: Row) -> list[Cell]:
    """One cell for each character; one that a border cuts stands in both chunks."""
    m, chunk = scene.measures, scene.bands.span(row.chunk)
    limits = scene.limits if scene.text_mode is TextMode.CORRECT else chunk
    x, out = m.pad_x, []
    first = row.start == chunk[0]
    for glyph in glyphs(scene.read, limits, (row.start, row.end), scene.encoding, lead_in=first):
        width = glyph.cells * m.char
        out.append(Cell(glyph.start, glyph.end, x, width, glyph.face, glyph.look))
        x += width
    return out


class RowPainter:
    """Paints rows of cells: washes, then the selection, then the writing, then the marks of failures."""

    def __init__(self, painter: QPainter, scene: Scene, palette: Palette, marks: Marks, joint: str) -> None:
        self._painter = painter
        self._scene = scene
        self._palette = palette
        self._marks = marks
        self._joint = joint  # what stands between the cells of one string: hex has a blank, the others nothing

    def paint(self, cells: list[Cell], row: Row) -> None:
        """One row; the painter's origin is the top left of the pane."""
        top = row.top - self._scene.scroll
        marked = [(cell, self._marks.of(cell.start, cell.end)) for cell in cells]
        runs = [(mark, [cell for cell, _ in run]) for mark, run in groupby(marked, key=lambda pair: pair[1])]
        chunk = self._scene.bands.span(row.chunk)
        for mark, run in runs:
            if mark is not None:
                paint.wash(self._painter, self._rect(run, top), self._palette, mark.kind)
        self._paint_selection(cells, runs, top)
        for mark, run in runs:
            self._write(run, mark, top)
            if mark is not None and mark.kind == "split":
                self._paint_borders(run, mark, chunk, top)
        self._paint_json(cells, top)

    def _rect(self, run: list[Cell], top: float) -> QRectF:
        left, right = run[0].x, run[-1].x + run[-1].width
        return QRectF(left, top + 1, right - left, self._scene.measures.row - 2)

    def _paint_selection(self, cells: list[Cell], runs: list[tuple[Mark | None, list[Cell]]], top: float) -> None:
        start, end = self._scene.selection.span
        if not cells or end <= cells[0].start or start >= cells[-1].end:
            return
        for mark, run in runs:
            chosen = [cell for cell in run if cell.start < end and cell.end > start]
            if not chosen:
                continue
            rect = self._rect(chosen, top)
            if mark is not None:
                paint.outline(self._painter, rect, self._palette.accent)
                continue
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(self._palette.selection))
            self._painter.drawRoundedRect(rect, paint.RADIUS, paint.RADIUS)

    def _write(self, run: list[Cell], mark: Mark | None, top: float) -> None:
        painter, scene, p = self._painter, self._scene, self._palette
        colour = QColor(p.text) if mark is None else paint.inks(p, mark.kind)[0]
        for string, group in _strings(run, self._joint):
            first = group[0]
            faint = mark is None and first.look is not Look.PLAIN
            painter.setPen(QColor(p.dim) if faint else colour)
            if first.look is Look.BADGE:
                self._badge(first, top)
                continue
            painter.setFont(scene.font if mark is None else scene.bold)
            # A string of plain cells begins half a joint inside its first cell; any other stands in the middle.
            indent = len(self._joint) * scene.measures.char / 2
            if string.isascii():
                painter.drawText(QPointF(first.x + indent, top + scene.baseline), string)
            else:
                width = painter.fontMetrics().horizontalAdvance(string)
                painter.drawText(QPointF(first.x + (first.width - width) / 2, top + scene.baseline), string)

    def _badge(self, cell: Cell, top: float) -> None:
        painter, height = self._painter, self._scene.measures.row
        rect = QRectF(cell.x + 1, top + 3, cell.width - 2, height - 6)
        painter.setFont(self._scene.small)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _paint_borders(self, run: list[Cell], mark: Mark, chunk: Span, top: float) -> None:
        rect = self._rect(run, top)
        if mark.start < chunk[0] < run[0].end and run[0].start <= chunk[0]:
            paint.border(self._painter, rect.left(), rect.top(), rect.bottom(), self._palette.split)
        if mark.end > chunk[1] and run[-1].end >= chunk[1]:
            paint.border(self._painter, rect.right(), rect.top(), rect.bottom(), self._palette.split)

    def _paint_json(self, cells: Iterable[Cell], top: float) -> None:
        bottom = top + self._scene.measures.row - 1.5
        for cell in cells:
            if self._marks.json(cell.start, cell.end):
                paint.wave(self._painter, cell.x + 1, cell.x + cell.width - 1, bottom, self._palette.json)


def _strings(run: list[Cell], joint: str) -> Iterable[tuple[str, list[Cell]]]:
    """Cells joined into strings where that keeps each in its place: fixed-pitch ASCII, without a gap between."""
    group: list[Cell] = []
    for cell in run:
        plain = cell.look is Look.PLAIN and cell.text.isascii()
        if group and not (plain and abs(group[-1].x + group[-1].width - cell.x) < 0.01):
            yield joint.join(c.text for c in group), group
            group = []
        if plain:
            group.append(cell)
        else:
            yield cell.text, [cell]
    if group:
        yield joint.join(c.text for c in group), group
