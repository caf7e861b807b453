"""Records: NDJSON, glued and pretty-printed objects, JSON array streams, one JSON; may import frames.

Objects are self-delimiting: a record is handed out when its bracket closes, not when the next line end comes, since some servers
write the line end *before* each object. A record's span excludes its line end (LF and one CR before it).
"""

from __future__ import annotations

import re

import orjson

from streamlab.decode.frames import Frame

_SPACE = re.compile(rb"[ \t\r\n]*+")
_SPACE_OR_COMMA = re.compile(rb"[ \t\r\n,]*+")
_SCALAR = re.compile(rb"[^,\]\s]*+")
_STRUCTURE = re.compile(rb'["{}\[\]\n]')
_STRING_REST = re.compile(rb'(?:[^"\\\n]++|\\[^\n])*+("|\\?\n)?')
_TRY = 1 << 16  # a record of at most this size is first tried whole


class LineRecords:
    """`ndjson` to the letter: one record per LF line; blank lines are no records; the last may be unterminated."""

    def __init__(self, content: bytearray, start: int = 0) -> None:
        self._content = content
        self._start = start
        self._scanned = start
        self._count = 0

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The records completed by the content that is new."""
        content = self._content
        frames: list[Frame] = []
        while (newline := content.find(b"\n", max(self._scanned, self._start))) >= 0:
            end = newline - (newline > self._start and content[newline - 1] == 0x0D)
            self._add(frames, end, newline + 1, terminated=True)
            self._start = self._scanned = newline + 1
        self._scanned = len(content)
        if final and self._start < len(content):
            end = len(content) - (content[-1] == 0x0D)
            self._add(frames, end, len(content), terminated=False)
            self._start = len(content)
        return frames

    def _add(self, frames: list[Frame], end: int, ready: int, *, terminated: bool) -> None:
        start = self._start
        if self._content[start:end].strip(b" \t\r"):
            frames.append(Frame(self._count, start, end, ready, ((start, end),), terminated=terminated))
            self._count += 1


class WholeBody:
    """`json`: the body is one text; its outer blanks do not count, an empty body is a record of no length."""

    def __init__(self, content: bytearray, start: int = 0) -> None:
        self._content = content
        self._start = start

    def advance(self, *, final: bool = False) -> list[Frame]:
        """Nothing before the end, then the one record."""
        if not final:
            return []
        content = self._content
        text = bytes(content[self._start :])
        start = self._start + len(text) - len(text.lstrip(b" \t\r\n"))
        end = max(start, self._start + len(text.rstrip(b" \t\r\n")))
        if start == len(content):
            start = end = self._start
        return [Frame(0, start, end, len(content), ((start, end),), terminated=False)]


class Records:
    """Objects as they close, whatever lies between them: lines, nothing (`}{`), or the commas of an array.

    A line end inside an object ends the record unless the object is pretty-printed, that is, unless the line ends with `{`, `[`
    or `,`. What does not begin with a bracket is a record up to its line end.
    """

    def __init__(self, content: bytearray, start: int = 0, *, array: bool = False) -> None:
        self.pretty = False
        self._content = content
        self._array = array
        self._position = start  # everything before it has been handed out
        self._start = -1  # the record in progress
        self._scan = start
        self._stack = bytearray()  # the brackets open in it
        self._in_string = False
        self._last: Frame | None = None  # the record before, while its line goes on
        self._count = 0
        self._opened = not array
        self._closed = False

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The records completed by the content that is new."""
        frames: list[Frame] = []
        while not self._closed and self._step(frames, final=final):
            pass
        return frames

    def _step(self, frames: list[Frame], *, final: bool) -> bool:
        if self._start < 0 and not self._begin():
            return False
        first = self._content[self._start]
        if first in b"{[":
            end = self._bracketed()
        elif self._array:
            end = self._scalar(final=final)
        else:
            end = self._line(final=final)
        if end < 0:
            if not final:
                return False
            end = len(self._content)
        self._emit(frames, end)
        return True

    def _begin(self) -> bool:
        """Moves to the next record; False where there is none yet."""
        content = self._content
        blank = (_SPACE_OR_COMMA if self._array and self._opened else _SPACE).match(content, self._position)
        assert blank is not None
        if self._last is not None and content.find(b"\n", self._position, blank.end()) >= 0:
            self._last.terminated = True
            self._last = None
        self._position = at = blank.end()
        if at == len(content):
            return False
        if self._array:
            if not self._opened:
                self._opened = True
                self._position = at + 1
                return self._begin()
            if content[at] == 0x5D:
                self._closed = True
                return False
        self._start = self._scan = at
        self._stack.clear()
        self._in_string = False
        return True

    def _bracketed(self) -> int:
        """The end of the object or array in progress, or -1; resumes where the last call stopped."""
        content = self._content
        if self._scan == self._start and (end := self._whole()) >= 0:
            return end
        while True:
            if self._in_string:
                match = _STRING_REST.match(content, self._scan)
                assert match is not None
                self._scan = match.end()
                if match[1] is None:
                    return -1
                self._in_string = False
                if match[1] != b'"' and not self._array:
                    return self._line_end(match.end() - 1)
            found = _STRUCTURE.search(content, self._scan)
            if found is None:
                self._scan = len(content)
                return -1
            self._scan = found.end()
            byte = found[0]
            if byte == b'"':
                self._in_string = True
            elif byte in b"{[":
                self._stack += byte
            elif byte == b"\n":
                if not self._array and self._breaks(found.start()):
                    return self._line_end(found.start())
            else:
                self._stack.pop()
                if not self._stack:
                    return self._scan

    def _whole(self) -> int:
        """The end of the record in progress if it is one valid text up to its line end or the end of what came; else -1."""
        content, start = self._content, self._start
        newline = content.find(b"\n", start, start + _TRY)
        end = newline if newline >= 0 else len(content)
        text = content[start:end] if end - start <= _TRY else b""
        if not text.rstrip(b" \t\r").endswith((b"}", b"]")):
            return -1
        try:
            orjson.loads(text)
        except orjson.JSONDecodeError:
            return -1
        return start + len(text.rstrip(b" \t\r"))

    def _breaks(self, newline: int) -> bool:
        """Does the line end at `newline`, inside an object, end the record?"""
        before = self._content[max(self._start, newline - 200) : newline].rstrip(b" \t\r")
        if before.endswith((b"{", b"[", b",")) or self.pretty:
            self.pretty = True
            return False
        return True

    def _line_end(self, newline: int) -> int:
        return newline - (self._content[newline - 1] == 0x0D)

    def _line(self, *, final: bool) -> int:
        newline = self._content.find(b"\n", self._scan)
        self._scan = len(self._content)
        if newline < 0:
            return len(self._content) if final else -1
        return self._line_end(newline)

    def _scalar(self, *, final: bool) -> int:
        match = _SCALAR.match(self._content, self._start)
        assert match is not None
        done = match.end() < len(self._content) or final
        return match.end() if done else -1

    def _emit(self, frames: list[Frame], end: int) -> None:
        start = self._start
        frame = Frame(self._count, start, end, end, ((start, end),), terminated=False)
        frame.glued = self._last is not None and not self._array
        frames.append(frame)
        self._count += 1
        self._last = frame
        self._position = end
        self._start = -1
