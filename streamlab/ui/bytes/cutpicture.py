"""One character drawn large over its bytes, with the chunk border that cuts it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from streamlab.ui.bytes import paint
from streamlab.ui.bytes.characters import REPLACEMENT, codec, decoded_glyphs
from streamlab.ui.look import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from streamlab.model import Span
    from streamlab.ui.bytes.source import ByteSource
    from streamlab.ui.look.palette import Palette

_CELL: Final = 56.0
_GLYPH: Final = 112.0  # height of the part that holds the character
_BYTES: Final = 34.0
_LABELS: Final = 46.0
_APART: Final = 10.0  # how far a border parts the character
_MOST: Final = 8  # bytes; a longer span shows its first ones


class Share(NamedTuple):
    """What one chunk holds of the character, and what a client that decodes the chunk by itself makes of it."""

    chunk: int
    data: bytes
    alone: str


def shares(source: ByteSource, span: Span) -> list[Share]:
    """The span cut at the chunk borders that run through it."""
    ends, encoding = source.chunk_ends, codec(source.encoding)
    out, at = [], span[0]
    chunk = bisect_right(ends, at)
    while at < span[1] and chunk < len(ends):
        end = min(span[1], ends[chunk])
        if end > at:
            data = source.data(at, end)
            out.append(Share(chunk, data, "".join(REPLACEMENT for _ in decoded_glyphs(data, 0, encoding))))
        at, chunk = end, chunk + 1
    return out


class CutPicture(QWidget):
    """The picture for one span: a character cut by borders, or bytes that are no character."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cutPicture")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pieces: list[Share] = []
        self._character = ""
        self._broken = False
        self._retranslate()

    def show_span(self, source: ByteSource, span: Span) -> None:
        """Draws the bytes `[start, end)` of a source."""
        span = (span[0], min(span[1], span[0] + _MOST))
        self._pieces = shares(source, span)
        decoded = [glyph.character for glyph in decoded_glyphs(source.data(*span), span[0], codec(source.encoding))]
        self._broken = len(decoded) != 1 or decoded[0] == REPLACEMENT
        self._character = REPLACEMENT if self._broken else decoded[0]
        self._retranslate()
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Draws nothing."""
        self._pieces = []
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._pieces:
            return QSize(0, 0)
        width = max(3, self._count) * _CELL + (len(self._pieces) - 1) * _APART
        return QSize(int(width) + 2, int(_GLYPH + _BYTES + _LABELS) + 2)

    @property
    def _count(self) -> int:
        return sum(len(piece.data) for piece in self._pieces)

    def _cell(self) -> float:
        return (self.width() - 2 - (len(self._pieces) - 1) * _APART) / max(1, self._count)

    def piece_rects(self) -> list[QRectF]:
        """The card of each piece, from left to right; a border runs between two."""
        out, x, cell = [], 1.0, self._cell()
        for piece in self._pieces:
            width = len(piece.data) * cell
            out.append(QRectF(x, 1, width, _GLYPH + _BYTES))
            x += width + _APART
        return out

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pieces:
            return
        painter, p = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = self.piece_rects()
        for nth, (piece, rect) in enumerate(zip(self._pieces, rects, strict=True)):
            self._paint_card(painter, p, rect, nth == 0, nth == len(rects) - 1)
            self._paint_part(painter, p, rects, nth)
            self._paint_bytes(painter, p, piece, rect)
            self._paint_labels(painter, p, piece, rect)
        for rect in rects[1:]:
            paint.border(painter, rect.left() - _APART / 2, 1, self.height() - 1, self._ink(p), 2.5)
        painter.end()

    def _kind(self) -> str:
        return "invalid" if self._broken else "split"

    def _ink(self, p: Palette) -> str:
        return p.bad if self._broken else p.split

    def _paint_card(self, painter: QPainter, p: Palette, rect: QRectF, first: bool, last: bool) -> None:
        """Round outside, straight along a border: the pieces look like one card that was cut."""
        path, ink = _card(rect, 10.0 if first else 0.0, 10.0 if last else 0.0), paint.inks(p, self._kind())
        painter.fillPath(path, ink[1])
        if self._broken:
            hatch = ink[0]
            hatch.setAlpha(45)
            painter.fillPath(path, QBrush(hatch, Qt.BrushStyle.BDiagPattern))

    def _paint_part(self, painter: QPainter, p: Palette, rects: list[QRectF], nth: int) -> None:
        """This piece's part of the character: drawn over all of them as if they touched, and clipped to this one."""
        rect, left = rects[nth], rects[0].left()
        whole = QRectF(left, 1, self.width() - 2 - (len(rects) - 1) * _APART, _GLYPH)
        painter.save()
        painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width(), _GLYPH))
        painter.translate(nth * _APART, 0)
        path = self._glyph_path(whole)
        painter.fillPath(path, QColor(self._ink(p)))
        painter.restore()

    def _glyph_path(self, room: QRectF) -> QPainterPath:
        font = QFont(fonts.ui_font())
        font.setPixelSize(200)
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, self._character)
        box = path.boundingRect()
        if box.isEmpty():
            return path
        scale = min((room.height() - 28) / box.height(), (room.width() - 24) / box.width())
        move = QTransform.fromTranslate(room.center().x(), room.center().y()).scale(scale, scale)
        return move.translate(-box.center().x(), -box.center().y()).map(path)

    def _paint_bytes(self, painter: QPainter, p: Palette, piece: Share, rect: QRectF) -> None:
        font = fonts.fixed_font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._ink(p)))
        cell = self._cell()
        for nth, byte in enumerate(piece.data):
            room = QRectF(rect.left() + nth * cell, _GLYPH - 4, cell, _BYTES)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{byte:02X}")

    def _paint_labels(self, painter: QPainter, p: Palette, piece: Share, rect: QRectF) -> None:
        font = QFont(self.font())
        line = QFontMetricsF(font).height()
        room = QRectF(rect.left() - 4, rect.bottom() + 5, rect.width() + 8, line)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(p.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"#{piece.chunk}")
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(p.dim))
        painter.drawText(room.translated(0, line + 1), Qt.AlignmentFlag.AlignCenter, f"→ {piece.alone}")

    # Words

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("A character over its bytes"))
        said = ", ".join(f"#{piece.chunk} {piece.data.hex(' ').upper()}" for piece in self._pieces)
        self.setAccessibleDescription(f"{self._character}: {said}" if said else "")
        self.setToolTip(
            self.tr("Below each chunk number: what a client that decodes this chunk by itself shows.")
            if self._pieces
            else ""
        )


def _card(rect: QRectF, left: float, right: float) -> QPainterPath:
    """A rectangle with round corners of its own on each side."""
    path = QPainterPath()
    path.moveTo(rect.left() + left, rect.top())
    path.lineTo(rect.right() - right, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + right))
    path.lineTo(rect.right(), rect.bottom() - right)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - right, rect.bottom()))
    path.lineTo(rect.left() + left, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - left))
    path.lineTo(rect.left(), rect.top() + left)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + left, rect.top()))
    return path
