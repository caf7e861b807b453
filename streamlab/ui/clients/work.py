"""The computing beside the UI thread: one thread per run for the matrix and for single runs.

Only the worker touches runs (a pasted handler's context lives on the thread that made it). The UI thread is told plain values.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from streamlab.ui.clients.digest import Digest, SmallestCut, cut, digest
from streamlab.ui.loop.bridge import DRAIN_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlab.analysis import Analysis
    from streamlab.clients import Cell, Factory, Reading, Run

CellKey = tuple[str, str]  # client, cuts
# The window gets the interpreter back when this thread pauses: so much work, then so much rest.
_WORK_S: Final = 0.008
_REST_S: Final = 0.002
_MOST_EVENTS: Final = 60  # told per turn of the UI thread


class Found(NamedTuple):
    """A cell of the matrix; `stopped`: it was cancelled in the middle."""

    client: str
    cuts: str
    cuttings: int
    failing: int
    complete: bool
    stopped: bool


class Shown(NamedTuple):
    """A run in full; `cut` is the smallest cutting that breaks the client, None while it is looked for."""

    key: CellKey
    run: Digest
    cut: SmallestCut | None
    last: bool


class Void(NamedTuple):
    """A cell that was asked for has nothing to run, or was cancelled before its end."""

    key: CellKey
    cancelled: bool


class Over(NamedTuple):
    """A part of the matrix is over."""

    complete: bool


class Broken(NamedTuple):
    """streamlab itself failed."""

    reason: str


Event = Found | Shown | Void | Over | Broken


class _Job(NamedTuple):
    clients: Mapping[str, Factory]
    cuts: Sequence[str]


class Worker:
    """The thread, started at its first job; `events` and `progress` are there to be read from the UI thread."""

    def __init__(self) -> None:
        self.events: deque[Event] = deque()
        self.progress = (0, 1)
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        # Set by the UI thread:
        self._analysis: Analysis | None = None
        self._jobs: deque[_Job] = deque()
        self._clients: dict[str, Factory] = {}
        self._asked: CellKey | None = None
        self._cancelled = self._dropped = self._paused = self._closed = False
        # Set by the worker:
        self._busy = False  # with a part of the matrix
        self._reading: Reading | None = None
        self._examples: dict[CellKey, Run] = {}
        self._rested = 0.0

    # --- for the UI thread ----------------------------------------------------------------------------------------

    def begin(self, analysis: Analysis | None) -> None:
        """Another run: what was computed of the one before is forgotten."""
        with self._turn:
            self._analysis, self._asked = analysis, None
            self._jobs.clear()
            self.events = deque()  # a late event goes into the old one
            self._turn.notify()

    def compute(self, clients: Mapping[str, Factory], cuts: Sequence[str]) -> None:
        """One more part of the matrix."""
        with self._turn:
            self._jobs.append(_Job(clients, cuts))
            self._clients.update(clients)
            self._cancelled = False
            self._turn.notify()
        self._start()

    def ask(self, key: CellKey) -> None:
        """Wants the run of a cell, now; a newer wish takes the place of the one before."""
        with self._turn:
            self._asked, self._dropped = key, False
            self._turn.notify()
        self._start()

    def cancel(self) -> None:
        """Ends the matrix, and the run that somebody waits for; cells found so far stay."""
        with self._turn:
            self._cancelled = self._dropped = True
            self._jobs.clear()
            if not self._busy:
                self.events.append(Over(complete=False))
            self._turn.notify()

    def pause(self, paused: bool) -> None:
        """Rests, or goes on."""
        with self._turn:
            self._paused = paused
            self._turn.notify()

    def close(self) -> None:
        """Ends the thread at its next step."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def join(self, seconds: float) -> bool:
        """Whether the thread has ended within this time."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="clients", daemon=True)
            self._thread.start()

    # --- the thread -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        events = self.events
        try:
            while True:
                with self._turn:
                    self._turn.wait_for(self._is_due)
                    if self._closed:
                        return
                    job = self._jobs.popleft() if self._jobs and self._asked is None else None
                    self._busy = job is not None
                    events, analysis = self.events, self._analysis
                if analysis is not None:
                    self._read(analysis, events, job)
        except Exception as error:
            self._busy = False
            events.append(Broken(f"{type(error).__name__}: {error}"))
            raise

    def _is_due(self) -> bool:
        return self._closed or (not self._paused and (bool(self._jobs) or self._asked is not None))

    def _read(self, analysis: Analysis, events: deque[Event], job: _Job | None) -> None:
        from streamlab.clients import Reading

        if self._reading is None or self._reading.analysis is not analysis:
            self._examples.clear()
            self._reading = Reading(analysis)
        self._answer(self._reading, events)
        if job is not None:
            self._compute(self._reading, events, job)

    def _compute(self, reading: Reading, events: deque[Event], job: _Job) -> None:
        from streamlab.clients import matrix

        def goes_on(done: int, of: int) -> bool:
            """Called after every little step: rests, waits while paused, answers what was asked."""
            self.progress = (done, of)
            self._rest()
            if self._paused:
                with self._turn:
                    self._turn.wait_for(lambda: not self._paused or self._is_over(events))
            if self._asked is not None:
                self._answer(reading, events)
            return not self._is_over(events)

        for cell in matrix(reading, clients=job.clients, cuts=job.cuts, progress=goes_on):
            self._note(events, cell, stopped=not cell.complete and self._is_over(events))
            if self._is_over(events):
                break
        with self._turn:
            self._busy = False
            events.append(Over(not self._is_over(events)))

    def _is_over(self, events: deque[Event]) -> bool:
        return self._cancelled or self._closed or self.events is not events

    def _rest(self) -> None:
        if time.perf_counter() - self._rested > _WORK_S:
            time.sleep(_REST_S)
            self._rested = time.perf_counter()

    def _note(self, events: deque[Event], cell: Cell, *, stopped: bool) -> None:
        if cell.example is not None:
            self._examples[cell.client, cell.cuts] = cell.example
        events.append(Found(cell.client, cell.cuts, cell.cuttings, cell.failing, cell.complete, stopped))

    def _answer(self, reading: Reading, events: deque[Event]) -> None:
        from streamlab.clients import Run, smallest
        from streamlab.clients.every import Stopped, Watch

        with self._turn:
            if self.events is not events:
                return  # it is the next run's to be answered
            key, self._asked = self._asked, None
        if key is None:
            return
        found = self._examples.get(key)
        if found is None or found.make is not self._clients[key[0]]:  # the name of another handler now
            found = self._found_first(reading, events, key)
        if found is None:
            events.append(Void(key, self._dropped))
            return
        # A run remembers all it was asked: that goes with this copy.
        run = Run(found.client, found.make, found.cuts, found.borders, found.reading)
        try:
            run.compute(Watch(lambda _done, _of: self._is_wanted(events), 0))
        except Stopped:
            events.append(Void(key, cancelled=True))
            return
        full = digest(run)
        events.append(Shown(key, full, None, full.ok))
        if not full.ok:
            least = smallest(run, lambda _done, _of: self._is_wanted(events))
            events.append(Shown(key, full, cut(least, full.difference), last=True))

    def _found_first(self, reading: Reading, events: deque[Event], key: CellKey) -> Run | None:
        """The cell somebody waits for comes before those whose turn it is."""
        from streamlab.clients import matrix

        client, cuts = key
        cells = matrix(
            reading,
            clients={client: self._clients[client]},
            cuts=(cuts,),
            progress=lambda _done, _of: self._is_wanted(events),
        )
        for cell in cells:
            self._note(events, cell, stopped=not cell.complete and not self._is_wanted(events))
        return self._examples.get(key)

    def _is_wanted(self, events: deque[Event]) -> bool:
        self._rest()
        return self._asked is None and not self._dropped and not self._closed and self.events is events


class Work(QObject):
    """Hands on, turn by turn, what the worker finds about the shown run."""

    found = Signal(object)  # list[Found]
    shown = Signal(object)  # Shown
    void = Signal(object)  # Void
    progressed = Signal(float)  # 0 … 1
    ended = Signal(bool)  # whether all that was wanted is there
    broken = Signal(str)  # the reason

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worker = Worker()
        self._parts = 0  # of the matrix, not over yet
        self._asked: CellKey | None = None
        self._paused = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)
        self.destroyed.connect(self.worker.close)

    @property
    def computing(self) -> bool:
        """Whether a part of the matrix is still to come."""
        return self._parts > 0

    @property
    def asked(self) -> CellKey | None:
        """The cell whose run is still to come."""
        return self._asked

    def begin(self, analysis: Analysis | None) -> None:
        """Another run, or none; nothing of it is computed yet."""
        self._parts, self._asked = 0, None
        self.worker.begin(analysis)
        self._tick()

    def compute(self, clients: Mapping[str, Factory], cuts: Sequence[str]) -> None:
        """One more part of the matrix."""
        self._parts += 1
        self.worker.compute(clients, cuts)
        self._tick()

    def ask(self, key: CellKey) -> None:
        """Wants a cell's run in full."""
        self._asked = key
        self.worker.ask(key)
        self._tick()

    def cancel(self) -> None:
        """Ends the matrix."""
        if self._parts:
            self._parts = 1  # what waits is dropped; what runs says that it is over
            self.worker.cancel()

    def pause(self, paused: bool) -> None:
        """Rests while nobody looks."""
        self._paused = paused
        self.worker.pause(paused)
        self._tick()

    def _tick(self) -> None:
        active = not self._paused and (self._parts > 0 or self._asked is not None)
        if active and not self._timer.isActive():
            self._timer.start()
        elif not active:
            self._timer.stop()

    def _drain(self) -> None:
        events, found = self.worker.events, list[Found]()
        for _ in range(min(len(events), _MOST_EVENTS)):
            event = events.popleft()
            if isinstance(event, Found):
                found.append(event)
                continue
            if found:
                self.found.emit(found)
                found = []
            self._tell(event)
        if found:
            self.found.emit(found)
        if self._parts:
            done, of = self.worker.progress
            self.progressed.emit(done / max(of, 1))
        self._tick()

    def _tell(self, event: Shown | Void | Over | Broken) -> None:
        match event:
            case Shown():
                if event.key == self._asked:
                    self._asked = None if event.last else event.key
                    self.shown.emit(event)
            case Void():
                if event.key == self._asked:
                    self._asked = None
                    self.void.emit(event)
            case Over():
                self._parts -= 1
                if not event.complete:
                    self._parts = 0
                if not self._parts:
                    self.ended.emit(event.complete)
            case Broken():
                self._parts, self._asked = 0, None
                self.broken.emit(event.reason)
                self.ended.emit(False)
