"""`python -m streamlab.cli.reference`: writes the guide's references from the code; `--check` only compares.

Works in a source tree, not in a wheel.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streamlab import i18n
from streamlab.analysis import fields as analysis_fields
from streamlab.cli.app import streamlab as top
from streamlab.cli.command import Command, Option, exit_text
from streamlab.decode.http1 import Http1Reader
from streamlab.diagnosis import RULES
from streamlab.diagnosis.prose import layer_name, severity_name
from streamlab.i18n import translate
from streamlab.importing.reader import MAX_LINE, MAX_SIZE
from streamlab.model import Connection, End, EndReason
from streamlab.recording import fields as recording_fields
from streamlab.recording.lines import format_line
from streamlab.recording.recording import header_line
from streamlab.request import Request, redacted
from streamlab.words.fields import kind_text, meaning_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from streamlab.diagnosis.rules import AnyRule
    from streamlab.words.fields import Field

GUIDE = Path(__file__).parents[2] / "assets" / "guide"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_EXAMPLE = (
    (41_000_000, _HEAD + b'e\r\ndata: {"t": "\xe4\r\n'),
    (87_000_000, b'6\r\n\xbd\xa0"}\n\n\r\n0\r\n\r\n'),
)


def main(arguments: list[str]) -> int:
    """0 when every page is as the code says; 1 with the stale ones on stderr otherwise."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m streamlab.cli.reference [--check]\n")
        return 2
    stale = [(path, text) for path, text in pages() if not _is(path, text)]
    for path, text in stale:
        if arguments:
            sys.stderr.write(f"{path.relative_to(GUIDE)} is stale: run python -m streamlab.cli.reference.\n")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(bool(arguments and stale))


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def pages() -> Iterator[tuple[Path, str]]:
    """Every page that is made here, with its text."""
    before = i18n.language()
    try:
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            for name, page in _PAGES.items():
                yield GUIDE / language / name, "\n\n".join(page()) + "\n"
    finally:
        i18n.set_language(before)


def _analysis() -> Iterator[str]:
    """The page about the analysis object."""
    yield "# " + translate("Reference", "The analysis object")
    yield translate(
        "Reference",
        "`streamlab analyze FILE --json` and `streamlab send URL --json` print it, and in Python `analysis.to_dict()` gives "
        "it. Its fields stand here in their order. A later version only adds to them.",
    )
    yield translate(
        "Reference",
        "Offsets count bytes from 0, and a span goes up to its end, without it. There are three scales: the connection, where "
        "all that was received counts; the body, after HTTP's own chunks are taken apart; and the content, after the content "
        "coding is undone. Where there is no content coding, body and content are the same bytes.",
    )
    yield _times()
    yield translate(
        "Reference",
        "A framing or an encoding that was chosen is obeyed to the letter: `ndjson` is then one record for each line that ends "
        "with LF, and nothing is taken apart or put together besides.",
    )
    yield from _sections(analysis_fields.FIELDS)


def _times() -> str:
    return translate("Reference", "Each `t_ns` counts nanoseconds from the moment at which the request was sent.")


def _sections(fields: Iterable[Field]) -> Iterator[str]:
    """One section for each field at the top, with all that is inside it."""
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(field.path.partition(".")[0].removesuffix("[]"), []).append(field)
    for name, members in groups.items():
        yield f"## {name}"
        yield _table(members)


def _recording() -> Iterator[str]:
    """The page about the file format."""
    yield "# " + translate("Reference", "Recordings")
    yield translate(
        "Reference",
        "A `.slrec` file is one run: UTF-8 text, a JSON object on each line, written while the run goes on. It holds what "
        "arrived and when, and nothing that is computed from it. The bytes of the body are never altered, not even where a "
        "server echoes a secret. Secrets of the request and of the response's head are masked. In the head and the address a mask "
        "tells the length: `redacted(25)`. In the body of the request it has as many bytes as the secret, and `masked` lists where "
        "the masks stand: a short one is known by that alone.",
    )
    yield translate("Reference", "One run of two chunks, whose first character is cut:")
    yield "```json\n" + "".join(_example()) + "```"
    yield _times()
    yield "## §1 " + translate("Reference", "What is read")
    yield translate(
        "Reference",
        "The content decides, not the name: a file is compressed if it begins as gzip does. When it is saved, a name that ends "
        "with `.gz` has it compressed.",
    )
    yield translate(
        "Reference",
        "A last line that is torn is left out, and that is said; a bad line before it makes the file damaged. If there is no "
        "`end` line, the recording stops before the run did, and that is said too. Lines of a type that is not known come from "
        "a later version; they are counted and left out.",
    )
    yield translate(
        "Reference",
        "A request that is damaged is left out, and that is said; what came is read all the same. An `end` line without a `kind` "
        "comes from an earlier version: there the kind stands before the detail and a colon, and is read from it.",
    )
    yield translate(
        "Reference",
        "A log from a phone is a recording as well. Its lines are `chunk` lines without a header, or a list of chunks in base64 "
        "or hex, one on each line, with or without quotes and comma, or one JSON array of texts. Anything else is read as one "
        "body in a single chunk, unless its name ends with `.slrec`.",
    )
    yield translate(
        "Reference", "A line has at most {line} MiB, and a file at most {size} MiB after it is decompressed."
    ).format(line=MAX_LINE >> 20, size=MAX_SIZE >> 20)
    yield from _line_types()


def _line_types() -> Iterator[str]:
    for line in (recording_fields.HEADER, *recording_fields.LINES):
        yield f"## {line.type}"
        yield translate("Reference", line.meaning)
        yield _table(line.fields)


def _example() -> Iterator[str]:
    request = Request("GET", "https://example.com/stream", (("Authorization", "Bearer sk-secret"),))
    yield header_line("2025-01-31T08:00:00.000Z", redacted(request)).decode()
    yield format_line(Connection("TLSv1.3", "http/1.1")).decode()
    reader = Http1Reader()
    for t_ns, data in _EXAMPLE:
        yield from (format_line(message).decode() for message in reader.feed(data, t_ns))
    yield format_line(End(_EXAMPLE[-1][0], EndReason.COMPLETE)).decode()


def _commands() -> Iterator[str]:
    """The page with what each command says of itself."""
    yield "# " + translate("Reference", "The commands")
    yield translate(
        "Reference",
        "What each command takes, as `--help` says it. The [manual](manual.md) shows how the commands are used. Results go to "
        "stdout, all else to stderr.",
    )
    for name, command in top.commands.items():
        if isinstance(command, Command) and not command.hidden:
            yield f"## {name}"
            yield from _command(name, command)


def _command(name: str, command: Command) -> Iterator[str]:
    given = [param for param in command.params if isinstance(param, click.Argument)]
    words = (param.human_readable_name if param.required else f"[{param.human_readable_name}]" for param in given)
    yield f"`{' '.join(('streamlab', name, *words))}`"
    yield command.help or ""
    options = [param for param in command.params if isinstance(param, Option)]
    yield _rows(
        (translate("Reference", "option"), translate("Reference", "meaning")),
        ((f"`{_option(option)}`", option.help or "") for option in options),
    )
    yield _rows(
        (translate("Reference", "exit code"), translate("Reference", "meaning")),
        ((f"`{code}`", exit_text(code)) for code in command.exits),
    )
    yield "```text\n" + "\n".join(command.examples) + "\n```"


def _option(option: Option) -> str:
    """The names of an option, and what it takes."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    if option.is_flag:
        return names
    choices = "|".join(option.type.choices) if isinstance(option.type, click.Choice) else "…"
    return f"{names} {option.metavar or choices}"


def _rules() -> Iterator[str]:
    """The page with everything that can be found."""
    yield "# " + translate("Reference", "The rules")
    yield translate(
        "Reference",
        "Every finding is of one of these rules. They stand in the order in which findings of one severity are told. Who is at "
        "fault and how much it matters depends on the case where several are named; the likelier layer stands first. What the "
        "`…` stands for is said by the finding.",
    )
    for rule in RULES:
        yield f"## {rule.id}"
        yield f"**{_said(rule.words.title)}**"
        yield _rows(
            (
                translate("Reference", "at fault"),
                translate("Reference", "severity"),
                translate("Reference", "explained in"),
            ),
            [(_joined(map(layer_name, rule.layers)), _joined(map(severity_name, rule.severities)), _mode(rule))],
        )
        yield _said(rule.words.advice)


def _said(source: str) -> str:
    """A text of a finding without its facts."""
    text = re.sub(r"(?<!\{)\{\w+\}(?!\})|%n", "…", translate("Findings", source))
    return text.replace("{{", "{").replace("}}", "}")


def _mode(rule: AnyRule) -> str:
    return f"[{rule.mode or rule.id}](failure-modes.md#{rule.id})"


def _joined(words: Iterable[str]) -> str:
    return translate("Reference", ", ").join(words)


def _table(fields: Iterable[Field]) -> str:
    heads = (translate("Reference", "field"), translate("Reference", "type"), translate("Reference", "meaning"))
    return _rows(heads, ((f"`{field.path}`", kind_text(field), meaning_text(field)) for field in fields))


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    every = (heads, ["---"] * len(heads), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in every)


_PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "analysis.md": _analysis,
    "commands.md": _commands,
    "recording.md": _recording,
    "rules.md": _rules,
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
