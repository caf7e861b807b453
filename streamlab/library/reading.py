"""How a run is read: what is chosen by hand, and what there is to choose from; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from streamlab.model import Framing
from streamlab.words.encodings import encoding_name
from streamlab.words.framings import framing_name

PARTS: Final = ("dialect", "framing", "encoding")

# Python's names. What a finding suggests is among them.
ENCODINGS: Final = (
    "utf-8",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
)
# By who speaks it. What is not listed here stands in the last group.
_GROUPS: Final = {
    "OpenAI": (
        "openai-chat",
        "openai-responses",
        "openai-completions",
        "openai-assistants",
        "chatgpt-web",
        "chatgpt-web-sse",
    ),
    "Anthropic · Google · Amazon · Cohere": (
        "anthropic",
        "gemini-sse",
        "gemini-array",
        "bedrock-converse",
        "bedrock-invoke",
        "bedrock-invoke-anthropic",
        "cohere-v2",
        "cohere-v1",
    ),
    "DashScope · ERNIE · Zhipu · …": ("dashscope", "baidu-ernie", "zhipu-v3", "spark-http", "hunyuan", "minimax-pro"),
    "Ollama · llama.cpp · TGI": ("ollama-chat", "ollama-generate", "llamacpp-completion", "tgi"),
    "Dify · Coze · FastGPT · …": (
        "dify",
        "coze-v3",
        "coze-workflow",
        "fastgpt",
        "ragflow",
        "maxkb",
        "flowise",
        "n8n",
        "langserve",
        "langgraph",
        "lobechat",
        "replicate",
    ),
    "AI SDK · AG-UI · MCP": ("vercel-ui-stream-v5", "vercel-data-stream-v4", "ag-ui", "mcp"),
}


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What is chosen by hand; None is detected."""

    dialect: str | None = None
    framing: str | None = None
    encoding: str | None = None

    def with_part(self, part: str, value: str | None) -> ReadAs:
        """The same but for one part."""
        return replace(self, **{part: value})


def encodings() -> dict[str, str]:
    """What may be chosen as the encoding, and its name."""
    return {codec: encoding_name(codec) for codec in ENCODINGS}


def framings() -> dict[str, str]:
    """Every framing and its name."""
    return {framing.value: framing_name(framing) for framing in Framing}


def dialects() -> dict[str, tuple[str, ...]]:
    """Every dialect, by group; '' holds those that belong to none."""
    from streamlab.dialects import DIALECTS

    known = [dialect.id for dialect in DIALECTS]
    grouped = {id_ for ids in _GROUPS.values() for id_ in ids}
    groups = {name: tuple(id_ for id_ in ids if id_ in known) for name, ids in _GROUPS.items()}
    return {**groups, "": tuple(id_ for id_ in known if id_ not in grouped)}
