"""`mini-program-last-line`: the mini-program snippet's way with each chunk.

ArrayBuffer -> base64 -> Buffer -> text -> what follows the last line feed but one -> JSON.parse -> `.text` is assigned.
The base64 changes nothing; `catch` logs and the next chunk comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, NamedTuple

from streamlab.clients.base import (
    Assigned,
    Borders,
    Client,
    ConsoleLine,
    Output,
    OutputKind,
    Thrown,
    Tries,
    shown_text,
)
from streamlab.clients.emulated import v8_json
from streamlab.clients.emulated.decoders import npm_buffer

_BLANK = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(r"(?:true|false|null|[-+.0-9eE]+)[ \t\r\n]*+")
_BEGINS = b'{["-0123456789tfn'
_ENCLOSED = b'{["'
_JSON = json.JSONDecoder()


def last_line(text: str) -> str:
    """`i = s.lastIndexOf("\\n", s.length - 2); i !== -1 ? s.substring(i) : s`."""
    # A negative start index counts as 0 in JavaScript.
    at = text.rfind("\n", 0, max(len(text) - 1, 1))
    return text if at < 0 else text[at:]


class _Read(NamedTuple):
    """What one chunk comes to: the `text` of its last line, or what `catch` logs."""

    text: object = None
    logged: str | None = None
    unparsed: bool = False


def _read(chunk: bytes) -> _Read:
    try:
        value = v8_json.json_parse(last_line(npm_buffer(chunk)))
    except Thrown as error:
        return _Read(None, f"{error.name}: {error}", unparsed=True)
    if value is None:
        return _Read(None, "TypeError: Cannot read properties of null (reading 'text')")
    return _Read(value.get("text") if isinstance(value, dict) else None)


_read_short = lru_cache(4096)(_read)  # cut into single bytes, a recording is a hundred chunks over and over
_SHORT = 4


class _LastLines(Borders):
    """What counts is the last line of each of the two chunks."""

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
        """What the second chunk assigns; where that is nothing, what the first does."""
        content = tries.content
        last = content.rfind(b"\n", 0, max(len(content) - 1, 1))
        whole = _assigned(content)
        values = _Values(content)
        for at in borders:
            second = whole if at <= last else _assigned(content[at:]) if values.may_be_one(at, len(content)) else None
            shown = second if second is not None else _first(values, at)
            yield (shown or "") == tries.reply


def _first(values: _Values, at: int) -> str | None:
    start = max(values.content.rfind(b"\n", 0, max(at - 1, 1)), 0)
    return _assigned(values.content[start:at]) if values.may_be_one(start, at) else None


def _assigned(chunk: bytes) -> str | None:
    """What one chunk makes the snippet show; None where it assigns nothing, or a boolean, which is not shown."""
    read = _read(chunk)
    return None if read.logged is not None or isinstance(read.text, bool) else shown_text(read.text)


class MiniProgramLastLine(Client):
    """The snippet, once its first line is mended."""

    id: ClassVar[str] = "mini-program-last-line"
    borders: ClassVar[Borders | None] = _LastLines()
    kind: ClassVar[OutputKind] = OutputKind.REPLY

    def feed(self, chunk: bytes) -> Iterator[Output]:
        read = _read_short(chunk) if len(chunk) <= _SHORT else _read(chunk)
        if read.logged is not None:
            self.swallowed += read.unparsed
            self.console.append(ConsoleLine(self.chunk, "log", read.logged))
            return
        self.states.append(Assigned(self.chunk, "text", read.text))
        yield shown_text(read.text)


class _Values:
    """Which parts of the content may be one JSON value, without reading the same bytes over and over."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._text = content.decode("latin-1")  # so that an offset is an offset; what is in the strings does not matter
        self._ends: dict[int, int | None] = {}
        self._blanks = (0, 0)  # the run of blanks that was last walked through

    def may_be_one(self, start: int, end: int) -> bool:
        """False where `[start, end)` is certainly none."""
        begin = self._after_blanks(start)
        if begin >= end or self.content[begin] not in _BEGINS:
            return False
        if self.content[begin] not in _ENCLOSED:  # a number goes on as long as it likes
            return _SCALAR.fullmatch(self._text, begin, end) is not None
        if begin not in self._ends:
            self._ends[begin] = self._end(begin)
        own = self._ends[begin]
        return own is None or (own <= end and self._after_blanks(own) >= end)

    def _end(self, begin: int) -> int | None:
        """Where the value that begins here ends: far away where it is broken; None where that cannot be told."""
        try:
            return _JSON.raw_decode(self._text, begin)[1]
        except json.JSONDecodeError:
            return len(self._text) + 1
        except (ValueError, RecursionError):  # too many digits, too deep
            return None

    def _after_blanks(self, at: int) -> int:
        start, end = self._blanks
        if not start <= at < end:
            found = _BLANK.match(self._text, at)
            assert found is not None
            self._blanks = found.span()
        return self._blanks[1]
