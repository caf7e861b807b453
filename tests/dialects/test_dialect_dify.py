"""`dify`: chat, agent, workflow and chat flow; pings and errors."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, sse

IDS = {"conversation_id": "c1", "message_id": "m1", "task_id": "t1"}
RUN = {"task_id": "t1", "workflow_run_id": "w1"}
USAGE = {"prompt_tokens": 30, "completion_tokens": 6, "total_tokens": 36, "total_price": "0.01"}


def event(name: str, **more: Any) -> dict[str, Any]:
    return {"event": name, **IDS, **more}


def run(name: str, **data: Any) -> dict[str, Any]:
    return {"event": name, **RUN, "data": data}


PIECES = [event("message", answer="你"), event("message", answer="好呀"), event("message", answer="")]
END = event("message_end", metadata={"usage": USAGE})
CHAT = [PIECES[0], ("ping", None), *PIECES[1:], END]
NODE = (run("node_started", id="n1"), run("node_finished", id="n1", status="succeeded"))
VECTORS = {"dify": sse(*CHAT)}


def test_happy() -> None:
    reply = check(
        VECTORS["dify"],
        "dify",
        text="你好呀",
        finish=None,
        finish_norm="stop",
        conversation_id="c1",
        usage={"input": 30, "output": 6, "total": 36},
        keepalives=1,
        violations=["spec_undispatched_event"],
        **DONE,
    )
    assert reply["mode"] == "delta"


def test_workflow() -> None:
    body = sse(
        run("workflow_started"),
        NODE[0],
        run("text_chunk", text="流"),
        run("text_chunk", text="程"),
        NODE[1],
        run("workflow_finished", status="succeeded", total_tokens=8),
    )
    check(body, "dify", text="流程", finish="succeeded", finish_norm="stop", usage={"total": 8}, **DONE)
    failed = run("workflow_finished", status="failed", error="no quota")
    check(
        sse(run("workflow_started"), failed),
        "dify",
        error={"code": None, "message": "no quota"},
        finish="failed",
        finish_norm="error",
        terminal=True,
        complete=False,
    )


def test_chat_flow_ends_with_the_message() -> None:
    finished = event("workflow_finished", workflow_run_id="w1", data={"status": "succeeded", "total_tokens": 8})
    check(
        sse(*PIECES, finished, END),
        "dify",
        text="你好呀",
        finish="succeeded",
        usage={"input": 30, "output": 6, "total": 36},
        **DONE,
    )
    check(sse(*PIECES, finished), "dify", text="你好呀", violations=["missing_terminal"], **CUT)


def test_replacing() -> None:
    check(sse(*PIECES, event("message_replace", answer="换掉"), END), "dify", text="换掉", **DONE)


def test_agent() -> None:
    thought = event("agent_thought", id="th1", tool="weather", tool_input='{"city":"京"}', thought="查")
    body = sse(event("agent_message", answer="晴"), thought, thought | {"observation": "20"}, END)
    calls = [{"id": "th1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(body, "dify", text="晴", tool_calls=calls, **DONE)


def test_errors() -> None:
    sent = {"code": "completion_request_error", "message": "Rate limit", "status": 400}
    error = {"code": "completion_request_error", "message": "Rate limit", "http_status": 400}
    check(sse(PIECES[0], event("error", **sent)), "dify", text="你", error=error, finish_norm="error", **CUT)
    check(sse(event("error", **sent)), "dify", error=error, **CUT)
    check(
        b'{"code": "app_unavailable", "message": "App unavailable", "status": 400}',
        "dify",
        error={"code": "app_unavailable", "message": "App unavailable", "http_status": 400},
        **CUT,
    )


def test_violations() -> None:
    check(sse(*PIECES, END, PIECES[0]), "dify", text="你好呀", violations=["data_after_terminal"], **DONE)
    check(sse(*PIECES, END, event("tts_message", audio="AA")), "dify", text="你好呀", **DONE)
    check(sse(*PIECES, END, END), "dify", text="你好呀", violations=["data_after_terminal"], **DONE)
    check(
        sse(*PIECES[:2], PIECES[2] | {"task_id": "t2"}, END), "dify", text="你好呀", violations=["id_changed"], **DONE
    )
    check(sse(NODE[0], run("workflow_finished", status="succeeded")), "dify", violations=["block_not_closed"], **DONE)
    check(sse(NODE[1], run("workflow_finished", status="succeeded")), "dify", violations=["block_not_open"], **DONE)
    check(sse(*PIECES), "dify", text="你好呀", violations=["missing_terminal"], **CUT)
