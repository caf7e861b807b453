"""One target per parser: whatever the bytes are, it says the same for any cutting, keeps to the bytes and raises nothing."""

from __future__ import annotations

import gzip
import io
import json
from array import array
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab.decode import json_text
from streamlab.decode.charset import Characters, python_name
from streamlab.decode.content import Stack
from streamlab.decode.frames import Frame, frame_bytes
from streamlab.decode.http1 import Http1Reader
from streamlab.decode.json_tree import JsonTree, escaped
from streamlab.decode.records import LineRecords, Records, WholeBody
from streamlab.decode.sse import SseReader
from streamlab.errors import RecordingFormatError
from streamlab.importing import load_file
from streamlab.model import Chunk, HttpChunk, Message, Read
from tests.analysis.law import check_spans
from tests.fuzz.effort import effort
from tests.fuzz.streams import GARBAGE, STREAMS, cuttings

SEEDS = st.integers(0, 1 << 16)

# -- characters --------------------------------------------------------------------------------------------------------

ENCODINGS = [
    "utf-8",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-kr",
    "euc-jp",
    "utf-16le",
    "utf-16be",
    "utf-32",
    "windows-1252",
]


@effort(150)
@given(GARBAGE, st.sampled_from(ENCODINGS), SEEDS)
def test_fuzz_characters(data: bytes, encoding: str, seed: int) -> None:
    name = python_name(encoding)
    assert name is not None
    first = None
    for pieces in cuttings(data, seed):
        content, ends = bytearray(), array("q")
        characters = Characters(content, ends)
        characters.start(name)
        for piece in pieces:
            content += piece
            ends.append(len(content))
            characters.advance()
        characters.finish()
        for units in ([unit[:2] for unit in characters.invalid], [unit[:2] for unit in characters.split]):
            assert all(0 <= start < end <= len(data) for start, end in units)
            assert all(one[1] <= two[0] for one, two in pairwise(units))
        assert all(unit.first_chunk < unit.last_chunk < len(pieces) for unit in characters.split)
        first = characters.invalid if first is None else first
        assert characters.invalid == first


# -- frames ------------------------------------------------------------------------------------------------------------

FRAMERS: dict[str, Callable[[bytearray], Any]] = {
    "sse": SseReader,
    "records": Records,
    "array": lambda content: Records(content, array=True),
    "lines": LineRecords,
    "whole": WholeBody,
}


@pytest.mark.parametrize("framer", FRAMERS)
@effort(100)
@given(STREAMS, SEEDS)
def test_fuzz_frames(framer: str, data: bytes, seed: int) -> None:
    first: list[Frame] | None = None
    for pieces in cuttings(data, seed):
        content = bytearray()
        reader = FRAMERS[framer](content)
        frames: list[Frame] = []
        for piece in pieces:
            content += piece
            frames += reader.advance()
        frames += reader.advance(final=True)
        first = frames if first is None else first
        assert frames == first
    assert first is not None
    check_frames(first, data)


def check_frames(frames: list[Frame], data: bytes) -> None:
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert all(one.start <= two.start for one, two in pairwise(frames))
    for frame in frames:
        edges = [frame.start, *(edge for span in frame.data_spans for edge in span), frame.end]
        assert edges == sorted(edges)
        assert 0 <= frame.start <= frame.end <= frame.ready <= len(data)
        assert frame_bytes(data, frame) == b"\n".join(data[start:end] for start, end in frame.data_spans)


# -- JSON --------------------------------------------------------------------------------------------------------------


@effort(300)
@given(STREAMS)
def test_fuzz_json(text: bytes) -> None:
    parsed, error = json_text.parse(text), json_text.check(text)
    assert parsed.error == error
    if error is not None:
        assert 0 <= error.position <= len(text)
        assert error.line == text.count(b"\n", 0, error.position) + 1
        assert error.column >= 1


@effort(150)
@given(STREAMS | GARBAGE)
def test_fuzz_json_tree(text: bytes) -> None:
    tree = JsonTree(text)
    pending = [(node, len(text)) for node in tree.roots]
    position, broken = 0, 0
    while pending:
        node, limit = pending.pop(0)
        first = node.name[0] if node.name else node.start
        assert position <= first <= node.start <= node.end <= limit
        position = node.start
        broken += node.kind == "broken"
        found = tree.innermost(node.start)
        assert found is not None or node.start == node.end
        assert "\n" not in escaped(tree.preview(node))
        pending[:0] = [(member, node.end) for member in tree.members(node)]
    assert broken == (tree.failure is not None and tree.failure.kind != "empty")


# -- HTTP and content codings ------------------------------------------------------------------------------------------

HTTP = st.lists(
    st.sampled_from(
        [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 103 E\r\n\r\n", b"Content-Length: 3\r\n",
         b"Transfer-Encoding: chunked\r\n",
         b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"3\r\nabc\r\n", b"5;a=b\r\n", b"0\r\n", b"0\r\n\r\n", b"A: b\r\n",
         b" fold\r\n", b"\0", b"ffffffffffffffff\r\n"]
    )
    | st.binary(max_size=5),
    max_size=14,
).map(b"".join)  # fmt: skip


@effort(200)
@given(HTTP, SEEDS, st.sampled_from(["GET", "HEAD", "POST"]), st.booleans())
def test_fuzz_http(data: bytes, seed: int, method: str, closed: bool) -> None:
    first = None
    for pieces in cuttings(data, seed):
        reader = Http1Reader(method)
        messages: list[Message] = [message for piece in pieces for message in reader.feed(piece)]
        messages += reader.finish(closed=closed)
        body = b"".join(message.data for message in messages if isinstance(message, Chunk))
        chunks = [message for message in messages if isinstance(message, HttpChunk)]
        assert reader.received == len(data)
        assert sum(isinstance(message, Read) for message in messages) == len(pieces)
        assert not (reader.done and reader.fault)
        assert reader.body == len(body)
        assert all(one.end == two.start for one, two in pairwise(chunks))
        assert all(0 <= chunk.start <= chunk.end <= len(body) for chunk in chunks)
        assert reader.fault is None or 0 <= reader.fault.offset <= len(data)
        said = (reader.head, body, chunks, reader.done, reader.fault and reader.fault[:2], reader.excess)
        first = first or said
        assert said == first


CODINGS = st.lists(
    st.sampled_from(["gzip", "deflate", "br", "zstd", "x-gzip", "compress"]), min_size=1, max_size=3
).map(tuple)
LIMIT = 5_000


@effort(150)
@given(CODINGS, STREAMS.map(lambda data: gzip.compress(data, mtime=0)) | GARBAGE, SEEDS)
def test_fuzz_content(names: tuple[str, ...], body: bytes, seed: int) -> None:
    first = None
    for pieces in cuttings(body, seed):
        stack = Stack(names, LIMIT)
        content = b"".join(stack.feed(piece) for piece in pieces)
        stack.finish()
        if stack.too_big:
            return
        said = (content, stack.error, stack.plain)
        first = first or said
        assert said == first


# -- recordings --------------------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [b'{"streamlab":"recording/1"}\n', b'{"streamlab":"recording/1","created":"x","request":{"url":"u","headers":[["a","b"]]}}\n',
     b'{"streamlab":"recording/9"}\n', b'{"type":"head","t_ns":1,"http_version":"1","status":200,"reason":"","headers":[]}\n',
     b'{"type":"head"}\n', b'{"type":"read","t_ns":1,"end":5}\n', b'{"t_ns":5,"b64":"5L2g"}\n', b'{"b64":"***"}\n',
     b'{"hex":"e4bda0"}\n',
     b'{"hex":"e4b"}\n', b'{"type":"trailers","headers":[]}\n', b'{"type":"end","t_ns":9,"reason":"complete"}\n',
     b'{"type":"end","reason":"?"}\n',
     b'{"type":"note","text":"x"}\n', b"5L2g\n", b"5aU=\n", b"e4bda0\n", b"[]\n", b"null\n", b'"x"\n', b"{\n", b"\x1f\x8b",
     b"\n", b'{"t_ns":1e400}\n']
)  # fmt: skip


@effort(200)
@given(st.lists(LINES | st.binary(max_size=6), max_size=8).map(b"".join), st.booleans())
def test_fuzz_recording(text: bytes, packed: bool) -> None:
    try:
        recording = load_file(io.BytesIO(gzip.compress(text, mtime=0) if packed else text))
    except RecordingFormatError:  # the one documented exception
        return
    found = streamlab.analyze(recording)
    json.dumps(found.to_dict(), allow_nan=False)
    check_spans(found)
