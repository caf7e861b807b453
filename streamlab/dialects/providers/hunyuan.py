"""`hunyuan`: Tencent Hunyuan's native API, OpenAI's shape with capitals."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments, as_index
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span


class Hunyuan(JsonDialect):
    """A finish reason that is not empty is the terminal."""

    id: ClassVar[str] = "hunyuan"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return isinstance(sight.value.get("Choices"), list) or "ErrorMsg" in sight.value

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Tencent Cloud's envelope."""
        return isinstance(sight.value.get("Response"), dict)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        error = as_dict(value.get("ErrorMsg")) or as_dict(as_dict(value.get("Response")).get("Error"))
        if error:
            message = as_text(error.get("Msg")) or as_text(error.get("Message"))
            self.reply.set_error({"code": error.get("Code"), "message": message or None})
        self.constant("reply", value.get("Id"))
        usage = value.get("Usage")
        reasoning = as_dict(as_dict(usage).get("CompletionTokensDetails")).get("ReasoningTokens")
        self.usage(usage, "PromptTokens", "CompletionTokens", "TotalTokens", reasoning)
        choices = as_list(value.get("Choices"))
        if choices:
            self._choice(as_dict(choices[0]), span)

    def _choice(self, choice: JsonObject, span: Span) -> None:
        delta = as_dict(choice.get("Delta"))
        self.reply.append(span, as_piece(delta.get("ReasoningContent")), "reasoning")
        self.reply.append(span, as_piece(delta.get("Content")))
        for position, call in enumerate(map(as_dict, as_list(delta.get("ToolCalls")))):
            function = as_dict(call.get("Function"))
            tool = self.tool(as_index(call.get("Index"), position))
            tool.say(call.get("Id"), function.get("Name"), as_arguments(function.get("Arguments")))
        if as_text(choice.get("FinishReason")):
            self.finish(choice["FinishReason"])
            self.end()
