"""Content decoding (RFC 9110 §8.4): compressed body in, content out, chunk by chunk.

Every coding is undone incrementally, so that each chunk has its own slice of content: empty where the gzip layer held it back.
Every good byte before an error is kept: the libraries drop what they decoded in the call that fails, so that call is made again,
byte by byte.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import brotli
import zstandard

MAX_CONTENT: Final = 1 << 30  # a decompression bomb stops here, visibly
GZIP_MAGIC: Final = b"\x1f\x8b"
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_STEP: Final = 1 << 16  # output of one call
_SLICE: Final = 256  # input of one call: zstd takes no limit on output, and 256 bytes of it can say 8 MB
_BLOCK: Final = 16 * _SLICE  # a slice is taken off a block: taken off a body of one chunk, it would copy the whole rest
_UNPRINTED = dict.fromkeys(map(ord, "\t\r\n\ufeff"))
_ERRORS = (zlib.error, brotli.error, zstandard.ZstdError)


class _Stream(Protocol):
    """One compressed stream: a gzip member, a zstd frame."""

    def read(self, data: bytes, limit: int) -> bytes:
        """What `data` completes, about `limit` bytes at most; more with b"" while `pending`."""
        ...

    @property
    def pending(self) -> bool: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused(self) -> bytes: ...


class _Inflate:
    """zlib in one of its wrappings."""

    def __init__(self, wbits: int) -> None:
        self._inflate = zlib.decompressobj(wbits)
        self._full = False

    def read(self, data: bytes, limit: int) -> bytes:
        out = self._inflate.decompress(self._inflate.unconsumed_tail + data, limit)
        self._full = len(out) == limit  # there may be more although all input was taken
        return out

    @property
    def pending(self) -> bool:
        return not self.eof and (self._full or bool(self._inflate.unconsumed_tail))

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused(self) -> bytes:
        return self._inflate.unused_data


class _Brotli:
    """br (RFC 7932). The library takes bytes after the end for an error, so there are none unused."""

    unused = b""

    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()
        self._full = False

    def read(self, data: bytes, limit: int) -> bytes:
        out = bytes(self._decoder.process(data, output_buffer_limit=limit))
        self._full = len(out) >= limit
        return out

    @property
    def pending(self) -> bool:
        return not self.eof and (self._full or not self._decoder.can_accept_more_data())

    @property
    def eof(self) -> bool:
        return bool(self._decoder.is_finished())


class _Zstd:
    """One zstd frame (RFC 8878)."""

    pending = False

    def __init__(self) -> None:
        self._decoder = zstandard.ZstdDecompressor().decompressobj()

    def read(self, data: bytes, limit: int) -> bytes:
        return self._decoder.decompress(data)

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def unused(self) -> bytes:
        return self._decoder.unused_data


@dataclass(frozen=True, slots=True)
class _Format:
    """How a coding begins: `head` bytes tell (`begins`) whether it is one at all; `many`: streams may follow one another."""

    head: int
    begins: Callable[[bytes], bool]
    open: Callable[[bytes], _Stream]
    many: bool


def _begins_zstd(head: bytes) -> bool:
    return head == ZSTD_MAGIC or (
        head[0] & 0xF0 == 0x50 and head[1:] == b"\x2a\x4d\x18"
    )  # the second: a skippable frame


def _open_deflate(head: bytes) -> _Stream:
    """zlib as RFC 9110 §8.4.1.2 wants it, or raw as some servers send it."""
    wrapped = head[0] & 0x0F == 8 and int.from_bytes(head) % 31 == 0
    return _Inflate(15 if wrapped else -15)


_GZIP = _Format(2, GZIP_MAGIC.__eq__, lambda _head: _Inflate(31), many=True)
_FORMATS = {
    "gzip": _GZIP,
    "x-gzip": _GZIP,
    "deflate": _Format(2, lambda _head: True, _open_deflate, many=False),
    "br": _Format(0, lambda _head: True, lambda _head: _Brotli(), many=False),
    "zstd": _Format(4, _begins_zstd, lambda _head: _Zstd(), many=True),
}


class Coding:
    """One content coding. `error` is None, "truncated", "corrupt" or "trailing-garbage".

    A body that does not begin as the coding does was never coded: it passes through, "corrupt".
    """

    def __init__(self, name: str) -> None:
        self.error: str | None = None
        self.plain = False  # never coded
        self._format = _FORMATS[name]
        self._stream: _Stream | None = None
        self._head = b""  # the beginning of a stream, too short to tell
        self._history = bytearray()  # the input of the stream so far, to find out where it failed
        self._first = True
        self._any = False  # something was decoded

    def feed(self, data: bytes, room: int) -> bytes:
        """The content that `data` completes, at most `room` bytes and a step more."""
        out = bytearray()
        for at in range(0, len(data), _BLOCK):
            block = data[at : at + _BLOCK]
            while block and not self.error and len(out) <= room:
                block = self._take(block, out, room)
            if self.plain:
                return bytes(out + block + data[at + _BLOCK :])
        return bytes(out)

    def finish(self) -> None:
        """The body is over."""
        if self.error is None and (self._head or self._stream is not None):
            self.error = "truncated" if self._first or not self._head else "trailing-garbage"

    def _take(self, data: bytes, out: bytearray, room: int) -> bytes:
        """Decodes some of `data`; returns the rest."""
        if self._stream is None:
            data = self._begin(data, out)
            if self._stream is None:
                return data
        piece, rest = data[:_SLICE], data[_SLICE:]
        before = len(out)
        try:
            _pull(self._stream, piece, out, room)
            unused = self._stream.unused
            self._history += piece
        except _ERRORS:
            del out[before:]
            unused = self._salvage(piece, out)
        self._any = self._any or bool(out)
        if self.error is None and self._stream.eof:
            self._stream, self._first = None, False
            self._history.clear()
        return unused + rest

    def _begin(self, data: bytes, out: bytearray) -> bytes:
        """Opens the next stream, or says why there is none."""
        missing = self._format.head - len(self._head)
        head = self._head + data[:missing]
        if len(head) < self._format.head:
            self._head = head
            return b""
        self._head = b""
        if self._format.begins(head) and (self._first or self._format.many):
            self._stream = self._format.open(head)
            return head + data[missing:]
        if not self._first:
            self.error = "trailing-garbage"
            return b""
        self.error, self.plain = "corrupt", True
        out += head
        return data[missing:]

    def _salvage(self, piece: bytes, out: bytearray) -> bytes:
        """Reads the stream once more up to the byte that fails in `piece`; returns what follows the stream's end if it has one."""
        head = bytes((self._history + piece)[: self._format.head])
        self._stream = stream = self._format.open(head)
        for at in range(0, len(self._history), _SLICE):
            _pull(stream, bytes(self._history[at : at + _SLICE]), bytearray(), MAX_CONTENT)
        for at in range(len(piece)):
            try:
                out += stream.read(piece[at : at + 1], 1)
                while stream.pending:
                    out += stream.read(b"", 1)
            except _ERRORS:
                self.error = "corrupt"
                # Up to this byte only: what has arrived beyond it must not decide.
                self.plain = self._first and not (self._any or out) and _is_text(self._history + piece[: at + 1])
                break
            if stream.eof:
                return piece[at + 1 :]
        if self.plain:
            out += self._history + piece
        return b""


def _is_text(data: bytes | bytearray) -> bool:
    """The beginning of a text: br and raw deflate have no magic that would tell that a body was never coded."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return text.translate(_UNPRINTED).isprintable()


def _pull(stream: _Stream, piece: bytes, out: bytearray, room: int) -> None:
    out += stream.read(piece, _STEP)
    while stream.pending and len(out) <= room:
        out += stream.read(b"", _STEP)


class Stack:
    """The codings of one response, undone from the last applied to the first."""

    def __init__(self, names: tuple[str, ...], limit: int = MAX_CONTENT) -> None:
        self.names = names
        self.unknown = next((name for name in names if name not in _FORMATS), None)
        self.too_big = False
        self._limit = limit
        self._codings = [] if self.unknown else [Coding(name) for name in reversed(names)]
        self._size = 0

    @property
    def error(self) -> str | None:
        """The first coding's error, if any; what was decoded before it is kept. What is over the limit is cut off."""
        found = next((coding.error for coding in self._codings if coding.error), None)
        return found or ("truncated" if self.too_big else None)

    @property
    def plain(self) -> bool:
        """A declared coding was never applied."""
        return any(coding.plain for coding in self._codings)

    def feed(self, data: bytes) -> bytes:
        """The content that `data` completes; nothing any more once the limit is reached (`too_big`)."""
        if self.too_big:
            return b""
        for coding in self._codings:
            data = coding.feed(data, self._limit - self._size)
        self._size += len(data)
        self.too_big = bool(self._codings) and self._size > self._limit
        return data

    def finish(self) -> None:
        """The body is over."""
        if not self.too_big:
            for coding in self._codings:
                coding.finish()


def coding_names(headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The content codings in the order they were applied; `identity` is none (RFC 9110 §8.4)."""
    values = [value for name, value in headers if name.lower() == "content-encoding"]
    names = (name.strip().lower() for name in ",".join(values).split(","))
    return tuple(name for name in names if name and name != "identity")
