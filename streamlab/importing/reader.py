"""Reads any file as a recording: ours, a log of base64 or hex chunks, or a raw body.

The content decides, not the name; only a file named .slrec must be one of ours.
"""

from __future__ import annotations

import gzip
import io
import itertools
import os
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from streamlab.errors import RecordingFormatError, RequestError
from streamlab.importing.log import read_log
from streamlab.model import Chunk, End, EndReason, Head, Message, Read
from streamlab.recording.lines import NO_TIME, parse_line
from streamlab.recording.recording import FORMAT, Note, Recording
from streamlab.request import Origin, Request, redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_LINE = 256 * 1024 * 1024
MAX_SIZE = 1024 * 1024 * 1024  # of the decompressed file: a bomb ends here
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


def load(path: str | os.PathLike[str]) -> Recording:
    """The recording at `path`. Raises RecordingFormatError where there is none, OSError where nothing can be read."""
    with Path(path).open("rb") as file:
        return load_file(file, os.fspath(path))


def load_file(file: BinaryIO, name: str = "") -> Recording:
    """The same from an open file (standard input, say); of `name` only the ending counts, and a request remembers it."""
    peekable: Any = file if hasattr(file, "peek") else io.BufferedReader(file)
    packed = peekable.peek(2)[:2] == _GZIP
    lines = _Lines(gzip.GzipFile(fileobj=peekable) if packed else peekable)
    try:
        recording = _load(lines, must_be_ours=name.removesuffix(".gz").endswith(".slrec"))
    except (gzip.BadGzipFile, zlib.error) as error:
        raise RecordingFormatError("unreadable", 0, f"the gzip file is damaged: {error}") from error
    if recording.request is None:
        return recording
    return replace(recording, request=replace(recording.request, origin=Origin(name or "-")))


class _Lines:
    """The lines of a file, counted and bounded."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._size = 0
        self.number = 0
        self.cut = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            line: bytes = self._file.readline(MAX_LINE + 1)
        except EOFError:  # a gzip file that was still being written
            self.cut, line = True, b""
        if not line:
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if len(line) > MAX_LINE or self._size > MAX_SIZE:
            raise RecordingFormatError("unreadable", self.number, "too long to be read")
        return line


def _load(lines: _Lines, *, must_be_ours: bool) -> Recording:
    first = next(lines, b"")
    header = _decoded(first.removeprefix(_BOM))
    if isinstance(header, dict) and "streamlab" in header:
        return _ours(header, lines)
    if _is_message(header):
        messages, notes = _messages(first.removeprefix(_BOM), lines)
        return _given(messages, notes)
    body = first + b"".join(lines)
    if not body.strip() and lines.cut:
        raise RecordingFormatError("unreadable", 0, "the gzip file is cut off before its first line")
    if not body.strip():
        raise RecordingFormatError("empty", 0, "the file is empty")
    if must_be_ours:
        raise RecordingFormatError("not-ours", 1, "the first line is not that of a recording")
    if found := read_log(body):
        kind, chunks = found
        return _given([Chunk(NO_TIME, chunk) for chunk in chunks], (Note(kind, len(chunks)),))
    return _given([Chunk(NO_TIME, body)], (Note("raw-body"),))


def _decoded(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _is_message(values: Any) -> bool:
    try:
        return parse_line(values, 1) is not None
    except RecordingFormatError:
        return False


def _ours(header: dict[str, Any], lines: _Lines) -> Recording:
    name, _, version = str(header["streamlab"]).partition("/")
    if name != "recording":
        raise RecordingFormatError("not-ours", 1, "this is another file of streamlab, not a recording")
    if f"{name}/{version}" != FORMAT:
        raise RecordingFormatError("newer-version", 1, f"recording/{version[:20]} is not {FORMAT}")
    created, request = header.get("created", ""), header.get("request")
    if not isinstance(created, str) or not isinstance(request, dict | None):
        raise RecordingFormatError("bad-line", 1, "created is a text and request an object")
    messages, notes = _messages(b"", lines)
    if not messages or type(messages[-1]) is not End:
        notes.append(Note("no-end"))
    known = _request(request) if request is not None else None
    if known is None and request is not None:
        notes.append(Note("request-damaged"))
    return Recording(created, known, messages, tuple(notes))


def _request(values: dict[str, object]) -> Request | None:
    """The request of a header; None where it is none: what came is worth more than what was asked."""
    try:
        return redacted(Request.from_dict(values))
    except RequestError:
        return None


def _messages(first: bytes, lines: _Lines) -> tuple[list[Message], list[Note]]:
    """The messages of all lines. The last line may be torn; a bad one before it is an error."""
    messages: list[Message] = []
    later, fault = 0, None
    for line in itertools.chain((first,), lines):
        if line.isspace() or not line:
            continue
        if fault:
            raise fault
        try:
            message = parse_line(orjson.loads(line), lines.number)
        except orjson.JSONDecodeError as error:
            fault = RecordingFormatError("bad-line", lines.number, f"not JSON: {error.msg}")
            continue
        except RecordingFormatError as error:
            fault = error
            continue
        if messages and type(messages[-1]) is End:
            raise RecordingFormatError("bad-line", lines.number, "something follows the end of the run")
        if message is None:
            later += 1
        else:
            messages.append(message)
    notes = [Note("torn-line")] if fault or lines.cut else []
    return messages, notes + ([Note("later-version-lines", later)] if later else [])


def _given(messages: list[Message], notes: Iterable[Note]) -> Recording:
    """A recording of what was logged without a header: whole, unless it says otherwise."""
    if not messages or type(messages[-1]) is not End:
        last = max((m.t_ns for m in messages if isinstance(m, Chunk | Read | Head)), default=NO_TIME)
        messages.append(End(last, EndReason.COMPLETE))
    return Recording("", None, messages, tuple(notes))
