"""`cohere-v2`, `cohere-v1`."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, ndjson, sse


def named(*values: dict[str, Any]) -> bytes:
    return sse(*((value["type"], value) for value in values))


def content(step: str, index: int, **more: Any) -> dict[str, Any]:
    return {"type": f"content-{step}", "index": index, "delta": {"message": {"content": more}}}


def end(reason: str = "COMPLETE", **more: Any) -> dict[str, Any]:
    tokens = {"billed_units": {"input_tokens": 3}, "tokens": {"input_tokens": 70, "output_tokens": 8}}
    return {"type": "message-end", "delta": {"finish_reason": reason, "usage": tokens} | more}


START = {"id": "co-1", "type": "message-start", "delta": {"message": {"role": "assistant"}}}
THINKING = (
    content("start", 0, type="thinking", thinking=""),
    content("delta", 0, thinking="想"),
    {"type": "content-end", "index": 0},
)
TEXT = (
    content("start", 1, type="text", text=""),
    content("delta", 1, text="枫"),
    content("delta", 1, text="叶"),
    {"type": "content-end", "index": 1},
)
SAID: dict[str, Any] = {"text": "枫叶", "reasoning": "想"}
USAGE = {"input": 70, "output": 8}
RESPONSE = {"text": "枫叶", "conversation_id": "c", "meta": {"tokens": {"input_tokens": 70, "output_tokens": 8}}}
V1 = [
    {"is_finished": False, "event_type": "stream-start", "generation_id": "g"},
    {"is_finished": False, "event_type": "text-generation", "text": "枫"},
    {"is_finished": False, "event_type": "text-generation", "text": "叶"},
    {"is_finished": True, "event_type": "stream-end", "finish_reason": "COMPLETE", "response": RESPONSE},
]
VECTORS = {"cohere-v2": named(START, *THINKING, *TEXT, end()), "cohere-v1": ndjson(*V1)}


def test_happy() -> None:
    check(VECTORS["cohere-v2"], "cohere-v2", **SAID, finish="COMPLETE", finish_norm="stop", usage=USAGE, **DONE)
    check(VECTORS["cohere-v2"] + b"data: [DONE]\n\n", "cohere-v2", **SAID, **DONE)


def test_tools() -> None:
    def call(step: str, **more: Any) -> dict[str, Any]:
        return {"type": f"tool-call-{step}", "index": 0, "delta": {"message": {"tool_calls": more}}}

    tools = (
        {"type": "tool-plan-delta", "delta": {"message": {"tool_plan": "查天气"}}},
        call("start", id="t1", type="function", function={"name": "weather", "arguments": ""}),
        call("delta", function={"arguments": '{"city":'}),
        call("delta", function={"arguments": '"京"}'}),
        {"type": "tool-call-end", "index": 0},
    )
    calls = [{"id": "t1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(
        named(START, *tools, end("TOOL_CALL")),
        "cohere-v2",
        reasoning="查天气",
        tool_calls=calls,
        finish_norm="tool_calls",
        **DONE,
    )


def test_errors() -> None:
    failed = end("ERROR", error="model failed")
    error = {"code": None, "message": "model failed"}
    check(
        named(START, *TEXT, failed),
        "cohere-v2",
        text="枫叶",
        error=error,
        finish="ERROR",
        finish_norm="error",
        terminal=True,
        complete=False,
    )


def test_violations() -> None:
    cases: list[tuple[tuple[Any, ...], str]] = [
        ((*TEXT, end()), "no_message_start"),
        ((START, START, *TEXT, end()), "duplicate_message_start"),
        ((START, *TEXT[:-1], end()), "block_not_closed"),
        ((START, *TEXT[1:3], end()), "block_not_open"),
        ((START, *TEXT, end(), TEXT[0]), "data_after_terminal"),
    ]
    for events, code in cases:
        check(named(*events), "cohere-v2", text="枫叶", violations=[code], **DONE)
    check(named(START, *TEXT), "cohere-v2", text="枫叶", violations=["missing_terminal", "missing_finish"], **CUT)


def test_version_1() -> None:
    check(
        VECTORS["cohere-v1"],
        "cohere-v1",
        text="枫叶",
        finish="COMPLETE",
        finish_norm="stop",
        usage=USAGE,
        conversation_id="c",
        **DONE,
    )
    call = {"name": "weather", "parameters": {"city": "京"}}
    tools = {"event_type": "tool-calls-generation", "tool_calls": [call]}
    ended = V1[3] | {"response": {"text": "", "tool_calls": [call]}}
    calls = [{"id": None, "name": "weather", "arguments": '{"city":"京"}'}]
    check(ndjson(V1[0], tools, ended), "cohere-v1", tool_calls=calls, **DONE)
    failed = {"event_type": "stream-end", "is_finished": True, "finish_reason": "ERROR", "error": "no"}
    check(ndjson(*V1[:2], failed), "cohere-v1", text="枫", error={"code": "ERROR", "message": "no"}, terminal=True)
    check(ndjson(*V1[:2], V1[3]), "cohere-v1", text="枫", violations=["whole_mismatch"], **DONE)
