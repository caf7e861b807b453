"""Text, ill-formed spans and cut characters against CPython's decoders and Node's TextDecoder.

Node decides where it follows the WHATWG Encoding Standard: UTF-8 and UTF-16 to the letter, GB18030 but for its error handling of
a byte held back at the end. Its other decoders are ICU's converters of the same name and do not follow the standard: `shift_jis`
is IBM-943 (1A, 1C and 7F change places), `gbk` and `big5` map unassigned codes to private characters, `euc-kr` lacks the codes of
UHC, 81 to 9F decode to control characters. There only well-formed text is compared, in the characters both tables have.
"""

from __future__ import annotations

import codecs
import random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import streamlab
from streamlab.decode.legacy import REPLACE
from tests.decode.splits import every_split
from tests.differential.kuhn import KUHN
from tests.differential.oracle import Node
from tests.fuzz.effort import effort

Cut = tuple[int, int, int | None, int, int]  # start, end, code point, first and last chunk


class Said(NamedTuple):
    """What we say of a text."""

    text: str
    invalid: list[tuple[int, int]]
    split: list[Cut]


def ours(pieces: list[bytes], encoding: str) -> Said:
    analysis = streamlab.analyze(pieces, encoding=encoding, framing="text")
    invalid = [(span.start, span.end) for span in analysis.invalid]
    split = [(cut.start, cut.end, cut.code_point, cut.first_chunk, cut.last_chunk) for cut in analysis.split]
    return Said(analysis.to_dict()["text"], invalid, split)


def cut_anywhere(data: bytes, seed: int, pieces: int = 4) -> list[bytes]:
    """`data` in pieces, some of them empty."""
    cuts = sorted(random.Random(seed).choices(range(len(data) + 1), k=pieces - 1))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]


# -- UTF-8: spans from what a decoder says byte by byte ----------------------------------------------------------------

Unit = tuple[int, int, int | None]  # start, end, code point


def units(data: bytes, told: list[str]) -> list[Unit]:
    """The decode units of `data`, given what a streaming decoder told at each byte and, last, at the end."""
    found: list[Unit] = []
    start = 0
    for at, text in enumerate(told[:-1]):
        if not text:
            continue
        ended_before = start < at and text[0] == "\ufffd" and data[start : at + 1] != b"\xef\xbf\xbd"
        if ended_before:  # this byte cannot go on with what was begun
            found.append((start, at, None))
            start, text = at, text[1:]
        if text:
            bad = text == "\ufffd" and data[start : at + 1] != b"\xef\xbf\xbd"
            found.append((start, at + 1, None if bad else ord(text)))
            start = at + 1
    if told[-1]:
        found.append((start, len(data), None))
    return found


def expected(text: str, all_units: list[Unit], pieces: list[bytes]) -> Said:
    owner = [index for index, piece in enumerate(pieces) for _ in piece]
    split = [
        (start, end, code_point, owner[start], owner[end - 1])
        for start, end, code_point in all_units
        if owner[start] != owner[end - 1]
    ]
    return Said(text, [(start, end) for start, end, code_point in all_units if code_point is None], split)


def check_utf8(node: Node, data: bytes, cuttings: list[list[bytes]]) -> None:
    (text,) = node.ask("text", [[data]], "utf-8")
    (told,) = node.ask("text-by-byte", [[data]], "utf-8")
    assert text == "".join(told) == data.decode("utf-8", "replace")
    for pieces in cuttings:
        assert ours(pieces, "utf-8") == expected(text, units(data, told), pieces), pieces


@pytest.mark.parametrize("name", KUHN)
def test_kuhn(node: Node, name: str) -> None:
    data = KUHN[name]
    splits = list(every_split(data, randomly=5))
    check_utf8(node, data, splits if len(splits) < 60 else splits[:2] + splits[2::5])


HOSTILE = st.lists(
    st.sampled_from(["你", "é", "😀", "\ufffd", "\ufeff", "a"]).map(str.encode)
    | st.sampled_from(
        [b"\xe4\xbd", b"\xf0\x9f", b"\xf0", b"\x80", b"\xbf", b"\xc0", b"\xe0\x9f", b"\xed\xa0", b"\xf4\x90", b"\xf8"]
    )
    | st.binary(min_size=1, max_size=3),
    max_size=12,
).map(b"".join)


@effort(150)
@given(HOSTILE, st.integers(0, 1 << 16))
def test_utf8(node: Node, data: bytes, seed: int) -> None:
    check_utf8(node, data, [[data], cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]])


# -- UTF-16 ------------------------------------------------------------------------------------------------------------

UTF16 = st.lists(
    st.sampled_from([b"\xd8", b"\xdc", b"\xdb\xff", b"\xdf\xff", b"\0", b"A", b"\0A", b"\xfe\xff", b"\xff\xfe"])
    | st.binary(min_size=1, max_size=3),
    max_size=10,
).map(b"".join)


@effort(150)
@given(st.sampled_from(["utf-16le", "utf-16be"]), UTF16, st.integers(0, 1 << 16))
def test_utf16(node: Node, encoding: str, data: bytes, seed: int) -> None:
    (text,) = node.ask("text", [[data]], encoding)
    assert text == data.decode(encoding, "replace")
    whole = ours([data], encoding)
    assert whole.text == text
    assert between(data, whole.invalid, encoding) == text
    said = ours(cut_anywhere(data, seed), encoding)
    assert said[:2] == whole[:2]
    check_cuts(data, said, encoding)


def between(data: bytes, invalid: list[tuple[int, int]], encoding: str) -> str:
    """The text, if what lies between the ill-formed spans is well-formed: decoded strictly, one U+FFFD for each span."""
    edges = [0, *(edge for span in invalid for edge in span), len(data)]
    good = [data[a:b].decode(encoding, REPLACE) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert "\ufffd" not in "".join(good)
    return "\ufffd".join(good)


def check_cuts(data: bytes, said: Said, encoding: str) -> None:
    for start, end, code_point, first, last in said.split:
        assert first < last
        assert code_point is None or data[start:end].decode(encoding, REPLACE) == chr(code_point)
        assert (code_point is None) == ((start, end) in said.invalid)


# -- the encodings of the East, and windows-1252 -----------------------------------------------------------------------

# Ours, and the CPython codec whose table is nearest to the standard's (Encoding §10 to §14).
LEGACY = {
    "gb18030": "gb18030",
    "gbk": "gbk",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "euc-kr": "euc_kr",
    "windows-1252": "cp1252",
}


def shared_characters(node: Node, encoding: str) -> list[bytes]:
    """The codes of two bytes and more, and of one, that CPython and Node decode to the same character."""
    pairs = [bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x30, 0xFF)]
    fours = [bytes([0x81, 0x30 + i % 10, 0x81 + i % 126, 0x30 + i % 7]) for i in range(300)] + ["😀".encode("gb18030")]
    codes = [bytes([byte]) for byte in range(256)] + pairs + (fours if encoding == "gb18030" else [])
    mine = [decoded(code, encoding) for code in codes]
    theirs = node.ask("text", [[code] for code in codes], encoding)
    return [code for code, one, two in zip(codes, mine, theirs, strict=True) if one == two and one]


def decoded(code: bytes, encoding: str) -> str | None:
    try:
        text = code.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None


@pytest.fixture(scope="module")
def repertoire(node: Node) -> dict[str, list[bytes]]:
    return {encoding: shared_characters(node, encoding) for encoding in LEGACY}


@pytest.mark.parametrize(
    ("encoding", "at_least"),
    [
        ("gb18030", 24_000),
        ("gbk", 21_000),
        ("big5", 13_000),
        ("shift_jis", 6_900),
        ("euc-kr", 8_000),
        ("windows-1252", 250),
    ],
)
def test_the_tables_agree_on_nearly_all(repertoire: dict[str, list[bytes]], encoding: str, at_least: int) -> None:
    assert len(repertoire[encoding]) >= at_least


@effort(150)
@given(st.sampled_from(list(LEGACY)), st.integers(0, 1 << 32), st.integers(0, 12))
def test_well_formed(node: Node, repertoire: dict[str, list[bytes]], encoding: str, seed: int, size: int) -> None:
    codes = random.Random(seed).choices(repertoire[encoding], k=size)
    data = b"".join(codes)
    (text,) = node.ask("text", [[data]], encoding)
    starts = [sum(map(len, codes[:index])) for index in range(size)]
    all_units: list[Unit] = [
        (start, start + len(code), ord(code.decode(encoding))) for start, code in zip(starts, codes, strict=True)
    ]
    for pieces in ([data], cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]):
        assert ours(pieces, encoding) == expected(text, all_units, pieces)


@effort(150)
@given(
    st.sampled_from(list(LEGACY)),
    st.lists(st.sampled_from(["你", "好", "가", "a", "ア"]) | st.binary(min_size=1, max_size=3), max_size=10),
    st.integers(0, 1 << 16),
)
def test_ill_formed_text_is_the_same_for_any_cuts(encoding: str, parts: list[str | bytes], seed: int) -> None:
    data = b"".join(part if isinstance(part, bytes) else part.encode(LEGACY[encoding], "ignore") for part in parts)
    whole = ours([data], encoding)
    assert whole.text == between(data, whole.invalid, used(encoding))
    for pieces in (cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]):
        said = ours(pieces, encoding)
        assert said[:2] == whole[:2]
        check_cuts(data, said, used(encoding))


def used(encoding: str) -> str:
    """The codec in force for a label."""
    return codecs.lookup(str(streamlab.analyze([], encoding=encoding).encoding)).name


# -- where the standard says something else than we do -----------------------------------------------------------------

# label, bytes, text by the WHATWG Encoding Standard, does Node say the same?
STANDARD = {
    "a lead byte takes no ASCII with it": ("gb18030", b"\xae9A", "\ufffd9A", True),
    "FF begins nothing": ("gb18030", b"\xff8", "\ufffd8", True),
    "80 is the euro sign": ("gb18030", b"\x80", "€", True),
    "lead and bad trail are one": ("gb18030", b"\x81\xffA", "\ufffdA", True),
    "beyond U+10FFFF is one of four bytes": ("gb18030", b"\xe3\x32\x9a\x36A", "\ufffdA", True),
    "the table of 2022": ("gb18030", b"\xa6\xd9\xa8\xbc", "\ufe10\u1e3f", True),
    "gbk: the euro sign": ("gbk", b"\x80", "€", True),
    "gbk: four bytes": ("gbk", "😀".encode("gb18030"), "😀", False),  # it has none
    "gb2312 means gbk": ("gb2312", b"\x81\x40", "丂", True),
    "shift_jis means windows-31j": ("shift_jis", b"\x87\x40", "①", True),
    "shift_jis: the wave dash": ("shift_jis", b"\x81\x60", "～", True),
    "shift_jis: lead and bad trail are one": ("shift_jis", b"\x81\xffA", "\ufffdA", False),  # two
    "euc-kr means windows-949": ("euc-kr", b"\x8cc", "똠", False),  # a control character and a c
    "big5: its table": ("big5", b"\xa1\x45", "‧", True),
    "big5: the codes of ETEN": ("big5", b"\xf9\xd6", "碁", True),
    "big5: two characters": ("big5", b"\x88\x62", "Ê̄", False),  # a private one
    "windows-1252 has no holes": ("windows-1252", b"\x81\x8d\x8f\x90\x9d", "\x81\x8d\x8f\x90\x9d", True),
    "iso-8859-1 means windows-1252": ("iso-8859-1", b"\x80\xe9", "€é", True),
    "us-ascii means windows-1252": ("us-ascii", b"\x80\xe9", "€é", True),
}


@pytest.mark.parametrize("name", STANDARD)
def test_node_and_the_standard(node: Node, name: str) -> None:
    label, data, text, same = STANDARD[name]
    assert (node.ask("text", [[data]], label)[0] == text) is same


# CPython has the tables of GB 18030-2000 and of Big5-HKSCS; a few dozen codes differ from the standard's.
_OTHER_TABLES = ("the table of 2022", "big5: its table")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.xfail(strict=True)] if name in _OTHER_TABLES else []) for name in STANDARD],
)
def test_standard(name: str) -> None:
    label, data, text, _same = STANDARD[name]
    for pieces in every_split(data):
        found = streamlab.analyze(pieces, headers={"Content-Type": f"text/plain; charset={label}"}).to_dict()
        assert found["text"] == text
