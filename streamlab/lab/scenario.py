"""A scenario: one readable TOML file that says what the lab answers.

    title, title_zh, summary, summary_zh     words for people
    shows = ["…"]                            the failure modes it provokes, by rule id
    gap = "35ms"                             silence before each write
    cut = "1|2"                              how the body is sliced into writes (the words of streamlab.cuts)
    end = "complete"                         complete | close (what the framing still owes is not sent) | reset | stall |
                                             bad-chunk (a chunk size line that is none)

    [response]
    status = 200
    headers = ["Content-Type: text/plain"]   in order; absent: what the dialect sends
    framing = "chunked"                      chunked (one HTTP chunk per write) | content-length | close
    length_off_by = 0                        content-length only: added to the true length
    coding = "identity"                      identity | gzip-flushed (after each write) | gzip-buffered

    [body]
    dialect = "openai-chat"                  openai-chat | chatgpt-web | raw
    encoding = "utf-8", newline = "lf" | "crlf", bom = false
    tail = ["finish", "usage", "done"]       which events close the reply; absent: all that the dialect has
    count = 1000 | "endless"                 repeat the script until there are so many events
    script = [
      "你好",                                 a delta of the reply
      { text = "你", cut = "1|2" },           … cut in its own way
      { text = "坏?", wire = { "?" = "FF" } },… with a character that is another byte on the wire
      { text = "好", ends_at = "1|2" },       … and the body ends at that border inside it
      { text = "长", repeat = 30000 },        a long delta
      { data = '{"broken' },                 a record exactly as written
      { comment = "keep-alive" },            an SSE comment
      { error = "busy" },                    the dialect's error object
      { raw = "…" }, { hex = "FF" }, { base64 = "/w==" },
      { pause = "600ms" },                   silence
    ]

Durations are "35ms", "1.5s" or "0". The id of a scenario is the name of its file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from streamlab.cuts import Cut
from streamlab.errors import Misuse, ScenarioError, UsageError
from streamlab.i18n import language
from streamlab.lab.body import CONTENT_TYPES, TAILS, ScenarioBody
from streamlab.lab.table import Table, read_duration, read_items
from streamlab.lab.writes import write_cut

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FRAMINGS = ("chunked", "content-length", "close")
CODINGS = ("identity", "gzip-flushed", "gzip-buffered")
ENDS = ("complete", "close", "reset", "stall", "bad-chunk")
MAX_COUNT = 10_000_000
MAX_CUMULATIVE = 10_000  # each event of chatgpt-web repeats all the text: beyond this one body is gigabytes
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*")  # RFC 9110 §5.1, §5.5


@dataclass(frozen=True, slots=True)
class ScenarioHead:
    """The head of the answer and how its body is delimited and coded."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    framing: str = "chunked"
    length_off_by: int = 0
    coding: str = "identity"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the lab answers and how it misbehaves while doing so."""

    id: str
    title: str
    title_zh: str
    summary: str
    summary_zh: str
    shows: tuple[str, ...] = ()
    gap_ms: float = 0.0
    cut: Cut = field(default_factory=Cut)
    end: str = "complete"
    response: ScenarioHead = field(default_factory=ScenarioHead)
    body: ScenarioBody = field(default_factory=ScenarioBody)

    @property
    def shown_title(self) -> str:
        """The title in the language in force."""
        return self.title_zh if language() == "zh_CN" else self.title

    @property
    def shown_summary(self) -> str:
        """The summary in the language in force."""
        return self.summary_zh if language() == "zh_CN" else self.summary

    def override(self, *, gap: str | None = None, cut: str | None = None, count: str | None = None) -> Scenario:
        """The same scenario told otherwise; a gap of 0 drops the pauses too. `UsageError` where that makes no sense."""
        changed = self
        if cut is not None:
            script = tuple(replace(item, cut=None) for item in self.body.script)
            changed = replace(changed, cut=write_cut(cut), body=replace(self.body, script=script))
        if gap is not None:
            changed = replace(changed, gap_ms=read_duration(gap))
            if not changed.gap_ms:
                script = tuple(item for item in changed.body.script if item.kind != "pause")
                changed = replace(changed, body=replace(changed.body, script=script))
        if count is not None:
            changed = replace(changed, body=_counted(changed.body, count))
            _check(changed)
        return changed


def load_scenario(path: Traversable) -> Scenario:
    """The scenario in the file `path`; `ScenarioError` names the path and the reason."""
    try:
        return parse_scenario(path.name.removesuffix(".toml"), path.read_text(encoding="utf-8"))
    except UsageError as error:
        raise ScenarioError(str(path), str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(str(path), f"cannot be read: {error}") from error


def parse_scenario(scenario_id: str, text: str) -> Scenario:
    """The scenario written in `text`; `UsageError` with the place and the reason where it is none."""
    try:
        table = Table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(Misuse.NOT_TOML, reason=error) from error
    response, body = table.table("response"), table.table("body")
    told = _body(body)
    scenario = Scenario(
        id=scenario_id,
        title=table.text("title"),
        title_zh=table.text("title_zh"),
        summary=table.text("summary"),
        summary_zh=table.text("summary_zh"),
        shows=table.texts("shows", ()),
        gap_ms=table.read("gap", read_duration, 0.0),
        cut=table.read("cut", write_cut, Cut()),
        end=table.choice("end", ENDS),
        response=_response(response, told),
        body=told,
    )
    for part in (response, body, table):
        part.done()
    _check(scenario)
    return scenario


def _response(table: Table, body: ScenarioBody) -> ScenarioHead:
    written = table.texts("headers", _usual_headers(body))
    for line in written:
        if not _HEADER.fullmatch(line):
            raise UsageError(Misuse.HEADER_LINE, "response.headers", text=line)
    pairs = [line.split(":", 1) for line in written]
    return ScenarioHead(
        status=table.integer("status", 200, 200, 599),
        headers=tuple((name, value.strip()) for name, value in pairs),
        framing=table.choice("framing", FRAMINGS),
        length_off_by=table.integer("length_off_by", 0, -(1 << 31), 1 << 31),
        coding=table.choice("coding", CODINGS),
    )


def _usual_headers(body: ScenarioBody) -> tuple[str, ...]:
    if content_type := CONTENT_TYPES.get(body.dialect):
        return (f"Content-Type: {content_type}", "Cache-Control: no-cache")
    return ()


def _body(table: Table) -> ScenarioBody:
    dialect = table.choice("dialect", tuple(TAILS), default="raw")
    encoding = table.encoding("encoding")
    body = ScenarioBody(
        dialect=dialect,
        script=read_items(table, encoding),
        tail=table.texts("tail", TAILS[dialect]),
        encoding=encoding,
        newline="\r\n" if table.choice("newline", ("lf", "crlf")) == "crlf" else "\n",
        bom=table.flag("bom"),
    )
    if unknown := [word for word in body.tail if word not in TAILS[dialect]]:
        raise UsageError(Misuse.CLOSING_EVENT, "body.tail", name=unknown[0], dialect=dialect)
    count = table.scalar("count")
    return body if count is None else _counted(body, count)


def _counted(body: ScenarioBody, count: str) -> ScenarioBody:
    """The body repeated to `count` events."""
    if body.dialect == "raw" or all(item.kind in ("pause", "bytes") for item in body.script):
        raise UsageError(Misuse.NOT_REPEATABLE, "count")
    cumulative = body.dialect == "chatgpt-web"
    if count == "endless" and not cumulative:
        return replace(body, count=None, endless=True)
    most = MAX_CUMULATIVE if cumulative else MAX_COUNT
    fewest = len(body.tail) + 2
    if not re.fullmatch(r"[0-9]{1,9}", count) or not fewest <= int(count) <= most:
        raise UsageError(Misuse.NUMBER, "count", value=count, least=fewest, most=most)
    return replace(body, count=int(count), endless=False)


def _check(scenario: Scenario) -> None:
    """What single keys cannot tell: combinations that cannot be played."""
    response, body = scenario.response, scenario.body
    if response.length_off_by and response.framing != "content-length":
        raise UsageError(Misuse.LENGTH_FRAMING, "response.length_off_by")
    if (body.endless or body.count) and response.framing == "content-length":
        raise UsageError(Misuse.REPEATED_LENGTH, "count")
    if response.status in (204, 304) and body != ScenarioBody(dialect=body.dialect):
        raise UsageError(Misuse.BODILESS_STATUS, "response.status", status=response.status)
