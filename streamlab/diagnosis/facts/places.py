"""Where something occurred: the first so many places and the last one, and how often in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from streamlab.model import Span

MAX_PLACES = 200  # a finding names so many places, the first ones and the last; its count goes on
_T = TypeVar("_T")


def first_and_last(items: Sequence[_T]) -> list[_T]:
    """As many of `items` as a finding names."""
    return list(items) if len(items) <= MAX_PLACES else [*items[: MAX_PLACES - 1], items[-1]]


@dataclass(slots=True)
class Places:
    """At most `MAX_PLACES` spans with their chunks, the last one among them, and the count of all."""

    count: int = 0
    spans: list[Span] = field(default_factory=list)
    chunks: list[int] = field(default_factory=list)

    def add(self, span: Span, chunk: int) -> None:
        """One more occurrence, in `chunk`."""
        self.count += 1
        if self.count <= MAX_PLACES:
            self.spans.append(span)
            self.chunks.append(chunk)
        else:
            self.last(span, chunk)

    def last(self, span: Span, chunk: int) -> None:
        """The last occurrence, where it was counted without a place."""
        self.spans[-1] = span
        self.chunks[-1] = chunk
