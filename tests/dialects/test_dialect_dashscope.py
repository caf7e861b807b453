"""`dashscope`: pieces or wholes, by the request or by what comes; the status comment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialects.wire import CUT, DONE, check, dumps


def body(*frames: dict[str, Any], event: str = "result", status: int = 200, first: int = 1) -> bytes:
    blocks = [
        f"id:{at}\nevent:{event}\n:HTTP_STATUS/{status}\ndata:{dumps(frame)}\n\n"
        for at, frame in enumerate(frames, first)
    ]
    return "".join(blocks).encode()


def frame(content: Any, finish: str = "null", tokens: int = 2, **message: Any) -> dict[str, Any]:
    choice = {"message": {"content": content, "role": "assistant", **message}, "finish_reason": finish}
    usage = {"total_tokens": 10 + tokens, "input_tokens": 10, "output_tokens": tokens}
    return {"output": {"choices": [choice]}, "usage": usage, "request_id": "req"}


def hint(incremental: bool) -> dict[str, Any]:
    return {"request": {"parameters": {"incremental_output": incremental}}}


WHOLES = (frame("我是"), frame("我是通义"), frame("我是通义助手", "stop", 6))
PIECES = (frame("我是"), frame("通义"), frame("助手", "stop", 6))
USAGE = {"input": 10, "output": 6, "total": 16}
SAID: dict[str, Any] = {"text": "我是通义助手", "finish": "stop", "finish_norm": "stop", "usage": USAGE}
ERROR = {"code": "DataInspectionFailed", "message": "inappropriate content", "request_id": "req"}
VECTORS = {"dashscope": body(*WHOLES)}


def test_wholes() -> None:
    check(body(*WHOLES), "dashscope", mode="cumulative", **SAID, **DONE)
    check(body(*WHOLES), "dashscope", hint(incremental=False), mode="cumulative", **SAID, **DONE)


def test_pieces() -> None:
    check(body(*PIECES), "dashscope", mode="delta", **SAID, **DONE)
    check(body(*PIECES), "dashscope", hint(incremental=True), mode="delta", **SAID, **DONE)


@pytest.mark.parametrize(
    ("fragments", "mode", "text"),
    [
        (["哈", "哈哈", "！"], "delta", "哈哈哈！"),  # the first two look like wholes
        (["哈", "哈哈", "哈哈！"], "cumulative", "哈哈！"),
        (["", "哈", "", "哈哈"], "cumulative", "哈哈"),
        (["哈", "哈", "啊"], "delta", "哈哈啊"),
        (["哈"], "cumulative", "哈"),
    ],
)
def test_which_of_the_two_shows_late(fragments: list[str], mode: str, text: str) -> None:
    frames = [frame(piece) for piece in fragments] + [frame("", "stop")]
    check(body(*frames), "dashscope", mode=mode, text=text, **DONE)


def test_the_request_decides() -> None:
    check(
        body(frame("哈"), frame("哈哈", "stop")),
        "dashscope",
        hint(incremental=True),
        text="哈哈哈",
        mode="delta",
        **DONE,
    )
    broken = body(frame("甲乙"), frame("丙", "stop"))
    check(broken, "dashscope", hint(incremental=False), text="丙", violations=["not_monotonic"], **DONE)


def test_reasoning_parts_and_apps() -> None:
    frames = (frame("", reasoning_content="想"), frame("", reasoning_content="一想"), frame("好", "stop"))
    check(body(*frames), "dashscope", text="好", reasoning="想一想", mode="delta", **DONE)
    check(body(frame([{"text": "图"}, {"text": "中"}], "stop")), "dashscope", text="图中", **DONE)
    models = [{"model_id": "m", "input_tokens": 3, "output_tokens": 4}]
    output = {"text": "应用", "finish_reason": "stop", "session_id": "s1"}
    app = {"output": output, "usage": {"models": models}, "request_id": "r"}
    check(body(app), "dashscope", text="应用", usage={"input": 3, "output": 4}, conversation_id="s1", **DONE)


def test_tools() -> None:
    def call(arguments: str, **more: Any) -> dict[str, Any]:
        return {"index": 0, "type": "function", "function": {"arguments": arguments, **more}}

    first = call('{"city":', name="weather") | {"id": "call_1"}
    wanted = [{"id": "call_1", "name": "weather", "arguments": '{"city":"京"}'}]
    for second in ('"京"}', '{"city":"京"}'):
        frames = (
            frame("", tool_calls=[first]),
            frame("", "tool_calls", tool_calls=[call(second, name="") | {"id": ""}]),
        )
        check(body(*frames), "dashscope", tool_calls=wanted, finish_norm="tool_calls", **DONE)


def test_errors() -> None:
    error = {"code": "DataInspectionFailed", "message": "inappropriate content", "http_status": 400}
    failed = body(ERROR, event="error", status=400)
    check(failed, "dashscope", error=error, finish_norm="error", **CUT)
    check(failed, "dashscope", {"headers": {"Content-Type": "application/json"}}, error=error, **CUT)
    check(
        body(WHOLES[0]) + body(ERROR, event="error", status=400, first=2), "dashscope", text="我是", error=error, **CUT
    )
    del error["http_status"]
    check(dumps(ERROR).encode(), "dashscope", error=error, **CUT)


def test_violations() -> None:
    check(
        body(WHOLES[0]) + body(WHOLES[2], first=3),
        "dashscope",
        text="我是通义助手",
        violations=["sequence_gap"],
        **DONE,
    )
    check(
        body(WHOLES[0], WHOLES[2] | {"request_id": "other"}),
        "dashscope",
        text="我是通义助手",
        violations=["id_changed"],
        **DONE,
    )
    check(
        body(frame("我", tokens=5), frame("我是", "stop", 4)),
        "dashscope",
        text="我是",
        violations=["not_monotonic"],
        **DONE,
    )
    check(
        body(*WHOLES, frame("我是通义助手多")),
        "dashscope",
        text="我是通义助手",
        violations=["data_after_terminal", "not_monotonic"],
        **DONE,
    )
    check(body(*WHOLES[:2]), "dashscope", text="我是通义", violations=["missing_terminal", "missing_finish"], **CUT)
