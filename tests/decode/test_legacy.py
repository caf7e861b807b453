"""The tables of the legacy encodings, without an oracle: the digests are of what the standard's indexes give."""

from __future__ import annotations

import hashlib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.charset import blotted, decode, decoder, units

# SHA-256 of the texts of every two bytes, one to a line; tests/differential compares each of them with an implementation of the
# standard. A CPython whose own tables change is noticed here.
DIGESTS = {
    "gb18030": "1dd35f80b77a7c0b20e6cafc395470368c0616bf7971d06cab9101d34884336b",
    "big5": "ec621ceb1094a9b199f6c65992edf7f4289683b7b9ca39bc72fe4c8a41b0b3b6",
    "shift_jis": "14721cbbc643d1d874c9cc3f2be8beeaf9c5efd1ef5e3c428519d08f444e81e8",
    "euc_jp": "66802c6bd1d66452d0286c2c225281d0b88c7dac508097a9377b74ff54108621",
    "euc_kr": "27488a4d4668752a43a94486c9bdf576c8ff1b3b12245b3b8042fb0a27746afc",
}


@pytest.mark.parametrize("encoding", DIGESTS)
def test_every_two_bytes(encoding: str) -> None:
    texts = "\n".join(decode(bytes(pair), encoding) for pair in product(range(256), repeat=2))
    assert hashlib.sha256(texts.encode()).hexdigest() == DIGESTS[encoding]


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("gb18030", b"\xa8\xbc\x81\x35\xf4\x37", "ḿ\ue7c7"),  # GB 18030-2022 has them the other way round
        ("gb18030", b"\x81\x30", "\ufffd"),  # the end cuts a code of four: one error
        ("gb18030", b"\x81\x30\x81", "\ufffd"),
        ("gb18030", b"\x81\x30\x81A", "\ufffd0丄"),  # broken off by a letter: only the lead is ill-formed
        ("gb18030", b"\xfe\x39\xfe\x39A", "\ufffdA"),  # four bytes beyond the last plane
        ("big5", b"\x88\x62\x88\xa5", "Ê̄ê̌"),
        ("shift_jis", b"\xa0\xfd\x80\xf0\x40", "\ufffd\ufffd\x80\ue000"),
        ("euc_jp", b"\x8f\xa2\xb7\xad\xa1\x8e\xb1\x8f\xa1A\x8f\xa1", "～①ｱ\ufffdA\ufffd"),
        ("euc_kr", b"\x8cc\xff\x81A\x81@", "똠\ufffd갂\ufffd@"),
        ("cp1255", b"\xca\x81\xd9", "\u05ba\x81\ufffd"),
        ("koi8-u", b"\xae\xbe", "ўЎ"),
    ],
)
def test_where_cpython_reads_otherwise(encoding: str, data: bytes, text: str) -> None:
    assert decode(data, encoding) == text
    reader = decoder(encoding)
    assert "".join(reader.decode(data[at : at + 1]) for at in range(len(data))) + reader.decode(b"", final=True) == text


def test_strict_errors_name_the_bytes() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"ab\x81\xffc".decode("whatwg-big5hkscs")
    assert (caught.value.start, caught.value.end) == (2, 4)


def test_units_have_their_bytes() -> None:
    assert list(units(b"a\xa1\x45\x88\x62\xa1\xff\x81", "big5")) == [
        (0, 1, "a"),
        (1, 3, "‧"),
        (3, 5, "Ê̄"),
        (5, 7, "\ufffd"),
        (7, 8, "\ufffd"),
    ]
    assert list(units(b"\x81\x30\x81A\x80", "gb18030")) == [(0, 1, "\ufffd"), (1, 2, "0"), (2, 4, "丄"), (4, 5, "€")]
    assert list(units("é你😀".encode(), "utf-8")) == [(0, 2, "é"), (2, 5, "你"), (5, 9, "😀")]


@given(
    st.lists(
        st.binary(min_size=1, max_size=5) | st.sampled_from([b'{"a":1}', "功".encode("big5"), b"\x81\x30\x81\x30"])
    )
)
def test_what_is_blotted_is_what_is_not_ascii(parts: list[bytes]) -> None:
    data = b"".join(parts)
    for encoding in ("gb18030", "big5", "shift_jis"):
        expected = bytearray(b"_" * len(data))
        for start, end, character in units(data, encoding):
            if end - start == 1 and character.isascii():
                expected[start] = data[start]
        assert blotted(data, encoding) == expected
