"""`ag-ui`: the Agent User Interaction protocol, data-only events with a type in capitals."""

from __future__ import annotations

import re
from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_TYPE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
_MESSAGES = {"TEXT_MESSAGE": "text", "REASONING_MESSAGE": "reasoning", "THINKING_TEXT_MESSAGE": "reasoning"}


class AgUi(JsonDialect):
    """Messages, tool calls and steps open and close inside a run; another run may follow."""

    id: ClassVar[str] = "ag-ui"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the type's spelling."""
        return _TYPE.fullmatch(sight.type) is not None

    def may_follow(self, value: object, frame: Frame) -> bool:
        allowed = ("RUN_STARTED",) if self.reply.error else ("RUN_STARTED", "RUN_ERROR")
        return as_dict(value).get("type") in allowed

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        kind = as_text(value.get("type"))
        if kind.startswith("RUN_"):
            self._run(kind, value)
            return
        self.begin(starts=False)
        name, _, step = kind.rpartition("_")
        if name in _MESSAGES:
            self._message(_MESSAGES[name], step, value, span)
        elif name == "TOOL_CALL":
            self._tool(step, value)
        elif kind == "STEP_STARTED":
            self.open("step", value.get("stepName"))
        elif kind == "STEP_FINISHED":
            self.close("step", value.get("stepName"))

    def _run(self, kind: str, value: JsonObject) -> None:
        match kind:
            case "RUN_STARTED":
                if not self.reply.terminal:
                    self.begin(starts=True)
                self.reply.terminal = self.reply.muted = False
                self.reply.finish = None
                self.conversation(value.get("threadId"))
            case "RUN_FINISHED":
                self.begin(starts=False)
                self.finish(kind)
                for usage in as_list(value.get("usage")) or [value.get("usage")]:
                    self.usage(usage, "inputTokens", "outputTokens", "totalTokens")
                self.end()
            case "RUN_ERROR":
                self._started = True
                self.reply.set_error(as_error({"code": value.get("code"), "message": value.get("message")}))
                self.end()

    def _message(self, kind: str, step: str, value: JsonObject, span: Span) -> None:
        key = ("message", value.get("messageId"))
        match step:
            case "START":
                self._open_once(*key)
            case "CONTENT":
                self.inside(*key)
            case "END":
                self.close(*key)
        self.reply.append(span, as_piece(value.get("delta")), kind)

    def _tool(self, step: str, value: JsonObject) -> None:
        key = ("tool", value.get("toolCallId"))
        match step:
            case "START":
                self._open_once(*key)
            case "ARGS":
                self.inside(*key)
            case "END":
                self.close(*key)
                return
            case "RESULT":
                return
        self.tool(*key).say(value.get("toolCallId"), value.get("toolCallName"), as_text(value.get("delta")))

    def _open_once(self, *key: object) -> None:
        if self.is_open(*key):
            self.reply.violation("duplicate_message_start")
        self.open(*key)
