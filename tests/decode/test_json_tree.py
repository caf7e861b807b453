"""The parts of a JSON text, whole and broken off, and their bytes on the content axis."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.frames import Frame
from streamlab.decode.json_text import check
from streamlab.decode.json_tree import MAX_DEPTH, PAGE, FrameTree, JsonTree, Node, escaped
from streamlab.decode.sse import SseReader

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def rebuilt(tree: JsonTree, node: Node) -> Any:
    if node.kind == "object":
        return {child.key: rebuilt(tree, child) for child in tree.members(node)}
    if node.kind == "array":
        return [rebuilt(tree, child) for child in tree.members(node)]
    return json.loads(tree.data[node.start : node.end])


def walked(tree: JsonTree) -> list[Node]:
    """Every node, in the order of the text."""
    found, pending = list[Node](), tree.roots[::-1]
    while pending:
        node = pending.pop()
        found.append(node)
        pending += tree.members(node)[::-1]
    return found


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_spans_rebuild_the_value(value: Any, indent: int | None, ascii_only: bool) -> None:
    tree = JsonTree(
        b" \n" + json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace") + b"\n"
    )
    assert tree.failure is None
    (root,) = tree.roots
    assert rebuilt(tree, root) == json.loads(tree.data)
    for node in walked(tree):
        assert tree.innermost(node.start) is (
            node if not (node.is_container and tree.data[node.start] == 0x20) else root
        )
        if node.name is not None:
            assert json.loads(tree.data[node.name[0] : node.name[1]]) == node.key
            assert tree.innermost(node.name[0]) is node


@given(VALUES, st.data())
def test_a_text_cut_or_spoilt_anywhere_has_its_beginning(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    at = data.draw(st.integers(0, len(text)))
    spoilt = text[:at] + data.draw(st.sampled_from([b"", b"x", b'"', b"}", b"]", b",", b"\x01", b"[[{"]))
    tree = JsonTree(spoilt)
    assert tree.failure == check(spoilt)
    nodes = walked(tree)
    broken = [node for node in nodes if node.kind == "broken"]
    assert len(broken) == (tree.failure is not None and bool(spoilt.strip(b" \t\r\n")))
    for node in nodes:
        assert 0 <= node.start <= node.end <= len(spoilt)
        assert node.parent is None or node.parent.start < node.start <= node.end <= node.parent.end
        assert tree.preview(node) is not None
        if node.kind not in ("broken", "object", "array"):
            json.loads(
                spoilt[node.start : node.end].decode("utf-8", "replace")
            )  # what came before the failure is whole
    if broken and tree.failure is not None:
        assert broken[0].start <= tree.failure.position <= broken[0].end == len(spoilt)
        assert nodes[-1] is broken[0]


def shape(tree: JsonTree) -> list[tuple[Any, str, str]]:
    return [(node.key, node.kind, tree.preview(node)) for node in walked(tree)]


def test_duplicate_names_big_numbers_and_lone_surrogates_stand_as_they_were_sent() -> None:
    digits = "9" * 150
    tree = JsonTree(f'{{"a": 1.0, "a": {digits}, "\\ud83d": "\\udc00\\u4f60\\n\\"", "e": -1e400}}'.encode())
    assert shape(tree) == [
        (None, "object", "{4}"),
        ("a", "number", "1.0"),
        ("a", "number", digits),
        ("\ud83d", "string", '"\\udc00你\\n\\""'),
        ("e", "number", "-1e400"),
    ]
    assert escaped("\ud83d\x01") == "\\ud83d\\u0001"


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        (b"", []),
        (b" \r\n", []),
        (b"nope", [(None, "broken", "nope")]),
        (b"12x", [(None, "number", "12"), (None, "broken", "x")]),
        (b"[1.]", [(None, "array", "[0]"), (0, "broken", "1.]")]),
        (b"[1,]", [(None, "array", "[1]"), (0, "number", "1"), (1, "broken", "]")]),
        (b'{"a"', [(None, "object", "{0}"), (None, "broken", '"a"')]),
        (b'{"a":', [(None, "object", "{0}"), ("a", "broken", "")]),
        (b'{"a": "b', [(None, "object", "{0}"), ("a", "broken", '"b')]),
        (b"{'a': 1}", [(None, "object", "{0}"), (None, "broken", "'a': 1}")]),
        (b"{} {}", [(None, "object", "{0}"), (None, "broken", "{}")]),
        (b"[1 2]", [(None, "array", "[1]"), (0, "number", "1"), (None, "broken", "2]")]),
        (b"[1}", [(None, "array", "[1]"), (0, "number", "1"), (None, "broken", "}")]),
        (b"\xef\xbb\xbf{}", [(None, "broken", "\ufeff{}")]),
        (b'["\xff"]', [(None, "array", "[1]"), (0, "string", '"\ufffd"')]),
    ],
)
def test_where_it_breaks(text: bytes, nodes: list[tuple[Any, str, str]]) -> None:
    assert shape(JsonTree(text)) == nodes


def test_the_break_is_inside_all_that_it_leaves_open() -> None:
    text = b'{"a": 1, "b": [true, nope], "c": 2}'
    tree = JsonTree(text)
    (root,) = tree.roots
    assert [(node.key, node.kind, node.closed) for node in tree.members(root)] == [
        ("a", "number", True),
        ("b", "array", False),
    ]
    broken = tree.members(tree.members(root)[1])[-1]
    assert (broken.kind, broken.start, broken.end) == ("broken", text.index(b"nope"), len(text))
    assert tree.failure is not None
    assert tree.failure.position == text.index(b"ope")


def test_long_strings_are_shown_by_their_beginning() -> None:
    tree = JsonTree(json.dumps(["字\\" * 100_000, "\\u" * 3, "a" * 200, "a" * 201]).encode())
    shown = [tree.preview(node) for node in tree.members(tree.roots[0])]
    assert shown[0] == '"' + "字\\\\" * 100 + '…"'
    assert shown[1:] == ['"\\\\u\\\\u\\\\u"', '"' + "a" * 200 + '"', '"' + "a" * 200 + '…"']


def test_depth_is_bounded() -> None:
    tree = JsonTree(b"[" * 100_000 + b"]" * 100_000)
    assert tree.failure is None
    node = tree.roots[0]
    while tree.members(node):
        (node,) = tree.members(node)
    assert (node.kind, node.level, node.start, node.end) == (
        "more",
        MAX_DEPTH + 1,
        MAX_DEPTH + 1,
        200_000 - MAX_DEPTH,
    )
    assert node.parent is not None
    assert tree.preview(node.parent) == "[…]"
    assert tree.members(node.parent) == [node]  # the same one whenever it is asked for
    assert tree.innermost(100_000) is node.parent


def test_members_are_read_a_page_at_a_time() -> None:
    tree = JsonTree(b"[" + b",".join(b"%d" % number for number in range(100_000)) + b"]")
    (root,) = tree.roots
    assert tree.preview(root) == "[100+]"
    assert len(tree.members(root)) == len(tree.members(root)) == PAGE + 1
    more = tree.members(root)[-1]
    assert (more.kind, more.row) == ("more", PAGE)
    assert tree.data[more.start :].startswith(b"%d," % PAGE)
    assert tree.innermost(tree.data.index(b",99999")) is root  # not read yet
    tree.read_more(root)
    assert [node.kind for node in tree.members(root)[PAGE - 1 : PAGE + 1]] == ["number", "number"]
    assert len(tree.members(root)) == 2 * PAGE + 1
    tree.read_more(root, 100_000)
    assert len(tree.members(root)) == 100_000
    assert tree.preview(root) == "[100,000]"
    found = tree.innermost(tree.data.index(b",99999") + 1)
    assert found is not None
    assert found.key == 99_999


# -- on the content axis ---------------------------------------------------------------------------------------------------


def frame_of(content: bytes, encoding: str) -> Frame:
    (frame,) = SseReader(bytearray(content), encoding).advance(final=True)
    return frame


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "shift_jis"])
def test_spans_are_bytes_of_the_content(encoding: str) -> None:
    lines = [
        '{"表": "中",',
        ' "b": ["十", 12],',
        ' "\\ud83d": true}',
    ]  # trails of Big5 and Shift_JIS are backslashes, brackets
    content = "".join(f"data: {line}\n" for line in [*lines, ""]).encode(encoding)
    tree = FrameTree(content + b"\n", frame_of(content + b"\n", encoding), encoding)
    (root,) = tree.roots
    said = [content[slice(*tree.span(node))].decode(encoding) for node in walked(tree)[1:]]
    assert said == ['"中"', '["十", 12]', '"十"', "12", "true"]
    assert tree.span(root) == (content.index(b"{"), content.rindex(b"}") + 1)
    for node in walked(tree):
        assert tree.at(tree.span(node)[0]) is node
    for name, node in zip(('"表"', '"b"', '"\\ud83d"'), tree.members(root), strict=True):
        assert tree.at(content.index(name.encode(encoding))) is node
    assert tree.at(content.rindex(b"}") + 1) is None


def test_ill_formed_bytes_shift_nothing() -> None:
    content = b'data: {"a": "\xff\xff", "b": "\xbaC"}\n\n'
    tree = FrameTree(content, frame_of(content, "gb18030"), "gb18030")
    last = tree.members(tree.roots[0])[-1]
    assert content[slice(*tree.span(last))] == b'"\xbaC"'


def test_a_break_at_the_very_end_still_has_a_byte() -> None:
    content = b'data: {"a": [1,\n\n'
    tree = FrameTree(content, frame_of(content, "utf-8"), "utf-8")
    broken = walked(tree)[-1]
    assert broken.kind == "broken"
    assert tree.span(broken) == (15, 15)


def test_a_million_members_and_a_long_string_are_looked_at_in_one_pass() -> None:
    tree = JsonTree(b"[" + b"0," * 999_999 + b'{"a": "' + b"[{" * 1_000_000 + b'"}]')
    assert tree.failure is None
    assert len(tree.members(tree.roots[0])) == PAGE + 1
