"""JSON texts: what RFC 8259 accepts, and for the rest the first byte that cannot continue a valid text."""

from __future__ import annotations

import json
import math

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streamlab.decode.json_text import MESSAGES, accepted_by, check, parse

# The y_ cases of JSONTestSuite.
ACCEPTED = [
    b"[[]   ]",
    b'[""]',
    b"[]",
    b'["a"]',
    b"[false]",
    b'[null, 1, "1", {}]',
    b"[null]",
    b"[1\n]",
    b" [1]",
    b"[1,null,null,null,2]",
    b"[2] ",
    b"[123e65]",
    b"[0e+1]",
    b"[0e1]",
    b"[ 4]",
    b"[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]\n",
    b"[20e1]",
    b"[-0]",
    b"[-123]",
    b"[-1]",
    b"[1E22]",
    b"[1E-2]",
    b"[1E+2]",
    b"[123e45]",
    b"[123.456e78]",
    b"[1e-2]",
    b"[1e+2]",
    b"[123]",
    b"[123.456789]",
    b'{"asd":"sdf", "dfg":"fgh"}',
    b'{"asd":"sdf"}',
    b'{"a":"b","a":"c"}',
    b'{"a":"b","a":"b"}',
    b"{}",
    b'{"":0}',
    b'{"foo\\u0000bar": 42}',
    b'{ "min": -1.0e+28, "max": 1.0e+28 }',
    b'{"a":[]}',
    b'{"title":"\\u041f\\u043e" }',
    b'{\n"a": "b"\n}',
    b'["\\u0060\\u012a\\u12AB"]',
    b'["\\uD801\\udc37"]',
    b'["\\ud83d\\ude39\\ud83d\\udc8d"]',
    b'["\\"\\\\\\/\\b\\f\\n\\r\\t"]',
    b'["\\\\u0000"]',
    b'["\\""]',
    b'["a/*b*/c/*d//e"]',
    b'["\\\\a"]',
    b'["\\\\n"]',
    b'["\\u0012"]',
    b'["\\uFFFF"]',
    b'[ "asd"]',
    '["\U0010ffff"]'.encode(),
    '["\uffff"]'.encode(),
    b'["\\u0000"]',
    b'["\\u002c"]',
    '["π"]'.encode(),
    b'" "',
    b'["\\uD834\\uDd1e"]',
    '["\u2028\u2029\x7f"]'.encode(),
    b'["\\u200B\\u2064\\uFDD0\\uFFFE\\u0022"]',
    b"false",
    b"42",
    b"-0.1",
    b"null",
    b'"asd"',
    b"true",
    b'""',
    b'["a"]\n',
    b"[true]",
    b" [] ",
    # i_: up to the parser. Numbers out of range and lone surrogate escapes are grammar.
    b"[123.456e-789]",
    b"[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999]",
    b"[-1e+9999]",
    b"[1.5e+9999]",
    b"[-237462374673276894279832749832423479823246327846]",
    b'{"\\uDFAA":0}',
    b'["\\uDADA"]',
    b'["\\uD888\\u1234"]',
    b'["\\ud800\\n"]',
    b'["\\uDd1ea"]',
    b'["\\uD800\\uD800\\n"]',
    b'["\\ud800abc"]',
    b'["\\uDd1e\\uD834"]',
    b'["\\uDFAA"]',
    b'["\xff"]',  # what a client parses has U+FFFD here
    b'["\xed\xa0\x80"]',
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: bytes) -> None:
    assert check(text) is None
    parsed = parse(text)
    assert parsed.error is None
    assert not parsed.too_deep


# The n_ cases, each with the offset of the first byte that cannot continue a valid text, and the kind of fault.
REJECTED = [
    (b"[1 true]", 3, "missing-comma"),
    (b"[a\xe5]", 1, "bad-literal"),
    (b'["": 1]', 3, "missing-comma"),
    (b'[""],', 4, "extra-data"),
    (b"[,1]", 1, "unexpected"),
    (b"[1,,2]", 3, "unexpected"),
    (b'["x",,]', 5, "unexpected"),
    (b'["x"]]', 5, "extra-data"),
    (b'["",]', 4, "trailing-comma"),
    (b'["x"', 4, "truncated"),
    (b"[x", 1, "bad-literal"),
    (b"[3[4]]", 2, "missing-comma"),
    (b"[\xff]", 1, "unexpected"),
    (b"[1:2]", 2, "missing-comma"),
    (b"[,]", 1, "unexpected"),
    (b"[-]", 2, "bad-number"),
    (b'[   , ""]', 4, "unexpected"),
    (b'["a",\n4\n,1,', 11, "truncated"),
    (b"[1,]", 3, "trailing-comma"),
    (b'["\x0ba"\\f]', 2, "control-character"),
    (b"[*]", 1, "unexpected"),
    (b'[""', 3, "truncated"),
    (b"[1,", 3, "truncated"),
    (b"[1,\n1\n,1", 8, "truncated"),
    (b"[{}", 3, "truncated"),
    (b"[fals]", 5, "bad-literal"),
    (b"[nul]", 4, "bad-literal"),
    (b"[tru]", 4, "bad-literal"),
    (b"123\0", 3, "extra-data"),
    (b"[++1234]", 1, "bad-number"),
    (b"[+1]", 1, "bad-number"),
    (b"[+Inf]", 1, "bad-number"),
    (b"[-01]", 3, "bad-number"),
    (b"[-1.0.]", 5, "missing-comma"),
    (b"[-2.]", 4, "bad-number"),
    (b"[-NaN]", 2, "nan"),
    (b"[.-1]", 1, "bad-number"),
    (b"[.2e-3]", 1, "bad-number"),
    (b"[0.1.2]", 4, "missing-comma"),
    (b"[0.3e+]", 6, "bad-number"),
    (b"[0.3e]", 5, "bad-number"),
    (b"[0.e1]", 3, "bad-number"),
    (b"[0E+]", 4, "bad-number"),
    (b"[0E]", 3, "bad-number"),
    (b"[1.0e+]", 6, "bad-number"),
    (b"[1 000.0]", 3, "missing-comma"),
    (b"[1eE2]", 3, "bad-number"),
    (b"[2.e+3]", 3, "bad-number"),
    (b"[9.e+]", 3, "bad-number"),
    (b"[Inf]", 1, "nan"),
    (b"[NaN]", 1, "nan"),
    (b"[nan]", 2, "nan"),
    (b"[Infinity]", 1, "nan"),
    (b"[-Infinity]", 2, "nan"),
    (b"[1+2]", 2, "missing-comma"),
    (b"[0x1]", 2, "missing-comma"),
    (b"[012]", 2, "bad-number"),
    (b"[-foo]", 2, "bad-number"),
    (b"[1ea]", 3, "bad-number"),
    (b"[1.]", 3, "bad-number"),
    ("[１]".encode(), 1, "unexpected"),
    (b"[1a]", 2, "missing-comma"),
    (b'["x", truth]', 9, "bad-literal"),
    (b'{[: "x"}\n', 1, "unquoted-name"),
    (b'{"x", null}', 4, "missing-colon"),
    (b'{"x"::"b"}', 5, "unexpected"),
    (b"{\xf0\x9f\x87\xa8}", 1, "unquoted-name"),
    (b'{"a":"a" 123}', 9, "missing-comma"),
    (b"{key: 'value'}", 1, "unquoted-name"),
    (b'{"a" b}', 5, "missing-colon"),
    (b'{:"b"}', 1, "unquoted-name"),
    (b'{"a" "b"}', 5, "missing-colon"),
    (b'{"a":', 5, "truncated"),
    (b'{"a"', 4, "truncated"),
    (b"{1:1}", 1, "unquoted-name"),
    (b"{null:null,null:null}", 1, "unquoted-name"),
    (b'{"id":0,,,,,}', 8, "unquoted-name"),
    (b"{'a':0}", 1, "single-quotes"),
    (b'{"id":0,}', 8, "trailing-comma"),
    (b'{"a":"b"}/**/', 9, "extra-data"),
    (b'{"a":"b"}#', 9, "extra-data"),
    (b'{"a":/*comment*/"b"}', 5, "comment"),
    (b'{"a":1,/*c*/"b":2}', 7, "comment"),
    (b"[#1]", 1, "comment"),
    (b'{"a":"b",,"c":"d"}', 9, "unquoted-name"),
    (b'{a: "b"}', 1, "unquoted-name"),
    (b'{"a":"a', 7, "truncated"),
    (b'{ "foo" : "bar", "a" }', 21, "missing-colon"),
    (b'{"a":"b"}#{}', 9, "extra-data"),
    (b" ", 1, "empty"),
    (b"", 0, "empty"),
    (b'["\\uD800\\"]', 11, "truncated"),
    (b'["\\uD800\\u"]', 10, "bad-escape"),
    (b'["\\uD800\\u1"]', 11, "bad-escape"),
    (b'["\\x00"]', 3, "bad-escape"),
    (b'["\\\\\\"]', 7, "truncated"),
    (b'["\\\t"]', 3, "bad-escape"),
    ('["\\🌀"]'.encode(), 3, "bad-escape"),
    (b'["\\"]', 5, "truncated"),
    (b'["\\u00A"]', 7, "bad-escape"),
    (b'["\\uD834\\uDd"]', 12, "bad-escape"),
    (b'["\\a"]', 3, "bad-escape"),
    (b'["\\uqqqq"]', 4, "bad-escape"),
    (b'["\\u', 4, "truncated"),
    (b'["\\u12', 6, "truncated"),
    (b'["\\', 3, "truncated"),
    (b'[\\u0020"asd"]', 1, "unexpected"),
    (b"[\\n]", 1, "unexpected"),
    (b'"', 1, "truncated"),
    (b"['single quote']", 1, "single-quotes"),
    (b"abc", 0, "unexpected"),
    (b'["a\0a"]', 3, "control-character"),
    (b'["new\nline"]', 5, "control-character"),
    (b'["\t"]', 2, "control-character"),
    (b'"\x1f"', 1, "control-character"),
    (b'""x', 2, "extra-data"),
    (b"<.>", 0, "unexpected"),
    (b"[<null>]", 1, "unexpected"),
    (b"<!DOCTYPE html>", 0, "html"),
    (b"<html><p>", 0, "html"),
    (b"[1]x", 3, "extra-data"),
    (b"[1]]", 3, "extra-data"),
    (b"]", 0, "unexpected"),
    (b"\xef\xbb\xbf{}", 0, "bom"),
    (b"\xef\xbb{}", 0, "unexpected"),
    (b"[", 1, "truncated"),
    (b'{"":', 4, "truncated"),
    (b'{"a":1]', 6, "unexpected"),
    (b"[1}", 2, "unexpected"),
    (b"[True]", 1, "bad-literal"),
    (b'{"a":None}', 5, "bad-literal"),
    (b"{]", 1, "unquoted-name"),
    (b"{,", 1, "unquoted-name"),
    (b"nul", 3, "truncated"),
    (b"-", 1, "truncated"),
    (b"1.", 2, "truncated"),
    (b"1e", 2, "truncated"),
    (b"1e+", 3, "truncated"),
    (b"{}}", 2, "extra-data"),
    (b'{"a": true} "x"', 12, "extra-data"),
    (b'{"a":1}{"b":2}', 7, "extra-data"),
    (b"[\x0c]", 1, "unexpected"),
    (b"[\xe2\x81\xa0]", 1, "unexpected"),
    (b"\xc2\xa0[]", 0, "unexpected"),
]


@pytest.mark.parametrize(("text", "position", "kind"), REJECTED)
def test_rejected(text: bytes, position: int, kind: str) -> None:
    error = check(text)
    assert error is not None
    assert (error.position, error.kind) == (position, kind)
    assert parse(text).error == error
    assert MESSAGES[kind] in error.message


@pytest.mark.parametrize(("text", "position", "kind"), REJECTED)
def test_the_position_is_the_first_that_cannot_go_on(text: bytes, position: int, kind: str) -> None:
    """Everything before it is the beginning of some valid text: cut there, the text only stops too early."""
    if kind == "bom":
        return
    before = check(text[:position])
    assert before is None or (before.position, before.kind in ("truncated", "empty")) == (position, True)


def test_line_and_column() -> None:
    error = check('{\n  "你": "a",\n  "好": x\n}'.encode())
    assert error is not None
    assert (error.line, error.column, error.position) == (3, 8, 25)
    assert error.message.endswith("(line 3, column 8)")


def test_lone_surrogates_are_read() -> None:
    assert parse(b'"\\ud83d"').value == "\ud83d"
    assert parse(b'"\\ud83d\\ude00"').value == "😀"


def test_deep_nesting_ends_in_an_answer() -> None:
    depth = 100_000
    for text in (b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth):
        parsed = parse(text)
        assert parsed.too_deep
        assert parsed.error is None
    error = check(b"[" * depth)
    assert error is not None
    assert (error.position, error.kind) == (depth, "truncated")
    error = check(b"[" * depth + b"}")
    assert error is not None
    assert error.position == depth


def test_large_integers_end_in_an_answer() -> None:
    for digits in (20, 4300, 5000, 100_000):
        value = parse(b"1" * digits).value
        assert isinstance(value, int | float)
    assert parse(b"-" + b"9" * 5000).value == -math.inf


def test_a_large_string() -> None:
    assert parse(b'"' + b"x" * 10_000_000 + b'"').error is None
    error = check(b'"' + b"x" * 10_000_000)
    assert error is not None
    assert error.position == 10_000_001


@pytest.mark.parametrize("item", [b"1,", b'"a\\n" , ', b"-1.5e3\n,", b"null,"])
def test_a_fault_behind_many_members(item: bytes) -> None:
    array, table = b"[" + item * 200_000, b'{"k":' + item.replace(b",", b',"k":') * 100_000
    for text, at in ((array, 0), (table, 0)):
        assert check(text + b"0]" if text is array else text + b"0}") is None
        error = check(text)
        assert error is not None
        assert (error.position, error.kind) == (len(text) - at, "truncated")
        error = check(text + b"x")
        assert error is not None
        assert error.position == len(text)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)
TOKENS = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "\\",
        '\\"',
        "\\u",
        "d83d",
        "true",
        "false",
        "null",
        "nul",
        "0",
        "1",
        "-1",
        "1.5",
        "1e5",
        ".",
        "e",
        "+",
        "-",
        '"a"',
        '"b":1',
        "\n",
        "\t",
        "x",
        "/",
        "é",
        "\x00",
        "NaN",
        "'",
        " ",
    ]
)


@given(VALUES)
def test_what_was_written_is_accepted(value: object) -> None:
    text = json.dumps(value).encode()
    assert check(text) is None
    assert check(b" \r\n" + text + b"\t ") is None
    assert parse(text).value == json.loads(text)


@pytest.mark.parametrize("digits", [str(2**64), str(-(2**63) - 1), "9" * 30])
def test_an_integer_of_more_than_64_bits_is_what_a_browser_makes_of_it(digits: str) -> None:
    value = parse(digits.encode()).value
    assert (type(value), value) == (float, float(digits))


@given(st.lists(TOKENS, max_size=12).map("".join))
@example("1.5.2")
@example("[1e5,]")
def test_agrees_with_others(source: str) -> None:
    """json.loads accepts (but for NaN and Infinity) exactly what `check` accepts; orjson accepts a part of it."""
    text = source.encode()
    accepted = check(text) is None
    assert parse(text).error == check(text)
    try:
        json.loads(source, parse_constant=_refuse)
    except ValueError:
        assert not accepted
    else:
        assert accepted
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return
    assert accepted


def _refuse(constant: str) -> None:
    raise ValueError(constant)


@given(st.binary(max_size=30))
def test_garbage(text: bytes) -> None:
    error = check(text)
    if error is not None:
        assert 0 <= error.position <= len(text)
        assert error.kind in MESSAGES
        assert error.line >= 1
        assert error.column >= 1


@given(VALUES, st.data())
def test_a_prefix_is_truncated_at_its_end(value: object, data: st.DataObject) -> None:
    text = json.dumps(value).encode()
    error = check(text[: data.draw(st.integers(0, len(text) - 1))])
    if error is not None:
        assert error.kind in ("truncated", "empty")
        assert error.position <= len(text)


@pytest.mark.parametrize(
    ("text", "readers"),
    [
        ('{"a": NaN}', ["python json", "python json strict=False"]),
        ('{"a": "x\ty"}', ["python json strict=False", "python literal"]),
        ("{'a': 1}", ["python literal"]),
        ("[1, 2,]", ["python literal"]),
        ("{a: 1}", []),
        ('{"a": ', []),
        ("[" * 100_000, []),
    ],
)
def test_which_lenient_readers_take_it(text: str, readers: list[str]) -> None:
    assert accepted_by(text) == readers
