"""Content decoding: every coding however its bytes are cut, every way it can be broken, and how much it may grow."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from streamlab.decode.content import Stack, coding_names
from tests.decode.splits import every_split

EVENTS = [f'data: {{"t":"第{n}个"}}\n\n'.encode() for n in range(6)]
CONTENT = b"".join(EVENTS)


def deflate_raw(data: bytes) -> bytes:
    coder = zlib.compressobj(wbits=-15)
    return coder.compress(data) + coder.flush()


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "x-gzip": lambda data: gzip.compress(data, mtime=0),
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": lambda data: zstandard.ZstdCompressor().compress(data),
}


def decode(body: bytes, *names: str) -> tuple[bytes, str | None]:
    """Content and error, after checking that no way to cut the body changes them."""
    results = set()
    for pieces in every_split(body):
        stack = Stack(names)
        content = b"".join(stack.feed(piece) for piece in pieces)
        stack.finish()
        results.add((content, stack.error))
    assert len(results) == 1, results
    return results.pop()


@pytest.mark.parametrize("name", CODERS)
def test_round_trip(name: str) -> None:
    assert decode(CODERS[name](CONTENT), name) == (CONTENT, None)
    assert decode(CODERS[name](b""), name) == (b"", None)


@pytest.mark.parametrize("name", CODERS)
def test_no_body_is_no_error(name: str) -> None:
    stack = Stack((name,))
    assert stack.feed(b"") == b""
    stack.finish()
    assert stack.error is None


@pytest.mark.parametrize("name", CODERS)
def test_truncated_keeps_what_could_be_decoded(name: str) -> None:
    content, error = decode(CODERS[name](CONTENT)[:-3], name)
    assert error == "truncated"
    assert CONTENT.startswith(content)
    if name in ("gzip", "x-gzip", "deflate"):
        assert content == CONTENT  # only the check sum is missing


@pytest.mark.parametrize("name", CODERS)
@pytest.mark.parametrize("garbage", [b"x", b"\0\0\0\0", b"\x1f", b"\x1f\x8c", b"garbage that is longer"])
def test_trailing_garbage(name: str, garbage: bytes) -> None:
    assert decode(CODERS[name](CONTENT) + garbage, name) == (CONTENT, "trailing-garbage")


def test_raw_deflate() -> None:
    assert decode(deflate_raw(CONTENT), "deflate") == (CONTENT, None)


def test_gzip_members_and_zstd_frames_follow_one_another() -> None:
    for name in ("gzip", "zstd"):
        code = CODERS[name]
        assert decode(code(CONTENT) + code(b"more"), name) == (CONTENT + b"more", None)
        assert decode(code(CONTENT) + code(b"more")[:7], name)[1] == "truncated"


def test_zstd_skippable_frame() -> None:
    skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    assert decode(skippable + CODERS["zstd"](CONTENT), "zstd") == (CONTENT, None)


def test_gzip_with_a_wrong_check_sum_keeps_the_content() -> None:
    body = bytearray(gzip.compress(CONTENT, mtime=0))
    body[-8] ^= 0xFF
    assert decode(bytes(body), "gzip") == (CONTENT, "corrupt")


def test_zstd_with_a_wrong_check_sum_keeps_the_content() -> None:
    body = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(CONTENT))
    body[-1] ^= 0xFF
    content, error = decode(bytes(body), "zstd")
    assert error == "corrupt"
    assert CONTENT.startswith(content)


def test_every_good_byte_before_an_error_is_kept() -> None:
    good = zlib.compressobj(wbits=31)
    start = good.compress(CONTENT) + good.flush(zlib.Z_SYNC_FLUSH)
    assert decode(start + b"\xff\xff\xff", "gzip") == (CONTENT, "corrupt")


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_body_that_was_never_coded_passes_through(name: str) -> None:
    assert decode(CONTENT, name) == (CONTENT, "corrupt")


def test_corrupt_without_magic() -> None:
    for name in ("br", "deflate"):
        content, error = decode(b"\xff\xff\xff\xff\xff\xff", name)
        assert error == "corrupt"
        assert content == b""


def test_stacked_codings_are_undone_from_the_last() -> None:
    body = gzip.compress(brotli.compress(CONTENT), mtime=0)
    assert decode(body, "br", "gzip") == (CONTENT, None)
    assert decode(body[:-9], "br", "gzip")[1] == "truncated"


def test_an_unknown_coding_leaves_the_body_as_it_is() -> None:
    stack = Stack(("gzip", "aes128gcm"))
    assert stack.unknown == "aes128gcm"
    assert stack.feed(b"abc") == b"abc"
    assert stack.error is None


def test_each_chunk_has_its_slice_when_flushed_per_event() -> None:
    coder = zlib.compressobj(wbits=31)
    stack = Stack(("gzip",))
    for event in EVENTS:
        assert stack.feed(coder.compress(event) + coder.flush(zlib.Z_SYNC_FLUSH)) == event
    assert stack.feed(coder.flush()) == b""
    stack.finish()
    assert stack.error is None


def test_a_buffering_coder_gives_everything_at_the_end() -> None:
    coder = zlib.compressobj(wbits=31)
    stack = Stack(("gzip",))
    assert b"".join(stack.feed(coder.compress(event)) for event in EVENTS) == b""
    assert stack.feed(coder.flush()) == CONTENT


@pytest.mark.parametrize("name", CODERS)
@pytest.mark.parametrize("size", [1 << 16, (1 << 16) + 1, 3 << 16, 1_000_003])
def test_output_larger_than_a_step_is_whole(name: str, size: int) -> None:
    stack = Stack((name,))
    content = bytes(size)
    assert stack.feed(CODERS[name](content)) == content
    stack.finish()
    assert stack.error is None


@pytest.mark.parametrize("name", CODERS)
def test_a_bomb_stops_at_the_limit(name: str) -> None:
    limit = 1 << 20
    stack = Stack((name,), limit)
    content = stack.feed(CODERS[name](bytes(1 << 24)))
    assert limit < len(content) <= limit + (9 << 20)
    assert stack.too_big
    assert stack.error == "truncated"
    assert stack.feed(b"more") == b""


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ((), ()),
        ((("Content-Encoding", "gzip"),), ("gzip",)),
        ((("content-encoding", "br, GZIP "), ("Content-Encoding", "identity")), ("br", "gzip")),
        ((("Content-Encoding", ""),), ()),
    ],
)
def test_coding_names(headers: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> None:
    assert coding_names(headers) == names
