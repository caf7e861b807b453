"""The verdict card: a dot, one sentence, the layer at fault, the experiment that would settle it and what that showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from streamlab.ui.look.parts import Card, Remark, column, set_role
from streamlab.ui.look.sentence import SentenceLabel
from streamlab.ui.look.severity import paint_severity

if TYPE_CHECKING:
    from streamlab.comparison.experiments import Comparison
    from streamlab.model import Verdict

_ROLES = {"error": "pillBad", "warning": "pillSplit", "info": "pillOk"}


class Dot(QWidget):
    """A mark of the severity: its shape differs with its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(14, 22)
        self._severity = ""

    def show_severity(self, severity: str) -> None:
        """'' for none yet, else info, warning, error."""
        if severity != self._severity:
            self._severity = severity
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: a ring, a disc, a triangle, a square."""
        painter = QPainter(self)
        paint_severity(painter, QRectF(2, 6, 10, 10), self._severity)


class VerdictCard(Card):
    """`verdictLabel` holds the sentence, `experimentButton` starts what the sentence proposes."""

    experiment_wanted = Signal(str)  # one of comparison.experiments.EXPERIMENTS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot, self.sentence, self._badge = Dot(self), SentenceLabel(self), QLabel(self)
        self.experiment, self.compared = QPushButton(self), Remark("dim", self)
        self._wanted = ""  # the experiment of the button
        self._running = False
        self.sentence.setObjectName("verdictLabel")
        self.experiment.setObjectName("experimentButton")
        self.compared.setObjectName("comparedLabel")
        self._badge.setProperty("role", "pill")
        for widget in (self._badge, self.experiment):
            widget.hide()
        self.experiment.clicked.connect(lambda: self.experiment_wanted.emit(self._wanted))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._dot)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.experiment, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = column(margins=(14, 11, 14, 11), spacing=6)
        layout.addLayout(row)
        layout.addWidget(self.compared)
        self.compared.setContentsMargins(26, 0, 0, 0)
        self.setLayout(layout)
        self.retranslate()

    def show_verdict(self, verdict: Verdict, comparison: Comparison | None = None) -> None:
        """What happened, in words of the language in force; `comparison`: what an experiment showed by this run."""
        from streamlab.diagnosis.experiment import proposed
        from streamlab.diagnosis.prose import layer_name, verdict_text

        self._show(verdict_text(verdict), verdict.severity.value)
        if verdict.layer is not None:
            self._badge.setText(layer_name(verdict.layer))
            set_role(self._badge, _ROLES[verdict.severity.value])
        self._badge.setVisible(verdict.layer is not None)
        self._offer(proposed(verdict) or "")
        self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """What the experiment showed, once it is over."""
        if comparison is None:
            self.compared.say("")
            return
        from streamlab.comparison.words import comparison_text

        self.compared.say(comparison_text(comparison))

    def show_sentence(self, text: str, severity: str = "") -> None:
        """A sentence that is no verdict: what to do first, what went wrong before anything arrived."""
        self._show(text, severity)
        self._badge.hide()
        self._offer("")
        self.compared.say("")

    def set_running(self, running: bool) -> None:
        """While a run goes on, no experiment is offered: the verdict may change, and only one run goes on at a time."""
        self._running = running
        self._offer(self._wanted)

    def retranslate(self) -> None:
        """Texts in the language in force; the window gives the verdict again."""
        self.experiment.setAccessibleName(self.tr("The experiment that would settle it"))
        self.experiment.setToolTip(self.tr("Sends the request changed in this one thing and compares the two runs"))

    def _offer(self, experiment: str) -> None:
        self._wanted = experiment
        if experiment and not self._running:
            from streamlab.comparison.words import button_text

            self.experiment.setText(button_text(experiment))
        self.experiment.setVisible(bool(experiment) and not self._running)

    def _show(self, text: str, severity: str) -> None:
        self.sentence.setText(text)
        self.sentence.setToolTip(text)
        self._dot.show_severity(severity)
