"""The normal form of a reply, and the builder every dialect fills; may import decode.

A dialect says what each frame adds; the builder keeps the pieces with their spans, so that the reply grows in constant time and can
be read at any moment. Text arrives as pieces (`append`) or as the whole so far (`whole`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, NamedTuple


class Delta(NamedTuple):
    """One piece of reply; `kind` is text or reasoning, the span is the data of the frame that brought it."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a reply stands, without its text: cheap enough to be made after every batch."""

    dialect: str
    finish: str | None
    finish_norm: str | None
    terminal: bool
    complete: bool
    error: dict[str, Any] | None
    violations: list[str]
    empty: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """The normal form: every field means the same in every dialect."""

    dialect: str
    mode: str
    text: str
    reasoning: str
    finish: str | None
    finish_norm: str | None
    terminal: bool
    complete: bool
    usage: dict[str, int] | None
    error: dict[str, Any] | None
    tool_calls: list[dict[str, Any]]
    violations: list[str]
    extras: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable; the optional fields only where they have a value."""
        shown = {name: getattr(self, name) for name in self.__slots__ if name != "extras"}
        return shown | {name: value for name, value in self.extras.items() if value not in (None, "", [], 0)}


_FINISH = {
    "stop": "stop end_turn stop_sequence STOP COMPLETE eos word eos_token normal SUCCESS completed succeeded RUN_FINISHED result",
    "length": "length max_tokens MAX_TOKENS limit model_context_window_exceeded",
    "tool_calls": "tool_calls function_call tool_use TOOL_CALL tool-calls requires_action",
    "content_filter": "content_filter sensitive SAFETY PROHIBITED_CONTENT RECITATION BLOCKLIST SPII guardrail_intervened "
    "content_filtered refusal",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_NORM = {raw: norm for norm, raws in _FINISH.items() for raw in raws.split()}


def whole_text(text: str) -> str:
    """`text` with surrogate pairs joined and lone surrogates as U+FFFD: JSON escapes can say what no encoding can carry."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class ReplyBuilder:
    """What a dialect has learnt so far. Public attributes are set by the dialect; text only through the methods."""

    def __init__(self) -> None:
        self.mode = "delta"
        self.finish: str | None = None
        self.terminal = False
        self.ends_by_eof = False  # the dialect has no terminal of its own: finish and a clean end are completion
        self.has_finish = True  # the dialect has a finish reason at all
        self.usage: dict[str, int] | None = None
        self.error: dict[str, Any] | None = None
        self.tool_calls: list[dict[str, Any]] = []
        self.extras: dict[str, Any] = {}
        self.deltas: list[Delta] = []
        self.version = 0  # rises when pieces already handed out were replaced
        self._violations: dict[str, None] = {}
        self._joined = {"text": StringIO(), "reasoning": StringIO()}
        self._sofar = {"text": "", "reasoning": ""}
        self._held = {"text": "", "reasoning": ""}  # the first half of a surrogate pair

    def append(self, span: tuple[int, int], text: str | None, kind: str = "text") -> None:
        """One more piece; None and "" are nothing."""
        if not text:
            return
        if self._held[kind] or not text.isascii():
            text = self._whole_characters(text, kind)
        if text:
            self.deltas.append(Delta(*span, text, kind))
            self._joined[kind].write(text)

    def whole(self, span: tuple[int, int], text: str, kind: str = "text", *, rewrites: bool = False) -> None:
        """The whole so far: what is new at its end is appended; what contradicts the pieces replaces them.

        `rewrites`: the dialect may do so.
        """
        before = self._sofar[kind]
        self._sofar[kind] = text
        if text.startswith(before):
            self.append(span, text[len(before) :], kind)
            return
        if not rewrites:
            self.violation("not_monotonic")
        self.deltas = [delta for delta in self.deltas if delta.kind != kind]
        self._joined[kind] = StringIO()
        self._held[kind] = ""
        self.version += 1
        self.append(span, text, kind)

    def _whole_characters(self, text: str, kind: str) -> str:
        """`text` without lone surrogates. A pair's halves may come in two pieces, as JSON escapes: the first half waits here."""
        text, self._held[kind] = self._held[kind] + text, ""
        if "\ud800" <= text[-1] <= "\udbff":
            text, self._held[kind] = text[:-1], text[-1]
        return whole_text(text)

    def violation(self, code: str) -> None:
        """A broken rule of the dialect, once."""
        self._violations[code] = None

    def set_error(self, error: dict[str, Any]) -> None:
        """An error inside the stream; the first one wins."""
        if self.error is None:
            self.error = error

    def text(self, kind: str = "text") -> str:
        """The pieces of `kind` joined; a half character that waits for its other half counts as U+FFFD."""
        return self._joined[kind].getvalue() + "\ufffd" * len(self._held[kind])

    def outcome(self, dialect: str, *, ended: bool, clean: bool) -> Outcome:
        """How the reply stands; `ended` the stream is over, `clean` it ended as the protocol wants."""
        done = self.terminal or (self.ends_by_eof and ended and clean and (bool(self.finish) or not self.has_finish))
        complete = self.error is None and done
        violations = list(self._violations)
        if ended and self.error is None:
            if not (self.terminal or self.ends_by_eof):
                violations.append("missing_terminal")
            if self.has_finish and not self.finish and (self.deltas or self.tool_calls):
                violations.append("missing_finish")
        norm = self._finish_norm(complete=complete)
        empty = not (self.deltas or self.tool_calls)
        return Outcome(dialect, self.finish, norm, self.terminal, complete, self.error, violations, empty)

    def build(self, outcome: Outcome) -> Reply:
        """The whole reply."""
        return Reply(
            dialect=outcome.dialect,
            mode=self.mode,
            text=self.text(),
            reasoning=self.text("reasoning"),
            finish=self.finish,
            finish_norm=outcome.finish_norm,
            terminal=self.terminal,
            complete=outcome.complete,
            usage=self.usage,
            error=self.error,
            tool_calls=[dict(call) for call in self.tool_calls],
            violations=outcome.violations,
            extras=dict(self.extras),
        )

    def _finish_norm(self, *, complete: bool) -> str | None:
        if self.error is not None:
            return "error"
        if not self.finish:
            return "stop" if complete else None
        norm = _NORM.get(self.finish)
        return "tool_calls" if norm == "stop" and self.tool_calls else norm
