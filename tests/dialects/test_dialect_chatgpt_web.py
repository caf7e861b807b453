"""`chatgpt-web`: every line the whole text, the line end before the object, the error glued to the last one."""

from __future__ import annotations

from typing import Any

import pytest

from streamlab.analysis import Analysis
from streamlab.api import analyze
from streamlab.model import Chunk
from tests.dialects.wire import check, dumps, reply_of

PARENT = "0e6f3a52-0000-4000-8000-000000000001"
EOF: dict[str, Any] = {"terminal": False, "complete": True}
OPEN: dict[str, Any] = {"terminal": False, "complete": False}


def line(text: str, delta: str | None = "", finish: str | None = None, **more: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": {} if delta is None else {"content": delta}, "finish_reason": finish}
    record = {"role": "assistant", "id": "chatcmpl-w1", "parentMessageId": PARENT, "text": text}
    return record | ({} if delta is None else {"delta": delta}) | {"detail": {"choices": [choice]}} | more


def body(*records: Any) -> bytes:
    """As the service writes: the line end is a prefix."""
    return "\n".join(map(dumps, records)).encode()


LINES = [line(""), line("你好", "你好"), line("你好，世界", "，世界"), line("你好，世界", None, "stop")]
FAIL = {"message": "[OpenAI] 服务器繁忙", "data": None, "status": "Fail"}
ERROR = {"code": "Fail", "message": "[OpenAI] 服务器繁忙"}


def test_happy() -> None:
    found = check(
        body(*LINES), "chatgpt-web", mode="cumulative", text="你好，世界", finish="stop", finish_norm="stop", **EOF
    )
    assert found["parent_message_id"] == PARENT
    assert found["message_id"] == "chatcmpl-w1"


def test_only_what_is_new_is_a_delta() -> None:
    assert [delta.text for delta in analyze([body(*LINES)]).deltas] == ["你好", "，世界"]


def test_without_a_clean_end_it_is_not_complete() -> None:
    found = analyze([body(*LINES)], end="reset").to_dict()["reply"]
    assert (found["finish"], found["complete"]) == ("stop", False)


def test_access_token_mode_may_rewrite() -> None:
    records = [
        {"role": "assistant", "id": "m", "parentMessageId": "p", "conversationId": "c", "text": t}
        for t in ("甲乙", "甲丙丁")
    ]
    found = reply_of(body(*records))
    assert (found["text"], found["violations"]) == ("甲丙丁", ["missing_finish"])
    assert found["conversation_id"] == "c"


def test_a_rewrite_elsewhere_breaks_the_rule_and_replaces_the_pieces() -> None:
    analysis = Analysis()
    analysis.feed([Chunk(1, body(*LINES[:2]))])
    version = analysis.reply_version
    analysis.feed([Chunk(2, b"\n" + body(line("您好", "您好")))])
    assert analysis.reply_version > version
    assert [delta.text for delta in analysis.deltas] == ["您好"]
    assert analysis.reply.text == "您好"
    assert analysis.reply.violations == ["whole_mismatch", "not_monotonic"]


def test_an_error_glued_to_the_last_object() -> None:
    glued = body(*LINES[:3]) + dumps(FAIL).encode()
    check(glued, "chatgpt-web", text="你好，世界", error=ERROR, finish_norm="error", violations=["glued_json"], **OPEN)
    check(body(*LINES[:3], FAIL), "chatgpt-web", text="你好，世界", error=ERROR, **OPEN)


@pytest.mark.parametrize("status", ["Fail", "Unauthorized"])
def test_an_error_alone(status: str) -> None:
    refused = {"status": status, "message": "Too many requests", "data": None}
    check(body(refused), "chatgpt-web", text="", error={"code": status, "message": "Too many requests"}, **OPEN)


def test_errors_of_the_clones() -> None:
    check(
        body(*LINES[:2], {"message": "busy"}),
        "chatgpt-web",
        text="你好",
        error={"code": None, "message": "busy"},
        **OPEN,
    )
    check(body(*LINES[:2], {}), "chatgpt-web", text="你好", error={"code": None, "message": ""}, **OPEN)


def test_the_result_line_of_a_fork() -> None:
    usage = {"prompt_tokens": 4, "completion_tokens": 6, "total_tokens": 10, "estimated": True}
    result = {
        "id": "chatcmpl-w1",
        "conversationId": "c",
        "text": "你好，世界",
        "detail": {"choices": [], "usage": usage},
    }
    check(body(*LINES, result), "chatgpt-web", text="你好，世界", usage={"input": 4, "output": 6, "total": 10}, **EOF)


def test_reasoning_of_a_fork() -> None:
    records = [line("", reasoningText="想"), line("", reasoningText="想一想"), *LINES[1:]]
    check(body(*records), "chatgpt-web", text="你好，世界", reasoning="想一想", **EOF)


@pytest.mark.parametrize(
    ("records", "violations"),
    [
        ([line("a", "a"), line("b", "b", "stop")], ["whole_mismatch", "not_monotonic"]),
        ([line("a", "a"), line("abc", "b", "stop")], ["whole_mismatch"]),
        ([line("a", "a"), line("a", None, "stop"), line("ab", "b")], ["data_after_terminal"]),
        ([line("a", "a"), line("a", None, "stop", id="other")], ["id_changed"]),
        ([line("a", "a"), "{broken", line("a", None, "stop")], ["bad_json_line"]),
        ([line("a", "a")], ["missing_finish"]),
    ],
)
def test_violations(records: list[Any], violations: list[str]) -> None:
    assert reply_of(body(*records))["violations"] == violations


def test_the_reply_does_not_wait_for_the_next_line_end() -> None:
    analysis = Analysis()
    analysis.feed([Chunk(1, body(*LINES[:2]))])
    assert analysis.reply.text == "你好"


def test_a_first_line_that_shows_nothing_yet() -> None:
    check(body({"text": ""}, *LINES), "chatgpt-web", text="你好，世界", **EOF)


@pytest.mark.parametrize(
    "record",
    [{"detail": 5, "text": 5, "id": 5}, {"detail": {"choices": [5], "usage": 5}, "text": None}, [], 5, "x", None],
)
def test_hostile_values_are_read_as_absent(record: Any) -> None:
    assert reply_of(body(LINES[1], record, *LINES[2:]))["text"] == "你好，世界"
