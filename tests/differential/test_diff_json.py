"""JSON texts: accepted or rejected as CPython, orjson and Node do, and the failing byte by trying to complete what is before it.

Texts are compared as a client parses them, ill-formed UTF-8 replaced by U+FFFD. orjson reads bytes and refuses more than the
grammar does; `orjson_refuses` names what.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab.decode import json_text
from tests.decode.test_json_text import ACCEPTED, REJECTED
from tests.differential.oracle import Node
from tests.fuzz.effort import effort


def _constant(name: str) -> None:
    raise ValueError(name)


def by_cpython(text: bytes) -> bool:
    """Strictly: no NaN, no Infinity; integers of any length."""
    try:
        json.loads(text.decode("utf-8", "replace"), parse_constant=_constant, parse_int=len)
    except ValueError:
        return False
    return True


def by_orjson(text: bytes) -> bool:
    with contextlib.suppress(orjson.JSONDecodeError):
        orjson.loads(text)
        return True
    return False


def orjson_refuses(text: bytes) -> bool:
    """Ill-formed UTF-8, lone surrogate escapes, numbers beyond a double, nesting over 1024: texts by RFC 8259 all the same."""
    numbers: list[float] = []

    def number(digits: str) -> float:
        numbers.append(float(digits))
        return 0.0

    try:
        value = json.loads(text.decode(), parse_int=number, parse_float=number)
    except UnicodeDecodeError:
        return True
    surrogate = re.search("[\ud800-\udfff]", json.dumps(value, ensure_ascii=False))
    return surrogate is not None or float("inf") in map(abs, numbers) or _depth(text) > 1024


def _depth(text: bytes) -> int:
    return max(itertools.accumulate((byte in b"[{") - (byte in b"]}") for byte in text), default=0)


# -- which byte --------------------------------------------------------------------------------------------------------

# Whatever state a beginning of a JSON text ends in, one of these and the closing brackets complete it.
_STRING_ENDS = [escape + '"' for escape in ("", "n", '"', "u0000", "0000", "000", "00", "0")]
_TAILS = [
    *("", "0", '"":0', ":0", ',"":0', ":0"),
    *(word[cut:] for word in ("true", "false", "null") for cut in range(1, len(word))),
    *_STRING_ENDS,
    *(end + ":0" for end in _STRING_ENDS),
]


def completed(start: bytes) -> str | None:
    """A JSON text that begins with `start`, None where there is none."""
    text = start.decode("utf-8", "replace")
    outside = re.sub(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', "", text, flags=re.DOTALL)
    closers: list[str] = []
    for character in outside:
        if character in "[{":
            closers.append("]}"["[{".index(character)])
        elif character in "]}" and closers:
            closers.pop()
    end = "".join(reversed(closers))
    return next((whole for tail in _TAILS if by_cpython((whole := text + tail + end).encode())), None)


def check_text(text: bytes) -> bool:
    """Whether we accept `text`; where we do not, the byte is the first that cannot go on."""
    error = json_text.check(text)
    parsed = json_text.parse(text)
    assert parsed.error == error
    if error is None:
        return True
    assert completed(text[: error.position]) is not None
    if error.position < len(text):
        assert completed(text[: error.position + 1]) is None
    return False


def check_texts(node: Node, texts: list[bytes]) -> None:
    for text, refusal in zip(texts, node.ask("json", [[text] for text in texts]), strict=True):
        accepted = check_text(text)
        assert accepted == by_cpython(text), text
        assert accepted == (refusal is None), (text, refusal)
        assert accepted == by_orjson(text) or (accepted and orjson_refuses(text)), text


# JSONTestSuite's other i_ cases and structures that a parser may take for valid.
MORE = [
    b"\xef\xbb\xbf[]",
    b"\xff\xfe[\0]\0",
    b'["\xe6\x97\xa5\xd1\x88\xfa"]',
    b'["\xc0\xaf"]',
    b'["\xf4\xbf\xbf\xbf"]',
    b'["\xfc\x83\xbf\xbf\xbf\xbf"]',
    b"[" * 500 + b"]" * 500,
    b'{"a":' * 300 + b"null" + b"}" * 300,
    b"[123123e100000]",
    b"[-1e-9999999]",
    b"[1" + b"0" * 5000 + b"]",
    b'["\\uD83D\\u"]',
    b'["\\u00A\xe5"]',
    b'["\\x15"]',
    b'["\\\xe5"]',
    b'["new\nline"]',
    b'["\t"]',
    b'["\0"]',
    b"[\0]",
    b"\0[]",
    b"[]\0",
    b"[\xc2\xa0]",
    b"[\xe2\x81\xa0]",
    b"\xe2\x80\x8b{}",
    b"[1,\x0b2]",
    b"\x0c[]",
    b"{'a':0}",
    b"{a:0}",
    b'{"a"b}',
    b'{"a":/*x*/0}',
    b'{"a":0}//',
    b'{"a":0,,"b":1}',
    b'{"a"}',
    b'{"a":}',
    b"{:0}",
    b"{1:1}",
    b'{"a":1 "b":2}',
    b"[0x1]",
    b"[1e]",
    b"[1e+]",
    b"[1.]",
    b"[.1]",
    b"[-.1]",
    b"[--1]",
    b"[+1]",
    b"[01]",
    b"[-01]",
    b"[1_000]",
    "[١]".encode(),
    b"[1 000]",
    b"[tru]",
    b"[TRUE]",
    b"[nul]",
    b"[nullx]",
    b"[undefined]",
    b"[NaN]",
    b"[-Infinity]",
    b"[Infinity",
    b'"\\',
    b'"\\u12',
    b'"abc',
    b"-",
    b"]",
    b"[}",
    b"{]",
    b"<html>",
    b"",
    b" \n",
]


def test_corpus(node: Node) -> None:
    texts = [*ACCEPTED, *(text for text, _position, _kind in REJECTED), *MORE]
    check_texts(node, [text for text in texts if _depth(text) <= 900])  # CPython's stack ends there


def test_every_prefix_of_valid_texts(node: Node) -> None:
    for text in ACCEPTED:
        if len(text) < 200:
            check_texts(node, [text[:end] for end in range(len(text))])


VALUES = st.recursive(
    st.sampled_from([None, True, False, "", 'a\n"\\', "你😀", "\ud800", 0, -1, 1.5, 1e300, 10**30])
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["", "a", "你", '"']), inner, max_size=3)
    ),
    max_leaves=8,
)
TEXTS = st.builds(
    lambda value, ascii_only, indent: json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode(
        "utf-8", "surrogatepass"
    ),
    VALUES,
    st.booleans(),
    st.sampled_from([None, None, 0, 1]),
)
CRUMBS = st.sampled_from(
    [bytes([byte]) for byte in b"{}[],:\"\\ \n\t0-+.eEutn'/N\0\x1f\x7f\xe4\xff"]
    + [b"null", b"\\u", b"\\ud83d", b"NaN", b"//"]
)


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[bytes], crumbs: st.SearchStrategy[bytes]) -> bytes:
    """A valid text with up to three edits."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        text = text[:start] + draw(st.just(b"") | crumbs) + text[end:]
    return text


@effort(200)
@given(mutated(TEXTS, CRUMBS))
def test_mutated(node: Node, text: bytes) -> None:
    check_texts(node, [text])


@effort(200)
@given(st.lists(CRUMBS, max_size=10).map(b"".join))
def test_crumbs_of_json(node: Node, text: bytes) -> None:
    check_texts(node, [text])


# -- the same offsets in a stream --------------------------------------------------------------------------------------


def failures(data: bytes, framing: str) -> list[Any]:
    found = streamlab.analyze([data[:7], data[7:]], framing=framing).to_dict()
    return [failure["offset"] for failure in found["json_failures"]]


@effort(100)
@given(mutated(TEXTS, CRUMBS))
def test_offsets_in_frames(text: bytes) -> None:
    if text[:1] not in (b"{", b"[") or text[-1:].isspace() or b"\r" in text:
        return
    error = json_text.check(text)
    events = b"data: 0\n\n" + b"".join(b"data: " + line + b"\n" for line in text.split(b"\n")) + b"\n"
    if error is None:
        assert failures(text, "json") == []
        return
    assert failures(text, "json") == [error.position]
    first = b"data: {}\n\n"  # shows that the events are JSON
    offset = len(first) + 6 * (1 + text.count(b"\n", 0, error.position)) + error.position
    assert failures(first + events.removeprefix(b"data: 0\n\n"), "sse") == [offset]
    if b"\n" not in text:
        assert failures(b"{}\n" + text + b"\n", "ndjson") == [3 + error.position]


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_depth_against_node(node: Node, depth: int) -> None:
    """CPython and orjson give up at such depths; Node does not."""
    texts = [
        b"[" * depth + b"]" * depth,
        b"[" * depth,
        b"[" * depth + b"}",
        b'[{"":' * (depth // 2) + b"0" + b"}]" * (depth // 2),
    ]
    for text, refusal in zip(texts, node.ask("json", [[text] for text in texts]), strict=True):
        assert (json_text.check(text) is None) == (refusal is None)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc4\xe3\xff"])
def test_offsets_after_ill_formed_gb18030(bad: bytes) -> None:
    data = b'data: {"a":"' + bad + b'",x}\n\n'
    failure = streamlab.analyze([data], framing="sse", encoding="gb18030").to_dict()["json_failures"][0]
    assert failure["offset"] == data.index(b"x")
