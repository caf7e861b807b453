"""What all the rules together cost, against the decoding they look at."""

from __future__ import annotations

import json
from array import array

import pytest

from streamlab import dialects
from streamlab.analysis import analyze_messages
from streamlab.decode.pipeline import Pipeline
from streamlab.model import Chunk, End, EndReason, Head, Message
from tests.benchmarks.ratios import NOISE, ratio

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
HEADERS = (("Content-Type", "text/event-stream"),)
BUDGET = 1.3  # decoding and all the rules


def _event(index: int) -> bytes:
    choice = {"index": 0, "delta": {"content": f"你好{index}"}, "logprobs": None, "finish_reason": None}
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1760000000, "model": "demo"}
    return f"data: {json.dumps({**head, 'choices': [choice], 'usage': None}, ensure_ascii=False)}\n\n".encode()


def _decoded(messages: list[Message]) -> int:
    """Chunks to frames to reply, as the analysis does it, and nothing else."""
    pipeline, times = Pipeline(), array("q")
    pipeline.begin(HEADERS)
    for message in messages:
        if isinstance(message, Chunk):
            pipeline.add(message.data)
            times.append(message.t_ns)
    cls = dialects.dialect_class("openai-chat")
    assert cls is not None
    dialect = cls()
    for decoded in pipeline.finish():
        for code in dialects.framing_violations(decoded, pipeline.framing):
            dialect.reply.violation(code)
        dialect.feed(decoded, "")
    return len(dialect.reply.deltas)


def test_rules_against_decoding() -> None:
    chunks = [Chunk(index * 1_000_000, _event(index)) for index in range(50_000)]
    messages: list[Message] = [Head(0, "HTTP/1.1", 200, "", HEADERS), *chunks, End(10**11, EndReason.COMPLETE)]
    assert _decoded(messages) == 50_000
    found = ratio(lambda: analyze_messages(messages), lambda: _decoded(messages))
    print(f"\nanalysis with all rules, 50,000 events: {found:.2f} x decoding")
    assert found <= BUDGET * NOISE
