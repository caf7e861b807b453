"""The marks of the bytes in sight, by byte; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlab.ui.bytes.source import ByteSource, Marked


class MarkedRange:
    """What is marked in `[start, end)`: one question to the source per paint, one look-up per cell."""

    def __init__(self, source: ByteSource, start: int, end: int) -> None:
        self._marked: dict[int, Marked] = {}
        self._json: set[int] = set()
        for mark in source.marks(start, end):
            touched = range(max(start, mark.start), min(end, max(mark.end, mark.start + 1)))
            if mark.kind == "json":
                self._json.update(touched)
            elif mark.kind == "invalid":  # what is broken outranks what is merely cut
                self._marked.update(dict.fromkeys(touched, mark))
            else:
                for offset in touched:
                    self._marked.setdefault(offset, mark)

    def of(self, start: int, end: int) -> Marked | None:
        """The mark of a cut or an ill-formed character that touches the bytes, if any."""
        if not self._marked:
            return None
        for at in range(start, end):
            if at in self._marked:
                return self._marked[at]
        return None

    def touch(self, start: int, end: int) -> bool:
        """Whether `of` would find something in a row; most rows have nothing to find."""
        return not self._marked.keys().isdisjoint(range(start, end))

    def json(self, start: int, end: int) -> bool:
        """Whether JSON fails at one of the bytes."""
        return not self._json.isdisjoint(range(start, end))
