"""`anthropic`: blocks, their order, what follows the end."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, dumps, sse


def named(*values: dict[str, Any]) -> bytes:
    """Events named by their type."""
    return sse(*((value["type"], value) for value in values))


START = {
    "type": "message_start",
    "message": {"id": "msg_01", "role": "assistant", "content": [], "usage": {"input_tokens": 12, "output_tokens": 1}},
}
PING = {"type": "ping"}
FINISH = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 15}}
STOP = {"type": "message_stop"}
ERROR = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}, "request_id": "r"}
USAGE = {"input": 12, "output": 15}


def begin(index: int, **block: Any) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": block}


def text_block(index: int) -> dict[str, Any]:
    return begin(index, type="text", text="")


def delta(index: int, kind: str, piece: str) -> dict[str, Any]:
    name = {"text_delta": "text", "thinking_delta": "thinking", "input_json_delta": "partial_json"}.get(
        kind, "signature"
    )
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, name: piece}}


def stop(index: int) -> dict[str, Any]:
    return {"type": "content_block_stop", "index": index}


THINKING = begin(0, type="thinking", thinking="", signature="")
THOUGHT = (THINKING, PING, delta(0, "thinking_delta", "对方"), delta(0, "signature_delta", "c2ln"), stop(0))
TEXT = (text_block(1), delta(1, "text_delta", "你"), delta(1, "text_delta", "好"), stop(1))
VECTORS = {"anthropic": named(START, *THOUGHT, *TEXT, FINISH, STOP)}


def test_happy() -> None:
    check(
        VECTORS["anthropic"],
        "anthropic",
        text="你好",
        reasoning="对方",
        finish="end_turn",
        finish_norm="stop",
        usage=USAGE,
        keepalives=1,
        **DONE,
    )


def test_tools() -> None:
    tool = (
        begin(0, type="tool_use", id="toolu_1", name="weather", input={}),
        delta(0, "input_json_delta", ""),
        delta(0, "input_json_delta", '{"city":'),
        delta(0, "input_json_delta", '"北京"}'),
        stop(0),
        begin(1, type="tool_use", id="toolu_2", name="now", input={}),
        stop(1),
    )
    finish = FINISH | {"delta": {"stop_reason": "tool_use"}}
    calls = [
        {"id": "toolu_1", "name": "weather", "arguments": '{"city":"北京"}'},
        {"id": "toolu_2", "name": "now", "arguments": "{}"},
    ]
    check(named(START, *tool, finish, STOP), "anthropic", tool_calls=calls, finish_norm="tool_calls", **DONE)


def test_error_after_a_piece() -> None:
    check(
        named(START, text_block(0), delta(0, "text_delta", "半"), ERROR),
        "anthropic",
        text="半",
        error={"code": None, "message": "Overloaded", "type": "overloaded_error"},
        finish_norm="error",
        **CUT,
    )


def test_error_first_and_alone() -> None:
    error = {"code": None, "message": "Overloaded", "type": "overloaded_error"}
    check(named(ERROR), "anthropic", error=error, **CUT)
    check(named(ERROR, START, *TEXT), "anthropic", text="你好", error=error, **CUT)


def test_cut_before_the_end() -> None:
    check(
        named(START, *THOUGHT, *TEXT),
        "anthropic",
        text="你好",
        reasoning="对方",
        violations=["missing_terminal", "missing_finish"],
        **CUT,
    )
    check(
        named(START, text_block(0), delta(0, "text_delta", "半")),
        "anthropic",
        text="半",
        violations=["missing_terminal", "missing_finish", "block_not_closed"],
        **CUT,
    )


def test_broken_order() -> None:
    piece = delta(0, "text_delta", "好")
    rest = (FINISH, STOP)
    cases: list[tuple[list[dict[str, Any]], str]] = [
        ([text_block(0), piece, stop(0)], "no_message_start"),
        ([START, START, text_block(0), piece, stop(0)], "duplicate_message_start"),
        ([START, piece], "block_not_open"),
        ([START, text_block(0), piece, text_block(1), stop(0), stop(1)], "block_not_closed"),
        ([START, text_block(0), piece, stop(0), text_block(2), stop(2)], "sequence_gap"),
        ([START, THINKING, piece, stop(0)], "block_not_open"),
        ([START, text_block(0), piece, stop(0), FINISH], "duplicate_finish"),
    ]
    for events, code in cases:
        check(named(*events, *rest), "anthropic", text="好", violations=[code], **DONE)


def test_what_follows_the_end_is_no_reply_text() -> None:
    late = delta(1, "text_delta", "多")
    reply = check(
        named(START, *THOUGHT, *TEXT, FINISH, STOP, late),
        "anthropic",
        text="你好",
        reasoning="对方",
        violations=["data_after_terminal", "block_not_open"],
        **DONE,
    )
    assert reply["finish"] == "end_turn"


def test_not_streamed() -> None:
    content = [
        {"type": "thinking", "thinking": "对方", "signature": "s"},
        {"type": "text", "text": "你好"},
        {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "北京"}},
    ]
    whole = {
        "type": "message",
        "role": "assistant",
        "content": content,
        "stop_reason": "tool_use",
        "usage": {"input_tokens": 1},
    }
    calls = [{"id": "toolu_1", "name": "weather", "arguments": '{"city":"北京"}'}]
    check(
        dumps(whole).encode(),
        "anthropic",
        text="你好",
        reasoning="对方",
        tool_calls=calls,
        usage={"input": 1},
        finish_norm="tool_calls",
        violations=["not_streamed"],
        **DONE,
    )


def test_thinking_in_tags() -> None:
    pieces = [delta(0, "text_delta", piece) for piece in ("<th", "ink>想</think>好", "<think>再")]
    reply = check(
        named(START, text_block(0), *pieces, stop(0), FINISH, STOP), "anthropic", text="<think>想</think>好<think>再"
    )
    assert (reply["text_think_split"], reply["reasoning_think_split"]) == ("好", "想再")
