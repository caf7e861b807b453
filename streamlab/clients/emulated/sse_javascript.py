"""Event clients of JavaScript: openai 6.49, eventsource-parser 3.1.1, fetch-event-source 2.0.1, undici 7.30.

Sources: openai/core/streaming.js, openai/internal/decoders/line.js, eventsource-parser/src/parse.ts,
@microsoft/fetch-event-source/lib/cjs/parse.js and fetch.js, undici/lib/web/eventsource/eventsource-stream.js.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import ClassVar

from streamlab.clients.base import Borders, Client, Output, OutputKind, Response, Thrown
from streamlab.clients.emulated import v8_json
from streamlab.clients.emulated.decoders import TextDecoderStream
from streamlab.clients.single_borders import BESIDE_CR, NEVER, Never

_BOM = b"\xef\xbb\xbf"
_MARK_IN_LATIN = "\xef\xbb\xbf"
_EVENT_STREAM = "text/event-stream"
_LINE_END = re.compile(rb"[\r\n]")
_BLANK_LINE = re.compile(rb"\n\n|\r\r|\r\n\r\n")


def _text(data: bytes) -> str:
    """`new TextDecoder().decode(data)`."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


class OpenaiNode(Client):
    """`for await (const chunk of stream)`: blocks by blank line, then lines, then JSON; [DONE] by prefix.

    An output is the data of an event that the library turned into an object.
    """

    id: ClassVar[str] = "openai-node"
    borders: ClassVar[Borders | None] = BESIDE_CR
    kind: ClassVar[OutputKind] = OutputKind.EVENTS
    goes_on: ClassVar[bool] = False
    reads_json: ClassVar[bool] = True

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._block = bytearray()
        self._searched = 0
        self._lines = _OpenaiLines()
        self._event: str | None = None
        self._data: list[str] = []
        self._done = False

    def feed(self, chunk: bytes) -> Iterator[Output]:
        self._block += chunk
        start = 0
        while match := _BLANK_LINE.search(self._block, max(start, self._searched)):
            block = bytes(self._block[start : match.end()])
            start = self._searched = match.end()
            yield from self._read(self._lines.decode(block))
        del self._block[:start]
        self._searched = max(len(self._block) - 3, 0)

    def finish(self) -> Iterator[Output]:
        if self._block:
            yield from self._read(self._lines.decode(bytes(self._block)))
        yield from self._read(self._lines.flush())

    def _read(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            event = self._line(line.removesuffix("\r"))
            if event is None or self._done:
                continue
            name, data = event
            if data.startswith("[DONE]"):
                self._done = True
                continue
            value = v8_json.json_parse(data)
            error = value.get("error") if isinstance(value, dict) else None
            if name is not None and name.startswith("thread."):
                yield data
            elif _is_truthy(error):
                raise Thrown("APIError", _api_message(error))
            else:
                yield data

    def _line(self, line: str) -> tuple[str | None, str] | None:
        if not line:
            if not self._event and not self._data:
                return None
            event = (self._event, "\n".join(self._data))
            self._event, self._data = None, []
            return event
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._event = value
        elif field == "data":
            self._data.append(value)
        return None


def _is_truthy(value: object) -> bool:
    """As JavaScript has it: an empty object or array is true."""
    return isinstance(value, dict | list) or bool(value)


def _api_message(error: object) -> str:
    """`APIError.makeMessage` without a status."""
    message = error.get("message") if isinstance(error, dict) else None
    said = message if _is_truthy(message) else error
    return (
        said
        if said is message and isinstance(said, str)
        else json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    )


class _OpenaiLines:
    """The LineDecoder of openai-node: a CR waits for what follows it."""

    def __init__(self) -> None:
        self._buffer = b""
        self._cr: int | None = None  # the index after a CR that has not ended its line yet

    def decode(self, chunk: bytes) -> Iterator[str]:
        """The lines that `chunk` completes."""
        self._buffer += chunk
        start, buffer = 0, self._buffer  # what the library cuts off, `start` skips
        while match := _LINE_END.search(buffer, start + (self._cr or 0)):
            index, is_cr = match.end() - start, match[0] == b"\r"
            if is_cr and self._cr is None:
                self._cr = index
                continue
            if self._cr is not None and (index != self._cr + 1 or is_cr):
                yield _text(buffer[start : start + self._cr - 1])
                start += self._cr
                self._cr = None
                continue
            end = index - 1 - (self._cr is not None)
            line = _text(buffer[start : start + end])
            start += index
            self._cr = None
            yield line
        self._buffer = buffer[start:]

    def flush(self) -> Iterator[str]:
        """The lines that the end completes."""
        if self._buffer:
            yield from self.decode(b"\n")


def _odd(content: bytes) -> Collection[int]:
    """Where a border matters to eventsource-parser.

    It takes certain characters for a mark where they come in one piece, and leaves a CR at a chunk's end until the next line end.
    """
    mark = _MARK_IN_LATIN.encode()
    inside = range(1, len(mark)) if content.startswith(mark) else ()
    return frozenset((*inside, max(content.rfind(b"\r"), content.rfind(b"\n")) + 1))


class EventsourceParser(Client):
    """`createParser` behind a streaming TextDecoder, as `EventSourceParserStream` is used."""

    id: ClassVar[str] = "eventsource-parser"
    borders: ClassVar[Borders | None] = Never(_odd)
    kind: ClassVar[OutputKind] = OutputKind.EVENTS

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._text = TextDecoderStream(response)
        self._fragments: list[str] = []
        self._data: list[str] = []
        self._begun = False

    def feed(self, chunk: bytes) -> Iterator[Output]:
        for text in self._text.feed(chunk):
            yield from self._feed(text)

    def finish(self) -> Iterator[Output]:
        for text in self._text.finish():
            yield from self._feed(text)

    def _feed(self, text: Output) -> Iterator[str]:
        assert isinstance(text, str)
        if text and not self._begun:
            self._begun = True
            text = text.removeprefix(_MARK_IN_LATIN)  # it takes the bytes of the mark for characters
        if self._fragments and "\n" not in text and "\r" not in text:
            self._fragments.append(text)
            return
        text = "".join((*self._fragments, text))
        # A CR at the very end may be half of a CR LF: it waits. Only these end a line, whatever else Unicode knows.
        held = text.endswith("\r")
        *lines, rest = (text[:-1] if held else text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest += "\r" * held
        self._fragments = [rest] if rest else []
        for line in lines:
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[str]:
        if not line:
            if self._data:
                yield "\n".join(self._data)
                self._data = []
            return
        field, _, value = line.partition(":")
        if field == "data":
            self._data.append(value.removeprefix(" "))


class _ByteLines(Client):
    """Lines of bytes, ended by CR, LF or CR LF wherever a chunk ends."""

    kind: ClassVar[OutputKind] = OutputKind.EVENTS

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._line = bytearray()
        self._skip_lf = False

    def _lines(self, chunk: bytes) -> Iterator[bytes]:
        if not chunk:
            return
        start = int(self._skip_lf and chunk[0] == 0x0A)
        self._skip_lf = chunk[-1] == 0x0D if len(chunk) > start else False
        for match in _LINE_END.finditer(chunk, start):
            end = match.start()
            if end < start:
                continue  # the LF of a CR LF
            self._line += chunk[start:end]
            line = bytes(self._line)
            self._line.clear()
            start = end + 1 + (chunk[end : end + 2] == b"\r\n")
            yield line
        self._line += chunk[start:]


class FetchEventSource(_ByteLines):
    """`fetchEventSource(url, {onmessage})`: every blank line is a message, an empty first data line is forgotten."""

    id: ClassVar[str] = "fetch-event-source"
    borders: ClassVar[Borders | None] = NEVER
    goes_on: ClassVar[bool] = False

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._data = ""

    def start(self) -> Iterable[Output]:
        found = self.response.get("content-type")
        if self.response.known and not (found or "").startswith(_EVENT_STREAM):
            shown = "null" if found is None else found
            raise Thrown("Error", f"Expected content-type to be {_EVENT_STREAM}, Actual: {shown}")
        return ()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        for line in self._lines(chunk):
            if not line:
                data, self._data = self._data, ""
                yield data
                continue
            colon = line.find(b":")
            if colon > 0 and _text(line[:colon]) == "data":
                value = _text(line[colon + (2 if line[colon + 1 : colon + 2] == b" " else 1) :])
                self._data = f"{self._data}\n{value}" if self._data else value


class UndiciEventSource(_ByteLines):
    """`new EventSource(url)` of undici: the standard, on bytes."""

    id: ClassVar[str] = "undici-eventsource"
    borders: ClassVar[Borders | None] = NEVER
    goes_on: ClassVar[bool] = False

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._head: bytes | None = b""  # the first bytes, until they are no byte order mark
        self._data: list[str] = []

    def start(self) -> Iterable[Output]:
        media = (self.response.get("content-type") or "").partition(";")[0].strip().lower()
        if self.response.known and (self.response.status != 200 or media != _EVENT_STREAM):
            raise Thrown("Event", "error")
        return ()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        if self._head is not None:
            self._head += chunk
            if len(self._head) < len(_BOM) and _BOM.startswith(self._head):
                return
            chunk, self._head = self._head.removeprefix(_BOM), None
        for line in self._lines(chunk):
            if not line:
                if self._data:
                    yield "\n".join(self._data)
                self._data = []
                continue
            field, _, value = line.partition(b":")
            if field == b"data":
                self._data.append(value.removeprefix(b" ").decode("utf-8", "replace"))
