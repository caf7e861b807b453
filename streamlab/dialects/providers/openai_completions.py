"""`openai-completions`: OpenAI's legacy text completions."""

from __future__ import annotations

from typing import ClassVar

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import JsonObject
from streamlab.dialects.json_dialect import JsonDialect, as_index
from streamlab.dialects.sight import Sight
from streamlab.dialects.values import as_dict, as_error, as_list, as_text
from streamlab.model import Span


class OpenAICompletions(JsonDialect):
    """Pieces in `choices[i].text`; `[DONE]` is the terminal."""

    id: ClassVar[str] = "openai-completions"
    ends_by_done: ClassVar[bool] = True

    @classmethod
    def matches(cls, sight: Sight) -> bool:
        """By the object's kind, or a choice's text."""
        choices = as_list(sight.value.get("choices"))
        text = isinstance(as_dict(choices[0]).get("text"), str) if choices else False
        return text or sight.value.get("object") == "text_completion"

    def read(self, value: JsonObject, frame: Frame, span: Span) -> None:
        if value.get("error"):
            self.reply.set_error(as_error(value["error"]))
        else:
            self.constant("reply", value.get("id"))
        for position, choice in enumerate(map(as_dict, as_list(value.get("choices")))):
            index = as_index(choice.get("index"), position)
            text, finish = as_text(choice.get("text")), as_text(choice.get("finish_reason"))
            if index:
                self.reply.other_choice(index, text, finish)
                continue
            if text and self.reply.finish:
                self.reply.violation("data_after_terminal")
            self.reply.append(span, text)
            self.finish(finish)
        self.usage(value.get("usage"), "prompt_tokens", "completion_tokens", "total_tokens")
