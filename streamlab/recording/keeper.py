"""Keeps the recording of one run whatever happens to its file, and knows where it is: nothing is called kept unseen.

A file that is deleted, replaced, truncated or changed by somebody while it grows, or that takes no more, is written anew
elsewhere, as far as it can be had: from the open file, which holds a deleted file's bytes, and from memory, which holds the newest
64 MiB. What no place takes stays in memory.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from streamlab.i18n import joined, translate
from streamlab.recording import files
from streamlab.recording.lines import format_line
from streamlab.recording.recording import header_line, timestamp
from streamlab.recording.writer import Harm, RecordingHarmedError, RecordingWriter

if TYPE_CHECKING:
    from streamlab.model import Message, Span
    from streamlab.request import Request

_MOST_MOVES = 8  # whoever takes the file away that often wants it gone


class Keeper:
    """The recording of `request` at `path`, while it grows and afterwards; read from any thread, written from one."""

    def __init__(self, path: str | os.PathLike[str], request: Request | None) -> None:
        self.named = Path(path)
        self.created = timestamp()
        self._request = request
        self._writer: RecordingWriter | None = None
        self._homeless = False  # no file takes it
        self._rest = bytearray()  # lines that are in no file
        self._lost: list[Span] = []
        self._trouble: tuple[Harm | str, Path] | None = None
        self._moves = 0
        self._closed = False
        self._lock = threading.Lock()
        try:
            self._writer = RecordingWriter(self.named, request, created=self.created)
        except OSError as error:
            self._move(error)

    # -- where it is ---------------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file it is in; None where it is in none, or only beside the one that is to be replaced."""
        writer = self._writer
        return None if writer is None or self._homeless or writer.waits else writer.path

    @property
    def is_stream(self) -> bool:
        """Whether it went to a pipe or a device: nobody knows whether it is kept there."""
        return self._writer is not None and self._writer.is_stream

    @property
    def left_alone(self) -> bool:
        """Whether the file that was there before is as it was: nothing has arrived that could take its place."""
        return self._writer is not None and self._writer.waits

    @property
    def kept(self) -> Path | None:
        """The file that was read again after the end, holds the whole recording and still stands there; None for all else."""
        settled = self._closed and not self.is_stream and not self._lost
        return self.path if settled and self._writer is not None and self._writer.stands() else None

    @property
    def problem(self) -> str:
        """What happened to the file and where the recording is instead, in the language in force; '' where nothing did."""
        if self._trouble is None:
            return ""
        what, path = self._trouble
        return joined((_what_happened(what, path), self._where(path)))

    def _where(self, path: Path) -> str:
        if self.path is None and self._closed and self._takes_more():
            return translate(
                "Session", "What fitted is there; the rest is only in memory, and gone when streamlab ends."
            )
        if self.path is None and self._closed:
            return translate("Session", "It is in no file, only in memory, and gone when streamlab ends.")
        if self.path is None:
            return translate("Session", "The run goes on and is kept in memory.")
        if self._lost:
            ranges = ", ".join(f"{start:,}–{end - 1:,}" for start, end in self._lost)
            text = translate("Session", "Its bytes {ranges} are lost; the rest is in {place}.")
            return text.format(ranges=ranges, place=self.path)
        if self.path == path:
            return translate("Session", "All of it has been written there again.")
        return translate("Session", "All of it is in {place}.").format(place=self.path)

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, messages: Iterable[Message]) -> None:
        """Takes `messages`; what no file takes stays in memory."""
        messages = list(messages)
        with self._lock:
            try:
                if self._writer is not None and not self._homeless:
                    self._writer.write(messages)
                    return
            except OSError as error:
                self._move(error, messages)
            else:
                self._rest += b"".join(map(format_line, messages))

    def close(self) -> None:
        """Reads the file again, mends what can be mended, closes it; from here on `kept` says where it is."""
        with self._lock:
            if not self._closed:
                self._find_home()
                self._settle()
                self._closed = True
                if self._writer is not None and not self._homeless:
                    self._writer.close()

    def _find_home(self) -> None:
        """Tries again to write what stayed in memory: room may have been made."""
        if self._homeless:
            self._append_rest(whole=True)
        if self._homeless:
            self._move(None)
        if self._homeless:
            self._append_rest(whole=False)

    def _takes_more(self) -> bool:
        """Whether its file holds, unharmed, what was written before it refused more."""
        refused = self._trouble is not None and isinstance(self._trouble[0], str)
        return refused and self._writer is not None and not self._writer.is_packed and not self._writer.is_stream

    def _append_rest(self, *, whole: bool) -> None:
        """Appends all that stayed in memory or, where not the whole is wanted, the lines for which there is room."""
        if not self._takes_more():
            return
        assert self._writer is not None
        lines = self._rest.splitlines(keepends=True)
        count = len(lines)
        while lines and count:
            try:
                self._writer.append(b"".join(lines[:count]))
                del lines[:count]
            except OSError:
                count = 0 if whole else count // 2
        self._rest = bytearray(b"".join(lines))
        self._homeless = bool(lines)

    def _settle(self) -> None:
        """Ends the file and reads it again; where it is harmed it is written anew, and that one is read in turn."""
        checked: RecordingWriter | None = None
        while (writer := self._writer) is not None and writer is not checked and not (self._homeless or writer.waits):
            checked = writer
            try:
                writer.finish()
                if harm := writer.harm(closely=True):
                    raise RecordingHarmedError(harm, writer.path)
            except OSError as error:
                self._move(error)

    # -- reading -------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The recording as it is now, to be read. Raises OSError where its file is gone or no longer what it was."""
        path = self.path
        if path is None or self.is_stream:
            with self._lock:
                content = b"".join((header_line(self.created, self._request), *self._lines()))
            yield io.BytesIO(content)
            return
        if self._closed and self._writer is not None and not self._writer.is_whole():
            raise OSError(errno.EIO, translate("Session", "it is no longer what was recorded"), str(path))
        with path.open("rb") as file:
            yield file

    def _lines(self) -> Iterator[bytes]:
        """What the first line is followed by."""
        self._lost.clear()
        if self._writer is not None:
            yield from _after_header(self._writer.content(), self._lost)
        yield bytes(self._rest)

    # -- moving --------------------------------------------------------------------------------------------------------

    def _move(self, error: OSError | None, messages: Iterable[Message] = ()) -> None:
        """Writes it all anew where there is room for it, `messages` at the end; where there is none it stays in memory."""
        if error is not None:
            path = self._writer.path if self._writer is not None else self.named
            self._trouble = (_cause(error), path)
        self._rest += b"".join(map(format_line, messages))
        self._homeless = True
        self._moves += 1
        for place in self._places() if self._moves <= _MOST_MOVES else ():
            with contextlib.suppress(OSError):
                fresh = self._written_anew(place)
                if self._writer is not None:
                    self._writer.discard()
                self._writer, self._homeless = fresh, False
                self._rest.clear()
                return

    def _places(self) -> Iterator[Path]:
        if self._trouble is not None and self._trouble[0] is Harm.DELETED:
            yield self._trouble[1]
        with contextlib.suppress(OSError):
            yield files.temporary()

    def _written_anew(self, place: Path) -> RecordingWriter:
        fresh = RecordingWriter(place, self._request, created=self.created)
        try:
            if fresh.waits:
                raise FileExistsError(str(place))
            for piece in self._lines():
                fresh.append(piece)
        except BaseException:
            fresh.discard(placed=True)
            raise
        return fresh


def _after_header(pieces: Iterable[bytes | Span], lost: list[Span]) -> Iterator[bytes]:
    """The lines but for the first, and for those that a gap has torn: gaps, with what they tore, are added to `lost`."""
    before, unwanted, at = b"", True, 0  # the beginning of a line; whether in a line that is left out
    for piece in pieces:
        if isinstance(piece, tuple):
            lost.append((piece[0] - len(before), piece[1]))
            before, unwanted, at = b"", True, piece[1]
            continue
        at += len(piece)
        if unwanted:
            _, newline, piece = piece.partition(b"\n")
            unwanted = not newline
            if lost and lost[-1][1] <= at - len(piece):
                lost[-1] = (lost[-1][0], at - len(piece))
        whole, newline, rest = piece.rpartition(b"\n")
        if newline:
            yield before + whole + newline
        before = rest if newline else before + rest


def _cause(error: OSError) -> Harm | str:
    return error.harm if isinstance(error, RecordingHarmedError) else error.strerror or str(error)


def _what_happened(what: Harm | str, path: Path) -> str:
    if isinstance(what, str):
        text = translate("Session", "The recording could not be written ({reason}): {path}.")
        return text.format(reason=what, path=path)
    return {
        Harm.DELETED: translate("Session", "The recording was deleted while it grew: {path}."),
        Harm.REPLACED: translate("Session", "Another file was put in the place of the recording: {path}."),
        Harm.SHORTENED: translate("Session", "Somebody truncated the recording while it grew: {path}."),
        Harm.CHANGED: translate("Session", "Somebody else wrote into the recording while it grew: {path}."),
    }[what].format(path=path)
