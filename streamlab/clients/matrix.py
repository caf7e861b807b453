"""Clients by cuts: which of them break which client, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from streamlab.clients.base import Factory, emulation
from streamlab.clients.cutting import Cutting, cuttings
from streamlab.clients.every import Progress, Stopped, Watch, every, has_short_way
from streamlab.clients.known import CLIENTS
from streamlab.clients.reading import Reading
from streamlab.clients.run import Run

COLUMNS: tuple[str, ...] = (
    "recorded", "reads", "merged", "inside-characters", "inside-crlf", "wechat:1024", "wechat:4096", "bytes", "every",
)  # fmt: skip

MOST = 500_000  # borders: as many single ones are looked at, as many has one run
_FULL_RUNS = (64, 2000)  # of a client that is run once per border: the fewest and the most …
_FED = 16 << 20  # … and in between as many as feed it so much
_SLOW = 64  # how much dearer a chunk is to a pasted handler than to an emulation, about


class Cell(NamedTuple):
    """One client under one cut.

    `cuttings` runs were looked at, `failing` of them do not match; `example` is the first of these, or else the first run (None
    where there is nothing to run). `complete` is false where it was stopped, or where there is more to cut than `MOST`.
    """

    client: str
    cuts: str
    cuttings: int
    failing: int
    example: Run | None
    complete: bool

    @property
    def ok(self) -> bool:
        """Nothing that was looked at fails."""
        return self.failing == 0


class _Plan(NamedTuple):
    """A cell to be computed; `cutting` is None for single borders, `borders` how many of those, or of its own; `whole`: all."""

    client: str
    cuts: str
    cutting: Cutting | None
    borders: int
    whole: bool
    cost: int


def matrix(
    reading: Reading,
    *,
    clients: Mapping[str, Factory] = CLIENTS,
    cuts: Sequence[str] = COLUMNS,
    progress: Progress | None = None,
    most: int = MOST,
) -> Iterator[Cell]:
    """The cells, cheapest first. `progress(done, of)` is called many times, within a cell too; False stops.

    The cell that is being computed then comes with `complete` false, and is the last. A huge recording is cut at its first `most`
    borders only, which its cells say. Raises `UsageError` at once for an unknown cut.
    """
    named = [(name, _cutting(name, reading)) for name in cuts]
    plans = [
        _plan(client, make, name, cutting, reading, most) for name, cutting in named for client, make in clients.items()
    ]
    return _cells(reading, clients, sorted(plans, key=lambda plan: plan.cost), progress)


def _cutting(cuts: str, reading: Reading) -> Cutting | None:
    found = cuttings(cuts, reading.content, reading.recorded, reading.analysis.encoding, reading.reads)
    return None if cuts == "every" else next(found)


def _plan(client: str, make: Factory, cuts: str, cutting: Cutting | None, reading: Reading, most: int) -> _Plan:
    size = len(reading.content)
    of_all = max(size - 1, 0) if cutting is None else len(cutting)
    borders = min(of_all, most)
    dear = _SLOW if emulation(make) is None else 1
    run = dear * (1 + size // 1024)
    if cutting is not None:
        cost = run + dear * borders
    elif has_short_way(make, reading):
        cost = borders
    else:
        borders = min(borders, max(_FED // max(size, 1), _FULL_RUNS[0]), _FULL_RUNS[1])
        cost = borders * run
    return _Plan(client, cuts, None if cutting is None else cutting[:borders], borders, borders == of_all, cost)


def _cells(
    reading: Reading, clients: Mapping[str, Factory], plans: Sequence[_Plan], progress: Progress | None
) -> Iterator[Cell]:
    of = sum(plan.cost for plan in plans)
    done = 0
    for plan in plans:

        def part(some: int, of_all: int, before: int = done, cost: int = plan.cost) -> bool:
            return progress is None or progress(before + cost * some // max(of_all, 1), of)

        find = _single_borders if plan.cutting is None else _one_run
        cell, stopped = find(reading, clients[plan.client], plan, part)
        yield cell
        if stopped:
            return
        done += plan.cost
    if progress is not None:
        progress(of, of)


def _one_run(reading: Reading, make: Factory, plan: _Plan, progress: Progress) -> tuple[Cell, bool]:
    assert plan.cutting is not None
    run = Run(plan.client, make, plan.cuts, plan.cutting, reading)
    try:
        matches = run.settle(Watch(progress, len(plan.cutting) + 1))
    except Stopped:
        return Cell(plan.client, plan.cuts, 0, 0, None, complete=False), True
    return Cell(plan.client, plan.cuts, 1, int(not matches), run, plan.whole), False


def _single_borders(reading: Reading, make: Factory, plan: _Plan, progress: Progress) -> tuple[Cell, bool]:
    found = every(plan.client, make, reading, progress, plan.borders)
    example = None
    if found.borders:
        failing = found.first is not None
        at = found.borders[0] if found.first is None else found.first
        example = Run(plan.client, make, plan.cuts, (at,), reading, lambda: not failing)
    cell = Cell(plan.client, plan.cuts, len(found.borders), found.failing, example, found.complete)
    return cell, found.stopped
