"""`coze-v3` and `coze-workflow`: chats (also those of version 2) and workflows of Coze."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, Parts, as_arguments, parse
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span

_OLD_EVENTS = ("message", "done", "error")
_FLOW_EVENTS = ("Message", "Error", "Interrupt", "Done", "PING")


class CozeV3(JsonDialect):
    """Named events; an answer comes in pieces and once more as a whole; the terminal is `done`."""

    id: ClassVar[str] = "coze-v3"
    ends_by_done: ClassVar[bool] = True

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._parts = Parts()

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """`event: conversation.…`, or version 2's events."""
        old = "message" in sight.value or "error_information" in sight.value
        return sight.event.startswith("conversation.") or (
            sight.value.get("event") in _OLD_EVENTS and old and "is_finish" in sight.value
        )

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{code, msg}`."""
        return sight.value.keys() >= {"code", "msg"}

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        event = frame.event
        self.conversation(value.get("conversation_id"))
        if event.startswith("conversation.chat."):
            self.constant("chat", value.get("id"))
            self._chat(value, event.removeprefix("conversation.chat."))
        elif event in ("conversation.message.delta", "conversation.message.completed"):
            self.constant("chat", value.get("chat_id"))
            self._message(value, span, whole=event.endswith("completed"))
        elif event == "done":
            self.reply.terminal = True
        elif event == "error" or "msg" in value:
            self.reply.set_error(_error(value))
        elif event == "message":
            self._old(value, span)

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        if frame.event == "done":
            self.reply.terminal = True

    def _message(self, value: JsonObject, span: Span, *, whole: bool) -> None:
        kind, content = value.get("type"), as_text(value.get("content"))
        if kind == "function_call" and whole:
            call = as_dict(parse(content))
            self.new_tool().say(None, call.get("name"), as_arguments(call.get("arguments")))
        elif kind == "answer" and value.get("content_type") in ("text", None):
            self._piece(span, value.get("id"), as_text(value.get("reasoning_content")), "reasoning", whole=whole)
            self._piece(span, value.get("id"), content, "text", whole=whole)

    def _piece(self, span: Span, message: object, text: str, kind: str, *, whole: bool) -> None:
        if whole and self._parts.get(kind, message) is not None:
            if text and self._parts.differs(text, kind, message):
                self.reply.violation("whole_mismatch")
            return
        if text:
            self._parts.add(text, kind, message)
            self.reply.append(span, text, kind)

    def _chat(self, value: JsonObject, step: str) -> None:
        if step == "failed":
            self.reply.set_error(_error(as_dict(value.get("last_error"))))
        if step in ("completed", "failed", "requires_action"):
            self.finish(step)
            self.usage(value.get("usage"), "input_count", "output_count", "token_count")
        if step == "requires_action":
            self._required(value)

    def _required(self, value: JsonObject) -> None:
        """The calls to answer; those already seen as messages get their ids."""
        outputs = as_dict(as_dict(value.get("required_action")).get("submit_tool_outputs"))
        for call in map(as_dict, as_list(outputs.get("tool_calls"))):
            function = as_dict(call.get("function"))
            known = (t for t in self.reply.tool_calls if t.id is None and t.name == as_text(function.get("name")))
            tool = next(known, None) or self.new_tool()
            tool.say(call.get("id"), function.get("name"))
            tool.arguments = tool.arguments or as_arguments(function.get("arguments"))

    def _old(self, value: JsonObject, span: Span) -> None:
        """Version 2: the event's name is inside the JSON."""
        message = as_dict(value.get("message"))
        match value.get("event"):
            case "message" if message.get("type") == "answer":
                self.reply.has_finish = False
                self.reply.append(span, as_piece(message.get("content")))
            case "done":
                self.reply.terminal = True
            case "error":
                self.reply.set_error(_error(as_dict(value.get("error_information"))))


class CozeWorkflow(JsonDialect):
    """A workflow's messages; it ends with `Done`, or stops to ask with `Interrupt`."""

    id: ClassVar[str] = "coze-workflow"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the event's name."""
        return sight.sse and sight.event in _FLOW_EVENTS

    def may_follow(self, value: object, frame: Frame) -> bool:
        return frame.event == "PING" or (frame.event == "Done" and not self._done)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match frame.event:
            case "Message":
                self.reply.append(span, as_piece(value.get("content")))
                self.usage(value.get("usage"), "input_count", "output_count", "token_count")
            case "Error":
                code, message = value.get("error_code"), as_text(value.get("error_message"))
                self.reply.set_error({"code": code, "message": message or None})
            case "Interrupt":
                self.reply.finish = "Interrupt"
                self.end()
            case "Done":
                self._done = True
                self.end()
            case "PING":
                self.reply.pings += 1

    def read_bare(self, frame: Frame, text: str) -> None:
        self.read({}, frame, (frame.start, frame.end))


def _error(value: JsonObject) -> JsonObject:
    return {"code": value.get("code"), "message": as_text(value.get("msg") or value.get("message")) or None}
