"""Where something occurred: the first so many places, and how often in all; may import model."""

from __future__ import annotations

from dataclasses import dataclass, field

from streamlab.model import Span

MAX_PLACES = 200  # a finding names the first so many places; its count goes on


@dataclass(slots=True)
class Places:
    """The first `MAX_PLACES` spans with their chunks, and the count of all."""

    count: int = 0
    spans: list[Span] = field(default_factory=list)
    chunks: list[int] = field(default_factory=list)

    def add(self, span: Span, chunk: int) -> None:
        """One more occurrence, in `chunk`."""
        self.count += 1
        if self.count <= MAX_PLACES:
            self.spans.append(span)
            self.chunks.append(chunk)
