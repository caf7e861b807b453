"""`langserve`, `langgraph`: the second event tells them apart."""

from __future__ import annotations

from typing import Any

from tests.dialects.wire import CUT, DONE, check, reply_of, sse

METADATA = ("metadata", {"run_id": "0190-demo"})


def chunk(content: Any, kind: str = "AIMessageChunk", number: str = "run-1", **more: Any) -> dict[str, Any]:
    return {"content": content, "additional_kwargs": {}, "type": kind, "id": number} | more


def graph(content: str, kind: str = "AIMessageChunk", **more: Any) -> tuple[str, list[Any]]:
    return "messages", [chunk(content, kind, **more), {"langgraph_node": "agent"}]


def partial(content: str, step: str = "partial", number: str = "m1") -> tuple[str, list[Any]]:
    return f"messages/{step}", [chunk(content, "ai", number)]


USAGE = {"input_tokens": 3, "output_tokens": 4, "total_tokens": 7, "output_token_details": {"reasoning": 1}}
NORMAL_USAGE = {"input": 3, "output": 4, "total": 7, "reasoning": 1}
SERVED = (("data", chunk("链")), ("data", chunk("条")))
END = ("end", None)
UNSEEN = ["spec_undispatched_event"]
VECTORS = {
    "langserve": sse(METADATA, *SERVED, END).replace(b"\n", b"\r\n"),
    "langgraph": sse(METADATA, graph("元"), graph("组")),
}


def test_langserve() -> None:
    check(VECTORS["langserve"], "langserve", text="链条", finish=None, finish_norm="stop", violations=UNSEEN, **DONE)
    plain = [("data", '"链"'), ("data", '"条"')]
    check(sse(METADATA, *plain, END), "langserve", text="链条", violations=UNSEEN, **DONE)
    check(sse(*plain, END), "langserve", text="链条", violations=UNSEEN, **DONE)
    event = ("data", {"event": "on_chat_model_stream", "data": {"chunk": chunk("链")}})
    check(sse(METADATA, event, END), "langserve", text="链", violations=UNSEEN, **DONE)


def test_langserve_parts_usage_and_tools() -> None:
    parts = [{"type": "thinking", "thinking": "想"}, {"type": "text", "text": "链"}]
    calls = [
        {"name": "weather", "args": '{"city":', "id": "call_1", "index": 0},
        {"name": None, "args": '"京"}', "id": None, "index": 0},
    ]
    events = [("data", chunk("", tool_call_chunks=[call])) for call in calls]
    last = ("data", chunk(parts, usage_metadata=USAGE, response_metadata={"finish_reason": "stop"}))
    check(
        sse(METADATA, *events, last, END),
        "langserve",
        text="链",
        reasoning="想",
        usage=NORMAL_USAGE,
        finish="stop",
        tool_calls=[{"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'}],
        violations=UNSEEN,
        **DONE,
    )


def test_langserve_errors_and_violations() -> None:
    failed = ("error", {"status_code": 500, "message": "Internal Server Error"})
    error = {"code": 500, "message": "Internal Server Error", "http_status": 500}
    check(sse(METADATA, SERVED[0], failed), "langserve", text="链", error=error, finish_norm="error", **CUT)
    check(sse(METADATA, failed), "langserve", error=error, **CUT)
    check(sse(METADATA, *SERVED), "langserve", text="链条", violations=["missing_terminal"], **CUT)
    check(
        sse(METADATA, METADATA, *SERVED, END),
        "langserve",
        text="链条",
        violations=["duplicate_message_start", *UNSEEN],
        **DONE,
    )
    check(
        sse(METADATA, *SERVED, END, SERVED[0]),
        "langserve",
        text="链条",
        violations=[*UNSEEN, "data_after_terminal"],
        **DONE,
    )


def test_langgraph_pieces() -> None:
    check(
        VECTORS["langgraph"], "langgraph", text="元组", mode="delta", finish_norm="stop", terminal=False, complete=True
    )
    whole = graph("元组", "ai")
    asked = graph("问？", "human", number="h1")
    tool = graph("晴", "tool", number="t1")
    sub = ("messages|agent:1", graph("元")[1])
    check(sse(METADATA, asked, sub, graph("组"), tool, whole), "langgraph", text="元组", complete=True)
    check(sse(METADATA, graph("元"), graph("别的", "ai")), "langgraph", text="元", violations=["whole_mismatch"])
    ended = sse(METADATA, graph("元", usage_metadata=USAGE), END)
    check(ended, "langgraph", text="元", usage=NORMAL_USAGE, violations=UNSEEN, **DONE)


def test_langgraph_wholes() -> None:
    head = [METADATA, ("messages/metadata", {"m1": {}})]
    check(
        sse(*head, partial("元"), partial("元组"), partial("元组", "complete")),
        "langgraph",
        text="元组",
        mode="cumulative",
        complete=True,
    )
    check(
        sse(*head, partial("元"), partial("组"), partial("元组", "complete")),
        "langgraph",
        text="元组",
        mode="delta",
        complete=True,
    )
    check(sse(*head, partial("元"), partial("别", "complete")), "langgraph", text="元", violations=["whole_mismatch"])
    two = [partial("甲"), partial("甲乙"), partial("丙", number="m2"), partial("丙丁", number="m2")]
    check(sse(*head, *two), "langgraph", text="甲乙丙丁", mode="cumulative", complete=True)
    check(sse(*head, partial("元组", "complete")), "langgraph", text="元组", complete=True)


def test_langgraph_pretty_json_and_errors() -> None:
    pretty = b'event: metadata\ndata: {\ndata:   "run_id": "1"\ndata: }\n\n' + sse(graph("元"))
    check(pretty, "langgraph", text="元", complete=True)
    failed = ("error", {"error": "ValueError", "message": "bad"})
    error = {"code": "ValueError", "message": "bad"}
    check(sse(METADATA, graph("元"), failed), "langgraph", text="元", error=error, finish_norm="error", **CUT)
    check(sse(METADATA, ("values", {"messages": []})), "langgraph", text="", complete=True)
    check(sse(METADATA, graph("元")), "langgraph", {"end": "reset"}, text="元", **CUT)


def test_metadata_alone_is_a_guess() -> None:
    assert reply_of(sse(METADATA))["dialect"] == "langserve"
