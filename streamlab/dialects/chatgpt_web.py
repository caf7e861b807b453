"""`chatgpt-web`: Chanzhaoyu/chatgpt-web and its clones, NDJSON with the line end *before* each object; may import base, reply.

Every line repeats the whole text. An error is written without a line end, glued to the last object.
"""

from __future__ import annotations

from typing import Any, ClassVar

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import as_dict, as_list, as_text, span_of
from streamlab.dialects.reply import ReplyBuilder

_ERROR_STATUS = ("Fail", "Unauthorized")


class ChatGPTWeb:
    """Cumulative `text`; conversation ids; the end is the end of the stream."""

    id: ClassVar[str] = "chatgpt-web"

    def __init__(self, request: Any = None) -> None:
        self.reply = ReplyBuilder()
        self.reply.mode = "cumulative"
        self.reply.ends_by_eof = True
        self._id = ""
        self._text = ""

    def feed(self, decoded: Decoded, text: str) -> None:
        reply = self.reply
        if decoded.frame.glued:
            reply.violation("glued_json")
        if not decoded.is_json:
            reply.violation("bad_json_line")
            return
        value = as_dict(decoded.value)
        if self._is_error(value):
            reply.set_error({"code": value.get("status"), "message": as_text(value.get("message"))})
            return
        self._ids(value)
        span = span_of(decoded)
        if isinstance(value.get("reasoningText"), str):
            reply.whole(span, value["reasoningText"], "reasoning")
        if isinstance(value.get("text"), str):
            self._check_delta(value)
            reply.whole(span, value["text"])
            self._text = value["text"]
        detail = as_dict(value.get("detail"))
        choices = as_list(detail.get("choices"))
        finish = as_dict(choices[0]).get("finish_reason") if choices else None
        if finish and isinstance(finish, str):
            reply.finish = finish
        self._usage(as_dict(detail.get("usage")))

    def _is_error(self, value: dict[str, Any]) -> bool:
        bare = "text" not in value and "message" in value
        return value.get("status") in _ERROR_STATUS or bare or (not value and bool(self._text))

    def _ids(self, value: dict[str, Any]) -> None:
        found = as_text(value.get("id"))
        if found and self._id and found != self._id:
            self.reply.violation("id_changed")
        self._id = self._id or found
        extras = self.reply.extras
        for name, key in (("message_id", "id"), ("parent_message_id", "parentMessageId")):
            if as_text(value.get(key)):
                extras[name] = value[key]
        if as_text(value.get("conversationId")):
            extras["conversation_id"] = value["conversationId"]

    def _check_delta(self, value: dict[str, Any]) -> None:
        delta = value.get("delta")
        if isinstance(delta, str) and value["text"] != self._text + delta and value["text"] != self._text:
            self.reply.violation("whole_mismatch")

    def _usage(self, usage: dict[str, Any]) -> None:
        found = {
            "input": usage.get("prompt_tokens"),
            "output": usage.get("completion_tokens"),
            "total": usage.get("total_tokens"),
        }
        numbers = {name: n for name, n in found.items() if isinstance(n, int)}
        if numbers:
            self.reply.usage = numbers
