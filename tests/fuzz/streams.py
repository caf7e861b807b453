"""Streams to fuzz with: real ones of every dialect, damaged, and garbage made of what parsers look for; and ways to cut them."""

from __future__ import annotations

import random
import re

from hypothesis import strategies as st

from streamlab.model import Headers
from tests.analysis.test_law import BODIES
from tests.dialects.vectors import VECTORS

SSE: Headers = (("Content-Type", "text/event-stream"),)
HEADERS: st.SearchStrategy[Headers] = st.sampled_from(
    [
        (),
        SSE,
        (("Content-Type", "application/x-ndjson"),),
        (("Content-Type", "application/json; charset=gbk"),),
        (("Content-Type", "text/html"),),
        (("Content-Type", "text/plain; charset=utf-16"),),
        (*SSE, ("Content-Encoding", "gzip")),
        (("Content-Encoding", "br, zstd"), ("Content-Length", "7")),
        (("Content-Encoding", "deflate"), ("content-type", "\xff; charset=\0")),
        (("Content-Type", "application/vnd.amazon.eventstream"),),
    ]
)
CRUMBS = st.sampled_from(
    [b"\n", b"\r", b"\r\n\r\n", b"data:", b"data: ", b"event: error\n", b"id: 1\n", b"retry: 5\n", b": ping\n\n",
     b"data: [DONE]\n\n",
     b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b'{"a":1}', b"}{", b"null", b"1e999", b"-1e999", b"\\ud83d",
     b"\\u0000", b"\\ufffd",
     b"\xef\xbb\xbf", b"\xff\xfe", b"\xe4\xbd", b"\xa0", b"\xf0\x9f", b"\xed\xa0\x80", b"\xef\xbf\xbd", b"\0", b"\x1f\x8b",
     b"<html>",
     b'"content":', b'"choices":', b'"delta":', b'"text":', b'"error":', b'"usage":', b'"index":', b"-1",
     b"99999999999999999999", b"[]", b"{}",
     b"true", b'""', b'0:"x"\n', b"0\r\n", "你".encode(), "好".encode("gbk")]
)  # fmt: skip
REAL = [*VECTORS.values(), *(body for body, _headers in BODIES.values())]
GARBAGE = st.lists(CRUMBS | st.binary(max_size=4), max_size=12).map(b"".join)


_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null|\[\]|\{\}')
VALUES = st.sampled_from(
    [b"null", b"true", b"0", b"-1", b"1e999", b"-1e999", b"1" * 400, b"1.5", b'""', b'"x"', b'"\\ud83d"', b'"\\u0000"',
     b'"\xff"', b"[]", b"{}", b"[[[]]]", b'[null,{"text":1},"x"]', b'{"text":[],"content":{},"message":0}', b'{"role":"user"}',
     b"[" * 70 + b"]" * 70]
)  # fmt: skip


@st.composite
def surprising(draw: st.DrawFn) -> bytes:
    """A real stream whose JSON holds what nobody expects, at up to three places."""
    stream = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 3))):
        if tokens := list(_TOKEN.finditer(stream)):
            start, end = draw(st.sampled_from(tokens)).span()
            stream = stream[:start] + draw(VALUES) + stream[end:]
    return stream


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real stream with up to four edits: crumbs put in, bytes taken out, a part repeated, another stream's part."""
    stream = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(stream)))
        end = draw(st.integers(start, min(len(stream), start + draw(st.sampled_from([0, 1, 3, 40])))))
        other = draw(st.sampled_from(REAL))
        put = draw(st.sampled_from([b"", stream[start:end] * 2, other[start : start + 60]]) | CRUMBS)
        stream = stream[:start] + put + stream[end:]
    return stream


STREAMS = damaged() | surprising() | GARBAGE


def cuttings(data: bytes, seed: int) -> list[list[bytes]]:
    """Whole, by chance with empty pieces, and byte by byte where that is not too long."""
    chance = random.Random(seed)
    cuts = sorted(chance.choices(range(len(data) + 1), k=chance.randint(1, 12)))
    found = [[data], [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]]
    return [*found, [data[i : i + 1] for i in range(len(data))]] if len(data) < 400 else found
