"""The parts of a JSON text with their character spans, found one level at a time, also when the text breaks off; no Qt.

The standard library's own scanner does the reading; this module only remembers where each member begins and ends.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

_DECODER = json.JSONDecoder(strict=True)
_BLANK = " \t\n\r"
PREVIEW = 200


@dataclass(slots=True, eq=False)
class Node:
    """One JSON value: `key` is its name or index, `kind` a JSON type or 'broken', span in characters of the frame's text."""

    key: str | int | None
    kind: str
    start: int
    end: int
    preview: str = ""
    parent: Node | None = None
    row: int = 0
    children: list[Node] | None = field(default=None, repr=False)

    @property
    def is_container(self) -> bool:
        """True for an object or an array."""
        return self.kind in ("object", "array")


def root_of(text: str) -> Node | None:
    """The value of the whole text; None where there is nothing but blanks."""
    start = _skip(text, 0)
    return _value(text, start, None) if start < len(text) else None


def children_of(text: str, node: Node) -> list[Node]:
    """The members of `node`, read at the first call; ends with a 'broken' node where the text stops being JSON."""
    if node.children is None:
        node.children = _members(text, node) if node.is_container else []
        for row, child in enumerate(node.children):
            child.parent, child.row = node, row
    return node.children


def node_at(text: str, root: Node, offset: int) -> Node:
    """The innermost node that holds the character at `offset`."""
    node = root
    while True:
        inner = next((child for child in children_of(text, node) if child.start <= offset < child.end), None)
        if inner is None:
            return node
        node = inner


def _members(text: str, node: Node) -> list[Node]:
    found: list[Node] = []
    closing = "}" if node.kind == "object" else "]"
    at = _skip(text, node.start + 1)
    while at < len(text) and text[at] != closing:
        key: str | int = len(found)
        if node.kind == "object":
            try:
                key, at = _key(text, at)
            except ValueError:
                return [*found, _broken(text, at)]
        child = _value(text, at, key)
        found.append(child)
        if child.kind == "broken" or (child.is_container and child.end >= len(text)):
            return found
        at = _skip(text, child.end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != closing:
            return [*found, _broken(text, at)]
    return found if at < len(text) else [*found, _broken(text, at)]


def _key(text: str, at: int) -> tuple[str, int]:
    if text[at] != '"':
        raise ValueError
    key, after = _DECODER.raw_decode(text, at)
    colon = _skip(text, after)
    if text[colon : colon + 1] != ":":
        raise ValueError
    return str(key), _skip(text, colon + 1)


def _value(text: str, at: int, key: str | int | None) -> Node:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        kind = {"{": "object", "[": "array"}.get(text[at : at + 1])
        return Node(key, kind, at, len(text)) if kind else _broken(text, at, key)
    kind = _kind(value)
    return Node(key, kind, at, end, _preview(value, kind, text[at : min(end, at + PREVIEW)]))


def _broken(text: str, at: int, key: str | int | None = None) -> Node:
    return Node(key, "broken", at, max(at, len(text)), text[at : at + PREVIEW])


def _kind(value: Any) -> str:
    match value:
        case dict():
            return "object"
        case list():
            return "array"
        case str():
            return "string"
        case bool():
            return "boolean"
        case None:
            return "null"
        case _:
            return "number"


def _preview(value: Any, kind: str, source: str) -> str:
    if kind == "object":
        return "{" + f"{len(value):,}" + "}"
    if kind == "array":
        return f"[{len(value):,}]"
    return json.dumps(value[:PREVIEW], ensure_ascii=False) if kind == "string" else source


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at
