"""`dify`: apps of Dify, data-only events that name themselves inside the JSON."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments, is_count
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_piece, as_text
from streamlab.model import Span

_IDS = frozenset(("task_id", "conversation_id", "message_id", "workflow_run_id"))
_LATE = ("ping", "tts_message", "tts_message_end", "message_end", "workflow_finished")


class Dify(JsonDialect):
    """Pieces of the answer; `message_end` is the terminal, in a workflow of its own `workflow_finished`."""

    id: ClassVar[str] = "dify"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """An event's name beside one of the ids."""
        return bool(as_text(sight.value.get("event"))) and not _IDS.isdisjoint(sight.value)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{code, message, status}` before the stream."""
        return sight.value.keys() >= {"code", "message", "status"}

    def read_bare(self, frame: Frame, text: str) -> None:
        if frame.event == "ping":
            self.reply.pings += 1

    def may_follow(self, value: object, frame: Frame) -> bool:
        # A chat flow ends with both; either may come first, once.
        event = as_text(as_dict(value).get("event"))
        return event in _LATE and event not in self._ends

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._ends: set[str] = set()

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        self.constant("task", value.get("task_id"))
        self.constant("message", value.get("message_id"))
        self.conversation(value.get("conversation_id"))
        data = as_dict(value.get("data"))
        match as_text(value.get("event")):
            case "message" | "agent_message":
                self.reply.append(span, as_piece(value.get("answer")))
            case "text_chunk":
                self.reply.append(span, as_piece(data.get("text")))
            case "message_replace":
                self.reply.replace(span, as_text(value.get("answer")))
            case "text_replace":
                self.reply.replace(span, as_text(data.get("text")))
            case "agent_thought":
                self._thought(value)
            case "node_started" if data.get("id"):
                self.open("node", data["id"])
            case "node_finished" if data.get("id"):
                self.close("node", data["id"])
            case "message_end" as event:
                usage = as_dict(value.get("metadata")).get("usage")
                self.usage(usage, "prompt_tokens", "completion_tokens", "total_tokens")
                self._end(event)
            case "workflow_finished" as event:
                self._workflow_finished(event, value, data)
            case "ping":
                self.reply.pings += 1
            case "error" | "":
                self._error(value)

    def _thought(self, value: JsonObject) -> None:
        """A tool's use; the same id updates it in place."""
        if as_text(value.get("tool")):
            tool = self.tool("thought", value.get("id"))
            tool.say(value.get("id"), value["tool"])
            tool.arguments = as_arguments(value.get("tool_input")) or tool.arguments

    def _workflow_finished(self, event: str, value: JsonObject, data: JsonObject) -> None:
        self.reply.finish = as_text(data.get("status")) or None
        if self.reply.usage is None:
            self.usage(data, "", "", "total_tokens")
        if data.get("status") == "failed" or data.get("error"):
            self.reply.set_error(as_error(data.get("error")))
        if not (value.get("conversation_id") or value.get("message_id")):
            self._end(event)  # no chat flow: nothing follows

    def _end(self, event: str) -> None:
        self._ends.add(event)
        self.end()

    def _error(self, value: JsonObject) -> None:
        if "message" in value or "code" in value:
            status = value.get("status")
            self.reply.set_error(as_error(value, status if is_count(status) else None))
