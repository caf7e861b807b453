"""`openai-chat`: OpenAI's chat.completion.chunk events and the many compatible servers."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_piece, as_text, as_usage
from streamlab.model import Span


class OpenAIChat(JsonDialect):
    """Pieces in `choices[i].delta`; text and finish are those of choice 0; `[DONE]` is the terminal."""

    id: ClassVar[str] = "openai-chat"
    ends_by_done: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """`choices`, where no dialect with more to show has claimed it."""
        return isinstance(sight.value.get("choices"), list)

    @classmethod
    def suggests(cls, sight: Sight) -> bool:
        """An error alone is read as the commonest dialect until a frame says better."""
        return bool(sight.value.get("error"))

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self._id = ""

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        reply = self.reply
        if value.get("error"):
            reply.set_error(as_error(value["error"]))
        if value.get("id") != self._id:
            self._check_id(value)
        if value.get("usage") or "x_groq" in value:
            self._usage(value)
        if reply.muted:
            return
        for position, choice in enumerate(as_list(value.get("choices"))):
            self._choice(as_dict(choice), position, span)
        if "base_resp" in value:
            base = as_dict(value["base_resp"])
            if base.get("status_code"):
                reply.set_error({"code": base["status_code"], "message": base.get("status_msg")})

    def _check_id(self, value: JsonObject) -> None:
        found = as_text(value.get("id"))
        if found and self._id and found != self._id and "error" not in value:
            self.reply.violation("id_changed")
        self._id = self._id or found

    def _choice(self, choice: JsonObject, position: int, span: Span) -> None:
        reply = self.reply
        index = choice.get("index")
        index = index if isinstance(index, int) else position
        delta = as_dict(choice.get("delta"))
        finish = as_text(choice["finish_reason"]) if choice.get("finish_reason") else ""
        if index:
            reply.other_choice(index, as_text(delta.get("content")), finish)
            return
        if reply.finish and delta.get("content"):
            reply.violation("data_after_terminal")
        self._content(delta, span)
        # A stream has a hundred thousand of these; most have content and nothing else.
        if "tool_calls" in delta or "function_call" in delta:
            self._tool_calls(delta)
        if "usage" in choice:  # Moonshot's place for it
            self._usage({"usage": choice["usage"]})
        if delta.get("refusal"):
            reply.extras["refusal"] = as_text(reply.extras.get("refusal")) + as_text(delta["refusal"])
        message = choice.get("message")
        if isinstance(message, dict):
            self._message(message, span)
        if finish:
            if reply.finish and not message:  # a whole message repeats the finish as well
                reply.violation("duplicate_finish")
            reply.finish = reply.finish or finish

    def _content(self, delta: JsonObject, span: Span) -> None:
        reply = self.reply
        reasoning = delta.get("reasoning_content") or delta.get("reasoning")
        if not reasoning and "reasoning_details" in delta:
            reasoning = self._details(delta)
        if reasoning and isinstance(reasoning, str):
            reply.append(span, reasoning, "reasoning")
        content = delta.get("content")
        if content is None or isinstance(content, str):
            reply.append(span, content)
            return
        for part in map(as_dict, as_list(content)):  # Mistral's list of parts
            if part.get("type") == "thinking":
                for piece in map(as_dict, as_list(part.get("thinking"))):
                    reply.append(span, as_piece(piece.get("text")), "reasoning")
            else:
                reply.append(span, as_piece(part.get("text")))

    def _details(self, delta: JsonObject) -> str:
        """OpenRouter's and MiniMax's list of reasoning parts; where `reasoning` comes too, it says the same."""
        return "".join(as_text(as_dict(part).get("text")) for part in as_list(delta.get("reasoning_details")))

    def _message(self, message: JsonObject, span: Span) -> None:
        """A whole message: MiniMax's last frame repeats the reply (compared, never appended), or nothing was streamed."""
        reply = self.reply
        whole = as_text(message.get("content"))
        if not reply.deltas:
            reply.append(span, as_piece(message.get("reasoning_content")), "reasoning")
            reply.append(span, whole)
            reply.violation("not_streamed")
            self._tool_calls(message)
        elif whole and whole != reply.text():
            reply.violation("whole_mismatch")
        reply.terminal = True

    def _tool_calls(self, delta: JsonObject) -> None:
        calls = as_list(delta.get("tool_calls"))
        legacy = delta.get("function_call")
        if isinstance(legacy, dict):
            calls = [{"index": 0, "function": legacy}]
        for position, call in enumerate(map(as_dict, calls)):
            index = call.get("index")
            key = index if isinstance(index, int) else position
            function = as_dict(call.get("function"))
            self.reply.tool(key).say(call.get("id"), function.get("name"), as_piece(function.get("arguments")))

    def _usage(self, value: JsonObject) -> None:
        usage = value.get("usage") or as_dict(value.get("x_groq")).get("usage")
        if not isinstance(usage, dict) or not any(isinstance(n, int) and n for n in usage.values()):
            return
        details = as_dict(usage.get("completion_tokens_details"))
        self.reply.usage = as_usage(
            usage.get("prompt_tokens"),
            usage.get("completion_tokens"),
            usage.get("total_tokens"),
            details.get("reasoning_tokens"),
        )
