"""`langserve` and `langgraph`: LangChain's messages over named events."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.decode.pipeline import Decoded
from streamlab.dialects.fragments import Fragments
from streamlab.dialects.json_dialect import JsonDialect, Parts, as_arguments, as_index, is_count
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_GRAPH_EVENTS = ("messages", "values", "updates")
_NOT_ASSISTANT = ("human", "system", "tool", "HumanMessageChunk", "SystemMessageChunk", "ToolMessageChunk")


class LangServe(JsonDialect):
    """The runnable's chunks; `event: end` without data is the terminal, which conforming readers never see."""

    id: ClassVar[str] = "langserve"
    has_finish: ClassVar[bool] = False

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """`data`, `end` or an error with a status after the metadata, or without any."""
        if not sight.sse:
            return False
        after = any(map(_is_metadata, sight.before))
        if sight.event == "error":
            return after and "status_code" in sight.value
        return (sight.event == "data" and (after or not sight.id)) or (sight.event == "end" and after)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """The metadata; the next event decides between the two."""
        return sight.sse and _is_metadata(sight.decoded)

    def read_bare(self, frame: Frame, text: str) -> None:
        if frame.event == "end":
            if self.reply.terminal:
                self.reply.violation("data_after_terminal")
            self.end()

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        match frame.event:
            case "metadata":
                self.begin(starts=True)
            case "error":
                status = value.get("status_code")
                error = {"code": status, "message": value.get("message")}
                self.reply.set_error(as_error(error, status if is_count(status) else None))
            case "end":
                self.end()
            case "data":
                chunk = as_dict(as_dict(value.get("data")).get("chunk"))  # of `/stream_events`
                read_message(self, chunk if chunk and "event" in value else value, span)

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        if frame.event == "data":
            self.reply.append(span, as_piece(value))


class LangGraph(JsonDialect):
    """`messages` are pieces, `messages/partial` the whole message so far; the end is the end of the stream."""

    id: ClassVar[str] = "langgraph"
    ends_by_eof: ClassVar[bool] = True
    has_finish: ClassVar[bool] = False

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._fragments: Fragments | None = None
        self._parts = Parts()

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """object other event after the metadata, or one of its own names."""
        if not sight.sse or sight.event == "message":
            return False
        name = sight.event.partition("|")[0]
        own = name in _GRAPH_EVENTS or name.startswith("messages/")
        return own or (any(map(_is_metadata, sight.before)) and name != "metadata")

    def read_bare(self, frame: Frame, text: str) -> None:
        if frame.event == "end":
            self.end()

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        name = frame.event.partition("|")[0]  # a subgraph's events carry its namespace
        if name == "error":
            code, message = as_text(value.get("error")), as_text(value.get("message"))
            self.reply.set_error({"code": code or None, "message": message or None})
        elif name == "end":
            self.end()

    def read_other(self, value: object, frame: Frame, span: Span) -> None:
        items = [as_dict(item) for item in as_list(value)]
        match frame.event.partition("|")[0]:
            case "messages" if items:
                self._chunk(items[0], span)
            case "messages/partial":
                for message in items:
                    self._partial(message, span)
            case "messages/complete":
                for message in items:
                    self._complete(message, span)
            case "end":
                self.end()

    def _chunk(self, message: JsonObject, span: Span) -> None:
        if message.get("type") == "ai" and self._parts.get(message.get("id")) is not None:
            self._complete(message, span)  # a node's result repeats what it streamed
            return
        if message.get("type") not in _NOT_ASSISTANT:
            self._parts.add(text_of(message.get("content")), message.get("id"))
            read_message(self, message, span)

    def _partial(self, message: JsonObject, span: Span) -> None:
        if message.get("type") in _NOT_ASSISTANT:
            return
        if self._fragments is None:
            self._fragments = Fragments(self.reply)
        text, key = text_of(message.get("content")), as_text(message.get("id"))
        self._fragments.add(span, text, key=key)
        if self._fragments.cumulative is not False:
            self._parts.set(text, key)
        else:
            self._parts.add(text, key)
        read_usage(self, message)
        _read_whole_calls(self, message)

    def _complete(self, message: JsonObject, span: Span) -> None:
        if message.get("type") in _NOT_ASSISTANT:
            return
        text, key = text_of(message.get("content")), message.get("id")
        if self._parts.get(key) is None:
            self._parts.add(text, key)
            self.reply.append(span, text)
        elif self._parts.differs(text, key):
            self.reply.violation("whole_mismatch")
        read_usage(self, message)
        if not self.reply.tool_calls:
            _read_whole_calls(self, message)


def read_message(dialect: JsonDialect, message: JsonObject, span: Span) -> None:
    """One chunk of a message: text, reasoning, tool calls, usage, finish."""
    reply = dialect.reply
    reasoning = as_text(as_dict(message.get("additional_kwargs")).get("reasoning_content"))
    for part in map(as_dict, as_list(message.get("content"))):
        reasoning += as_text(part.get("thinking")) or as_text(part.get("reasoning"))
    reply.append(span, reasoning, "reasoning")
    reply.append(span, text_of(message.get("content")))
    for position, call in enumerate(map(as_dict, as_list(message.get("tool_call_chunks")))):
        tool = dialect.tool(message.get("id"), as_index(call.get("index"), position))
        tool.say(call.get("id"), call.get("name"), as_text(call.get("args")))
    if "tool_call_chunks" not in message:
        _read_whole_calls(dialect, message)
    read_usage(dialect, message)


def read_usage(dialect: JsonDialect, message: JsonObject) -> None:
    """Token counts and the finish reason, where a message has them."""
    usage, metadata = as_dict(message.get("usage_metadata")), as_dict(message.get("response_metadata"))
    reasoning = as_dict(usage.get("output_token_details")).get("reasoning")
    dialect.usage(metadata.get("token_usage"), "prompt_tokens", "completion_tokens", "total_tokens")
    dialect.usage(usage, "input_tokens", "output_tokens", "total_tokens", reasoning)
    names = ("finish_reason", "stop_reason", "done_reason")
    found = next((as_text(metadata[name]) for name in names if as_text(metadata.get(name))), None)
    dialect.reply.finish = found or dialect.reply.finish


def text_of(content: object) -> str:
    """The text of a message's content: a string, or parts."""
    if isinstance(content, str):
        return as_text(content)
    parts = as_list(content)
    return "".join(as_text(part) or as_text(as_dict(part).get("text")) for part in parts)


def _read_whole_calls(dialect: JsonDialect, message: JsonObject) -> None:
    for position, call in enumerate(map(as_dict, as_list(message.get("tool_calls")))):
        tool = dialect.tool(message.get("id"), position)
        tool.say(call.get("id"), call.get("name"))
        tool.arguments = as_arguments(call.get("args"))


def _is_metadata(decoded: Decoded) -> bool:
    return decoded.frame.event == "metadata" and "run_id" in as_dict(decoded.value)
