"""Server-sent events on bytes (WHATWG HTML §9.2.5, §9.2.6), the lenient view beside the strict one.

A conforming reader delivers the frames with `dispatched=True`. What only lenient clients see has `dispatched=False`: a block with
a name but no data, a block with unknown fields only, a bare line of JSON or HTML, the unterminated last block.
"""

from __future__ import annotations

import re

from streamlab.decode.charset import decode
from streamlab.decode.frames import Comment, Frame
from streamlab.model import Span

_LINE_END = re.compile(rb"[\r\n]")
# A whole event of one data line, which most are; else a line. Only CR, LF, CRLF end one: never U+2028 or U+0085.
_LINE = re.compile(rb"data: ?+([^\r\n]++)\n\n|([^\r\n]*+)(?:\r\n?|\n)")
_FIELDS = (b"event", b"id", b"retry")
_BARE = (b"{", b"[", b"<")  # no field name begins like this: JSON or a web page written without "data:"
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?')
BOM = b"\xef\xbb\xbf"


class SseReader:
    """Reads a growing content buffer; `advance()` returns the frames that became complete.

    A CR completes a line at once; the LF of a cut CRLF is skipped when it comes.
    """

    def __init__(self, content: bytearray, encoding: str = "utf-8") -> None:
        self._encoding = encoding
        self.comments: list[Comment] = []
        self.lone_comments: list[int] = []  # those, by index, that end a block with nothing else in it
        self.last_event_id = ""
        self.reconnection_time: int | None = None
        self._content = content
        self._line_start = 0
        self._scanned = 0  # no line end before this offset since _line_start
        self._skip_lf = False
        self._begun = False
        self._count = 0
        self._id = ""  # the buffer of §9.2.6: set by id fields, in force at dispatch
        self._frames: list[Frame] = []
        self._reset()

    def _reset(self) -> None:
        self._start = -1
        self._end = -1
        self._event = ""
        self._data: list[Span] = []
        self._retry: int | None = None
        self._unknown: list[tuple[str, int, int]] = []
        self._remarks: list[str] = []
        self._bare: list[Span] = []
        self._nested = (
            0  # brackets open in the last bare line, where it stands outside a block: its JSON is pretty-printed
        )

    def advance(self, *, final: bool = False) -> list[Frame]:
        """Frames completed by the content that is new; with `final`, the unterminated rest as well."""
        content = self._content
        if not self._begun and not self._skip_bom(final=final):
            return []
        if self._skip_lf and len(content) > self._line_start:
            self._skip_lf = False
            if content[self._line_start] == 0x0A:
                self._line_start += 1
        # A line longer than a chunk is searched once, not once per chunk.
        start = max(self._scanned, self._line_start)
        if _LINE_END.search(content, start) is None:
            self._scanned = len(content)
        else:
            self._lines()
        if final:
            self._finish()
        frames, self._frames = self._frames, []
        return frames

    def _skip_bom(self, *, final: bool) -> bool:
        head = bytes(self._content[:3])
        if len(head) < 3 and BOM.startswith(head) and not final:
            return False
        self._begun = True
        self._line_start = 3 if head == BOM else 0
        return True

    def _lines(self) -> None:
        content = self._content
        position = self._line_start
        # Up to the last line end only: the search would try every offset of the unfinished line after it, each to its end.
        stop = max(content.rfind(b"\n", position), content.rfind(b"\r", position)) + 1
        for match in _LINE.finditer(content, position, stop):
            data, end = match.span(1)
            if data >= 0:
                self._event_of_one_line(match.start(), data, end)
                continue
            start, end = match.span(2)
            if start == end:
                self._dispatch(end + 1)  # its first byte ends the line, whether or not an LF follows
            elif content.startswith(b"data:", start):
                self._data_line(start, end, 5)
            else:
                self._field(start, end)
        self._line_start = self._scanned = stop
        self._skip_lf = stop == len(content) and content[stop - 1] == 0x0D

    def _event_of_one_line(self, start: int, data: int, end: int) -> None:
        if self._start >= 0 or self._remarks or self._bare:
            self._data_line(start, end, 5)
            self._dispatch(end + 2)
            return
        self.last_event_id = self._id
        self._emit(Frame(self._count, start, end, end + 2, data, "message", self._id))

    def _data_line(self, start: int, end: int, colon: int) -> None:
        if self._start < 0:
            self._begin_block(start)
        self._end = end
        value = start + colon
        if value < end and self._content[value] == 0x20:
            value += 1
        self._data.append((min(value, end), end))

    def _field(self, start: int, end: int) -> None:
        """One line that is neither blank nor `data:` (§9.2.6, "process the field")."""
        line = bytes(self._content[start:end])
        name, _colon, value = line.partition(b":")
        if not name:
            self._remarks.append(decode(value, self._encoding))
            self.comments.append(Comment(start, end, self._remarks[-1]))
            return
        if name == b"data":
            self._data_line(start, end, end - start)
            return
        if line[:1] in _BARE or (self._nested and name not in _FIELDS):
            self._bare_line(line, start, end)
            return
        value = value.removeprefix(b" ")
        if self._start < 0:
            self._begin_block(start)
        self._end = end
        if name == b"event":
            self._event = decode(value, self._encoding)
        elif name == b"id":
            if b"\0" not in value:
                self._id = decode(value, self._encoding)
        elif name == b"retry":
            if value.isdigit():  # bytes.isdigit is ASCII only, as the standard wants
                # A number of any length is legal; one too long for Python's int() is a time without end.
                self._retry = self.reconnection_time = int(value[:4000])
        else:
            self._unknown.append((decode(name, self._encoding), end - len(value), end))

    def _names_a_field(self, start: int) -> bool:
        return bytes(self._content[start : start + 6]).partition(b":")[0] in (*_FIELDS, b"data", b"")

    def _begin_block(self, start: int) -> None:
        if self._bare:
            self._emit_bare(start)
        self._start = start

    def _bare_line(self, line: bytes, start: int, end: int) -> None:
        """A line that is no field, or one more of pretty-printed JSON, which goes on until its brackets are closed."""
        if self._nested:
            start = self._bare.pop()[0]
        self._bare.append((start, end))
        if self._start < 0:
            if line[:1] != b"<":
                brackets = _STRING.sub(b"", line)
                closed = brackets.count(b"}") + brackets.count(b"]")
                self._nested = max(0, self._nested + brackets.count(b"{") + brackets.count(b"[") - closed)
            if not self._nested:
                self._emit_bare(end)

    def _emit_bare(self, ready: int) -> None:
        """The bare lines so far. Those inside a block follow it, so that frames stay in the order of their first bytes."""
        for start, end in self._bare:
            ended = end < len(self._content)
            frame = Frame(self._count, start, end, ready, start, dispatched=False, terminated=ended, bare=True)
            self._emit(frame)
        self._bare = []
        self._nested = 0

    def _emit(self, frame: Frame) -> None:
        self._frames.append(frame)
        self._count += 1

    def _dispatch(self, ready: int, *, terminated: bool = True) -> None:
        """A blank line (or the end of the stream, not terminated): §9.2.6 "dispatch the event"."""
        if terminated:
            self.last_event_id = self._id
        if self._start < 0:
            if self._remarks and terminated:
                self.lone_comments.append(len(self.comments) - 1)
            self._remarks.clear()
            self._emit_bare(ready)
            return
        if self._data or self._event or self._unknown:
            frame = Frame(
                self._count,
                self._start,
                self._end,
                ready,
                self._data[0][0] if len(self._data) == 1 and self._data[0][1] == self._end else tuple(self._data),
                self._event or "message",
                self._id,
            )
            frame.retry = self._retry
            # §9.2.6: an empty data buffer is not dispatched, whatever else the block holds; a data line that is empty
            # makes the buffer one LF, which counts.
            frame.dispatched = terminated and bool(self._data)
            frame.terminated = terminated
            frame.unknown = tuple(self._unknown)
            frame.comments = tuple(self._remarks)
            self._emit(frame)
        self._emit_bare(ready)
        self._reset()

    def _finish(self) -> None:
        """The last line, which no line end completes, is nothing to a conforming reader; lenient ones take data and bare lines."""
        content = self._content
        start, end = self._line_start, len(content)
        self._line_start = end
        if content.startswith(b"data:", start):
            self._data_line(start, end, 5)
        elif content[start : start + 1] in (*_BARE, b":") or (self._nested and not self._names_a_field(start)):
            self._field(start, end)
        self._dispatch(end, terminated=False)
