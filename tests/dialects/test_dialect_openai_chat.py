"""`openai-chat`: OpenAI's own stream and the quirks of the servers that imitate it."""

from __future__ import annotations

from typing import Any

import pytest

from streamlab.api import analyze
from tests.dialects.wire import CUT, DONE, check, dumps, reply_of, sse


def chunk(content: str | None = None, finish: str | None = None, **more: Any) -> dict[str, Any]:
    delta: dict[str, Any] = {} if content is None else {"content": content}
    delta |= more.pop("delta", {})
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish} | more.pop("choice", {})
    frame = {"id": "chatcmpl-A1", "object": "chat.completion.chunk", "created": 1_760_000_000, "model": "demo-gpt"}
    return frame | {"choices": [choice], "usage": None} | more


USAGE = {"prompt_tokens": 9, "completion_tokens": 6, "total_tokens": 15}
COUNTED = {"input": 9, "output": 6, "total": 15}
FIRST = chunk("", delta={"role": "assistant", "refusal": None})
STOP = chunk(finish="stop")
PLAIN = [FIRST, chunk("你好"), chunk("，世界"), STOP, chunk(choices=[], usage=USAGE), "[DONE]"]
ERROR = {"error": {"message": "The server had an error.", "type": "server_error", "param": None, "code": None}}


def test_plain() -> None:
    found = check(
        sse(*PLAIN),
        "openai-chat",
        mode="delta",
        text="你好，世界",
        finish="stop",
        finish_norm="stop",
        usage=COUNTED,
        **DONE,
    )
    assert "choices" not in found
    assert "keepalives" not in found


def test_deltas_have_the_spans_of_their_frames() -> None:
    body = sse(*PLAIN)
    deltas = analyze([body]).deltas
    assert [(delta.text, delta.kind) for delta in deltas] == [("你好", "text"), ("，世界", "text")]
    for delta in deltas:
        assert body[delta.start : delta.end].decode() == dumps(chunk(delta.text))


def test_error_in_the_middle() -> None:
    error = {"code": None, "message": "The server had an error.", "type": "server_error"}
    check(sse(chunk("天气"), ERROR), "openai-chat", text="天气", error=error, finish_norm="error", **CUT)
    # vLLM says [DONE] as well; the error wins
    check(sse(chunk("天气"), ERROR, "[DONE]"), "openai-chat", text="天气", error=error, terminal=True, complete=False)


def test_error_first() -> None:
    error = {"code": None, "message": "The server had an error.", "type": "server_error"}
    check(sse(ERROR), "openai-chat", text="", error=error, **CUT)
    check(sse(ERROR, chunk("a"), STOP, "[DONE]"), "openai-chat", text="a", error=error, terminal=True, complete=False)
    found = reply_of(dumps({"error": "wrong path"}).encode(), dialect="openai-chat")
    assert found["error"] == {"code": None, "message": "wrong path"}


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning"])
def test_reasoning(name: str) -> None:
    frames = [chunk(None, delta={"content": None, name: "用户在"}), chunk("你好呀", delta={name: None}), STOP, "[DONE]"]
    check(sse(*frames), "openai-chat", text="你好呀", reasoning="用户在", **DONE)


def test_reasoning_parts() -> None:
    twice = {"reasoning": "想", "reasoning_details": [{"type": "reasoning.text", "text": "想"}]}
    alone = {"reasoning_details": [{"type": "reasoning.text", "text": "一想"}]}
    check(sse(chunk(delta=twice), chunk(delta=alone), STOP, "[DONE]"), "openai-chat", reasoning="想一想", **DONE)
    parts = [{"type": "thinking", "thinking": [{"type": "text", "text": "想"}]}, {"type": "text", "text": "好"}]
    check(sse(chunk(delta={"content": parts}), STOP, "[DONE]"), "openai-chat", text="好", reasoning="想", **DONE)


def test_deepseek() -> None:
    frames = [
        chunk(None, delta={"reasoning_content": "用户在"}),
        chunk("你好呀"),
        chunk("", "stop", usage=USAGE | {"completion_tokens_details": {"reasoning_tokens": 15}}),
        "[DONE]",
    ]
    body = b": keep-alive\n\n" + sse(*frames)
    found = check(body, "openai-chat", text="你好呀", reasoning="用户在", usage=COUNTED | {"reasoning": 15}, **DONE)
    assert found["keepalives"] == 1


@pytest.mark.parametrize(
    "frames",
    [
        [
            chunk("a", usage=USAGE | {"prompt_tokens": 1}),
            chunk(finish="stop", usage=USAGE),
        ],  # every frame: the last counts
        [chunk("a"), chunk(finish="stop", choice={"usage": USAGE})],  # Moonshot
        [chunk("a"), chunk(finish="stop", x_groq={"usage": USAGE})],  # Groq
        [chunk("a"), chunk(finish="stop", usage=USAGE), chunk(choices=[], usage={"prompt_tokens": 0})],  # not zero
    ],
)
def test_the_places_of_usage(frames: list[Any]) -> None:
    check(sse(*frames, "[DONE]"), "openai-chat", text="a", usage=COUNTED, **DONE)


def test_usage_after_the_terminal_is_still_read() -> None:
    body = sse(chunk("a"), STOP, "[DONE]", chunk(choices=[], usage=USAGE))
    check(body, "openai-chat", text="a", usage=COUNTED, violations=["data_after_terminal"], **DONE)


def call(arguments: str, **more: Any) -> dict[str, Any]:
    function = {"arguments": arguments} | ({"name": more.pop("name")} if "name" in more else {})
    return {"type": "function", "function": function} | more


def test_tool_calls() -> None:
    frames = [
        chunk(delta={"tool_calls": [call("", index=0, id="t1", name="weather")]}),
        chunk(delta={"tool_calls": [call('{"ci', index=0)]}),
        chunk(delta={"tool_calls": [call('ty":"京"}', index=0, id=""), call("{}", index=1, id="t2", name="now")]}),
        chunk(finish="tool_calls"),
        "[DONE]",
    ]
    calls = [
        {"id": "t1", "name": "weather", "arguments": '{"city":"京"}'},
        {"id": "t2", "name": "now", "arguments": "{}"},
    ]
    check(sse(*frames), "openai-chat", tool_calls=calls, finish_norm="tool_calls", **DONE)


def test_tool_calls_without_index_and_a_stop_that_means_tools() -> None:
    frames = [chunk(delta={"tool_calls": [call("{}", id="a", name="f"), call("[]", id="b", name="g")]}), STOP, "[DONE]"]
    calls = [{"id": "a", "name": "f", "arguments": "{}"}, {"id": "b", "name": "g", "arguments": "[]"}]
    check(sse(*frames), "openai-chat", tool_calls=calls, finish="stop", finish_norm="tool_calls", **DONE)


def test_the_legacy_function_call() -> None:
    frames = [
        chunk(delta={"function_call": {"name": "f", "arguments": ""}}),
        chunk(delta={"function_call": {"arguments": "{}"}}),
        chunk(finish="function_call"),
        "[DONE]",
    ]
    calls = [{"id": None, "name": "f", "arguments": "{}"}]
    check(sse(*frames), "openai-chat", tool_calls=calls, finish_norm="tool_calls", **DONE)


def test_refusal() -> None:
    body = sse(chunk(delta={"refusal": "我不"}), chunk(delta={"refusal": "能"}), STOP, "[DONE]")
    assert check(body, "openai-chat", text="", **DONE)["refusal"] == "我不能"


def test_azure_begins_without_an_id() -> None:
    azure = {"choices": [], "created": 0, "id": "", "model": "", "object": "", "prompt_filter_results": []}
    assert reply_of(sse(azure, chunk("a"), STOP, "[DONE]"), dialect="openai-chat")["violations"] == []


def test_minimax_repeats_the_whole_at_the_end() -> None:
    message = {"content": "海螺你好", "role": "assistant", "reasoning_content": ""}
    end = chunk(choices=[{"finish_reason": "stop", "index": 0, "message": message}], usage=USAGE) | {
        "object": "chat.completion",
        "base_resp": {"status_code": 0, "status_msg": ""},
    }
    frames = [chunk("海螺"), chunk("你好", "stop"), end]
    check(sse(*frames), "openai-chat", text="海螺你好", usage=COUNTED, **DONE)
    check(sse(*frames, "[DONE]"), "openai-chat", text="海螺你好", **DONE)
    check(sse(chunk("海"), end), "openai-chat", text="海", violations=["whole_mismatch"], **DONE)
    refused = {"id": "c", "choices": [], "base_resp": {"status_code": 1004, "status_msg": "no key"}}
    assert reply_of(sse(refused), dialect="openai-chat")["error"] == {"code": 1004, "message": "no key"}


def test_openrouter_error() -> None:
    error = {"code": "server_error", "message": "Upstream closed"}
    frame = chunk("", "error", error=error, provider="Acme")
    found = reply_of(b": OPENROUTER PROCESSING\n\n" + sse(frame, "[DONE]"), dialect="openai-chat")
    assert (found["error"], found["finish_norm"], found["complete"]) == (error, "error", False)


def test_not_streamed_at_all() -> None:
    body = dumps(chunk(choices=[{"index": 0, "message": {"content": "全部"}, "finish_reason": "stop"}], usage=USAGE))
    check(body.encode(), "openai-chat", text="全部", usage=COUNTED, violations=["not_streamed"], **DONE)


def test_choice_zero_is_the_reply() -> None:
    other = chunk(choices=[{"index": 1, "delta": {"content": "乙"}, "finish_reason": "length"}])
    found = check(sse(chunk("甲"), other, STOP, "[DONE]"), "openai-chat", text="甲", finish="stop", **DONE)
    assert found["choices"]


@pytest.mark.parametrize("finish", ["", None])
def test_no_finish_reason_yet(finish: str | None) -> None:
    check(sse(chunk("a", finish), STOP, "[DONE]"), "openai-chat", text="a", finish="stop", **DONE)


@pytest.mark.parametrize(
    ("raw", "norm"),
    [("length", "length"), ("content_filter", "content_filter"), ("sensitive", "content_filter"), ("odd", None)],
)
def test_finish_norm(raw: str, norm: str | None) -> None:
    check(sse(chunk("a"), chunk(finish=raw), "[DONE]"), "openai-chat", finish=raw, finish_norm=norm, **DONE)


def test_content_in_the_finish_frame() -> None:
    check(sse(chunk("a"), chunk("b", "stop"), "[DONE]"), "openai-chat", text="ab", **DONE)


@pytest.mark.parametrize(
    ("frames", "violations", "text"),
    [
        ([chunk("a"), STOP], ["missing_terminal"], "a"),
        ([chunk("a")], ["missing_terminal", "missing_finish"], "a"),
        ([chunk("a"), "[DONE]"], ["missing_finish"], "a"),
        ([chunk("a"), STOP, chunk("b"), "[DONE]"], ["data_after_terminal"], "ab"),
        ([chunk("a"), STOP, "[DONE]", chunk("b")], ["data_after_terminal"], "a"),
        ([chunk("a"), STOP, "[DONE]", "[DONE]"], ["data_after_terminal"], "a"),
        ([chunk("a"), STOP, STOP, "[DONE]"], ["duplicate_finish"], "a"),
        ([chunk("a"), chunk("b") | {"id": "other"}, STOP, "[DONE]"], ["id_changed"], "ab"),
        ([chunk("a"), "{broken", STOP, "[DONE]"], ["bad_json_line"], "a"),
    ],
)
def test_violations(frames: list[Any], violations: list[str], text: str) -> None:
    found = reply_of(sse(*frames))
    assert (found["violations"], found["text"]) == (violations, text)


def test_lenient_framing() -> None:
    body = sse(*PLAIN)
    check(body.replace(b"data: ", b"data:"), "openai-chat", text="你好，世界", **DONE)
    check(body.replace(b"\n", b"\r\n"), "openai-chat", text="你好，世界", **DONE)
    check(b"\xef\xbb\xbf" + body, "openai-chat", text="你好，世界", **DONE)
    check(body[:-1], "openai-chat", text="你好，世界", violations=["eof_without_blank_line"], **DONE)
    found = reply_of(sse(chunk("a")) + dumps(ERROR).encode() + b"\n\n")
    assert (found["error"]["message"], found["violations"]) == ("The server had an error.", ["non_sse_bytes"])
    found = reply_of(sse(chunk("天气"))[:-20])
    assert found["violations"][0] == "eof_in_frame"
    found = reply_of(sse(chunk("a"), chunk("天气"))[:-20])  # what the end cut off is no bad JSON besides
    assert found["violations"] == ["eof_in_frame", "missing_terminal", "missing_finish"]


def test_surrogates_in_two_pieces_are_one_character() -> None:
    body = (
        sse(chunk("a"), chunk("?1"), chunk("?2"), STOP, "[DONE]").replace(b"?1", b"\\ud83d").replace(b"?2", b"\\ude00")
    )
    check(body, "openai-chat", text="a😀", **DONE)
    check(body.replace(b"\\ude00", b"b"), "openai-chat", text="a\ufffdb", **DONE)
    cut = reply_of(sse(chunk("a?")).replace(b"?", b"\\ud83d"))
    assert cut["text"] == "a\ufffd"


@pytest.mark.parametrize(
    "value",
    [
        {"choices": [None, 5, "x", {"delta": 5}, {"delta": {"content": 5, "tool_calls": [None, {"function": []}]}}]},
        {"choices": [{"index": "x", "delta": {"content": [1, {"type": "thinking", "thinking": 5}]}}]},
        {"choices": [{"message": {"content": {}, "tool_calls": 5}, "finish_reason": 5}], "id": 5},
        {"choices": [], "usage": [], "x_groq": 5, "base_resp": 5, "error": [5]},
        {
            "choices": [],
            "usage": {"prompt_tokens": "9", "completion_tokens": True},
            "error": {"message": 5, "code": {}},
        },
    ],
)
def test_hostile_values_are_read_as_absent(value: Any) -> None:
    assert reply_of(sse(value, "[DONE]"))["dialect"] == "openai-chat"
