"""`flowise`: Flowise, a literal line `message:` before the data, which names its event itself."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Span


class Flowise(JsonDialect):
    """Tokens up to the event `end`."""

    id: ClassVar[str] = "flowise"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The field that is none, and an event's name in the data."""
        return "message" in sight.decoded.fields and bool(as_text(sight.value.get("event")))

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        data = value.get("data")
        match value.get("event"):
            case "token":
                self.reply.append(span, as_piece(data))
            case "usedTools" if not self.reply.tool_calls:
                for used in map(as_dict, as_list(data)):
                    self.new_tool().say(None, used.get("tool"), as_arguments(used.get("toolInput")))
            case "metadata":
                metadata = as_dict(data)
                self.conversation(metadata.get("sessionId") or metadata.get("chatId"))
            case "usageMetadata":
                self.usage(data, "input_tokens", "output_tokens", "total_tokens")
            case "error":
                message = as_text(data) or as_text(as_dict(data).get("message"))
                self.reply.set_error({"code": None, "message": message or None})
            case "end":
                self.end()
