"""Where each dialect has the text of a reply, written as an expression of each language.

For the dialects whose text stands at one place of every record. Reasoning, tool calls and wholes that repeat the pieces are
left out: code to be pasted shows one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from streamlab.clients.corrected.literals import double_quoted, javascript_string


class Where(NamedTuple):
    """Paths are names and indices with dots between; `*` are all items of a list, joined."""

    text: tuple[str, ...]  # one of these, as the recording shows
    when: tuple[str, str] | None = None  # only where this path has this value
    unless: str = ""  # not where this path is true
    events: tuple[str, ...] = ()  # only SSE events of these names hold text or an error
    error: tuple[str, ...] = ("error.message", "error")  # the message of an error, the first that is there
    raw: bool = False  # the data is the text


_MESSAGE = ("message",)

WHERE: dict[str, Where] = {
    "openai-chat": Where(("choices.0.delta.content",)),
    "openai-completions": Where(("choices.0.text",)),
    "openai-responses": Where(("delta",), ("type", "response.output_text.delta"), error=("error.message", "message")),
    "openai-assistants": Where(("delta.content.0.text.value",), error=("error.message", "last_error.message")),
    "anthropic": Where(("delta.text",)),
    "gemini-sse": Where(("candidates.0.content.parts.*",)),
    "gemini-array": Where(("candidates.0.content.parts.*",)),
    "ollama-chat": Where(("message.content",), error=("error",)),
    "ollama-generate": Where(("response",), error=("error",)),
    "chatgpt-web": Where(("text",), error=_MESSAGE),
    "chatgpt-web-sse": Where(("m.text",), events=("delta",)),
    "dashscope": Where(("output.choices.0.message.content", "output.text"), error=_MESSAGE),
    "dify": Where(("answer", "data.text"), error=_MESSAGE),
    "coze-v3": Where(
        ("content",),
        ("type", "answer"),
        events=("conversation.message.delta", "conversation.chat.failed", "error"),
        error=("msg", "last_error.msg"),
    ),
    "coze-workflow": Where(("content",), events=("Message", "Error"), error=("error_message",)),
    "fastgpt": Where(("choices.0.delta.content",), error=("message", "statusText")),
    "cohere-v2": Where(("delta.message.content.text",), error=("delta.error", "message")),
    "cohere-v1": Where(("text",), ("event_type", "text-generation"), error=_MESSAGE),
    "hunyuan": Where(("Choices.0.Delta.Content",), error=("ErrorMsg.Msg", "Response.Error.Message")),
    "baidu-ernie": Where(("result",), error=("error_msg",)),
    "spark-http": Where(("choices.0.delta.content",)),
    "tgi": Where(("token.text",), unless="token.special", error=("error",)),
    "llamacpp-completion": Where(("content",)),
    "maxkb": Where(("content",)),
    "mcp": Where(("result.content.*",)),
    "n8n": Where(("content",), ("type", "item")),
    "flowise": Where(("data",), ("event", "token")),
    "lobechat": Where(("",), events=("text",)),
    "langserve": Where(("content", ""), events=("data", "error"), error=_MESSAGE),
    "ag-ui": Where(("delta",), ("type", "TEXT_MESSAGE_CONTENT"), error=_MESSAGE),
    "vercel-ui-stream-v5": Where(("delta",), ("type", "text-delta"), error=("errorText",)),
    "vercel-data-stream-v4": Where(("",), error=()),
    "replicate": Where((), events=("output",), raw=True),
    "zhipu-v3": Where((), events=("add", "finish"), raw=True),
}


def steps(path: str) -> list[str | int]:
    """The names and indices of a path, without a `*` at its end."""
    return [int(step) if step.isdigit() else step for step in path.split(".") if step not in ("", "*")]


def value_at(value: object, path: str) -> object:
    """What stands at `path`; None where something on the way is missing."""
    for step in steps(path):
        match value:
            case dict():
                value = value.get(step)
            case list() if isinstance(step, int) and step < len(value):
                value = value[step]
            case _:
                return None
    return value


class Expressions(NamedTuple):
    """How a language asks the record `data`, and its event's `name`."""

    string: Callable[[str], str]
    walk: Callable[
        [str, list[str | int]], str
    ]  # from a variable along the steps of a path; nothing where one is missing
    first: Callable[[Sequence[str]], str]  # of several values the first that is there
    when: str
    unless: str
    one_name: str
    several_names: str

    def at(self, root: str, path: str) -> str:
        """The value at `path` of the variable `root`."""
        found = self.walk(root, steps(path))
        return f"join({found})" if path.endswith("*") else found

    def text(self, path: str, where: Where) -> str:
        """The piece of text that a record holds."""
        found = self.at("data", path)
        if where.when:
            return self.when.format(found=found, at=self.at("data", where.when[0]), word=self.string(where.when[1]))
        return self.unless.format(found=found, at=self.at("data", where.unless)) if where.unless else found

    def event(self, names: Sequence[str]) -> str:
        """Whether the event's name is one of these."""
        form = self.one_name if len(names) == 1 else self.several_names
        return form.format(", ".join(map(self.string, names)))


def _chained(root: str, path: list[str | int]) -> str:
    return root + "".join(f"?.[{step}]" if isinstance(step, int) else f"?.{step}" for step in path)


def _called(root: str, path: list[str | int]) -> str:
    arguments = [str(step) if isinstance(step, int) else double_quoted(step) for step in path]
    return f"at({', '.join((root, *arguments))})" if arguments else root


def _first_called(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"first({', '.join(values)})"


JAVASCRIPT = Expressions(
    javascript_string,
    _chained,
    " ?? ".join,
    when="{at} === {word} ? {found} : ''",
    unless="{at} ? '' : {found}",
    one_name="name === {}",
    several_names="[{}].includes(name)",
)
PYTHON = Expressions(
    double_quoted,
    _called,
    " or ".join,
    when='{found} if {at} == {word} else ""',
    unless='"" if {at} else {found}',
    one_name="name == {}",
    several_names="name in ({})",
)
JAVA = Expressions(
    double_quoted,
    _called,
    _first_called,
    when='{word}.equals({at}) ? {found} : ""',
    unless='{at} == Boolean.TRUE ? "" : {found}',
    one_name="name.equals({})",
    several_names="List.of({}).contains(name)",
)
