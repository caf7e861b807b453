"""`ag-ui`: what opens inside a run closes inside it."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse


def event(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, **more}


def message(*pieces: str, name: str = "TEXT_MESSAGE", at: str = "m1") -> list[dict[str, Any]]:
    content = [event(f"{name}_CONTENT", messageId=at, delta=piece) for piece in pieces]
    return [event(f"{name}_START", messageId=at, role="assistant"), *content, event(f"{name}_END", messageId=at)]


START = event("RUN_STARTED", threadId="th", runId="r1")
FINISHED = event("RUN_FINISHED", threadId="th", runId="r1")
FAILED = event("RUN_ERROR", message="broken", code="E1")
SAID: dict[str, Any] = {"text": "代理", "conversation_id": "th"}
TEXT = message("代", "理")
VECTORS = {"ag-ui": sse(START, *message("想", name="REASONING_MESSAGE", at="r1"), *TEXT, FINISHED)}


def test_happy() -> None:
    check(VECTORS["ag-ui"], "ag-ui", **SAID, reasoning="想", finish="RUN_FINISHED", finish_norm="stop", **DONE)
    old = message("想", name="THINKING_TEXT_MESSAGE", at="")
    usage = event("RUN_FINISHED", usage=[{"inputTokens": 1, "outputTokens": 2}])
    short = event("TEXT_MESSAGE_CHUNK", messageId="m2", delta="代理")
    check(sse(START, *old, short, usage), "ag-ui", **SAID, reasoning="想", usage={"input": 1, "output": 2}, **DONE)


def test_tools() -> None:
    tools = [
        event("TOOL_CALL_START", toolCallId="t1", toolCallName="weather"),
        event("TOOL_CALL_ARGS", toolCallId="t1", delta='{"city":'),
        event("TOOL_CALL_ARGS", toolCallId="t1", delta='"京"}'),
        event("TOOL_CALL_END", toolCallId="t1"),
        event("TOOL_CALL_RESULT", toolCallId="t1", content="晴"),
        event("TOOL_CALL_CHUNK", toolCallId="t2", toolCallName="now", delta="{}"),
    ]
    calls = [
        {"id": "t1", "name": "weather", "arguments": '{"city":"京"}'},
        {"id": "t2", "name": "now", "arguments": "{}"},
    ]
    check(sse(START, *tools, FINISHED), "ag-ui", tool_calls=calls, finish="RUN_FINISHED", **DONE)


def test_errors() -> None:
    error = {"code": "E1", "message": "broken"}
    check(sse(START, *TEXT, FAILED), "ag-ui", **SAID, error=error, finish_norm="error", terminal=True, complete=False)
    check(sse(FAILED), "ag-ui", error=error, terminal=True, complete=False)


def test_violations() -> None:
    cases: list[tuple[list[Any], str]] = [
        ([*TEXT, FINISHED], "no_message_start"),
        ([START, START, *TEXT, FINISHED], "duplicate_message_start"),
        ([START, *TEXT[1:], FINISHED], "block_not_open"),
        ([START, TEXT[0], *TEXT, FINISHED], "duplicate_message_start"),
        ([START, *TEXT[:3], FINISHED], "block_not_closed"),
        ([START, event("STEP_STARTED", stepName="s"), *TEXT, FINISHED], "block_not_closed"),
        ([START, *TEXT, event("STEP_FINISHED", stepName="s"), FINISHED], "block_not_open"),
        ([START, *TEXT, FINISHED, event("STATE_SNAPSHOT", snapshot={})], "data_after_terminal"),
    ]
    for events, code in cases:
        check(sse(*events), "ag-ui", text="代理", violations=[code], **DONE)
    check(sse(START, *TEXT), "ag-ui", **SAID, violations=["missing_terminal", "missing_finish"], **CUT)


def test_another_run_may_follow() -> None:
    body = sse(START, *TEXT, FINISHED, START | {"runId": "r2"}, *message("再", at="m2"), FINISHED)
    check(body, "ag-ui", text="代理再", conversation_id="th", **DONE)
