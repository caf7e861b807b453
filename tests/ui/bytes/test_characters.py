"""Bytes as characters, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode import charset
from streamlab.ui.bytes.characters import REPLACEMENT, Glyph, Look, codec, decoded_glyphs, face, glyphs, replaced


def in_rows(data: bytes, per_row: int, encoding: str) -> list[Glyph]:
    """All characters, asked for one row at a time."""
    out: list[Glyph] = []
    for start in range(0, len(data), per_row):
        row = (start, min(start + per_row, len(data)))
        out += glyphs(lambda s, e: data[s:e], (0, len(data)), row, encoding, lead_in=start == 0)
    return out


@given(
    st.one_of(st.binary(max_size=80), st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace"))),
    st.integers(1, 20),
)
def test_rows_show_what_one_decoder_shows(data: bytes, per_row: int) -> None:
    whole = list(decoded_glyphs(data, 0, "utf-8"))
    assert in_rows(data, per_row, "utf-8") == whole
    assert "".join(glyph.character for glyph in map(replaced, whole)) == data.decode("utf-8", "replace")
    assert [(0 if not nth else whole[nth - 1].end) for nth in range(len(whole))] == [glyph.start for glyph in whole]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5", "shift_jis", "utf-16-le", "cp1252", "euc_kr"])
def test_rows_find_the_characters_of_other_encodings(encoding: str) -> None:
    text = {"cp1252": "naïve café “q” ", "shift_jis": "日本語、テスト ", "euc_kr": "한국어 시험 "}.get(
        encoding, "中文測試 ok\n"
    )
    data = (text * 9).encode(encoding)
    for per_row in (1, 3, 7, 16):
        assert "".join(glyph.character for glyph in in_rows(data, per_row, encoding)) == text * 9


def test_a_character_that_begins_before_the_row_is_shown_only_where_it_is_asked_for() -> None:
    data = "x你y".encode()

    def read(start: int, end: int) -> bytes:
        return data[start:end]

    assert [g.character for g in glyphs(read, (0, 5), (3, 5), "utf-8", lead_in=True)] == ["你", "y"]
    assert [g.character for g in glyphs(read, (0, 5), (3, 5), "utf-8", lead_in=False)] == ["y"]
    assert [g.character for g in glyphs(read, (0, 5), (0, 3), "utf-8", lead_in=True)] == ["x", "你"]


def test_each_half_of_a_cut_character_alone_is_replaced() -> None:
    data = "你".encode()

    def read(start: int, end: int) -> bytes:
        return data[start:end]

    (head,) = glyphs(read, (0, 2), (0, 2), "utf-8", lead_in=True)
    assert (head.start, head.end, head.look) == (0, 2, Look.OPEN)
    assert replaced(head).face == REPLACEMENT
    (tail,) = glyphs(read, (2, 3), (2, 3), "utf-8", lead_in=True)
    assert (tail.start, tail.end, tail.face) == (2, 3, REPLACEMENT)


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("A", ("A", 1, Look.PLAIN)),
        ("你", ("你", 2, Look.PLAIN)),
        ("😀", ("😀", 2, Look.PLAIN)),
        ("\n", ("↵", 1, Look.FAINT)),
        ("\t", ("→", 1, Look.FAINT)),
        ("\r", ("CR", 2, Look.BADGE)),
        ("\x00", ("00", 2, Look.BADGE)),
        ("\u202e", ("RLO", 3, Look.BADGE)),
        ("\u200b", ("ZWSP", 4, Look.BADGE)),
        ("\ufeff", ("BOM", 3, Look.BADGE)),
        ("\ufe0f", ("FE0F", 4, Look.BADGE)),
        ("\ue000", ("E000", 4, Look.BADGE)),
        ("\u0301", ("\u25cc\u0301", 1, Look.PLAIN)),
    ],
)
def test_nothing_stays_hidden(character: str, expected: tuple[str, int, Look]) -> None:
    assert face(character) == expected


def test_an_unknown_encoding_is_read_as_utf_8_and_a_bom_is_kept() -> None:
    assert codec("no-such-charset") == codec("") == "utf-8"
    assert codec("utf-8-sig") == "utf-8"
    assert codec("utf-16") == "utf-16-le"
    assert [glyph.character for glyph in decoded_glyphs(b"\xef\xbb\xbfa", 0, codec("utf-8"))] == ["\ufeff", "a"]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gb18030", b"\x80\xc4\xe3\xff\x81\x30\x81"),
        ("big5", b"\xa7\x41\x87\x40\xff\xa7\x20\xa1\x45\x88\x62"),
        ("gb18030", b"\x81\x30\x81\x41\xa6\xd9"),
        ("shift_jis", b"\x87\x40\x82\xa0\xfd\x82\x20"),
        ("euc-kr", b"\x81\x41\xb0\xa1\xff\xc9\x20"),
        ("utf-16-le", b"\x60\x4f\x00\xd8A\x00"),
        ("utf-16-be", b"A0\x4f\x60\xd8\x00\x00A"),
        ("windows-1252", b"\x80\x81A\xff"),
        ("utf-8", b"\xe4\xbd\xff\xc0\x80A"),
    ],
)
def test_the_pane_reads_as_the_analysis_does(encoding: str, data: bytes) -> None:
    name = charset.python_name(encoding)
    assert name is not None
    shown = "".join(glyph.character for glyph in decoded_glyphs(data, 0, codec(name)))
    assert shown == charset.decode(data, name)
