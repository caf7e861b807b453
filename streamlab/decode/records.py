"""Records: NDJSON, prefixed lines, glued and pretty-printed objects, JSON array streams, one JSON.

Objects are self-delimiting: a record is handed out when its bracket closes, not when the next line end comes, since some servers
write the line end *before* each object. A record's span excludes its line end (LF and one CR before it).
"""

from __future__ import annotations

import re

import orjson

from streamlab.decode.charset import blotted, decoder
from streamlab.decode.frames import Frame

# Between records; 1E begins each one of a JSON text sequence (RFC 7464).
_SPACE = re.compile(rb"[ \t\r\n\x1e]*+")
_SPACE_OR_COMMA = re.compile(rb"[ \t\r\n\x1e,]*+")
_NEW = re.compile(rb"[\n\x1e]")
_SCALAR = re.compile(rb"[^,\] \t\r\n]*+")
_STRUCTURE = re.compile(rb'["{}\[\]\n]')
_STRING_REST = re.compile(rb'(?:[^"\\\n]++|\\[^\n])*+("|\\?\n)?')
_TRY = 1 << 16  # a record of at most this size is first tried whole
_LOOK_BACK = 200  # bytes before a line end that show how the line ends


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
            name, data = self._parts(start, end)
            frames.append(Frame(self._count, start, end, ready, data, name, terminated=terminated))
            self._count += 1

    def _parts(self, start: int, end: int) -> tuple[str, int]:
        """The record's event name, and where its data begins."""
        return "message", start


class PrefixedLines(LineRecords):
    """`line-prefixed`: each line is a code of one character, a colon and JSON; the code is the event's name."""

    def _parts(self, start: int, end: int) -> tuple[str, int]:
        if end - start >= 2 and self._content[start + 1] == 0x3A:
            return chr(self._content[start]), start + 2
        return super()._parts(start, end)


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
        return [Frame(0, start, end, len(content), start, terminated=False)]


class Records:
    """Objects as they close, whatever lies between them: lines, nothing (`}{`), or the commas of an array.

    A line end inside an object ends the record, unless the object is pretty-printed. What does not begin with a bracket is a record
    up to its line end; in an array, up to the next comma. What follows an array is read as records again.
    """

    def __init__(self, content: bytearray, start: int = 0, *, array: bool = False) -> None:
        self.pretty = False  # at least one record is
        self._content = content
        self.closed = False  # the array's own end has come
        self._array = array
        self._opened = not array  # its "[" has been passed
        self._position = start  # everything before it has been handed out
        self._start = -1  # the record in progress
        self._scan = start
        self._depth = 0  # brackets open in it; whether they match is for the JSON parser to say
        self._in_string = False
        self._spans_lines = array  # the record in progress goes on after a line end
        self._last: Frame | None = None  # the record before, while its line goes on
        self._count = 0

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The records completed by the content that is new."""
        frames: list[Frame] = []
        while self._step(frames, final=final):
            pass
        return frames

    def _step(self, frames: list[Frame], *, final: bool) -> bool:
        if self._start < 0 and not self._begin():
            return False
        first = self._content[self._start]
        if first in b"{[" or (self._array and first == 0x22):
            end = self._bracketed()
        elif self._array:
            end = self._scalar()
        else:
            end = self._line()
        if end < 0:
            if not final:
                return False
            end = self._start + len(self._content[self._start :].rstrip(b"\r\n"))
        self._emit(frames, end)
        return True

    def _begin(self) -> bool:
        """Moves to the next record; False where there is none yet."""
        content = self._content
        blank = (_SPACE_OR_COMMA if self._array and self._opened else _SPACE).match(content, self._position)
        assert blank is not None
        if self._last is not None and _NEW.search(content, self._position, blank.end()):
            self._last.terminated = True
            self._last = None
        self._position = at = blank.end()
        if at == len(content):
            return False
        if not self._opened:
            self._opened = True
            self._array = content[at] == 0x5B
            self._position = at + self._array
            return self._begin()
        if self._array and content[at] == 0x5D:
            self._array = False
            self.closed = True
            self._position = at + 1
            return self._begin()
        self._start = self._scan = at
        self._depth = 0
        self._in_string = False
        self._spans_lines = self._array
        return True

    def _bracketed(self) -> int:
        """The end of the object, array or string in progress, or -1; resumes where the last call stopped."""
        if self._scan == self._start and (whole := self._whole()) >= 0:
            return whole
        while True:
            end = self._rest_of_string() if self._in_string else self._next_bracket()
            if end is not None:
                return end

    def _rest_of_string(self) -> int | None:
        """The end of the record if this string or a line end in it is one, -1 if more must come, None to go on."""
        match = _STRING_REST.match(self._content, self._scan)
        assert match is not None
        self._scan = match.end()
        if match[1] is None:
            return -1
        if match[1] != b'"':
            return None if self._spans_lines else self._line_end(match.end() - 1)
        self._in_string = False
        return None if self._depth else self._scan

    def _next_bracket(self) -> int | None:
        """The same outside strings: brackets, quotes and line ends."""
        found = _STRUCTURE.search(self._content, self._scan)
        if found is None:
            self._scan = len(self._content)
            return -1
        self._scan = found.end()
        match found[0]:
            case b'"':
                self._in_string = True
            case b"{" | b"[":
                self._depth += 1
            case b"\n":
                return self._line_end(found.start()) if self._breaks(found.start()) else None
            case _:
                self._depth -= 1
        return None if self._depth or self._in_string else self._scan

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
        """Does the line end at `newline`, inside an object, end the record?

        Not where its first line shows that it is pretty-printed: a line of opening brackets only, or, for the first record, a line
        that ends with an opening bracket or a comma. (A later one like that is rather a record that was broken off.)
        """
        if self._spans_lines:
            return False
        before = self._content[max(self._start, newline - _LOOK_BACK) : newline].rstrip(b" \t\r")
        opening = newline - self._start <= _LOOK_BACK and not before.strip(b" \t{[")
        if opening or (not self._count and before.endswith((b"{", b"[", b","))):
            self._spans_lines = self.pretty = True
            return False
        return True

    def _line_end(self, newline: int) -> int:
        return newline - (self._content[newline - 1] == 0x0D)

    def _line(self) -> int:
        newline = self._content.find(b"\n", self._scan)
        self._scan = len(self._content)
        return -1 if newline < 0 else self._line_end(newline)

    def _scalar(self) -> int:
        match = _SCALAR.match(self._content, self._scan)
        assert match is not None
        self._scan = match.end()
        return self._scan if self._scan < len(self._content) else -1

    def _emit(self, frames: list[Frame], end: int) -> None:
        start = self._start
        frame = Frame(self._count, start, end, end, start, terminated=False)
        frame.glued = self._last is not None and not self._array
        frames.append(frame)
        self._count += 1
        self._last = frame
        self._position = end
        self._start = -1


class LegacyRecords(Records):
    """Records of a text whose characters may hold brackets and backslashes: found in a copy that has only the true ones."""

    def __init__(self, content: bytearray, start: int, encoding: str, *, array: bool = False) -> None:
        self._source = content
        self._encoding = encoding
        super().__init__(content[:start], start, array=array)

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The records completed by the content that is new."""
        data = bytes(self._source[len(self._content) :])
        if not final:
            reader = decoder(self._encoding)
            reader.decode(data)
            data = data[: len(data) - len(reader.getstate()[0])]
        self._content += blotted(data, self._encoding)
        return super().advance(final=final)
