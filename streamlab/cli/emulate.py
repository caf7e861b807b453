"""`streamlab emulate`: what clients make of a recording, however it is cut."""

from __future__ import annotations

import base64
import sys
import time
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streamlab.cli import command, console
from streamlab.cli.analyze import load_or_say
from streamlab.errors import Misuse, UsageError
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import escape_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from streamlab.clients import Cell, Factory, Reading, Run
    from streamlab.reports.terminal import Ink

_MOST = 5  # errors and console lines shown of a handler
_CLEAR = "\r\x1b[K"
_OFTEN = 0.1  # seconds between two signs of progress


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.USAGE, command.INTERRUPTED),
    examples=(
        "streamlab emulate run.slrec",
        "streamlab emulate run.slrec --client node-buffer --client httpx-sse --cuts every",
        "streamlab emulate run.slrec --handler page.js --cuts fixed:1024",
        "streamlab emulate --json run.slrec --client openai-python",
    ),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Show which clients read a recording as a correct one does, under which cuts, and the smallest cut that breaks "
        "each. All clients and many cuts, unless told otherwise; with --json each run, of the recorded chunks. - reads "
        "standard input.",
    ),
)
@command.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@command.option("--client", "clients", multiple=True, metavar="ID",
                help=QT_TRANSLATE_NOOP("Help", "A client; may be given several times."))  # fmt: skip
@command.option("--cuts", "cuts", multiple=True, metavar="CUTS",
                help=QT_TRANSLATE_NOOP("Help", "How to slice: recorded, reads (as the socket was read), merged, "
                                               "bytes, every (each border by itself), inside-characters, inside-crlf, "
                                               "fixed:N, wechat:1024|1380|1460|4096, random:SEED, at:A,B, 1|2, line; several "
                                               "times, too."))  # fmt: skip
@command.option("--handler", type=click.Path(exists=True, dir_okay=False),
                help=QT_TRANSLATE_NOOP("Help", "A file of JavaScript: run this code, in a sandbox, instead."))  # fmt: skip
@command.option("--text-decoder/--no-text-decoder", "text_decoder", default=None,
                help=QT_TRANSLATE_NOOP("Help", "Whether the handler's device has a TextDecoder; phones have none."))  # fmt: skip
@command.language_and_help
@command.json_option
def emulate(
    file: str,
    clients: tuple[str, ...],
    cuts: tuple[str, ...],
    handler: str | None,
    text_decoder: bool | None,
    as_json: bool,
) -> int:
    source = None if handler is None else _source(handler)
    if handler is not None and source is None:
        return command.USAGE
    recording = load_or_say(file)
    if recording is None:
        return command.USAGE
    from streamlab import api
    from streamlab.clients import COLUMNS, Reading

    reading = Reading(api.analyze(recording))
    try:
        chosen = _chosen(clients, source, text_decoder)
        if as_json:
            return _print_runs(reading, chosen, cuts or ("recorded",))
        # Where no reads were recorded their column would only repeat the one of the chunks.
        usual = [name for name in COLUMNS if name != "reads" or reading.reads is not None]
        return _print_matrix(reading, chosen, list(dict.fromkeys(cuts or usual)))
    except UsageError as error:
        from streamlab.words.usage import usage_sentence

        console.say(escape_line(usage_sentence(error)))
        return command.USAGE


def _source(path: str) -> str | None:
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        text = translate("Cli", "{file} cannot be read: {reason}")
        console.say(text.format(file=escape_line(path), reason=getattr(error, "strerror", None) or error))
    return None


def _chosen(ids: Sequence[str], source: str | None, text_decoder: bool | None) -> dict[str, Factory]:
    """The clients asked for; all of them where none were, and no handler either."""
    from streamlab.clients import CLIENTS, Handler

    if unknown := [client for client in ids if client not in CLIENTS]:
        raise UsageError(Misuse.CLIENT, name=unknown[0], known=", ".join(CLIENTS))
    chosen = {client: CLIENTS[client] for client in ids} if ids or source is not None else dict(CLIENTS)
    if source is not None:
        chosen["handler"] = partial(Handler, source=source, text_decoder=text_decoder)
    return chosen


def _print_runs(reading: Reading, clients: Mapping[str, Factory], cuts: Sequence[str]) -> int:
    from streamlab.clients import runs

    found = [runs(client, make, name, reading) for client, make in clients.items() for name in cuts]
    borders = max(len(reading.content) - 1, 0)
    of = len(clients) * sum(borders if name == "every" else 1 for name in cuts)
    progress = _Progress()

    def each() -> Iterator[dict[str, object]]:
        for done, run in enumerate(chain.from_iterable(found)):
            progress(done, of)
            try:
                plain = _plain(run)
            finally:
                progress.clear()
            yield plain

    return command.DONE if console.result_items(each()) else command.INTERRUPTED


def _plain(run: Run) -> dict[str, object]:
    """The run as JSON has it: bytes in base64."""
    outputs = [{"b64": base64.b64encode(item).decode()} if isinstance(item, bytes) else item for item in run.outputs]
    return run.to_dict() | {"outputs": outputs}


def _print_matrix(reading: Reading, clients: Mapping[str, Factory], cuts: Sequence[str]) -> int:
    from streamlab.clients import matrix, smallest

    if not reading.content:
        console.result([translate("Cli", "There is nothing to cut: the recording has no content.")])
        return command.DONE
    cells: list[Cell] = []
    broken: dict[str, Run] = {}
    code, progress = command.DONE, _Progress()
    try:
        # `extend` keeps what came before an interrupt.
        cells.extend(matrix(reading, clients=clients, cuts=cuts, progress=progress))
        for cell in _first_failing(cells, clients, cuts):
            assert cell.example is not None
            broken[cell.client] = smallest(cell.example, progress)
    except KeyboardInterrupt:
        code = command.INTERRUPTED
    progress.clear()
    ink = console.ink()
    console.result(_lines(reading, cells, broken, (tuple(clients), cuts), ink))
    return code


def _first_failing(cells: Sequence[Cell], clients: Mapping[str, Factory], cuts: Sequence[str]) -> Iterator[Cell]:
    """One failing cell of each client that has some: the first by its cut, for what was recorded tells most."""
    failing = sorted((cell for cell in cells if not cell.ok), key=lambda cell: cuts.index(cell.cuts))
    for client in clients:
        yield from [cell for cell in failing if cell.client == client][:1]


class _Progress:
    """A percentage on stderr, on a terminal only."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._next = time.monotonic() + _OFTEN
        self._shown = False

    def __call__(self, done: int, of: int) -> bool:
        if self._shows and time.monotonic() >= self._next:
            self._next = time.monotonic() + _OFTEN
            self._shown = True
            click.echo(f"{_CLEAR}{100 * done // of} %", err=True, nl=False)
        return True

    def clear(self) -> None:
        """Removes it."""
        if self._shown:
            self._shown = False
            click.echo(_CLEAR, err=True, nl=False)


def _lines(
    reading: Reading,
    cells: Sequence[Cell],
    broken: Mapping[str, Run],
    axes: tuple[Sequence[str], Sequence[str]],
    ink: Ink,
) -> Iterator[str]:
    from streamlab.cli.matrix import TextTable, smallest_lines, summary

    clients, cuts = axes
    yield ink.strong(summary(cells, clients))
    yield ""
    yield from TextTable(cells, clients, cuts, ink).lines()
    if broken:
        yield ""
        yield ink.strong(translate("Cli", "The smallest cut that breaks it"))
        yield from smallest_lines(broken, ink)
    own = [cell for cell in cells if cell.client == "handler" and cell.example]
    if own:
        first = min(own, key=lambda cell: (cell.ok, cuts.index(cell.cuts)))
        assert first.example is not None
        yield ""
        yield ink.strong(translate("Cli", "The handler, cut as {cuts}").format(cuts=first.cuts))
        yield from _handler_lines(first.example, ink)


def _handler_lines(run: Run, ink: Ink) -> Iterator[str]:
    """What a person wants to know of their own code: its errors by line, the last thing shown, the console."""
    for error in run.errors[:_MOST]:
        text = translate("Cli", "chunk {chunk}, line {line}: {name}: {message}")
        line = "?" if error.line is None else error.line
        yield "  " + text.format(
            chunk=error.chunk, line=line, name=escape_line(error.name), message=escape_line(error.message)
        )
    shown = shortened(escape_line(run.shown), ink.width, "…") or translate("Cli", "nothing")
    yield "  " + translate("Cli", "shown at the end: {text}").format(text=shown)
    for entry in run.console[:_MOST]:
        yield "  " + ink.dim(shortened(escape_line(f"console.{entry.level} {entry.text}"), ink.width, "…"))
