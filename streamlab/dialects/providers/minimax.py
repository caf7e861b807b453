"""`minimax-pro`: MiniMax's ChatCompletion Pro, whose last frame repeats the reply."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span


class MiniMaxPro(JsonDialect):
    """Pieces in messages; the frame with a finish reason is the last and holds all once more."""

    id: ClassVar[str] = "minimax-pro"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A choice of messages."""
        choices = as_list(sight.value.get("choices"))
        return bool(choices) and "reply" in sight.value and "messages" in as_dict(choices[0])

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`base_resp` alone."""
        return "base_resp" in sight.value and not sight.value.get("choices")

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        base = as_dict(value.get("base_resp"))
        if base.get("status_code"):
            self.reply.set_error({"code": base["status_code"], "message": as_text(base.get("status_msg")) or None})
        choices = as_list(value.get("choices"))
        choice = as_dict(choices[0]) if choices else {}
        finish = as_text(choice.get("finish_reason"))
        messages = [as_dict(message) for message in as_list(choice.get("messages"))]
        self._messages(messages, span, last=bool(finish) and bool(self.reply.deltas))
        whole = as_text(value.get("reply"))
        if whole and whole != self.reply.text():
            self.reply.violation("whole_mismatch")
        self.usage(value.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
        if finish:
            self.finish(finish)
            self.end()

    def _messages(self, messages: list[JsonObject], span: Span, *, last: bool) -> None:
        for message in messages:
            call = as_dict(message.get("function_call"))
            if call and not self.reply.tool_calls:
                self.new_tool().say(None, call.get("name"), as_arguments(call.get("arguments")))
            if not last:
                self.reply.append(span, as_piece(message.get("text")))
