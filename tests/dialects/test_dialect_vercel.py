"""`vercel-ui-stream-v5`: blocks between start and finish, then `[DONE]`."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse


def block(kind: str, *pieces: str, at: str = "b1") -> list[dict[str, Any]]:
    deltas = [{"type": f"{kind}-delta", "id": at, "delta": piece} for piece in pieces]
    return [{"type": f"{kind}-start", "id": at}, *deltas, {"type": f"{kind}-end", "id": at}]


START = [{"type": "start", "messageId": "m1"}, {"type": "start-step"}]
END: list[Any] = [{"type": "finish-step"}, {"type": "finish", "finishReason": "stop"}, "[DONE]"]
BODY = [*block("reasoning", "想", at="r1"), *block("text", "你", "好")]
SAID: dict[str, Any] = {"text": "你好", "reasoning": "想"}
V5 = "vercel-ui-stream-v5"
VECTORS = {V5: sse(*START, *BODY, *END)}


def test_happy() -> None:
    check(VECTORS[V5], V5, **SAID, finish="stop", finish_norm="stop", **DONE)
    check(
        sse(*BODY[5:7], *BODY),
        V5,
        {"headers": {"X-Vercel-AI-UI-Message-Stream": "v1"}},
        text="好你好",
        reasoning="想",
        violations=["no_message_start", "block_not_open", "missing_terminal", "missing_finish"],
    )


def test_finish_without_a_reason_and_usage() -> None:
    metadata = {"usage": {"inputTokens": 3, "outputTokens": 4, "totalTokens": 7, "reasoningTokens": 1}}
    finish = {"type": "finish", "messageMetadata": metadata}
    usage = {"input": 3, "output": 4, "total": 7, "reasoning": 1}
    check(sse(*START, *BODY, END[0], finish, END[2]), V5, **SAID, finish=None, finish_norm="stop", usage=usage, **DONE)


def test_tools() -> None:
    call = {"toolCallId": "call_1"}
    tools = [
        {"type": "tool-input-start", **call, "toolName": "weather"},
        {"type": "tool-input-delta", **call, "inputTextDelta": '{"city":'},
        {"type": "tool-input-delta", **call, "inputTextDelta": '"京"}'},
        {"type": "tool-input-available", **call, "toolName": "weather", "input": {"city": "京"}},
        {"type": "tool-output-available", **call, "output": {"t": 20}},
        {"type": "tool-input-available", "toolCallId": "call_2", "toolName": "now", "input": {"zone": 8}},
    ]
    calls = [
        {"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'},
        {"id": "call_2", "name": "now", "arguments": '{"zone":8}'},
    ]
    finish = {"type": "finish", "finishReason": "tool-calls"}
    check(sse(*START, *tools, END[0], finish, END[2]), V5, tool_calls=calls, finish_norm="tool_calls", **DONE)


def test_errors() -> None:
    failed = {"type": "error", "errorText": "overloaded"}
    finish = {"type": "finish", "finishReason": "error"}
    error = {"code": None, "message": "overloaded"}
    check(
        sse(*START, failed, END[0], finish, END[2]),
        V5,
        error=error,
        finish="error",
        finish_norm="error",
        terminal=True,
        complete=False,
    )
    check(
        sse(*START, *BODY[:2], {"type": "abort", "reason": "user"}),
        V5,
        reasoning="想",
        finish="abort",
        violations=["missing_terminal", "block_not_closed"],
        **CUT,
    )


def test_violations() -> None:
    check(sse(*START, *BODY[:-1], *END), V5, **SAID, violations=["block_not_closed"], **DONE)
    check(sse(*START, *BODY[:3], *BODY[4:], *END), V5, **SAID, violations=["block_not_open"], **DONE)
    check(sse(START[0], *BODY, *END), V5, **SAID, violations=["block_not_open"], **DONE)
    check(sse(START[0], *START, *BODY, *END), V5, **SAID, violations=["duplicate_message_start"], **DONE)
    check(sse(*START, *BODY, *END, "[DONE]"), V5, **SAID, violations=["data_after_terminal"], **DONE)
    check(sse(*START, *BODY, *END[:2]), V5, **SAID, finish="stop", violations=["missing_terminal"], **CUT)


V4 = "vercel-data-stream-v4"
FIRST = 'f:{"messageId":"msg-1"}'
USAGE = '"usage":{"promptTokens":4,"completionTokens":6}'
LAST = ('e:{"finishReason":"stop",' + USAGE + ',"isContinued":false}', 'd:{"finishReason":"stop",' + USAGE + "}")
LINES = ('g:"构思"', '0:"你好"', '0:"：\\n\\"引号\\""', '8:[{"k":1}]')
WRITTEN: dict[str, Any] = {"text": '你好：\n"引号"', "reasoning": "构思"}


def lines(*items: str) -> bytes:
    return "".join(item + "\n" for item in items).encode()


def test_v4() -> None:
    usage = {"input": 4, "output": 6}
    check(lines(FIRST, *LINES, *LAST), V4, **WRITTEN, finish="stop", finish_norm="stop", usage=usage, **DONE)
    check(
        lines(FIRST, LAST[0], 'd:{"finishReason":"stop","usage":{"promptTokens":null,"completionTokens":null}}'),
        V4,
        usage=None,
        **DONE,
    )


def test_v4_tools() -> None:
    tools = (
        'b:{"toolCallId":"c1","toolName":"weather"}',
        'c:{"toolCallId":"c1","argsTextDelta":"{\\"city\\":"}',
        'c:{"toolCallId":"c1","argsTextDelta":"\\"京\\"}"}',
        '9:{"toolCallId":"c1","toolName":"weather","args":{"city":"京"}}',
        '9:{"toolCallId":"c2","toolName":"now","args":{"zone":8}}',
        'a:{"toolCallId":"c1","result":"晴"}',
    )
    calls = [
        {"id": "c1", "name": "weather", "arguments": '{"city":"京"}'},
        {"id": "c2", "name": "now", "arguments": '{"zone":8}'},
    ]
    check(
        lines(FIRST, *tools, LAST[0], 'd:{"finishReason":"tool-calls"}'),
        V4,
        tool_calls=calls,
        finish_norm="tool_calls",
        **DONE,
    )


def test_v4_errors_and_violations() -> None:
    error = {"code": None, "message": "broken"}
    ends = ('e:{"finishReason":"error"}', 'd:{"finishReason":"error"}')
    check(lines(FIRST, LINES[1], '3:"broken"', *ends), V4, text="你好", error=error, finish_norm="error", terminal=True)
    check(lines(*LINES, *LAST), V4, **WRITTEN, violations=["block_not_open"], **DONE)
    check(lines(FIRST, *LINES, LAST[1]), V4, **WRITTEN, violations=["block_not_closed"], **DONE)
    check(lines(FIRST, *LINES, *LAST, '0:"多"'), V4, **WRITTEN, violations=["data_after_terminal"], **DONE)
    check(lines(FIRST, "0:你好", *LINES, *LAST), V4, **WRITTEN, violations=["bad_json_line"], **DONE)
    check(lines(FIRST, LINES[1])[:-3], V4, violations=["eof_in_frame", "missing_terminal", "block_not_closed"], **CUT)


VECTORS[V4] = lines(FIRST, *LINES, *LAST)
