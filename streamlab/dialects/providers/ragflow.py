"""`ragflow`: RAGFlow's chats and agents, answers whole or in pieces by version."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.fragments import Fragments
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_text
from streamlab.model import Span


class RagFlow(JsonDialect):
    """`data: true` is the terminal, also after an error. Newer builds mark the thinking and repeat the whole at the end."""

    id: ClassVar[str] = "ragflow"
    has_finish: ClassVar[bool] = False

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._fragments = Fragments(self.reply, True if self.request.get("legacy") is True else None)
        self._thinking = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A code beside an answer, or beside the end."""
        data = sight.value.get("data")
        return "code" in sight.value and (data is True or "answer" in as_dict(data))

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{code, message, data}`."""
        return sight.value.keys() >= {"code", "message", "data"}

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        data = as_dict(value.get("data"))
        answer = as_text(data.get("answer"))
        self.conversation(data.get("session_id"))
        if value.get("code"):
            self.reply.set_error({"code": value["code"], "message": as_text(value.get("message")) or answer or None})
        elif value.get("data") is True:
            self.end()
        elif data.get("final") is True:
            self._final(span, answer)
        else:
            self._piece(span, data, answer)

    def _piece(self, span: Span, data: JsonObject, answer: str) -> None:
        if data.get("start_to_think") is True:
            self._thinking = True
            self._fragments.pieces()  # only builds that send pieces say so
        if not self.reply.terminal:
            self._fragments.add(span, answer, "reasoning" if self._thinking else "text")
        if data.get("end_to_think") is True:
            self._thinking = False

    def _final(self, span: Span, whole: str) -> None:
        """The whole, compared. One that does not begin with the fragment before it shows that those were pieces."""
        if self._fragments.cumulative is None and self._fragments.extends(whole):
            self._fragments.add(span, whole)
            return
        self._fragments.pieces()
        if whole and whole != self.reply.text():
            self.reply.violation("whole_mismatch")
