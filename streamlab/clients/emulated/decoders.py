"""Clients that turn bytes into text and leave the rest to the app."""

from __future__ import annotations

import codecs
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from streamlab.clients.base import Borders, Client, Output, OutputKind, Response, Thrown, Tries
from streamlab.clients.single_borders import NEVER, PerChunk

_BOM = "\ufeff"
# What `apply` takes in V8 with its usual stack and little on it (Node 20: 125,587). JavaScriptCore takes 65,536.
MOST_ARGUMENTS = 125_500
_ONE_PER_BYTE = "streamlab.one-per-byte"


def _one_per_byte(error: UnicodeError) -> tuple[str, int]:
    # The npm package goes on one byte after the beginning of an ill-formed sequence, not after the sequence.
    assert isinstance(error, UnicodeDecodeError)
    return "\ufffd", error.start + 1


codecs.register_error(_ONE_PER_BYTE, _one_per_byte)


def npm_buffer(data: bytes) -> str:
    """`Buffer.from(data).toString("utf8")` of the npm package `buffer`: one U+FFFD per bad byte."""
    return data.decode("utf-8", _ONE_PER_BYTE)


def text_decoder(data: bytes) -> tuple[str, int]:
    """What a streaming `TextDecoder` gives for `data`, and how many bytes of it are read; the rest may begin a character."""
    text, read = codecs.utf_8_decode(data, "replace", False)
    # Python waits for a third byte where two already show a surrogate.
    if data[read : read + 1] == b"\xed" and data[read + 1 :] >= b"\xa0":
        return text + "\ufffd\ufffd", len(data)
    return text, read


class _PerChunk(Client):
    """Each chunk is decoded by itself."""

    borders: ClassVar[Borders | None] = PerChunk()
    kind: ClassVar[OutputKind] = OutputKind.TEXT

    @abstractmethod
    def decode(self, chunk: bytes) -> str:
        """The text of one chunk."""

    def feed(self, chunk: bytes) -> Iterator[Output]:
        yield self.decode(chunk)


class TextDecoderPerChunk(_PerChunk):
    """`new TextDecoder().decode(chunk)`: ill-formed halves become U+FFFD, a byte order mark goes from every chunk."""

    id: ClassVar[str] = "textdecoder-per-chunk"

    def decode(self, chunk: bytes) -> str:
        return chunk.decode("utf-8", "replace").removeprefix(_BOM)


class TextDecoderRecreated(_PerChunk):
    """`new TextDecoder().decode(chunk, {stream: true})` in the loop: what a chunk holds back is forgotten."""

    id: ClassVar[str] = "textdecoder-recreated"
    borders: ClassVar[Borders | None] = PerChunk(forgets=True)

    def decode(self, chunk: bytes) -> str:
        return text_decoder(chunk)[0].removeprefix(_BOM)


class TextDecoderStream(Client):
    """One `TextDecoder`, `{stream: true}`, and a last `decode()`."""

    id: ClassVar[str] = "textdecoder-stream"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.TEXT

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._held = b""
        self._begun = False

    def feed(self, chunk: bytes) -> Iterator[Output]:
        data = self._held + chunk
        text, read = text_decoder(data)
        self._held = data[read:]
        yield self._without_mark(text)

    def finish(self) -> Iterator[Output]:
        if self._held:
            yield self._held.decode("utf-8", "replace")

    def _without_mark(self, text: str) -> str:
        if text and not self._begun:
            self._begun = True
            return text.removeprefix(_BOM)
        return text


class NodeBuffer(_PerChunk):
    """`chunk.toString("utf8")` of Node's Buffer: a byte order mark stays."""

    id: ClassVar[str] = "node-buffer"

    def decode(self, chunk: bytes) -> str:
        return chunk.decode("utf-8", "replace")


class NpmBuffer(_PerChunk):
    """The same of the npm package `buffer`, the usual one outside Node."""

    id: ClassVar[str] = "npm-buffer"

    def decode(self, chunk: bytes) -> str:
        return npm_buffer(chunk)


class TextEncodingShim(_PerChunk):
    """The TextDecoder of `text-encoding-shim`: it takes `{stream: true}` and does the same as without.

    It is `decodeURIComponent(escape(…))` inside: one bad byte, and the whole chunk throws.
    """

    id: ClassVar[str] = "text-encoding-shim"

    def decode(self, chunk: bytes) -> str:
        try:
            return chunk.decode("utf-8")
        except UnicodeDecodeError:
            raise Thrown("URIError", "URI malformed") from None


class _Fitting(PerChunk):
    """As for the shim, where both chunks fit the stack."""

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterable[bool]:
        size = len(tries.content)
        if size <= MOST_ARGUMENTS:
            return super().matches(tries, borders)
        matches = super().matches(tries.of(TextEncodingShim), borders)
        return (match and max(at, size - at) <= MOST_ARGUMENTS for at, match in zip(borders, matches, strict=True))


class DecodeUriEscape(TextEncodingShim):
    """`decodeURIComponent(escape(String.fromCharCode.apply(null, chunk)))`: the same, and the bytes must fit the stack."""

    id: ClassVar[str] = "decodeuri-escape"
    borders: ClassVar[Borders | None] = _Fitting()

    def decode(self, chunk: bytes) -> str:
        if len(chunk) > MOST_ARGUMENTS:
            raise Thrown("RangeError", "Maximum call stack size exceeded")
        return super().decode(chunk)


class Latin1(_PerChunk):
    """`String.fromCharCode` per byte."""

    id: ClassVar[str] = "latin1"
    borders: ClassVar[Borders | None] = NEVER

    def decode(self, chunk: bytes) -> str:
        return chunk.decode("latin-1")


class NodeStringDecoder(Client):
    """`StringDecoder` of Node (src/string_decoder.cc): it holds back what its last lead byte still wants."""

    id: ClassVar[str] = "node-stringdecoder"
    borders: ClassVar[Borders | None] = NEVER
    kind: ClassVar[OutputKind] = OutputKind.TEXT

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._held = b""
        self._missing = 0

    def feed(self, chunk: bytes) -> Iterator[Output]:
        yield self._complete(chunk)

    def finish(self) -> Iterator[Output]:
        if self._held:
            yield self._held.decode("utf-8", "replace")

    def _complete(self, data: bytes) -> str:
        text = ""
        if self._missing:
            used = 0
            while used < min(self._missing, len(data)) and data[used] & 0xC0 == 0x80:
                used += 1
            self._missing = 0 if used < len(data) else self._missing - used
            self._held += data[:used]
            data = data[used:]
            if not self._missing:
                text = self._held.decode("utf-8", "replace")
                self._held = b""
        if data:
            kept = self._tail(data)
            self._held = data[len(data) - kept :]
            text += data[: len(data) - kept].decode("utf-8", "replace")
        return text

    def _tail(self, data: bytes) -> int:
        """How many bytes at the end of `data` begin a character; sets how many it still wants."""
        for kept in range(1, min(4, len(data)) + 1):
            lead = data[-kept]
            if lead & 0xC0 == 0x80:
                continue
            wanted = 2 if lead & 0xE0 == 0xC0 else 3 if lead & 0xF0 == 0xE0 else 4 if lead & 0xF8 == 0xF0 else 0
            self._missing = max(wanted - kept, 0)
            return kept if self._missing else 0
        return 0
