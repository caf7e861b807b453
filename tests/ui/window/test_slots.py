"""Chunks grouped by time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from streamlab.analysis import Analysis
from streamlab.model import Chunk
from streamlab.ui.window.slots import Slots
from tests.ui.streams import EVENT, MS, cut_character, recorded


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60), st.integers(1, 50))
def test_every_chunk_in_sight_is_in_one_slot(gaps: list[int], columns: int) -> None:
    analysis, t_ns = Analysis(), 0
    for gap in gaps:
        t_ns += gap
        analysis.feed([Chunk(t_ns, b"ab")])
    slots = Slots(analysis)
    slots.grow(len(gaps))
    found = slots.between(0, max(1, slots.duration), columns)
    assert [chunk for slot in found for chunk in range(slot.first, slot.last)] == list(range(len(gaps)))
    assert [offset for slot in found for offset in (slot.start, slot.end)] == sorted(
        offset for slot in found for offset in (slot.start, slot.end)
    )
    assert len(found) <= columns
    assert sum(slot.size for slot in found) == 2 * len(gaps)


def test_it_knows_which_chunk_ends_inside_a_character_and_which_is_bad() -> None:
    analysis = cut_character()
    slots = Slots(analysis)
    slots.grow(len(analysis.chunk_ends))
    found = slots.between(0, slots.duration, 500)
    assert [slot.first for slot in found if slot.cut] == [1]
    assert [slot.first for slot in found if slot.bad] == [3, 4]


def test_a_failure_found_late_is_put_in_its_place() -> None:
    analysis = Analysis(framing="ndjson")
    slots = Slots(analysis)
    analysis.feed([Chunk(1 * MS, b'{"a": bad'), Chunk(2 * MS, b"and \xff more")])
    slots.grow(2)
    analysis.feed([Chunk(3 * MS, b"}\n")])
    slots.grow(3)
    assert [slot.first for slot in slots.between(0, slots.duration, 500) if slot.bad] == [0, 1]


def test_only_published_chunks_and_the_time_that_goes_on() -> None:
    analysis = recorded([EVENT] * 10)
    slots = Slots(analysis)
    assert slots.between(0, 1, 10) == []
    slots.grow(4)
    assert slots.between(0, slots.duration, 500)[-1].last == 4
    slots.grow(4, 900 * MS)
    assert slots.duration == 900 * MS
    assert slots.beside((0, 0), 1) == 0
    assert slots.beside(slots.span(0, 1), 1) == 1
    assert slots.beside(slots.span(2, 4), -1) == 1
    assert slots.beside(slots.span(3, 4), 1) == 3
