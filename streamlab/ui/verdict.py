"""The verdict card: a dot, one sentence, and the layer at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from streamlab.ui import theme
from streamlab.ui.parts import Card, set_role

if TYPE_CHECKING:
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
    """`verdictLabel` holds the sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot, self.sentence, self._badge = Dot(self), Sentence(self), QLabel(self)
        self.sentence.setObjectName("verdictLabel")
        self._badge.setProperty("role", "pill")
        self._badge.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 11)
        layout.setSpacing(12)
        layout.addWidget(self._dot)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_verdict(self, verdict: Verdict) -> None:
        """What happened, in words of the language in force."""
        from streamlab.diagnosis.words import layer_name, verdict_text

        self._show(verdict_text(verdict), verdict.severity.value)
        if verdict.layer is not None:
            self._badge.setText(layer_name(verdict.layer))
            set_role(self._badge, _ROLES[verdict.severity.value])
        self._badge.setVisible(verdict.layer is not None)

    def show_sentence(self, text: str, severity: str = "") -> None:
        """A sentence that is no verdict: what to do first, what went wrong before anything arrived."""
        self._show(text, severity)
        self._badge.hide()

    def _show(self, text: str, severity: str) -> None:
        self.sentence.setText(text)
        self.sentence.setToolTip(text)
        self._dot.show_severity(severity)
