"""AWS event streams (application/vnd.amazon.eventstream): binary messages with check sums.

Big endian: total length, headers' length, CRC-32 of these eight bytes; headers; payload; CRC-32 of everything before it.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from streamlab.decode.frames import Frame
from streamlab.model import Span

PRELUDE: Final = 12
_MAX_HEADERS: Final = 128 << 10
_MAX_PAYLOAD: Final = 24 << 20
_NAMES = (":exception-type", ":error-code", ":event-type")  # the first of these that is sent names the message
_SIZES = {
    0: 0,
    1: 0,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    8: 8,
    9: 16,
}  # bytes of a header's value by its type; 6 and 7 say their own
_STRING = 7


def is_prelude(head: bytes | bytearray) -> bool:
    """Do these bytes begin a message? Their check sum tells."""
    return len(head) >= PRELUDE and zlib.crc32(head[:8]) == int.from_bytes(head[8:12])


class EventStreamReader:
    """Reads a growing content buffer; `advance()` returns the messages that became complete.

    After a prelude that is none, nothing says where the next message begins: reading ends there, with one frame for the rest.
    """

    def __init__(self, content: bytearray) -> None:
        self._content = content
        self._start = 0
        self._count = 0
        self._lost = False

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The messages completed by the content that is new; with `final`, the unfinished rest as well."""
        content, frames = self._content, list[Frame]()
        while not self._lost and len(content) - self._start >= PRELUDE:
            start = self._start
            total, headers = struct.unpack_from(">II", content, start)
            self._lost = not (is_prelude(content[start : start + PRELUDE]) and _is_possible(total, headers))
            if self._lost or len(content) - start < total:
                break
            broken = zlib.crc32(content[start : start + total - 4]) != int.from_bytes(
                content[start + total - 4 : start + total]
            )
            payload = (start + PRELUDE + headers, start + total - 4)
            self._emit(frames, start + total, (payload,), bad_crc=broken)
        if final and self._start < len(content):
            self._emit(frames, len(content), self._unfinished(), terminated=False, bad_crc=self._lost)
        return frames

    def _unfinished(self) -> tuple[Span, ...]:
        """The payload of the last message as far as it came."""
        size = len(self._content)
        if self._lost or size - self._start < PRELUDE:
            return ()
        headers = int.from_bytes(self._content[self._start + 4 : self._start + 8])
        return ((min(self._start + PRELUDE + headers, size), size),)

    def _emit(
        self,
        frames: list[Frame],
        end: int,
        spans: tuple[Span, ...],
        *,
        terminated: bool = True,
        bad_crc: bool,
    ) -> None:
        start = self._start
        name = _name(bytes(self._content[start + PRELUDE : spans[0][0]])) if spans else ""
        frame = Frame(self._count, start, end, end, spans, name or "message", terminated=terminated, bad_crc=bad_crc)
        frames.append(frame)
        self._count += 1
        self._start = end


def _is_possible(total: int, headers: int) -> bool:
    payload = total - headers - PRELUDE - 4
    return headers <= _MAX_HEADERS and 0 <= payload <= _MAX_PAYLOAD


def _name(headers: bytes) -> str:
    found = _strings(headers)
    return next((found[name] for name in _NAMES if name in found), "")


def _strings(headers: bytes) -> dict[str, str]:
    """The headers that are strings; what does not fit the format ends the reading."""
    found: dict[str, str] = {}
    at = 0
    while at < len(headers):
        name_end = at + 1 + headers[at]
        kind = headers[name_end] if name_end < len(headers) else -1
        value = name_end + 1
        if kind in (6, _STRING):
            size = int.from_bytes(headers[value : value + 2])
            value += 2
        elif kind in _SIZES:
            size = _SIZES[kind]
        else:
            break
        if kind == _STRING:
            name = headers[at + 1 : name_end].decode("utf-8", "replace")
            found[name] = headers[value : value + size].decode("utf-8", "replace")
        at = value + size
    return found
