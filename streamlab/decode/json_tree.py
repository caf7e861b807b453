"""The parts of one JSON text with the bytes of every name and value, level by level, also when it breaks off.

One pass finds which bracket closes which; after that, a level costs what is read of it. Depth, and the members read at a time,
are bounded, and where a bound is reached a node says so. What follows the first byte that cannot be JSON is one `broken` node.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Final

import orjson

from streamlab.decode.charset import decode
from streamlab.decode.frames import Frame, content_offset, frame_bytes
from streamlab.decode.json_text import JsonError, check
from streamlab.decode.positions import TextPositions
from streamlab.model import Span

MAX_DEPTH: Final = 500
PAGE: Final = 5_000  # members read at a time
PREVIEW: Final = 200
_COUNTED: Final = 100  # members counted for a preview
_LONGEST_ESCAPE: Final = 6

_SPACE = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WORD = re.compile(rb'[^ \t\r\n,\]}"]++')
_SCALAR = re.compile(rb"true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
# Up to the next bracket outside strings, or the end; a string that the end cuts goes as far as that.
_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+\\?+(?:"|\Z))*+([{}\[\]]|\Z)', re.DOTALL)
_WHOLE_ESCAPES = re.compile(r"(?:[^\\]++|\\u%s|\\[^u])*+" % ("[0-9a-fA-F]" * 4), re.DOTALL)
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True, eq=False)
class Node:
    """One value, its span in the text, that of its name, its place in the tree.

    `kind` is a type of JSON; `broken`: no JSON from here on; `more`: members or levels that were not read. A container that never
    closes ends with the text. `members` are those read so far; `resume` is where the next begins, -1 where there is none.
    """

    kind: str
    start: int
    end: int
    key: str | int | None = None
    name: Span | None = None
    parent: Node | None = None
    row: int = 0
    level: int = 0
    closed: bool = True
    members: list[Node] = field(default_factory=list, repr=False)
    resume: int = -1

    @property
    def is_container(self) -> bool:
        """True for an object or an array."""
        return self.kind in ("object", "array")


class JsonTree:
    """The tree of `data`, UTF-8. `failure` is where it stops being JSON; `roots` the value, and what follows if anything does."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.failure = _failure(data)
        self._stop = len(data) if self.failure is None else self.failure.position
        self._opens, self._closes = _brackets(data, self._stop)
        self.roots = self._roots()

    def members(self, node: Node) -> list[Node]:
        """The members of `node` read so far, at least the first page; the last is `more` where there are others."""
        read = len(node.members) - 1
        if node.resume >= 0 and (read < 0 or (read < PAGE and node.level < MAX_DEPTH)):
            self.read_more(node, PAGE - max(0, read))
        return node.members

    def read_more(self, node: Node, count: int = PAGE) -> None:
        """Reads `count` more members of `node`."""
        if node.resume < 0:
            return
        if node.members:
            node.members.pop()  # the `more`
        wanted = len(node.members) + count
        while node.resume >= 0 and len(node.members) < wanted and node.level < MAX_DEPTH:
            self._next_member(node)
        if node.resume >= 0:
            self._add(node, Node("more", node.resume, node.end))

    def innermost(self, position: int) -> Node | None:
        """The deepest node read or readable at once that holds byte `position`, with its name; None outside every value."""
        found, nodes = None, self.roots
        while nodes:
            at = bisect_right(nodes, position, key=lambda node: node.name[0] if node.name else node.start) - 1
            if at < 0 or position >= nodes[at].end or nodes[at].kind == "more":
                break
            found = nodes[at]
            nodes = self.members(found) if position >= found.start else []
        return found

    def preview(self, node: Node) -> str:
        """The value in one short line: a number to the letter, a string as it reads, a container as the count of its members."""
        if node.is_container:
            if not node.members:
                self.read_more(node, _COUNTED)
            more = bool(node.members) and node.members[-1].kind == "more"
            count = sum(member.kind not in ("broken", "more") for member in node.members)
            shown = "…" if node.level >= MAX_DEPTH and more else f"{count:,}" + "+" * more
            return f"{{{shown}}}" if node.kind == "object" else f"[{shown}]"
        if node.kind == "string":
            return f'"{escaped(self._text(node.start, node.end))}"'
        shown = self.data[node.start : min(node.end, node.start + PREVIEW)].decode("utf-8", "replace")
        return shown + "…" * (node.end - node.start > PREVIEW)

    # -- reading -------------------------------------------------------------------------------------------------------------

    def _roots(self) -> list[Node]:
        start = self._skip(0)
        if start == len(self.data):
            return []
        root = self._value(start)
        after = self._skip(root.end)
        if root.kind == "broken" or not root.closed or after == len(self.data):
            return [root]
        return [root, Node("broken", after, len(self.data), row=1)]

    def _next_member(self, node: Node) -> None:
        """Reads the member at `node.resume`, and moves it on."""
        start = at = node.resume
        node.resume = -1
        name, key = None, len(node.members)
        if node.kind == "object":
            name = self._name(at)
            if name is None:
                self._add(node, Node("broken", at, node.end))
                return
            at = self._skip(self._skip(name[1]) + 1)
        value = self._value(at)
        value.key, value.name = key if name is None else self._text(*name), name
        self._add(node, value)
        if value.kind != "broken" and value.closed:
            self._go_on(node, value.end)
        assert node.resume < 0 or node.resume > start

    def _go_on(self, node: Node, at: int) -> None:
        """After a member: a comma and another, the end, or what should have been one of these."""
        at = self._skip(at)
        byte = self.data[at : at + 1] if at < self._stop else b""
        if byte == b",":
            node.resume = self._skip(at + 1)
        elif not (node.closed and at == node.end - 1):
            self._add(node, Node("broken", at, node.end))

    def _name(self, at: int) -> Span | None:
        """The span of the name at `at`, where a colon follows it."""
        found = _STRING.match(self.data, at, self._stop)
        if found is None:
            return None
        colon = self._skip(found.end())
        return found.span() if colon < self._stop and self.data[colon] == 0x3A else None

    def _value(self, at: int) -> Node:
        data, stop = self.data, self._stop
        first = data[at : at + 1] if at < stop else b""
        if first in (b"{", b"["):
            end = self._closes[bisect_left(self._opens, at)]
            node = Node("object" if first == b"{" else "array", at, end + 1 if end >= 0 else len(data), closed=end >= 0)
            inside = self._skip(at + 1)
            node.resume = -1 if inside == end else inside
            return node
        if first == b'"' and (found := _STRING.match(data, at, stop)):
            return Node("string", at, found.end())
        if (word := _WORD.match(data, at, stop)) and _SCALAR.fullmatch(word[0]):
            return Node({b"t": "boolean", b"f": "boolean", b"n": "null"}.get(first, "number"), at, word.end())
        return Node("broken", at, len(data))

    def _add(self, node: Node, member: Node) -> None:
        member.parent, member.row, member.level = node, len(node.members), node.level + 1
        node.members.append(member)

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.data, at)
        assert found is not None
        return found.end()

    def _text(self, start: int, end: int) -> str:
        """What a string says, or its beginning."""
        limit = start + PREVIEW * _LONGEST_ESCAPE
        source = _WHOLE_ESCAPES.match(self.data[start + 1 : min(end - 1, limit)].decode("utf-8", "replace"))
        assert source is not None
        text = str(json.loads(f'"{source[0]}"'))
        return text if end <= limit and len(text) <= PREVIEW else text[:PREVIEW] + "…"


def escaped(text: str) -> str:
    """`text` as it can be shown in one line: quotes, controls and lone surrogates as their escapes."""
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)[1:-1])


def _failure(data: bytes) -> JsonError | None:
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return check(data)
    return None


def _brackets(data: bytes, stop: int) -> tuple[array[int], array[int]]:
    """Where each bracket opens, and which closes it: -1 where none does before `stop`."""
    opens, closes, pending = array("q"), array("q"), list[int]()
    for found in _BRACKET.finditer(data, 0, stop):
        if found[1] in (b"{", b"["):
            pending.append(len(opens))
            opens.append(found.start(1))
            closes.append(-1)
        elif found[1]:
            closes[pending.pop()] = found.start(1)
    return opens, closes


class FrameTree(JsonTree):
    """The tree of a frame's data, with its nodes' spans on the content axis."""

    def __init__(self, content: bytes | bytearray, frame: Frame, encoding: str) -> None:
        raw = frame_bytes(content, frame)
        data = raw if encoding == "utf-8" else decode(raw, encoding).encode()
        super().__init__(data)
        self._frame = frame
        self._size = len(raw)
        # Where the text is another's transcription, a character is counted in both.
        self._axes = None if encoding == "utf-8" else (TextPositions(data, "utf-8"), TextPositions(raw, encoding))

    def span(self, node: Node) -> Span:
        """The content bytes of the value of `node`; one byte at least, where there is one."""
        start = self._offset(node.start)
        return start, max(self._offset(node.end), min(start + 1, self._frame.end))

    def at(self, offset: int) -> Node | None:
        """The innermost node that holds content byte `offset`."""
        position = 0
        for start, end in self._frame.data_spans:
            if offset < end:
                position += max(0, offset - start)
                break
            position += end - start + 1
        if position >= self._size:
            return None
        if self._axes is not None:
            text, raw = self._axes
            position = text.offset_of(raw.position_of(position))
        return self.innermost(position)

    def _offset(self, position: int) -> int:
        if self._axes is not None:
            text, raw = self._axes
            position = raw.offset_of(text.position_of(position)) if position < len(self.data) else self._size
        return content_offset(self._frame, position)
