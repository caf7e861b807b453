"""Every dialect, one file each, and which of them a frame shows.

A new dialect is one file, one line in `DIALECTS` and its vectors. The order is the priority of detection.
"""

from __future__ import annotations

from streamlab.dialects.base import Dialect
from streamlab.dialects.plain_text import PlainText
from streamlab.dialects.providers.ag_ui import AgUi
from streamlab.dialects.providers.anthropic import Anthropic
from streamlab.dialects.providers.bedrock import BedrockConverse, BedrockInvoke, BedrockInvokeAnthropic
from streamlab.dialects.providers.chatgpt_web import ChatGPTWeb
from streamlab.dialects.providers.chatgpt_web_sse import ChatGPTWebSSE
from streamlab.dialects.providers.cohere import CohereV1, CohereV2
from streamlab.dialects.providers.coze import CozeV3, CozeWorkflow
from streamlab.dialects.providers.dashscope import DashScope
from streamlab.dialects.providers.dify import Dify
from streamlab.dialects.providers.ernie import BaiduErnie
from streamlab.dialects.providers.fastgpt import FastGPT
from streamlab.dialects.providers.flowise import Flowise
from streamlab.dialects.providers.gemini import GeminiArray, GeminiSSE
from streamlab.dialects.providers.hunyuan import Hunyuan
from streamlab.dialects.providers.langchain import LangGraph, LangServe
from streamlab.dialects.providers.llamacpp import LlamaCppCompletion
from streamlab.dialects.providers.lobechat import LobeChat
from streamlab.dialects.providers.maxkb import MaxKB
from streamlab.dialects.providers.mcp import MCP
from streamlab.dialects.providers.minimax import MiniMaxPro
from streamlab.dialects.providers.n8n import N8n
from streamlab.dialects.providers.ollama import OllamaChat, OllamaGenerate
from streamlab.dialects.providers.openai_assistants import OpenAIAssistants
from streamlab.dialects.providers.openai_chat import OpenAIChat
from streamlab.dialects.providers.openai_completions import OpenAICompletions
from streamlab.dialects.providers.openai_responses import OpenAIResponses
from streamlab.dialects.providers.ragflow import RagFlow
from streamlab.dialects.providers.replicate import Replicate
from streamlab.dialects.providers.spark import SparkHttp
from streamlab.dialects.providers.tgi import TGI
from streamlab.dialects.providers.vercel import VercelDataStream, VercelUIStream
from streamlab.dialects.providers.zhipu import ZhipuV3
from streamlab.dialects.sight import Sight

DIALECTS: tuple[type[Dialect], ...] = (
    # a header
    VercelUIStream,
    VercelDataStream,
    # records
    OllamaGenerate,
    OllamaChat,
    CohereV1,
    N8n,
    ChatGPTWeb,
    GeminiArray,
    BedrockInvokeAnthropic,
    BedrockInvoke,
    BedrockConverse,
    # an event's name, field or comment
    DashScope,
    CozeV3,
    CozeWorkflow,
    OpenAIAssistants,
    FastGPT,
    ZhipuV3,
    Flowise,
    Replicate,
    LobeChat,
    ChatGPTWebSSE,
    LangServe,
    LangGraph,
    # what the data says
    OpenAIResponses,
    Anthropic,
    CohereV2,
    AgUi,
    MCP,
    GeminiSSE,
    Hunyuan,
    BaiduErnie,
    SparkHttp,
    MiniMaxPro,
    OpenAICompletions,
    Dify,
    RagFlow,
    MaxKB,
    TGI,
    LlamaCppCompletion,
    OpenAIChat,
    PlainText,
)


def dialect_class(name: str) -> type[Dialect] | None:
    """The dialect with this id, or None."""
    return next((cls for cls in DIALECTS if cls.id == name), None)


def detect(sight: Sight) -> type[Dialect] | None:
    """The dialect that this frame shows; None where it shows none for sure (an error first, a keep-alive …)."""
    return next((cls for cls in DIALECTS if cls.matches(sight)), None)


def guess(sight: Sight) -> type[Dialect] | None:
    """The dialect to read this frame with until a later one shows it for sure."""
    return next((cls for cls in DIALECTS if cls.suggests(sight)), None)
