"""The fewest borders that still break a client."""

from __future__ import annotations

from streamlab.clients.cutting import Cutting
from streamlab.clients.every import LONGEST_S, Progress, Stopped, Watch, every, has_short_way, worked
from streamlab.clients.run import Run

_TRIES = (64, 1000)  # the fewest and the most …
_FED = 64 << 20  # … and in between as many as feed the client so many bytes
_NEAREST = 8  # borders tried by themselves before all others


def smallest(run: Run, progress: Progress | None = None) -> Run:
    """A run of the same client that fails with as few of the borders of `run` as possible.

    Usually one is enough: the one nearest to the first difference. Without any single one of its borders it would pass. A client
    that fails over the merged content needs no border at all: that run is returned. A run that does not fail is returned itself.

    `progress(done, of)` is called many times; where it returns False, and after a bounded number of tries and seconds, the smallest
    failing run that was found so far is returned.
    """
    if run.matches_reference or not run.borders:
        return run
    return _Search(run, progress).result()


class _Search:
    def __init__(self, run: Run, progress: Progress | None) -> None:
        size = max(len(run.reading.content), 1)
        self._run = run
        self._best = run
        self._left = min(max(_FED // size, _TRIES[0]), _TRIES[1])
        self._watch = Watch(progress, self._left)
        self._of = self._left
        self._begun = worked()

    def result(self) -> Run:
        """The smallest run found."""
        try:
            if not (self._fails(()) or self._one()):
                self._some()
        except Stopped:
            pass
        return self._best

    def _fails(self, borders: Cutting) -> bool:
        if not self._left or worked() - self._begun > LONGEST_S:
            raise Stopped
        self._left -= 1
        self._watch(self._of - self._left)
        found = self._run.recut(borders)
        fails = not found.settle(lambda _chunk: self._watch.beat())
        if fails and len(borders) < len(self._best.borders):
            self._best = found
        return fails

    def _one(self) -> bool:
        """Whether one border is enough; the nearest to the first difference."""
        run, size = self._run, len(self._run.reading.content)
        difference = run.first_difference
        byte = (difference and difference["byte"]) or 0
        near = sorted({at for at in run.borders if 0 < at < size}, key=lambda at: abs(at - byte))
        if any(self._fails((at,)) for at in near[:_NEAREST]):
            return True
        if not has_short_way(run.make, run.reading):
            return False
        found = every(run.client, run.make, run.reading, lambda _done, _of: self._goes_on())
        if found.stopped:
            raise Stopped
        return any(self._fails((at,)) for at in near if not found.matches[at - 1])

    def _goes_on(self) -> bool:
        try:
            self._watch.beat()
        except Stopped:
            return False
        return True

    def _some(self) -> None:
        """Takes away whole parts of the borders as long as it fails: ddmin (Zeller and Hildebrandt, 2002)."""
        borders, parts = list(self._run.borders), 2
        while len(borders) > 1:
            step = -(-len(borders) // parts)
            starts = range(0, len(borders), step)
            kept = [borders[at : at + step] for at in starts]
            if parts > 2:
                kept += [borders[:at] + borders[at + step :] for at in starts]
            smaller = next((some for some in kept if self._fails(some)), None)
            if smaller is not None:
                parts = max(parts - 1, 2) if len(smaller) > step else 2
                borders = smaller
            elif parts >= len(borders):
                return
            else:
                parts = min(2 * parts, len(borders))
