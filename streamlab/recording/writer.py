"""One file that a recording grows in: private, beside what it replaces until something arrived, looked after while it grows."""

from __future__ import annotations

import contextlib
import errno
import os
import zlib
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from streamlab.model import Chunk, Connection, Head, Informational, Read
from streamlab.recording import files
from streamlab.recording.ledger import BLOCK, Ledger
from streamlab.recording.lines import format_line
from streamlab.recording.recording import header_line, timestamp

if TYPE_CHECKING:
    from streamlab.model import Message, Span
    from streamlab.request import Request

_ANSWER = (Informational, Head, Chunk)
_ARRIVED = (Read, *_ANSWER)  # over HTTP/1 all that is read is the answer; HTTP/2 has things to say before
_LARGE = 64 * BLOCK  # a larger file is read again only where its time says that somebody else wrote to it


class Harm(Enum):
    """What somebody else did to the file."""

    DELETED = auto()
    REPLACED = auto()
    SHORTENED = auto()
    CHANGED = auto()


class RecordingHarmedError(OSError):
    """The file is no longer what was written to it."""

    def __init__(self, harm: Harm, path: Path) -> None:
        super().__init__(f"{path}: {harm.name.lower()}")
        self.harm = harm


class _Stage(Enum):
    """How the file stands to the name it was asked for."""

    BESIDE = auto()  # another file has the name; this one takes its place when something arrives
    HELD = auto()  # the same, in a folder that takes no second file: held in memory until then
    PLACED = auto()
    STREAM = auto()  # a pipe or a device
    CLOSED = auto()


class RecordingWriter:
    """Appends to a recording as it grows: what `write` was given is in the file when it returns.

    A write that fails leaves the file as it was after the last one that succeeded, as far as the disk lets it. A file that was
    there before keeps its content until something has arrived. A name that ends in .gz has the file compressed.
    """

    def __init__(self, path: str | os.PathLike[str], request: Request | None, *, created: str = "") -> None:
        self.path = Path(path)
        self.created = created or timestamp()
        self._ledger = Ledger()
        self._pack = zlib.compressobj(wbits=31) if self.path.name.endswith(".gz") else None
        self._target = self._partial = self.path
        self._handle = -1
        self._changed_ns = 0
        self._held = b""
        self._over_http2 = False
        self._stage = self._open()
        self._lock()
        try:
            self._append(header_line(self.created, request))
        except OSError:
            self.discard(placed=True)
            raise

    # -- what became of it ---------------------------------------------------------------------------------------------

    @property
    def is_stream(self) -> bool:
        """Whether it went to a pipe or a device, which nobody can look into."""
        return self._stage is _Stage.STREAM

    @property
    def is_packed(self) -> bool:
        """Whether the file is compressed: nothing can follow what was half written."""
        return self._pack is not None

    @property
    def waits(self) -> bool:
        """Whether the file that was there before still stands."""
        return self._stage in (_Stage.BESIDE, _Stage.HELD)

    def harm(self, *, closely: bool = False) -> Harm | None:
        """What somebody did to the file since the last write; `closely` reads it again where that is needed to know."""
        if self._stage in (_Stage.STREAM, _Stage.HELD):
            return None
        own = os.fstat(self._handle)
        try:
            named = (self._partial if self._stage is _Stage.BESIDE else self.path).stat()
        except (FileNotFoundError, NotADirectoryError):
            return Harm.DELETED
        same = os.name == "nt" or os.path.samestat(named, own)  # Windows keeps an open file under its name
        # Some file systems give a file another number each time.
        if not same and (named.st_size, named.st_mtime_ns) != (own.st_size, own.st_mtime_ns):
            return Harm.REPLACED
        if own.st_size != self._ledger.size:
            return Harm.SHORTENED if own.st_size < self._ledger.size else Harm.CHANGED
        if closely and not same:
            return None if self.is_whole() else Harm.REPLACED
        if closely and (own.st_size <= _LARGE or own.st_mtime_ns != self._changed_ns):
            return None if self._ledger.is_whole(self._read) else Harm.CHANGED
        return None

    def stands(self) -> bool:
        """Whether a closed file is still, as far as a glance can tell, what was written."""
        with contextlib.suppress(OSError):
            return self.path.stat().st_size == self._ledger.size
        return False

    def is_whole(self) -> bool:
        """Whether what stands under the name is what was written, byte for byte. Raises OSError."""
        with self.path.open("rb") as file:

            def read(start: int, count: int) -> bytes:
                file.seek(start)
                return file.read(count)

            return os.fstat(file.fileno()).st_size == self._ledger.size and self._ledger.is_whole(read)

    def content(self) -> Iterator[bytes | Span]:
        """What was written, uncompressed, whatever became of the file; a span of the file where it is lost."""
        if self._pack is None:
            yield from self._ledger.blocks(self._read)
            return
        unpack = zlib.decompressobj(wbits=31)
        for block in self._ledger.blocks(self._read):
            if isinstance(block, tuple):
                yield (block[0], self._ledger.size)  # what is packed cannot be read from the middle
                return
            yield unpack.decompress(block)

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, messages: Iterable[Message]) -> None:
        """Appends `messages`. Raises OSError; RecordingHarmedError, before anything is written, where somebody harmed the file."""
        messages = list(messages)
        self._look()
        self.append(b"".join(map(format_line, messages)))
        if self.waits and self._has_arrived(messages):
            self.place()

    def append(self, data: bytes) -> None:
        """Appends lines that are written already. Raises OSError."""
        if data:
            self._append(data)

    def place(self) -> None:
        """Puts the file under its name, in the place of the one before. Raises OSError."""
        if self._stage is _Stage.BESIDE:
            try:
                self._handle = files.put_in_place(self._handle, self._partial, self._target)
            except OSError:  # a folder whose files are not ours, a file that is mounted: then it is written over
                self._held = b"".join(block for block in self._ledger.blocks(self._read) if isinstance(block, bytes))
                self.discard()
                self._stage = _Stage.HELD
        if self._stage is _Stage.HELD:
            self._handle = files.empty(self._target)
            self._stage, held, self._held = _Stage.PLACED, self._held, b""
            self._ledger = Ledger()
            self._lock()
            self._put(held)
        self._stage = _Stage.PLACED

    def finish(self) -> None:
        """Writes what a compressed file ends with. Raises OSError, as `write` does."""
        if self._pack is not None:
            self._look()
            self._put(self._pack.flush())

    def close(self) -> None:
        """Closes the file; the recording needs no closing to be readable. What still waits is dropped. Raises OSError."""
        if self.waits:
            self.discard()
        elif self._stage is not _Stage.CLOSED:
            self._ledger.forget()
            if self._stage is _Stage.PLACED:
                self._stage = _Stage.CLOSED
            self._close_handle()

    def discard(self, *, placed: bool = False) -> None:
        """Closes the file and removes it, but not from the name it was asked for unless `placed` says so."""
        with contextlib.suppress(OSError):
            self._close_handle()
        if self._stage is _Stage.BESIDE or (placed and self._stage is _Stage.PLACED):
            with contextlib.suppress(OSError):
                self._partial.unlink()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _has_arrived(self, messages: list[Message]) -> bool:
        over = next((message.alpn for message in messages if isinstance(message, Connection)), None)
        self._over_http2 = self._over_http2 if over is None else over == "h2"
        return any(isinstance(message, _ANSWER if self._over_http2 else _ARRIVED) for message in messages)

    def _open(self) -> _Stage:
        if (output := files.output_at(self.path)) is not None:
            self._handle = os.dup(output)
            return _Stage.STREAM
        if files.is_stream(self.path):
            self._handle = files.open_stream(self.path)
            return _Stage.STREAM
        self._target = self._partial = files.followed(self.path)
        try:
            self._handle = files.create(self._target)
        except FileExistsError:
            return self._open_beside()
        return _Stage.PLACED

    def _open_beside(self) -> _Stage:
        if not os.access(self._target, os.W_OK):  # somebody protects it: its folder alone would let it be replaced
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._target))
        try:
            self._handle, self._partial = files.create_beside(self._target)
        except OSError:
            return _Stage.HELD
        return _Stage.BESIDE

    def _lock(self) -> None:
        """Tells others that the file grows: nobody's tidying up may take it."""
        if self._stage is not _Stage.STREAM and self._handle >= 0:
            files.lock(self._handle)

    def _look(self) -> None:
        if harm := self.harm():
            raise RecordingHarmedError(harm, self.path)

    def _append(self, data: bytes) -> None:
        if self._pack is not None:
            data = self._pack.compress(data) + self._pack.flush(zlib.Z_SYNC_FLUSH)
        if self._stage is _Stage.HELD:
            self._held += data
            self._ledger.add(data)
        else:
            self._put(data)

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[(files.write_stream if self.is_stream else os.write)(self._handle, rest) :]
        except OSError:
            if not self.is_stream:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._handle, self._ledger.size)
            raise
        self._ledger.add(data)
        if not self.is_stream:
            self._changed_ns = os.fstat(self._handle).st_mtime_ns

    def _read(self, start: int, count: int) -> bytes:
        data = b""
        with contextlib.suppress(OSError):  # what cannot be read is not there
            os.lseek(self._handle, start, os.SEEK_SET)  # appending does not care
            while len(data) < count and (piece := os.read(self._handle, count - len(data))):
                data += piece
        return data

    def _close_handle(self) -> None:
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)
