"""Times of a run, from arrival times alone."""

from __future__ import annotations

from array import array

import pytest

from streamlab.timing import Timing, measure

MS = 1_000_000


def timing(chunks: list[tuple[int, int]], deltas: list[int], end_ms: int | None = None) -> Timing:
    """`chunks`: (time in ms, size)."""
    times, ends, size = array("q"), array("q"), 0
    for at, length in chunks:
        times.append(at * MS if at >= 0 else -1)
        size += length
        ends.append(size)
    return measure(times, ends, deltas, None if end_ms is None else end_ms * MS)


def test_a_stream() -> None:
    found = timing([(100, 5), (110, 5), (130, 5), (200, 5)], [1, 1, 3], 250)
    assert found.first_byte_ms == 100
    assert found.first_text_ms == 110
    assert found.total_ms == 250
    assert found.gaps == {"p50": 20, "p95": 70, "max": 70}
    assert found.inter_chunk_ms == pytest.approx(100 / 3)
    assert found.inter_delta_ms == 45
    assert found.deltas_per_chunk == 1.5
    assert found.to_dict()["gaps"] == {"p50": 20, "p95": 70, "max": 70}


def test_empty_chunks_bring_nothing() -> None:
    found = timing([(50, 0), (100, 5), (150, 0), (200, 5), (900, 0)], [])
    assert found.first_byte_ms == 100
    assert found.gaps == {"p50": 100, "p95": 100, "max": 100}
    assert found.total_ms == 900  # an empty last chunk tells when the stream ended
    assert timing([(50, 0)], []) == Timing(None, None, 50, {"p50": None, "p95": None, "max": None}, None, None, None)


def test_percentiles_are_by_nearest_rank() -> None:
    at, chunks = 0, [(0, 1)]
    for gap in range(1, 101):
        at += gap
        chunks.append((at, 1))
    assert timing(chunks, []).gaps == {"p50": 50, "p95": 95, "max": 100}


@pytest.mark.parametrize("chunks", [[], [(-1, 5), (-1, 5)], [(100, 5), (-1, 5)], [(-1, 5), (100, 5)]])
def test_unknown_times(chunks: list[tuple[int, int]]) -> None:
    found = timing(chunks, [0, 0, 1] if chunks else [])
    assert found.first_byte_ms is None
    assert found.total_ms is None
    assert found.gaps == {"p50": None, "p95": None, "max": None}
    assert found.deltas_per_chunk == (1.5 if chunks else None)


def test_one_chunk_has_no_gap() -> None:
    found = timing([(7, 5)], [0], 9)
    assert (found.first_byte_ms, found.first_text_ms, found.total_ms) == (7, 7, 9)
    assert found.inter_chunk_ms is None
    assert found.inter_delta_ms is None
