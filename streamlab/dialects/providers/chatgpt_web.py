"""`chatgpt-web`: Chanzhaoyu/chatgpt-web and its clones, NDJSON with the line end *before* each object.

Every line repeats the whole text. An error is written without a line end, glued to the last object.
"""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import span_of
from streamlab.dialects.reply import ReplyBuilder
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_text, as_usage
from streamlab.model import Span

_ERROR_STATUS = ("Fail", "Unauthorized")
_SIGNS = frozenset(("detail", "parentMessageId", "delta", "conversationId"))


class ChatGPTWeb:
    """Cumulative `text`; conversation ids; the end is the end of the stream."""

    id: ClassVar[str] = "chatgpt-web"
    raw: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A message with its ids, or the service's own error."""
        value = sight.value
        shown = "text" in value and "id" in value and not _SIGNS.isdisjoint(value)
        return shown or value.get("status") in _ERROR_STATUS

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Never: its errors show it."""
        return False

    def __init__(self, request: object = None) -> None:
        self.reply = ReplyBuilder()
        self.reply.mode = "cumulative"
        self.reply.ends_by_eof = True
        self._id = ""
        self._text = ""

    def feed(self, decoded: Decoded, text: str) -> None:
        reply = self.reply
        if not decoded.is_json:
            if decoded.failure is not None:
                reply.violation("bad_json_line")
            return
        value = as_dict(decoded.value)
        if self._is_error(value):
            reply.set_error({"code": value.get("status"), "message": as_text(value.get("message"))})
            return
        self._ids(value)
        span = span_of(decoded)
        thought, said = value.get("reasoningText"), value.get("text")
        if isinstance(thought, str):
            reply.whole(span, thought, "reasoning")
        if isinstance(said, str):
            self._whole(said, value, span)
        detail = as_dict(value.get("detail"))
        choices = as_list(detail.get("choices"))
        finish = as_text(as_dict(choices[0]).get("finish_reason")) if choices else ""
        reply.finish = finish or reply.finish
        usage = as_dict(detail.get("usage"))
        found = as_usage(usage.get("prompt_tokens"), usage.get("completion_tokens"), usage.get("total_tokens"))
        reply.usage = found or reply.usage

    def _is_error(self, value: JsonObject) -> bool:
        bare = "text" not in value and "message" in value
        return value.get("status") in _ERROR_STATUS or bare or (not value and bool(self._text))

    def _ids(self, value: JsonObject) -> None:
        found = as_text(value.get("id"))
        if found and self._id and found != self._id:
            self.reply.violation("id_changed")
        self._id = self._id or found
        for name, key in (
            ("message_id", "id"),
            ("parent_message_id", "parentMessageId"),
            ("conversation_id", "conversationId"),
        ):
            if as_text(value.get(key)):
                self.reply.extras[name] = as_text(value[key])

    def _whole(self, text: str, value: JsonObject, span: Span) -> None:
        """The text so far, checked against the pieces before it and the piece that comes with it."""
        delta = value.get("delta")
        if isinstance(delta, str) and text not in (self._text + delta, self._text):
            self.reply.violation("whole_mismatch")
        if self.reply.finish and text != self._text:
            self.reply.violation("data_after_terminal")
        # Access-token mode has neither delta nor detail, and its text is the page's own, which may be rewritten.
        self.reply.whole(span, text, rewrites="conversationId" in value and "detail" not in value)
        self._text = text
