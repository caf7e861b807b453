"""The Chinese clouds' own APIs: `baidu-ernie`, `spark-http`, `hunyuan`."""

from __future__ import annotations

import json
from typing import Any

from tests.dialects.wire import CUT, DONE, check, dumps, sse


def sentence(number: int, result: str, *, end: bool = False, **more: Any) -> dict[str, Any]:
    usage = {"prompt_tokens": 5, "completion_tokens": 4 * number, "total_tokens": 5 + 4 * number}
    value = {"id": "as-demo", "sentence_id": number, "is_end": end, "is_truncated": False, "result": result}
    return value | {"need_clear_history": False, "finish_reason": "normal", "usage": usage} | more


def spark(content: str, code: int = 0, **more: Any) -> dict[str, Any]:
    choices = [{"delta": {"role": "assistant", "content": content}, "index": 0}]
    return {"code": code, "message": "Success", "sid": "cha0", "id": "cha0", "choices": choices} | more


def hunyuan(content: str, finish: str = "", tokens: int = 1, **delta: Any) -> dict[str, Any]:
    choice = {"FinishReason": finish, "Delta": {"Role": "assistant", "Content": content, **delta}}
    usage = {"PromptTokens": 4, "CompletionTokens": tokens, "TotalTokens": 4 + tokens}
    return {"Note": "以上内容为AI生成", "Choices": [choice], "Id": "hy-1", "Usage": usage}


ERNIE = [sentence(0, "当然"), sentence(1, "没"), sentence(2, "问题。", end=True)]
SPARK = [
    spark("星"),
    spark("火"),
    spark("", usage={"prompt_tokens": 6, "completion_tokens": 5, "total_tokens": 11}),
    "[DONE]",
]
HUNYUAN = [hunyuan("", ReasoningContent="琢磨"), hunyuan("混元", tokens=3), hunyuan("", "stop", 6)]
VECTORS = {
    "baidu-ernie": sse(*ERNIE),
    "spark-http": "".join(f"data:{dumps(frame)}\n\n" for frame in SPARK).encode(),
    "hunyuan": sse(*HUNYUAN),
}


def test_ernie() -> None:
    usage = {"input": 5, "output": 8, "total": 13}
    said: dict[str, Any] = {"text": "当然没问题。", "finish": "normal", "finish_norm": "stop", "usage": usage}
    check(VECTORS["baidu-ernie"], "baidu-ernie", **said, **DONE)
    old = [{name: value for name, value in frame.items() if name != "finish_reason"} for frame in ERNIE]
    check(sse(*old), "baidu-ernie", text="当然没问题。", finish=None, finish_norm="stop", **DONE)
    call = {"name": "weather", "arguments": '{"city":"京"}', "thoughts": "查"}
    calls = [{"id": None, "name": "weather", "arguments": '{"city":"京"}'}]
    ended = sentence(0, "", end=True, function_call=call, finish_reason="function_call")
    check(sse(ended), "baidu-ernie", tool_calls=calls, finish_norm="tool_calls", **DONE)
    cleared = sentence(0, "不", end=True, need_clear_history=True)
    check(sse(cleared), "baidu-ernie", text="不", finish_detail="need_clear_history", **DONE)


def test_ernie_errors_and_violations() -> None:
    sent = {"error_code": 336100, "error_msg": "try again later", "id": "as-demo"}
    error = {"code": 336100, "message": "try again later"}
    check(json.dumps(sent).encode(), "baidu-ernie", error=error, **CUT)
    check(
        sse(ERNIE[0]) + json.dumps(sent).encode() + b"\n",
        "baidu-ernie",
        text="当然",
        error=error,
        violations=["non_sse_bytes"],
        **CUT,
    )
    check(sse(ERNIE[0], ERNIE[2]), "baidu-ernie", text="当然问题。", violations=["sequence_gap"], **DONE)
    check(
        sse(ERNIE[0], sentence(1, "好", end=True, id="other")),
        "baidu-ernie",
        text="当然好",
        violations=["id_changed"],
        **DONE,
    )
    check(
        sse(*ERNIE, sentence(3, "多")), "baidu-ernie", text="当然没问题。", violations=["data_after_terminal"], **DONE
    )
    check(sse(*ERNIE[:2]), "baidu-ernie", text="当然没", violations=["missing_terminal"], **CUT)


def test_spark() -> None:
    usage = {"input": 6, "output": 5, "total": 11}
    check(VECTORS["spark-http"], "spark-http", text="星火", finish=None, finish_norm="stop", usage=usage, **DONE)
    call = {"type": "function", "function": {"name": "weather", "arguments": '{"city":"京"}'}}
    calls = [{"id": None, "name": "weather", "arguments": '{"city":"京"}'}]
    for sent in (call, [call]):
        frame = spark("", choices=[{"delta": {"tool_calls": sent, "reasoning_content": "想"}, "index": 0}])
        check(sse(frame, "[DONE]"), "spark-http", reasoning="想", tool_calls=calls, **DONE)


def test_spark_errors_and_violations() -> None:
    error = {"code": 10013, "message": "no"}
    check(
        sse(SPARK[0], spark("", 10013, message="no")), "spark-http", text="星", error=error, finish_norm="error", **CUT
    )
    check(sse({"code": 10013, "message": "no", "sid": "cha0"}), "spark-http", error=error, **CUT)
    check(
        sse(*SPARK[:2], spark("", sid="other"), "[DONE]"), "spark-http", text="星火", violations=["id_changed"], **DONE
    )
    check(sse(*SPARK, spark("多")), "spark-http", text="星火", violations=["data_after_terminal"], **DONE)
    check(sse(*SPARK[:3]), "spark-http", text="星火", violations=["missing_terminal"], **CUT)


def test_hunyuan() -> None:
    usage = {"input": 4, "output": 6, "total": 10}
    check(
        VECTORS["hunyuan"],
        "hunyuan",
        text="混元",
        reasoning="琢磨",
        finish="stop",
        finish_norm="stop",
        usage=usage,
        **DONE,
    )
    pieces = [
        {"Id": "t1", "Index": 0, "Function": {"Name": "weather", "Arguments": '{"city":'}},
        {"Id": "", "Index": 0, "Function": {"Name": "", "Arguments": '"京"}'}},
    ]
    frames = [hunyuan("", ToolCalls=[piece]) for piece in pieces]
    calls = [{"id": "t1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(sse(*frames, hunyuan("", "tool_calls")), "hunyuan", tool_calls=calls, finish_norm="tool_calls", **DONE)
    check(sse(hunyuan("不", "sensitive")), "hunyuan", text="不", finish_norm="content_filter", **DONE)


def test_hunyuan_errors_and_violations() -> None:
    inside = {"Note": "", "Id": "hy-1", "ErrorMsg": {"Code": 4001, "Msg": "failed"}}
    check(sse(HUNYUAN[1], inside), "hunyuan", text="混元", error={"code": 4001, "message": "failed"}, **CUT)
    before = {"Response": {"Error": {"Code": "LimitExceeded", "Message": "slow"}, "RequestId": "r"}}
    check(json.dumps(before).encode(), "hunyuan", error={"code": "LimitExceeded", "message": "slow"}, **CUT)
    check(sse(*HUNYUAN[1:], hunyuan("多")), "hunyuan", text="混元", violations=["data_after_terminal"], **DONE)
    check(sse(HUNYUAN[1], hunyuan("", "stop") | {"Id": "x"}), "hunyuan", text="混元", violations=["id_changed"], **DONE)
    check(sse(HUNYUAN[1]), "hunyuan", text="混元", violations=["missing_terminal", "missing_finish"], **CUT)
