"""Where each byte is: bands of chunks, rows of bytes, columns of cells; pure arithmetic, no Qt.

A chunk is a *band*; its bytes are wrapped into *rows* of `per_row` bytes, and the size of the chunk alone says how many.
The base64 of a row stands beside its hex. A line of text takes the bytes of several rows (its *stride*) and stands beside
the first of them, so heights are known without decoding anything, and text is never far from its bytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PER_ROW: Final = (4, 8, 16, 24, 32)
GROUP: Final = 8  # bytes between two small gaps of a hex row


class Row(NamedTuple):
    """One line of bytes: its chunk, its number in the band, the content bytes, and its top on the scroll axis."""

    chunk: int
    nth: int
    start: int
    end: int
    top: float


class Band(NamedTuple):
    """One chunk on the scroll axis."""

    chunk: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What the font gives: widths of a text cell and of a hex cell, height of a row, and the paddings in pixels."""

    char: float
    hex_cell: float
    row: float
    pad_y: float = 7.0
    pad_x: float = 16.0
    gap: float = 6.0
    chunk_column: float = 160.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns for one width: bytes per hex row, cells per text row, and where each pane starts."""

    per_row: int
    text_cells: int
    hex_x: float
    base64_x: float
    text_x: float

    @property
    def stride(self) -> int:
        """How many rows of bytes fit into a line of text; a cut character at each end is drawn wide."""
        return max(1, (self.text_cells - 6) // self.per_row)


def quads(per_row: int) -> int:
    """How many base64 quads can begin in a row of `per_row` bytes."""
    return -(-per_row // 3)


def hex_x(column: int, m: Measures) -> float:
    """The left edge of the hex cell of a column, in its pane."""
    return m.pad_x + column * m.hex_cell + (column // GROUP) * m.gap


def hex_column(x: float, per_row: int, m: Measures) -> int:
    """The column at `x`, the nearest one where `x` is outside."""
    group_width = GROUP * m.hex_cell + m.gap
    group, rest = divmod(max(0.0, x - m.pad_x), group_width)
    return min(int(group) * GROUP + min(int(rest / m.hex_cell), GROUP - 1), per_row - 1)


def fit(width: float, m: Measures) -> Columns:
    """The widest rows that leave the text two and a half cells for each byte of hex; the narrowest if none does."""
    columns = [_columns(width, per_row, m) for per_row in PER_ROW]
    return next((c for c in reversed(columns) if c.text_cells >= 2.5 * c.per_row), columns[0])


def _columns(width: float, per_row: int, m: Measures) -> Columns:
    base64_x = m.chunk_column + hex_x(per_row - 1, m) + m.hex_cell + m.pad_x
    text_x = base64_x + 4 * quads(per_row) * m.char + 2 * m.pad_x
    return Columns(per_row, int((width - text_x - 2 * m.pad_x) / m.char), m.chunk_column, base64_x, text_x)


class Bands:
    """The heights of the published chunks, in cumulative rows: appending is cheap, finding is a bisection."""

    def __init__(self, row: float, pad: float) -> None:
        self._row = row
        self._pad = 2 * pad + 1  # one pixel for the line below
        self._pad_top = pad
        self._ends: Sequence[int] = ()
        self._rows = array("q")
        self.per_row = 16

    @property
    def count(self) -> int:
        """Chunks published."""
        return len(self._rows)

    @property
    def size(self) -> int:
        """Content bytes published."""
        return self._ends[self.count - 1] if self.count else 0

    @property
    def height(self) -> float:
        """Of everything."""
        return self.top(self.count)

    def reset(self, ends: Sequence[int], per_row: int) -> None:
        """Starts over with another content or another wrapping; `grow` fills it again."""
        self._ends, self.per_row = ends, per_row
        self._rows = array("q")

    def grow(self, count: int) -> None:
        """Takes the chunks up to `count`, which `ends` already holds."""
        first, n = self.count, self.per_row
        if count <= first:
            return
        ends = self._ends[first:count]
        starts = chain((self._ends[first - 1] if first else 0,), ends)
        rows = (-((s - e) // n) if e > s else 1 for s, e in zip(starts, ends, strict=False))
        before = self._rows[-1] if first else 0
        self._rows.extend(islice(accumulate(rows, initial=before), 1, None))

    def span(self, chunk: int) -> tuple[int, int]:
        """The content bytes of a chunk."""
        return (self._ends[chunk - 1] if chunk else 0, self._ends[chunk])

    def top(self, chunk: int) -> float:
        """Where the band of a chunk begins; `top(count)` is the height of all."""
        return (self._rows[chunk - 1] if chunk else 0) * self._row + chunk * self._pad

    def rows_of(self, chunk: int) -> int:
        """How many rows the band has."""
        return self._rows[chunk] - (self._rows[chunk - 1] if chunk else 0)

    def row_top(self, chunk: int, index: int) -> float:
        """The top of a row inside its band."""
        return self.top(chunk) + self._pad_top + index * self._row

    def chunk_of(self, offset: int) -> int:
        """The chunk that holds a byte; the last one where the byte is past the end, and -1 where nothing is."""
        return min(bisect_right(self._ends, offset, 0, self.count), self.count - 1)

    def chunk_at(self, y: float) -> int:
        """The band at `y`; -1 above the first and `count` below the last."""
        if y < 0:
            return -1
        return bisect_right(range(self.count + 1), y, key=self.top) - 1 if self.count else 0

    def bands(self, top: float, bottom: float) -> Iterator[Band]:
        """The bands that touch `[top, bottom)`."""
        chunk = max(0, self.chunk_at(top))
        while chunk < self.count and (y := self.top(chunk)) < bottom:
            yield Band(chunk, y, self.top(chunk + 1))
            chunk += 1

    def rows(self, top: float, bottom: float, stride: int = 1) -> Iterator[Row]:
        """The rows with bytes that touch `[top, bottom)`: what a paint costs."""
        for band in self.bands(top, bottom):
            start, end = self.span(band.chunk)
            nth = max(0, int((top - self.row_top(band.chunk, 0)) // (self._row * stride)))
            while start + nth * stride * self.per_row < end:
                row = self._nth(band.chunk, nth, stride)
                if row.top >= bottom:
                    break
                yield row
                nth += 1

    def row_of(self, offset: int, stride: int = 1) -> Row:
        """The row that holds a published byte."""
        chunk = self.chunk_of(offset)
        start, end = self.span(chunk)
        return self._nth(chunk, max(0, min(offset, end - 1) - start) // (stride * self.per_row), stride)

    def row_at(self, y: float, stride: int = 1) -> Row | None:
        """The row at `y`, or the nearest of its band; None where there is no byte."""
        chunk = self.chunk_at(y)
        if not 0 <= chunk < self.count:
            return None
        start, end = self.span(chunk)
        if start == end:
            return None
        wanted = int((y - self.row_top(chunk, 0)) // (self._row * stride))
        return self._nth(chunk, min(max(0, wanted), (end - start - 1) // (stride * self.per_row)), stride)

    def _nth(self, chunk: int, nth: int, stride: int) -> Row:
        start, end = self.span(chunk)
        at = start + nth * stride * self.per_row
        return Row(chunk, nth, at, min(at + stride * self.per_row, end), self.row_top(chunk, nth * stride))

    def step(self, offset: int, rows: int, stride: int = 1) -> int:
        """The byte `rows` rows below (above where negative) in the same column, or the nearest there is."""
        row = self.row_of(offset, stride)
        column, going = offset - row.start, 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            beside = row.end if going > 0 else row.start - 1
            if not 0 <= beside < self.size:
                break
            row = self.row_of(beside, stride)
        return min(row.start + column, row.end - 1)
