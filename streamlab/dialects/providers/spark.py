"""`spark-http`: iFlytek Spark over HTTP, OpenAI's shape with a code and a session id."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, add_tool_calls
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece
from streamlab.model import Span


class SparkHttp(JsonDialect):
    """No finish reason; `[DONE]` is the terminal; a code other than 0 is an error."""

    id: ClassVar[str] = "spark-http"
    has_finish: ClassVar[bool] = False
    ends_by_done: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The session's id and the code."""
        return sight.value.keys() >= {"sid", "code"}

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            self.reply.set_error(as_error(value["error"]))
        elif value.get("code"):
            self.reply.set_error(as_error(value))
        self.constant("session", value.get("sid"))
        self.constant("session", value.get("id"))
        choices = as_list(value.get("choices"))
        delta = as_dict(as_dict(choices[0]).get("delta")) if choices else {}
        self.reply.append(span, as_piece(delta.get("reasoning_content")), "reasoning")
        self.reply.append(span, as_piece(delta.get("content")))
        add_tool_calls(self.reply, delta.get("tool_calls"))
        self.usage(value.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
