"""`mini-program-last-line`: the mini-program snippet's way with each chunk.

ArrayBuffer -> base64 -> Buffer -> text -> what follows the last line feed but one -> JSON.parse -> `.text` is assigned.
The base64 changes nothing; `catch` logs and the next chunk comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from streamlab.clients.base import Client, ConsoleLine, Kind, Output, State, Thrown
from streamlab.clients.emulated import v8_json
from streamlab.clients.emulated.decoders import npm_buffer


def last_line(text: str) -> str:
    """`i = s.lastIndexOf("\\n", s.length - 2); i !== -1 ? s.substring(i) : s`."""
    # A negative start index counts as 0 in JavaScript.
    at = text.rfind("\n", 0, max(len(text) - 1, 1))
    return text if at < 0 else text[at:]


def shown_text(value: Any) -> str:
    """How a value looks on the screen: undefined and null as nothing, objects as JSON."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e21:
            return str(int(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Read(NamedTuple):
    """What one chunk comes to: the `text` of its last line, or what `catch` logs."""

    text: Any = None
    logged: str | None = None
    unparsed: bool = False


def _read(chunk: bytes) -> _Read:
    try:
        value = v8_json.parse(last_line(npm_buffer(chunk)))
    except Thrown as error:
        return _Read(None, f"{error.name}: {error}", unparsed=True)
    if value is None:
        return _Read(None, "TypeError: Cannot read properties of null (reading 'text')")
    return _Read(value.get("text") if isinstance(value, dict) else None)


_read_short = lru_cache(4096)(_read)  # cut into single bytes, a recording is a hundred chunks over and over
_SHORT = 4


class MiniProgramLastLine(Client):
    """The snippet, once its first line is mended."""

    kind: ClassVar[Kind] = Kind.REPLY

    def feed(self, chunk: bytes) -> Iterator[Output]:
        read = _read_short(chunk) if len(chunk) <= _SHORT else _read(chunk)
        if read.logged is not None:
            self.swallowed += read.unparsed
            self.console.append(ConsoleLine(self.chunk, "log", read.logged))
            return
        self.states.append(State(self.chunk, "text", read.text))
        yield shown_text(read.text)
