"""`chatgpt-web-sse`: the later server of chatgpt-web-dev/chatgpt-web, named events."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, parse
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_piece, as_text
from streamlab.model import Span

_EARLY = ("searching", "generating", "search_query", "search_results")


class ChatGPTWebSSE(JsonDialect):
    """Pieces in `delta`, the whole in `message`; `end` is the terminal."""

    id: ClassVar[str] = "chatgpt-web-sse"
    ends_by_done: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A delta with `m`, or the search before it."""
        return sight.sse and ((sight.event == "delta" and "m" in sight.value) or sight.event in _EARLY)

    def read_bare(self, frame: Frame, text: str) -> None:
        if frame.event == "end":
            self.end()
        elif frame.event == "error" and text:
            self.reply.set_error({"code": None, "message": text})

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        if frame.event == "error":  # a JSON string that holds JSON
            inner = parse(value) if isinstance(value, str) else None
            self.read(as_dict(inner) or {"message": as_text(value)}, frame, span)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match frame.event:
            case "delta":
                piece = as_dict(value.get("m"))
                self.reply.pings += piece.get("heartbeat") is True
                self.reply.append(span, as_piece(piece.get("reasoning")), "reasoning")
                self.reply.append(span, as_piece(piece.get("text")))
            case "message":
                self._whole(value, span)
            case "complete":
                usage = as_dict(value.get("usage")) or as_dict(as_dict(value.get("detail")).get("usage"))
                self.usage(usage, "prompt_tokens", "completion_tokens", "total_tokens")
            case "error":
                code = value.get("code") or value.get("status")
                self.reply.set_error({"code": code, "message": as_text(value.get("message")) or None})

    def _whole(self, value: JsonObject, span: Span) -> None:
        self.conversation(value.get("conversationId"))
        for kind in ("reasoning", "text"):
            whole = as_text(value.get(kind))
            if whole and not self.reply.text(kind):
                self.reply.append(span, whole, kind)
            elif whole and whole != self.reply.text(kind):
                self.reply.violation("whole_mismatch")
        if as_text(value.get("finish_reason")):
            self.reply.finish = as_text(value["finish_reason"])
