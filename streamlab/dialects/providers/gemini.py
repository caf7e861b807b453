"""`gemini-sse` and `gemini-array`: streamGenerateContent with and without `alt=sse`."""

from __future__ import annotations

import re
from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments, as_index, is_count
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_text
from streamlab.model import Framing, Span

_SIGNS = frozenset(("candidates", "promptFeedback", "usageMetadata"))
_NAMES = re.compile(r"[^.\[\]$'\"]+")
_VALUES = ("stringValue", "numberValue", "boolValue", "nullValue")


class GeminiSSE(JsonDialect):
    """Parts of candidate 0; a part is text, a thought or a call. The end is the end of the stream, after a finish reason."""

    id: ClassVar[str] = "gemini-sse"
    ends_by_eof: ClassVar[bool] = True
    ends_by_done: ClassVar[bool] = True  # of some relays

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._total = 0
        self._partial: JsonObject | None = None  # the arguments of a call that is streamed

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return sight.framing is not Framing.JSON_ARRAY and not _SIGNS.isdisjoint(sight.value)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Google's error: a number as code, and a status."""
        error = as_dict(sight.value.get("error"))
        return is_count(error.get("code")) and "status" in error

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            error = as_dict(value["error"])
            self.reply.set_error(_error(error if error else {"message": value["error"]}))
        self.constant("response", value.get("responseId"))
        for position, candidate in enumerate(map(as_dict, as_list(value.get("candidates")))):
            index = as_index(candidate.get("index"), position)
            if index:
                self._other(index, candidate)
            else:
                self._candidate(candidate, span)
        blocked = as_dict(value.get("promptFeedback")).get("blockReason")
        if blocked and not value.get("candidates"):
            self.finish(blocked)
        self._usage(as_dict(value.get("usageMetadata")))

    def _candidate(self, candidate: JsonObject, span: Span) -> None:
        for part in map(as_dict, as_list(as_dict(candidate.get("content")).get("parts"))):
            text = as_text(part.get("text"))
            if text and self.reply.finish:
                self.reply.violation("data_after_terminal")
            self.reply.append(span, text, "reasoning" if part.get("thought") is True else "text")
            if isinstance(call := part.get("functionCall"), dict):
                self._call(call)
        self.finish(candidate.get("finishReason"))

    def _call(self, call: JsonObject) -> None:
        """A whole call, or one of Vertex' pieces: a name, values by their path, an empty call at the end."""
        if self._partial is None:
            self.new_tool().say(call.get("id"), call.get("name"), as_arguments(call.get("args") or {}))
            if call.get("willContinue") is not True and not call.get("partialArgs"):
                return
            self._partial = {}
        for piece in map(as_dict, as_list(call.get("partialArgs"))):
            _place(self._partial, as_text(piece.get("jsonPath")), piece)
        self.reply.tool_calls[-1].arguments = as_arguments(self._partial)
        if call.get("willContinue") is not True:
            self._partial = None

    def _other(self, index: int, candidate: JsonObject) -> None:
        parts = map(as_dict, as_list(as_dict(candidate.get("content")).get("parts")))
        text = "".join(as_text(part.get("text")) for part in parts if part.get("thought") is not True)
        self.reply.other_choice(index, text, as_text(candidate.get("finishReason")))

    def _usage(self, usage: JsonObject) -> None:
        total = usage.get("totalTokenCount")
        if is_count(total):
            if total < self._total:
                self.reply.violation("not_monotonic")
            self._total = total
        names = ("promptTokenCount", "candidatesTokenCount", "totalTokenCount")
        self.usage(usage, *names, reasoning=usage.get("thoughtsTokenCount"))


class GeminiArray(GeminiSSE):
    """The same chunks as elements of one JSON array, whose closing bracket is the end."""

    id: ClassVar[str] = "gemini-array"
    ends_by_eof: ClassVar[bool] = False
    ends_by_done: ClassVar[bool] = False

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self.reply.ends_by_bracket = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The same names, or the error, as elements of an array."""
        return sight.framing is Framing.JSON_ARRAY and (not _SIGNS.isdisjoint(sight.value) or super().suggests(sight))

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Never: the array shows it."""
        return False


def _error(error: JsonObject) -> JsonObject:
    found = {"code": error.get("code"), "message": as_text(error.get("message")) or None}
    return found | ({"type": as_text(error["status"])} if as_text(error.get("status")) else {})


def _place(arguments: JsonObject, path: str, piece: JsonObject) -> None:
    """Puts a value at `$.a.b`; strings come in pieces."""
    names = _NAMES.findall(path)[:100]
    value = next((piece[name] for name in _VALUES if name in piece), None)
    if not names:
        return
    for name in names[:-1]:
        inner = arguments.get(name)
        if not isinstance(inner, dict):
            arguments[name] = inner = {}
        arguments = inner
    before = arguments.get(names[-1])
    arguments[names[-1]] = before + value if isinstance(before, str) and isinstance(value, str) else value
