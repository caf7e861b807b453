"""`openai-responses`: the Responses API, numbered events of items and parts, repeated whole."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, Parts, as_arguments
from streamlab.dialects.reply import ToolCall
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_CALLS = ("function_call", "custom_tool_call", "mcp_call")
_ARGUMENTS = {
    "function_call_arguments": "arguments",
    "mcp_call_arguments": "arguments",
    "custom_tool_call_input": "input",
}
_TERMINAL = ("completed", "incomplete", "failed", "cancelled")


class OpenAIResponses(JsonDialect):
    """The finish is the response's status; items are told apart by `output_index`, since some relays rotate their ids."""

    id: ClassVar[str] = "openai-responses"

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._parts = Parts()

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the type of the first event."""
        return sight.type.startswith("response.") or sight.value.get("object") == "response"

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """An error event: numbered, or flat."""
        if sight.type != "error":
            return False
        return "sequence_number" in sight.value or not isinstance(sight.value.get("error"), dict)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        kind = as_text(value.get("type"))
        self.sequence(value.get("sequence_number"))
        if kind == "error":
            nested = value.get("error")
            flat = {"code": value.get("code"), "message": value.get("message")}
            self.reply.set_error(as_error(nested if isinstance(nested, dict) else flat))
            return
        if value.get("object") == "response":
            self._not_streamed(value, span)
            return
        self.begin(starts=kind == "response.created")
        self.constant("response", as_dict(value.get("response")).get("id"))
        name, _, step = kind.removeprefix("response.").rpartition(".")
        if not name and step in _TERMINAL:
            self._end(as_dict(value.get("response")), step)
        elif name in ("output_item", "content_part"):
            self._frame_of(name, step, value)
        elif name == "output_text":
            self._text(step, value, span)
        elif name in ("reasoning_summary_text", "reasoning_text"):
            self._reasoning(name, step, value, span)
        elif name == "refusal":
            self._refusal(step, value)
        elif name in _ARGUMENTS:
            self._arguments(step, value, _ARGUMENTS[name])

    def _frame_of(self, name: str, step: str, value: JsonObject) -> None:
        """An item or a part begins or ends; what ends is repeated whole."""
        index, item = value.get("output_index"), as_dict(value.get("item"))
        key = (name, index) if name == "output_item" else (name, index, value.get("content_index"))
        if step == "added":
            self.open(*key)
        elif step == "done":
            self.close(*key)
            part = as_dict(value.get("part"))
            if part.get("type") == "output_text":
                self._compare(part.get("text"), "text", index, value.get("content_index"))
        if item.get("type") in _CALLS:
            self.tool(index).say(item.get("call_id") or item.get("id"), item.get("name"))
            if step == "done":
                self._whole_arguments(self.tool(index), item.get("arguments") or item.get("input"))
        for content_index, part in enumerate(map(as_dict, as_list(item.get("content")))):
            if part.get("type") == "output_text" and step == "done":
                self._compare(part.get("text"), "text", index, content_index)

    def _text(self, step: str, value: JsonObject, span: Span) -> None:
        key = (value.get("output_index"), value.get("content_index"))
        self.inside("content_part", *key)
        if step == "delta":
            self._parts.add(as_text(value.get("delta")), "text", *key)
            self.reply.append(span, as_piece(value.get("delta")))
        elif step == "done":
            self._compare(value.get("text"), "text", *key)

    def _reasoning(self, name: str, step: str, value: JsonObject, span: Span) -> None:
        key = (name, value.get("output_index"), value.get("summary_index"), value.get("content_index"))
        if step == "delta":
            self._parts.add(as_text(value.get("delta")), *key)
            self.reply.append(span, as_piece(value.get("delta")), "reasoning")
        elif step == "done":
            self._compare(value.get("text"), *key)

    def _refusal(self, step: str, value: JsonObject) -> None:
        refusal = as_text(self.reply.extras.get("refusal"))
        if step == "delta":
            self.reply.extras["refusal"] = refusal + as_text(value.get("delta"))
        elif step == "done" and value.get("refusal") != refusal:
            self.reply.violation("whole_mismatch")

    def _arguments(self, step: str, value: JsonObject, name: str) -> None:
        index = value.get("output_index")
        self.inside("output_item", index)
        if step == "delta":
            self.tool(index).say(piece=as_arguments(value.get("delta")))
        elif step == "done":
            self._whole_arguments(self.tool(index), value.get(name))

    def _whole_call(self, index: int, item: JsonObject) -> None:
        """A call in the list of all items: one that was streamed, known by its id, or one that was not."""
        sent = item.get("call_id") or item.get("id")
        known = next((tool for tool in self.reply.tool_calls if tool.id and tool.id == sent), None)
        tool = known or self.tool(index)
        if known is None and tool.id and item.get("call_id"):
            tool = self.new_tool()  # the list has other places than the stream; ids that relays rotate are no call ids
        tool.say(sent, item.get("name"))
        self._whole_arguments(tool, item.get("arguments") or item.get("input"))

    def _whole_arguments(self, tool: ToolCall, sent: object) -> None:
        whole = as_arguments(sent)
        if whole and not tool.arguments:
            tool.arguments = whole
        elif whole and whole != tool.arguments:
            self.reply.violation("whole_mismatch")

    def _compare(self, whole: object, *key: object) -> None:
        if self._parts.differs(whole, *key):
            self.reply.violation("whole_mismatch")

    def _end(self, response: JsonObject, status: str) -> None:
        if status == "failed":
            self.reply.set_error(as_error(response.get("error") or "response.failed"))
        details = as_dict(response.get("incomplete_details"))
        if as_text(details.get("reason")):
            self.reply.extras["finish_detail"] = as_text(details["reason"])
        self.finish(as_text(response.get("status")) or status)
        usage = as_dict(response.get("usage"))
        reasoning = as_dict(usage.get("output_tokens_details")).get("reasoning_tokens")
        self.usage(usage, "input_tokens", "output_tokens", "total_tokens", reasoning)
        for index, item in enumerate(map(as_dict, as_list(response.get("output")))):
            for content_index, part in enumerate(map(as_dict, as_list(item.get("content")))):
                if part.get("type") == "output_text":
                    self._compare(part.get("text"), "text", index, content_index)
            if item.get("type") in _CALLS:
                self._whole_call(index, item)
        self.end()

    def _not_streamed(self, response: JsonObject, span: Span) -> None:
        """The whole response as one JSON."""
        self.reply.violation("not_streamed")
        for index, item in enumerate(map(as_dict, as_list(response.get("output")))):
            for content_index, part in enumerate(map(as_dict, as_list(item.get("content")))):
                self._parts.add(as_text(part.get("text")), "text", index, content_index)
                self.reply.append(span, as_piece(part.get("text")))
        self._end(response, "completed")
