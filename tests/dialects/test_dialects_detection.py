"""Detection: every row of the table, errors before the stream, errors first, and a choice by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from streamlab import dialects
from streamlab.api import analyze
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import reply_of, sse

CHUNK = {"id": "x", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": "a"}}]}


def shown(body: bytes, **options: Any) -> str:
    return str(reply_of(body, **options)["dialect"])


@pytest.mark.parametrize("name", VECTORS)
def test_every_vector_shows_its_dialect(name: str) -> None:
    assert shown(VECTORS[name]) == name


@pytest.mark.parametrize("name", VECTORS)
def test_one_frame_is_enough(name: str) -> None:
    """All but LangServe and LangGraph, which begin alike, and an array, whose framing needs its bracket."""
    frame = analyze([VECTORS[name]]).frames[0]
    alone = VECTORS[name][: frame.ready]
    expected = "langserve" if name == "langgraph" else name
    assert shown(alone) == expected


def test_ids_are_unique_and_known() -> None:
    ids = [cls.id for cls in dialects.DIALECTS]
    assert len(ids) == len(set(ids))
    assert set(VECTORS) < set(ids)
    assert dialects.dialect_class("no-such") is None


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        (CHUNK | {"prompt_filter_results": []}, "openai-chat"),  # Azure
        (CHUNK | {"provider": "Acme", "native_finish_reason": None}, "openai-chat"),  # OpenRouter
        (CHUNK | {"sid": "s", "code": 0}, "spark-http"),
        ({"choices": [{"messages": []}], "reply": ""}, "minimax-pro"),
        ({"choices": [{"text": "a"}]}, "openai-completions"),
        ({"choices": [], "object": "text_completion"}, "openai-completions"),
        (CHUNK, "openai-chat"),
        ({"type": "ping"}, "anthropic"),
        ({"type": "content-delta", "index": 0}, "cohere-v2"),
        ({"type": "STATE_SNAPSHOT"}, "ag-ui"),
        ({"type": "text-start", "id": "t"}, "vercel-ui-stream-v5"),
        ({"promptFeedback": {}}, "gemini-sse"),
        ({"event": "node_started", "task_id": "t"}, "dify"),
        ({"output": {"text": "a"}}, "dashscope"),
        ({"code": 0, "data": True}, "ragflow"),
        ({"nothing": "known"}, "plain-text"),
    ],
)
def test_data_of_the_first_event(frame: dict[str, Any], name: str) -> None:
    assert shown(sse(frame)) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"error_code": 17, "error_msg": "quota"}, "baidu-ernie"),
        ({"Response": {"Error": {"Code": "X", "Message": "m"}}}, "hunyuan"),
        ({"base_resp": {"status_code": 1004, "status_msg": "login"}}, "minimax-pro"),
        ({"code": 4000, "msg": "bad"}, "coze-v3"),
        ({"code": "Throttling", "message": "m", "request_id": "r"}, "dashscope"),
        ({"code": "invalid_param", "message": "m", "status": 400}, "dify"),
        ({"type": "error", "error": {"type": "overloaded_error", "message": "m"}}, "anthropic"),
        ({"error": {"code": 400, "message": "m", "status": "INVALID_ARGUMENT"}}, "gemini-sse"),
        ({"error": {"message": "m", "type": "t", "code": None}}, "openai-chat"),
        ({"error": "model not found"}, "ollama-chat"),
        ({"status": "Unauthorized", "message": "m", "data": None}, "chatgpt-web"),
        ({"error": "m", "error_type": "validation"}, "tgi"),
        ({"type": "error", "errorText": "m"}, "vercel-ui-stream-v5"),
        ({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "m"}}, "mcp"),
        ({"code": 102, "message": "m", "data": None}, "ragflow"),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_an_error_before_the_stream(body: dict[str, Any], name: str, indent: int | None) -> None:
    reply = reply_of(json.dumps(body, indent=indent).encode())
    assert reply["dialect"] == name
    assert reply["error"] is not None
    assert reply["finish_norm"] == "error"


_OTHER_FRAMINGS = ("gemini-array", "cohere-v1", "n8n", "vercel-data-stream-v4")


@pytest.mark.parametrize("name", [n for n in VECTORS if n not in _OTHER_FRAMINGS and not n.startswith("bedrock")])
def test_an_error_first_does_not_decide(name: str) -> None:
    """A gateway's error in OpenAI's form, then the stream: the dialect is that of the stream."""
    error = b'data: {"error": {"message": "retrying", "type": "gateway"}}\n\n'
    if name.startswith("ollama"):
        error = b'{"error": "retrying"}\n'
    assert shown(error + VECTORS[name]) == name


def test_headers_show_it() -> None:
    assert shown(sse({"type": "data-x"}), headers={"X-Vercel-AI-UI-Message-Stream": "v1"}) == "vercel-ui-stream-v5"


def test_a_choice_by_hand_is_obeyed() -> None:
    assert shown(VECTORS["anthropic"], dialect="openai-chat") == "openai-chat"
    assert shown(b"", dialect="dify") == "dify"


def test_keep_alives_and_comments_do_not_decide() -> None:
    quiet = b": keep-alive\n\n:\n\n: OPENROUTER PROCESSING\n\n"
    for name in ("anthropic", "langserve", "langgraph", "openai-responses", "dify"):
        assert shown(quiet + VECTORS[name]) == name
    assert shown(b"event: ping\n\n" + VECTORS["dify"]) == "dify"
