"""`tgi`: Hugging Face's text-generation-inference, a token per event, the whole with the last."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_piece, as_text
from streamlab.model import Span


class TGI(JsonDialect):
    """Special tokens are no text; the frame with `generated_text` is the terminal; details only on request."""

    id: ClassVar[str] = "tgi"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A token that says whether it is special."""
        return "special" in as_dict(sight.value.get("token"))

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{error, error_type}`."""
        return "error_type" in sight.value

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            error = {"code": None, "message": as_text(value["error"]) or None}
            kind = as_text(value.get("error_type"))
            self.reply.set_error(error | ({"type": kind} if kind else {}))
            return
        self.sequence(value.get("index"))
        token = as_dict(value.get("token"))
        if token.get("special") is not True:
            self.reply.append(span, as_piece(token.get("text")))
        if isinstance(value.get("generated_text"), str):
            self._end(as_text(value["generated_text"]), as_dict(value.get("details")))

    def _end(self, whole: str, details: JsonObject) -> None:
        # The prompt may stand before it (return_full_text), a leading space may be gone.
        if not whole.endswith(self.reply.text().lstrip()):
            self.reply.violation("whole_mismatch")
        self.finish(details.get("finish_reason"))
        self.usage(details, "input_length", "generated_tokens")
        self.end()
