"""`gemini-sse`, `gemini-array`: parts, thoughts, calls; the end of the stream or of the array."""

from __future__ import annotations

import json
from typing import Any

from tests.dialects.wire import CUT, DONE, check, reply_of, sse


def chunk(*parts: Any, finish: str | None = None, tokens: tuple[int, int] = (2, 12), **more: Any) -> dict[str, Any]:
    candidate: dict[str, Any] = {"content": {"parts": list(parts), "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    output, total = tokens
    usage = {"promptTokenCount": 4, "candidatesTokenCount": output, "totalTokenCount": total, "thoughtsTokenCount": 6}
    return {"candidates": [candidate], "usageMetadata": usage, "responseId": "r-1"} | more


def array(*chunks: Any, end: str = "\n]\n") -> bytes:
    return ("[" + "\n,\r\n".join(json.dumps(item, indent=2, ensure_ascii=False) for item in chunks) + end).encode()


CHUNKS = [
    chunk({"text": "先分析", "thought": True}, tokens=(0, 10)),
    chunk({"text": "你"}, {"text": "好"}),
    chunk({"text": "", "thoughtSignature": "c2ln"}, finish="STOP", tokens=(9, 19)),
]
SAID: dict[str, Any] = {"text": "你好", "reasoning": "先分析", "finish": "STOP", "finish_norm": "stop"}
USAGE = {"input": 4, "output": 9, "total": 19, "reasoning": 6}
ERROR = {"error": {"code": 500, "message": "Internal error (demo)", "status": "INTERNAL"}}
NORMAL_ERROR = {"code": 500, "message": "Internal error (demo)", "type": "INTERNAL"}
VECTORS = {"gemini-sse": sse(*CHUNKS).replace(b"\n", b"\r\n"), "gemini-array": array(*CHUNKS)}


def test_happy() -> None:
    check(VECTORS["gemini-sse"], "gemini-sse", **SAID, usage=USAGE, terminal=False, complete=True)
    check(VECTORS["gemini-array"], "gemini-array", **SAID, usage=USAGE, **DONE)
    check(VECTORS["gemini-sse"] + b"data: [DONE]\n\n", "gemini-sse", **SAID, **DONE)


def test_the_end_must_be_clean() -> None:
    check(VECTORS["gemini-sse"], "gemini-sse", {"end": "reset"}, **SAID, **CUT)
    check(sse(*CHUNKS[:2]), "gemini-sse", text="你好", reasoning="先分析", violations=["missing_finish"], **CUT)
    check(array(*CHUNKS, end=""), "gemini-array", **SAID, violations=["missing_terminal"], **CUT)
    cut = array(*CHUNKS)[:-60]
    violations = ["eof_in_frame", "missing_terminal", "missing_finish"]
    check(cut, "gemini-array", text="你好", reasoning="先分析", violations=violations, **CUT)


def test_errors() -> None:
    check(sse(ERROR), "gemini-sse", error=NORMAL_ERROR, finish_norm="error", **CUT)
    check(sse(*CHUNKS[:2], ERROR), "gemini-sse", text="你好", reasoning="先分析", error=NORMAL_ERROR, **CUT)
    check(array(ERROR), "gemini-array", error=NORMAL_ERROR, terminal=True, complete=False)
    check(json.dumps(ERROR, indent=2).replace("\n", "\r\n").encode(), "gemini-sse", error=NORMAL_ERROR, **CUT)
    bare = sse(*CHUNKS[:2]) + json.dumps(ERROR).encode() + b"\n"
    check(bare, "gemini-sse", text="你好", reasoning="先分析", error=NORMAL_ERROR, violations=["non_sse_bytes"], **CUT)


def test_blocked_prompt() -> None:
    blocked = {"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {"promptTokenCount": 4}}
    check(sse(blocked), "gemini-sse", finish="SAFETY", finish_norm="content_filter", usage={"input": 4}, complete=True)


def test_tools() -> None:
    call = {"functionCall": {"name": "weather", "args": {"city": "京"}, "id": "c1"}}
    wanted = [{"id": "c1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(sse(chunk(call, finish="STOP")), "gemini-sse", tool_calls=wanted, finish_norm="tool_calls", complete=True)


def test_streamed_arguments() -> None:
    calls: list[dict[str, Any]] = [
        {"name": "weather", "willContinue": True},
        {"partialArgs": [{"jsonPath": "$.at.city", "stringValue": "北", "willContinue": True}], "willContinue": True},
        {"partialArgs": [{"jsonPath": "$.at.city", "stringValue": "京"}], "willContinue": True},
        {"partialArgs": [{"jsonPath": "$.days", "numberValue": 2}], "willContinue": True},
        {},
    ]
    body = sse(*(chunk({"functionCall": call}) for call in calls), chunk(finish="STOP"))
    wanted = [{"id": None, "name": "weather", "arguments": '{"at":{"city":"北京"},"days":2}'}]
    check(body, "gemini-sse", tool_calls=wanted, complete=True)


def test_violations_and_candidates() -> None:
    two = chunk({"text": "多"}, finish="STOP")
    check(
        sse(*CHUNKS, two),
        "gemini-sse",
        text="你好多",
        reasoning="先分析",
        violations=["data_after_terminal", "duplicate_finish", "not_monotonic"],
        complete=True,
    )
    renamed = chunk(finish="STOP", responseId="r-2")
    check(sse(CHUNKS[1], renamed), "gemini-sse", text="你好", violations=["id_changed"], complete=True)
    both = CHUNKS[1] | {"candidates": [*CHUNKS[1]["candidates"], {"index": 1, "content": {"parts": [{"text": "嗨"}]}}]}
    assert reply_of(sse(both))["choices"] == [{"index": 1, "text": "嗨", "finish": None}]


def test_a_pretty_error_in_the_middle_of_the_events() -> None:
    pretty = json.dumps(ERROR, indent=2).encode()
    said: dict[str, Any] = {
        "text": "你好",
        "reasoning": "先分析",
        "error": NORMAL_ERROR,
        "violations": ["non_sse_bytes"],
    }
    for end in (b"\n", b"\r\n", b"\n\n", b""):
        check(sse(*CHUNKS[:2]) + pretty + end, "gemini-sse", **said, **CUT)
    crlf = sse(*CHUNKS[:2]).replace(b"\n", b"\r\n") + pretty.replace(b"\n", b"\r\n") + b"\r\n"
    check(crlf, "gemini-sse", **said, **CUT)
    check(sse(*CHUNKS[:2]) + pretty + b"\n" + sse(CHUNKS[2]), "gemini-sse", **said | {"finish": "STOP"})
    one = json.dumps([ERROR]).encode()
    assert reply_of(sse(*CHUNKS[:2]) + one)["violations"] == ["non_sse_bytes", "missing_finish"]
