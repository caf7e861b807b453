"""`streamlab send`: one request, its streamed reply watched, explained and recorded."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from streamlab.cli import command, console, live
from streamlab.cli.refusal import Refusal
from streamlab.cli.signals import Ending
from streamlab.cli.streams import NotWritten, read_standard_input, silence
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.model import EndKind, EndReason
from streamlab.reports.terminal import escape_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.model import End
    from streamlab.request import Body, Request

PRESETS = ("demo", "openai-compatible", "chatgpt-web")


@click.command(
    cls=command.Command,
    exits=(
        command.DONE,
        command.FAILED,
        command.USAGE,
        command.TRANSPORT,
        command.INTERRUPTED,
        command.TERMINATED,
    ),
    examples=(
        "streamlab send https://example.com/stream",
        "streamlab send -H 'Authorization: Bearer …' --json-body @request.json -o run.slrec https://example.com/v1/chat",
        "streamlab send --preset demo --json",
    ),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Send a request and explain its streamed reply. On a terminal the reply grows while it arrives. "
        "The exit code speaks of the transport, not of the HTTP status.",
    ),
)
@command.argument("url", required=False)
@command.option("--preset", type=click.Choice(PRESETS), help=QT_TRANSLATE_NOOP("Help", "Begin with a ready request."))
@command.option("-X", "--method", help=QT_TRANSLATE_NOOP("Help", "The method; GET, or POST where there is a body."))
@command.option("-H", "--header", "headers", multiple=True, metavar="'NAME: VALUE'",
         help=QT_TRANSLATE_NOOP("Help", "A header; may be repeated."))  # fmt: skip
@command.option(
    "-d",
    "--data",
    metavar="BODY|@FILE",
    help=QT_TRANSLATE_NOOP("Help", "The body, or the file that holds it (@- is stdin)."),
)
@command.option(
    "--json-body", metavar="JSON|@FILE", help=QT_TRANSLATE_NOOP("Help", "The same, sent as application/json.")
)
@command.option("--timeout-connect", type=click.FloatRange(min=0, min_open=True), metavar="S",
         help=QT_TRANSLATE_NOOP("Help", "Seconds to wait for the connection."))  # fmt: skip
@command.option("--timeout-read", type=click.FloatRange(min=0, min_open=True), metavar="S",
         help=QT_TRANSLATE_NOOP("Help", "The longest silence allowed, in seconds."))  # fmt: skip
@command.option("--insecure", is_flag=True, help=QT_TRANSLATE_NOOP("Help", "Do not verify the TLS certificate."))
@command.option("--proxy", metavar="URL", help=QT_TRANSLATE_NOOP("Help", "Send through this proxy."))
@command.option("--http2", is_flag=True, help=QT_TRANSLATE_NOOP("Help", "Offer HTTP/2."))
@command.option("--follow", is_flag=True, help=QT_TRANSLATE_NOOP("Help", "Follow redirects."))
@command.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.slrec",
         help=QT_TRANSLATE_NOOP("Help", "Keep the recording in this file. One that is there is replaced when something "
                                "arrives, not before."))  # fmt: skip
@command.option("--max-time", type=click.FloatRange(min=0, min_open=True), metavar="S",
         help=QT_TRANSLATE_NOOP("Help", "Stop after so many seconds (exit code 3)."))  # fmt: skip
@command.language_and_help
@command.json_option
def send(output: Path | None, max_time: float | None, as_json: bool, **given: Any) -> int:
    with _lab_url(given["preset"]) as lab_url:
        request = _request(given, lab_url)
        _say_problems(request)
        return _run(request, output, max_time, as_json)


@contextlib.contextmanager
def _lab_url(preset: str | None) -> Iterator[str | None]:
    """A running lab for the demo; for all else nothing."""
    if preset != "demo":
        yield None
        return
    from streamlab.lab import Lab

    with Lab() as lab:
        yield lab.url


def _request(given: dict[str, Any], lab_url: str | None) -> Request:
    """The request the options describe, on top of the preset, if any."""
    from streamlab.request import Request, presets

    ready = {preset.id: preset.request for preset in presets(lab_url)}
    base = ready[given["preset"]] if given["preset"] else Request()
    if not (given["url"] or base.url):
        raise Refusal(translate("Cli", "A URL is missing (or a --preset)."))
    if given["data"] is not None and given["json_body"] is not None:
        raise Refusal(translate("Cli", "Use --data or --json-body, not both."))
    body = _body(given) or base.body
    timeouts = {name: given[f"timeout_{name}"] for name in ("connect", "read") if given[f"timeout_{name}"] is not None}
    own = tuple(_header(line) for line in given["headers"])
    replaced = {name.lower() for name, _ in own}
    return dataclasses.replace(
        base,
        method=given["method"] or (base.method if given["preset"] else "GET" if body.kind == "none" else "POST"),
        url=given["url"] or base.url,
        headers=(*(pair for pair in base.headers if pair[0].lower() not in replaced), *own),
        body=body,
        timeouts=dataclasses.replace(base.timeouts, **timeouts),
        verify=not given["insecure"],
        proxy=given["proxy"],
        http2=given["http2"],
        follow_redirects=given["follow"],
    )


def _body(given: dict[str, Any]) -> Body | None:
    from streamlab.request import Body

    if given["json_body"] is not None:
        return Body("json", _text(given["json_body"]))
    value: str | None = given["data"]
    if value is None:
        return None
    if value == "@-":
        return Body("bytes", data=read_standard_input())
    return Body("file", path=value[1:]) if value.startswith("@") else Body("text", value)


def _text(value: str) -> str:
    """The text itself, or that of the file after @."""
    if not value.startswith("@"):
        return value
    try:
        data = read_standard_input() if value == "@-" else Path(value[1:]).expanduser().read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        text = translate("Cli", "The body file {file} cannot be read: {reason}")
        raise Refusal(text.format(file=escape_line(value[1:]), reason=error)) from error


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        text = translate("Cli", "“{header}” is no header; write it as 'Name: value'.")
        raise Refusal(text.format(header=escape_line(_shown(line))))
    return name, value.strip(" \t")


def _shown(line: str) -> str:
    """A header that lost its colon may be a secret's."""
    from streamlab.secrets import is_secret, mask, redact_text

    name, blank, value = line.strip().partition(" ")
    return f"{name} {mask(value)}" if blank and is_secret(name) else redact_text(line)


def _say_problems(request: Request) -> None:
    """Says what is wrong with the request; ends with exit code 2 where it cannot be sent."""
    from streamlab.request import errors, validate

    for problem in validate(request):
        console.say(f"{problem.field}: {escape_line(problem.detail)}")
    if errors(request):
        raise click.exceptions.Exit(command.USAGE)


def _run(request: Request, output: Path | None, max_time: float | None, as_json: bool) -> int:
    from streamlab.secrets import redact_url

    console.say(f"{request.method} {escape_line(redact_url(request.url))}")
    with Ending() as ending:
        try:
            return _watched(request, output, max_time, ending, as_json=as_json)
        except (OSError, NotWritten):
            if not ending.number:
                raise
            silence(1)  # the terminal that was closed
            return ending.exit_code


def _watched(request: Request, output: Path | None, max_time: float | None, ending: Ending, *, as_json: bool) -> int:
    from streamlab.reports.summary import report_lines

    ink = console.ink()
    view = live.ReplyView(ink, live=sys.stdout.isatty() and not as_json)
    session, end, expired = live.run(
        request, view, ending, recording=output or live.temporary_recording(), max_time=max_time
    )
    whole = False
    try:
        if as_json:
            console.result_json(session.analysis.to_dict())
        else:
            console.result(report_lines(session.analysis, ink, request=request, reply=not view.shown))
        if expired:
            console.say(translate("Cli", "Stopped after {seconds} s, as --max-time asked.").format(seconds=max_time))
    finally:  # nobody may be there any more to read the result
        whole = live.settle_recording(session, end, output)
    if end.kind is EndKind.TERMINATED:
        return ending.exit_code
    code = command.TRANSPORT if expired else exit_code(end)
    return code or (command.DONE if whole else command.FAILED)


def exit_code(end: End) -> int:
    """The exit code of a run that ended so."""
    if end.reason is EndReason.COMPLETE:
        return command.DONE
    if end.reason is not EndReason.ABORTED:
        return command.TRANSPORT
    kinds = {EndKind.STOPPED: command.INTERRUPTED, EndKind.REQUEST: command.USAGE, EndKind.NOT_AGREED: command.USAGE}
    return kinds.get(end.kind, command.TRANSPORT)
