"""The verdict's next experiment by one click: the changed request is sent, and the two runs are compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from streamlab.ui.loop.bridge import spawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.comparison.experiments import Comparison
    from streamlab.library.entry import Entry
    from streamlab.request import Request
    from streamlab.ui.loop.runs import Runs
    from streamlab.ui.window.gate import Gate
    from streamlab.ui.window.verdict import VerdictCard


class Experiments(QObject):
    """`send` shows a request in the editor and sends it, or says there what keeps it from being sent."""

    def __init__(
        self, runs: Runs, verdict: VerdictCard, gate: Gate, send: Callable[[Request], object],
        say: Callable[[str], object], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._runs, self._verdict, self._gate, self._send, self._say, self._window = (
            runs,
            verdict,
            gate,
            send,
            say,
            parent,
        )
        self._pending: Comparison | None = None  # of the run that is about to start
        self._newest: Entry | None = None  # before that run started
        verdict.experiment_wanted.connect(self.start)
        runs.running_changed.connect(verdict.set_running)
        runs.shown.connect(self._started)
        runs.ended.connect(self._ended)

    def start(self, experiment: str) -> None:
        """Changes the shown run's request as the experiment wants it, and sends it."""
        from streamlab.diagnosis.experiment import Experiment
        from streamlab.request.variant import without_compression, without_streaming

        run = self._runs.current
        if run is None or self._runs.running:
            return
        request = run.request
        if request is None or not request.url:
            self._say(self.tr("The recording does not say where its request went."))
        elif experiment == Experiment.UPSTREAM:
            self._ask_upstream(run, request)
        elif experiment == Experiment.PLAIN:
            changed = without_streaming(request)
            if changed is None:
                self._say(self.tr("The request asks for no stream that could be switched off."))
            else:
                self._begin(run, experiment, changed)
        else:
            changed = without_compression(request) if experiment == Experiment.IDENTITY else replace(request)
            self._begin(run, experiment, changed)

    def _ask_upstream(self, run: Entry, request: Request) -> None:
        from streamlab.diagnosis.experiment import Experiment
        from streamlab.request.variant import to_upstream

        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Send to the upstream"))
        dialog.setLabelText(
            self.tr("Address of the server behind the gateway; the rest of the request, keys included, stays:")
        )
        dialog.setTextValue(request.url)
        dialog.setOkButtonText(self.tr("Send"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.resize(560, dialog.sizeHint().height())
        dialog.textValueSelected.connect(lambda url: self._begin(run, Experiment.UPSTREAM, to_upstream(request, url)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self, run: Entry, experiment: str, changed: Request) -> None:
        def go(request: Request) -> None:
            spawn(self._measure_and_send(run, experiment, request), name="experiment")

        self._gate.pass_on(changed, go)

    async def _measure_and_send(self, run: Entry, experiment: str, changed: Request) -> None:
        from streamlab.comparison.experiments import Comparison
        from streamlab.comparison.figures import figures

        before = await self._runs.bridge.call(lambda: figures(run.analysis))
        if self._runs.running:
            return
        self._pending = Comparison(experiment, before)
        self._newest = self._runs.history[0]
        self._send(changed)
        if not self._runs.running:  # something keeps it from being sent, and the editor says what
            self._pending = None

    def _started(self, run: Entry) -> None:
        """The first new run after the click is the experiment."""
        if self._pending is not None and run is self._runs.history[0] and run is not self._newest:
            run.comparison, self._pending, self._newest = self._pending, None, None

    def _ended(self, run: Entry) -> None:
        if run.comparison is not None and run.comparison.after is None:
            spawn(self._compare(run, run.comparison), name="compare")

    async def _compare(self, run: Entry, comparison: Comparison) -> None:
        from streamlab.comparison.figures import figures

        after = await self._runs.bridge.call(lambda: figures(run.analysis))
        run.comparison = comparison.ended(after)
        if run is self._runs.current:
            self._verdict.show_comparison(run.comparison)
