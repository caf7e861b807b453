"""How content is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.clients.cuts import cuttings, inside_characters, pieces
from streamlab.errors import UsageError

_TEXT = "a你\r\n😀b".encode()


@pytest.mark.parametrize(
    ("cuts", "borders"),
    [
        ("recorded", (3, 3)),
        ("merged", ()),
        ("bytes", tuple(range(1, len(_TEXT)))),
        ("inside-characters", (2, 3, 7, 8, 9)),
        ("inside-crlf", (5,)),
        ("fixed:4", (4, 8)),
        ("fixed:99", ()),
        ("at:2,5,99", (2, 5)),
    ],
)
def test_borders(cuts: str, borders: tuple[int, ...]) -> None:
    assert list(cuttings(cuts, _TEXT, (3, 3))) == [borders]


def test_every_is_one_run_per_border() -> None:
    assert list(cuttings("every", _TEXT, ())) == [(at,) for at in range(1, len(_TEXT))]


def test_a_seed_is_repeatable_and_seeds_differ() -> None:
    data = bytes(5000)
    first, again, other = (next(cuttings(name, data, ())) for name in ("random:1", "random:1", "random:2"))
    assert first == again != other
    assert list(first) == sorted(set(first))


@pytest.mark.parametrize(
    "cuts", ["", "fixed", "fixed:0", "fixed:x", "random", "random:x", "at:", "at:3,2", "BYTES", "every:1"]
)
def test_what_is_no_cut(cuts: str) -> None:
    with pytest.raises(UsageError):
        cuttings(cuts, _TEXT, ())


def test_only_whole_characters_have_an_inside() -> None:
    assert list(inside_characters(b"\xe4\xbd \xed\xa0\x80 \xc3\xa9")) == [8]
    assert list(inside_characters("你好".encode("gbk"), "gb18030")) == [1, 3]


@given(st.binary(max_size=60), st.sampled_from(["bytes", "merged", "inside-characters", "fixed:3", "random:5"]))
def test_pieces_are_the_content(content: bytes, cuts: str) -> None:
    for cutting in cuttings(cuts, content, ()):
        found = list(pieces(content, cutting))
        assert b"".join(found) == content
        assert len(found) == len(cutting) + 1
