"""The difference drawn: what is right, what was given, the bytes around the border that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from streamlab.ui.bytes import paint
from streamlab.ui.bytes.characters import REPLACEMENT, Glyph, Look, codec, glyphs
from streamlab.ui.clients.sentences import visible
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.parts import Translated

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from streamlab.analysis import Analysis
    from streamlab.model import Span
    from streamlab.ui.clients.digest import Difference, SmallestCut, Stretch
    from streamlab.ui.look.palette import Palette

_LINE: Final = 30.0
_GAP: Final = 12.0
_LABEL: Final = 20.0
_FACE: Final = 32.0
_HEX: Final = 22.0
_CELL: Final = 30.0
_NARROWEST: Final = 23.0
_HOLE: Final = 12.0
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)


class DifferencePicture(Translated):
    """Two lines of text and a strip of bytes; either may be missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("differencePicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._difference: Difference | None = None
        self._cut: SmallestCut | None = None
        self._analysis: Analysis | None = None
        self.retranslate()

    def show_run(self, analysis: Analysis | None, difference: Difference | None, cut: SmallestCut | None) -> None:
        """Another run, or its cut."""
        self._analysis, self._difference, self._cut = analysis, difference, cut
        self.retranslate()
        self.setVisible(difference is not None or cut is not None)
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """What a screen reader says."""
        self.setAccessibleName(self.tr("The difference from a correct reader"))
        found = self._difference
        if found is None:
            self.setAccessibleDescription("")
            return
        texts = (visible("".join(part.text for part in parts)) for parts in (found.expected, found.given))
        right, given = texts
        self.setAccessibleDescription(f"{self.tr('Right')}: {right}\n{self.tr('Given')}: {given}")

    def sizeHint(self) -> QSize:
        height = 2 * _LINE if self._difference is not None else 0.0
        if self._cut is not None:
            height += (_GAP if height else 0) + (_LABEL if self._cut.borders else 0) + _FACE + _HEX
        return QSize(280, int(height) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        if self._difference is not None:
            self._paint_lines(painter, colours, self._difference)
            top = 2 * _LINE + _GAP
        if self._cut is not None and self._analysis is not None:
            strip = Strip(self._analysis, self._cut, self.width())
            strip.paint(painter, colours, top, self.tr("chunk {chunk}"))
        painter.end()

    def _paint_lines(self, painter: QPainter, colours: Palette, found: Difference) -> None:
        names = (self.tr("Right"), self.tr("Given"))
        plain = QFont(self.font())
        left = max(QFontMetricsF(plain).horizontalAdvance(name) for name in names) + 14
        for nth, (name, parts) in enumerate(zip(names, (found.expected, found.given), strict=True)):
            painter.setFont(plain)
            painter.setPen(QColor(colours.dim))
            painter.drawText(QRectF(0, nth * _LINE, left, _LINE), _LEFT, name)
            line = _Line(painter, colours, left, self.width(), nth * _LINE, bad=nth == 1)
            if found.empty and nth == 1:
                line.note(self.tr("nothing at all"))
            else:
                ends = found.given_ends if nth else found.expected_ends
                line.parts(parts, begins=found.begins, ends=ends)


class _Line:
    """A line of parts, painted from left to right until the room is used up."""

    def __init__(self, painter: QPainter, p: Palette, left: float, right: float, top: float, *, bad: bool) -> None:
        self._painter, self._colours, self._x, self._right, self._top = painter, p, left, right - 16, top
        self._kind = "invalid" if bad else "split"
        self._font = QFont(fonts.ui_font())
        self._font.setPointSizeF(self._font.pointSizeF() + 2)
        self._metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)

    def note(self, words: str) -> None:
        """Words about the text rather than the text."""
        self._font.setItalic(True)
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(self._colours.bad))
        self._painter.drawText(QRectF(self._x, self._top, self._right - self._x, _LINE), _LEFT, words)

    def parts(self, parts: tuple[Stretch, ...], *, begins: bool, ends: bool) -> None:
        """The text; dots where it goes on."""
        if not begins:
            self._text("…", QColor(self._colours.faint))
        for part in parts:
            ink = QColor(self._colours.text) if part.same else paint.inks(self._colours, self._kind)[0]
            text = visible(part.text)
            if not part.same:
                self._ground(text)
            for nth, piece in enumerate(text.split(REPLACEMENT)):
                if nth:
                    self._replacement(ink)
                self._text(piece, ink)
            self._x += 0 if part.same else 2
            if self._x >= self._right:
                break
        if not ends or self._x >= self._right:
            self._right += 16
            self._text("…", QColor(self._colours.faint))

    def _width(self, text: str) -> float:
        count = text.count(REPLACEMENT)
        return self._metrics.horizontalAdvance(text.replace(REPLACEMENT, "")) + count * self._sign

    @property
    def _sign(self) -> float:
        return self._metrics.height() * 0.95

    def _ground(self, text: str) -> None:
        """The wash of what differs; a dashed hole where nothing stands."""
        wide = min(self._width(text), self._right - self._x)
        if wide < 0:
            return
        self._x += 2
        box = QRectF(self._x - 2, self._top + 3, (wide or _HOLE) + 4, _LINE - 6)
        if text:
            paint.wash(self._painter, box, self._colours, self._kind)
            if self._kind == "split":  # broken ones have a hatch; these a line below
                self._painter.setPen(QPen(QColor(self._colours.split), 1.5))
                self._painter.drawLine(box.bottomLeft() + QPointF(4, -1), box.bottomRight() + QPointF(-4, -1))
        else:
            ink, _ = paint.inks(self._colours, self._kind)
            self._painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
            self._painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), paint.RADIUS, paint.RADIUS)
            self._x += _HOLE

    def _text(self, text: str, ink: QColor) -> None:
        room = self._right - self._x
        if not text or room <= 0:
            return
        self._painter.setPen(ink)
        wide = self._metrics.horizontalAdvance(text)
        while wide > room and len(text) > 1:  # whole characters only
            text = text[:-1]
            wide = self._metrics.horizontalAdvance(text)
            self._right = min(self._right, self._x + wide)
        self._painter.drawText(QRectF(self._x, self._top, wide + 2, _LINE), _LEFT, text)
        self._x += wide

    def _replacement(self, ink: QColor) -> None:
        if self._x + self._sign <= self._right:
            box = QRectF(self._x, self._top + 2, self._sign, _LINE - 4)
            ground = paint.inks(self._colours, self._kind)[1]
            small = QFont(self._font)
            small.setPointSizeF(self._font.pointSizeF() * 0.75)
            self._painter.setFont(small)
            paint.replacement(self._painter, box, ink, ground)
            self._painter.setFont(self._font)
        self._x += self._sign


class Strip:
    """The bytes around a border: the characters drawn over them, the border through them."""

    def __init__(self, analysis: Analysis, cut: SmallestCut, width: float) -> None:
        self.cut = cut
        count = max(2, min(cut.window[1] - cut.window[0], int(width // _NARROWEST)))
        start = max(cut.window[0], min(cut.shown - count // 2, cut.window[1] - count))
        self.window: Span = (start, min(start + count, cut.window[1]))
        self.cell = min(_CELL, width / count)
        self.data = analysis.data(*self.window)
        size = analysis.content_size
        self.glyphs: list[Glyph] = (
            glyphs(analysis.data, (0, size), self.window, codec(analysis.encoding), lead_in=True) if self.data else []
        )

    def x(self, byte: int) -> float:
        """Where a byte's cell begins."""
        return (byte - self.window[0]) * self.cell

    def paint(self, painter: QPainter, colours: Palette, top: float, chunk_words: str) -> None:
        """Labels, characters, bytes, borders from top to bottom."""
        bottom = top + (_LABEL if self.cut.borders else 0) + _FACE + _HEX
        self._paint_labels(painter, colours, top, chunk_words)
        for glyph in self.glyphs:
            self._paint_glyph(painter, colours, glyph, bottom - _FACE - _HEX)
        painter.setFont(fonts.fixed_font())
        for nth, byte in enumerate(self.data):
            at = self.window[0] + nth
            cut = self.cut.inside_span is not None and self.cut.inside_span[0] <= at < self.cut.inside_span[1]
            painter.setPen(QColor(colours.split if cut else colours.dim))
            box = QRectF(self.x(at), bottom - _HEX, self.cell, _HEX)
            painter.drawText(box, _CENTRE, f"{byte:02X}")
        for border in self.cut.borders:
            if self.window[0] < border < self.window[1]:
                paint.border(painter, self.x(border), top + 3, bottom, colours.split, 2.0)

    def _paint_labels(self, painter: QPainter, colours: Palette, top: float, words: str) -> None:
        if not self.cut.borders:
            return
        painter.setFont(fonts.ui_font())
        painter.setPen(QColor(colours.faint))
        chunk, x = self.cut.borders.index(self.cut.shown), self.x(self.cut.shown)
        right = self.x(self.window[1])
        to_right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, top, x - 7, _LABEL - 3), to_right, words.format(chunk=chunk))
        painter.drawText(QRectF(x + 7, top, max(right - x, 80), _LABEL - 3), _LEFT, words.format(chunk=chunk + 1))

    def _paint_glyph(self, painter: QPainter, colours: Palette, glyph: Glyph, top: float) -> None:
        start, end = max(glyph.start, self.window[0]), min(glyph.end, self.window[1])
        box = QRectF(self.x(start) + 1.5, top + 2, (end - start) * self.cell - 3, _FACE + _HEX - 4)
        face = QRectF(box.left(), top, box.width(), _FACE)
        cut = (glyph.start, glyph.end) == self.cut.inside_span or self._is_in_line_end(glyph)
        painter.setPen(Qt.PenStyle.NoPen)
        if cut:
            paint.wash(painter, box, colours, "split")
        elif glyph.end - glyph.start > 1:
            painter.setBrush(QColor(colours.chunk_even))
            painter.drawRoundedRect(box, paint.RADIUS, paint.RADIUS)
        font = QFont(fonts.ui_font())
        plain = glyph.look is Look.PLAIN
        font.setPointSizeF(font.pointSizeF() + (4 if plain and end - start > 1 else 1 if plain else -1.5))
        painter.setFont(font)
        painter.setPen(QColor(colours.split if cut else colours.text if plain else colours.faint))
        if glyph.face == REPLACEMENT:
            paint.replacement(painter, face.adjusted(0, 3, 0, -3), QColor(colours.bad), QColor(colours.panel))
        else:
            painter.drawText(face, _CENTRE, glyph.face)

    def _is_in_line_end(self, glyph: Glyph) -> bool:
        span = self.cut.inside_span
        return self.cut.inside == "\r\n" and span is not None and span[0] <= glyph.start < span[1]
