"""How a run is read: what is chosen by hand, and what there is to choose from; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from streamlab.model import Framing

PARTS: Final = ("dialect", "framing", "encoding")

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5": "Big5",
    "shift_jis": "Shift_JIS",
    "euc-jp": "EUC-JP",
    "euc-kr": "EUC-KR",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "windows-1252": "Windows-1252",
}
_FRAMINGS: Final = {
    "sse": "SSE",
    "ndjson": "NDJSON",
    "json": "JSON",
    "json-array": "JSON array",
    "aws-eventstream": "AWS event stream",
}
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


def framing_name(framing: str) -> str:
    """As people write it."""
    return _FRAMINGS.get(framing, framing)


@cache
def encoding_name(codec: str) -> str:
    """A Python codec as people write its encoding."""
    from streamlab.decode.charset import encoding_name as codec_name
    from streamlab.decode.legacy import codec_of

    known = {codec_of(codec_name(label) or label): name for label, name in ENCODINGS.items()}
    return known.get(codec_of(codec), codec.upper())


def framings() -> dict[str, str]:
    """Every framing and its name."""
    return {framing: framing_name(framing) for framing in map(str, Framing)}


def dialects() -> dict[str, tuple[str, ...]]:
    """Every dialect, by group; '' holds those that belong to none."""
    from streamlab.dialects import DIALECTS

    known = [dialect.id for dialect in DIALECTS]
    grouped = {id_ for ids in _GROUPS.values() for id_ in ids}
    groups = {name: tuple(id_ for id_ in ids if id_ in known) for name, ids in _GROUPS.items()}
    return {**groups, "": tuple(id_ for id_ in known if id_ not in grouped)}
