"""Where a character of a frame's text lies on the content axis, and back; no Qt.

A frame's text is its data lines joined by LF; each line is decoded bytes. Counting goes through the decoder, because one
replacement character may stand for one, two or three bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlab.decode.charset import decoder
from streamlab.model import Span

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.decode.frames import Frame


def byte_span(analysis: Analysis, frame: Frame, start: int, end: int) -> Span:
    """The bytes of characters [start, end) of the frame's text."""
    first = _offset(analysis, frame, start)
    return first, max(first + 1, _offset(analysis, frame, end))


def character_at(analysis: Analysis, frame: Frame, offset: int) -> int:
    """The index of the character whose bytes hold `offset`; the nearest one where none does."""
    passed = 0
    for start, end in frame.data_spans:
        if offset < end:
            line = analysis.data(start, end)
            return passed + _count(line, max(0, offset - start), analysis.encoding)
        passed += _count(analysis.data(start, end), end - start, analysis.encoding) + 1
    return max(0, passed - 1)


def _offset(analysis: Analysis, frame: Frame, character: int) -> int:
    passed = 0
    for start, end in frame.data_spans:
        line = analysis.data(start, end)
        length = _count(line, len(line), analysis.encoding)
        if character <= passed + length:
            return start + _prefix(line, character - passed, analysis.encoding)
        passed += length + 1
    return frame.end


def _prefix(line: bytes, characters: int, encoding: str) -> int:
    """The shortest prefix of `line` that holds `characters` whole characters."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        if _count(line, middle, encoding) >= characters:
            high = middle
        else:
            low = middle + 1
    return low


def _count(line: bytes, end: int, encoding: str) -> int:
    return len(decoder(encoding).decode(line[:end]))
