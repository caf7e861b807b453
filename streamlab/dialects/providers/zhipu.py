"""`zhipu-v3`: Zhipu's third API, named events of raw text and a field of its own for the outcome."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import span_of
from streamlab.dialects.json_dialect import JsonDialect, parse
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_text


class ZhipuV3(JsonDialect):
    """The data is the text itself; `meta:` has status and usage, and conforming readers lose it."""

    id: ClassVar[str] = "zhipu-v3"
    raw: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The field, or one of the events with an id."""
        return "meta" in sight.decoded.fields or (bool(sight.id) and sight.event in ("add", "finish"))

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """An error or a break with an id, and no JSON."""
        return bool(sight.id) and sight.event in ("error", "interrupted") and not sight.value

    def feed(self, decoded: Decoded, text: str) -> None:
        frame, reply = decoded.frame, self.reply
        if reply.terminal:
            reply.violation("data_after_terminal")
            reply.muted = True
        self.constant("task", frame.id)
        if frame.event in ("add", "finish"):
            reply.append(span_of(decoded), text)
        self._meta(as_dict(parse(decoded.fields.get("meta", ""))))
        if frame.event == "error":
            reply.set_error(as_error(parse(text) or text))
        elif frame.event == "interrupted":
            reply.finish = reply.finish or "interrupted"
            self.end()
        elif frame.event == "finish":
            self.end()

    def _meta(self, meta: JsonObject) -> None:
        self.finish(as_text(meta.get("task_status")))
        self.usage(meta.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
