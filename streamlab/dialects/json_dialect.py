"""The course that the dialects of JSON frames share, with the checks they have in common.

A subclass says what one object adds (`read`). What follows the terminal is still read, for its usage or error, but is no
reply text.
"""

from __future__ import annotations

import json
from io import StringIO
from typing import ClassVar, TypeGuard

from streamlab.decode import json_text
from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import span_of
from streamlab.dialects.reply import Key, ReplyBuilder, ToolCall
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_text, as_usage
from streamlab.model import Span

_NOTHING = object()


class JsonDialect:
    """Frames of JSON objects; `[DONE]`, broken JSON and what comes after the end are dealt with here."""

    id: ClassVar[str]
    raw: ClassVar[bool] = False
    ends_by_eof: ClassVar[bool] = False
    has_finish: ClassVar[bool] = True
    ends_by_done: ClassVar[bool] = False  # `[DONE]` is the terminal; else it may follow it and says nothing

    def __init__(self, request: object = None) -> None:
        self.reply = ReplyBuilder()
        self.reply.ends_by_eof = self.ends_by_eof
        self.reply.has_finish = self.has_finish
        self.request = as_dict(request)
        self._done = False
        self._started = False
        self._constants: dict[str, str] = {}
        self._number: int | None = None
        self._whole_calls = 0

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """This frame (with what came before it) is this dialect's and no other's further down the registry."""
        raise NotImplementedError

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """This frame, an error perhaps, may be this dialect's; a later one may show better."""
        return False

    # --- what a subclass says -----------------------------------------------------------------------------------

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        """One object; `span` is that of its data."""
        raise NotImplementedError

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        """Another JSON value."""

    def read_bare(self, frame: Frame, text: str) -> None:
        """A frame whose data is no JSON and need not be, or that has none."""

    def may_follow(self, value: object, frame: Frame) -> bool:
        """The dialect allows this frame after its terminal."""
        return False

    # --- the course ---------------------------------------------------------------------------------------------

    def feed(self, decoded: Decoded, text: str) -> None:
        """One more frame; `text` is its data where that is no JSON."""
        value = decoded.value if decoded.is_json else _json_string(text)
        if value is _NOTHING:
            if decoded.failure is not None:
                # What the end of the stream cut short has its own word (eof_in_frame).
                if decoded.frame.terminated or decoded.failure.kind != "truncated":
                    self.reply.violation("bad_json_line")
            elif text.strip() == "[DONE]":
                self._read_done(decoded.frame)
            else:
                self.read_bare(decoded.frame, text)
            return
        if self.reply.terminal and not self.may_follow(value, decoded.frame):
            self.reply.violation("data_after_terminal")
            self.reply.muted = True
        if isinstance(value, dict):
            self.read(value, decoded.frame, span_of(decoded))
        else:
            self.read_other(value, decoded.frame, span_of(decoded))

    def _read_done(self, frame: Frame) -> None:
        if self._done:
            self.reply.violation("data_after_terminal")
        self._done = True
        if self.ends_by_done:
            self.end()

    # --- checks -------------------------------------------------------------------------------------------------

    def begin(self, *, starts: bool) -> None:
        """The dialect has an opening frame, first and once; `starts`: this is one."""
        if starts and self._started:
            self.reply.violation("duplicate_message_start")
        elif not (starts or self._started):
            self.reply.violation("no_message_start")
        self._started = True

    def end(self) -> None:
        """The terminal; every block should be closed by now."""
        if self.reply.open_blocks and self.reply.error is None:
            self.reply.violation("block_not_closed")
        self.reply.terminal = True

    def finish(self, reason: object) -> None:
        """The raw finish reason, once."""
        if reason and isinstance(reason, str):
            if self.reply.finish:
                self.reply.violation("duplicate_finish")
            self.reply.finish = self.reply.finish or as_text(reason)

    def constant(self, name: str, value: object) -> None:
        """An id that must not change."""
        if value and isinstance(value, str) and self._constants.setdefault(name, value) != value:
            self.reply.violation("id_changed")

    def conversation(self, value: object) -> None:
        """The conversation's id, constant."""
        self.constant("conversation", value)
        if as_text(value):
            self.reply.extras.setdefault("conversation_id", as_text(value))

    def sequence(self, number: object) -> None:
        """A number that must rise by one."""
        if is_count(number):
            if self._number is not None and number != self._number + 1:
                self.reply.violation("sequence_gap")
            self._number = number

    def usage(self, sent: object, input: str, output: str, total: str = "", reasoning: object = None) -> None:  # noqa: A002
        """Token counts by their names in `sent`; zeros before the end say nothing, the last ones win."""
        counts = as_dict(sent)
        found = as_usage(counts.get(input), counts.get(output), counts.get(total), reasoning)
        if found and any(found.values()):
            self.reply.usage = (self.reply.usage or {}) | found

    def open(self, *key: object) -> None:
        """A block begins."""
        self.reply.open_blocks.add(as_key(key))

    def is_open(self, *key: object) -> bool:
        """The block has begun and not ended."""
        return as_key(key) in self.reply.open_blocks

    def inside(self, *key: object) -> None:
        """A piece of a block, which must be open."""
        if not self.is_open(*key):
            self.reply.violation("block_not_open")

    def close(self, *key: object) -> None:
        """A block ends, which must be open."""
        self.inside(*key)
        self.reply.open_blocks.discard(as_key(key))

    def tool(self, *key: object) -> ToolCall:
        """The tool call with this key."""
        return self.reply.tool(as_key(key))

    def new_tool(self) -> ToolCall:
        """One more tool call, sent as a whole."""
        self._whole_calls += 1
        return self.reply.tool(("whole", self._whole_calls))


class Parts:
    """The pieces of each part of a reply, kept to compare them with the whole that follows."""

    def __init__(self) -> None:
        self._joined: dict[Key, StringIO] = {}

    def add(self, piece: str, *key: object) -> None:
        """One more piece of the part."""
        self._joined.setdefault(as_key(key), StringIO()).write(piece)

    def set(self, text: str, *key: object) -> None:
        """The whole part so far."""
        self._joined.pop(as_key(key), None)
        self.add(text, *key)

    def get(self, *key: object) -> str | None:
        """The part so far, None where nothing came."""
        joined = self._joined.get(as_key(key))
        return None if joined is None else joined.getvalue()

    def differs(self, whole: object, *key: object) -> bool:
        """Is `whole` another text than the pieces that came?"""
        return isinstance(whole, str) and (self.get(*key) or "") != whole


def add_tool_calls(reply: ReplyBuilder, calls: object, *scope: object) -> None:
    """Pieces of tool calls as OpenAI sends them: a list by `index` (else by position), or one object."""
    items = [calls] if isinstance(calls, dict) else as_list(calls)
    for position, call in enumerate(map(as_dict, items)):
        function = as_dict(call.get("function"))
        tool = reply.tool(as_key((*scope, as_index(call.get("index"), position))))
        tool.say(call.get("id"), function.get("name"), as_arguments(function.get("arguments")))


def as_key(parts: tuple[object, ...]) -> Key:
    """A key of what a stream sent: whatever cannot be one counts as absent."""
    return tuple(part if isinstance(part, str | int) else None for part in parts)


def as_arguments(value: object) -> str:
    """A tool's arguments: as streamed, else the object's JSON."""
    if value is None or isinstance(value, str):
        return as_text(value)
    try:
        return as_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except RecursionError:
        return ""


def as_index(value: object, position: int) -> int:
    """`value` if it is a number, else the position in the list."""
    return value if is_count(value) else position


def is_count(value: object) -> TypeGuard[int]:
    """A whole number; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def counts_in(objects: list[JsonObject], name: str) -> list[int]:
    """The whole numbers of this name in the objects that have one."""
    return [number for each in objects if is_count(number := each.get(name))]


def parse(text: str) -> object:
    """The JSON value of `text`; None where it is none."""
    return json_text.parse(text.encode("utf-8", "replace")).value


def _json_string(text: str) -> object:
    """A stream whose first data is a JSON string is not taken for JSON by the framing."""
    if text[:1] != '"':
        return _NOTHING
    parsed = json_text.parse(text.encode("utf-8", "replace"))
    return _NOTHING if parsed.error is not None else parsed.value
