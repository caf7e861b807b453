"""Where a looked-up text stands in a recording: the right bytes, the right chunks, and which of the two forms it is."""

from __future__ import annotations

import json

import streamlab
from streamlab.analysis.occurrences import MOST_PLACES, occurrences


def _event(text: str, *, ascii_only: bool = False) -> bytes:
    return b"data: " + json.dumps({"content": text}, ensure_ascii=ascii_only).encode() + b"\n\n"


def test_the_original_stands_in_a_stream_that_is_right() -> None:
    body = _event("你好，世界")
    cut = body.index("好".encode()) + 1
    analysis = streamlab.analyze([body[:cut], body[cut:]])
    (place,) = occurrences(streamlab.look_up("浣犲ソ"), analysis)
    assert body[place.start : place.end].decode() == "你好"
    assert (place.first_chunk, place.last_chunk, place.what) == (0, 1, "original")


def test_the_garbled_text_stands_in_a_stream_that_carries_it() -> None:
    garbled = "你好".encode().decode("latin-1")
    for ascii_only in (False, True):
        body = _event(garbled, ascii_only=ascii_only)
        (place,) = occurrences(streamlab.look_up(garbled), streamlab.analyze([body]))
        assert place.what == "garbled"
        assert garbled in json.loads(b'"' + body[place.start : place.end] + b'"')


def test_escapes_of_either_case() -> None:
    for form in ("\\u4f60\\u597d", "\\u4F60\\u597D"):
        body = f'data: {{"content":"{form}"}}\n\n'.encode()
        (place,) = occurrences(streamlab.look_up("浣犲ソ"), streamlab.analyze([body]))
        assert (body[place.start : place.end].decode(), place.what) == (form, "escaped")


def test_bytes_of_another_encoding() -> None:
    body = "data: 你好\n\n".encode("gbk")
    (place,) = occurrences(streamlab.look_up("ÄãºÃ"), streamlab.analyze([body]))
    assert body[place.start : place.end] == "你好".encode("gbk")


def test_between_holes_the_longest_piece_is_looked_for() -> None:
    garbled = "今天天气怎么样".encode().decode("gb18030", "replace")
    assert "\ufffd" in garbled
    body = _event("今天天气怎么样")
    (place,) = occurrences(streamlab.look_up(garbled), streamlab.analyze([body]))
    assert body[place.start : place.end].decode() in "今天天气怎么样"
    assert place.end - place.start >= 9


def test_it_may_stand_nowhere_or_everywhere() -> None:
    answer = streamlab.look_up("浣犲ソ")
    assert occurrences(answer, streamlab.analyze([_event("再见")])) == []
    assert occurrences(answer, streamlab.analyze([])) == []
    many = occurrences(answer, streamlab.analyze([_event("你好") * 500]))
    assert len(many) == MOST_PLACES
    assert many == sorted(many)


def test_only_the_garbled_piece_of_a_sentence_is_looked_for() -> None:
    body = _event("你好，世界")
    answer = streamlab.look_up("日志显示：浣犲ソ锛屼笘，请看")
    assert answer.best is not None
    assert answer.best.original == "日志显示：你好，世，请看"
    (place,) = occurrences(answer, streamlab.analyze([body]))
    assert body[place.start : place.end].decode() == "你好，世"
