"""Writing to the terminal: results to stdout, messages to stderr; no odd encoding may crash it."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from contextlib import contextmanager
from textwrap import indent
from typing import TYPE_CHECKING, TextIO

import click

from streamlab.reports.document import to_json
from streamlab.reports.terminal import Ink, shapes_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tame_streams() -> None:
    """What a terminal's encoding lacks becomes "?" instead of an exception; a stream that is not there takes all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # a program without a console on Windows
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 (for the life of the process)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def silence() -> None:
    """Points stdout at nothing: its reader has gone, and the flush at exit must not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def ink(stream: TextIO | None = None) -> Ink:
    """How to mark things on `stream` (default stdout): colour on a terminal (see NO_COLOR), shapes its encoding has."""
    stream = stream or sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100
    return Ink(colour=colour, shapes=shapes_for(stream.encoding or "ascii"), width=max(width, 40))


def say(text: str = "") -> None:
    """A message to the person, on stderr."""
    click.echo(text, err=True)


def loud(text: str) -> str:
    """`text` as a warning that is not overlooked, for stderr."""
    return f"\x1b[1;37;41m{text}\x1b[0m" if ink(sys.stderr).colour else f"*** {text} ***"


def result(lines: Iterable[str]) -> None:
    """Lines of a result, on stdout."""
    click.echo("\n".join(lines))


def result_json(value: object) -> None:
    """A JSON document, on stdout."""
    click.echo(to_json(value, sys.stdout.encoding or "ascii"))


def result_items(items: Iterable[object]) -> bool:
    """A JSON array on stdout, each item written when it is there, so that none is kept; whether no interrupt ended it."""
    before, whole = "[", True
    try:
        for item in items:
            text = indent(to_json(item, sys.stdout.encoding or "ascii"), "  ")
            with _undisturbed():
                click.echo(f"{before}\n{text}", nl=False)
                before = ","
    except KeyboardInterrupt:
        whole = False
    click.echo("[]" if before == "[" else "\n]")
    return whole


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interrupt comes after what is done here: half an item is no JSON."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
