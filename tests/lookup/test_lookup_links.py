"""The chain that is drawn: each step's bytes are what the one encoding writes and the other reads."""

from __future__ import annotations

import pytest

from streamlab.lookup import links, look_up
from streamlab.lookup.values import differing


def test_one_step() -> None:
    answer = look_up("浣犲ソ")
    assert answer.best is not None
    (link,) = links(answer.best, answer.text)
    assert (link.before, link.data, link.after) == ("你好", "你好".encode(), "浣犲ソ")
    assert (link.right, link.wrong) == ("utf-8", "gbk")


def test_every_step_begins_where_the_one_before_ended() -> None:
    twice = "你好".encode().decode("latin-1").encode().decode("latin-1")
    answer = look_up(twice)
    assert answer.best is not None
    first, second = links(answer.best, answer.text)
    assert first.before == "你好"
    assert first.after == second.before
    assert second.after == twice


def test_it_shows_what_was_garbled_and_not_the_rest() -> None:
    answer = look_up("日志显示：浣犲ソ锛屼笘，请看")
    assert answer.best is not None
    (link,) = links(answer.best, answer.text)
    assert link.before == "你好，世"


def test_what_is_lost_is_shown_as_what_it_may_have_been() -> None:
    answer = look_up("鎮�")
    assert answer.best is not None
    (link,) = links(answer.best, answer.text)
    assert (link.before, link.after) == ("您", "鎮�")
    answer = look_up("锟斤拷锟斤拷")
    assert answer.best is not None
    (link,) = links(answer.best, answer.text)
    assert (link.before, link.data, link.after) == ("��", b"\xef\xbf\xbd" * 2, "锟斤拷")


def test_an_escape_has_no_wrong_reading_and_a_loss_no_chain() -> None:
    answer = look_up("%E4%BD%A0")
    assert answer.best is not None
    (link,) = links(answer.best, answer.text)
    assert (link.kind, link.before, link.data, link.after) == ("escape", "你", "你".encode(), "%E4%BD%A0")
    answer = look_up("你��吗")
    assert answer.best is not None
    assert links(answer.best, answer.text) == []


@pytest.mark.parametrize(
    ("text", "original", "found"),
    [("abc", "axc", ("b", "x")), ("abc", "abc", ("abc", "abc")), ("aa", "a", ("aa", "a")), ("", "x", ("", "x")),
     ("aXbXc", "aYbYc", ("XbX", "YbY"))],
)  # fmt: skip
def test_what_differs(text: str, original: str, found: tuple[str, str]) -> None:
    assert differing(text, original) == found
