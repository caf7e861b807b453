"""Times of a run: first byte, first text, gaps between chunks and between deltas.

An inter-chunk gap is not an inter-token gap: where one chunk carries several deltas, `deltas_per_chunk` says so.
"""

from __future__ import annotations

import itertools
from array import array
from dataclasses import asdict, dataclass
from typing import Any

Gaps = dict[str, float | None]
_NO_GAPS: Gaps = {"p50": None, "p95": None, "max": None}


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds since the request was sent; None where the times are not known."""

    first_byte_ms: float | None
    first_text_ms: float | None
    total_ms: float | None
    gaps: Gaps
    inter_chunk_ms: float | None
    inter_delta_ms: float | None
    deltas_per_chunk: float | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable."""
        return asdict(self)


def measure(chunk_times: array[int], body_ends: array[int], delta_chunks: list[int], end_ns: int | None) -> Timing:
    """`chunk_times` in ns, -1 where unknown; `body_ends` the body offset where each chunk ends; `delta_chunks` the chunk that
    completed each delta, in order. Empty chunks bring nothing, so that no gap ends at one.
    """
    total = None if end_ns is None else end_ns / 1e6
    if not chunk_times or min(chunk_times) < 0:
        return Timing(None, None, total, dict(_NO_GAPS), None, None, _per_chunk(delta_chunks))
    times = [t for t, (start, end) in zip(chunk_times, itertools.pairwise((0, *body_ends)), strict=True) if start < end]
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    span = chunk_times[delta_chunks[-1]] - chunk_times[delta_chunks[0]] if delta_chunks else 0
    return Timing(
        first_byte_ms=times[0] / 1e6 if times else None,
        first_text_ms=chunk_times[delta_chunks[0]] / 1e6 if delta_chunks else None,
        total_ms=chunk_times[-1] / 1e6 if total is None else total,
        gaps={"p50": _rank(gaps, 50), "p95": _rank(gaps, 95), "max": _rank(gaps, 100)} if gaps else dict(_NO_GAPS),
        inter_chunk_ms=sum(gaps) / len(gaps) / 1e6 if gaps else None,
        inter_delta_ms=span / (len(delta_chunks) - 1) / 1e6 if len(delta_chunks) > 1 else None,
        deltas_per_chunk=_per_chunk(delta_chunks),
    )


def _per_chunk(delta_chunks: list[int]) -> float | None:
    """Deltas per chunk that brought any: needs no times."""
    return len(delta_chunks) / len(set(delta_chunks)) if delta_chunks else None


def _rank(ordered: list[int], percent: int) -> float:
    """The nearest-rank percentile: the smallest value that `percent` of all do not exceed."""
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)] / 1e6
