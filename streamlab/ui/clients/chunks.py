"""A run chunk by chunk: the bytes, what they came to, what was assigned, written and thrown; virtual, painted in one go."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from streamlab.decode.charset import decode
from streamlab.ui.clients.model import BAD
from streamlab.ui.clients.sentences import error_line, visible
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.models import Index

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.model import Span
    from streamlab.ui.clients.digest import Digest
    from streamlab.ui.look.palette import Palette

ROOT: Final = QModelIndex()
ROW: Final = 44
_HEX: Final = 12  # bytes shown in hex
_CHARACTERS: Final = 90
_OUTPUTS: Final = 20  # of a chunk
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Line(NamedTuple):
    """What a chunk's row says: its bytes, as hex and as text; below what became of it, each with its kind."""

    number: str
    size: str
    hex: str
    text: str
    outcome: tuple[tuple[str, str], ...]  # kind: given, nothing, state, console, error


class ChunkModel(QAbstractTableModel):
    """A row per chunk; its texts are made when it comes into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self.run: Digest | None = None
        self._lines = lru_cache(maxsize=2_000)(self._made_line)

    def show_run(self, analysis: Analysis | None, run: Digest | None) -> None:
        """Another run."""
        self.beginResetModel()
        self._analysis, self.run = analysis, run
        self._lines.cache_clear()
        self.endResetModel()

    def retranslate(self) -> None:
        """The words in the language in force."""
        self._lines.cache_clear()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self.run is None or self._analysis is None else self.run.chunks

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row in one text; its looks are the view's."""
        if self.run is None or not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            return " · ".join((line.number, line.size, line.hex, line.text, *(text for _kind, text in line.outcome)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(text for _kind, text in self.line(index.row()).outcome)
        return None

    def line(self, row: int) -> Line:
        """What a row says."""
        return self._lines(row)

    def _made_line(self, row: int) -> Line:
        assert self.run is not None
        assert self._analysis is not None
        start, end = self.run.span(row)
        data = self._analysis.data(start, min(end, start + _CHARACTERS))
        text = decode(data, self._analysis.encoding)
        more = end - start > _CHARACTERS
        return Line(
            f"#{row}",
            self.tr("{size} B").format(size=f"{end - start:,}"),
            data[:_HEX].hex(" ").upper() + (" …" if end - start > _HEX else ""),
            visible(text.rstrip("\ufffd") + "…" if more else text),
            tuple(self._outcome(self.run, row)),
        )

    def _outcome(self, run: Digest, row: int) -> list[tuple[str, str]]:
        parts = [("error", f"{BAD} {error_line(error, chunk=False)}") for error in run.errors_of(row)[:_OUTPUTS]]
        for state in run.states_of(row)[:_OUTPUTS]:
            parts.append(("state", f"{state.name} = {_value(state.value)}"))
        if run.kind != "reply":
            outputs = run.outputs_of(row)[:_OUTPUTS]
            texts = [one if isinstance(one, str) else decode(one, run.encoding) for one in outputs]
            if run.kind == "text":
                texts = ["".join(texts)] if texts else []
            parts += [("given", visible(_short(text)) or self.tr("an empty line")) for text in texts]
        parts += [
            ("console", f"console.{line.level}: {visible(_short(line.text))}")
            for line in run.console_of(row)[:_OUTPUTS]
        ]
        if not any(kind in ("given", "state", "error") for kind, _text in parts):
            parts.insert(0, ("nothing", self.tr("nothing new")))
        return parts


def _value(value: object) -> str:
    """An assigned value as JavaScript has it, short."""
    from streamlab.clients.base import shown_text

    if value is None:
        return "undefined"
    text = visible(_short(shown_text(value)))
    return f"“{text}”" if isinstance(value, str) else text


def _short(text: str) -> str:
    return text if len(text) <= 2 * _CHARACTERS else text[: 2 * _CHARACTERS] + "…"


class ChunkTable(QTableView):
    """Paints the rows in sight, two lines each; a chosen row tells its bytes."""

    chosen = Signal(object)  # Span

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clientChunks")
        self.chunks = ChunkModel(self)
        self._wanted = -1  # the row to be brought into sight
        self._marked = -1  # the one with the first difference
        self.setModel(self.chunks)
        self._fixed, self._plain = fonts.fixed_font(), fonts.ui_font()
        self._bold = QFont(self._plain)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def show_run(self, analysis: Analysis | None, run: Digest | None, byte: int | None) -> None:
        """A run's chunks; the one that holds `byte` is marked, and in sight."""
        self.chunks.show_run(analysis, run)
        self._marked = min(run.chunk_at(byte), run.chunks - 1) if run is not None and byte is not None else -1
        self._wanted = self._marked
        self._scroll()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now there is a height to scroll in."""
        super().showEvent(event)
        self._scroll()

    def _scroll(self) -> None:
        if self._wanted >= 0 and self.isVisible():
            self.updateGeometries()
            self.scrollTo(self.chunks.index(self._wanted, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
            self._wanted = -1

    def _choose(self, current: QModelIndex) -> None:
        if self.chunks.run is not None and current.isValid():
            span: Span = self.chunks.run.span(current.row())
            self.chosen.emit(span)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        model, viewport, colours = self.chunks, self.viewport(), theme.current()
        first = self.rowAt(0)
        if first < 0:
            return
        painter, top, width = QPainter(viewport), self.rowViewportPosition(first), viewport.width()
        chosen = self.currentIndex().row()
        for row in range(first, min(model.rowCount(), first + (viewport.height() - top) // ROW + 1)):
            ground = colours.selection if row == chosen else colours.chunk_odd if row % 2 else colours.chunk_even
            painter.fillRect(0, top, width, ROW, QColor(ground))
            if row == self._marked:
                painter.fillRect(0, top, 4, ROW, QColor(colours.split))
            self._paint_row(painter, QRectF(14, top + 2, width - 26, ROW - 4), model.line(row), colours)
            top += ROW

    def _paint_row(self, painter: QPainter, box: QRectF, line: Line, colours: Palette) -> None:
        upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        digit = QFontMetricsF(self._fixed).horizontalAdvance("0")
        assert self.chunks.run is not None
        widest = f"#{self.chunks.run.chunks} {self.chunks.run.size:,} B "  # one width for all rows
        size = len(widest) * digit
        half = (box.width() - size) * 0.42
        hexes = QRectF(upper.left() + size + digit, upper.top(), half - digit, upper.height())
        text = QRectF(hexes.right() + digit, upper.top(), box.right() - hexes.right() - digit, upper.height())
        bad = any(kind == "error" for kind, _text in line.outcome)
        self._write(painter, upper, line.number, self._fixed, colours.bad if bad else colours.text)
        painter.setPen(QColor(colours.faint))
        painter.drawText(QRectF(upper.left(), upper.top(), size - digit, upper.height()), _RIGHT, line.size)
        self._write(painter, hexes, line.hex, self._fixed, colours.dim)
        self._write(painter, text, line.text, self._fixed, colours.dim)
        lower = QRectF(hexes.left(), upper.bottom(), box.right() - hexes.left(), upper.height())
        inks = {"error": colours.bad, "nothing": colours.faint, "console": colours.dim}
        for kind, words in line.outcome:
            font = self._bold if kind in ("given", "state") else self._plain
            used = self._write(painter, lower, words, font, inks.get(kind, colours.text))
            lower.setLeft(lower.left() + used + 14)
            if lower.width() < 20:
                break

    @staticmethod
    def _write(painter: QPainter, box: QRectF, text: str, font: QFont, ink: str) -> float:
        """A text cut to its room; how much of it was used."""
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)
        return metrics.horizontalAdvance(shown)
