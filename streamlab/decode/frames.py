"""What the framers yield: frames (SSE events, records) and comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from streamlab.model import Span


@dataclass(slots=True)
class Frame:
    """One SSE event or one record.

    `start`/`end`: from its first field line (or the record's first byte) to its last byte, line end excluded. `ready`: the content
    offset at which a reader could hand it out. `data`: where its data begins, if in one piece up to `end`; else its spans.
    `dispatched`: a WHATWG-conforming reader would deliver it. `glued`: it follows another record on the same line. `bare`: a line
    of an event stream that is no field at all. `unknown`: field names outside the standard with their value spans.
    `comments`: the comment lines of its block. `bad_crc`: its check sum is wrong. Only `terminated` may change after a frame was
    handed out.
    """

    index: int
    start: int
    end: int
    ready: int
    data: int | tuple[Span, ...]  # a stream has a hundred thousand of them; a span is a hundred bytes
    event: str = "message"
    id: str = ""
    retry: int | None = None
    dispatched: bool = True
    terminated: bool = True
    glued: bool = False
    bare: bool = False
    bad_crc: bool = False
    unknown: tuple[tuple[str, int, int], ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def data_spans(self) -> tuple[Span, ...]:
        """One span per data line, after the colon and one space; a record has one."""
        return ((self.data, self.end),) if isinstance(self.data, int) else self.data


class Comment(NamedTuple):
    """An SSE comment line; `text` is verbatim after the colon."""

    start: int
    end: int
    text: str


def frame_bytes(content: bytes | bytearray, frame: Frame) -> bytes:
    """The frame's data: SSE data lines joined by LF, or the record."""
    if isinstance(frame.data, int):
        return bytes(content[frame.data : frame.end])
    return b"\n".join(bytes(content[start:end]) for start, end in frame.data)


def content_offset(frame: Frame, position: int) -> int:
    """The content offset of byte `position` of the frame's joined data; its length maps to the end of the last span."""
    for start, end in frame.data_spans:
        if position <= end - start:
            return start + position
        position -= end - start + 1
    return frame.end
