"""Chunks grouped by time into slots, each with its bytes and whether something in it is cut or bad; no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlab.model import Span
    from streamlab.ui.bytes.source import ByteSource


class Slot(NamedTuple):
    """Chunks `[first, last)` that fall into one column: their bytes, their times, and what is wrong with them."""

    column: int
    first: int
    last: int
    start: int
    end: int
    t_first: int
    t_last: int
    cut: bool
    bad: bool

    @property
    def size(self) -> int:
        """Content bytes."""
        return self.end - self.start


class Slots:
    """The published chunks of a source over time. Times and ends are the source's own; only marked chunks are kept here."""

    def __init__(self, source: ByteSource | None = None) -> None:
        self._source = source
        self.count = 0
        self.duration = 0
        self._cut: list[int] = []  # chunks that end inside a character, in order
        self._bad: list[int] = []  # chunks in which something ill-formed or a JSON failure begins, in order
        self._seen = (0, 0, 0)

    def grow(self, count: int, t_ns: int = 0) -> None:
        """Takes the chunks up to `count` and the marks found since."""
        source = self._source
        if source is None:
            return
        self.count = max(self.count, count)
        last = source.chunk_times[self.count - 1] if self.count else 0
        self.duration = max(self.duration, last, t_ns)
        split, invalid, failed = self._seen
        new_split, new_invalid, new_failed = (
            source.split[split:],
            source.invalid[invalid:],
            source.json_failures[failed:],
        )
        self._add(self._cut, (mark.start for mark in new_split))
        self._add(self._bad, (mark.start for mark in new_invalid))
        self._add(self._bad, (failure.offset for failure in new_failed))
        self._seen = (split + len(new_split), invalid + len(new_invalid), failed + len(new_failed))

    @property
    def timeless(self) -> bool:
        """Whether the chunks come from a log without times."""
        return bool(self.count and self._source and self._source.chunk_times[self.count - 1] < 0)

    def _add(self, chunks: list[int], offsets: Iterable[int]) -> None:
        assert self._source is not None
        for offset in offsets:
            chunk = bisect_right(self._source.chunk_ends, offset)
            if not chunks or chunk > chunks[-1]:
                chunks.append(chunk)
            elif chunks[bisect_left(chunks, chunk)] != chunk:  # a failure is known only at the end of its record
                insort(chunks, chunk)

    def span(self, first: int, last: int) -> Span:
        """The content bytes of the chunks `[first, last)`."""
        if self._source is None or first >= last:
            return (0, 0)
        ends = self._source.chunk_ends
        return (ends[first - 1] if first else 0, ends[last - 1])

    def beside(self, span: Span, step: int) -> int:
        """The chunk before or after the selected ones."""
        if self._source is None or span[0] == span[1]:
            return 0
        ends = self._source.chunk_ends
        edge = bisect_right(ends, span[0] if step < 0 else span[1] - 1, 0, self.count)
        return min(max(0, edge + step), self.count - 1)

    def between(self, start: float, end: float, columns: int) -> list[Slot]:
        """The slots with chunks in `[start, end]`, which `columns` columns divide."""
        if self._source is None or not self.count:
            return []
        times = self._source.chunk_times
        out = []
        width = (end - start) / columns
        chunk = bisect_left(times, start, 0, self.count)
        stop = bisect_right(times, end, 0, self.count)
        while chunk < stop:
            column = min(int((times[chunk] - start) / width), columns - 1)
            limit = start + (column + 1) * width
            # At least one chunk, or a time that rounding puts on the border would never be passed.
            last = stop if column == columns - 1 else max(chunk + 1, bisect_left(times, limit, chunk, stop))
            span = self.span(chunk, last)
            cut, bad = (_any(marked, chunk, last) for marked in (self._cut, self._bad))
            out.append(Slot(column, chunk, last, *span, times[chunk], times[last - 1], cut, bad))
            chunk = last
        return out


def _any(marked: list[int], first: int, last: int) -> bool:
    at = bisect_left(marked, first)
    return at < len(marked) and marked[at] < last
