"""The chain of a look-up, drawn: what was written, its bytes, what they were read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from streamlab.lookup.values import LOSS
from streamlab.ui.look import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from streamlab.lookup import Link
    from streamlab.ui.look.palette import Palette

_ROW: Final = 58.0
_BOX: Final = 36.0
_ARROW: Final = 118.0
_MOST_BYTES: Final = 9
_MOST_ROWS: Final = 4


class Chain(QWidget):
    """One row per step: text, arrow with the encoding it was written in, bytes, arrow with the one they were read in, text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._links: list[Link] = []

    def show_links(self, links: list[Link]) -> None:
        """Draws the first steps."""
        self._links = links[:_MOST_ROWS]
        self.setVisible(bool(self._links))
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, int(_ROW * len(self._links)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter, p = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for nth, link in enumerate(self._links):
            self._paint_row(painter, p, link, nth * _ROW)
        painter.end()

    def _paint_row(self, painter: QPainter, p: Palette, link: Link, top: float) -> None:
        from streamlab.lookup.words import form_name

        last = link is self._links[-1]
        width = self.width() - 2.0
        text_room = (width - 2 * _ARROW) / (3 if link.kind == "reading" else 2)
        x = 1.0
        self._paint_box(painter, p, QRectF(x, top, text_room, _BOX), link.before, *self._start(p, link))
        x += text_room
        if link.kind == "escape":
            self._paint_arrow(painter, p, x, top, form_name(link.wrong), p.dim, 2 * _ARROW)
            x += 2 * _ARROW
            self._paint_box(painter, p, QRectF(x, top, text_room, _BOX), link.after, p.chunk_even, p.text)
            return
        self._paint_arrow(painter, p, x, top, self.tr("written in {name}").format(name=form_name(link.right)), p.ok)
        x += _ARROW
        self._paint_box(painter, p, QRectF(x, top, text_room, _BOX), _hex(link.data), p.chunk_even, p.text, fixed=True)
        x += text_room
        self._paint_arrow(painter, p, x, top, self.tr("read as {name}").format(name=form_name(link.wrong)), p.split)
        wash, ink = (p.split_wash, p.split) if last else (p.chunk_even, p.text)
        self._paint_box(painter, p, QRectF(x + _ARROW, top, text_room, _BOX), link.after, wash, ink)

    def _start(self, p: Palette, link: Link) -> tuple[str, str]:
        if LOSS in link.before:
            return p.bad_wash, p.bad
        return (p.ok_wash, p.ok) if link is self._links[0] else (p.chunk_even, p.text)

    def _paint_box(
        self, painter: QPainter, p: Palette, box: QRectF, text: str, wash: str, ink: str, *, fixed: bool = False
    ) -> None:
        painter.setPen(QPen(QColor(p.line), 1))
        painter.setBrush(QColor(wash))
        painter.drawRoundedRect(box, 8, 8)
        font = fonts.fixed_font() if fixed else QFont(self.font())
        if not fixed:
            font.setPointSizeF(font.pointSizeF() * 1.15)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        room = box.adjusted(6, 0, -6, 0)
        shown = QFontMetricsF(font).elidedText(_visible(text), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_arrow(
        self, painter: QPainter, p: Palette, x: float, top: float, label: str, ink: str, length: float = _ARROW
    ) -> None:
        middle = top + _BOX / 2
        painter.setPen(QPen(QColor(p.faint), 1.5))
        painter.drawLine(QPointF(x + 8, middle), QPointF(x + length - 10, middle))
        painter.setBrush(QColor(p.faint))
        tip = QPointF(x + length - 6, middle)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-6, -4), tip + QPointF(-6, 4)]))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        room = QRectF(x - 8, middle + 5, length + 16, _ROW - _BOX / 2 - 6)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, label)

    def _name(self) -> None:
        from streamlab.lookup.words import form_name

        self.setAccessibleName(self.tr("How it happened"))
        steps = (
            f"{link.before} → {form_name(link.right)} → {_hex(link.data)} → {form_name(link.wrong)} → {link.after}"
            for link in self._links
        )
        self.setAccessibleDescription("; ".join(steps))


def _hex(data: bytes) -> str:
    text = data[:_MOST_BYTES].hex(" ").upper()
    return f"{text} …" if len(data) > _MOST_BYTES else text


def _visible(text: str) -> str:
    """Control characters as dots: a box must show that something is there."""
    return "".join("·" if not character.isprintable() and character != " " else character for character in text)
