"""What the byte views read: a protocol that `Analysis` satisfies; no Qt.

A source grows on another thread. A view reads only what `publish(chunks)` has told it, so it needs no lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlab.model import Span


class Marked(Protocol):
    """A span worth seeing; `kind` is split, invalid or json."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Started(Protocol):
    """Anything that begins at a byte."""

    @property
    def start(self) -> int: ...


class Failed(Protocol):
    """A JSON failure at a byte."""

    @property
    def offset(self) -> int: ...


class ByteSource(Protocol):
    """Chunks with times over one content, and the marks in it; all of it only ever grows."""

    @property
    def chunk_times(self) -> Sequence[int]: ...
    @property
    def chunk_ends(self) -> Sequence[int]: ...
    @property
    def encoding(self) -> str: ...
    @property
    def split(self) -> Sequence[Started]: ...
    @property
    def invalid(self) -> Sequence[Started]: ...
    @property
    def json_failures(self) -> Sequence[Failed]: ...
    def data(self, start: int, end: int) -> bytes:
        """A copy of the content bytes `[start, end)`."""
        ...

    def marks(self, start: int, end: int) -> Sequence[Marked]:
        """The marks that touch `[start, end)`, in order."""
        ...


def chunk_span(source: ByteSource, index: int) -> Span:
    """Where the chunk lies on the content axis."""
    ends = source.chunk_ends
    return (ends[index - 1] if index else 0, ends[index])
