"""Content decoding (RFC 9110 §8.4): compressed body in, content out, chunk by chunk; imports nothing of streamlab.

Every coding is undone incrementally, so that each chunk has its own slice of content: empty where the gzip layer held it back.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final, Protocol

import brotli
import zstandard

MAX_CONTENT: Final = 1 << 30  # a decompression bomb stops here, visibly
_STEP: Final = 1 << 16
GZIP_MAGIC: Final = b"\x1f\x8b"


class Coding(Protocol):
    """One content coding. `error` is None, "truncated", "corrupt" or "trailing-garbage"."""

    error: str | None

    def feed(self, data: bytes, room: int) -> bytes:
        """The content that `data` completes, at most `room` bytes and a step more."""
        ...

    def finish(self) -> None:
        """The body is over."""
        ...


class Zlib:
    """gzip (RFC 1952, members) and deflate (zlib or raw, told apart by its first two bytes)."""

    def __init__(self, *, gzip: bool) -> None:
        self.error: str | None = None
        self._gzip = gzip
        self._head = b""
        self._inflate = zlib.decompressobj(31) if gzip else None
        self._fed = False

    def feed(self, data: bytes, room: int) -> bytes:
        if self.error or not data:
            return b""
        if self._inflate is None:
            self._head += data
            if len(self._head) < 2:
                return b""
            zlib_header = (self._head[0] & 0x0F) == 8 and int.from_bytes(self._head[:2]) % 31 == 0
            self._inflate = zlib.decompressobj(15 if zlib_header else -15)
            data, self._head = self._head, b""
        out = bytearray()
        try:
            self._read(data, out, room)
        except zlib.error:
            self.error = "corrupt"
        return bytes(out)

    def _read(self, data: bytes, out: bytearray, room: int) -> None:
        inflate = self._inflate
        assert inflate is not None
        while data and len(out) <= room:
            if inflate.eof:
                if not (self._gzip and GZIP_MAGIC.startswith(data[:2])):
                    self.error = "trailing-garbage"
                    return
                self._inflate = inflate = zlib.decompressobj(31)
            self._fed = True
            out += inflate.decompress(data, _STEP)
            data = inflate.unused_data or inflate.unconsumed_tail

    def finish(self) -> None:
        if self.error is None and (self._head or (self._fed and self._inflate is not None and not self._inflate.eof)):
            self.error = "truncated"


class Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self.error: str | None = None
        self._decoder = brotli.Decompressor()
        self._fed = False

    def feed(self, data: bytes, room: int) -> bytes:
        if self.error or not data:
            return b""
        self._fed = True
        if self._decoder.is_finished():
            self.error = "trailing-garbage"
            return b""
        try:
            return bytes(self._decoder.process(data))
        except brotli.error:
            self.error = "corrupt"
            return b""

    def finish(self) -> None:
        if self.error is None and self._fed and not self._decoder.is_finished():
            self.error = "truncated"


class Zstd:
    """zstd (RFC 8878), frames one after another."""

    def __init__(self) -> None:
        self.error: str | None = None
        self._decoder = zstandard.ZstdDecompressor().decompressobj(read_across_frames=True)
        self._fed = False

    def feed(self, data: bytes, room: int) -> bytes:
        if self.error or not data:
            return b""
        self._fed = True
        try:
            return bytes(self._decoder.decompress(data))
        except zstandard.ZstdError:
            self.error = "corrupt"
            return b""

    def finish(self) -> None:
        return None


class Stack:
    """The codings of one response, undone from the last applied to the first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.unknown = next((name for name in names if name not in _CODINGS), None)
        self.too_big = False
        self._codings = [] if self.unknown else [_CODINGS[name]() for name in reversed(names)]
        self._size = 0

    @property
    def error(self) -> str | None:
        """The first coding's error, if any; what was decoded before it is kept."""
        return next((coding.error for coding in self._codings if coding.error), None)

    def feed(self, data: bytes) -> bytes:
        """The content that `data` completes; nothing any more once `MAX_CONTENT` is reached (`too_big`)."""
        if self.too_big:
            return b""
        for coding in self._codings:
            data = coding.feed(data, MAX_CONTENT - self._size)
        self._size += len(data)
        self.too_big = bool(self._codings) and self._size > MAX_CONTENT
        return data

    def finish(self) -> None:
        """The body is over."""
        for coding in self._codings:
            coding.finish()


_CODINGS: dict[str, Callable[[], Coding]] = {
    "gzip": lambda: Zlib(gzip=True),
    "x-gzip": lambda: Zlib(gzip=True),
    "deflate": lambda: Zlib(gzip=False),
    "br": Brotli,
    "zstd": Zstd,
}


def coding_names(headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The content codings in the order they were applied; `identity` is none (RFC 9110 §8.4)."""
    values = [value for name, value in headers if name.lower() == "content-encoding"]
    names = (name.strip().lower() for name in ",".join(values).split(","))
    return tuple(name for name in names if name and name != "identity")
