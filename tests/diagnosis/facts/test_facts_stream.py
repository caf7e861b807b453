"""The bytes that a finding about borders points at, to the byte."""

from __future__ import annotations

import pytest

from streamlab.diagnosis.facts.places import MAX_PLACES
from streamlab.model import Span
from tests.diagnosis.test_diagnosis_rules import event, one, run

LINE = "line-split-parsed-per-chunk"
FIRST, SECOND = (event(text).encode() for text in "ab")


@pytest.mark.parametrize(
    ("end", "at", "span"),
    [
        (b"\n", 1, (0, 1)),
        (b"\n", len(FIRST) - 3, (0, len(FIRST) - 3)),
        (b"\n", len(FIRST) + 1, (len(FIRST), len(FIRST) + 1)),
        (b"\n", len(FIRST) + 7, (len(FIRST), len(FIRST) + 7)),
        (b"\r", len(FIRST) + 7, (len(FIRST), len(FIRST) + 7)),
        (b"\r\n", len(FIRST) + 9, (len(FIRST) + 2, len(FIRST) + 9)),
    ],
)
def test_a_cut_line_is_named_from_its_first_byte_to_the_border(end: bytes, at: int, span: Span) -> None:
    data = (FIRST + SECOND).replace(b"\n", end)
    assert one(run([data[:at], data[at:]]), LINE).spans == (span,)


def test_where_a_line_is_cut_twice_each_chunk_has_its_part() -> None:
    found = one(run([FIRST[:10], FIRST[10:20], FIRST[20:]]), LINE)
    assert (found.spans, found.chunks) == (((0, 10), (10, 20)), (0, 1))


def test_of_very_many_the_last_is_named_as_exactly() -> None:
    data = FIRST * 20
    found = one(run([data[at : at + 3] for at in range(0, len(data), 3)]), LINE)
    assert found.count > len(found.spans) == MAX_PLACES
    start, end = found.spans[-1]
    assert data[start:end] in data.rsplit(b"\n\n", 2)[1]
    assert (end % 3, start) == (0, max(end - 3, data.rindex(b"\n", 0, end) + 1))
