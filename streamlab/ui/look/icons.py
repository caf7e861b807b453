"""Icons from `assets/icons`, drawn in the colour of the scheme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from streamlab.resources import asset

_SIZES = (18, 36, 54)  # one per usual device pixel ratio


def icon(name: str, colour: str) -> QIcon:
    """The line icon `name` in `colour`; make it again when the theme changes."""
    svg = asset("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return _render(svg, _SIZES)


def app_icon() -> QIcon:
    """The icon of the window and of the task bar."""
    return _render(asset("icons", "streamlab.svg").read_text(encoding="utf-8"), (16, 32, 64, 256))


def _render(svg: str, sizes: tuple[int, ...]) -> QIcon:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    out = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        out.addPixmap(pixmap)
    return out
