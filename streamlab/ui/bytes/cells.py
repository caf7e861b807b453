"""The cells of one row in each pane, and how three panes paint them."""

from __future__ import annotations

import base64
import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from streamlab.ui.bytes import geometry, paint
from streamlab.ui.bytes.characters import REPLACEMENT, Look, glyphs, replaced
from streamlab.ui.bytes.scene import TextMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlab.model import Span
    from streamlab.ui.bytes.geometry import Row
    from streamlab.ui.bytes.marks import MarkedRange
    from streamlab.ui.bytes.scene import Scene
    from streamlab.ui.bytes.source import Marked
    from streamlab.ui.look.palette import Palette


class ByteCell(NamedTuple):
    """One unit of a row: its bytes, its place, what is written in it."""

    start: int
    end: int
    x: float
    width: float
    text: str
    look: Look = Look.PLAIN


_Run = tuple["Marked | None", list[ByteCell]]
_PRINTABLE = re.compile(rb"[ -~]*")


def hex_cells(scene: Scene, row: Row) -> list[ByteCell]:
    """One cell for each byte."""
    m, at = scene.measures, row.start
    return [
        ByteCell(at + column, at + column + 1, geometry.hex_x(column, m), m.hex_cell, f"{byte:02X}")
        for column, byte in enumerate(scene.read(row.start, row.end))
    ]


def hex_strings(scene: Scene, row: Row) -> list[tuple[float, str]]:
    """The same as one string for each group of bytes, in a font whose blanks fill the cells."""
    m, data, group = scene.measures, scene.read(row.start, row.end), geometry.GROUP
    indent = (m.hex_cell - 2 * m.char) / 2
    return [
        (geometry.hex_x(column, m) + indent, data[column : column + group].hex(" ").upper())
        for column in range(0, len(data), group)
    ]


def base64_cells(scene: Scene, row: Row) -> list[ByteCell]:
    """One cell for each quad that begins in the row; base64 counts its threes from the start of the chunk."""
    m, (chunk_start, chunk_end) = scene.measures, scene.bands.span(row.chunk)
    first = row.start + (chunk_start - row.start) % 3
    data = scene.read(first, min(row.end + 2, chunk_end))
    return [
        ByteCell(at, min(at + 3, chunk_end), m.pad_x + nth * 4 * m.char, 4 * m.char, _quad(data[3 * nth : 3 * nth + 3]))
        for nth, at in enumerate(range(first, row.end, 3))
    ]


def base64_strings(scene: Scene, row: Row) -> list[tuple[float, str]]:
    """The same as one string."""
    chunk_start, chunk_end = scene.bands.span(row.chunk)
    first = row.start + (chunk_start - row.start) % 3
    end = min(first + -(-(row.end - first) // 3) * 3, chunk_end)
    return [(scene.measures.pad_x, _quad(scene.read(first, end)))] if first < row.end else []


def _quad(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def text_cells(scene: Scene, row: Row) -> list[ByteCell]:
    """One cell for each character; one that a border cuts stands in both chunks."""
    m, chunk = scene.measures, scene.bands.span(row.chunk)
    naive = scene.text_mode is TextMode.NAIVE
    limits = chunk if naive else scene.limits
    x, out = m.pad_x, []
    first = row.start == chunk[0]
    for glyph in glyphs(scene.read, limits, (row.start, row.end), scene.encoding, lead_in=first):
        start, end, _, face, cells, look = replaced(glyph) if naive else glyph
        width = scene.width_of(face) if look is not Look.BADGE and not face.isascii() else cells * m.char
        if start < chunk[0] or end > chunk[1]:
            width += m.char  # room around a character that a border cuts
        out.append(ByteCell(start, end, x, width, face, look))
        x += width
    return _squeezed(out, m.pad_x, scene.columns.text_cells * m.char)


def text_strings(scene: Scene, row: Row) -> list[tuple[float, str]] | None:
    """The same as one string, where it is plain ASCII."""
    data = scene.read(row.start, row.end)
    return [(scene.measures.pad_x, data.decode())] if scene.encoding == "utf-8" and _PRINTABLE.fullmatch(data) else None


def _squeezed(cells: list[ByteCell], left: float, room: float) -> list[ByteCell]:
    """The same cells, narrower where a row of invisible or broken characters would run out of its pane."""
    factor = room / (cells[-1].x + cells[-1].width - left) if cells else 1.0
    if factor >= 1:
        return cells
    return [cell._replace(x=left + (cell.x - left) * factor, width=cell.width * factor) for cell in cells]


class RowPainter:
    """Paints rows of cells: washes, then the selection, then the writing, then the marks of failures."""

    def __init__(self, painter: QPainter, scene: Scene, palette: Palette, marks: MarkedRange, joint: str) -> None:
        self._painter = painter
        self._scene = scene
        self._palette = palette
        self._marks = marks
        self._joint = joint  # what stands between the cells of one string: hex has a blank, the others nothing
        self._font, self._bold, self._indent = scene.font, scene.bold, 0.0
        if joint:
            self._font, self._bold = QFont(scene.font), QFont(scene.bold)
            self._font.setWordSpacing(scene.joint)
            self._bold.setWordSpacing(scene.joint)
            self._indent = (scene.measures.hex_cell - 2 * scene.measures.char) / 2

    def touched(self, row: Row) -> bool:
        """Whether a row, or a base64 quad that begins in it, is marked or selected."""
        start, end = self._scene.selection.span
        first, last = row.start, row.end + 2
        return (first < end and start < last) or self._marks.touch(first, last) or self._marks.json(first, last)

    def write_plain(self, strings: list[tuple[float, str]], row: Row) -> None:
        """A row without marks."""
        baseline = row.top - self._scene.scroll + self._scene.baseline
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(self._palette.text))
        for x, string in strings:
            self._painter.drawText(QPointF(x, baseline), string)

    def paint(self, cells: list[ByteCell], row: Row) -> None:
        """One row; the painter's origin is the top left of the pane."""
        top = row.top - self._scene.scroll
        if not cells:
            return
        runs = self._runs(cells)
        chunk = self._scene.bands.span(row.chunk)
        for mark, run in runs:
            if mark is not None:
                paint.wash(self._painter, self._rect(run, top), self._palette, mark.kind)
        self._paint_selection(cells, runs, top)
        for mark, run in runs:
            self._write(run, mark, top)
            if mark is not None and mark.kind == "split":
                self._paint_borders(run, mark, chunk, top)
        if self._marks.json(cells[0].start, cells[-1].end):
            self._paint_json(cells, top)

    def _runs(self, cells: list[ByteCell]) -> list[_Run]:
        """Neighbours under the same mark, or under none."""
        if not self._marks.touch(cells[0].start, cells[-1].end):
            return [(None, cells)]
        of = self._marks.of
        return [(mark, list(run)) for mark, run in groupby(cells, key=lambda cell: of(cell.start, cell.end))]

    def _rect(self, run: list[ByteCell], top: float) -> QRectF:
        left, right = run[0].x, run[-1].x + run[-1].width
        return QRectF(left, top + 1, right - left, self._scene.measures.row - 2)

    def _paint_selection(self, cells: list[ByteCell], runs: list[_Run], top: float) -> None:
        start, end = self._scene.selection.span
        if end <= cells[0].start or start >= cells[-1].end:
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

    def _write(self, run: list[ByteCell], mark: Marked | None, top: float) -> None:
        painter, p = self._painter, self._palette
        ink = QColor(p.text) if mark is None else paint.inks(p, mark.kind)[0]
        for string, cell, width in self._strings(run):
            painter.setPen(QColor(p.dim) if mark is None and cell.look is not Look.PLAIN else ink)
            if cell.look is Look.BADGE:
                self._badge(cell, top)
                continue
            painter.setFont(self._font if mark is None else self._bold)
            # An open character that is marked as ill-formed will get no more bytes.
            lost = cell.look is Look.OPEN and mark is not None and mark.kind == "invalid"
            if lost or string == REPLACEMENT:
                self._replacement(cell, mark, ink, top)
            else:
                self._draw(string, cell.x, width, top)

    def _replacement(self, cell: ByteCell, mark: Marked | None, ink: QColor, top: float) -> None:
        ground = QColor(self._palette.panel) if mark is None else paint.inks(self._palette, mark.kind)[1]
        self._painter.setFont(self._scene.small_bold)
        paint.replacement(self._painter, self._rect([cell], top), ink, ground)

    def _draw(self, string: str, x: float, width: float, top: float) -> None:
        """In the middle of its cells; narrower where it would not fit."""
        painter, baseline = self._painter, top + self._scene.baseline
        advance = painter.fontMetrics().horizontalAdvance(string) if len(string) == 1 else width - 2 * self._indent
        if advance <= width + 0.5:
            painter.drawText(QPointF(x + (width - advance) / 2, baseline), string)
            return
        painter.save()
        painter.translate(x, baseline)
        painter.scale(width / advance, 1)
        painter.drawText(QPointF(0, 0), string)
        painter.restore()

    def _strings(self, run: list[ByteCell]) -> Iterable[tuple[str, ByteCell, float]]:
        """Strings with their first cell and width: cells are joined where that keeps each in its place."""
        group: list[ByteCell] = []
        char, indents = self._scene.measures.char, 2 * self._indent - 0.01
        for cell in run:
            joins = cell.look is Look.PLAIN and cell.text.isascii() and cell.width >= len(cell.text) * char + indents
            if group and not (joins and abs(group[-1].x + group[-1].width - cell.x) < 0.01):
                yield self._joined(group)
                group = []
            if joins:
                group.append(cell)
            else:
                yield cell.text, cell, cell.width
        if group:
            yield self._joined(group)

    def _joined(self, group: list[ByteCell]) -> tuple[str, ByteCell, float]:
        return self._joint.join(cell.text for cell in group), group[0], group[-1].x + group[-1].width - group[0].x

    def _badge(self, cell: ByteCell, top: float) -> None:
        painter, height = self._painter, self._scene.measures.row
        rect = QRectF(cell.x + 1, top + 3, cell.width - 2, height - 6)
        painter.setFont(self._scene.small)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _paint_borders(self, run: list[ByteCell], mark: Marked, chunk: Span, top: float) -> None:
        rect = self._rect(run, top)
        if mark.start < chunk[0] < run[0].end and run[0].start <= chunk[0]:
            paint.border(self._painter, rect.left(), rect.top(), rect.bottom(), self._palette.split)
        if mark.end > chunk[1] and run[-1].end >= chunk[1]:
            paint.border(self._painter, rect.right(), rect.top(), rect.bottom(), self._palette.split)

    def _paint_json(self, cells: Iterable[ByteCell], top: float) -> None:
        bottom = top + self._scene.measures.row - 1.5
        for cell in cells:
            if self._marks.json(cell.start, cell.end):
                paint.wave(self._painter, cell.x + 1, cell.x + cell.width - 1, bottom, self._palette.json)
