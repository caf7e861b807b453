"""`dashscope`: Qwen's native API and Bailian's apps, events with an HTTP status as comment."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.fragments import Fragments
from streamlab.dialects.json_dialect import JsonDialect, add_tool_calls, as_arguments, as_index, counts_in, is_count
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text
from streamlab.model import Span

_STATUS = "HTTP_STATUS/"


class DashScope(JsonDialect):
    """Pieces with `incremental_output`, else wholes. A finish reason other than the word "null" is the terminal."""

    id: ClassVar[str] = "dashscope"

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        incremental = as_dict(self.request.get("parameters")).get("incremental_output")
        self._fragments = Fragments(self.reply, not incremental if isinstance(incremental, bool) else None)
        self._spent = 0

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """The status comment, or `output`."""
        status = any(_STATUS in comment for comment in sight.decoded.frame.comments)
        return status or isinstance(sight.value.get("output"), dict)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """`{code, message, request_id}`, as an event or alone."""
        return sight.value.keys() >= {"code", "message", "request_id"}

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if frame.id.isascii() and frame.id.isdigit() and len(frame.id) < 10:
            self.sequence(int(frame.id))
        self.constant("request", value.get("request_id"))
        output = as_dict(value.get("output"))
        if frame.event == "error" or (value.get("code") and not output):
            self.reply.set_error(as_error(value, _http_status(frame)))
            return
        choices = as_list(output.get("choices"))
        choice = as_dict(choices[0]) if choices else output
        message = as_dict(choice.get("message"))
        self._add(span, message.get("reasoning_content"), "reasoning")
        thoughts = map(as_dict, as_list(output.get("thoughts")))
        self._add(span, "".join(as_text(thought.get("thought")) for thought in thoughts), "reasoning")
        self._add(span, message.get("content") if message else output.get("text"))
        self._tools(message.get("tool_calls"))
        if as_text(output.get("session_id")):
            self.reply.extras["conversation_id"] = as_text(output["session_id"])
        self._usage(as_dict(value.get("usage")))
        finish = as_text(choice.get("finish_reason"))
        if finish and finish != "null":
            self.finish(finish)
            self.end()

    def _add(self, span: Span, content: object, kind: str = "text") -> None:
        if isinstance(content, list):
            content = "".join(as_text(as_dict(part).get("text")) for part in content)
        if not self.reply.terminal:
            self._fragments.add(span, as_piece(content), kind)

    def _tools(self, calls: object) -> None:
        """Arguments are wholes where the text is, as far as one can tell."""
        if self._fragments.cumulative is False:
            add_tool_calls(self.reply, calls)
            return
        for position, call in enumerate(map(as_dict, as_list(calls))):
            function = as_dict(call.get("function"))
            tool = self.tool(as_index(call.get("index"), position))
            sent = as_arguments(function.get("arguments"))
            tool.say(call.get("id"), function.get("name"))
            tool.arguments = sent if sent.startswith(tool.arguments) else tool.arguments + sent

    def _usage(self, usage: JsonObject) -> None:
        models = [as_dict(model) for model in as_list(usage.get("models"))]
        if models:  # an app's: one entry per model
            names = ("input_tokens", "output_tokens")
            usage = {name: sum(counts_in(models, name)) for name in names} | usage
        reasoning = as_dict(usage.get("output_tokens_details")).get("reasoning_tokens")
        self.usage(usage, "input_tokens", "output_tokens", "total_tokens", reasoning)
        spent = usage.get("output_tokens")
        if is_count(spent):
            if spent < self._spent:
                self.reply.violation("not_monotonic")
            self._spent = spent


def _http_status(frame: Frame) -> int | None:
    for comment in frame.comments:
        digits = comment.partition(_STATUS)[2][:3]
        if digits.isascii() and digits.isdigit():
            return int(digits)
    return None
