"""`openai-assistants`: OpenAI's Assistants, events of threads, runs and messages."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, Parts, add_tool_calls, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_text
from streamlab.model import Span

_RUN_ENDS = ("completed", "failed", "requires_action", "incomplete", "cancelled", "expired")


class OpenAIAssistants(JsonDialect):
    """The run's status is the finish; `event: done` is the terminal."""

    id: ClassVar[str] = "openai-assistants"
    ends_by_done: ClassVar[bool] = True

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._parts = Parts()

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the event's name."""
        return sight.event.startswith("thread.")

    def read_bare(self, frame: Frame, text: str) -> None:
        if frame.event == "done":
            self.end()

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        event = frame.event
        if event == "error":
            self.reply.set_error(as_error(value.get("error") or value))
            return
        self.conversation(value.get("id") if event == "thread.created" else value.get("thread_id"))
        if event == "thread.message.delta":
            text = _text(as_dict(value.get("delta")))
            self._parts.add(text, value.get("id"))
            self.reply.append(span, text)
        elif event == "thread.message.completed":
            if self._parts.differs(_text(value), value.get("id")):
                self.reply.violation("whole_mismatch")
        elif event == "thread.run.step.delta":
            details = as_dict(as_dict(value.get("delta")).get("step_details"))
            add_tool_calls(self.reply, details.get("tool_calls"), value.get("id"))
        elif event.startswith("thread.run.") and event.removeprefix("thread.run.") in _RUN_ENDS:
            self._run(value, event.removeprefix("thread.run."))

    def _run(self, run: JsonObject, status: str) -> None:
        self.finish(status)
        usage = as_dict(run.get("usage"))
        self.usage(usage, "prompt_tokens", "completion_tokens", "total_tokens")
        if status == "failed" or run.get("last_error"):
            self.reply.set_error(as_error(run.get("last_error")))
        reason = as_text(as_dict(run.get("incomplete_details")).get("reason"))
        if reason:
            self.reply.extras["finish_detail"] = reason
        outputs = as_dict(as_dict(run.get("required_action")).get("submit_tool_outputs"))
        known = {tool.id for tool in self.reply.tool_calls}
        for call in map(as_dict, as_list(outputs.get("tool_calls"))):
            function = as_dict(call.get("function"))
            if as_text(call.get("id")) not in known:  # the steps have already told it piece by piece
                tool = self.new_tool()
                tool.say(call.get("id"), function.get("name"), as_arguments(function.get("arguments")))


def _text(message: JsonObject) -> str:
    parts = map(as_dict, as_list(message.get("content")))
    return "".join(as_text(as_dict(part.get("text")).get("value")) for part in parts)
