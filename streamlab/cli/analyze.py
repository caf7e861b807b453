"""`streamlab analyze`: a recorded run, or any log of chunks, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from streamlab.cli import command, console
from streamlab.cli.streams import standard_input
from streamlab.errors import RecordingFormatError, UsageError
from streamlab.i18n import QT_TRANSLATE_NOOP
from streamlab.reports.terminal import escape_line

if TYPE_CHECKING:
    from streamlab.recording import Recording


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.USAGE, command.INTERRUPTED),
    examples=(
        "streamlab analyze run.slrec",
        "streamlab analyze --json chunks.txt",
        "streamlab analyze --encoding gb18030 run.slrec",
        "curl -sN URL | streamlab analyze -",
    ),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Explain a recording: verdict, findings, numbers, reply. FILE may also be a list of chunks in base64 or hex, "
        "or a bare body; - reads standard input.",
    ),
)
@command.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@command.language_and_help
@command.option(
    "--encoding",
    metavar="NAME",
    help=QT_TRANSLATE_NOOP("Help", "Read the text in this encoding (gb18030, big5, …), whatever the head says."),
)
@command.option(
    "--framing",
    metavar="NAME",
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Read the body as sse, ndjson, json, json-array, line-prefixed, aws-eventstream or text, whatever its type.",
    ),
)
@command.option(
    "--dialect",
    metavar="ID",
    help=QT_TRANSLATE_NOOP("Help", "Read the reply in this dialect (openai-chat, chatgpt-web, …)."),
)
@command.json_option
def analyze(file: str, as_json: bool, encoding: str | None, framing: str | None, dialect: str | None) -> int:
    recording = load_or_say(file)
    if recording is None:
        return command.USAGE
    from streamlab import api
    from streamlab.recording import note_text
    from streamlab.reports.summary import report_lines

    for note in recording.notes:
        console.say(note_text(note))
    try:
        analysis = api.analyze(recording, encoding=encoding, framing=framing, dialect=dialect)
    except UsageError as error:
        from streamlab.words.usage import usage_sentence

        console.say(escape_line(usage_sentence(error)))
        return command.USAGE
    if as_json:
        console.result_json(analysis.to_dict())
    else:
        console.result(report_lines(analysis, console.ink(), request=recording.request))
    return command.DONE


def load_or_say(file: str) -> Recording | None:
    """The recording in `file`; None after saying why it cannot be read."""
    from streamlab.importing import load, load_file
    from streamlab.words.files import file_sentence

    try:
        return load_file(standard_input()) if file == "-" else load(file)
    except RecordingFormatError as error:
        console.say(f"{escape_line(file)}: {file_sentence(error)} ({escape_line(str(error))})")
    except OSError as error:
        console.say(f"{escape_line(file)}: {file_sentence(error)}")
    return None
