"""The parts of a JSON text, whole and broken off."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from streamlab.ui.json_nodes import Node, children_of, node_at, root_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def rebuilt(text: str, node: Node) -> Any:
    if node.kind == "object":
        return {child.key: rebuilt(text, child) for child in children_of(text, node)}
    if node.kind == "array":
        return [rebuilt(text, child) for child in children_of(text, node)]
    return json.loads(text[node.start : node.end])


@given(VALUES, st.sampled_from([None, 2]))
def test_spans_rebuild_the_value(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    root = root_of(text)
    assert root is not None
    assert rebuilt(text, root) == value


@given(VALUES, st.data())
def test_a_text_cut_anywhere_still_has_its_beginning(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value)
    cut = text[: data.draw(st.integers(0, len(text)))]
    root = root_of(cut)
    pending = [root] if root is not None else []
    while pending:
        node = pending.pop()
        assert 0 <= node.start <= node.end <= len(cut)
        pending += children_of(cut, node)


def test_the_break_is_a_node() -> None:
    text = '{"a": 1, "b": [true, nope], "c": 2}'
    root = root_of(text)
    assert root is not None
    members = children_of(text, root)
    assert [(node.key, node.kind) for node in members] == [("a", "number"), ("b", "array")]
    broken = children_of(text, members[1])[-1]
    assert (broken.kind, broken.start) == ("broken", text.index("nope"))


def test_the_innermost_node_of_a_character() -> None:
    text = '{"a": [10, {"b": "你"}]}'
    root = root_of(text)
    assert root is not None
    node = node_at(text, root, text.index("你"))
    assert (node.key, node.kind) == ("b", "string")


def test_deep_nesting_is_read_level_by_level() -> None:
    text = "[" * 5_000 + "]" * 5_000
    node = root_of(text)
    depth = 0
    while node is not None and node.is_container and depth < 50:
        node, depth = next(iter(children_of(text, node)), None), depth + 1
    assert depth == 50


def test_blank_text_has_no_root() -> None:
    assert root_of(" \n") is None
