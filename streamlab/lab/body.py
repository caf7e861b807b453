"""What a scenario says, as bytes: a script told in a dialect; sans-I/O.

Events are made one by one as they are asked for, so that a body may be endless.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Protocol

from streamlab.cuts import Cut, borders
from streamlab.lab.writes import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM = b"\xef\xbb\xbf"
CONTENT_TYPES = {"openai-chat": "text/event-stream; charset=utf-8", "chatgpt-web": "application/octet-stream"}
TAILS = {"openai-chat": ("finish", "usage", "done"), "chatgpt-web": ("finish",), "raw": ()}
_CREATED = 1_760_000_000  # fixed: the same scenario is the same bytes every time
_PARENT = "0e6f3a52-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a script.

    `kind`: text (a delta), data (a record exactly as written), comment, error, bytes (on the wire as they are), pause.
    """

    kind: str
    text: str = ""
    data: bytes = b""
    pause_ms: float = 0.0
    cut: Cut | None = None
    ends_at: Cut | None = None  # the body ends at the first such border inside this event
    wire: tuple[tuple[str, bytes], ...] = ()  # characters of this event that are other bytes on the wire


@dataclass(frozen=True, slots=True)
class ScenarioBody:
    """What is said and in which dialect; `raw` is the script's bytes and nothing around them."""

    dialect: str = "raw"
    script: tuple[Item, ...] = ()
    tail: tuple[str, ...] = ()
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False
    count: int | None = None  # repeat the script until the body has this many events, head and tail included
    endless: bool = False

    def pieces(self) -> Iterator[Piece]:
        """The events of the body in order, each with the silence before it."""
        dialect = _dialect(self)
        opening = BOM if self.bom else b""
        pause_ms = 0.0
        if head := dialect.head():
            yield Piece(opening + head.encode(self.encoding))
            opening = b""
        for item in self._steps():
            if item.kind == "pause":
                pause_ms += item.pause_ms
                continue
            data = opening + self._bytes(item, dialect)
            if item.ends_at:
                yield Piece(data[: borders(data, item.ends_at, self.encoding)[0]], pause_ms, item.cut)
                return
            yield Piece(data, pause_ms, item.cut)
            opening, pause_ms = b"", 0.0
        for word in self.tail:
            yield Piece(dialect.tail(word).encode(self.encoding), pause_ms)
            pause_ms = 0.0

    def _steps(self) -> Iterator[Item]:
        """The script, repeated as often as asked."""
        if self.count is None:
            yield from cycle(self.script) if self.endless else self.script
            return
        left = self.count - len(self.tail) - (self.dialect != "raw")
        for item in cycle(self.script):
            if item.kind != "pause":
                left -= 1
            if left < 0:
                return
            yield item

    def _bytes(self, item: Item, dialect: _Dialect) -> bytes:
        if item.kind == "bytes":
            return item.data
        data = dialect.event(item).encode(self.encoding)
        for character, instead in item.wire:
            data = data.replace(character.encode(self.encoding), instead)
        return data


class _Dialect(Protocol):
    def head(self) -> str: ...
    def event(self, item: Item) -> str: ...
    def tail(self, word: str) -> str: ...


def _dialect(body: ScenarioBody) -> _Dialect:
    match body.dialect:
        case "openai-chat":
            return _OpenAiChat(body.newline)
        case "chatgpt-web":
            return _ChatGptWeb()
        case _:
            return _Raw()


class _Raw:
    """The script as it is written."""

    def head(self) -> str:
        return ""

    def event(self, item: Item) -> str:
        return item.text

    def tail(self, word: str) -> str:
        return ""


class _OpenAiChat:
    """Chat completion chunks in server-sent events; the last line is `data: [DONE]`."""

    def __init__(self, newline: str) -> None:
        self._frame = {"id": "chatcmpl-lab", "object": "chat.completion.chunk", "created": _CREATED, "model": "lab"}
        self._newline = newline
        self._deltas = 0
        # All deltas are alike but for their text: the rest is rendered once, which makes a flood five times faster.
        self._before, self._after = self._data(self._chunk({"content": "\0"})).split(json.dumps("\0"))

    def head(self) -> str:
        return self._data(self._chunk({"role": "assistant", "content": ""}))

    def event(self, item: Item) -> str:
        match item.kind:
            case "text":
                self._deltas += 1
                return f"{self._before}{_json(item.text)}{self._after}"
            case "comment":
                return f": {item.text}{self._newline}{self._newline}"
            case "error":
                error = {"message": item.text, "type": "server_error", "param": None, "code": None}
                return self._data(_json({"error": error}))
            case _:
                return self._data(item.text)

    def tail(self, word: str) -> str:
        match word:
            case "finish":
                return self._data(self._chunk({}, "stop"))
            case "usage":
                usage = {"prompt_tokens": 9, "completion_tokens": self._deltas, "total_tokens": 9 + self._deltas}
                return self._data(_json({**self._frame, "choices": [], "usage": usage}))
            case _:
                return self._data("[DONE]")

    def _chunk(self, delta: dict[str, object], finish: str | None = None) -> str:
        return _json({**self._frame, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _data(self, record: str) -> str:
        return f"data: {record}{self._newline}{self._newline}"


class _ChatGptWeb:
    """One JSON object per line, each repeating all the text so far; the newline is a prefix, none comes at the end."""

    def __init__(self) -> None:
        self._text = ""

    def head(self) -> str:
        return self._record({"role": "assistant", "content": ""}, "")

    def event(self, item: Item) -> str:
        match item.kind:
            case "text":
                self._text += item.text
                return "\n" + self._record({"content": item.text}, item.text)
            case "error":  # the server's catch block writes no newline: the object sticks to the one before
                return _json({"message": item.text, "data": None, "status": "Fail"})
            case _:
                return "\n" + item.text

    def tail(self, word: str) -> str:
        return "\n" + self._record({}, None, "stop")

    def _record(self, delta: dict[str, object], piece: str | None, finish: str | None = None) -> str:
        detail = {
            "id": "chatcmpl-lab",
            "object": "chat.completion.chunk",
            "created": _CREATED,
            "model": "lab",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        record = {"role": "assistant", "id": "chatcmpl-lab", "parentMessageId": _PARENT, "text": self._text}
        return _json(record | ({} if piece is None else {"delta": piece}) | {"detail": detail})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
