"""Any JSON anywhere: no dialect raises, and every reply can be written as JSON in UTF-8."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streamlab import dialects
from streamlab.api import analyze
from tests.dialects.wire import ndjson, sse


def _words() -> list[str]:
    """What the dialects' sources compare with: names and values that reach into their corners."""
    found: set[str] = set()
    for path in Path(dialects.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isprintable():
                found.update(word for word in node.value.split() if len(node.value) < 40)
    return sorted(found)


_WORDS = _words()
_EVENTS = [
    *(word for word in _WORDS if ":" not in word),
    "thread.message.delta",
    "thread.run.requires_action",
    "conversation.chat.failed",
    "conversation.message.completed",
]
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(_WORDS),
    st.sampled_from(["", "\ud83d", "\ude00", "\u0000", "🙂", "null", '{"error": {"message": 1}}']),
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=6),
    max_leaves=25,
)
_events = st.lists(st.tuples(st.sampled_from(_EVENTS), _values, st.integers(0, 3)), max_size=6)

# One object of each dialect, to be damaged: hypothesis seldom builds a deep shape by itself.
_SHAPES: list[Any] = [
    {"choices": [{"index": 0, "delta": {"content": 1, "tool_calls": [{"function": {"arguments": 1}}]}}], "usage": 1},
    {"candidates": [{"content": {"parts": [{"functionCall": {"partialArgs": [{"jsonPath": "$.a.b"}]}}]}}]},
    {"type": "content_block_start", "index": {}, "content_block": {"type": "tool_use", "id": 1, "input": 1}},
    {"type": "response.output_item.done", "output_index": [], "item": {"type": "function_call", "content": [1]}},
    {
        "output": {"choices": [{"message": {"content": [1], "tool_calls": [1]}}], "thoughts": [1]},
        "usage": {"models": [1]},
    },
]


def _damaged(value: Any) -> st.SearchStrategy[Any]:
    """`value` with anything in any place."""
    if isinstance(value, dict):
        return _values | st.fixed_dictionaries({}, optional={key: _damaged(item) for key, item in value.items()})
    if isinstance(value, list):
        return _values | st.tuples(*map(_damaged, value)).map(list)
    return st.just(value) | _scalars


def _play(body: bytes, dialect: str | None, framing: str) -> None:
    reply = analyze([body], dialect=dialect, framing=framing).to_dict()["reply"]
    json.dumps(reply, ensure_ascii=False).encode()


def _encoded(value: Any) -> str:
    return json.dumps(value)


@pytest.mark.parametrize("dialect", [cls.id for cls in dialects.DIALECTS])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=_events, framing=st.sampled_from(["sse", "ndjson"]))
def test_any_json_through_each_dialect(dialect: str, events: list[tuple[str, Any, int]], framing: str) -> None:
    encoded = [(name, _encoded(value), number) for name, value, number in events]
    body = sse(*encoded) if framing == "sse" else ndjson(*(data for _, data, _ in encoded))
    _play(body, dialect, framing)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=_events)
def test_any_json_through_detection(events: list[tuple[str, Any, int]]) -> None:
    _play(sse(*((name, _encoded(value), number) for name, value, number in events)), None, "sse")


@pytest.mark.parametrize("dialect", [cls.id for cls in dialects.DIALECTS])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=st.lists(st.sampled_from(_SHAPES).flatmap(_damaged), max_size=4))
def test_damaged_shapes_through_each_dialect(dialect: str, values: list[Any]) -> None:
    _play(sse(*map(_encoded, values)), dialect, "sse")
