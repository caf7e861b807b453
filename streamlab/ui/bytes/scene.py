"""What the four panes share: source, layout, scroll position, fonts, selection."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from streamlab.ui.bytes import geometry
from streamlab.ui.bytes.borders import DrawnBorders
from streamlab.ui.bytes.characters import REPLACEMENT, codec
from streamlab.ui.look import fonts

if TYPE_CHECKING:
    from streamlab.model import Span
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.bytes.source import ByteSource


class TextMode(StrEnum):
    """How the text pane decodes: one decoder over everything, or each chunk by itself as a naive client does."""

    CORRECT = "correct"
    NAIVE = "naive"


class Scene:
    """The state behind the panes; the view changes it, the panes paint it."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.borders = DrawnBorders()
        self.source: ByteSource | None = None
        self.text_mode = TextMode.CORRECT
        self._marked = 0
        self.scroll = 0.0
        self.width = 0.0
        self.set_font(fonts.fixed_font())

    def set_font(self, font: QFont) -> None:
        """Measures a font and lays everything out in it."""
        self.font = font
        self.bold = QFont(font)
        self.bold.setBold(True)
        self._widths: dict[str, float] = {}
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.72)
        self.small_bold = QFont(self.small)
        self.small_bold.setBold(True)
        metrics = QFontMetricsF(font)
        char = metrics.horizontalAdvance("0" * 64) / 64  # what a cell of a long run takes, rounding included
        row = round(max(metrics.height(), 1.7 * metrics.horizontalAdvance("你")))
        self.baseline = (row - metrics.height()) / 2 + metrics.ascent()
        widest = metrics.horizontalAdvance("#99999 +99.99 s 99.9 KB")
        self.measures = geometry.Measures(char, 3 * char + round(0.5 * char), row, chunk_column=widest + 34)
        # A blank this much wider puts the digits of a run into their cells, so that a run is one string.
        self.joint = self.measures.hex_cell - 3 * char
        self.bands = geometry.Bands(row, self.measures.pad_y)
        self.columns = geometry.fit(self.width, self.measures)
        self.rewrap()

    def width_of(self, face: str) -> float:
        """The width of what is drawn for a character: a whole number of cells, as its font needs."""
        if face not in self._widths:
            cells = QFontMetricsF(self.font).horizontalAdvance(face) / self.measures.char
            least = 2 if face == REPLACEMENT or len(face) > 1 else 1  # painted as a shape; a combining mark
            self._widths[face] = max(least, ceil(cells - 0.3)) * self.measures.char
        return self._widths[face]

    def set_source(self, source: ByteSource | None) -> None:
        """Shows another content, of which nothing is published yet."""
        self.source = source
        self.borders.clear()
        self.scroll = 0.0
        self._marked = 0
        self.bands.reset(source.chunk_ends if source else (), self.columns.per_row)

    def set_width(self, width: float) -> bool:
        """Fits the columns; whether rows have moved."""
        self.width = width
        self.columns = geometry.fit(width, self.measures)
        if self.columns.per_row == self.bands.per_row:
            return False
        self.rewrap()
        return True

    def rewrap(self) -> None:
        """Wraps what is published again."""
        count = self.bands.count
        self.bands.reset(self.source.chunk_ends if self.source else (), self.columns.per_row)
        self.bands.grow(count)

    def marks_changed(self) -> bool:
        """Whether marks have come since the last question: a failure may lie in a chunk long since shown."""
        source = self.source
        marked = len(source.split) + len(source.invalid) + len(source.json_failures) if source else 0
        changed, self._marked = marked != self._marked, marked
        return changed

    @property
    def limits(self) -> Span:
        """The published content."""
        return (0, self.bands.size)

    def read(self, start: int, end: int) -> bytes:
        """Content bytes, where there is a source."""
        return self.source.data(start, end) if self.source else b""

    @property
    def encoding(self) -> str:
        """The Python codec of the content."""
        return codec(self.source.encoding if self.source else "")
