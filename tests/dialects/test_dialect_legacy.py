"""What is older or smaller: `openai-completions`, `openai-assistants`, `minimax-pro`, `zhipu-v3`, `replicate`."""

from __future__ import annotations

import json
from typing import Any

from tests.dialects.wire import CUT, DONE, check, reply_of, sse


def completion(text: str, finish: str | None = None, **more: Any) -> dict[str, Any]:
    choices = [{"text": text, "index": 0, "logprobs": None, "finish_reason": finish}]
    return {"id": "cmpl-1", "object": "text_completion", "choices": choices} | more


def mini(text: str, finish: str | None = None, **more: Any) -> dict[str, Any]:
    choice: dict[str, Any] = {"messages": [{"sender_type": "BOT", "sender_name": "助理", "text": text}]}
    return {"created": 1, "reply": "", "choices": [choice | ({"finish_reason": finish} if finish else {})]} | more


def thread(name: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return f"thread.{name}", {"id": name, "thread_id": "thread_1"} | more


def said(text: str) -> dict[str, Any]:
    return {"content": [{"index": 0, "type": "text", "text": {"value": text, "annotations": []}}]}


def meta(status: str = "SUCCESS") -> str:
    usage = {"completion_tokens": 9, "prompt_tokens": 3, "total_tokens": 12}
    return "event:finish\nid:8001\ndata:\nmeta:" + json.dumps({"task_status": status, "usage": usage}) + "\n\n"


USAGE = {"prompt_tokens": 3, "completion_tokens": 9, "total_tokens": 12}
NORMAL_USAGE = {"input": 3, "output": 9, "total": 12}
COMPLETIONS = [completion("从"), completion("前", "stop"), completion("", usage=USAGE) | {"choices": []}, "[DONE]"]
ASSISTANTS = [
    ("thread.run.created", {"id": "run_1", "thread_id": "thread_1", "status": "queued"}),
    thread("message.delta", id="msg_1", delta=said("助")),
    thread("message.delta", id="msg_1", delta=said("手")),
    thread("message.completed", id="msg_1", **said("助手")),
    thread("run.completed", status="completed", usage=USAGE),
    ("done", "[DONE]"),
]
LAST = mini(
    "海螺问题", "stop", reply="海螺问题", usage={"total_tokens": 55}, base_resp={"status_code": 0, "status_msg": ""}
)
ADDS = "event:add\nid:8001\ndata:你好\n\nevent:add\nid:8001\ndata:第一行\ndata:第二行\n\n"
OUTPUT = [("output", "从", "1"), ("output", "\n", "2"), ("output", "5", "3"), ("done", "{}", "4")]
VECTORS = {
    "openai-completions": sse(*COMPLETIONS),
    "openai-assistants": sse(*ASSISTANTS),
    "minimax-pro": sse(mini("海螺"), mini("问题"), LAST),
    "zhipu-v3": (ADDS + meta()).encode(),
    "replicate": sse(*OUTPUT),
}
FIELD = ["unknown_sse_field"]


def test_completions() -> None:
    name = "openai-completions"
    check(VECTORS[name], name, text="从前", finish="stop", finish_norm="stop", usage=NORMAL_USAGE, **DONE)
    failed = {"error": {"message": "broken", "type": "server_error", "code": None}}
    error = {"code": None, "message": "broken", "type": "server_error"}
    check(sse(COMPLETIONS[0], failed), name, text="从", error=error, **CUT)
    check(
        sse(*COMPLETIONS[:2], completion("多"), "[DONE]"),
        name,
        text="从前多",
        violations=["data_after_terminal"],
        **DONE,
    )
    check(
        sse(COMPLETIONS[0], completion("前", "stop", id="x"), "[DONE]"),
        name,
        text="从前",
        violations=["id_changed"],
        **DONE,
    )
    check(sse(COMPLETIONS[0]), name, text="从", violations=["missing_terminal", "missing_finish"], **CUT)
    second = completion("嗨")
    second["choices"][0]["index"] = 1
    assert reply_of(sse(COMPLETIONS[0], second))["choices"] == [{"index": 1, "text": "嗨", "finish": None}]


def test_assistants() -> None:
    name = "openai-assistants"
    reply = check(VECTORS[name], name, text="助手", finish="completed", finish_norm="stop", usage=NORMAL_USAGE, **DONE)
    assert reply["conversation_id"] == "thread_1"
    function = {"name": "weather", "arguments": '{"city":"京"}'}
    calls = [{"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'}]
    step = thread(
        "run.step.delta",
        id="step_1",
        delta={
            "step_details": {
                "type": "tool_calls",
                "tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}],
            }
        },
    )
    outputs = {"submit_tool_outputs": {"tool_calls": [{"id": "call_1", "type": "function", "function": function}]}}
    asked = thread("run.requires_action", required_action=outputs)
    for events in ([step, asked], [asked]):
        check(sse(ASSISTANTS[0], *events, ASSISTANTS[-1]), name, tool_calls=calls, finish_norm="tool_calls", **DONE)
    incomplete = thread("run.incomplete", incomplete_details={"reason": "max_completion_tokens"})
    check(
        sse(*ASSISTANTS[:4], incomplete, ASSISTANTS[-1]),
        name,
        text="助手",
        finish="incomplete",
        finish_norm="length",
        **DONE,
    )


def test_assistants_errors_and_violations() -> None:
    name = "openai-assistants"
    failed = thread("run.failed", last_error={"code": "rate_limit_exceeded", "message": "slow"})
    error = {"code": "rate_limit_exceeded", "message": "slow"}
    check(sse(*ASSISTANTS[:2], failed, ASSISTANTS[-1]), name, text="助", error=error, finish="failed", terminal=True)
    event = ("error", {"error": {"message": "broken", "type": "server_error", "code": None}})
    check(
        sse(*ASSISTANTS[:2], event),
        name,
        text="助",
        error={"code": None, "message": "broken", "type": "server_error"},
        **CUT,
    )
    check(sse(*ASSISTANTS[:2], *ASSISTANTS[3:]), name, text="助", violations=["whole_mismatch"], **DONE)
    check(sse(*ASSISTANTS[:4]), name, text="助手", violations=["missing_terminal", "missing_finish"], **CUT)


def test_minimax() -> None:
    name = "minimax-pro"
    check(VECTORS[name], name, text="海螺问题", finish="stop", finish_norm="stop", usage={"total": 55}, **DONE)
    check(sse(LAST), name, text="海螺问题", **DONE)
    check(sse(mini("海螺"), LAST), name, text="海螺", violations=["whole_mismatch"], **DONE)
    check(sse(mini("海螺")), name, text="海螺", violations=["missing_terminal", "missing_finish"], **CUT)
    failed = {"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}
    error = {"code": 1008, "message": "insufficient balance"}
    check(json.dumps(failed).encode(), name, error=error, **CUT)
    check(sse(mini("海螺"), failed), name, text="海螺", error=error, **CUT)


def test_zhipu() -> None:
    name = "zhipu-v3"
    check(
        VECTORS[name],
        name,
        text="你好第一行\n第二行",
        finish="SUCCESS",
        finish_norm="stop",
        usage=NORMAL_USAGE,
        violations=FIELD,
        **DONE,
    )
    interrupted = "event:interrupted\nid:8001\ndata:\n\n"
    check(
        (ADDS + interrupted).encode(), name, text="你好第一行\n第二行", finish="interrupted", finish_norm=None, **DONE
    )
    failed = "event:error\nid:8001\ndata:敏感\n\n"
    check((ADDS + failed).encode(), name, text="你好第一行\n第二行", error={"code": None, "message": "敏感"}, **CUT)
    check(
        (ADDS + meta() + ADDS).encode(),
        name,
        text="你好第一行\n第二行",
        violations=[*FIELD, "data_after_terminal"],
        **DONE,
    )
    check(ADDS.encode(), name, text="你好第一行\n第二行", violations=["missing_terminal", "missing_finish"], **CUT)


def test_raw_text_that_looks_like_json() -> None:
    pieces = [("output", piece, str(at)) for at, piece in enumerate(["{", '"a"', ":", "1", "}", '{"b": 2}', "null"])]
    reply = reply_of(sse(*pieces, OUTPUT[-1]))
    assert reply["text"] == '{"a":1}{"b": 2}null'
    adds = "".join(f"event:add\nid:1\ndata:{piece}\n\n" for piece in ("[", "1", "]"))
    assert reply_of((adds + meta().replace("8001", "1")).encode())["text"] == "[1]"


def test_replicate() -> None:
    name = "replicate"
    check(VECTORS[name], name, text="从\n5", finish=None, finish_norm="stop", **DONE)
    check(sse(*OUTPUT[:3], ("done", '{"reason": "canceled"}', "4")), name, text="从\n5", finish="canceled", **DONE)
    failed = ("error", '{"detail": "out of memory"}', "4")
    check(sse(*OUTPUT[:3], failed), name, text="从\n5", error={"code": None, "message": "out of memory"}, **CUT)
    check(sse(*OUTPUT, OUTPUT[0]), name, text="从\n5", violations=["data_after_terminal"], **DONE)
    check(sse(*OUTPUT[:3]), name, text="从\n5", violations=["missing_terminal"], **CUT)
