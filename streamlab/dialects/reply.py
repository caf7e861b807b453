"""The normal form of a reply, and the builder every dialect fills.

A dialect says what each frame adds; the builder keeps the pieces with their spans, so that the reply grows in constant time and can
be read at any moment. Text arrives as pieces (`append`) or as the whole so far (`whole`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, NamedTuple, TypedDict

from streamlab.decode.json_text import JsonObject
from streamlab.model import Span

Key = tuple[str | int | None, ...]  # of a block, a tool call or a part: whatever the dialect numbers or names them by

Scalar = str | int | float | None


class Delta(NamedTuple):
    """One piece of reply; `kind` is text or reasoning, the span is the data of the frame that brought it."""

    start: int
    end: int
    text: str
    kind: str


class Called(TypedDict):
    """A tool call as it is written out."""

    id: str | None
    name: str
    arguments: str


class OtherChoice(TypedDict):
    """What came of a choice beside the first."""

    index: int
    text: str
    finish: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a reply stands, without its text: cheap enough to be made after every batch."""

    dialect: str
    finish: str | None
    finish_norm: str | None
    terminal: bool
    complete: bool
    error: dict[str, Scalar] | None
    violations: list[str]
    empty: bool
    streamed: bool = False  # it came frame by frame
    plain: bool = False  # no dialect is known: it is the text as it is


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
    error: dict[str, Scalar] | None
    tool_calls: list[Called]
    violations: list[str]
    extras: JsonObject = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable; the optional fields only where they have a value."""
        shown = {name: getattr(self, name) for name in self.__slots__ if name != "extras"}
        return shown | {name: value for name, value in self.extras.items() if value not in (None, "", [], 0)}


_FINISH = {
    "stop": "stop end_turn stop_sequence STOP COMPLETE eos word eos_token normal SUCCESS completed succeeded RUN_FINISHED result",
    "length": "length max_tokens MAX_TOKENS limit model_context_window_exceeded",
    "tool_calls": "tool_calls function_call tool_use TOOL_CALL tool-calls requires_action",
    "content_filter": "content_filter sensitive SAFETY PROHIBITED_CONTENT RECITATION BLOCKLIST SPII guardrail_intervened "
    "content_filtered content-filter refusal",
}
_THINKING = re.compile(r"<think>(.*?)(</think>|\Z)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NORM = {raw: norm for norm, raws in _FINISH.items() for raw in raws.split()}
_LIMITS = ("max_output_tokens", "max_completion_tokens", "max_prompt_tokens", "max_tokens")
_NORM_INCOMPLETE = dict.fromkeys(_LIMITS, "length") | {"content_filter": "content_filter"}


def whole_text(text: str) -> str:
    """`text` with surrogate pairs joined and lone surrogates as U+FFFD: JSON escapes can say what no encoding can carry."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _split_thinking(text: str) -> JsonObject:
    """Text that holds its reasoning in tags, told apart."""
    if "<think>" not in text:
        return {}
    thoughts = "".join(thought for thought, _ in _THINKING.findall(text))
    return {"text_think_split": _THINKING.sub("", text), "reasoning_think_split": thoughts}


class ToolCall:
    """A tool call in the making: id and name are said once, the arguments come in pieces or whole."""

    __slots__ = ("_arguments", "id", "name")

    def __init__(self) -> None:
        self.id: str | None = None
        self.name = ""
        self._arguments = StringIO()

    def say(self, id: object = None, name: object = None, piece: str = "") -> None:  # noqa: A002
        """What one frame says of it; an empty id or name may follow and must not overwrite."""
        if not self.id and id and isinstance(id, str):
            self.id = whole_text(id)
        if not self.name and name and isinstance(name, str):
            self.name = whole_text(name)
        self._arguments.write(piece)

    @property
    def arguments(self) -> str:
        """The pieces joined."""
        return self._arguments.getvalue()

    @arguments.setter
    def arguments(self, whole: str) -> None:
        self._arguments = StringIO()
        self._arguments.write(whole)

    def to_dict(self) -> Called:
        """The normal form."""
        return {"id": self.id, "name": self.name, "arguments": whole_text(self.arguments)}


def _as_scalar(value: object) -> Scalar:
    """A code or message as it may be shown: no object, no half character."""
    if isinstance(value, str):
        return whole_text(value)
    return value if isinstance(value, int | float) else None


class ReplyBuilder:
    """What a dialect has learnt so far. Public attributes are set by the dialect; text only through the methods."""

    def __init__(self) -> None:
        self.mode = "delta"
        self.finish: str | None = None
        self.terminal = False
        self.ends_by_eof = False  # the dialect has no terminal of its own: finish and a clean end are completion
        self.ends_by_bracket = False  # the framing's own end, an array's `]`, is the terminal
        self.has_finish = True  # the dialect has a finish reason at all
        self.muted = False  # the terminal is past: what comes is no reply text
        self.open_blocks: set[Key] = set()  # what must be closed before the end
        self.pings = 0  # keep-alives that are frames
        self.usage: dict[str, int] | None = None
        self.error: dict[str, Scalar] | None = None
        self.extras: JsonObject = {}
        self.deltas: list[Delta] = []
        self.version = 0  # rises when pieces already handed out were replaced
        self._tools: dict[Hashable, ToolCall] = {}
        self._others: list[OtherChoice] = []
        self._violations: dict[str, None] = {}
        self._joined = {"text": StringIO(), "reasoning": StringIO()}
        self._sofar = {"text": "", "reasoning": ""}
        self._held = {"text": "", "reasoning": ""}  # the first half of a surrogate pair

    def append(self, span: Span, text: str | None, kind: str = "text") -> None:
        """One more piece; None and "" are nothing."""
        if not text or self.muted:
            return
        if self._held[kind] or not (text.isascii() or _SURROGATE.search(text) is None):
            text = self._whole_characters(text, kind)
        if text:
            self.deltas.append(Delta(span[0], span[1], text, kind))
            self._joined[kind].write(text)

    def whole(self, span: Span, text: str, kind: str = "text", *, rewrites: bool = False) -> None:
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
        self.replace(span, text, kind)

    def replace(self, span: Span, text: str, kind: str = "text") -> None:
        """`text` instead of all the pieces of its kind."""
        if self.muted:
            return
        self._clear(kind, [delta for delta in self.deltas if delta.kind != kind])
        self.append(span, text, kind)

    def restart(self, pieces: list[tuple[Span, str, str]]) -> None:
        """The same frames read anew: (span, text, kind) instead of all pieces."""
        for kind in self._joined:
            self._clear(kind, [])
        for span, text, kind in pieces:
            self.append(span, text, kind)

    def _clear(self, kind: str, left: list[Delta]) -> None:
        self.deltas = left
        self._joined[kind] = StringIO()
        self._held[kind] = ""
        self.version += 1

    def tool(self, key: Hashable) -> ToolCall:
        """The tool call with this key; a new one where there is none."""
        if key not in self._tools:
            self._tools[key] = ToolCall()
        return self._tools[key]

    @property
    def tool_calls(self) -> list[ToolCall]:
        """The tool calls in the order they began."""
        return list(self._tools.values())

    def _whole_characters(self, text: str, kind: str) -> str:
        """`text` without lone surrogates. A pair's halves may come in two pieces, as JSON escapes: the first half waits here."""
        text, self._held[kind] = self._held[kind] + text, ""
        if "\ud800" <= text[-1] <= "\udbff":
            text, self._held[kind] = text[:-1], text[-1]
        return whole_text(text)

    def other_choice(self, index: int, text: str, finish: str) -> None:
        """A piece of a choice after the first; these are kept beside the reply, which is choice 0."""
        known = next((other for other in self._others if other["index"] == index), None)
        if known is None:
            known = OtherChoice(index=index, text="", finish=None)
            self._others.append(known)
            self.extras["choices"] = self._others
        known["text"] += text
        known["finish"] = known["finish"] or finish or None

    def violation(self, code: str) -> None:
        """A broken rule of the dialect, once."""
        self._violations[code] = None

    def set_error(self, error: Mapping[str, object]) -> None:
        """An error inside the stream; the first one wins."""
        if self.error is None:
            self.error = {name: _as_scalar(value) for name, value in error.items()}

    def text(self, kind: str = "text") -> str:
        """The pieces of `kind` joined; a half character that waits for its other half counts as U+FFFD."""
        return self._joined[kind].getvalue() + "\ufffd" * len(self._held[kind])

    def outcome(
        self,
        dialect: str,
        *,
        ended: bool,
        clean: bool,
        closed: bool = False,
        streamed: bool = False,
        plain: bool = False,
    ) -> Outcome:
        """How the reply stands; `ended` the stream is over, `clean` as the protocol wants, `closed` the framing said so."""
        self.terminal = self.terminal or (self.ends_by_bracket and closed)
        done = self.terminal or (self.ends_by_eof and ended and clean and (bool(self.finish) or not self.has_finish))
        complete = self.error is None and done
        violations = list(self._violations)
        if ended and self.error is None:
            if not (self.terminal or self.ends_by_eof):
                violations.append("missing_terminal")
            if self.has_finish and not self.finish and (self.deltas or self._tools):
                violations.append("missing_finish")
            if self.open_blocks and not self.terminal and "block_not_closed" not in violations:
                violations.append("block_not_closed")
        norm = self._finish_norm(complete=complete)
        empty = not (self.deltas or self._tools)
        return Outcome(
            dialect, self.finish, norm, self.terminal, complete, self.error, violations, empty, streamed, plain
        )

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
            tool_calls=[call.to_dict() for call in self.tool_calls],
            violations=outcome.violations,
            extras=self.extras | _split_thinking(self.text()),
        )

    def _finish_norm(self, *, complete: bool) -> str | None:
        if self.error is not None:
            return "error"
        if not self.finish:
            return "stop" if complete else None
        if self.finish == "incomplete":
            return _NORM_INCOMPLETE.get(str(self.extras.get("finish_detail")))
        if self.finish in ("stop", "STOP") and self._tools:
            return "tool_calls"
        return _NORM.get(self.finish)
