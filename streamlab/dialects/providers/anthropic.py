"""`anthropic`: the Messages API, events named by their type and pieces of numbered blocks."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_arguments, as_key
from streamlab.dialects.reply import Key
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_TYPES = ("message_start", "message_delta", "message_stop", "ping")
_BLOCK_OF = {"text_delta": "text", "thinking_delta": "thinking"}


class Anthropic(JsonDialect):
    """Blocks open, grow and close in order, one at a time; the finish comes after the last, the terminal is `message_stop`."""

    id: ClassVar[str] = "anthropic"

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._kinds: dict[Key, str] = {}
        self._given: set[Key] = set()  # tool blocks that came with their input

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the type of the first event."""
        whole = sight.type == "message" and isinstance(sight.value.get("content"), list)
        return whole or sight.type in _TYPES or sight.type.startswith("content_block_")

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{type: error, error: {}}`."""
        return sight.type == "error" and isinstance(sight.value.get("error"), dict)

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        kind = as_text(value.get("type"))
        if kind == "ping":
            self.reply.pings += 1
            return
        if kind == "error":
            self.reply.set_error(as_error(value.get("error")))
            return
        if kind == "message":
            self._not_streamed(value, span)
            return
        self.begin(starts=kind == "message_start")
        match kind:
            case "message_start":
                message = as_dict(value.get("message"))
                self._count(message.get("usage"))
            case "content_block_start":
                self._start(value, span)
            case "content_block_delta":
                self._delta(value, span)
            case "content_block_stop":
                self._stop(value)
            case "message_delta":
                self.finish(as_dict(value.get("delta")).get("stop_reason"))
                self._count(value.get("usage"))
            case "message_stop":
                self.end()

    def _count(self, usage: object) -> None:
        details = as_dict(as_dict(usage).get("output_tokens_details"))
        self.usage(usage, "input_tokens", "output_tokens", reasoning=details.get("thinking_tokens"))

    def _start(self, value: JsonObject, span: Span) -> None:
        index, block = value.get("index"), as_dict(value.get("content_block"))
        if self.reply.open_blocks:
            self.reply.violation("block_not_closed")  # blocks never interleave
        self.sequence(index)
        self.open(index)
        kind = as_text(block.get("type"))
        self._kinds[as_key((index,))] = kind
        self.reply.append(span, as_piece(block.get("text")))
        self.reply.append(span, as_piece(block.get("thinking")), "reasoning")
        if kind.endswith("tool_use"):
            self.tool(index).say(block.get("id"), block.get("name"))
            if block.get("input"):
                self.tool(index).arguments = as_arguments(block["input"])
                self._given.add(as_key((index,)))

    def _delta(self, value: JsonObject, span: Span) -> None:
        index, delta = value.get("index"), as_dict(value.get("delta"))
        self.inside(index)
        kind = as_text(delta.get("type"))
        if self._kinds.get(as_key((index,)), _BLOCK_OF.get(kind)) != _BLOCK_OF.get(kind) and kind in _BLOCK_OF:
            self.reply.violation("block_not_open")  # a piece of another kind of block
        match kind:
            case "text_delta":
                self.reply.append(span, as_piece(delta.get("text")))
            case "thinking_delta":
                self.reply.append(span, as_piece(delta.get("thinking")), "reasoning")
            case "input_json_delta":
                piece = as_piece(delta.get("partial_json"))
                if piece and as_key((index,)) in self._given:  # what comes in pieces replaces what came with the block
                    self._given.discard(as_key((index,)))
                    self.tool(index).arguments = ""
                self.tool(index).say(piece=piece)

    def _stop(self, value: JsonObject) -> None:
        index = value.get("index")
        self.close(index)
        if self._kinds.get(as_key((index,)), "").endswith("tool_use") and not self.tool(index).arguments:
            self.tool(index).arguments = "{}"  # no piece at all means no arguments

    def _not_streamed(self, message: JsonObject, span: Span) -> None:
        """The whole message as one JSON."""
        self.reply.violation("not_streamed")
        for index, block in enumerate(as_list(message.get("content"))):
            self._start({"index": index, "content_block": block}, span)
            self._stop({"index": index})
        self.finish(message.get("stop_reason"))
        self._count(message.get("usage"))
        self.end()
