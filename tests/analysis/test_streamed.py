"""Whether a run is a stream or one answer: one rule, for the verdict, the findings and the comparison."""

from __future__ import annotations

import pytest

import streamlab
from streamlab.comparison.experiments import Comparison
from streamlab.comparison.figures import figures
from tests.dialects.test_dialect_bedrock import STARTED, body
from tests.dialects.wire import sse

SSE = sse({"id": "x", "choices": [{"index": 0, "delta": {"role": "assistant"}}]})
AWS = body(STARTED)
PREFIXED = b'f:{"messageId":"m"}\n'
GEMINI_ARRAY = b'[{"candidates":[{"content":{"parts":[]}}],"usageMetadata":{"promptTokenCount":3}}\n'
ARRAY, ANSWER = b'[{"a":"x"},{"a":"y"}]', b'{"id":"x","choices":[{"index":0,"message":{"content":"a"}}]}'
SILENCE = 40_000_000_000


@pytest.mark.parametrize(
    ("pieces", "streamed"),
    [
        ([SSE], True),
        ([b'{"x":1}\n{"x":2}\n'], True),
        ([PREFIXED], True),
        ([AWS], True),
        ([GEMINI_ARRAY], True),
        ([ARRAY], False),  # no dialect, and all at once
        ([ARRAY[:12], ARRAY[12:]], True),
        ([b"[]"], False),
        ([ANSWER], False),
        (["你好".encode()], False),
        ([], False),
    ],
)
def test_a_stream_comes_frame_by_frame_and_an_answer_at_once(pieces: list[bytes], streamed: bool) -> None:
    assert streamlab.analyze(pieces).is_streamed is streamed


@pytest.mark.parametrize("stream", [SSE, AWS, PREFIXED, GEMINI_ARRAY])
def test_every_stream_that_is_over_without_text_and_end_is_said_to_be(stream: bytes) -> None:
    """Whatever its framing: of AWS's messages and of prefixed lines nothing was said."""
    analysis = streamlab.analyze([stream])
    assert analysis.reply.text == ""
    assert "clean-eof-no-terminal" in {item.rule for item in analysis.findings}
    assert "no-terminal" in [key for key, _ in analysis.verdict.parts]


def test_a_stream_that_ended_well_and_brought_no_text_has_none() -> None:
    ended = body(STARTED, ("messageStop", {"stopReason": "end_turn"}), ("metadata", {}))
    assert ("no-text", {}) in streamlab.analyze([ended]).verdict.parts
    assert ("no-text", {}) not in streamlab.analyze([b'{"id":"x","choices":[]}']).verdict.parts
    assert streamlab.analyze([b"[]"]).verdict.parts == (("intact", {}),)


def test_one_array_that_came_as_the_answer_was_not_streamed_although_that_was_switched_off() -> None:
    """Its items are frames, but nobody streamed them."""
    before = figures(streamlab.analyze([sse({"text": "x"}, {"text": "y"})]))
    compared = Comparison("try-plain", before).ended(figures(streamlab.analyze([ARRAY])))
    assert compared.parts[0][0] == "plain-differs"
    ignored = Comparison("try-plain", before).ended(figures(streamlab.analyze([SSE, SSE])))
    assert ignored.parts[0][0] == "plain-ignored"


@pytest.mark.parametrize(
    ("frames", "told"),
    [
        ([b"data: a\n\n", b"data: b\n\n"], True),
        ([b'{"a":1}\n', b'{"b":2}\n'], True),
        ([b'0:"a"\n', b'0:"b"\n'], True),
        ([AWS, AWS], False),  # its messages leave no room for a line that says nothing
    ],
)
def test_a_long_silence_between_lines_is_told_of(frames: list[bytes], told: bool) -> None:
    def found(silence: int) -> set[str]:
        run = streamlab.analyze([(1, frames[0]), (1 + silence, frames[1]), (2 + silence, b"")])
        return {item.rule for item in run.findings}

    assert ("long-silence-no-keepalive" in found(SILENCE)) is told
    assert "long-silence-no-keepalive" not in found(SILENCE // 8)


@pytest.mark.parametrize(
    ("content_type", "form"), [("text/event-stream", None), ("application/json, text/event-stream", "several")]
)
def test_only_one_type_declares_events(content_type: str, form: str | None) -> None:
    analysis = streamlab.analyze([SSE], headers={"Content-Type": content_type})
    assert analysis.pipeline.declares_events is (form is None)
    found = [item.args.get("form") for item in analysis.findings if item.rule == "content-type-mismatch"]
    assert found == ([form] if form else [])
