"""`streamlab lab`: the misbehaving server in the foreground."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from streamlab import i18n
from streamlab.cli import command, console
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import Ink, escape_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from streamlab.lab.scenario import Scenario


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.FAILED, command.USAGE, command.INTERRUPTED),
    examples=("streamlab lab --list", "streamlab lab --port 8765"),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Run the lab: a server that plays streamed replies the ways they break. Ctrl+C stops it. "
        "It listens on this machine only, unless --host says otherwise.",
    ),
)
@command.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help=QT_TRANSLATE_NOOP("Help", "The address to listen on."))  # fmt: skip
@command.option("--port", default=0, type=click.IntRange(0, 65535), metavar="N",
              help=QT_TRANSLATE_NOOP("Help", "The port; a free one by default."))  # fmt: skip
@command.option("--list", "list_only", is_flag=True,
              help=QT_TRANSLATE_NOOP("Help", "List the scenarios and end."))  # fmt: skip
@command.language_and_help
@command.json_option
def lab(host: str, port: int, list_only: bool, as_json: bool) -> int:
    from streamlab.lab import scenarios

    found = scenarios.load_all()
    if list_only:
        _print("", found, as_json)
        return command.DONE
    return _serve(host, port, found, as_json)


def _serve(host: str, port: int, found: Sequence[Scenario], as_json: bool) -> int:
    from streamlab.lab import Lab, LabError
    from streamlab.words.lab import lab_sentence

    server = Lab(port=port, host=host)
    try:
        server.start()
    except LabError as error:
        console.say(escape_line(lab_sentence(error)))
        return command.FAILED
    try:
        if server.exposed:
            text = translate("Cli", "WARNING: the lab listens on {host}: other machines can reach it.")
            console.say(console.loud(text.format(host=server.host)))
        _print(server.url, found, as_json)
        console.say(translate("Cli", "The lab is running; Ctrl+C stops it."))
        while True:
            time.sleep(3600)
    finally:
        server.stop()


def _print(url: str, found: Sequence[Scenario], as_json: bool) -> None:
    if as_json:
        listed = [{"id": s.id, "title": _title(s), "url": f"{url}/s/{s.id}" if url else None} for s in found]
        console.result_json({"schema": "streamlab.lab/1", "url": url or None, "scenarios": listed})
    else:
        console.result(_lines(url, found, console.ink()))


def _lines(url: str, found: Sequence[Scenario], ink: Ink) -> Iterator[str]:
    if url:
        yield ink.strong(url)
        yield f"  {url}/s/ID"
        yield f"  {url}/v1/chat/completions?scenario=ID"
        yield f"  {url}/api/chat-process?scenario=ID"
    width = max((len(scenario.id) for scenario in found), default=0)
    for scenario in found:
        yield f"{scenario.id:<{width}}  {ink.dim(_title(scenario))}"


def _title(scenario: Scenario) -> str:
    return scenario.title_zh if i18n.language() == "zh_CN" else scenario.title
