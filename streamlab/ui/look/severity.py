"""The shape of a severity, which differs with its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from streamlab.ui.look import theme


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
