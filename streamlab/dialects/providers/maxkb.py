"""`maxkb`: MaxKB's applications."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_piece
from streamlab.model import Span


class MaxKB(JsonDialect):
    """Pieces up to `is_end`; an error comes as content."""

    id: ClassVar[str] = "maxkb"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return sight.value.keys() >= {"chat_id", "operate"}

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        self.conversation(value.get("chat_id"))
        self.constant("record", value.get("chat_record_id"))
        self.reply.append(span, as_piece(value.get("reasoning_content")), "reasoning")
        self.reply.append(span, as_piece(value.get("content")))
        self.usage(value.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
        if value.get("is_end") is True:
            self.end()
