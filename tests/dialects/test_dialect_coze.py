"""`coze-v3` (and version 2), `coze-workflow`."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, dumps, sse


def tight(*events: tuple[str, Any]) -> bytes:
    """Without spaces after the colons, as the chats are sent."""
    return "".join(f"event:{name}\ndata:{dumps(data)}\n\n" for name, data in events).encode()


def chat(step: str, **more: Any) -> tuple[str, dict[str, Any]]:
    usage = {"token_count": 0, "output_count": 0, "input_count": 0}
    value = {
        "id": "chat1",
        "conversation_id": "conv1",
        "last_error": {"code": 0, "msg": ""},
        "status": step,
        "usage": usage,
    }
    return f"conversation.chat.{step}", value | more


def message(step: str, content: str, kind: str = "answer", **more: Any) -> tuple[str, dict[str, Any]]:
    ids = {"id": "m1", "conversation_id": "conv1", "chat_id": "chat1"}
    value = ids | {"role": "assistant", "type": kind, "content": content, "content_type": "text"}
    return f"conversation.message.{step}", value | more


BEGUN = (chat("created"), chat("in_progress"))
PIECES = (message("delta", "", reasoning_content="扣子想"), message("delta", "扣子"), message("delta", "你好"))
WHOLE = message("completed", "扣子你好", reasoning_content="扣子想")
SKIPPED = (
    message("completed", '{"msg_type":"x"}', "verbose", id="m2"),
    message("completed", "再问？", "follow_up", id="m3"),
)
COMPLETED = chat("completed", usage={"token_count": 25, "output_count": 5, "input_count": 20})
END = ("done", '"[DONE]"')
SAID: dict[str, Any] = {"text": "扣子你好", "reasoning": "扣子想", "conversation_id": "conv1"}
FLOW = (
    ("Message", {"content": "流", "node_title": "End", "node_seq_id": "0", "node_is_finish": False}, 0),
    ("Message", {"content": "程", "node_title": "End", "node_seq_id": "1", "node_is_finish": True}, 1),
    ("Done", {"debug_url": "https://example.com"}, 2),
)
VECTORS = {"coze-v3": tight(*BEGUN, *PIECES, WHOLE, *SKIPPED, COMPLETED, END), "coze-workflow": sse(*FLOW)}


def test_happy() -> None:
    usage = {"input": 20, "output": 5, "total": 25}
    check(VECTORS["coze-v3"], "coze-v3", **SAID, finish="completed", finish_norm="stop", usage=usage, **DONE)


def test_each_way_to_write_the_end() -> None:
    for data in ("[DONE]", '"[DONE]"', {"debug_url": "https://example.com"}):
        check(tight(*BEGUN, *PIECES, WHOLE, COMPLETED, ("done", data)), "coze-v3", **SAID, **DONE)


def test_failed() -> None:
    failed = chat("failed", last_error={"code": 4011, "msg": "no credit"})
    error = {"code": 4011, "message": "no credit"}
    check(tight(*BEGUN, failed, END), "coze-v3", error=error, finish="failed", finish_norm="error", terminal=True)
    event = ("error", {"code": 4011, "msg": "no credit"})
    check(tight(*BEGUN, *PIECES, event), "coze-v3", **SAID, error=error, **CUT)
    check(tight(event), "coze-v3", error=error, **CUT)
    check(b'{"code": 4011, "msg": "no credit"}', "coze-v3", error=error, **CUT)


def test_tools() -> None:
    call = message("completed", '{"name":"weather","arguments":{"city":"京"}}', "function_call", id="m2")
    calls: list[dict[str, Any]] = [{"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'}]
    function = {"name": "weather", "arguments": '{"city":"京"}'}
    required = {"submit_tool_outputs": {"tool_calls": [{"id": "call_1", "type": "function", "function": function}]}}
    asked = chat("requires_action", required_action=required)
    check(
        tight(*BEGUN, call, asked, END),
        "coze-v3",
        tool_calls=calls,
        finish="requires_action",
        finish_norm="tool_calls",
        **DONE,
    )
    check(tight(*BEGUN, asked, END), "coze-v3", tool_calls=calls, **DONE)
    calls[0]["id"] = None
    check(tight(*BEGUN, call, COMPLETED, END), "coze-v3", tool_calls=calls, finish_norm="stop", **DONE)


def test_wholes() -> None:
    check(tight(*BEGUN, WHOLE, COMPLETED, END), "coze-v3", **SAID, **DONE)  # no pieces: not a repetition
    other = message("completed", "别的", reasoning_content="扣子想")
    check(tight(*BEGUN, *PIECES, other, COMPLETED, END), "coze-v3", **SAID, violations=["whole_mismatch"], **DONE)


def test_violations() -> None:
    check(tight(*BEGUN, *PIECES), "coze-v3", **SAID, violations=["missing_terminal", "missing_finish"], **CUT)
    renamed = message("delta", "你好", chat_id="chat2")
    check(tight(*BEGUN, *PIECES[:2], renamed, COMPLETED, END), "coze-v3", **SAID, violations=["id_changed"], **DONE)
    late = message("delta", "多")
    check(tight(*BEGUN, *PIECES, COMPLETED, END, late), "coze-v3", **SAID, violations=["data_after_terminal"], **DONE)


def test_version_2() -> None:
    def old(event: str, **more: Any) -> dict[str, Any]:
        return {"event": event, "conversation_id": "conv1", "index": 0, "is_finish": False} | more

    pieces = [old("message", message={"type": "answer", "content": text}) for text in ("你", "好")]
    skipped = old("message", message={"type": "follow_up", "content": "?"})
    check(sse(*pieces, skipped, old("done", is_finish=True, message=None)), "coze-v3", text="你好", **DONE)
    failed = old("error", error_information={"code": 700, "msg": "no"})
    check(sse(failed), "coze-v3", error={"code": 700, "message": "no"}, **CUT)


def test_workflow() -> None:
    check(VECTORS["coze-workflow"], "coze-workflow", text="流程", finish_norm="stop", **DONE)
    failed = ("Error", {"error_code": 5000, "error_message": "node failed"}, 1)
    error = {"code": 5000, "message": "node failed"}
    check(sse(FLOW[0], failed), "coze-workflow", text="流", error=error, **CUT)
    asked = ("Interrupt", {"interrupt_data": {"event_id": "e"}}, 1)
    check(sse(FLOW[0], asked), "coze-workflow", text="流", finish="Interrupt", finish_norm=None, **DONE)
    check(
        sse(FLOW[0], ("PING", None, 1), *FLOW[1:]),
        "coze-workflow",
        text="流程",
        keepalives=1,
        violations=["spec_undispatched_event"],
        **DONE,
    )
    check(sse(*FLOW[:2]), "coze-workflow", text="流程", violations=["missing_terminal"], **CUT)
    check(sse(*FLOW, FLOW[0]), "coze-workflow", text="流程", violations=["data_after_terminal"], **DONE)
