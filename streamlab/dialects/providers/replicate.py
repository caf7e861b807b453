"""`replicate`: a prediction's stream, the output as raw text."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import span_of
from streamlab.dialects.json_dialect import JsonDialect, parse
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_text


class Replicate(JsonDialect):
    """`done` is the terminal; it names a reason only where the prediction did not succeed."""

    id: ClassVar[str] = "replicate"
    raw: ClassVar[bool] = True
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """Output with an id."""
        return sight.sse and sight.event == "output" and bool(sight.id)

    def feed(self, decoded: Decoded, text: str) -> None:
        reply = self.reply
        if reply.terminal:
            reply.violation("data_after_terminal")
            reply.muted = True
        match decoded.frame.event:
            case "output":
                reply.append(span_of(decoded), text)
            case "error":
                detail = as_dict(parse(text))
                message = as_text(detail.get("detail")) or as_text(detail.get("message")) or text
                reply.set_error({"code": detail.get("code"), "message": message or None})
            case "done":
                self.finish(as_dict(parse(text)).get("reason"))
                self.end()
