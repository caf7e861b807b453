"""`baidu-ernie`: ERNIE on the first Qianfan API."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_piece, as_text
from streamlab.model import Span

_FLAGS = ("need_clear_history", "is_truncated")


class BaiduErnie(JsonDialect):
    """Numbered sentences; every frame names a finish reason, that of the last, with `is_end`, counts."""

    id: ClassVar[str] = "baidu-ernie"
    has_finish: ClassVar[bool] = False  # older models leave it out

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's names."""
        return sight.value.keys() >= {"result", "is_end"}

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{error_code, error_msg}`."""
        return "error_code" in sight.value and "error_msg" in sight.value

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error_code"):
            message = as_text(value.get("error_msg"))
            self.reply.set_error({"code": value["error_code"], "message": message or None})
            return
        self.constant("reply", value.get("id"))
        self.sequence(value.get("sentence_id"))
        self.reply.append(span, as_piece(value.get("result")))
        call = as_dict(value.get("function_call"))
        if call:
            self.tool("function").say(None, call.get("name"), as_arguments(call.get("arguments")))
        self.usage(value.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
        for flag in _FLAGS:
            if value.get(flag) is True:
                self.reply.extras["finish_detail"] = flag
        if value.get("is_end") is True:
            self.finish(value.get("finish_reason"))
            self.end()
