"""Characters: ill-formed spans with their reasons, characters cut by borders; text as a WHATWG decoder gives it."""

from __future__ import annotations

import codecs
import sys
from array import array
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.charset import Characters, IllFormed, SplitCharacter, decode, python_name
from streamlab.decode.legacy import codec_of
from tests.decode.splits import every_split


def read(pieces: list[bytes], encoding: str = "utf-8", *, batch: int = 1) -> Characters:
    """The characters of `pieces`, `batch` of them per `advance`."""
    content, ends = bytearray(), array("q")
    characters = Characters(content, ends)
    characters.start(encoding)
    for index, piece in enumerate(pieces, 1):
        content += piece
        ends.append(len(content))
        if index % batch == 0:
            characters.advance()
    characters.advance()
    characters.finish()
    return characters


def units(data: bytes, encoding: str = "utf-8") -> list[tuple[int, int, str | None]]:
    """(start, end, character) by decoding each prefix: slow, and obviously right. None is an ill-formed subpart."""
    spans: list[tuple[int, int]] = []

    def note(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        spans.append((error.start, error.end))  # how much an error takes is the differential tests' matter
        return "\ufffd", error.end

    codecs.register_error("streamlab.tests", note)
    codec = codec_of(encoding)
    data.decode(codec, "streamlab.tests")
    found: list[tuple[int, int, str | None]] = [(start, end, None) for start, end in spans]
    edges = [0, *(edge for span in spans for edge in span), len(data)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        at = start
        for character in decode(data[start:end], encoding):
            size = len(character.encode(codec, "replace"))
            found.append((at, at + size, character))
            at += size
    return sorted(found)


def expected_splits(data: bytes, pieces: list[bytes], encoding: str = "utf-8") -> list[SplitCharacter]:
    ends = list(accumulate(map(len, pieces)))

    def chunk(offset: int) -> int:
        return next(index for index, end in enumerate(ends) if offset < end)

    return [
        SplitCharacter(start, end, None if character is None else ord(character), chunk(start), chunk(end - 1))
        for start, end, character in units(data, encoding)
        if chunk(start) != chunk(end - 1)
    ]


UTF8_CASES = [
    b"",
    b"plain ascii",
    "aé你😀z".encode(),
    "\ufeff你好".encode(),
    b"\xe4\xbd",
    b"a\xffb\x80c\xc0\xaf",
    b"\xe4\xbd\x41\xe4\xe4\xbd\xa0",
    b"\xed\xa0\x80\xed\xbf\xbf\xee\x80\x80",
    b"\xf0\x90\x80\xf4\x8f\xbf\xbf\xf4\x90\x80\x80\xf5\xf8\x88",
    b"\xe0\x80\x80\xe0\x9f\xbf\xf0\x80\x80\x80\xf0\x8f\xbf\xbf",
    b"\xf0\x9f\x98\xf0\x9f\xf0\x9f\x98\x80",
    "锟斤拷�".encode(),
]


@pytest.mark.parametrize("data", UTF8_CASES)
def test_utf8_spans_and_splits_whatever_the_cuts(data: bytes) -> None:
    spans = [(start, end) for start, end, character in units(data) if character is None]
    whole = read([data]).invalid
    for pieces in every_split(data):
        for batch in (1, 3):
            found = read(pieces, batch=batch)
            assert [(item.start, item.end) for item in found.invalid] == spans
            assert found.invalid == whole  # the reasons as well
            assert found.split == expected_splits(data, pieces), pieces


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x80", [(0, 1, "lone continuation")]),
        (b"\xc0\xaf", [(0, 1, "overlong"), (1, 2, "lone continuation")]),
        (b"\xc1\xbf", [(0, 1, "overlong"), (1, 2, "lone continuation")]),
        (b"\xe0\x80\x80", [(0, 1, "overlong"), (1, 2, "lone continuation"), (2, 3, "lone continuation")]),
        (b"\xf0\x8f", [(0, 1, "overlong"), (1, 2, "lone continuation")]),
        (b"\xed\xa0\x80", [(0, 1, "surrogate"), (1, 2, "lone continuation"), (2, 3, "lone continuation")]),
        (b"\xf4\x90", [(0, 1, "above U+10FFFF"), (1, 2, "lone continuation")]),
        (b"\xf5", [(0, 1, "above U+10FFFF")]),
        (b"\xf7\x80", [(0, 1, "above U+10FFFF"), (1, 2, "lone continuation")]),
        (b"\xf8", [(0, 1, "invalid")]),
        (b"\xff\xfe", [(0, 1, "invalid"), (1, 2, "invalid")]),
        (b"\xe4\xbdA", [(0, 2, "truncated")]),
        (b"\xe4", [(0, 1, "truncated")]),
        (b"\xe0", [(0, 1, "truncated")]),
        (b"\xed", [(0, 1, "truncated")]),
        (b"\xf4", [(0, 1, "truncated")]),
        (b"\xf0\x9f\x98", [(0, 3, "truncated")]),
        (b"\xf0\x9f\xf0\x9f", [(0, 2, "truncated"), (2, 4, "truncated")]),
    ],
)
def test_reasons(data: bytes, expected: list[tuple[int, int, str]]) -> None:
    for pieces in every_split(data):
        assert read(pieces).invalid == [IllFormed(*item) for item in expected]


def test_empty_chunks_count() -> None:
    found = read([b"", b"a\xe4", b"", b"", b"\xbd", b"", b"\xa0b"])
    assert found.split == [SplitCharacter(1, 4, 0x4F60, 1, 6)]
    assert found.split[0].character == "你"


def test_an_incomplete_prefix_in_one_chunk_is_not_split() -> None:
    assert read([b"a\xe4\xbd", b"b"]).split == []
    assert read([b"a\xe4\xbd", b""]).split == []
    cut = read([b"a\xe4", b"\xbd", b"b"]).split
    assert cut == [SplitCharacter(1, 3, None, 0, 1)]
    assert cut[0].character == "\ufffd"
    assert read([b"\xe4", b"\xbd"]).split == [SplitCharacter(0, 2, None, 0, 1)]


OTHERS = [
    ("gb18030", "a你好😀é€".encode("gb18030")),
    ("gbk", "a你好世界".encode("gbk")),
    ("big5", "a繁體中文".encode("big5")),
    ("shift_jis", "aあいう漢字ｱ".encode("shift_jis")),
    ("euc_jp", "aあいう漢字".encode("euc_jp")),
    ("euc_kr", "a한국어".encode("euc_kr")),
    ("utf-16-le", "a你😀z".encode("utf-16-le")),
    ("utf-16-be", "a你😀z".encode("utf-16-be")),
    ("cp1252", "aé€z".encode("cp1252")),
    ("iso8859-1", "aéÿz".encode("latin-1")),
    ("gb18030", b"a\x81b\xff\xc4\xe3\x81\x30\x81"),
    ("big5", b"a\xa4\xff\xa4\xa4\xa4"),
    ("shift_jis", b"\x82\xa0\x82\xff\x81"),
    ("euc_kr", b"\xc7\xd1\xff\xc7"),
    ("utf-16-le", b"a\0\x3d\xd8z\0\x3d\xd8\x00\xde\x00\xdcq"),
    ("cp1252", b"\x81\x8d"),
    ("ascii", b"a\xe4b"),
]


@pytest.mark.parametrize(("encoding", "data"), OTHERS)
def test_other_encodings(encoding: str, data: bytes) -> None:
    spans = [(start, end) for start, end, character in units(data, encoding) if character is None]
    for pieces in every_split(data):
        found = read(pieces, encoding)
        assert [(item.start, item.end) for item in found.invalid] == spans
        assert {item.reason for item in found.invalid} <= {"invalid", "truncated"}
        assert found.split == expected_splits(data, pieces, encoding), pieces


def test_an_open_end_is_truncated_in_any_encoding() -> None:
    assert read(["你".encode("gbk")[:1]], "gbk").invalid == [IllFormed(0, 1, "truncated")]
    assert read([b"a\0\x3d"], "utf-16-le").invalid == [IllFormed(2, 3, "truncated")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("GB2312", "gb2312"),
        ("latin1", "iso8859-1"),
        ("windows-1252", "cp1252"),
        ("Shift-JIS", "shift_jis"),
        ("euc-kr", "euc_kr"),
        ("big5", "big5"),
        (" X-SJIS\n", "shift_jis"),
        ("ks_c_5601-1987", "euc_kr"),
        ("windows-949", "euc_kr"),
        ("x-gbk", "gbk"),
        ("unicode-1-1-utf-8", "utf-8"),
        ("iso-8859-8-i", "iso8859-8"),
        ("undefined", None),
        ("idna", None),
        ("punycode", None),
        ("unicode_escape", None),
        ("utf-7", None),
        ("rot13", None),
        ("base64", None),
        ("mbcs", None),
        ("nonsense", None),
        ("", None),
        ("a\0b", None),
        ("../../etc", None),
    ],
)
def test_only_harmless_encodings_are_known(label: str, name: str | None) -> None:
    assert python_name(label) == name


def _codecs() -> list[str]:
    from encodings.aliases import aliases

    return sorted({name for alias in aliases.values() if (name := python_name(alias))})


@pytest.mark.parametrize("encoding", _codecs())
def test_every_known_encoding_survives_every_byte(encoding: str) -> None:
    data = bytes(range(256)) * 2
    found = read([data[:301], data[301:]], encoding)
    assert found.invalid == read([data], encoding).invalid
    good, at = "", 0
    for span in found.invalid:  # what is not ill-formed is read, and one U+FFFD stands for what is
        good += decode(data[at : span.start], encoding) + "\ufffd"
        at = span.end
    assert decode(data, encoding) == good + decode(data[at:], encoding)


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=4),
            st.sampled_from([b"\xe4", b"\xbd", b"\xa0", b"\xf0\x9f", b"\x98\x80", b"\xed\xa0", b"a", b"\xc3", b""]),
        ),
        max_size=12,
    ),
    st.integers(1, 5),
)
def test_garbage(pieces: list[bytes], batch: int) -> None:
    data = b"".join(pieces)
    found = read(pieces, batch=batch)
    assert found.split == expected_splits(data, pieces)
    spans = [(item.start, item.end) for item in found.invalid]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    # What is not ill-formed decodes strictly; each ill-formed span is one U+FFFD.
    text, at = "", 0
    for start, end in spans:
        text += data[at:start].decode() + "\ufffd"
        at = end
    assert text + data[at:].decode() == data.decode("utf-8", "replace")
    assert found.invalid == read([data]).invalid


def test_every_code_point_boundary() -> None:
    points = [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, sys.maxunicode]
    for point in points:
        data = chr(point).encode()
        for cut in range(1, len(data)):
            assert read([data[:cut], data[cut:]]).split == [SplitCharacter(0, len(data), point, 0, 1)]
