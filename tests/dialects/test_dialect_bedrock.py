"""`bedrock-converse`, `bedrock-invoke…`, in the binary messages of an AWS event stream."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from tests.dialects.wire import check as check_body

STARTED = ("messageStart", {"p": "abcd", "role": "assistant"})
STOPPED = ("messageStop", {"p": "q", "stopReason": "end_turn"})
METADATA = ("metadata", {"usage": {"inputTokens": 3, "outputTokens": 4, "totalTokens": 7}, "metrics": {}})


def delta(index: int, **more: Any) -> tuple[str, dict[str, Any]]:
    return "contentBlockDelta", {"contentBlockIndex": index, "delta": more, "p": "x"}


def stop(index: int) -> tuple[str, dict[str, Any]]:
    return "contentBlockStop", {"contentBlockIndex": index}


def chunk(**inner: Any) -> tuple[str, dict[str, Any]]:
    return "chunk", {"bytes": base64.b64encode(json.dumps(inner).encode()).decode(), "p": "x"}


def message(name: str, payload: dict[str, Any]) -> bytes:
    """One message; an exception names itself in another header."""
    kind, header = ("exception", ":exception-type") if name.endswith("Exception") else ("event", ":event-type")
    headers = b"".join(
        bytes([len(key)]) + key.encode() + b"\x07" + len(value).to_bytes(2) + value.encode()
        for key, value in ((":message-type", kind), (header, name), (":content-type", "application/json"))
    )
    data = json.dumps(payload, ensure_ascii=False).encode()
    head = (len(headers) + len(data) + 16).to_bytes(4) + len(headers).to_bytes(4)
    head += zlib.crc32(head).to_bytes(4)
    return head + headers + data + zlib.crc32(head + headers + data).to_bytes(4)


def body(*frames: tuple[str, dict[str, Any]]) -> bytes:
    return b"".join(message(name, payload) for name, payload in frames)


def check(frames: list[tuple[str, dict[str, Any]]], dialect: str = "bedrock-converse", **expected: Any) -> None:
    check_body(body(*frames), dialect, **expected)


TEXT = [delta(1, text="你"), delta(1, text="好"), stop(1)]
THOUGHT = [delta(0, reasoningContent={"text": "想"}), delta(0, reasoningContent={"signature": "s"}), stop(0)]
USAGE = {"input": 3, "output": 4, "total": 7}
ANTHROPIC = [
    chunk(type="message_start", message={"usage": {"input_tokens": 3, "output_tokens": 1}}),
    chunk(type="content_block_start", index=0, content_block={"type": "text", "text": ""}),
    chunk(type="content_block_delta", index=0, delta={"type": "text_delta", "text": "你好"}),
    chunk(type="content_block_stop", index=0),
    chunk(type="message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 4}),
    chunk(type="message_stop", **{"amazon-bedrock-invocationMetrics": {"inputTokenCount": 3, "outputTokenCount": 5}}),
]
LLAMA = [
    chunk(generation="你", prompt_token_count=3),
    chunk(generation="好", stop_reason="stop", generation_token_count=2),
]
VECTORS = {
    "bedrock-converse": body(STARTED, *THOUGHT, *TEXT, STOPPED, METADATA),
    "bedrock-invoke-anthropic": body(*ANTHROPIC),
    "bedrock-invoke": body(*LLAMA),
}


def test_converse() -> None:
    check(
        [STARTED, *THOUGHT, *TEXT, STOPPED, METADATA],
        dialect="bedrock-converse",
        text="你好",
        reasoning="想",
        finish="end_turn",
        finish_norm="stop",
        usage=USAGE,
        complete=True,
    )


def test_converse_tools() -> None:
    frames: list[tuple[str, dict[str, Any]]] = [
        STARTED,
        ("contentBlockStart", {"contentBlockIndex": 0, "start": {"toolUse": {"toolUseId": "t1", "name": "weather"}}}),
        delta(0, toolUse={"input": '{"city":'}),
        delta(0, toolUse={"input": '"京"}'}),
        stop(0),
        ("messageStop", {"stopReason": "tool_use"}),
    ]
    calls = [{"id": "t1", "name": "weather", "arguments": '{"city":"京"}'}]
    check(frames, tool_calls=calls, finish_norm="tool_calls", complete=True)


def test_converse_errors_and_violations() -> None:
    failed = ("throttlingException", {"message": "slow down"})
    error = {"code": "throttlingException", "message": "slow down"}
    check([STARTED, *TEXT[:2], failed], text="你好", error=error, finish_norm="error", complete=False)
    check([failed], error=error)
    check([*TEXT, STOPPED], text="你好", violations=["no_message_start"])
    check([STARTED, *TEXT[:2], STOPPED], text="你好", violations=["block_not_closed"])
    check([STARTED, *TEXT, STOPPED, METADATA, TEXT[0]], text="你好", violations=["data_after_terminal"])
    check([STARTED, *TEXT], violations=["missing_terminal", "missing_finish"], complete=False)


def test_invoke_anthropic() -> None:
    check(
        ANTHROPIC,
        dialect="bedrock-invoke-anthropic",
        text="你好",
        finish="end_turn",
        usage={"input": 3, "output": 5},
        complete=True,
    )
    failed = ("modelStreamErrorException", {"message": "broken"})
    error = {"code": "modelStreamErrorException", "message": "broken"}
    check([*ANTHROPIC[:3], failed], "bedrock-invoke-anthropic", text="你好", error=error, complete=False)


def test_invoke_others() -> None:
    check(LLAMA, dialect="bedrock-invoke", text="你好", finish="stop", usage={"input": 3, "output": 2}, complete=True)
    titan = [chunk(outputText="你好", completionReason="FINISH", totalOutputTextTokenCount=2)]
    check(titan, "bedrock-invoke", text="你好", finish="FINISH", usage={"output": 2}, complete=True)
    check(
        [chunk(outputs=[{"text": "你好", "stop_reason": "length"}])],
        "bedrock-invoke",
        text="你好",
        finish_norm="length",
        complete=True,
    )
    check([("chunk", {"bytes": "%%%"})], dialect="bedrock-invoke", text="", violations=["missing_terminal"])


def test_a_broken_check_sum_is_told_and_the_message_read() -> None:
    found = body(STARTED, *TEXT, STOPPED).replace("你".encode(), "妳".encode())
    check_body(found, "bedrock-converse", text="妳好", violations=["bad_crc"], complete=True)
