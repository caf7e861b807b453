"""Knowledge bases and chat front ends: `ragflow`, `maxkb`, `lobechat`, `chatgpt-web-sse`, `flowise`, `n8n`."""

from __future__ import annotations

import json
from typing import Any

from tests.dialects.wire import CUT, DONE, check, dumps, ndjson, sse


def rag(answer: str, **more: Any) -> dict[str, Any]:
    return {
        "code": 0,
        "message": "",
        "data": {"answer": answer, "reference": {}, "id": "q1", "session_id": "s1"} | more,
    }


def kb(content: str, *, end: bool = False, **more: Any) -> dict[str, Any]:
    usage = {"completion_tokens": 3 * end, "prompt_tokens": 9 * end, "total_tokens": 12 * end}
    return {
        "chat_id": "c1",
        "chat_record_id": "r1",
        "operate": True,
        "content": content,
        "is_end": end,
        "usage": usage,
    } | more


def lobe(name: str, data: Any) -> tuple[str, str, str]:
    return name, json.dumps(data, ensure_ascii=False), "chat_1"


def flow(event: str, data: Any) -> bytes:
    return f"message:\ndata:{dumps({'event': event, 'data': data})}\n\n".encode()


def node(kind: str, content: str = "", run: int = 0) -> dict[str, Any]:
    metadata = {"nodeId": "n1", "nodeName": "AI", "itemIndex": 0, "runIndex": run}
    return {"type": kind, "metadata": metadata} | ({"content": content} if content else {})


RAG_END = {"code": 0, "message": "", "data": True}
RAG = [
    rag("", start_to_think=True),
    rag("琢磨"),
    rag("", end_to_think=True),
    rag("检索"),
    rag("完成"),
    rag("检索完成", final=True),
    RAG_END,
]
LOBE_USAGE = lobe("usage", {"totalInputTokens": 5, "totalOutputTokens": 4, "totalTokens": 9})
LOBE = [lobe("reasoning", "琢磨"), lobe("text", "龙"), lobe("text", "虾"), lobe("stop", "stop"), LOBE_USAGE]
WHOLE = ("message", {"id": "x1", "reasoning": "想", "text": "新版", "role": "assistant", "finish_reason": "stop"})
WEB = [
    ("searching", {"q": 1}),
    ("delta", {"m": {"heartbeat": True}}),
    ("delta", {"m": {"reasoning": "想"}}),
    ("delta", {"m": {"text": "新"}}),
    ("delta", {"m": {"text": "版"}}),
    WHOLE,
    ("end", "[DONE]"),
]
FLOW = [
    flow("start", "t"),
    flow("token", "流"),
    flow("token", "动"),
    flow("metadata", {"sessionId": "s1"}),
    flow("end", "[DONE]"),
]
N8N = [node("begin"), node("item", "节"), node("item", "点"), node("end")]
VECTORS = {
    "ragflow": sse(*RAG).replace(b"data: ", b"data:"),
    "maxkb": sse(kb("知"), kb("识"), kb("", end=True)),
    "lobechat": sse(*LOBE),
    "chatgpt-web-sse": sse(*WEB),
    "flowise": b"".join(FLOW),
    "n8n": ndjson(*N8N),
}
CONVERSATION: dict[str, Any] = {"conversation_id": "s1"}


def test_ragflow_pieces() -> None:
    check(VECTORS["ragflow"], "ragflow", text="检索完成", reasoning="琢磨", mode="delta", **CONVERSATION, **DONE)
    check(sse(*RAG[3:]), "ragflow", text="检索完成", mode="delta", **CONVERSATION, **DONE)
    wrong = [*RAG[3:5], rag("别的", final=True), RAG_END]
    check(sse(*wrong), "ragflow", text="检索完成", violations=["whole_mismatch"], **DONE)


def test_ragflow_wholes() -> None:
    check(sse(rag("检"), rag("检索"), rag("检索完成"), RAG_END), "ragflow", text="检索完成", mode="cumulative", **DONE)
    check(sse(rag("检"), rag("检索", final=True), RAG_END), "ragflow", text="检索", mode="cumulative", **DONE)


def test_ragflow_errors_and_violations() -> None:
    failed = {"code": 500, "message": "broken", "data": {"answer": "**ERROR**: broken", "reference": []}}
    error = {"code": 500, "message": "broken"}
    check(sse(failed, RAG_END), "ragflow", error=error, finish_norm="error", terminal=True, complete=False)
    check(
        b'{"code": 102, "message": "no such chat", "data": null}',
        "ragflow",
        error={"code": 102, "message": "no such chat"},
        **CUT,
    )
    check(
        sse(*RAG, rag("多")), "ragflow", text="检索完成", reasoning="琢磨", violations=["data_after_terminal"], **DONE
    )
    check(sse(*RAG[3:5]), "ragflow", text="检索完成", violations=["missing_terminal"], **CUT)


def test_maxkb() -> None:
    usage = {"input": 9, "output": 3, "total": 12}
    check(VECTORS["maxkb"], "maxkb", text="知识", finish_norm="stop", usage=usage, conversation_id="c1", **DONE)
    check(sse(kb("知识", reasoning_content="想"), kb("", end=True)), "maxkb", text="知识", reasoning="想", **DONE)
    check(sse(kb("知"), kb("识", end=True), kb("多")), "maxkb", text="知识", violations=["data_after_terminal"], **DONE)
    check(
        sse(kb("知"), kb("识", end=True, chat_record_id="x")), "maxkb", text="知识", violations=["id_changed"], **DONE
    )
    check(sse(kb("知")), "maxkb", text="知", violations=["missing_terminal"], **CUT)


def test_lobechat() -> None:
    usage = {"input": 5, "output": 4, "total": 9}
    check(
        VECTORS["lobechat"],
        "lobechat",
        text="龙虾",
        reasoning="琢磨",
        finish="stop",
        finish_norm="stop",
        usage=usage,
        **DONE,
    )
    pieces = [
        {"index": 0, "id": "t1", "type": "function", "function": {"name": "weather", "arguments": '{"city":'}},
        {"index": 0, "id": "", "type": "function", "function": {"name": "", "arguments": '"京"}'}},
    ]
    calls = [{"id": "t1", "name": "weather", "arguments": '{"city":"京"}'}]
    body = sse(*(lobe("tool_calls", [piece]) for piece in pieces), lobe("stop", "tool_calls"))
    check(body, "lobechat", tool_calls=calls, finish_norm="tool_calls", **DONE)


def test_lobechat_errors_and_violations() -> None:
    failed = lobe("error", {"message": "no key", "type": "InvalidProviderAPIKey"})
    error = {"code": None, "message": "no key", "type": "InvalidProviderAPIKey"}
    check(sse(failed), "lobechat", error=error, finish_norm="error", terminal=True, complete=False)
    check(sse(*LOBE[:2], failed), "lobechat", text="龙", reasoning="琢磨", error=error, terminal=True, complete=False)
    check(
        sse(*LOBE, lobe("text", "多")),
        "lobechat",
        text="龙虾",
        reasoning="琢磨",
        violations=["data_after_terminal"],
        **DONE,
    )
    check(sse(*LOBE[1:3]), "lobechat", text="龙虾", violations=["missing_terminal", "missing_finish"], **CUT)


def test_chatgpt_web_sse() -> None:
    said: dict[str, Any] = {"text": "新版", "reasoning": "想"}
    check(
        VECTORS["chatgpt-web-sse"], "chatgpt-web-sse", **said, finish="stop", finish_norm="stop", keepalives=1, **DONE
    )
    check(sse(*WEB[1:5], *WEB[6:]), "chatgpt-web-sse", **said, violations=["missing_finish"], **DONE)
    check(sse(*WEB[:4], *WEB[5:]), "chatgpt-web-sse", text="新", reasoning="想", violations=["whole_mismatch"], **DONE)
    check(sse(WEB[0], WHOLE, WEB[6]), "chatgpt-web-sse", **said, **DONE)
    failed = ("error", json.dumps(json.dumps({"message": "服务器繁忙", "status": "Fail"})))
    error = {"code": "Fail", "message": "服务器繁忙"}
    check(sse(*WEB[:4], failed), "chatgpt-web-sse", text="新", reasoning="想", error=error, **CUT)


def test_flowise() -> None:
    field: dict[str, Any] = {"violations": ["unknown_sse_field"]}
    check(VECTORS["flowise"], "flowise", text="流动", finish_norm="stop", **CONVERSATION, **field, **DONE)
    check(
        FLOW[1] + flow("error", "broken"),
        "flowise",
        text="流",
        error={"code": None, "message": "broken"},
        **field,
        **CUT,
    )
    tools = flow("usedTools", [{"tool": "weather", "toolInput": {"city": "京"}, "toolOutput": "晴"}])
    calls = [{"id": None, "name": "weather", "arguments": '{"city":"京"}'}]
    check(tools + b"".join(FLOW), "flowise", text="流动", tool_calls=calls, **field, **DONE)
    late = ["unknown_sse_field", "data_after_terminal"]
    check(b"".join([*FLOW, FLOW[1]]), "flowise", text="流动", violations=late, **DONE)


def test_n8n() -> None:
    check(VECTORS["n8n"], "n8n", text="节点", finish_norm="stop", **DONE)
    second = [node("begin", run=1), node("item", "再", 1), node("end", run=1)]
    check(ndjson(*N8N, *second), "n8n", text="节点再", **DONE)
    check(ndjson(*N8N[:2], node("error", "broken")), "n8n", text="节", error={"code": None, "message": "broken"}, **CUT)
    check(ndjson(*N8N[1:]), "n8n", text="节点", violations=["block_not_open"], **DONE)
    check(ndjson(*N8N, N8N[1]), "n8n", text="节点", violations=["data_after_terminal", "block_not_open"], **DONE)
    check(ndjson(*N8N[:3]), "n8n", text="节点", violations=["missing_terminal", "block_not_closed"], **CUT)
