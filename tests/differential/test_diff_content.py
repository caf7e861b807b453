"""Content decoding against the libraries' own decoders of whole bodies: cut anywhere, cut off, damaged.

What we give of a damaged body is what the library gives when it is fed byte by byte: all that it decodes before it fails. A
damaged byte may decode to wrong content before that (deflate has no check per block), so only what comes before the damage is
promised to be true.
"""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from tests.differential.test_diff_text import cut_anywhere
from tests.fuzz.effort import effort


def deflate(content: bytes, wbits: int) -> bytes:
    coder = zlib.compressobj(6, zlib.DEFLATED, wbits)
    return coder.compress(content) + coder.flush()


def flushed(content: bytes, wbits: int) -> bytes:
    """As a server that flushes after every 50 bytes."""
    coder = zlib.compressobj(6, zlib.DEFLATED, wbits)
    parts = [
        coder.compress(content[at : at + 50]) + coder.flush(zlib.Z_SYNC_FLUSH) for at in range(0, len(content), 50)
    ]
    return b"".join(parts) + coder.flush()


# name: the Content-Encoding, how to code
CODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", lambda content: gzip.compress(content, mtime=0)),
    "gzip flushed": ("gzip", lambda content: flushed(content, 31)),
    "gzip stored": ("x-gzip", lambda content: gzip.compress(content, 0, mtime=0)),
    "zlib": ("deflate", lambda content: deflate(content, 15)),
    "raw": ("deflate", lambda content: deflate(content, -15)),
    "br": ("br", lambda content: bytes(brotli.compress(content, quality=5))),
    "zstd": ("zstd", lambda content: zstandard.ZstdCompressor(write_checksum=True).compress(content)),
}
MANY = {"gzip members": CODERS["gzip"], "zstd frames": CODERS["zstd"]}  # two streams after one another

WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "x-gzip": gzip.decompress,
    "deflate": lambda body: zlib.decompress(
        body, 15 if body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0 else -15
    ),
    "br": lambda body: bytes(brotli.decompress(body)),
    "zstd": lambda body: zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True).read(),
}


def coded(name: str, content: bytes) -> list[bytes]:
    """The compressed streams whose concatenation is the body."""
    if name in CODERS:
        return [CODERS[name][1](content)]
    half = len(content) // 2
    return [MANY[name][1](part) for part in (content[:half], content[half:])]


def ours(pieces: list[bytes], coding: str) -> tuple[bytes, str | None]:
    analysis = streamlab.analyze(pieces, headers={"Content-Encoding": coding}, framing="text", encoding="latin-1")
    assert list(accumulate(map(len, pieces))) == [chunk["end"] for chunk in analysis.to_dict()["chunks"]]
    return analysis.data(0, analysis.content_size), analysis.content_error


def byte_by_byte(name: str, body: bytes) -> tuple[bytes, str | None]:
    """The library's streaming decoder, one byte at a time, up to its error."""
    decoder: Any
    if name.startswith("br"):
        decoder = brotli.Decompressor()
        feed, ended = decoder.process, decoder.is_finished
    else:
        wbits = {"gzip": 31, "zlib": 15, "raw": -15}.get(name.split()[0])
        decoder = zlib.decompressobj(wbits) if wbits else zstandard.ZstdDecompressor().decompressobj()
        feed, ended = decoder.decompress, lambda: decoder.eof
    content = b""
    for at in range(len(body)):
        try:
            content += feed(body[at : at + 1])
        except (zlib.error, brotli.error, zstandard.ZstdError):
            return content, "corrupt"
        if ended():
            return content, None if at + 1 == len(body) else "trailing-garbage"
    return content, "truncated" if body else None


CONTENTS = st.one_of(
    st.binary(max_size=600),
    st.integers(0, 40).map(lambda count: "".join(f'data: {{"t":"第{n}个"}}\n\n' for n in range(count)).encode()),
    st.builds(lambda size, seed: random.Random(seed).randbytes(size), st.integers(0, 1500), st.integers(0, 99)),
)
SEEDS = st.integers(0, 1 << 16)


@effort(150)
@given(st.sampled_from([*CODERS, *MANY]), CONTENTS, SEEDS)
def test_cut_anywhere(name: str, content: bytes, seed: int) -> None:
    coding = (CODERS | MANY)[name][0]
    body = b"".join(coded(name, content))
    assert WHOLE[coding](body) == content
    for pieces in ([body], cut_anywhere(body, seed, 6), [body[i : i + 1] for i in range(len(body))]):
        assert ours(pieces, coding) == (content, None)


@pytest.mark.parametrize("name", [*CODERS, *MANY])
@pytest.mark.parametrize("size", [255, 256, 257, 65_535, 65_536, 65_537, 131_072, 300_000])
def test_sizes_around_the_steps(name: str, size: int) -> None:
    coding = (CODERS | MANY)[name][0]
    for content in (bytes(size), random.Random(size).randbytes(size)):
        body = b"".join(coded(name, content))
        assert ours([body], coding) == (content, None)
        assert ours(cut_anywhere(body, size, 5), coding) == (content, None)


@effort(150)
@given(st.sampled_from(list(CODERS)), CONTENTS, SEEDS, st.data())
def test_cut_off(name: str, content: bytes, seed: int, data: st.DataObject) -> None:
    coding, code = CODERS[name]
    body = code(content)
    body = body[: data.draw(st.integers(0, len(body) - 1))]
    expected = byte_by_byte(name, body)
    assert content.startswith(expected[0])
    assert ours([body], coding) == expected
    assert ours(cut_anywhere(body, seed), coding) == expected


@effort(150)
@given(st.sampled_from(list(MANY)), CONTENTS, SEEDS, st.data())
def test_several_streams_cut_off(name: str, content: bytes, seed: int, data: st.DataObject) -> None:
    coding = MANY[name][0]
    streams = coded(name, content)
    end = data.draw(st.integers(0, sum(map(len, streams)) - 1))
    body = b"".join(streams)[:end]
    found, error = ours([body], coding)
    assert content.startswith(found)
    assert (error is None) is (end in (0, len(streams[0])))
    assert ours(cut_anywhere(body, seed), coding) == (found, error)


@effort(150)
@given(st.sampled_from(list(CODERS)), CONTENTS, SEEDS, st.data())
def test_damaged(name: str, content: bytes, seed: int, data: st.DataObject) -> None:
    coding, code = CODERS[name]
    body = bytearray(code(content))
    magic = {"gzip": 2, "x-gzip": 2, "zstd": 4}.get(coding, 1 if coding == "br" else 2)
    if len(body) <= magic:
        return
    at = data.draw(st.integers(magic, len(body) - 1))  # a damaged beginning is no coding at all: see below
    body[at] ^= data.draw(st.integers(1, 255))
    found = ours([bytes(body)], coding)
    expected = byte_by_byte(name, bytes(body))
    if name.startswith("br") and expected[1] == "trailing-garbage":
        expected = (expected[0], found[1])  # the library cannot tell garbage from damage
    assert found == expected
    assert found[0].startswith(byte_by_byte(name, bytes(body[:at]))[0])
    assert ours(cut_anywhere(bytes(body), seed), coding) == found


@effort(100)
@given(st.sampled_from(["gzip", "x-gzip", "zstd"]), CONTENTS, SEEDS)
def test_never_coded(coding: str, content: bytes, seed: int) -> None:
    if content.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")) or content[1:4] == b"\x2a\x4d\x18" or len(content) < 4:
        return
    assert ours([content], coding) == (content, "corrupt")
    assert ours(cut_anywhere(content, seed), coding) == (content, "corrupt")


@effort(60)
@given(st.lists(st.sampled_from(list(CODERS)), min_size=2, max_size=3), CONTENTS, SEEDS)
def test_stacked(names: list[str], content: bytes, seed: int) -> None:
    body = content
    for name in names:
        body = CODERS[name][1](body)
    codings = ", ".join(CODERS[name][0] for name in names)
    assert ours(cut_anywhere(body, seed), codings) == (content, None)
