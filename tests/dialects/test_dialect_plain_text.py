"""`plain-text`: what no dialect claims is its own reply."""

from __future__ import annotations

import pytest

from streamlab.analysis import Analysis
from streamlab.api import analyze
from streamlab.model import Chunk
from tests.dialects.wire import reply_of, sse


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", ""),
        ("你好\nworld".encode(), "你好\nworld"),
        (b"a\xffb\xe4", "a\ufffdb\ufffd"),
        ("data: 你\n\ndata:  好\n\ndata: a\ndata: b\n\n".encode(), "你 好a\nb"),
        (b"event: ping\n\ndata: x\n\ndata: tail", "xtail"),
        (b"data: x\n\ndata: [DONE]\n\ndata: y\n\n", "x"),
        (b'{"foo":1}\n{"bar":2}\n', '{"foo":1}{"bar":2}'),
        (b'data: {"foo":1}\n\n', '{"foo":1}'),
    ],
)
def test_the_text(body: bytes, text: str) -> None:
    found = reply_of(body)
    assert (found["dialect"], found["text"], found["complete"]) == ("plain-text", text, True)
    assert found["finish"] is None


def test_complete_is_a_clean_end() -> None:
    assert not analyze([b"x"], end="incomplete").reply.complete


def test_a_body_comes_piece_by_piece() -> None:
    analysis = Analysis()
    analysis.feed([Chunk(1, b"a\xe4"), Chunk(2, b"\xbd"), Chunk(3, b"\xa0b")])
    assert [(delta.start, delta.end, delta.text) for delta in analysis.deltas] == [(0, 1, "a"), (1, 5, "你b")]
    analysis.feed([Chunk(4, b""), Chunk(5, b"c")])
    assert analysis.reply.text == "a你bc"
    assert analysis.reply_version == 0


def test_an_error_is_seen() -> None:
    assert reply_of(b'{"foo":1}\n{"error":"busy"}\n')["error"] == {"code": None, "message": "busy"}


def test_chosen_by_hand_it_takes_anything() -> None:
    found = reply_of(sse({"choices": [{"delta": {"content": "你"}}]}), dialect="plain-text")
    assert found["text"] == '{"choices": [{"delta": {"content": "你"}}]}'


def test_many_frames_that_show_no_dialect() -> None:
    body = b"".join(b"data: %d\n\n" % n for n in range(100)) + sse({"choices": [{"delta": {"content": "x"}}]})
    assert reply_of(body)["dialect"] == "plain-text"
    assert reply_of(body[-120:])["dialect"] == "openai-chat"
