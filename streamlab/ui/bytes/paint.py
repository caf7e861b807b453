"""The strokes that mean something: washes, dashed borders, hatches, waves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from streamlab.ui.look.palette import Palette

RADIUS: Final = 4.0
_DASH: Final = 7.0  # pixels of a dash and its gap
_GAP: Final = 0.7  # of a dash


def inks(palette: Palette, kind: str | None) -> tuple[QColor, QColor]:
    """The text colour and the wash of a kind of mark."""
    if kind == "invalid":
        return QColor(palette.bad), QColor(palette.bad_wash)
    if kind == "json":
        return QColor(palette.json), QColor(palette.json_wash)
    return QColor(palette.split), QColor(palette.split_wash)


def wash(painter: QPainter, rect: QRectF, palette: Palette, kind: str) -> None:
    """The background of a mark; a broken one is hatched too, since a colour never stands alone."""
    ink, background = inks(palette, kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    if kind == "invalid":
        ink.setAlpha(50)
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(palette.bad), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def replacement(painter: QPainter, rect: QRectF, ink: QColor, ground: QColor) -> None:
    """U+FFFD as the shape everybody knows: fonts draw it too small, or not at all."""
    centre, high = rect.center(), rect.height() * 0.4
    wide = min(high, rect.width() / 2)
    corners = (
        QPointF(centre.x(), centre.y() - high),
        QPointF(centre.x() + wide, centre.y()),
        QPointF(centre.x(), centre.y() + high),
        QPointF(centre.x() - wide, centre.y()),
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(ground)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")
    painter.setBrush(Qt.BrushStyle.NoBrush)


def border(painter: QPainter, x: float, top: float, bottom: float, colour: str, width: float = 2.0) -> None:
    """The dashed line where a chunk border runs through a character."""
    count = max(2, round((bottom - top) / _DASH))
    dash = (bottom - top) / (count + (count - 1) * _GAP)  # a whole number of dashes: one at each end
    for nth in range(count):
        at = top + nth * dash * (1 + _GAP)
        painter.fillRect(QRectF(x - width / 2, at, width, dash), QColor(colour))


def drawn_border(painter: QPainter, x: float, top: float, bottom: float, colour: str) -> None:
    """A border drawn by hand: a solid line between two wedges, which no other mark has."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(QRectF(x - 1, top, 2, bottom - top))
    for y, into in ((top, 5.0), (bottom, -5.0)):
        painter.drawPolygon(QPolygonF((QPointF(x - 4.5, y), QPointF(x + 4.5, y), QPointF(x, y + into))))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def wave(painter: QPainter, left: float, right: float, y: float, colour: str) -> None:
    """The wavy line under a byte where JSON fails."""
    step, points, x, up = 2.5, [], left, False
    while x <= right:
        points.append(QPointF(x, y - 2 if up else y))
        x, up = x + step, not up
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.drawPolyline(QPolygonF(points))


def outline(painter: QPainter, rect: QRectF, colour: str) -> None:
    """The frame of what is selected where a wash already fills it."""
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
