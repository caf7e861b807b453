"""`n8n`: n8n's chat, NDJSON of what each node begins, says and ends."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_piece, as_text
from streamlab.model import Span

_TYPES = ("begin", "item", "end", "error")


class N8n(JsonDialect):
    """The reply is over when the last node that began has ended."""

    id: ClassVar[str] = "n8n"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A type beside the node's metadata."""
        return sight.type in _TYPES and isinstance(sight.value.get("metadata"), dict)

    def may_follow(self, value: object, frame: Frame) -> bool:
        return as_dict(value).get("type") in ("begin", "error")

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        metadata = as_dict(value.get("metadata"))
        key = (metadata.get("nodeId"), metadata.get("runIndex"), metadata.get("itemIndex"))
        content = value.get("content")
        match value.get("type"):
            case "begin":
                self.reply.terminal = self.reply.muted = False
                self.open(*key)
            case "item":
                self.inside(*key)
                self.reply.append(span, as_piece(content))
            case "end":
                self.close(*key)
                if not self.reply.open_blocks:
                    self.end()
            case "error":
                message = as_text(content) or as_text(as_dict(content).get("message"))
                self.reply.set_error({"code": None, "message": message or None})
