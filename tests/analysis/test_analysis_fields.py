"""Every field that the analysis object has is explained, nothing is explained that it has not, and its type is as told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import streamlab
from streamlab.analysis import analyze_messages
from streamlab.analysis.fields import FIELDS
from streamlab.diagnosis.facts.places import MAX_PLACES
from streamlab.lab.scenarios import load_all
from streamlab.model import (
    Chunk,
    Connection,
    DataFrame,
    End,
    EndKind,
    EndReason,
    Excess,
    Head,
    HttpChunk,
    Informational,
    Message,
    Read,
    Trailers,
)
from streamlab.words.fields import Kind
from tests.diagnosis.played import played

EXPLAINED = {field.path: field for field in FIELDS}
CHILDREN: dict[str, set[str]] = {}
for _path in EXPLAINED:
    CHILDREN.setdefault(_path.rpartition(".")[0], set()).add(_path)
ANSWERS: tuple[dict[str, Any], ...] = (
    {"error": {"code": 429, "message": "slow down", "type": "rate"}},
    {"choices": [{"index": 0, "delta": {"content": "<think>hm</think>a", "refusal": "no"}}]},
    {"choices": [{"index": 1, "delta": {"content": "b"}, "finish_reason": "stop"}]},
    {
        "choices": [
            {
                "index": 0,
                "delta": {"tool_calls": [{"index": 0, "id": "x", "function": {"name": "f", "arguments": "{}"}}]},
            }
        ]
    },
    {
        "choices": [],
        "usage": {
            "prompt_tokens": 1,
            "completion_tokens": 2,
            "total_tokens": 3,
            "completion_tokens_details": {"reasoning_tokens": 1},
        },
    },
)
WEB = {"role": "assistant", "id": "m", "parentMessageId": "p", "conversationId": "c", "text": "你"}
BAIDU = {"id": "as-1", "object": "chat.completion", "result": "a", "is_end": True, "need_clear_history": True}


EVENTS = {"Content-Type": "text/event-stream"}


def _sse(*values: dict[str, Any]) -> bytes:
    return b"".join(b"data: " + json.dumps(value).encode() + b"\n\n" for value in values)


REPLIES = (
    (_sse(*ANSWERS), "openai-chat"),
    (_sse(ANSWERS[0] | {"error": {"type": {}}}), "openai-chat"),
    (_sse({"choices": [{"index": 1, "delta": {"content": "b"}}], "usage": {"prompt_tokens": 1}}), "openai-chat"),
    (_sse({"choices": [], "usage": {"completion_tokens": 1}}), "openai-chat"),
    (
        _sse({"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "function": {"name": "f"}}]}}]}),
        "openai-chat",
    ),
    (_sse(BAIDU), "baidu-ernie"),
    (_sse({"event": "error", "status": 400, "code": "x", "message": "no"}), "dify"),
)


@cache
def _documents() -> tuple[dict[str, Any], ...]:
    """Each lab scenario, a run of which everything was recorded, and replies with whatever a reply can have."""
    wire: list[Message] = [
        Connection("TLSv1.3", "http/1.1"),
        Read(1, 40),
        Head(1, "HTTP/1.1", 200, "OK", (("Content-Encoding", "gzip"),), (Informational(103, "Early", (("L", "x"),)),)),
        Chunk(2, b"\x1f\x8b"),
        HttpChunk(0, 2, 2, (("a", None), ("b", "c"))),
        DataFrame(2, 0, 2),
        Trailers((("T", "v"),)),
        Excess(3, 60, 62, b"ab"),
        End(4, EndReason.INCOMPLETE, EndKind.BODY_CUT, "…"),
    ]
    analyses = [analyze_messages(played(scenario)) for scenario in load_all()]
    analyses += [analyze_messages(wire), analyze_messages([]), analyze_messages([End(1, EndReason.CONNECT_ERROR)])]
    analyses += [streamlab.analyze([body], headers=EVENTS, dialect=dialect) for body, dialect in REPLIES]
    analyses.append(streamlab.analyze([json.dumps(WEB).encode()], framing="ndjson", dialect="chatgpt-web"))
    analyses.append(streamlab.analyze([b"retry: 5\nid: 7\ndata: a\xe4", b"\xbd\n\n"], headers=EVENTS))
    analyses.append(streamlab.analyze([b"{\n" * (MAX_PLACES + 1)], framing="ndjson"))
    return tuple(json.loads(json.dumps(analysis.to_dict())) for analysis in analyses)


def _objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with its place, however deep, but for those that have other names each time."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, f"{path}[]")
    elif isinstance(value, dict) and not (path and EXPLAINED[path.removesuffix("[]")].kind is Kind.FACTS):
        yield path, value
        for name, inner in value.items():
            if _under(path, name) in EXPLAINED:
                yield from _objects(inner, _under(path, name))


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _values(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every field's place with its value."""
    for path, item in _objects(document):
        yield from ((_under(path, name), value) for name, value in item.items())


def _pair(value: Any, *kinds: type) -> bool:
    return isinstance(value, list) and len(value) == 2 and type(value[0]) is kinds[0] and isinstance(value[1], kinds)


def _fits(value: Any, kind: Kind) -> bool:
    match kind:
        case Kind.TEXT:
            return isinstance(value, str)
        case Kind.INTEGER:
            return type(value) is int
        case Kind.NUMBER:
            return type(value) in (int, float)
        case Kind.BOOLEAN:
            return isinstance(value, bool)
        case Kind.SCALAR:
            return isinstance(value, str | int | float)
        case Kind.OBJECT | Kind.FACTS:
            return isinstance(value, dict)
        case Kind.OBJECTS:
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        case Kind.TEXTS:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case Kind.INTEGERS:
            return isinstance(value, list) and all(type(item) is int for item in value)
        case Kind.PAIRS:
            return isinstance(value, list) and all(_pair(item, str, type(None)) for item in value)
        case Kind.SPANS:
            return isinstance(value, list) and all(_pair(item, int) for item in value)


def test_every_field_is_explained_and_no_other() -> None:
    found = {path for document in _documents() for path, _ in _values(document)}
    assert found - EXPLAINED.keys() == set()
    assert EXPLAINED.keys() - found == set()
    assert len(EXPLAINED) == len(FIELDS)


def test_types_and_values_are_as_told() -> None:
    for document in _documents():
        for path, value in _values(document):
            field = EXPLAINED[path]
            assert (value is None and field.null) or _fits(value, field.kind), path
            assert value is None or not field.values or value in field.values, path


def test_null_is_wherever_it_can_be_and_nowhere_else() -> None:
    null = {path for document in _documents() for path, value in _values(document) if value is None}
    assert null == {field.path for field in FIELDS if field.null}


def test_what_may_be_absent_is_absent_somewhere_and_nothing_else_is() -> None:
    absent: set[str] = set()
    for document in _documents():
        for path, item in _objects(document):
            absent |= CHILDREN.get(path, set()) - {_under(path, name) for name in item}
    assert absent == {field.path for field in FIELDS if field.optional}


def test_the_order_is_that_of_the_object() -> None:
    order = {path: index for index, path in enumerate(EXPLAINED)}
    for document in _documents():
        for path, item in _objects(document):
            places = [order[_under(path, name)] for name in item if not EXPLAINED[_under(path, name)].optional]
            assert places == sorted(places), path


def test_a_wrong_type_is_seen() -> None:
    assert not _fits(True, Kind.INTEGER)
    assert not _fits([["a", 1]], Kind.PAIRS)
    assert not _fits([[1, None]], Kind.SPANS)
    assert _fits([["a", None]], Kind.PAIRS)
