"""The three standard streams of the process: closed, full, impatient or in an odd encoding, none of them crashes it.

A result that could not be written is a failure, and said so; for a message that could not be said there is no place left.
"""

from __future__ import annotations

import io
import os
import select
import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from streamlab.cli.refusal import Refusal
from streamlab.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from _typeshed import ReadableBuffer


class NotWritten(click.ClickException):
    """Standard output did not take the result. The exit code is 1."""

    def __init__(self, reason: str) -> None:
        text = translate("Cli", "The result could not be written to standard output: {reason}.")
        super().__init__(text.format(reason=reason))

    def show(self, file: object = None) -> None:
        """The sentence, on stderr."""
        click.echo(self.message, err=True)


class _Output(io.FileIO):
    """Standard output. That its reader has gone stays a BrokenPipeError: it has seen enough."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return _patiently(super().write, data, self.fileno())
        except BrokenPipeError:
            raise
        except OSError as error:
            silence(self.fileno())
            raise NotWritten(error.strerror or str(error)) from None


class _NoOutput(io.FileIO):
    """In the place of a standard output that was closed: who writes a result to it learns that, once."""

    _told = False

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._told:
            self._told = True
            raise NotWritten(translate("Cli", "it is closed"))
        return len(memoryview(data))


class _Messages(io.FileIO):
    """Standard error."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return _patiently(super().write, data, self.fileno())
        except OSError:
            return len(memoryview(data))


def tame() -> None:
    """Takes the streams over, once for the process. What their encoding lacks becomes "?" instead of an exception."""
    closed = _closed()
    sys.stdout = _over(_NoOutput if 1 in closed else _Output, 1, sys.stdout)
    sys.stderr = _over(_Messages, 2, sys.stderr)


def standard_input() -> BinaryIO:
    """What is piped in. Raises Refusal where nothing can be."""
    if sys.stdin is None:
        raise Refusal(translate("Cli", "Standard input is closed."))
    return sys.stdin.buffer


def read_standard_input(most: int = -1) -> bytes:
    """What is piped in, `most` bytes at most. Raises Refusal where it cannot be read."""
    try:
        return standard_input().read(most)
    except OSError as error:
        text = translate("Cli", "Standard input cannot be read: {reason}.")
        raise Refusal(text.format(reason=error.strerror or error)) from None


def silence(descriptor: int) -> None:
    """Points a stream at nothing: whoever read it has gone, and the flush at exit must not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def _closed() -> list[int]:
    """Which of the three are closed; their numbers are taken, or the next file opened, a recording, would get one of them."""
    closed = []
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            closed.append(descriptor)
            os.open(os.devnull, os.O_RDWR)  # the lowest free number is this one
    return [] if os.name == "nt" else closed  # there a program without a console has none of them, and lacks nothing


def _over(kind: type[io.FileIO], descriptor: int, stream: TextIO | None) -> TextIO:
    """A text stream as `stream` was, that writes through `kind`; a console of Windows stays its own."""
    if stream is None:
        return _text(kind(descriptor, "wb", closefd=False), "utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if not isinstance(getattr(stream.buffer, "raw", stream.buffer), io.FileIO):
        stream.reconfigure(errors="replace")
        return stream
    stream.flush()
    return _text(kind(stream.fileno(), "wb", closefd=False), stream.encoding, by_line=stream.line_buffering)


def _text(raw: io.FileIO, encoding: str, *, by_line: bool = False) -> TextIO:
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, "replace", line_buffering=by_line)


def _patiently(write: Callable[[ReadableBuffer], int | None], data: ReadableBuffer, descriptor: int) -> int:
    """Writes; a pipe that somebody made non-blocking is waited for."""
    while (count := write(data)) is None:
        select.select([], [descriptor], [])
    return count
