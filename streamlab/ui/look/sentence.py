"""A sentence that wraps, in which replacement characters stand out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from streamlab.ui.look import theme


class SentenceLabel(QLabel):
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
