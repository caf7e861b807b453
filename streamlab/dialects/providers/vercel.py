"""`vercel-ui-stream-v5` and `vercel-data-stream-v4`: the AI SDK's streams to its own user interface."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_piece, as_text
from streamlab.model import Framing, Span


class VercelUIStream(JsonDialect):
    """Typed events; blocks by id between `start` and `finish`; `[DONE]` is the terminal."""

    id: ClassVar[str] = "vercel-ui-stream-v5"
    ends_by_done: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The response's header, or the type of the first event."""
        if sight.has_header("x-vercel-ai-ui-message-stream"):
            return True
        return sight.sse and sight.type in ("start", "start-step", "text-start")

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Its error event."""
        return sight.type == "error" and "errorText" in sight.value

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        kind = as_text(value.get("type"))
        if kind == "error":
            self.reply.set_error({"code": None, "message": as_text(value.get("errorText")) or None})
            return
        self.begin(starts=kind == "start")
        self._metadata(as_dict(value.get("messageMetadata")))
        name, _, step = kind.rpartition("-")
        match kind:
            case "text-delta" | "reasoning-delta":
                self.inside(name, value.get("id"))
                self.reply.append(span, as_piece(value.get("delta")), name)
            case "text-start" | "reasoning-start":
                self.open(name, value.get("id"))
            case "text-end" | "reasoning-end":
                self.close(name, value.get("id"))
            case "start-step":
                self.open("step")
            case "finish-step":
                self.close("step")
            case "finish":
                self._finish(value)
            case "abort":
                self.reply.finish = "abort"
        if name == "tool-input":
            self._tool(step, value)

    def _tool(self, step: str, value: JsonObject) -> None:
        tool = self.tool("call", value.get("toolCallId"))
        tool.say(value.get("toolCallId"), value.get("toolName"))
        if step == "delta":
            tool.say(piece=as_piece(value.get("inputTextDelta")))
        elif step in ("available", "error") and not tool.arguments:
            tool.arguments = as_arguments(value.get("input"))

    def _finish(self, value: JsonObject) -> None:
        self.finish(value.get("finishReason"))
        if not self.reply.finish:
            self.reply.has_finish = False  # it may be left out

    def _metadata(self, metadata: JsonObject) -> None:
        usage = metadata.get("usage") or metadata.get("totalUsage")
        reasoning = as_dict(usage).get("reasoningTokens")
        self.usage(usage, "inputTokens", "outputTokens", "totalTokens", reasoning)


class VercelDataStream(JsonDialect):
    """Lines of a code, a colon and JSON; the framing has made the code the frame's name. `d` is the terminal."""

    id: ClassVar[str] = "vercel-data-stream-v4"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The response's header, or lines that begin so."""
        return sight.has_header("x-vercel-ai-data-stream") or sight.framing is Framing.LINE_PREFIXED

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        self._line(frame.event, value, span)

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        self._line(frame.event, value, span)

    def _line(self, code: str, value: object, span: Span) -> None:
        part = as_dict(value)
        match code:
            case "0":
                self.reply.append(span, as_piece(value))
            case "g":
                self.reply.append(span, as_piece(value), "reasoning")
            case "3":
                self.reply.set_error({"code": None, "message": as_text(value) or None})
            case "b" | "c" | "9":
                self._tool(code, part)
            case "f":
                self.open("step")
            case "e":
                self.close("step")
            case "d":
                self.finish(part.get("finishReason"))
                self.usage(part.get("usage"), "promptTokens", "completionTokens")
                self.end()

    def _tool(self, code: str, part: JsonObject) -> None:
        tool = self.tool("call", part.get("toolCallId"))
        tool.say(part.get("toolCallId"), part.get("toolName"), as_text(part.get("argsTextDelta")))
        if code == "9" and not tool.arguments:
            tool.arguments = as_arguments(part.get("args"))
