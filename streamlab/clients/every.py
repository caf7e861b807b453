"""Which of all single borders break a client, without running it once per border.

A border matters near by only: the same client over the few lines around it, cut and uncut, tells. For most clients even that need
not be done, since only certain borders can matter: each client says which.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from streamlab.clients.base import Borders, Factory, OutputKind, emulation
from streamlab.clients.cutting import Cutting, cuttings
from streamlab.clients.reading import Reading
from streamlab.clients.run import Played, Run, play
from streamlab.cuts import inside_characters
from streamlab.model import Span
from streamlab.sandbox.process import waited

Progress = Callable[[int, int], bool]  # done, of how many; False stops
_STEP = 1024  # borders between two calls of it
LONGEST_S = 20.0  # of work on a client that is run once per border: one that loops takes seconds each time


class Stopped(Exception):  # noqa: N818 (no error: whoever waited has had enough)
    """Leaves whatever was being computed."""


class Watch:
    """Tells `progress` how much is done; raises `Stopped` where it says so."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 0

    def __call__(self, done: int) -> None:
        """So much is done."""
        self._done = done
        self.beat()

    def beat(self) -> None:
        """Nothing new is done, but time has passed."""
        if self._progress is not None and not self._progress(self._done, self._of):
            raise Stopped


def worked() -> float:
    """Seconds that this thread has worked, or a pasted handler in its stead."""
    return time.thread_time() + waited()


class Every(NamedTuple):
    """For each of `borders` whether the run matches; `complete` says that these are all there are."""

    matches: bytearray
    complete: bool
    borders: Sequence[int]
    stopped: bool = False  # progress said so

    @property
    def failing(self) -> int:
        """How many borders break the client."""
        return self.matches.count(0)

    @property
    def first(self) -> int | None:
        """The first border that breaks it."""
        at = self.matches.find(0)
        return None if at < 0 else self.borders[at]


def runs(name: str, make: Factory, cuts: str, reading: Reading) -> Iterator[Run]:
    """The runs of a client under `cuts`, each made when it is taken: there may be one per byte. Raises `UsageError` at once.

    What all single borders can share is computed once, when first asked for.
    """
    found = cuttings(cuts, reading.content, reading.recorded, reading.analysis.encoding, reading.reads)
    if cuts != "every" or _known_borders(make, reading) is None:
        return (Run(name, make, cuts, cutting, reading) for cutting in found)
    shared = cache(lambda: every(name, make, reading).matches)

    def single(cutting: Cutting) -> Run:
        return Run(name, make, cuts, cutting, reading, lambda: bool(shared()[cutting[0] - 1]))

    return map(single, found)


def has_short_way(make: Factory, reading: Reading) -> bool:
    """Whether single borders can be told without running the client once for each."""
    return _known_borders(make, reading) is not None


def _known_borders(make: Factory, reading: Reading) -> Borders | None:
    client = emulation(make)
    borders = None if client is None else client.borders
    return borders if borders is not None and borders.are_known(reading.response) else None


def every(
    name: str, make: Factory, reading: Reading, progress: Progress | None = None, most: int | None = None
) -> Every:
    """Looks at each border from 1 to the size less one; where `most` are fewer, at the first ones.

    A client without a short way is run once per border. Of its borders those that tell most are looked at: inside
    characters, beside line ends, and others evenly spread; and no more of them than twenty seconds allow.
    """
    size = max(len(reading.content) - 1, 0)
    borders: Sequence[int] = range(1, size + 1 if most is None else min(size, most) + 1)
    known = _known_borders(make, reading)
    if known is None and len(borders) < size:
        borders = _telling(reading, len(borders))
    watch = Watch(progress, len(borders))
    tries = _Tries(name, make, reading, watch.beat)
    matches = bytearray()
    stopped = False
    begun = worked()
    try:
        for match in map(tries.full, borders) if known is None else known.matches(tries, borders):
            matches.append(match)
            if known is None and worked() - begun > LONGEST_S:
                break
            if len(matches) % _STEP == 0:
                watch(len(matches))
    except Stopped:
        stopped = True
    return Every(matches, len(matches) == size, borders[: len(matches)], stopped)


def _telling(reading: Reading, most: int) -> list[int]:
    """Borders where something is cut that belongs together; then others, evenly spread."""
    content = reading.content
    cut = set(inside_characters(content, reading.analysis.encoding))
    cut.update(at for match in re.finditer(rb"\r?\n", content) for at in range(match.start(), match.end() + 1))
    inside = sorted(at for at in cut if 0 < at < len(content))
    chosen = set(inside[:: -(-2 * len(inside) // most)] if inside else ())
    step = -(-len(content) // (most - len(chosen)))
    return sorted(chosen.union(range(1, len(content), step)))


class _Tries:
    """Runs of one client over one content, each cut at one border."""

    def __init__(self, name: str, make: Factory, reading: Reading, beat: Callable[[], None]) -> None:
        self._name = name
        self.make = make
        self._reading = reading
        self._beat = beat
        self.content = reading.content
        self._whole = (0, 0), Played(OutputKind.EVENTS)  # the part that was last looked at, uncut

    @cached_property
    def well_formed(self) -> bool:
        return not self._reading.analysis.invalid and self._reading.analysis.encoding == "utf-8"

    @property
    def reply(self) -> str:
        return self._reading.reply

    @cached_property
    def merged(self) -> bool:
        return self._settled("merged", ())

    def full(self, at: int) -> bool:
        return self._settled("every", (at,))

    def _settled(self, cuts: str, cutting: Cutting) -> bool:
        return Run(self._name, self.make, cuts, cutting, self._reading).settle(lambda _chunk: self._beat())

    def alike(self, span: Span, at: int) -> bool:
        content, (start, end) = self.content, span
        if self._whole[0] != span:  # the next border is on the same line, most often
            self._whole = span, self._played(content[start:end])
        whole, cut = self._whole[1], self._played(content[start:at], content[at:end])
        if whole.kind is OutputKind.TEXT:
            return _joined(whole.outputs) == _joined(cut.outputs) and len(whole.errors) == len(cut.errors)
        return whole.outputs == cut.outputs and len(whole.errors) == len(cut.errors)

    def _played(self, *chunks: bytes) -> Played:
        return play(self.make(self._reading.response), chunks)

    def of(self, make: Factory) -> _Tries:
        return _Tries(self._name, make, self._reading, self._beat)


def _joined(outputs: Iterable[str | bytes]) -> str:
    return "".join(output for output in outputs if isinstance(output, str))
