"""`bedrock-converse`, `bedrock-invoke…`: read from frames as the AWS framing hands them out."""

from __future__ import annotations

import base64
import json
from typing import Any

from streamlab import dialects
from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import Decoded

STARTED = ("messageStart", {"p": "abcd", "role": "assistant"})
STOPPED = ("messageStop", {"p": "q", "stopReason": "end_turn"})
METADATA = ("metadata", {"usage": {"inputTokens": 3, "outputTokens": 4, "totalTokens": 7}, "metrics": {}})


def delta(index: int, **more: Any) -> tuple[str, dict[str, Any]]:
    return "contentBlockDelta", {"contentBlockIndex": index, "delta": more, "p": "x"}


def stop(index: int) -> tuple[str, dict[str, Any]]:
    return "contentBlockStop", {"contentBlockIndex": index}


def chunk(**inner: Any) -> tuple[str, dict[str, Any]]:
    return "chunk", {"bytes": base64.b64encode(json.dumps(inner).encode()).decode(), "p": "x"}


def read(*frames: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Detects by the first frame and reads all."""
    decoded = [
        Decoded(Frame(at, at * 10, at * 10 + 9, at * 10 + 9, ((at * 10, at * 10 + 9),), event=name), value, True, None)
        for at, (name, value) in enumerate(frames)
    ]
    found = dialects.detect(dialects.Sight(decoded[0], "aws-eventstream"))
    assert found is not None
    dialect = found()
    for item in decoded:
        dialect.feed(item, "")
    return dialect.reply.build(dialect.reply.outcome(found.id, ended=True, clean=True)).to_dict()


def check(frames: list[tuple[str, dict[str, Any]]], **expected: Any) -> None:
    reply = read(*frames)
    wanted = {"error": None, "violations": [], "tool_calls": []} | expected
    assert {name: reply.get(name) for name in wanted} == wanted


TEXT = [delta(1, text="你"), delta(1, text="好"), stop(1)]
THOUGHT = [delta(0, reasoningContent={"text": "想"}), delta(0, reasoningContent={"signature": "s"}), stop(0)]
USAGE = {"input": 3, "output": 4, "total": 7}


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
    check([failed], dialect="bedrock-converse", error=error)
    check([*TEXT, STOPPED], text="你好", violations=["no_message_start"])
    check([STARTED, *TEXT[:2], STOPPED], text="你好", violations=["block_not_closed"])
    check([STARTED, *TEXT, STOPPED, METADATA, TEXT[0]], text="你好", violations=["data_after_terminal"])
    check([STARTED, *TEXT], violations=["missing_terminal", "missing_finish"], complete=False)


def test_invoke_anthropic() -> None:
    block = {"index": 0, "content_block": {"type": "text", "text": ""}}
    metrics = {"inputTokenCount": 3, "outputTokenCount": 5}
    frames: list[tuple[str, dict[str, Any]]] = [
        chunk(type="message_start", message={"usage": {"input_tokens": 3, "output_tokens": 1}}),
        chunk(type="content_block_start", **block),
        chunk(type="content_block_delta", index=0, delta={"type": "text_delta", "text": "你好"}),
        chunk(type="content_block_stop", index=0),
        chunk(type="message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 4}),
        chunk(type="message_stop", **{"amazon-bedrock-invocationMetrics": metrics}),
    ]
    check(
        frames,
        dialect="bedrock-invoke-anthropic",
        text="你好",
        finish="end_turn",
        usage={"input": 3, "output": 5},
        complete=True,
    )
    failed = ("modelStreamErrorException", {"message": "broken"})
    error = {"code": "modelStreamErrorException", "message": "broken"}
    check([*frames[:3], failed], text="你好", error=error, complete=False)


def test_invoke_others() -> None:
    llama = [
        chunk(generation="你", prompt_token_count=3),
        chunk(generation="好", stop_reason="stop", generation_token_count=2),
    ]
    check(llama, dialect="bedrock-invoke", text="你好", finish="stop", usage={"input": 3, "output": 2}, complete=True)
    titan = [chunk(outputText="你好", completionReason="FINISH", totalOutputTextTokenCount=2)]
    check(titan, text="你好", finish="FINISH", usage={"output": 2}, complete=True)
    check(
        [chunk(outputs=[{"text": "你好", "stop_reason": "length"}])], text="你好", finish_norm="length", complete=True
    )
    check([("chunk", {"bytes": "%%%"})], dialect="bedrock-invoke", text="", violations=["missing_terminal"])
