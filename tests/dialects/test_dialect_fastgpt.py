"""`fastgpt`: OpenAI's chunks among named events, a report after the end."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse


def answer(finish: str | None = None, **delta: Any) -> tuple[str, dict[str, Any]]:
    choice = {"delta": delta, "index": 0, "finish_reason": finish}
    return "answer", {"id": "", "object": "", "created": 0, "model": "", "choices": [choice]}


STATUS = ("flowNodeStatus", {"status": "running", "name": "知识库搜索"})
PIECES = (answer(reasoning_content="想"), answer(content="知识"), ("fastAnswer", answer(content="库")[1]))
STOP = answer("stop")
END = ("answer", "[DONE]")
REPORT = ("flowResponses", [{"moduleName": "AI", "inputTokens": 5, "outputTokens": 7}, {"inputTokens": 1, "x": 1}])
SAID: dict[str, Any] = {"text": "知识库", "reasoning": "想"}
VECTORS = {"fastgpt": sse(STATUS, *PIECES, STOP, END, REPORT)}


def test_happy() -> None:
    usage = {"input": 6, "output": 7}
    check(VECTORS["fastgpt"], "fastgpt", **SAID, finish="stop", finish_norm="stop", usage=usage, **DONE)


def test_tools() -> None:
    tools = [
        ("toolCall", {"tool": {"id": "t1", "toolName": "weather", "toolAvatar": "", "params": ""}}),
        ("toolParams", {"tool": {"id": "t1", "params": '{"city":'}}),
        ("toolParams", {"tool": {"id": "t1", "params": '"京"}'}}),
        ("toolResponse", {"tool": {"id": "t1", "response": "晴"}}),
    ]
    calls = [{"id": "t1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(sse(STATUS, *tools, *PIECES, STOP, END), "fastgpt", **SAID, tool_calls=calls, **DONE)


def test_errors() -> None:
    sent = {"code": 510, "statusText": "insufficientQuota", "message": "no quota", "data": None}
    error = {"code": 510, "message": "no quota"}
    check(sse(STATUS, *PIECES, ("error", sent)), "fastgpt", **SAID, error=error, finish_norm="error", **CUT)
    check(sse(("error", sent)), "fastgpt", error=error, **CUT)
    check(sse(STATUS, ("error", {"message": "broken"})), "fastgpt", error={"code": None, "message": "broken"}, **CUT)


def test_violations() -> None:
    check(sse(STATUS, *PIECES, STOP, END, PIECES[1]), "fastgpt", **SAID, violations=["data_after_terminal"], **DONE)
    check(
        sse(STATUS, *PIECES, STOP, END, REPORT, REPORT), "fastgpt", **SAID, violations=["data_after_terminal"], **DONE
    )
    check(sse(STATUS, *PIECES), "fastgpt", **SAID, violations=["missing_terminal", "missing_finish"], **CUT)
