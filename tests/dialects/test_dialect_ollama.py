"""`ollama-chat`, `ollama-generate`: one object per line, `done` last."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, ndjson, reply_of


def chat(content: str, *, done: bool = False, **message: Any) -> dict[str, Any]:
    return {"model": "demo:7b", "message": {"role": "assistant", "content": content, **message}, "done": done}


END = {"done_reason": "stop", "prompt_eval_count": 14, "eval_count": 7, "total_duration": 9}
CHAT = [chat("", thinking="用户<问候>"), chat("你好"), chat("，1<2"), chat("", done=True) | END]
GENERATE: list[dict[str, Any]] = [{"model": "demo:7b", "response": piece, "done": False} for piece in ("你", "好")]
GENERATE.append({"model": "demo:7b", "response": "", "done": True} | END)
USAGE = {"input": 14, "output": 7}
VECTORS = {
    "ollama-chat": ndjson(*CHAT).replace(b"<", b"\\u003c").replace(b">", b"\\u003e"),
    "ollama-generate": ndjson(*GENERATE),
}


def test_happy() -> None:
    check(
        VECTORS["ollama-chat"],
        "ollama-chat",
        text="你好，1<2",
        reasoning="用户<问候>",
        finish="stop",
        finish_norm="stop",
        usage=USAGE,
        **DONE,
    )
    check(VECTORS["ollama-generate"], "ollama-generate", text="你好", finish="stop", usage=USAGE, **DONE)


def test_tools_are_whole() -> None:
    call = {"function": {"index": 0, "name": "weather", "arguments": {"city": "京"}}}
    calls = [{"id": None, "name": "weather", "arguments": '{"city":"京"}'}]
    body = ndjson(chat("", tool_calls=[call]), chat("", done=True) | END)
    check(body, "ollama-chat", tool_calls=calls, finish="stop", finish_norm="tool_calls", **DONE)


def test_errors() -> None:
    error = {"code": None, "message": "model crashed"}
    line = {"error": "model crashed"}
    check(ndjson(CHAT[1], line), "ollama-chat", text="你好", error=error, finish_norm="error", **CUT)
    check(ndjson(line), "ollama-chat", error=error, **CUT)
    check(ndjson(line), "ollama-generate", {"request": {"model": "demo", "prompt": "hi"}}, error=error, **CUT)
    check(ndjson(line, *GENERATE), "ollama-generate", text="你好", error=error, terminal=True, complete=False)


def test_violations() -> None:
    check(ndjson(*CHAT[1:3]), "ollama-chat", text="你好，1<2", violations=["missing_terminal", "missing_finish"], **CUT)
    check(ndjson(*CHAT[1:], chat("多")), "ollama-chat", text="你好，1<2", violations=["data_after_terminal"], **DONE)
    other = chat("好") | {"model": "other"}
    check(ndjson(CHAT[1], other, CHAT[3]), "ollama-chat", text="你好好", violations=["id_changed"], **DONE)
    glued = ndjson(*CHAT[1:]).replace(b"\n", b"", 1)
    check(glued, "ollama-chat", text="你好，1<2", violations=["glued_json"], **DONE)
    cut = ndjson(*CHAT[1:])[:-30]
    check(
        cut, "ollama-chat", text="你好，1<2", violations=["eof_in_frame", "missing_terminal", "missing_finish"], **CUT
    )


def test_a_length_finish() -> None:
    body = ndjson(CHAT[1], CHAT[3] | {"done_reason": "length"})
    assert reply_of(body)["finish_norm"] == "length"
