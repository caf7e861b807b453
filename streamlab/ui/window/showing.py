"""The run on the window's parts: shown when it begins, batch by batch, at its end; knows their names and no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from streamlab.model import Severity
from streamlab.ui.loop.bridge import DRAIN_MS
from streamlab.ui.loop.turns import Turns

if TYPE_CHECKING:
    from streamlab.library.entry import Entry
    from streamlab.library.reading import Reading
    from streamlab.model import Span
    from streamlab.session import Batch
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.bytes.view import BytesView
    from streamlab.ui.loop.runs import Runs
    from streamlab.ui.tabs.card import TabsCard
    from streamlab.ui.window.sidebar import Sidebar
    from streamlab.ui.window.statusbar import StatusBar
    from streamlab.ui.window.timeline import Timeline
    from streamlab.ui.window.verdict import VerdictCard


class Window(Protocol):
    """The parts that show a run."""

    runs: Runs
    selection: Selection
    sidebar: Sidebar
    verdict: VerdictCard
    timeline: Timeline
    bytes: BytesView
    status: StatusBar

    @property
    def tabs(self) -> TabsCard:
        """The tabs at the bottom."""


class Showing(QObject):
    """Follows the runs; each part is painted in its turn."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._shown: Entry | None = None
        self._kept: Span | None = None  # what was selected in the shown run before it was read again
        self._turns = Turns(DRAIN_MS // 3, self)
        runs = window.runs
        runs.listed.connect(self._list_runs)
        runs.shown.connect(self._show_run)
        runs.published.connect(self._publish)
        runs.ended.connect(self._end)
        runs.said.connect(self._say)
        runs.failed.connect(self._fail)

    def settle(self) -> None:
        """Shows now what waits for its turn to be shown."""
        self._turns.finish()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._list_runs()
        run = self._window.runs.current
        if run is None:
            self._window.verdict.show_sentence(
                self.tr("Press Send: what arrives is recorded byte by byte, and what goes wrong is explained here.")
            )
        elif run.batch is not None:
            self._show_verdict(run.batch)

    def _show_run(self, run: Entry) -> None:
        self._turns.clear()
        self._kept = self._window.selection.span if run is self._shown else None
        self._shown = run
        self._window.selection.clear()
        self._window.timeline.set_source(run.analysis)
        self._window.bytes.set_source(run.analysis)
        self._window.tabs.show_run(run.analysis, run.request)
        self._window.status.show_run(run)
        self._window.verdict.show_sentence(self.tr("Waiting for the reply …"))
        self._list_runs()

    def _publish(self, batch: Batch) -> None:
        """Shows the newest batch part by part, so that no painting takes long."""
        self._turns.add(self._publish_bytes, self._publish_times, self._publish_tabs)

    def _publish_bytes(self) -> None:
        if (batch := self._batch) is not None:
            self._window.bytes.publish(batch.chunks)

    def _publish_times(self) -> None:
        if (batch := self._batch) is not None:
            self._window.status.publish(batch)
            self._window.timeline.publish(batch.chunks, batch.t_ns)
            self._show_verdict(batch)

    def _publish_tabs(self) -> None:
        if (batch := self._batch) is not None:
            self._window.tabs.publish(batch)

    @property
    def _batch(self) -> Batch | None:
        return self._window.runs.current.batch if self._window.runs.current is not None else None

    def _show_verdict(self, batch: Batch) -> None:
        run = self._window.runs.current
        if batch.end is not None and run is not None and run.analysis.head is None and not batch.chunks:
            from streamlab.request import faults
            from streamlab.words.ends import end_text

            self._window.verdict.show_sentence(end_text(batch.end, faults(run.request)), "error")
        else:
            self._window.verdict.show_verdict(batch.verdict, run.comparison if run is not None else None)

    def _end(self, run: Entry) -> None:
        if run is self._window.runs.current:
            self._turns.add(self._conclude)

    def _conclude(self) -> None:
        """Where something was found and nothing is selected, shows the finding that can be drawn, else the first."""
        run, batch = self._window.runs.current, self._batch
        if run is None or batch is None:
            return
        if self._kept is not None:  # the same bytes, read otherwise: what was selected stays selected
            self._window.selection.select(*self._kept, self)
            return
        if run.note:
            self._window.status.say(run.note)
        grave = [row for row, finding in enumerate(batch.findings) if finding.severity is not Severity.INFO]
        if grave and self._window.selection.span == (0, 0):
            drawn = (row for row in grave if self._window.tabs.findings.detail.can_draw(batch.findings[row]))
            if not self._window.tabs.clients.isVisible():  # who compares clients from run to run stays there
                self._window.tabs.bring(self._window.tabs.findings)
            self._window.tabs.findings.choose(next(drawn, grave[0]))
            self._window.tabs.findings.detail.select_bytes()

    def read_in(self, encoding: str) -> None:
        """Reads the shown run in another encoding."""
        if self._window.runs.current is not None:
            self.read_as(self._window.runs.current.reading.with_part("encoding", encoding))

    def read_as(self, reading: Reading) -> None:
        """Reads the shown run otherwise."""
        if self._window.runs.current is not None:
            self._window.runs.read_as(self._window.runs.current, reading)

    def _list_runs(self) -> None:
        self._window.sidebar.set_runs(self._window.runs.history, self._window.runs.current)

    def _say(self, sentence: str) -> None:
        self.settle()  # newer counts would take its place
        self._window.status.say(sentence)

    def _fail(self, sentence: str) -> None:
        self._window.status.say(sentence)
        if not self._window.runs.receiving:
            self._window.verdict.show_sentence(sentence, "error")
