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
from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import Decoded, Pipeline
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import ndjson, sse


def _words() -> list[str]:
    """What the dialects' sources compare with: names and values that reach into their corners."""
    found: set[str] = set()
    for path in Path(dialects.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isprintable():
                found.update(word for word in node.value.split() if len(node.value) < 40)
    return sorted(found)


def _decoded(body: bytes) -> list[tuple[Frame, Decoded]]:
    """The frames of a vector with their values."""
    pipeline = Pipeline()
    pipeline.add(body)
    return [(decoded.frame, decoded) for decoded in pipeline.finish()]


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

# Hypothesis seldom builds a deep shape by itself: real events, damaged.
_SHAPES = {
    name: [(frame.event, decoded.value, at) for at, (frame, decoded) in enumerate(_decoded(body))]
    for name, body in VECTORS.items()
}


def _damaged(value: Any) -> st.SearchStrategy[Any]:
    """`value` with anything in any place."""
    if isinstance(value, dict):
        return _values | st.fixed_dictionaries({}, optional={key: _damaged(item) for key, item in value.items()})
    if isinstance(value, list):
        return _values | st.tuples(*map(_damaged, value)).map(list)
    return st.just(value) | _scalars


_RECORDS = ("ollama-chat", "ollama-generate", "cohere-v1", "n8n")


def _play(body: bytes, dialect: str | None, framing: str) -> None:
    reply = analyze([body], dialect=dialect, framing=framing).to_dict()["reply"]
    json.dumps(reply, ensure_ascii=False).encode()


def _encoded(value: Any) -> str:
    return json.dumps(value)


@pytest.mark.parametrize("dialect", [cls.id for cls in dialects.DIALECTS])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=_events, framing=st.sampled_from(["sse", "ndjson"]))
def test_any_json_through_each_dialect(dialect: str, events: list[tuple[str, Any, int]], framing: str) -> None:
    encoded = [(name, _encoded(value), number) for name, value, number in events]
    body = sse(*encoded) if framing == "sse" else ndjson(*(data for _, data, _ in encoded))
    _play(body, dialect, framing)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=_events)
def test_any_json_through_detection(events: list[tuple[str, Any, int]]) -> None:
    _play(sse(*((name, _encoded(value), number) for name, value, number in events)), None, "sse")


@pytest.mark.parametrize("name", VECTORS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_vectors(name: str, data: st.DataObject) -> None:
    events = [(event, data.draw(_damaged(value)), at) for event, value, at in _SHAPES[name]]
    encoded = [(event, _encoded(value), at) for event, value, at in events]
    body = ndjson(*(item for _, item, _ in encoded)) if name in _RECORDS else sse(*encoded)
    _play(body, name, "ndjson" if name in _RECORDS else "sse")
