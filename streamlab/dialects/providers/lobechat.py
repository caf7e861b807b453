"""`lobechat`: LobeChat's own backend, named events whose data is a JSON string or object."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, add_tool_calls
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_error, as_piece
from streamlab.model import Span

_NAMES = "text reasoning reasoning_signature tool_calls grounding base64_image usage speed stop data flagged_reasoning_signature"
_EVENTS = frozenset(_NAMES.split())
_ENDS = frozenset(("stop", "usage", "speed"))


class LobeChat(JsonDialect):
    """`stop`, `usage` or `error`, whichever comes first, is the terminal; the others may follow."""

    id: ClassVar[str] = "lobechat"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the event's name, with an id."""
        return sight.sse and bool(sight.id) and sight.event in _EVENTS

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """An error event with an id, a message and a type."""
        return bool(sight.id) and sight.event == "error" and sight.value.keys() >= {"message", "type"}

    def may_follow(self, value: object, frame: Frame) -> bool:
        return frame.event in _ENDS

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match frame.event:
            case "usage":
                reasoning = value.get("outputReasoningTokens")
                self.usage(value, "totalInputTokens", "totalOutputTokens", "totalTokens", reasoning)
                self.end()
            case "error":
                self.reply.set_error(as_error(value))
                self.end()

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        self.constant("reply", frame.id)
        match frame.event:
            case "text":
                self.reply.append(span, as_piece(value))
            case "reasoning":
                self.reply.append(span, as_piece(value), "reasoning")
            case "tool_calls":
                add_tool_calls(self.reply, value)
            case "stop":
                self.finish(value)
                self.end()
            case "error":
                self.reply.set_error(as_error(value))
                self.end()
