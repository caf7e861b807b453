"""Records: lines to the letter, glued and pretty-printed objects, array streams, one JSON; no cut changes a span."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.frames import Frame
from streamlab.decode.records import LineRecords, PrefixedLines, Records, WholeBody
from tests.decode.splits import every_split

Reader = LineRecords | Records | WholeBody
Make = Callable[[bytearray], Reader]


def run(pieces: list[bytes], make: Make) -> list[Frame]:
    content = bytearray()
    reader = make(content)
    frames: list[Frame] = []
    for piece in pieces:
        content += piece
        frames += reader.advance()
        assert all(frame.ready <= len(content) for frame in frames)
    return frames + reader.advance(final=True)


def parse(data: bytes, make: Make) -> list[Frame]:
    """The frames, after checking that no way to cut `data` changes them."""
    whole = run([data], make)
    for pieces in every_split(data):
        assert run(pieces, make) == whole, pieces
    assert [frame.index for frame in whole] == list(range(len(whole)))
    assert all(frame.start <= frame.data_spans[0][0] <= frame.data_spans[0][1] == frame.end for frame in whole)
    assert all(one.end <= two.start for one, two in pairwise(whole))
    assert all(0 <= frame.start <= frame.end <= len(data) for frame in whole)
    return whole


def texts(data: bytes, make: Make) -> list[str]:
    return [data[frame.start : frame.end].decode() for frame in parse(data, make)]


def records(content: bytearray) -> Records:
    return Records(content)


def array(content: bytearray) -> Records:
    return Records(content, array=True)


# ndjson to the letter


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\n\r\n \n\t\r\n", []),
        (b'{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']),
        (b'{"a":1}\r\n\r\n{"b":2}\r\n', ['{"a":1}', '{"b":2}']),
        (b'{"a":1}\r\r\n', ['{"a":1}\r']),  # one CR belongs to the line end
        (b'{"a":1}\n{"b"', ['{"a":1}', '{"b"']),
        (b'{"a":1}{"b":2}\n', ['{"a":1}{"b":2}']),  # no gluing
        (b'{\n "a": 1\n}\n', ["{", ' "a": 1', "}"]),  # no pretty-printing
        ("\u2028{}\x85\n".encode(), ["\u2028{}\x85"]),
        (b"a\rb\n", ["a\rb"]),
    ],
)
def test_lines(data: bytes, expected: list[str]) -> None:
    assert texts(data, LineRecords) == expected


def test_lines_are_terminated_or_not() -> None:
    assert [frame.terminated for frame in parse(b"1\n2", LineRecords)] == [True, False]


# prefixed lines


def test_prefixed_lines() -> None:
    data = 'f:{"a":1}\r\n0:"你\\n"\n\nd:\nnonsense\n:x\ne:{}'.encode()
    found = [(frame.event, data[slice(*frame.data_spans[0])].decode()) for frame in parse(data, PrefixedLines)]
    assert found == [
        ("f", '{"a":1}'),
        ("0", '"你\\n"'),
        ("d", ""),
        ("message", "nonsense"),
        ("message", ":x"),
        ("e", "{}"),
    ]


# objects as they close


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b" \r\n \n", []),
        (b'{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']),
        (b'{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}']),
        (b'\n{"a":1}\n\n{"b":2}', ['{"a":1}', '{"b":2}']),
        (b'{"a":1}\r\n{"b":2}\r\n', ['{"a":1}', '{"b":2}']),
        (b'{"a":1}{"b":2}{}', ['{"a":1}', '{"b":2}', "{}"]),
        (b'{"a":1} {"b":2}', ['{"a":1}', '{"b":2}']),
        (b'{"a":"}{\\"\\\\"}{"b":"\\\\"}', ['{"a":"}{\\"\\\\"}', '{"b":"\\\\"}']),
        (b'{"a":[1,{"b":"]"}]}\n[1]\n', ['{"a":[1,{"b":"]"}]}', "[1]"]),
        (b'{"a":1}\nplain\n5\n"x"\n{"b":2}', ['{"a":1}', "plain", "5", '"x"', '{"b":2}']),
        ('{"a":"你"}\n{"b":"😀"}'.encode(), ['{"a":"你"}', '{"b":"😀"}']),
        (b'\x1e{"a":1}\n\x1e{"b":2}\n\x1e\x1e[3]\n', ['{"a":1}', '{"b":2}', "[3]"]),  # RFC 7464
        (b'\x1e{"a":1}\x1e{"b":\n\x1e5\n', ['{"a":1}', '{"b":', "5"]),
        (b"[1][2]\n[3]", ["[1]", "[2]", "[3]"]),
        (
            '{"a":1}\n\ufeff{"b":2}\n{"c":3}'.encode(),
            ['{"a":1}', '\ufeff{"b":2}', '{"c":3}'],
        ),  # a BOM begins a body only
        (b'\t{"a":1} \t\n \n\r\n\t\n  {"b":2}\t', ['{"a":1}', '{"b":2}']),
        # pretty-printed
        (b'{\n  "a": 1,\n  "b": [\n    2\n  ]\n}\n', ['{\n  "a": 1,\n  "b": [\n    2\n  ]\n}']),
        (b'{\r\n  "a": 1\r\n}\r\n{"b":2}', ['{\r\n  "a": 1\r\n}', '{"b":2}']),
        (b'{"a": 1,\n "b": 2}', ['{"a": 1,\n "b": 2}']),
        (b'{"a":1}\n{\n "error": 1\n}\n', ['{"a":1}', '{\n "error": 1\n}']),
        (b'{\n "a": "x\ny"\n}', ['{\n "a": "x\ny"\n}']),  # a raw line end in a string, for the JSON parser to find
        # broken records end at their line end, and the next one is read again
        (b'{"a":1\n{"b":2}\n', ['{"a":1', '{"b":2}']),
        (b'{"a":"x\n{"b":2}\n', ['{"a":"x', '{"b":2}']),
        (b'{"a":"x\\\n{"b":2}\n', ['{"a":"x\\', '{"b":2}']),
        (b'{"z":0}\n{"a":1,\n{"b":2}\n', ['{"z":0}', '{"a":1,', '{"b":2}']),
        (b'{"a":1}}\n{"b":2}\n', ['{"a":1}', "}", '{"b":2}']),
        (b'{"a":]\n{"b":2}\n', ['{"a":]', '{"b":2}']),
        (b'{"a":1', ['{"a":1']),
        (b'{"a":1\n', ['{"a":1']),
        (b"{\n", ["{"]),
        (b'{"a":"\\', ['{"a":"\\']),
        (b"{'a':1}\n{}", ["{'a':1}", "{}"]),
    ],
)
def test_records(data: bytes, expected: list[str]) -> None:
    assert texts(data, records) == expected


def test_glued_and_terminated() -> None:
    frames = parse(b'{"a":1}{"b":2}\n{"c":3} x\n{"d":4}', records)
    assert [frame.glued for frame in frames] == [False, True, False, True, False]
    assert [frame.terminated for frame in frames] == [False, True, False, True, False]


def test_a_record_separator_ends_what_came_before() -> None:
    frames = parse(b'\x1e{"a":1}\x1e{"b":2}{"c":3}', records)
    assert [(frame.glued, frame.terminated) for frame in frames] == [(False, True), (False, False), (True, False)]


def test_a_record_is_ready_when_its_bracket_closes() -> None:
    content = bytearray(b'{"a":1')
    reader = Records(content)
    assert reader.advance() == []
    content += b"}"
    assert len(reader.advance()) == 1
    content += b'\n{"b":"' + b"x" * 300
    assert reader.advance() == []
    content += b'"}'
    assert [frame.ready for frame in reader.advance()] == [len(content)]


def test_pretty_is_known() -> None:
    for data, pretty in ((b'{\n"a":1\n}', True), (b'{"a":1}\n{}', False)):
        content = bytearray(data)
        reader = Records(content)
        reader.advance()
        assert reader.pretty is pretty


def test_a_record_longer_than_the_first_try() -> None:
    data = b'{"a":"' + b"x" * 70_000 + b'"}\n{"b":1}{"a":"' + b"y" * 70_000 + b"\n{}"
    expected = [(0, 70_008), (70_009, 70_016), (70_016, 140_022), (140_023, 140_025)]
    for size in (1000, 65_536, len(data)):
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert [(f.start, f.end) for f in run(pieces, records)] == expected


# array streams


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[]", []),
        (b" [ ] ", []),
        (b'[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']),
        (b'[{\n  "a": [1]\n}\n,\r\n{\n  "b": "],["\n}\n]\n', ['{\n  "a": [1]\n}', '{\n  "b": "],["\n}']),
        (b'[1, -2.5e3 ,"a, ]b",null, [3], true]', ["1", "-2.5e3", '"a, ]b"', "null", "[3]", "true"]),
        (b'["a\\"b","\\\\"]', ['"a\\"b"', '"\\\\"']),
        (b'["],[","\\"],[",["],["],{"],[":"]"}]', ['"],["', '"\\"],["', '["],["]', '{"],[":"]"}']),
        (b'[{"a":1},{"b"', ['{"a":1}', '{"b"']),
        (b'[{"a":1}', ['{"a":1}']),
        (b"[1,tru", ["1", "tru"]),
        (b'["a', ['"a']),
        (b"[\x0b,\x0c]", ["\x0b", "\x0c"]),
        (b'[{"a":1}]garbage\n', ['{"a":1}', "garbage"]),
        (b'[{"a":1}]\n{"error":1}{}', ['{"a":1}', '{"error":1}', "{}"]),
        (b'{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}']),  # no array at all, though one was asked for
    ],
)
def test_arrays(data: bytes, expected: list[str]) -> None:
    assert texts(data, array) == expected


def test_what_follows_an_array_is_glued_to_it() -> None:
    assert [frame.glued for frame in parse(b"[{},{}]{}", array)] == [False, False, True]
    assert [frame.glued for frame in parse(b"[{},{}]\n{}", array)] == [False, False, False]


# one JSON


@pytest.mark.parametrize(
    ("data", "span"),
    [
        (b"", (0, 0)),
        (b" \r\n\t", (0, 0)),
        (b'{"a":1}', (0, 7)),
        (b'\n {"a":1}\r\n ', (2, 9)),
        (b"x\n{}", (0, 4)),
    ],
)
def test_one_json(data: bytes, span: tuple[int, int]) -> None:
    (frame,) = parse(data, WholeBody)
    assert (frame.start, frame.end) == span


# anything


PARTS = st.sampled_from(
    [
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"\\",
        b"\n",
        b"\r",
        b",",
        b":",
        b" ",
        b"1",
        b'{"a":1}',
        b'"x"',
        b"\x00",
        b"\xff",
        b"x",
    ]
)


@given(st.lists(PARTS, max_size=14))
def test_garbage(parts: list[bytes]) -> None:
    data = b"".join(parts)[:40]
    for make in (LineRecords, PrefixedLines, records, array, WholeBody):
        parse(data, make)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=3), JSON, max_size=3), max_size=4)


@given(OBJECTS, st.sampled_from(["\n", "\r\n", "", " ", "\n\n"]), st.sampled_from([None, 1]), st.booleans())
def test_what_was_written_is_read(objects: list[object], between: str, indent: int | None, ascii: bool) -> None:  # noqa: A002
    written = [json.dumps(value, indent=indent, ensure_ascii=ascii) for value in objects]
    data = between.join(written).encode("utf-8", "surrogatepass")
    assert [data[f.start : f.end].decode() for f in run([data], records)] == written
    listed = ("[" + f"{between},".join(written) + "]").encode()
    assert [listed[f.start : f.end].decode() for f in run([listed[:7], listed[7:]], array)] == written
