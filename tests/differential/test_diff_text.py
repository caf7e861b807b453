"""Text, ill-formed spans and cut characters against the WHATWG Encoding Standard.

Of UTF-8 and UTF-16, Node's TextDecoder and CPython's codecs say what the standard says. Node's decoders of legacy encodings are
ICU's converters of the same name and do not (`test_node_and_the_standard`): there @exodus/bytes decides, which implements the
standard and passes the web platform's tests.
"""

from __future__ import annotations

import random
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import streamlab
from streamlab.decode.charset import decode, python_name
from streamlab.decode.legacy import codec_of
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
@example("utf-16be", b"\xd8\xdb\xff\xfd", 0)  # half a character, then U+FFFD itself
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
    codec = codec_of(python_name(encoding) or "")
    # Strict decoding raises for anything ill-formed; a U+FFFD that was sent as such is well-formed.
    return "\ufffd".join(data[a:b].decode(codec) for a, b in zip(edges[::2], edges[1::2], strict=True))


def check_cuts(data: bytes, said: Said, encoding: str) -> None:
    for start, end, code_point, first, last in said.split:
        assert first < last
        assert code_point is None or decode(data[start:end], python_name(encoding) or "")[0] == chr(code_point)
        assert (code_point is None) == ((start, end) in said.invalid)


# -- legacy encodings ------------------------------------------------------------------------------------------------------

SINGLE_BYTE = [
    *(f"iso-8859-{part}" for part in (*range(1, 12), *range(13, 17))),
    *(f"windows-125{page}" for page in range(9)),
    *("windows-874", "ibm866", "koi8-r", "koi8-u", "macintosh", "x-mac-cyrillic"),
]
MULTI_BYTE = [
    "gb18030",
    "gbk",
    "gb2312",
    "big5",
    "big5-hkscs",
    "shift_jis",
    "windows-31j",
    "euc-jp",
    "euc-kr",
    "windows-949",
]


def check_standard(packages: Node, label: str, items: list[bytes]) -> None:
    """Our text of each of `items` is the standard's."""
    name = python_name(label)
    assert name is not None
    said = packages.ask("standard-text", [[item] for item in items], label)
    assert [(item.hex(), text) for item, text in zip(items, said, strict=True) if text != decode(item, name)] == []


@pytest.mark.parametrize("label", SINGLE_BYTE)
def test_every_byte(packages: Node, label: str) -> None:
    check_standard(packages, label, [bytes([byte]) for byte in range(256)])


@pytest.mark.parametrize("label", MULTI_BYTE)
def test_every_pair(packages: Node, label: str) -> None:
    check_standard(packages, label, [bytes(pair) for pair in product(range(0x7F, 0x100), range(256))])


def test_every_four_bytes_of_gb18030(packages: Node) -> None:
    digits, leads = range(0x30, 0x3A), range(0x81, 0xFF)
    by_lead = [b"".join(bytes((lead, *rest)) for rest in product(digits, leads, digits)) for lead in leads]
    check_standard(packages, "gb18030", by_lead)


def test_every_three_bytes_of_euc_jp(packages: Node) -> None:
    check_standard(packages, "euc-jp", [bytes((0x8F, *rest)) for rest in product(range(0x80, 0x100), range(256))])


@pytest.mark.parametrize("label", MULTI_BYTE)
def test_garbage(packages: Node, label: str) -> None:
    chooser = random.Random(label)
    pools = [
        range(256),
        range(0x80, 0x100),
        b"\x30\x39\x81\xfe\x32",
        b"\x81\x30\x35\xf4\x37\x41\x80\xff\x8e\x8f\xa1\xfe\xe3",
    ]
    sizes = range(1, 15)
    items = [bytes(chooser.choices(chooser.choice(pools), k=chooser.choice(sizes))) for _ in range(5000)]
    check_standard(packages, label, items)


def test_every_code_of_gbk_in_one_text_is_read_in_one_go(packages: Node) -> None:
    """Long texts take another way than single codes."""
    text = "".join(map(chr, range(0x4E00, 0x9FA6))) * 2
    check_standard(
        packages, "gbk", [text.encode("gbk"), text.encode("gbk") + b"\xa6\xd9", b"\x80" + text.encode("gbk")]
    )


REPERTOIRE = {
    "gb18030": ["你", "好", "😀", "ḿ", "é"],
    "gbk": ["你", "好", "€"],
    "big5": ["繁", "體", "中"],
    "shift_jis": ["あ", "漢", "ｱ"],
    "euc-jp": ["あ", "漢"],
    "euc-kr": ["가", "한"],
    "windows-1252": ["é", "ÿ"],
}


@effort(150)
@given(st.sampled_from(list(REPERTOIRE)), st.data(), st.integers(0, 1 << 16))
def test_any_cuts(packages: Node, encoding: str, choose: st.DataObject, seed: int) -> None:
    good = st.sampled_from(REPERTOIRE[encoding]).map(lambda character: character.encode(encoding, "ignore"))
    data = b"".join(choose.draw(st.lists(good | st.binary(min_size=1, max_size=3), max_size=10)))
    (text,) = packages.ask("standard-text", [[data]], encoding)
    whole = ours([data], encoding)
    assert whole.text == text == between(data, whole.invalid, encoding)
    for pieces in (cut_anywhere(data, seed), [data[i : i + 1] for i in range(len(data))]):
        said = ours(pieces, encoding)
        assert said[:2] == whole[:2]
        check_cuts(data, said, encoding)


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


@pytest.mark.parametrize("name", STANDARD)
def test_standard(name: str) -> None:
    label, data, text, _same = STANDARD[name]
    for pieces in every_split(data):
        found = streamlab.analyze(pieces, headers={"Content-Type": f"text/plain; charset={label}"}).to_dict()
        assert found["text"] == text
