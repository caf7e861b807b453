"""`ollama-chat` and `ollama-generate`: NDJSON whose last object has `done`."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span


class OllamaChat(JsonDialect):
    """Pieces in `message`; tool calls are whole; an error is a line of its own."""

    id: ClassVar[str] = "ollama-chat"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return "done" in sight.value and isinstance(sight.value.get("message"), dict)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{"error": "…"}`."""
        return not sight.sse and isinstance(sight.value.get("error"), str) and "error_type" not in sight.value

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            error = value["error"]
            message = as_text(error) or as_text(as_dict(error).get("message"))
            self.reply.set_error({"code": as_dict(error).get("code"), "message": message or None})
            return
        self.constant("model", value.get("model"))
        self._piece(value, span)
        if value.get("done") is True:
            self.finish(value.get("done_reason"))
            self.usage(value, "prompt_eval_count", "eval_count")
            self.end()

    def _piece(self, value: JsonObject, span: Span) -> None:
        message = as_dict(value.get("message"))
        self.reply.append(span, as_piece(message.get("thinking")), "reasoning")
        self.reply.append(span, as_piece(message.get("content")))
        for call in map(as_dict, as_list(message.get("tool_calls"))):
            function = as_dict(call.get("function"))
            self.new_tool().say(call.get("id"), function.get("name"), as_arguments(function.get("arguments")))


class OllamaGenerate(OllamaChat):
    """Pieces in `response`."""

    id: ClassVar[str] = "ollama-generate"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return "done" in sight.value and isinstance(sight.value.get("response"), str)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """The error, where the request was one for `/api/generate`."""
        request = as_dict(sight.request)
        return "prompt" in request and "messages" not in request and super().suggests(sight)

    def _piece(self, value: JsonObject, span: Span) -> None:
        self.reply.append(span, as_piece(value.get("thinking")), "reasoning")
        self.reply.append(span, as_piece(value.get("response")))
