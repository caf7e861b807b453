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


# -- what the formats allow besides ----------------------------------------------------------------------------------------

_EXTRA, _NAME, _COMMENT, _HEADER_CRC = 4, 8, 16, 2


def gzip_with(flags: int, content: bytes = CONTENT, *, spoil: bool = False) -> bytes:
    """A member whose header has these fields (RFC 1952 §2.3)."""
    head = b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\0\xff"
    if flags & _EXTRA:
        head += b"\x05\0ab\x01\0x"
    if flags & _NAME:
        head += "名.txt".encode() + b"\0"
    if flags & _COMMENT:
        head += b"a comment\0"
    if flags & _HEADER_CRC:
        head += (zlib.crc32(head) & 0xFFFF ^ spoil).to_bytes(2, "little")
    return head + deflate_raw(content) + zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")


@pytest.mark.parametrize(
    "flags", [0, 1, _EXTRA, _NAME, _COMMENT, _HEADER_CRC, _EXTRA | _NAME | _COMMENT | _HEADER_CRC | 1]
)
def test_gzip_header_fields(flags: int) -> None:
    assert gzip.decompress(gzip_with(flags)) == CONTENT
    assert decode(gzip_with(flags), "gzip") == (CONTENT, None)
    assert decode(gzip_with(flags) + gzip_with(_NAME, b"more"), "gzip") == (CONTENT + b"more", None)


@pytest.mark.parametrize(
    "body", [gzip_with(_HEADER_CRC, spoil=True), gzip_with(0x20), b"\x1f\x8b\x07" + gzip_with(0)[3:]]
)
def test_a_gzip_header_that_is_wrong(body: bytes) -> None:
    assert decode(body, "gzip") == (b"", "corrupt")


def test_a_wrong_length_at_the_end_of_gzip() -> None:
    body = bytearray(gzip_with(0))
    body[-1] ^= 1
    assert decode(bytes(body), "gzip") == (CONTENT, "corrupt")
    assert decode(bytes(body) + gzip_with(0, b"lost"), "gzip") == (CONTENT, "corrupt")


def test_an_empty_member_between_others() -> None:
    assert decode(gzip_with(0, b"") + gzip_with(0) + gzip_with(0, b""), "gzip") == (CONTENT, None)


def test_deflate_in_both_wrappings_is_told_apart_by_its_beginning() -> None:
    for level in range(10):
        assert decode(zlib.compress(CONTENT, level), "deflate") == (CONTENT, None)
    spoilt = bytearray(zlib.compress(CONTENT))
    spoilt[-1] ^= 1
    assert decode(bytes(spoilt), "deflate") == (CONTENT, "corrupt")
    preset = zlib.compressobj(zdict=CONTENT)  # a dictionary that nobody named
    assert decode(preset.compress(CONTENT) + preset.flush(), "deflate") == (b"", "corrupt")


@pytest.mark.parametrize("window", [10, 16, 22, 24])
def test_every_window_of_br(window: int) -> None:
    assert decode(bytes(brotli.compress(CONTENT, lgwin=window)), "br") == (CONTENT, None)


def test_a_window_larger_than_br_allows() -> None:
    assert decode(b"\x11\x1e" + b"\x8b\x02\x80hello\x03", "br") == (b"", "corrupt")  # RFC 7932 §9.1: not over 24 bits


def test_zstd_frames_of_every_kind() -> None:
    for sized in (True, False):
        for checked in (True, False):
            coder = zstandard.ZstdCompressor(write_content_size=sized, write_checksum=checked)
            frame = coder.compress(CONTENT)
            skippable = b"\x5f\x2a\x4d\x18\0\0\0\0"
            assert decode(skippable + frame + skippable + frame, "zstd") == (CONTENT * 2, None)


def test_zstd_with_a_dictionary_that_we_do_not_have() -> None:
    dictionary = zstandard.ZstdCompressionDict(CONTENT * 20, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    trained = zstandard.train_dictionary(1024, [CONTENT + bytes([n]) * n for n in range(1, 60)])
    for one in (trained, dictionary):
        frame = zstandard.ZstdCompressor(dict_data=one).compress(CONTENT)
        content, error = decode(frame, "zstd")
        assert error == "corrupt"
        assert CONTENT.startswith(content)


def test_stacked_in_every_order() -> None:
    for one in CODERS:
        for two in CODERS:
            body = CODERS[two](CODERS[one](CONTENT))
            stack = Stack((one, two))
            assert stack.feed(body[:9]) + stack.feed(body[9:]) == CONTENT
            stack.finish()
            assert stack.error is None


def test_identity_is_no_coding() -> None:
    assert coding_names((("Content-Encoding", "identity, gzip"),)) == ("gzip",)
    assert coding_names((("Content-Encoding", "IDENTITY"),)) == ()
    assert coding_names((("Content-Encoding", ",, gzip ,"), ("X", "br"))) == ("gzip",)


@pytest.mark.parametrize("name", ["br", "deflate"])
def test_a_text_that_was_never_coded_passes_through_however_it_is_cut(name: str) -> None:
    for text in (CONTENT, "数据: 你好\n".encode()):
        content, error = decode(text, name)
        assert (content, error) == (text, "corrupt")


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("cut", [100, 1_000_000])
def test_a_bomb_of_a_thousand_to_one_stops_and_says_so(name: str, cut: int) -> None:
    limit = 1 << 20
    body = CODERS[name](bytes(64 << 20))
    assert len(body) * 1000 < 64 << 20
    stack, size = Stack((name,), limit), 0
    for at in range(0, len(body), cut):
        size += len(stack.feed(body[at : at + cut]))
    stack.finish()
    assert (stack.too_big, stack.error) == (True, "truncated")
    assert limit < size <= limit + (9 << 20)


def test_a_bomb_inside_a_bomb() -> None:
    body = gzip.compress(gzip.compress(bytes(64 << 20), mtime=0), mtime=0)
    stack = Stack(("gzip", "gzip"), 1 << 20)
    assert len(stack.feed(body)) <= (1 << 20) + (1 << 17)
    assert stack.too_big
