"""Event clients of Python: httpx-sse 0.4.3, openai 3.54, sseclient-py 1.9.

Sources: httpx_sse/_api.py, httpx_sse/_decoders.py, openai/_streaming.py, sseclient/__init__.py.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from streamlab.clients.base import Borders, Client, Output, OutputKind, Response, Thrown
from streamlab.clients.emulated.lines import HttpxIterLines
from streamlab.clients.single_borders import BESIDE_CR, NEVER

_LINE_END = re.compile(rb"[\r\n]")
_BLANK_LINES = (b"\r\r", b"\n\n", b"\r\n\r\n")


class _Fields:
    """The event under construction in httpx-sse and in openai: the same code, down to the empty event after an id."""

    def __init__(self) -> None:
        self._event = ""
        self._data: list[str] = []
        self._id = ""  # never reset: from the first id on, every blank line makes an event
        self._retry: int | None = None

    def line(self, line: str) -> tuple[str, str] | None:
        """The event (name, data) that a line completes."""
        if not line:
            if not self._event and not self._data and not self._id and self._retry is None:
                return None
            event = (self._event, "\n".join(self._data))
            self._event, self._data, self._retry = "", [], None
            return event
        if line.startswith(":"):
            return None
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._event = value
        elif field == "data":
            self._data.append(value)
        elif field == "id" and "\0" not in value:
            self._id = value
        elif field == "retry":
            with contextlib.suppress(ValueError):
                self._retry = int(value)  # as the libraries do: "+5", "1_000" and Arabic digits count
        return None


class HttpxSse(HttpxIterLines):
    """`for event in EventSource(r).iter_sse()`: only CR and LF end a line; a byte order mark costs the first event."""

    id: ClassVar[str] = "httpx-sse"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.EVENTS
    line_ends: ClassVar[str] = "\n\r"

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._fields = _Fields()

    def start(self) -> Iterable[Output]:
        media = (self.response.get("content-type") or "").partition(";")[0]
        if self.response.known and "text/event-stream" not in media:
            wanted = "Expected response header Content-Type to contain 'text/event-stream'"
            raise Thrown("SSEError", f"{wanted}, got {media!r}")
        return super().start()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        for line in super().feed(chunk):
            yield from self._event(line)

    def finish(self) -> Iterator[Output]:
        for line in self.flush():
            yield from self._event(line)

    def _event(self, line: Output) -> Iterator[str]:
        assert isinstance(line, str)
        if (event := self._fields.line(line.rstrip("\n"))) is not None:
            yield event[1]

    def split(self, text: str) -> list[str]:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if text[-1] in "\r\n":
            lines.pop()
        return lines


class OpenaiPython(Client):
    """`for chunk in client.….create(stream=True)`: strict UTF-8 by line, JSON data, [DONE] by prefix.

    An output is the data of an event that the library turned into an object.
    """

    id: ClassVar[str] = "openai-python"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.EVENTS
    goes_on: ClassVar[bool] = False
    reads_json: ClassVar[bool] = True

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._fields = _Fields()
        self._line = bytearray()
        self._skip_lf = False
        self._done = False

    def feed(self, chunk: bytes) -> Iterator[Output]:
        start = 0
        if self._skip_lf and chunk:
            start = int(chunk[0] == 0x0A)
            self._skip_lf = False
        for match in _LINE_END.finditer(chunk, start):
            end = match.start()
            if end < start:
                continue  # the LF of a CR LF
            self._line += chunk[start:end]
            line = bytes(self._line)
            self._line.clear()
            cr_lf = chunk[end] == 0x0D and chunk[end + 1 : end + 2] == b"\n"
            self._skip_lf = chunk[end] == 0x0D and end + 1 == len(chunk)
            start = end + 1 + cr_lf
            yield from self._decode(line)
            if self._done:
                return
        self._line += chunk[start:]

    def finish(self) -> Iterator[Output]:
        if self._line:
            yield from self._decode(bytes(self._line))

    def _decode(self, line: bytes) -> Iterator[str]:
        if self._done:
            return
        event = self._fields.line(line.decode("utf-8"))
        if event is None:
            return
        name, data = event
        if data.startswith("[DONE]"):
            self._done = True
            return
        value = json.loads(data)
        if isinstance(value, dict) and value.get("error") and not name.startswith("thread."):
            raise Thrown("APIError", _api_message(value["error"]))
        yield data


def _api_message(error: object) -> str:
    message = error.get("message") if isinstance(error, dict) else None
    return message if message and isinstance(message, str) else "An error occurred during streaming"


class SseclientPy(Client):
    """`for event in SSEClient(r).events()`: blocks by blank line, each line strict UTF-8; the last block needs no blank line."""

    id: ClassVar[str] = "sseclient-py"
    borders: ClassVar[Borders | None] = BESIDE_CR
    kind: ClassVar[OutputKind] = OutputKind.EVENTS
    goes_on: ClassVar[bool] = False

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._block = bytearray()

    def feed(self, chunk: bytes) -> Iterator[Output]:
        for line in chunk.splitlines(keepends=True):
            self._block += line
            if self._block.endswith(_BLANK_LINES):
                yield from self._event()

    def finish(self) -> Iterator[Output]:
        if self._block:
            yield from self._event()

    def _event(self) -> Iterator[str]:
        block = bytes(self._block)
        self._block.clear()
        data = ""
        for raw in block.splitlines():
            line = raw.decode("utf-8")
            field, _, value = line.partition(":")
            if field == "data":
                data += value.removeprefix(" ") + "\n"
        if data:
            yield data.removesuffix("\n")
