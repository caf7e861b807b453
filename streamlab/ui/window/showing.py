"""The run on the window's parts: shown when it begins, batch by batch, at its end; knows their names and no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from streamlab.model import Severity
from streamlab.ui.loop.bridge import DRAIN_MS
from streamlab.ui.loop.turns import Turns

if TYPE_CHECKING:
    from streamlab.library.entry import Entry
    from streamlab.library.reading import ReadAs
    from streamlab.model import Span
    from streamlab.session import Batch
    from streamlab.ui.window.parts import Parts


class Showing(QObject):
    """Follows the runs; each part is painted in its turn."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown: Entry | None = None
        self._kept: Span | None = None  # what was selected in the shown run before it was read again
        self._turns = Turns(DRAIN_MS // 3, self)
        runs = parts.runs
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
        run = self._parts.runs.current
        if run is None:
            self._parts.verdict.show_sentence(
                self.tr("Press Send: what arrives is recorded byte by byte, and what goes wrong is explained here.")
            )
        elif run.batch is not None:
            self._show_verdict(run.batch)

    def _show_run(self, run: Entry) -> None:
        self._turns.clear()
        self._kept = self._parts.selection.span if run is self._shown else None
        self._shown = run
        self._parts.selection.clear()
        self._parts.timeline.set_source(run.analysis)
        self._parts.bytes.set_source(run.analysis)
        self._parts.tabs.show_run(run.analysis, run.request)
        self._parts.status.show_run(run)
        self._parts.verdict.show_sentence(self.tr("Waiting for the reply …"))
        self._list_runs()

    def _publish(self, batch: Batch) -> None:
        """Shows the newest batch part by part, so that no painting takes long."""
        self._turns.add(self._publish_bytes, self._publish_times, self._publish_tabs)

    def _publish_bytes(self) -> None:
        if (batch := self._batch) is not None:
            self._parts.bytes.publish(batch.chunks)

    def _publish_times(self) -> None:
        if (batch := self._batch) is not None:
            self._parts.status.publish(batch)
            self._parts.timeline.publish(batch.chunks, batch.t_ns)
            self._show_verdict(batch)

    def _publish_tabs(self) -> None:
        if (batch := self._batch) is not None:
            self._parts.tabs.publish(batch)

    @property
    def _batch(self) -> Batch | None:
        return self._parts.runs.current.batch if self._parts.runs.current is not None else None

    def _show_verdict(self, batch: Batch) -> None:
        run = self._parts.runs.current
        if batch.end is not None and run is not None and run.analysis.head is None and not batch.chunks:
            from streamlab.request import faults
            from streamlab.words.ends import end_text

            self._parts.verdict.show_sentence(end_text(batch.end, faults(run.request)), "error")
        else:
            self._parts.verdict.show_verdict(batch.verdict, run.comparison if run is not None else None)

    def _end(self, run: Entry) -> None:
        if run is self._parts.runs.current:
            self._turns.add(self._conclude)

    def _conclude(self) -> None:
        """Where something was found and nothing is selected, shows the finding that can be drawn, else the first."""
        run, batch = self._parts.runs.current, self._batch
        if run is None or batch is None:
            return
        if self._kept is not None:  # the same bytes, read otherwise: what was selected stays selected
            self._parts.selection.select(*self._kept, self)
            return
        if run.note:
            self._parts.status.say(run.note)
        grave = [row for row, finding in enumerate(batch.findings) if finding.severity is not Severity.INFO]
        if grave and self._parts.selection.span == (0, 0):
            drawn = (row for row in grave if self._parts.tabs.findings.detail.can_draw(batch.findings[row]))
            if not self._parts.tabs.clients.isVisible():  # who compares clients from run to run stays there
                self._parts.tabs.bring(self._parts.tabs.findings)
            self._parts.tabs.findings.choose(next(drawn, grave[0]))
            self._parts.tabs.findings.detail.select_bytes()

    def read_in(self, encoding: str) -> None:
        """Reads the shown run in another encoding."""
        if self._parts.runs.current is not None:
            self.read_as(self._parts.runs.current.reading.with_part("encoding", encoding))

    def read_as(self, reading: ReadAs) -> None:
        """Reads the shown run otherwise."""
        if self._parts.runs.current is not None:
            self._parts.runs.read_as(self._parts.runs.current, reading)

    def _list_runs(self) -> None:
        self._parts.sidebar.set_runs(self._parts.runs.history, self._parts.runs.current)

    def _say(self, sentence: str) -> None:
        self.settle()  # newer counts would take its place
        self._parts.status.say(sentence)

    def _fail(self, sentence: str) -> None:
        self._parts.status.say(sentence)
        if not self._parts.runs.receiving:
            self._parts.verdict.show_sentence(sentence, "error")
