"""Records against CPython's json: lines as str.split finds them, glued values as raw_decode does, arrays as json.loads does."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import streamlab
from tests.differential.test_diff_json import VALUES
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort

OBJECTS = st.dictionaries(st.sampled_from(["a", "}{", "[", '"', "\n"]), VALUES, max_size=3)
BETWEEN = st.sampled_from(["", "\n", "\r\n", "\n\n", " ", "\n\r\n "])
STYLES = st.sampled_from([{"ensure_ascii": False}, {"ensure_ascii": True}, {"separators": (",", ":")}])


def written(value: object, style: dict[str, Any]) -> str:
    text = json.dumps(value, **style)
    return text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be sent


def records(pieces: list[bytes], **options: Any) -> tuple[str, list[str], list[int]]:
    found = streamlab.analyze(pieces, **options).to_dict()
    content = b"".join(pieces)
    for event in found["events"]:
        assert content[event["start"] : event["end"]].decode("utf-8", "replace") == event["data"]
    return (
        found["framing"],
        [event["data"] for event in found["events"]],
        [one["event"] for one in found["json_failures"]],
    )


def glued(text: str) -> list[str]:
    """The values of `text` one after another, whatever blanks lie between them."""
    at, found = 0, []
    while rest := text[at:].lstrip(" \t\r\n"):
        at = len(text) - len(rest)
        _value, end = json.JSONDecoder().raw_decode(text, at)
        found.append(text[at:end])
        at = end
    return found


@effort(75)
@given(st.lists(st.tuples(OBJECTS, BETWEEN, STYLES), min_size=1, max_size=6), st.integers(0, 1 << 16))
def test_glued_objects(parts: list[tuple[object, str, dict[str, Any]]], seed: int) -> None:
    text = "".join(written(value, style) + between for value, between, style in parts)
    for pieces in ([text.encode()], cut_anywhere(text.encode(), seed, 6)):
        framing, data, failures = records(pieces)
        assert framing in ("ndjson", "json")
        assert data == glued(text)
        assert failures == []


@effort(75)
@given(
    st.lists(VALUES, min_size=1, max_size=6),
    STYLES,
    st.sampled_from([",", ", ", ",\n", "\n,", " , "]),
    st.integers(0, 1 << 16),
)
def test_arrays(values: list[object], style: dict[str, Any], comma: str, seed: int) -> None:
    items = [written(value, style) for value in values]
    text = f"[{comma.join(items)}]"
    assert len(json.loads(text)) == len(items)
    for pieces in ([text.encode()], cut_anywhere(text.encode(), seed, 6)):
        assert records(pieces, framing="json-array")[1:] == (items, [])


@effort(75)
@given(
    st.lists(
        st.sampled_from(['{"a":1}', "x", "", " ", "\r", "\t", "你", "{", "}", '"', "\u2028", "\x0b", "\x85", "null"]),
        max_size=10,
    ),
    st.lists(st.sampled_from(["\n", "\n", "\r\n", "\r", ""]), min_size=10, max_size=10),
    st.integers(0, 1 << 16),
)
def test_lines(parts: list[str], ends: list[str], seed: int) -> None:
    text = "".join(part + end for part, end in zip(parts, ends, strict=False))
    expected = [line.removesuffix("\r") for line in text.split("\n")]
    for pieces in ([text.encode()], cut_anywhere(text.encode(), seed, 6)):
        assert records(pieces, framing="ndjson")[1] == [line for line in expected if line.strip(" \t\r")]
