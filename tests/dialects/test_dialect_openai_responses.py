"""`openai-responses`: numbered events, wholes compared, three ways to end."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, dumps, sse


def numbered(*events: dict[str, Any]) -> bytes:
    """Events named by their type, with sequence numbers."""
    return sse(*((event["type"], event | {"sequence_number": at}) for at, event in enumerate(events)))


def response(step: str, status: str, **more: Any) -> dict[str, Any]:
    return {"type": f"response.{step}", "response": {"id": "resp_1", "status": status, **more}}


def item(step: str, index: int, **more: Any) -> dict[str, Any]:
    return {"type": f"response.output_item.{step}", "output_index": index, "item": more}


def part(step: str, text: str = "") -> dict[str, Any]:
    place = {"output_index": 1, "content_index": 0}
    return {"type": f"response.content_part.{step}", **place, "part": {"type": "output_text", "text": text}}


def text(step: str, **more: Any) -> dict[str, Any]:
    return {"type": f"response.output_text.{step}", "output_index": 1, "content_index": 0, **more}


def summary(step: str, **more: Any) -> dict[str, Any]:
    return {"type": f"response.reasoning_summary_text.{step}", "output_index": 0, "summary_index": 0, **more}


CREATED = response("created", "in_progress")
THOUGHT = (
    item("added", 0, type="reasoning"),
    summary("delta", delta="思路"),
    summary("done", text="思路"),
    item("done", 0, type="reasoning"),
)
CONTENT = [{"type": "output_text", "text": "你好，朋友"}]
MESSAGE = (
    item("added", 1, type="message", content=[]),
    part("added"),
    text("delta", delta="你好"),
    text("delta", delta="，朋友"),
    text("done", text="你好，朋友"),
    part("done", "你好，朋友"),
    item("done", 1, type="message", content=CONTENT),
)
USAGE = {"input_tokens": 5, "output_tokens": 9, "total_tokens": 14, "output_tokens_details": {"reasoning_tokens": 4}}
OUTPUT = [{"type": "reasoning"}, {"type": "message", "content": CONTENT}]
COMPLETED = response("completed", "completed", usage=USAGE, output=OUTPUT)
SAID: dict[str, Any] = {"text": "你好，朋友", "reasoning": "思路"}
VECTORS = {"openai-responses": numbered(CREATED, *THOUGHT, *MESSAGE, COMPLETED)}


def test_happy() -> None:
    usage = {"input": 5, "output": 9, "total": 14, "reasoning": 4}
    check(
        VECTORS["openai-responses"],
        "openai-responses",
        **SAID,
        finish="completed",
        finish_norm="stop",
        usage=usage,
        **DONE,
    )
    check(VECTORS["openai-responses"] + b"data: [DONE]\n\n", "openai-responses", **SAID, **DONE)


def test_incomplete() -> None:
    for reason, norm in (("max_output_tokens", "length"), ("content_filter", "content_filter"), ("new", None)):
        end = response("incomplete", "incomplete", incomplete_details={"reason": reason}, output=OUTPUT)
        check(
            numbered(CREATED, *THOUGHT, *MESSAGE, end),
            "openai-responses",
            **SAID,
            finish="incomplete",
            finish_norm=norm,
            finish_detail=reason,
            **DONE,
        )


def test_errors() -> None:
    nested = {"type": "insufficient_quota", "code": "insufficient_quota", "message": "Quota exceeded", "param": None}
    failed = response("failed", "failed", error={"code": "server_error", "message": "other"})
    error = {"code": "insufficient_quota", "message": "Quota exceeded", "type": "insufficient_quota"}
    check(
        numbered(CREATED, {"type": "error", "error": nested}, failed),
        "openai-responses",
        error=error,
        finish="failed",
        finish_norm="error",
        terminal=True,
        complete=False,
    )
    flat = {"type": "error", "code": "server_error", "message": "flat", "param": None}
    check(sse(("error", flat)), "openai-responses", error={"code": "server_error", "message": "flat"}, **CUT)
    check(numbered(CREATED, failed), "openai-responses", error={"code": "server_error", "message": "other"})


def test_tools_and_refusal() -> None:
    call = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "weather"}
    name = "response.function_call_arguments"
    events = (
        item("added", 0, **call, arguments=""),
        {"type": f"{name}.delta", "output_index": 0, "delta": '{"city":'},
        {"type": f"{name}.delta", "output_index": 0, "delta": '"京"}'},
        {"type": f"{name}.done", "output_index": 0, "arguments": '{"city":"京"}'},
        item("done", 0, **call, arguments='{"city":"京"}'),
        item("added", 1, type="custom_tool_call", call_id="call_2", name="run"),
        {"type": "response.custom_tool_call_input.done", "output_index": 1, "input": "ls"},
        item("done", 1, type="custom_tool_call", call_id="call_2", name="run", input="ls"),
        {"type": "response.refusal.delta", "output_index": 2, "delta": "不"},
        {"type": "response.refusal.done", "output_index": 2, "refusal": "不"},
    )
    calls = [
        {"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'},
        {"id": "call_2", "name": "run", "arguments": "ls"},
    ]
    check(
        numbered(CREATED, *events, response("completed", "completed")),
        "openai-responses",
        tool_calls=calls,
        refusal="不",
        **DONE,
    )


def test_violations() -> None:
    wrong = text("done", text="另一个")
    check(
        numbered(CREATED, *THOUGHT, *MESSAGE[:4], wrong, *MESSAGE[5:], COMPLETED),
        "openai-responses",
        **SAID,
        violations=["whole_mismatch"],
        **DONE,
    )
    check(numbered(*THOUGHT, *MESSAGE, COMPLETED), "openai-responses", **SAID, violations=["no_message_start"], **DONE)
    gap = VECTORS["openai-responses"].replace(b'"sequence_number": 8', b'"sequence_number": 9', 1)
    check(gap, "openai-responses", **SAID, violations=["sequence_gap"], **DONE)
    check(
        numbered(CREATED, *THOUGHT, *MESSAGE[2:4], COMPLETED),
        "openai-responses",
        **SAID,
        violations=["block_not_open"],
        **DONE,
    )
    check(
        numbered(CREATED, *THOUGHT, *MESSAGE[:4]),
        "openai-responses",
        **SAID,
        violations=["missing_terminal", "missing_finish", "block_not_closed"],
        **CUT,
    )
    other = COMPLETED | {"response": {"id": "resp_2", "status": "completed", "output": OUTPUT}}
    check(numbered(CREATED, *THOUGHT, *MESSAGE, other), "openai-responses", **SAID, violations=["id_changed"], **DONE)
    late = text("delta", delta="多")
    check(
        numbered(CREATED, *THOUGHT, *MESSAGE, COMPLETED, late),
        "openai-responses",
        **SAID,
        violations=["data_after_terminal", "block_not_open"],
        **DONE,
    )


def test_not_streamed() -> None:
    call = {"type": "function_call", "call_id": "call_1", "name": "weather", "arguments": "{}"}
    whole = {"object": "response", "id": "resp_1", "status": "completed", "output": [*OUTPUT, call], "usage": USAGE}
    calls = [{"id": "call_1", "name": "weather", "arguments": "{}"}]
    check(
        dumps(whole).encode(),
        "openai-responses",
        text="你好，朋友",
        tool_calls=calls,
        violations=["not_streamed"],
        **DONE,
    )
