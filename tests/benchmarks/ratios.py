"""Ratios of two jobs, taken side by side: A, B, A, B …, so that a machine whose speed drifts changes both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

# What a busy machine may add to a ratio before a benchmark fails. The figure that counts is the one printed.
NOISE = 1.3

Clock = Callable[[], float]


def ratio(
    job: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    pairs: int = 5,
    clock: Clock = time.process_time,
) -> float:
    """The median of time(job) / time(yardstick) over `pairs` pairs, after one of each that does not count.

    CPU time of this process by default: other work on the machine is not in it. A job that waits needs a wall clock.
    """
    job()
    yardstick()
    ratios = []
    for _ in range(pairs):
        ratios.append(_seconds(job, clock) / _seconds(yardstick, clock))
    return statistics.median(ratios)


def _seconds(job: Callable[[], object], clock: Clock) -> float:
    gc.collect()
    start = clock()
    job()
    return clock() - start
