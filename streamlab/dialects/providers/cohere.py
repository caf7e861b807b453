"""`cohere-v2` and `cohere-v1`: Cohere's chat as named events, before as NDJSON."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span


class CohereV2(JsonDialect):
    """Hyphenated types; blocks by index; `message-end` is finish and terminal."""

    id: ClassVar[str] = "cohere-v2"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the type of the first event."""
        prefixes = ("content-", "tool-plan-delta", "tool-call-", "citation-")
        return sight.type in ("message-start", "message-end") or sight.type.startswith(prefixes)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        kind = as_text(value.get("type"))
        if not kind:
            self._alone(value)
            return
        self.begin(starts=kind == "message-start")
        delta = as_dict(value.get("delta"))
        message = as_dict(delta.get("message"))
        if kind == "message-end":
            self._end(delta)
        elif kind == "tool-plan-delta":
            self.reply.append(span, as_piece(message.get("tool_plan")), "reasoning")
        elif kind != "message-start":
            self._block(*kind.rsplit("-", 1)[::-1], index=value.get("index"), message=message, span=span)

    def _block(self, step: str, name: str = "", *, index: object, message: JsonObject, span: Span) -> None:
        match step:
            case "start":
                self.open(name, index)
            case "delta":
                self.inside(name, index)
            case "end":
                self.close(name, index)
        if name == "content":
            content = as_dict(message.get("content"))
            self.reply.append(span, as_piece(content.get("thinking")), "reasoning")
            self.reply.append(span, as_piece(content.get("text")))
        elif name == "tool-call" and step in ("start", "delta"):
            call = as_dict(message.get("tool_calls"))
            function = as_dict(call.get("function"))
            self.tool(index).say(call.get("id"), function.get("name"), as_arguments(function.get("arguments")))

    def _alone(self, value: JsonObject) -> None:
        if as_text(value.get("message")):
            self.reply.set_error({"code": value.get("code"), "message": as_text(value["message"])})

    def _end(self, delta: JsonObject) -> None:
        finish = as_text(delta.get("finish_reason"))
        if delta.get("error") or finish == "ERROR":
            self.reply.set_error({"code": None, "message": as_text(delta.get("error")) or None})
        self.finish(finish)
        usage = as_dict(delta.get("usage"))
        self.usage(usage.get("tokens") or usage.get("billed_units"), "input_tokens", "output_tokens")
        self.end()


class CohereV1(JsonDialect):
    """`event_type` on every line; the last one repeats the whole reply."""

    id: ClassVar[str] = "cohere-v1"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the objects' own name for their type."""
        return not sight.sse and bool(as_text(sight.value.get("event_type")))

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match value.get("event_type"):
            case "text-generation":
                self.reply.append(span, as_piece(value.get("text")))
            case "tool-calls-chunk":
                piece = as_dict(value.get("tool_call_delta"))
                tool = self.tool(piece.get("index"))
                tool.say(None, piece.get("name"), as_arguments(piece.get("parameters")))
            case "tool-calls-generation" if not self.reply.tool_calls:
                self._tools(value)
            case "stream-end":
                self._end(value, as_dict(value.get("response")))
            case None if as_text(value.get("message")):
                self.reply.set_error({"code": value.get("code"), "message": as_text(value["message"])})

    def _tools(self, source: JsonObject) -> None:
        for call in map(as_dict, as_list(source.get("tool_calls"))):
            self.new_tool().say(None, call.get("name"), as_arguments(call.get("parameters")))

    def _end(self, value: JsonObject, response: JsonObject) -> None:
        self.conversation(response.get("conversation_id"))
        if isinstance(response.get("text"), str) and as_text(response["text"]) != self.reply.text():
            self.reply.violation("whole_mismatch")
        if not self.reply.tool_calls:
            self._tools(response)
        finish = as_text(value.get("finish_reason"))
        if finish.startswith("ERROR"):
            self.reply.set_error({"code": finish, "message": as_text(value.get("error")) or None})
        self.finish(finish)
        meta = as_dict(response.get("meta"))
        self.usage(meta.get("tokens") or meta.get("billed_units"), "input_tokens", "output_tokens")
        self.usage(response.get("token_count"), "prompt_tokens", "response_tokens", "total_tokens")
        self.end()
