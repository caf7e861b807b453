"""The language of cuts: one meaning per word, whoever uses it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.clients import CUTS
from streamlab.cuts import Cut, borders, characters, inside_characters, parse_cut, sizes
from streamlab.errors import UsageError
from streamlab.lab import writes

_WORDS = ["bytes", "fixed:3", "wechat:1024", "random:7", "at:2,5", "merged", "inside-characters", "1|2", "line", "crlf"]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("bytes", Cut("fixed", (1,))),
        ("wechat:1460", Cut("fixed", (1460,))),
        ("inside-crlf", Cut("crlf")),
        ("2|1", Cut("shape", (2, 1))),
        (" at:0,4 ", Cut("at", (0, 4))),
        ("random:-3", Cut("random", (-3,))),
    ],
)
def test_words(word: str, cut: Cut) -> None:
    assert parse_cut(word, CUTS) == cut
    assert parse_cut(word, writes.NAMES) == cut


@pytest.mark.parametrize(("word", "known"), [("merged:2", CUTS), ("every-event", CUTS)])
def test_what_needs_events_is_no_cut_of_a_recording(word: str, known: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="no cut here; known are recorded"):
        parse_cut(word, known)
    parse_cut(word, writes.NAMES)


@pytest.mark.parametrize("word", ["recorded", "reads", "every"])
def test_what_needs_a_recording_is_no_cut_of_the_lab(word: str) -> None:
    with pytest.raises(UsageError, match="no cut here; known are every-event"):
        writes.write_cut(word)
    parse_cut(word, CUTS)


@pytest.mark.parametrize("word", ["at:-1,3", "at:-5", "fixed:-2", "fixed:0"])
def test_no_offset_is_below_zero(word: str) -> None:
    with pytest.raises(UsageError):
        parse_cut(word, CUTS)


@given(st.binary(max_size=60), st.sampled_from(_WORDS))
def test_borders_grow_and_lie_inside(data: bytes, word: str) -> None:
    found = list(borders(data, parse_cut(word, writes.NAMES)))
    assert found == sorted(set(found))
    assert all(0 < at < len(data) for at in found)


@given(st.text(max_size=20), st.sampled_from(["utf-8", "gbk", "shift_jis"]))
def test_no_border_of_a_shape_or_line_cuts_another_character(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    inside = set(inside_characters(data, encoding))
    assert not set(borders(data, Cut("line"), encoding)) & inside
    shaped = {start + 1 for start, end in characters(data, encoding) if end - start == 3}
    assert set(borders(data, Cut("shape", (1, 2)), encoding)) == shaped


def test_a_cut_that_looks_at_no_bytes_is_the_same_piece_by_piece_and_whole() -> None:
    data = bytes(5000)
    for word in ("fixed:7", "random:3", "at:5,9,4000"):
        cut = parse_cut(word, CUTS)
        streamed = writes.slices((writes.Piece(data[at : at + 11]) for at in range(0, len(data), 11)), cut)
        ends, total = [], 0
        for piece in streamed:
            ends.append(total := total + len(piece.data))
        assert ends[:-1] == list(borders(data, cut))
    assert next(sizes(Cut("merged")), None) is None
