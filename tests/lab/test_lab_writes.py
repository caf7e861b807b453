"""The vocabulary of cuts: every cut keeps every byte, and puts its borders where it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.cuts import Cut, borders
from streamlab.errors import UsageError
from streamlab.lab.writes import MAX_WRITE, Piece, slices, write_cut

EVENTS = ["data: 你好😀\r\n\r\n", "data: ok\n\n", "\n", "é"]
SHAPES = ["1|1", "1|2", "2|1", "1|3", "2|2", "3|1"]
CUTS = [*SHAPES, "every-event", "inside-characters", "line", "crlf", "bytes", "fixed:7", "merged:2", "merged", "at:3,8"]


def cut_up(word: str, events: list[bytes], encoding: str = "utf-8") -> list[bytes]:
    return [piece.data for piece in slices(map(Piece, events), write_cut(word), encoding)]


@given(st.sampled_from(CUTS), st.lists(st.one_of(st.binary(min_size=1), st.sampled_from(EVENTS).map(str.encode))))
def test_a_cut_keeps_every_byte_and_makes_no_empty_write(word: str, events: list[bytes]) -> None:
    made = cut_up(word, events)
    assert b"".join(made) == b"".join(events)
    assert all(made)


@given(st.sampled_from(CUTS), st.lists(st.tuples(st.binary(min_size=1), st.floats(0, 100))))
def test_a_cut_keeps_every_silence(word: str, events: list[tuple[bytes, float]]) -> None:
    made = slices((Piece(data, pause) for data, pause in events), write_cut(word))
    assert sum(piece.pause_ms for piece in made) == pytest.approx(sum(pause for _, pause in events))


@pytest.mark.parametrize(
    ("word", "event", "expected"),
    [
        ("1|2", "a你b好", [b"a\xe4", b"\xbd\xa0b\xe5", b"\xa5\xbd"]),
        ("2|1", "你", [b"\xe4\xbd", b"\xa0"]),
        ("1|3", "😀你", [b"\xf0", b"\x9f\x98\x80\xe4\xbd\xa0"]),
        ("2|2", "😀", [b"\xf0\x9f", b"\x98\x80"]),
        ("3|1", "😀", [b"\xf0\x9f\x98", b"\x80"]),
        ("1|1", "é", [b"\xc3", b"\xa9"]),
        ("inside-characters", "a你", [b"a\xe4", b"\xbd", b"\xa0"]),
        ("line", "abcd\nef\n\n", [b"ab", b"cd\ne", b"f\n\n"]),
        ("line", "a你好", [b"a", b"\xe4\xbd\xa0\xe5\xa5\xbd"]),
        ("line", "你", [b"\xe4\xbd\xa0"]),
        ("crlf", "a\r\n\r\nb\n", [b"a\r", b"\n\r", b"\nb\n"]),
        ("bytes", "你", [b"\xe4", b"\xbd", b"\xa0"]),
        ("fixed:2", "abcde", [b"ab", b"cd", b"e"]),
        ("at:1,4", "abcde", [b"a", b"bcd", b"e"]),
    ],
)
def test_where_the_borders_are(word: str, event: str, expected: list[bytes]) -> None:
    assert cut_up(word, [event.encode()]) == expected


def test_the_cuts_that_ignore_events_run_through_them() -> None:
    events = [b"abc", b"de", b"f", b"g", b"h"]
    assert cut_up("merged:2", events) == [b"abcde", b"fg", b"h"]
    assert cut_up("fixed:4", events) == [b"abcd", b"efgh"]
    assert cut_up("at:4", events) == [b"abcd", b"efgh"]
    assert cut_up("merged", events) == [b"abcdefgh"]


def test_an_event_may_have_its_own_cut() -> None:
    pieces = [Piece("你".encode()), Piece("好".encode(), 5.0, write_cut("2|1"))]
    assert [tuple(piece[:2]) for piece in slices(pieces, Cut())] == [
        (b"\xe4\xbd\xa0", 0.0),
        (b"\xe5\xa5", 5.0),
        (b"\xbd", 0.0),
    ]


def test_characters_of_another_encoding_are_cut_as_such() -> None:
    assert cut_up("1|1", ["a你".encode("gbk")], "gbk") == [b"a\xc4", b"\xe3"]


def test_bytes_that_are_no_characters_are_not_cut() -> None:
    assert not borders(b"\xff\x80a\xe4\xbd", write_cut("inside-characters"))


@pytest.mark.parametrize("word", ["merged", "merged:999999999", "at:999999999"])
def test_an_endless_body_is_merged_in_bounded_writes(word: str) -> None:
    forever = (Piece(b"x" * 1000) for _ in iter(int, 1))
    assert MAX_WRITE <= len(next(slices(forever, write_cut(word))).data) < MAX_WRITE + 1000


def test_an_offset_beyond_a_full_write_is_still_a_border() -> None:
    made = cut_up(f"at:5,{MAX_WRITE + 5},{MAX_WRITE + 9}", [b"x" * (MAX_WRITE + 5), b"y" * 10])
    assert [len(each) for each in made] == [5, MAX_WRITE, 4, 6]


@pytest.mark.parametrize(
    "word",
    [
        "",
        "half",
        "fixed",
        "fixed:0",
        "fixed:x",
        "fixed:1,2",
        "merged:0",
        "at",
        "at:5,5",
        "fixed:1048577",
        "bytes:2",
        "0|3",
        "4|1",
    ],
)
def test_what_is_no_cut_says_so(word: str) -> None:
    with pytest.raises(UsageError, match=repr(word).replace("|", r"\|")):
        write_cut(word)
