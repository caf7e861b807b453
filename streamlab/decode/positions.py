"""From a byte of content to a character of its text, and back, in O(log n).

Checkpoints, one a few kilobytes, are laid between characters as far as anyone asked; between two of them the bytes are decoded
again. A position is an index into the text that a correct decoder gives (one U+FFFD per maximal subpart).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right

from streamlab.decode.charset import decoder

STEP = 4096


class TextPositions:
    """Reads a growing content buffer, for one thread at a time; `encoding` is a name Python knows."""

    def __init__(self, content: bytearray | bytes, encoding: str) -> None:
        self._content = content
        self._encoding = encoding
        self._offsets = array("q", [0])  # of the checkpoints, on the content axis
        self._positions = array("q", [0])  # in the text

    def position_of(self, offset: int) -> int:
        """The index in the text of the character that holds content byte `offset`; 0 <= offset < len(content)."""
        if not 0 <= offset < len(self._content):
            raise IndexError(offset)
        while self._offsets[-1] + STEP <= offset:
            self._lay_checkpoint()
        at = bisect_right(self._offsets, offset) - 1
        return self._positions[at] + self._within(self._offsets[at], offset)

    def offset_of(self, position: int) -> int:
        """The first byte of the character at `position` of the text; the content's length for the position after the last."""
        while self._positions[-1] <= position and self._offsets[-1] + STEP < len(self._content):
            self._lay_checkpoint()
        at = bisect_right(self._positions, position) - 1
        start = low = self._offsets[at]
        high = self._offsets[at + 1] if at + 1 < len(self._offsets) else len(self._content)
        wanted = position - self._positions[at]
        while low < high:  # the first byte whose character is not before the wanted one
            middle = (low + high) // 2
            if self._within(start, middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _within(self, start: int, offset: int) -> int:
        """How many characters lie between the checkpoint at `start` and the one that holds `offset`."""
        text, held = self._decode(start, offset + 1)
        return len(text) if held else len(text) - 1

    def _lay_checkpoint(self) -> None:
        start = self._offsets[-1]
        text, held = self._decode(start, start + STEP)
        self._offsets.append(start + STEP - held)
        self._positions.append(self._positions[-1] + len(text))

    def _decode(self, start: int, end: int) -> tuple[str, int]:
        """The whole characters of `[start, end)`, and how many bytes of an unfinished one follow them."""
        reader = decoder(self._encoding)
        text = reader.decode(self._content[start:end])
        return text, min(len(reader.getstate()[0]), end - start)
