"""The reply's text so far, and which delta each character came from; no Qt."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from streamlab.model import Span

if TYPE_CHECKING:
    from streamlab.dialects.reply import Delta


class ReplyText:
    """Grows by deltas; maps characters of `text` to bytes of the content and back."""

    def __init__(self) -> None:
        self.text = ""
        self._ends = array("q")  # where each delta ends in `text`
        self._spans: list[Span] = []
        self._runs: list[tuple[int, str]] = []  # where a run of one kind begins

    def extend(self, deltas: Sequence[Delta]) -> None:
        """Adds the deltas that came since the last call."""
        length, pieces = len(self.text), []
        for delta in deltas:
            if not self._runs or self._runs[-1][1] != delta.kind:
                self._runs.append((length, delta.kind))
            length += len(delta.text)
            pieces.append(delta.text)
            self._ends.append(length)
            self._spans.append((delta.start, delta.end))
        self.text += "".join(pieces)

    def runs(self, start: int) -> Iterator[tuple[int, int, str]]:
        """The stretches of one kind from character `start` on: start, end, kind."""
        for index in range(max(0, bisect_right(self._runs, start, key=lambda run: run[0]) - 1), len(self._runs)):
            begin, kind = self._runs[index]
            end = self._runs[index + 1][0] if index + 1 < len(self._runs) else len(self.text)
            if end > max(begin, start):
                yield max(begin, start), end, kind

    def byte_span(self, start: int, end: int) -> Span | None:
        """The bytes of the deltas that hold characters [start, end)."""
        if not self._spans or end <= start:
            return None
        first = min(bisect_right(self._ends, start), len(self._spans) - 1)
        last = min(bisect_right(self._ends, end - 1), len(self._spans) - 1)
        return self._spans[first][0], max(self._spans[last][1], self._spans[first][0] + 1)

    def characters(self, span: Span) -> Span | None:
        """The characters of the deltas that lie in the bytes `span`; None where there are none."""
        low = bisect_right(self._spans, span[0], key=lambda own: own[0]) - 1
        first = next((i for i in range(max(0, low), len(self._spans)) if self._spans[i][1] > span[0]), None)
        if first is None or self._spans[first][0] >= span[1]:
            return None
        last = first
        while last + 1 < len(self._spans) and self._spans[last + 1][0] < span[1]:
            last += 1
        return (self._ends[first - 1] if first else 0), self._ends[last]
