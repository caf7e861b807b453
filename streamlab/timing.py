"""Times of a run: first byte, first text, gaps between chunks and between deltas; imports nothing of streamlab.

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


def measure(chunk_times: array[int], delta_chunks: list[int], end_ns: int | None) -> Timing:
    """`chunk_times` in ns, -1 where unknown; `delta_chunks` the chunk that completed each delta, in order."""
    if not chunk_times or chunk_times[-1] < 0:
        return Timing(None, None, None if end_ns is None else end_ns / 1e6, dict(_NO_GAPS), None, None, None)
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(chunk_times))
    bearing = len(set(delta_chunks))
    first_text = chunk_times[delta_chunks[0]] / 1e6 if delta_chunks else None
    span = chunk_times[delta_chunks[-1]] - chunk_times[delta_chunks[0]] if delta_chunks else 0
    return Timing(
        first_byte_ms=chunk_times[0] / 1e6,
        first_text_ms=first_text,
        total_ms=(chunk_times[-1] if end_ns is None else end_ns) / 1e6,
        gaps={"p50": _rank(gaps, 50), "p95": _rank(gaps, 95), "max": _rank(gaps, 100)} if gaps else dict(_NO_GAPS),
        inter_chunk_ms=sum(gaps) / len(gaps) / 1e6 if gaps else None,
        inter_delta_ms=span / (len(delta_chunks) - 1) / 1e6 if len(delta_chunks) > 1 else None,
        deltas_per_chunk=len(delta_chunks) / bearing if bearing else None,
    )


def _rank(ordered: list[int], percent: int) -> float:
    """The nearest-rank percentile: the smallest value that `percent` of all do not exceed."""
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)] / 1e6
