"""Writing to the terminal: results to stdout, messages to stderr."""

from __future__ import annotations

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
    click.echo(to_json(value, _json_encoding()))


def result_items(items: Iterable[object]) -> bool:
    """A JSON array on stdout, each item written when it is there, so that none is kept; whether no interrupt ended it."""
    before, whole = "[", True
    try:
        for item in items:
            text = indent(to_json(item, _json_encoding()), "  ")
            with _undisturbed():
                click.echo(f"{before}\n{text}", nl=False)
                before = ","
    except KeyboardInterrupt:
        whole = False
    click.echo("[]" if before == "[" else "\n]")
    return whole


def _json_encoding() -> str:
    """What JSON may be written in: UTF-8 (RFC 8259 §8.1), or ASCII; a person at a terminal reads its own encoding."""
    encoding = sys.stdout.encoding or "ascii"
    return encoding if sys.stdout.isatty() or encoding.lower().replace("-", "") == "utf8" else "ascii"


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
