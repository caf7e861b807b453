"""`mcp`: Model Context Protocol over streamable HTTP, JSON-RPC messages up to the response."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece
from streamlab.model import Span


class MCP(JsonDialect):
    """The text is that of the result. Notifications and requests may come before it, nothing after."""

    id: ClassVar[str] = "mcp"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """JSON-RPC; an event with an id and empty data; the old transport's endpoint."""
        if "jsonrpc" in sight.value or any("jsonrpc" in as_dict(item) for item in as_list(sight.decoded.value)):
            return True
        primes = bool(sight.id) and all(start == end for start, end in sight.decoded.frame.data_spans)
        return sight.sse and (sight.event == "endpoint" or (primes and sight.decoded.frame.dispatched))

    def read_bare(self, frame: Frame, text: str) -> None:
        self._resumable(frame)

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        for message in as_list(value):  # a batch
            self.read(as_dict(message), frame, span)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        self._resumable(frame)
        if "method" in value or not ("result" in value or "error" in value):
            return
        asked = self.request.get("id")
        if asked is not None and value.get("id") not in (asked, None):
            self.reply.violation("id_changed")
            return
        if value.get("error"):
            self.reply.set_error(as_error(value["error"]))
        else:
            self._result(as_dict(value.get("result")), span)
        self.end()

    def _result(self, result: JsonObject, span: Span) -> None:
        parts = [as_dict(part) for part in as_list(result.get("content"))]
        for part in parts:
            if part.get("type") == "text":
                self.reply.append(span, as_piece(part.get("text")))
        self.reply.finish = "result"
        if result.get("isError") is True:
            self.reply.set_error(as_error({"message": self.reply.text(), "type": "isError"}))

    def _resumable(self, frame: Frame) -> None:
        """With event ids the connection may close before the response and be taken up again."""
        self.reply.ends_by_eof = self.reply.ends_by_eof or bool(frame.id)
        self.reply.has_finish = self.reply.ends_by_eof
