"""`streamlab emulate`: what clients make of a recording, under the recorded cuts or others."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from streamlab.cli import command, console
from streamlab.cli.analyze import load_or_say
from streamlab.errors import UsageError
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.report.terminal import columns, escape_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.clients import Run
    from streamlab.recording import Recording
    from streamlab.report.terminal import Ink

_MOST = 5  # errors and console lines shown of a handler


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
        "Show what clients make of a recording, and where they part from a correct one. All clients and the recorded "
        "chunks, unless told otherwise; - reads standard input.",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@command.option("--client", "clients", multiple=True, metavar="ID",
                help=QT_TRANSLATE_NOOP("Help", "A client; may be given several times."))  # fmt: skip
@command.option("--cuts", "cuts", multiple=True, metavar="CUTS",
                help=QT_TRANSLATE_NOOP("Help", "How to slice: recorded, bytes, merged, every, inside-characters, "
                                               "inside-crlf, fixed:N, random:SEED, at:A,B; several times, too."))  # fmt: skip
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
    try:
        found = _groups(recording, clients, cuts or ("recorded",), source, text_decoder)
    except UsageError as error:
        console.say(escape_line(str(error)))
        return command.USAGE
    if as_json:
        console.result_json([_plain(run.to_dict()) for group in found for run in group])
    else:
        console.result(_lines(found, console.ink()))
    return command.DONE


def _source(path: str) -> str | None:
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        text = translate("Cli", "{file} cannot be read: {reason}")
        console.say(text.format(file=escape_line(path), reason=getattr(error, "strerror", None) or error))
    return None


def _groups(
    recording: Recording, clients: tuple[str, ...], cuts: tuple[str, ...], source: str | None, text_decoder: bool | None
) -> list[list[Run]]:
    """The runs of each client under each cut."""
    from streamlab import api
    from streamlab.clients import CLIENTS

    ids = clients or (() if source is not None else tuple(CLIENTS))
    found = [api.emulate(recording, client=client, cuts=cut) for client in ids for cut in cuts]
    if source is not None:
        found += [api.emulate(recording, cuts=cut, handler=source, text_decoder=text_decoder) for cut in cuts]
    return found


def _plain(run: dict[str, Any]) -> dict[str, Any]:
    """The run as JSON has it: bytes in base64."""
    outputs = [{"b64": base64.b64encode(item).decode()} if isinstance(item, bytes) else item for item in run["outputs"]]
    return run | {"outputs": outputs}


def _lines(groups: list[list[Run]], ink: Ink) -> Iterator[str]:
    shown = [group for group in groups if group]
    if not shown:
        yield translate("Cli", "There is nothing to cut: the recording has no content.")
        return
    names = max(columns(group[0].client) for group in shown)
    several = len({group[0].cuts for group in shown}) > 1
    cuts = max(columns(group[0].cuts) for group in shown) if several else 0
    for group in shown:
        first = group[0]
        worst = next((run for run in group if not run.matches_reference), first)
        label = first.client.ljust(names) + (f"  {first.cuts.ljust(cuts)}" if several else "")
        sign = ink.severity("info" if worst.matches_reference else "error")
        yield shortened(f"{sign} {label}  {_words(group, worst)}", ink.width * 2, ink.shapes.ellipsis)
        if first.client == "handler":
            yield from _handler_lines(worst, ink)


def _words(group: list[Run], worst: Run) -> str:
    """The result of one client under one cut, on one line."""
    if worst.matches_reference:
        return translate("Cli", "as a correct client")
    parts = []
    if len(group) > 1:
        broken = sum(not run.matches_reference for run in group)
        text = translate("Cli", "{broken} of {all} borders break it, the first at byte {at}")
        parts.append(text.format(broken=broken, all=len(group), at=worst.borders[0]))
    for text, count in (
        (translate("Cli", "%n character(s) lost", n=worst.lost_characters), worst.lost_characters),
        (translate("Cli", "%n replaced", n=worst.replaced_characters), worst.replaced_characters),
        (translate("Cli", "%n error(s)", n=len(worst.errors)), len(worst.errors)),
        (translate("Cli", "%n swallowed", n=worst.swallowed_errors), worst.swallowed_errors),
    ):
        if count:
            parts.append(text)
    return " · ".join([*parts, _difference(worst)])


def _difference(run: Run) -> str:
    found = run.first_difference
    assert found is not None
    expected, given = (escape_line(found[key][:8]) for key in ("expected", "given"))
    if run.errors:
        error = run.errors[0]
        text = translate("Cli", "chunk {chunk}: {name}: {message}")
        return text.format(chunk=error.chunk, name=escape_line(error.name), message=escape_line(error.message[:60]))
    if found["byte"] is None:
        return translate("Cli", "“{given}” instead of “{expected}”").format(given=given, expected=expected)
    text = translate("Cli", "at byte {at} “{given}” instead of “{expected}”")
    return text.format(at=found["byte"], given=given, expected=expected)


def _handler_lines(run: Run, ink: Ink) -> Iterator[str]:
    """What a person wants to know of their own code: its errors by line, the last thing shown, the console."""
    for error in run.errors[:_MOST]:
        text = translate("Cli", "chunk {chunk}, line {line}: {name}: {message}")
        line = "?" if error.line is None else error.line
        yield "  " + text.format(
            chunk=error.chunk, line=line, name=escape_line(error.name), message=escape_line(error.message)
        )
    yield "  " + translate("Cli", "shown at the end: {text}").format(
        text=shortened(escape_line(run.shown), ink.width, "…")
    )
    for entry in run.console[:_MOST]:
        yield "  " + ink.dim(shortened(escape_line(f"console.{entry.level} {entry.text}"), ink.width, "…"))
