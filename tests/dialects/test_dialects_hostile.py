"""Any JSON anywhere: no dialect raises, and every reply can be written as JSON in UTF-8."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab import dialects
from streamlab.api import analyze
from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import Decoded, Pipeline
from tests.dialects.vectors import VECTORS
from tests.dialects.wire import ndjson, sse
from tests.fuzz.effort import effort


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
_ODD = [
    None,
    True,
    False,
    0,
    -1,
    1 << 70,
    1.5,
    -1e300,
    "",
    "\ud83d",
    "\ude00",
    "\u0000",
    "🙂",
    "null",
    '{"error": {"message": 1}}',
]
_SEEDS = st.integers(0, 1 << 32)


def _any(chance: Random, depth: int = 3) -> Any:
    """Any JSON; the words in it are the dialects' own. Drawn by Hypothesis itself it takes a hundred times as long."""
    kind = chance.randrange(4) if depth else 3
    if kind == 0:
        return [_any(chance, depth - 1) for _ in range(chance.randrange(4))]
    if kind == 1:
        return {chance.choice(_WORDS): _any(chance, depth - 1) for _ in range(chance.randrange(7))}
    return chance.choice([chance.choice(_ODD), chance.choice(_WORDS), chance.randint(-3, 3)])


def _any_events(seed: int) -> list[tuple[str, Any, int]]:
    chance = Random(seed)
    return [(chance.choice(_EVENTS), _any(chance), chance.randrange(4)) for _ in range(chance.randrange(7))]


# Chance seldom builds a deep shape: real events, damaged.
_SHAPES = {
    name: [(frame.event, decoded.value, at) for at, (frame, decoded) in enumerate(_decoded(body))]
    for name, body in VECTORS.items()
}


def _damaged(value: Any, chance: Random) -> Any:
    """`value` with anything in any place, or without what stood there."""
    if chance.random() < 0.15:
        return _any(chance)
    if isinstance(value, dict):
        return {key: _damaged(item, chance) for key, item in value.items() if chance.random() < 0.9}
    if isinstance(value, list):
        return [_damaged(item, chance) for item in value]
    return value


_RECORDS = ("ollama-chat", "ollama-generate", "cohere-v1", "n8n")


def _play(body: bytes, dialect: str | None, framing: str) -> None:
    reply = analyze([body], dialect=dialect, framing=framing).to_dict()["reply"]
    json.dumps(reply, ensure_ascii=False).encode()


def _encoded(value: Any) -> str:
    return json.dumps(value)


@pytest.mark.parametrize("dialect", [cls.id for cls in dialects.DIALECTS])
@effort(20)
@given(seed=_SEEDS, framing=st.sampled_from(["sse", "ndjson"]))
def test_any_json_through_each_dialect(dialect: str, seed: int, framing: str) -> None:
    encoded = [(name, _encoded(value), number) for name, value, number in _any_events(seed)]
    body = sse(*encoded) if framing == "sse" else ndjson(*(data for _, data, _ in encoded))
    _play(body, dialect, framing)


@effort(200)
@given(seed=_SEEDS)
def test_any_json_through_detection(seed: int) -> None:
    _play(sse(*((name, _encoded(value), number) for name, value, number in _any_events(seed))), None, "sse")


@pytest.mark.parametrize("name", VECTORS)
@effort(30)
@given(seed=_SEEDS)
def test_damaged_vectors(name: str, seed: int) -> None:
    chance = Random(seed)
    encoded = [(event, _encoded(_damaged(value, chance)), at) for event, value, at in _SHAPES[name]]
    body = ndjson(*(item for _, item, _ in encoded)) if name in _RECORDS else sse(*encoded)
    _play(body, name, "ndjson" if name in _RECORDS else "sse")
