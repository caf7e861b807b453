"""`fastgpt`: FastGPT with `detail`, OpenAI's chunks among named events."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments, counts_in
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_EVENTS = (
    "answer",
    "fastAnswer",
    "flowNodeStatus",
    "flowNodeResponse",
    "flowResponses",
    "toolCall",
    "toolParams",
    "toolResponse",
    "interactive",
    "updateVariables",
)


class FastGPT(JsonDialect):
    """`[DONE]` ends the answer; the report of the flow's nodes follows it, once."""

    id: ClassVar[str] = "fastgpt"
    ends_by_done: ClassVar[bool] = True

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._reported = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the event's name."""
        return sight.sse and sight.event in _EVENTS

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Its error event."""
        return sight.sse and sight.event == "error" and "statusText" in sight.value

    def may_follow(self, value: object, frame: Frame) -> bool:
        return frame.event == "flowResponses" and not self._reported

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match frame.event:
            case "answer" | "fastAnswer":
                choices = as_list(value.get("choices"))
                self._choice(as_dict(choices[0]) if choices else {}, span)
            case "toolCall" | "toolParams":
                tool = as_dict(value.get("tool"))
                params = as_arguments(tool.get("params"))
                self.tool("call", tool.get("id")).say(tool.get("id"), tool.get("toolName"), params)
            case "error":
                text = as_text(value.get("message")) or as_text(value.get("statusText"))
                self.reply.set_error(as_error({"code": value.get("code"), "message": text}))

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        if frame.event != "flowResponses":
            return
        self._reported = True
        items = [as_dict(item) for item in as_list(value)]
        names = ("inputTokens", "outputTokens", "tokens")
        sent = {name: counts_in(items, name) for name in names}
        self.usage({name: sum(counts) for name, counts in sent.items() if counts}, *names)

    def _choice(self, choice: JsonObject, span: Span) -> None:
        delta = as_dict(choice.get("delta"))
        self.reply.append(span, as_piece(delta.get("reasoning_content")), "reasoning")
        self.reply.append(span, as_piece(delta.get("content")))
        self.finish(choice.get("finish_reason"))
