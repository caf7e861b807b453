"""Bytes to characters and back, against a whole decode."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.decode.positions import STEP, TextPositions

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "shift_jis", "latin-1")


def _expected(content: bytes, encoding: str) -> list[int]:
    """For every byte the index of its character, found by decoding every prefix's completion."""
    text = content.decode(encoding, "replace")
    starts = []
    offset = 0
    for character in text:
        starts.append(offset)
        offset += len(character.encode(encoding))
    return [max(i for i, start in enumerate(starts) if start <= byte) for byte in range(len(content))]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_byte_of_valid_text(encoding: str) -> None:
    content = ("aé" if encoding == "latin-1" else "a日b本c").encode(encoding) * 3
    positions = TextPositions(bytearray(content), encoding)
    expected = _expected(content, encoding)
    assert [positions.position_of(byte) for byte in range(len(content))] == expected
    for position in range(expected[-1] + 1):
        assert positions.offset_of(position) == expected.index(position)


def test_ill_formed_bytes_are_one_character_a_subpart() -> None:
    content = b"a\xffb\xe4\xbdc\xf0\x9f\x98\x80"
    positions = TextPositions(bytearray(content), "utf-8")
    assert [positions.position_of(byte) for byte in range(len(content))] == [0, 1, 2, 3, 3, 4, 5, 5, 5, 5]
    assert [positions.offset_of(position) for position in range(7)] == [0, 1, 2, 3, 5, 6, 10]


@given(st.lists(st.sampled_from(["a", "你", "😀", "é"]), min_size=1, max_size=40), st.integers(1, 400))
def test_checkpoints_change_nothing(letters: list[str], times: int) -> None:
    content = bytearray(("".join(letters) * times).encode())
    positions = TextPositions(content, "utf-8")
    starts = list(accumulate((len(letter.encode()) for letter in letters * times), initial=0))
    for byte in {0, len(content) // 2, len(content) - 1, min(STEP, len(content) - 1)}:
        index = bisect_right(starts, byte) - 1
        assert positions.position_of(byte) == index
        assert positions.offset_of(index) == starts[index]
    assert positions.offset_of(len(starts) - 1) == len(content)


def test_a_buffer_that_grows() -> None:
    content = bytearray("你".encode() * STEP + b"\xe4\xbd")
    positions = TextPositions(content, "utf-8")
    assert positions.position_of(3 * STEP) == STEP
    content += b"\xa0x"
    assert positions.position_of(3 * STEP + 2) == STEP
    assert positions.position_of(3 * STEP + 3) == STEP + 1
    assert positions.offset_of(STEP + 1) == 3 * STEP + 3


def test_outside_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        TextPositions(bytearray(b"a"), "utf-8").position_of(1)
