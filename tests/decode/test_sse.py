"""Server-sent events: the format cases of the web platform tests, the lenient view, and spans that no cut changes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.frames import Comment, Frame, content_offset, frame_bytes
from streamlab.decode.sse import SseReader
from tests.decode.splits import every_split


class Result(NamedTuple):
    frames: list[Frame]
    comments: list[Comment]
    last_event_id: str
    reconnection_time: int | None
    content: bytes


def run(pieces: list[bytes]) -> Result:
    content = bytearray()
    reader = SseReader(content)
    frames: list[Frame] = []
    for piece in pieces:
        content += piece
        new = reader.advance()
        assert all(frame.ready <= len(content) for frame in new)
        frames += new
    frames += reader.advance(final=True)
    return Result(frames, reader.comments, reader.last_event_id, reader.reconnection_time, bytes(content))


def parse(data: bytes) -> Result:
    """The result, after checking that no way to cut `data` changes it, spans included."""
    whole = run([data])
    for pieces in every_split(data):
        assert run(pieces) == whole, pieces
    assert [frame.index for frame in whole.frames] == list(range(len(whole.frames)))
    assert all(one.start <= two.start for one, two in pairwise(whole.frames))
    for frame in whole.frames:
        edges = [edge for span in frame.data_spans for edge in span]
        assert [frame.start, *edges, frame.end] == sorted([frame.start, *edges, frame.end])
        assert frame.end <= frame.ready <= len(data)
    return whole


def dispatched(data: bytes) -> list[tuple[str, str, str]]:
    """(event, data, id) as a conforming reader delivers them."""
    result = parse(data)
    return [
        (frame.event, frame_bytes(result.content, frame).decode("utf-8", "replace"), frame.id)
        for frame in result.frames
        if frame.dispatched
    ]


def data_of(data: bytes) -> list[str]:
    return [text for _event, text, _id in dispatched(data)]


# The format-*.window.js cases of WPT's eventsource directory: what the server sends, what a page gets.
WPT = {
    "bom": (b"\xef\xbb\xbfdata:1\n\n\xef\xbb\xbfdata:2\n\ndata:3\n\n", ["1", "3"]),
    "bom twice": (b"\xef\xbb\xbf\xef\xbb\xbfdata:1\n\ndata:2\n\ndata:3\n\n", ["2", "3"]),
    "comments": (
        b"data:1\n:\0\n:\r\ndata:2\n:xxxxxxxx\rdata:3\n:data:fail\r:xxxxxxxx\ndata:4\n\n",
        ["1\n2\n3\n4"],
    ),
    "data before final empty line": (b"retry:1000\ndata:test1\n\nid:test\ndata:test2", ["test1"]),
    "field data": (b"data:\n\ndata\ndata\n\ndata:test\n\n", ["", "\n", "test"]),
    "field event empty": (b"event: \ndata:data\n\n", ["data"]),
    "field id 2": (b"id\n\nid\ndata:hello\n\n", ["hello"]),
    "field parsing": (
        b"data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
        ["\0\n 2\n1\n3\n\n4"],
    ),
    "field unknown": (
        b"data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
        ["test\n\ntest"],
    ),
    "leading space": (b"data:\ttest\rdata: \ndata:test\n\n", ["\ttest\n\ntest"]),
    "newlines": (b"data:test\r\ndata\ndata:test\r\n\r", ["test\n\ntest"]),
    "null character": (b"data:\0\n\n\n\n", ["\0"]),
    "utf-8": ("data:ok…\n\n".encode(), ["ok…"]),
    "mime type trailing": (b"data:data\n\n", ["data"]),
}


@pytest.mark.parametrize("name", WPT)
def test_web_platform(name: str) -> None:
    data, expected = WPT[name]
    assert data_of(data) == expected


def test_a_mark_counts_only_at_the_very_start() -> None:
    assert data_of("data:\ufeff1\n\n\ufeffdata:2\n\ndata:3\n\n".encode()) == ["\ufeff1", "3"]
    assert data_of("\n\ufeffdata:1\n\ndata:2\n\n".encode()) == ["2"]
    (frame,) = parse("\n\ufeffdata:1\n\n".encode()).frames  # and the lenient view shows whose name it spoilt
    assert [name for name, _start, _end in frame.unknown] == ["\ufeffdata"]


def test_field_names_are_what_they_are() -> None:
    for name in (b"Data", b"DATA", b"data ", b" data", b"da", b"datas", b"d\0ata"):
        assert data_of(name + b":x\n\n") == [], name
        assert dispatched(b"data:1\n" + name + b":2\n\n") == [("message", "1", "")], name
    upper = parse(b"Event:e\nID:1\nRetry:5\ndata:x\n\n")
    assert [(frame.event, frame.id, frame.retry) for frame in upper.frames] == [("message", "", None)]


def test_a_colon_begins_a_comment_and_parts_a_name_from_its_value() -> None:
    assert data_of(b":data:x\n:\n::\ndata::x\ndata: :\n\n") == [":x\n:"]
    assert [comment.text for comment in parse(b":data:x\n:\n::\n: a\n").comments] == ["data:x", "", ":", " a"]


def test_only_one_blank_is_taken_off() -> None:
    assert data_of(b"data:  x\ndata:\t x\ndata: \t\n\n") == [" x\n\t x\n\t"]
    assert dispatched(b"event:  e\nid:  7\ndata:x\n\n") == [(" e", "x", " 7")]


def test_a_thousand_data_lines_are_one_event() -> None:
    lines = [b"%d" % number for number in range(1000)]
    for end in (b"\n", b"\r", b"\r\n"):
        data = b"".join(b"data: " + line + end for line in lines) + end
        for size in (1, 7, len(data)):
            (frame,) = run([data[at : at + size] for at in range(0, len(data), size)]).frames
            assert frame_bytes(data, frame) == b"\n".join(lines)
            assert [data[a:b] for a, b in frame.data_spans] == lines


def test_long_comments_and_names() -> None:
    long = b"x" * 2048
    assert data_of(b"data:1\n:" + long + b"\rdata:2\n:data:fail\r:" + long + b"\ndata:3\n\n") == ["1\n2\n3"]
    assert dispatched(b"event:" + long + b"\ndata:1\n\n") == [(long.decode(), "1", "")]


@pytest.mark.parametrize("value", [b"\0", b"x\0", b"\0x", b"x\0x", b" \0"])
def test_an_id_with_nul_is_ignored(value: bytes) -> None:
    assert dispatched(b"id:1\ndata:a\n\nid:" + value + b"\ndata:b\n\n") == [
        ("message", "a", "1"),
        ("message", "b", "1"),
    ]


def test_an_id_alone_is_in_force_for_the_next_event() -> None:
    result = parse(b"id:7\n\ndata:a\n\n")
    assert [(frame.dispatched, frame.id) for frame in result.frames] == [(True, "7")]
    assert dispatched(b"id:7\nevent:x\n\ndata:a\n\n") == [("message", "a", "7")]


def test_event_names() -> None:
    assert dispatched(b"event:test\ndata:x\n\ndata:x\n\n") == [("test", "x", ""), ("message", "x", "")]
    assert dispatched(b"event:a\nevent:b\ndata:x\n\n") == [("b", "x", "")]
    assert dispatched(b"event:a\n\ndata:x\n\n") == [("message", "x", "")]  # a block without data forgets its name
    assert dispatched(b"event\ndata:x\n\n") == [("message", "x", "")]


def test_ids() -> None:
    result = parse(b"id: 1\ndata:a\n\ndata:b\n\nid:2\n\ndata:c\n\nid\ndata:d\n\n")
    assert [frame.id for frame in result.frames] == ["1", "1", "2", ""]
    assert result.last_event_id == ""
    assert parse(b"id:7\n\n").last_event_id == "7"
    assert parse(b"id:7\ndata:x\n").last_event_id == ""  # no blank line: not in force
    assert parse(b"id:1\ndata:a\n\nid:2\0\ndata:b\n\n").last_event_id == "1"  # NUL: ignored
    assert parse("id:你\n\n".encode()).last_event_id == "你"
    assert parse(b"id:1\nid:2\n\n").last_event_id == "2"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"1500", 1500),
        (b" 1500", 1500),
        (b"0", 0),
        (b"007", 7),
        (b"", None),
        (b"+5", None),
        (b"-5", None),
        (b"5 ", None),
        (b"1_000", None),
        (b"1.5", None),
        ("٣".encode(), None),
        (b"2\0", None),
    ],
)
def test_retry_takes_digits_only(value: bytes, expected: int | None) -> None:
    assert parse(b"retry:" + value + b"\n\n").reconnection_time == expected


def test_retry_needs_its_line_end_but_no_event() -> None:
    assert parse(b"retry:5\n").reconnection_time == 5
    assert parse(b"retry:5").reconnection_time is None
    result = parse(b"retry:5\ndata:x\n\ndata:y\n\n")
    assert [frame.retry for frame in result.frames] == [5, None]
    assert parse(b"retry:1\nretry:x\n\n").reconnection_time == 1
    assert run([b"retry:" + b"9" * 5000 + b"\n\n"]).reconnection_time is not None


def test_blocks_that_carry_nothing_are_no_frames() -> None:
    assert parse(b"id:1\n\nretry:5\n\n:c\n\n\n\n").frames == []


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_line_ends(end: bytes) -> None:
    data = end.join([b"event: x", b"data: a", b"data: b", b"", b": c", b"data: d", b"", b""])
    result = parse(data)
    size = len(end)
    assert [(f.event, frame_bytes(data, f)) for f in result.frames] == [("x", b"a\nb"), ("message", b"d")]
    assert result.frames[0].start == 0
    assert result.frames[0].end == 8 + size + 7 + size + 7
    assert result.comments == [Comment(result.frames[0].end + 2 * size, result.frames[0].end + 2 * size + 3, " c")]


def test_only_cr_lf_and_crlf_end_a_line() -> None:
    text = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"
    assert data_of(f"data: {text}\n\n".encode()) == [text]


def test_a_cr_completes_a_line_at_once() -> None:
    content = bytearray(b"data: a\r\r")
    reader = SseReader(content)
    assert [frame.dispatched for frame in reader.advance()] == [True]
    content += b"\ndata: b\r\n"
    assert reader.advance() == []
    content += b"\r"
    assert len(reader.advance()) == 1


def test_spans() -> None:
    data = "id: 1\ndata: 你\n:注\ndata:\ndata\n\n".encode()
    result = parse(data)
    (frame,) = result.frames
    assert (frame.start, frame.end) == (0, len(data) - 2)
    assert [data[a:b].decode() for a, b in frame.data_spans] == ["你", "", ""]
    assert [data[c.start : c.end].decode() for c in result.comments] == [":注"]
    assert frame_bytes(data, frame) == "你\n\n".encode()


def test_positions_in_joined_data() -> None:
    data = b"data: ab\ndata: \ndata: cd\n\n"
    (frame,) = parse(data).frames
    joined = frame_bytes(data, frame)
    assert joined == b"ab\n\ncd"
    assert [content_offset(frame, at) for at in range(len(joined) + 1)] == [6, 7, 8, 15, 22, 23, 24]


# The lenient view: what some clients see and a conforming one does not.


def test_an_event_without_data() -> None:
    (frame,) = parse(b"event: ping\n\n").frames
    assert (frame.event, frame.dispatched, frame.terminated, frame.data_spans) == ("ping", False, True, ())


def test_unknown_fields() -> None:
    data = 'event: finish\nmeta: {"用":1}\nfoo\n\n'.encode()
    (frame,) = parse(data).frames
    assert not frame.dispatched
    assert [(name, data[a:b].decode()) for name, a, b in frame.unknown] == [("meta", '{"用":1}'), ("foo", "")]
    (frame,) = parse(b"error: boom\n\n").frames
    assert (frame.dispatched, frame.bare) == (False, False)


def test_a_bare_line() -> None:
    data = b'data: {"a":1}\n\n{"error":"x"}\ndata: {"b":2}\n\n<html>\n\n'
    result = parse(data)
    assert [(frame_bytes(data, f), f.dispatched, f.bare) for f in result.frames] == [
        (b'{"a":1}', True, False),
        (b'{"error":"x"}', False, True),
        (b'{"b":2}', True, False),
        (b"<html>", False, True),
    ]


def test_a_bare_line_inside_a_block_follows_it() -> None:
    data = b'data: a\n{"error":1}\ndata: b\n\n'
    result = parse(data)
    assert [frame_bytes(data, f) for f in result.frames] == [b"a\nb", b'{"error":1}']
    assert [f.dispatched for f in result.frames] == [True, False]


@pytest.mark.parametrize("tail", [b"data: b", b"data: b\n", b"data: b\r", b"event: e\ndata: b\r\n"])
def test_the_unterminated_last_event(tail: bytes) -> None:
    data = b"data: a\n\n" + tail
    result = parse(data)
    assert [(frame_bytes(data, f), f.dispatched, f.terminated) for f in result.frames] == [
        (b"a", True, True),
        (b"b", False, False),
    ]


@pytest.mark.parametrize("tail", [b"dat", b"data", b"id: 5", b"event: x", b"retry: 7", b"x: y"])
def test_a_last_line_without_data_is_nothing(tail: bytes) -> None:
    result = parse(b"data: a\n\n" + tail)
    assert len(result.frames) == 1
    assert result.last_event_id == ""


def test_an_unterminated_bare_line_and_comment() -> None:
    result = parse(b'data: a\n\n{"error":1}')
    assert [(f.bare, f.terminated) for f in result.frames] == [(False, True), (True, False)]
    assert parse(b"data: a\n\n: bye").comments == [Comment(9, 14, " bye")]


def test_nothing_and_a_mark_alone() -> None:
    for data in (b"", b"\n", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb", b":"):
        assert parse(data).frames == []


LINES = st.sampled_from(
    b"data: x|data:|data|id: 1|event: e|: c|retry: 1|{|foo: b|||\xef\xbb\xbf|data: \xe4\xbd\xa0".split(b"|")
)


@given(st.lists(st.tuples(LINES, st.sampled_from([b"\n", b"\r", b"\r\n", b""])), max_size=12), st.binary(max_size=8))
def test_garbage(lines: list[tuple[bytes, bytes]], garbage: bytes) -> None:
    data = b"".join(line + end for line, end in lines)
    parse((garbage + data)[:60])
    parse((data + garbage)[:60])


_PRETTY = b'{\n  "a": "}{",\n  "b": [\n1]\n}'


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"data: 1\n\n%s\ndata: 2\n\n" % _PRETTY, [b"1", _PRETTY, b"2"]),
        (_PRETTY + b"\n" + _PRETTY, [_PRETTY, _PRETTY]),
        (b'{\n"a": 1\nevent: x\ndata: 2\n\n', [b'{\n"a": 1', b"2"]),  # a field ends it,
        (b'{\n"a": 1\n\ndata: 2\n\n', [b'{\n"a": 1', b"2"]),  # and so does a blank line
        (b'{\ndata: 2\n"a": 1\n\n', [b"{", b"2"]),
        (b'{\n"a": 1\nretry: 7', [b'{\n"a": 1']),
    ],
)
def test_pretty_json_without_data_is_one_bare_frame(data: bytes, wanted: list[bytes]) -> None:
    result = parse(data)
    assert [frame_bytes(data, frame) for frame in result.frames] == wanted
    assert [frame.bare for frame in result.frames] == [item[:1] == b"{" for item in wanted]
    assert result.reconnection_time is None
