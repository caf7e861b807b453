"""`streamlab lookup`: what a garbled text was, and where it stands in a recording."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from streamlab.cli import command, console
from streamlab.cli.analyze import load_or_say
from streamlab.cli.refusal import Refusal
from streamlab.cli.streams import read_standard_input
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import escape, escape_line, shortened, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.analysis.occurrences import Occurrence
    from streamlab.lookup import Candidate, Lookup
    from streamlab.reports.terminal import Ink

_MOST_TEXT = 400  # characters of an original that are printed
_MOST_LOST = 5
_MOST_PLACES = 10


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.USAGE, command.INTERRUPTED),
    examples=(
        "streamlab lookup 浣犲ソ",
        "streamlab lookup 'ä½ å¥½' --in run.slrec",
        "pbpaste | streamlab lookup - --json",
    ),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Tell what a garbled text was: which two encodings met, whether it comes back, and what is lost. "
        "- reads standard input.",
    ),
)
@command.argument("text")
@command.option("--in", "recording", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
                help=QT_TRANSLATE_NOOP("Help", "A recording: say where the text stands in it."))  # fmt: skip
@command.language_and_help
@command.json_option
def lookup(text: str, recording: str | None, as_json: bool) -> int:
    from streamlab.lookup import MAX_TEXT, look_up

    if text == "-":
        text = _standard_input(4 * MAX_TEXT)
    if not text:
        raise Refusal(translate("Cli", "There is no text to look up."))
    found = look_up(text)
    places: list[Occurrence] | None = None
    if recording is not None:
        loaded = load_or_say(recording)
        if loaded is None:
            return command.USAGE
        from streamlab import api
        from streamlab.analysis.occurrences import occurrences

        places = occurrences(found, api.analyze(loaded))
    if as_json:
        console.result_json(_document(found, places))
    else:
        console.result(_lines(found, places, console.ink()))
    return command.DONE


def _standard_input(most: int) -> str:
    """What is piped in: UTF-8, else in the console's encoding (a Chinese Windows pipes GBK), else byte by byte."""
    data = read_standard_input(most)
    for encoding in ("utf-8", sys.stdin.encoding):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding != "utf-8":
            console.say(
                translate("Cli", "Standard input is no UTF-8: it is read as {charset}.").format(charset=encoding)
            )
        return text
    console.say(translate("Cli", "Standard input is no UTF-8: its bytes are taken as ISO-8859-1 text."))
    return data.decode("latin-1")


def _document(found: Lookup, places: list[Occurrence] | None) -> dict[str, object]:
    """The look-up object with its words, and the places where a recording was searched."""
    from streamlab.lookup import words

    document = found.to_dict() | {"summary": words.headline(found)}
    for candidate, entry in zip(found.candidates, document["candidates"], strict=True):
        entry["why"] = words.reasons(candidate)
    if places is not None:
        document["places"] = [place._asdict() for place in places]
    return document


def _lines(found: Lookup, places: list[Occurrence] | None, ink: Ink) -> Iterator[str]:
    from streamlab.lookup import words

    yield ink.strong(escape_line(words.headline(found)))
    for candidate in found.candidates:
        yield ""
        yield from _candidate_lines(candidate, ink)
    if found.cut:
        yield ""
        yield translate("Cli", "The text is long: only its beginning was looked at.")
    if places is not None:
        yield ""
        yield from _place_lines(places)


def _candidate_lines(candidate: Candidate, ink: Ink) -> Iterator[str]:
    from streamlab.lookup import words

    labels = " · ".join(
        (
            words.chain(candidate),
            words.recoverable_label(candidate.recoverable),
            words.confidence_name(candidate.confidence),
        )
    )
    yield f"  {shortened(escape_line(candidate.original), _MOST_TEXT, ink.shapes.ellipsis)}"
    yield ink.dim(f"  {labels}")
    for sentence in words.reasons(candidate):
        yield from wrap(escape(sentence), ink.width, "    ")
    for lost in candidate.lost[:_MOST_LOST]:
        yield f"    {words.lost_character(lost)}"


def _place_lines(places: list[Occurrence]) -> Iterator[str]:
    if not places:
        yield translate("Cli", "It does not stand in the recording.")
        return
    yield translate("Cli", "In the recording it stands %n time(s):", n=len(places))
    from streamlab.lookup import words

    for place in places[:_MOST_PLACES]:
        border = str(place.first_chunk)
        if place.last_chunk != place.first_chunk:
            border += f"│{place.last_chunk}"
        text = translate("Cli", "  at {start}–{end} · chunk {border} · {what}")
        yield text.format(start=place.start, end=place.end, border=border, what=words.place_name(place.what))
    if len(places) > _MOST_PLACES:
        yield translate("Cli", "  and %n more", n=len(places) - _MOST_PLACES)
