"""Source to paste: a reader of the recorded reply that no cut can break, in five languages.

The code stands in `assets/clients/corrected`, in files of its own language. In a comment there, `+ name` stands for that part, a
line that ends with `? flag` is left out where the flag does not hold, and a word like `__URL__` is filled in.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from streamlab.analysis import Analysis
from streamlab.clients.corrected import literals
from streamlab.clients.corrected.comments import translated
from streamlab.clients.corrected.reply_paths import JAVA, JAVASCRIPT, PYTHON, WHERE, Expressions, Where, value_at
from streamlab.decode import json_text
from streamlab.i18n import translate
from streamlab.model import Framing
from streamlab.request import Request, filled_with, redacted
from streamlab.resources import asset
from streamlab.words.encodings import encoding_name
from streamlab.words.framings import framing_name

LANGUAGES: tuple[str, ...] = ("mini-program", "fetch", "node", "python", "java")

_PART = re.compile(r"(\s*)(?://|#)\+ ([\w-]+)")
_CONDITION = re.compile(r"\s*(?://|#)\? (!?)([\w-]+)$")
_WORD = re.compile(r"__([A-Z]+)__")
_WIDTH = 116
_BLANKS = re.compile(r"\n{3,}")

_TO_FILL_IN = Where(("text",))
_JUST_TEXT = Where((), raw=True)
_LOOKED_AT = 64  # frames that may show where the text stands

_SECRET = "YOUR_SECRET"  # noqa: S105 (it says that there is none)
_NO_URL = "https://example.com/"
_OF_THE_CLIENT = frozenset(
    ("host", "content-length", "connection", "accept-encoding", "user-agent", "transfer-encoding")
)
# Python's names for encodings -> names that every language knows; others are the same everywhere.
_LABELS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "cp1252": "windows-1252",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_kr": "euc-kr",
    "euc_jp": "euc-jp",
    "big5hkscs": "big5",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class _Language(NamedTuple):
    file: str
    suffix: str
    comment: str
    string: Callable[[str], str]
    value: Callable[[object], str]  # a JSON value, or text, as an expression
    headers: Callable[[dict[str, str]], str]
    expressions: Expressions


_JAVASCRIPT = (
    "js",
    "//",
    literals.javascript_string,
    literals.javascript_literal,
    literals.javascript_literal,
    JAVASCRIPT,
)
_LANGUAGES = {
    "mini-program": _Language("mini-program", *_JAVASCRIPT),
    "fetch": _Language("fetch", *_JAVASCRIPT),
    "node": _Language("node", *_JAVASCRIPT),
    "python": _Language(
        "python", "py", "#", literals.double_quoted, literals.python_literal, literals.python_literal, PYTHON
    ),
    "java": _Language("java", "java", "//", literals.double_quoted, literals.java_literal, literals.java_headers, JAVA),
}


class _Request(NamedTuple):
    """The request as it is written; `body` is a JSON value where it is one, else text."""

    url: str
    method: str
    headers: dict[str, str]
    body: object
    has_json: bool


def language_name(language: str) -> str:
    """What a person calls it."""
    return {
        "mini-program": translate("Corrected", "Mini-program (wx, uni-app)"),
        "fetch": translate("Corrected", "Browser (fetch)"),
        "node": translate("Corrected", "Node"),
        "python": translate("Corrected", "Python (httpx)"),
        "java": translate("Corrected", "Java (HttpClient)"),
    }[language]


def corrected_handler(language: str, analysis: Analysis, request: Request | None = None) -> str:
    """Source that reads this reply whatever the cuts, ready to paste.

    `request`: None where it is not known; its secrets do not get in.
    Where a dialect's text does not stand at one place of its records, a function to fill in says so.
    """
    chosen = _LANGUAGES[language]
    sent = _sent(filled_with(_SECRET, redacted(request or Request("POST"))))
    if analysis.framing.is_binary:
        return "\n".join(_comment(chosen, [_what(analysis), _binary()])) + "\n"
    where = _where(analysis)
    flags = _flags(analysis, where, sent)
    words = _words(chosen, analysis, where, sent)
    about = _comment(chosen, _about(language, analysis, flags, sent))
    reader = "records" if "records" in flags else analysis.framing
    lines = _lines(chosen, chosen.file, _Plan(flags, words, about, reader))
    gap = "\n\n\n" if language == "python" else "\n\n"
    return _BLANKS.sub(gap, "\n".join(lines)).strip("\n") + "\n"


# --- what is read -----------------------------------------------------------------------------------------------------


def _where(analysis: Analysis) -> Where:
    """Where the text stands, with the one place that this recording shows."""
    where = WHERE.get(analysis.dialect)
    values = list(islice(_values(analysis), _LOOKED_AT))
    if where is None:
        objects = any(isinstance(value, dict) for value in values)
        return _TO_FILL_IN if objects or not analysis.is_plain else _JUST_TEXT
    shown = (path for path in where.text for value in values if isinstance(value_at(value, path), str | list))
    return where._replace(text=(next(shown, where.text[0] if where.text else ""),))


def _values(analysis: Analysis) -> Iterator[object]:
    for frame in analysis.frames:
        yield json_text.parse(analysis.frame_text(frame).encode("utf-8", "replace")).value


def _is_cumulative(analysis: Analysis, where: Where) -> bool:
    """Whether each record repeats the text so far; of an unknown dialect, as it looks."""
    if where is not _TO_FILL_IN:
        return analysis.reply.mode == "cumulative"
    values = islice(_values(analysis), _LOOKED_AT)
    texts = [text for value in values if isinstance(text := value_at(value, where.text[0]), str)]
    return len(texts) > 1 and all(after.startswith(before) for before, after in pairwise(texts))


def _flags(analysis: Analysis, where: Where, sent: _Request) -> frozenset[str]:
    """What holds of this reply, as the templates ask for it."""
    # One object, perhaps over many lines, is read as those of an array are.
    framing = Framing.JSON_ARRAY if analysis.framing is Framing.JSON else analysis.framing
    records = framing.has_records
    json = framing.has_frames and not where.raw
    cumulative = _is_cumulative(analysis, where)
    holds = {
        framing: True,
        "records": records,
        "by-lines": framing.has_lines and not records,
        "json": json,
        "parse": json and not records,
        "sse-json": json and framing.has_events,
        "raw": where.raw and framing.has_frames,
        "event": bool(where.events),
        "cumulative": json and cumulative,
        "delta": json and not cumulative,
        "errors": json and bool(where.error),
        "parts": any(path.endswith("*") for path in where.text),
        "first": len(where.error) > 1,
        "to-fill-in": where is _TO_FILL_IN,
        "utf-8": _label(analysis) == "utf-8",
        "headers": bool(sent.headers),
        "body": sent.body is not None,
        "json-body": sent.has_json,
        "text-body": sent.body is not None and not sent.has_json,
    }
    return frozenset(flag for flag, true in holds.items() if true)


def _words(chosen: _Language, analysis: Analysis, where: Where, sent: _Request) -> dict[str, str]:
    """What is filled in."""
    write, string = chosen.expressions, chosen.string
    errors = [write.at("value", path) for path in where.error]
    return {
        "URL": string(sent.url),
        "METHOD": string(sent.method),
        "HEADERS": chosen.headers(sent.headers),
        "BODY": chosen.value(sent.body),
        "ENCODING": string(_label(analysis)),
        "TEXT": write.text(where.text[0], where) if where.text else "",
        "ERROR": write.first(errors) if errors else "",
        "EVENT": write.event(where.events) if where.events else "",
    }


def _label(analysis: Analysis) -> str:
    name = analysis.pipeline.encoding.name
    return _LABELS.get(name, name)


def _sent(request: Request) -> _Request:
    """The request as it is written; an address to fill in where it has none."""
    value = request.json()
    has_json = value is not None and _is_shallow(value)
    headers = {_plain(name): _plain(content) for name, content in request.headers}
    return _Request(
        _plain(request.url) or _NO_URL,
        _plain(request.method) or "POST",
        {name: content for name, content in headers.items() if name and name.lower() not in _OF_THE_CLIENT},
        value if has_json else request.body.text or None,
        has_json,
    )


def _is_shallow(value: object, left: int = 40) -> bool:
    """A person may have written it; what is deeper is sent as the text that it is."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(left > 0 and _is_shallow(item, left - 1) for item in inner)


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)


# --- the words at its head --------------------------------------------------------------------------------------------


def _about(language: str, analysis: Analysis, flags: frozenset[str], sent: _Request) -> list[str]:
    said = [_what(analysis)]
    if "to-fill-in" in flags:
        said.append(translate("Corrected", "TO FILL IN: where the text stands in a record of this dialect."))
    if sent.url == _NO_URL:
        said.append(translate("Corrected", "TO FILL IN: the request, which the recording does not have."))
    if _SECRET in f"{sent}":
        words = translate("Corrected", "{word} stands where the recording left out a secret.")
        said.append(words.format(word=_SECRET))
        if language in ("mini-program", "fetch"):
            said.append(
                translate("Corrected", "Whoever has this code has the secret: a server of yours should add it.")
            )
    if language == "mini-program" and "utf-8" not in flags:
        words = translate(
            "Corrected", "The reply is in {encoding}, which a phone cannot read: have the server send UTF-8."
        )
        said.append(words.format(encoding=encoding_name(analysis.encoding)))
    return said


def _what(analysis: Analysis) -> str:
    words = translate(
        "Corrected", "Reads a streamed reply ({dialect}, {framing}), however its bytes are cut into chunks."
    )
    return words.format(dialect=analysis.dialect, framing=framing_name(analysis.framing))


def _binary() -> str:
    return translate(
        "Corrected",
        "Its frames are binary, with checksums (AWS event stream): read it with Amazon's own library for this language, which "
        "keeps the bytes of a frame until it is whole.",
    )


def _comment(chosen: _Language, paragraphs: list[str]) -> list[str]:
    return [f"{chosen.comment} {line}" for text in paragraphs for line in textwrap.wrap(text, _WIDTH)]


# --- the templates ----------------------------------------------------------------------------------------------------


class _Plan(NamedTuple):
    """What the directives of a template stand for."""

    flags: frozenset[str]
    words: dict[str, str]
    about: list[str]
    reader: str  # the part that takes the text apart


def _lines(chosen: _Language, name: str, plan: _Plan) -> Iterator[str]:
    """A file with its directives carried out."""
    for line in _template(f"{name}.{chosen.suffix}"):
        while condition := _CONDITION.search(line):
            if (condition[2] in plan.flags) == bool(condition[1]):
                break
            line = line[: condition.start()]
        else:
            yield from _filled(chosen, line, plan)


def _filled(chosen: _Language, line: str, plan: _Plan) -> Iterator[str]:
    part = _PART.fullmatch(line)
    if part is None:
        indent = line[: len(line) - len(line.lstrip())]
        yield _WORD.sub(lambda word: plan.words[word[1]].replace("\n", "\n" + indent), translated(line))
        return
    name = plan.reader if part[2] == "reader" else part[2]
    for inner in plan.about if name == "about" else _lines(chosen, name, plan):
        yield "\n".join(part[1] + text if text else "" for text in inner.split("\n"))


@cache
def _template(name: str) -> list[str]:
    return asset("clients", "corrected", name).read_text("utf-8").splitlines()
