"""`plain-text`: what has no dialect; the reply is the data of the frames, or the body itself."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import span_of
from streamlab.dialects.reply import ReplyBuilder
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error
from streamlab.model import Span


class PlainText:
    """Appends every frame's text as it is; nothing to verify but the end of the transfer."""

    id: ClassVar[str] = "plain-text"
    raw: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """Only what no dialect claims, or by hand."""
        return False

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Never."""
        return False

    def __init__(self, request: object = None) -> None:
        self.reply = ReplyBuilder()
        self.reply.ends_by_eof = True
        self.reply.has_finish = False

    def feed(self, decoded: Decoded, text: str) -> None:
        error = as_dict(decoded.value).get("error")
        if text.strip() == "[DONE]":
            self.reply.terminal = True
        elif error:
            self.reply.set_error(as_error(error))
        elif not self.reply.terminal:
            self.reply.append(span_of(decoded), text)

    def body(self, span: Span, text: str) -> None:
        """A piece of a body that has no frames."""
        self.reply.append(span, text)
