"""`mini-program-last-line`: the mini-program snippet's way with each chunk; may import base, decoders, v8_json.

ArrayBuffer -> base64 -> Buffer -> text -> what follows the last line feed but one -> JSON.parse -> `.text` is assigned.
The base64 changes nothing; `catch` logs and the next chunk comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from streamlab.clients import v8_json
from streamlab.clients.base import Client, ConsoleLine, Kind, Output, State, Thrown
from streamlab.clients.decoders import npm_buffer


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


class MiniProgramLastLine(Client):
    """The snippet, once its first line is mended."""

    kind: ClassVar[Kind] = Kind.REPLY

    def feed(self, chunk: bytes) -> Iterator[Output]:
        try:
            value = v8_json.parse(last_line(npm_buffer(chunk)))
        except Thrown as error:
            self.swallowed += 1
            self._log(error)
            return
        if value is None:
            self._log(Thrown("TypeError", "Cannot read properties of null (reading 'text')"))
            return
        text = value.get("text") if isinstance(value, dict) else None
        self.states.append(State(self.chunk, "text", text))
        yield shown_text(text)

    def _log(self, error: Thrown) -> None:
        self.console.append(ConsoleLine(self.chunk, "log", f"{error.name}: {error}"))
