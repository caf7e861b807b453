"""`llamacpp-completion`: the native endpoint of llama.cpp's server."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.json_dialect import JsonDialect, parse
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_error, as_piece, as_text
from streamlab.model import Span

_OLD_STOPS = {"stopped_eos": "eos", "stopped_word": "word", "stopped_limit": "limit"}


class LlamaCppCompletion(JsonDialect):
    """`stop: true` is the terminal; old builds send an error as a field of its own, which conforming readers lose."""

    id: ClassVar[str] = "llamacpp-completion"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """Content beside a flag whether it is the last; the old error field."""
        value = sight.value
        shown = isinstance(value.get("content"), str) and isinstance(value.get("stop"), bool)
        return shown or "error" in sight.decoded.fields

    def feed(self, decoded: Decoded, text: str) -> None:
        if "error" in decoded.fields:
            self.reply.set_error(as_error(parse(decoded.fields["error"]) or decoded.fields["error"]))
        if decoded.frame.data_spans:
            super().feed(decoded, text)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            self.reply.set_error(as_error(value["error"]))
            return
        self.reply.append(span, as_piece(value.get("content")))
        if value.get("stop") is True:
            old = next((word for name, word in _OLD_STOPS.items() if value.get(name) is True), "")
            self.finish(as_text(value.get("stop_type")) or old)
            self.usage(value, "tokens_evaluated", "tokens_predicted")
            self.end()
