"""The verdict card: a dot, one sentence, the layer at fault, the experiment that would settle it and what that showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from streamlab.ui.look import theme
from streamlab.ui.look.parts import Card, Note, column, set_role

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


def paint_severity(painter: QPainter, box: QRectF, severity: str) -> None:
    """The shape of a severity: ring = nothing yet, disc = fine or information, triangle = warning, diamond = error."""
    colours = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor({"error": colours.bad, "warning": colours.split, "info": colours.ok}.get(severity, colours.faint))
    painter.setPen(colour)
    painter.setBrush(colour)
    if severity == "warning":
        painter.drawPolygon([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
    elif severity == "error":
        middle = box.center()
        corners = (QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()))
        painter.drawPolygon([*corners, QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y())])
    else:
        if severity != "info":
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)


class Sentence(QLabel):
    """Wrapped plain text in which replacement characters stand out on a wash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines at the present width."""
        return QSize(200, int(self._laid_out(max(200, self.width()))[1]) + 2)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than a few words."""
        return QSize(120, self.sizeHint().height())

    def setText(self, text: str) -> None:
        """Another sentence."""
        if text != self.text():
            super().setText(text)
            if self.sizeHint().height() != self.height():  # else the whole window would be laid out for nothing
                self.updateGeometry()

    def resizeEvent(self, event: object) -> None:
        """Another width may need another number of lines."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        layout, height = self._laid_out(self.width())
        layout.draw(QPainter(self), QPointF(0, (self.height() - height) / 2))

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        layout, option = QTextLayout(self.text(), self.font()), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        colours, ranges = theme.current(), []
        whole = QTextLayout.FormatRange()
        whole.start, whole.length = 0, len(self.text())
        whole.format.setForeground(QColor(colours.text))
        ranges.append(whole)
        for index, character in enumerate(self.text()):
            if character == "\ufffd":
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = index, 1
                mark.format = QTextCharFormat()
                mark.format.setForeground(QColor(colours.split))
                mark.format.setBackground(QColor(colours.split_wash))
                ranges.append(mark)
        return ranges


class VerdictCard(Card):
    """`verdictLabel` holds the sentence, `experimentButton` starts what the sentence proposes."""

    experiment_wanted = Signal(str)  # one of diagnosis.comparison.EXPERIMENTS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot, self.sentence, self._badge = Dot(self), Sentence(self), QLabel(self)
        self.experiment, self.compared = QPushButton(self), Note("dim", self)
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
        from streamlab.diagnosis.words import layer_name, verdict_text

        self._show(verdict_text(verdict), verdict.severity.value)
        if verdict.layer is not None:
            self._badge.setText(layer_name(verdict.layer))
            set_role(self._badge, _ROLES[verdict.severity.value])
        self._badge.setVisible(verdict.layer is not None)
        self._offer(next((key for key, _ in verdict.parts if key.startswith("try-")), ""))
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
