"""`bedrock-converse` and `bedrock-invoke…`: models on Amazon Bedrock over AWS event streams."""

from __future__ import annotations

import base64
import binascii
from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, parse
from streamlab.dialects.providers.anthropic import Anthropic
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_list, as_piece, as_text
from streamlab.model import Framing, Span

_EVENTS = ("messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop")


class BedrockConverse(JsonDialect):
    """Numbered blocks; those of text open without a word. After `messageStop` the usage follows."""

    id: ClassVar[str] = "bedrock-converse"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The framing, or the event's name."""
        return sight.framing is Framing.AWS_EVENTSTREAM or sight.event in _EVENTS

    def may_follow(self, value: object, frame: Frame) -> bool:
        return frame.event == "metadata"

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if read_exception(self, value, frame):
            return
        self.begin(starts=frame.event == "messageStart")
        index = value.get("contentBlockIndex")
        match frame.event:
            case "contentBlockStart":
                self.open(index)
                use = as_dict(as_dict(value.get("start")).get("toolUse"))
                self.tool(index).say(use.get("toolUseId"), use.get("name"))
            case "contentBlockDelta":
                self._delta(index, as_dict(value.get("delta")), span)
            case "contentBlockStop":
                self.close(index)
            case "messageStop":
                self.finish(value.get("stopReason"))
                self.end()
            case "metadata":
                self.usage(value.get("usage"), "inputTokens", "outputTokens", "totalTokens")

    def _delta(self, index: object, delta: JsonObject, span: Span) -> None:
        if isinstance(use := delta.get("toolUse"), dict):
            self.inside(index)
            self.tool(index).say(piece=as_piece(use.get("input")))
            return
        self.open(index)
        self.reply.append(span, as_piece(as_dict(delta.get("reasoningContent")).get("text")), "reasoning")
        self.reply.append(span, as_piece(delta.get("text")))


class BedrockInvokeAnthropic(Anthropic):
    """Anthropic's events inside `chunk` frames."""

    id: ClassVar[str] = "bedrock-invoke-anthropic"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A chunk that holds one of Anthropic's events."""
        inner = unwrap(sight.value)
        kind = as_text(inner.get("type"))
        return sight.event == "chunk" and kind.startswith(("message_", "content_block_", "ping", "error"))

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """Never: the chunk shows it."""
        return False

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if not read_exception(self, value, frame):
            inner = unwrap(value)
            super().read(inner, frame, span)
            metrics = inner.get("amazon-bedrock-invocationMetrics")
            self.usage(metrics, "inputTokenCount", "outputTokenCount")


class BedrockInvoke(JsonDialect):
    """Other vendors' JSON inside `chunk` frames: Llama, Titan, Mistral, Cohere."""

    id: ClassVar[str] = "bedrock-invoke"

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """A chunk with bytes."""
        return sight.event == "chunk" and isinstance(sight.value.get("bytes"), str)

    def may_follow(self, value: object, frame: Frame) -> bool:
        return "amazon-bedrock-invocationMetrics" in unwrap(as_dict(value))

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if read_exception(self, value, frame):
            return
        inner = unwrap(value)
        outputs = as_list(inner.get("outputs"))
        source = as_dict(outputs[0]) if outputs else inner
        for name in ("generation", "outputText", "text"):
            self.reply.append(span, as_piece(source.get(name)))
        self.usage(inner, "prompt_token_count", "generation_token_count")
        self.usage(inner, "inputTextTokenCount", "totalOutputTextTokenCount")
        self.usage(inner.get("amazon-bedrock-invocationMetrics"), "inputTokenCount", "outputTokenCount")
        names = ("stop_reason", "completionReason", "finish_reason")
        finish = next((as_text(source[name]) for name in names if as_text(source.get(name))), "")
        if finish and not self.reply.finish:
            self.finish(finish)
            self.end()


def read_exception(dialect: JsonDialect, value: JsonObject, frame: Frame) -> bool:
    """A frame of type exception: its name is the code."""
    if not frame.event.endswith(("Exception", "Error", "Failure")):
        return False
    dialect.reply.set_error({"code": frame.event, "message": as_text(value.get("message")) or None})
    return True


def unwrap(value: JsonObject) -> JsonObject:
    """The vendor's JSON inside a chunk; an empty object where there is none."""
    try:
        data = base64.b64decode(as_text(value.get("bytes")), validate=True)
    except (binascii.Error, ValueError):
        return {}
    return as_dict(parse(data.decode("utf-8", "replace")))
