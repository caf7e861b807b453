"""The timeline: one mark per chunk over time, gaps and bursts at a glance.

Chunks are grouped into slots of a few pixels by bisecting their times, so a paint costs what the width costs, whatever the
number of chunks; a batch costs only its marks.
"""

from __future__ import annotations

from math import log1p, log10
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from streamlab.ui.look import theme
from streamlab.ui.window.slots import Slot, Slots
from streamlab.words.figures import milliseconds, milliseconds_text
from streamlab.words.figures import size as size_text

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from streamlab.model import Span
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.bytes.source import ByteSource
    from streamlab.ui.look.palette import Palette

_MS: Final = 1_000_000
_SLOT: Final = 6.0  # pixels from one bar to the next
_BAR: Final = 4.0
_PAD: Final = 14.0
_LABELLED_GAP: Final = 64.0  # pixels that a gap needs to carry its length
_LONG: Final = 3.0  # times the mean gap: what is worth a label
_DRAG: Final = 6.0  # pixels before a click becomes a brush


class Timeline(QWidget):
    """Bars over time. Click selects, drag zooms, double click shows everything again."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selection = selection
        self.slots = Slots()
        self._zoomed: tuple[float, float] | None = None  # ns, while zoomed
        self._brush: tuple[float, float] | None = None  # pixels, while dragging
        self._hover: float | None = None
        selection.changed.connect(self._repaint)
        self._retranslate()

    def sizeHint(self) -> QSize:
        return QSize(600, 84)

    def set_source(self, source: ByteSource | None) -> None:
        """Shows another content, empty until `publish`."""
        self.slots = Slots(source)
        self._zoomed = self._brush = self._hover = None
        self.update()

    def publish(self, chunks: int, t_ns: int = 0) -> None:
        """Shows the chunks up to `chunks`, and the time up to `t_ns` where nothing has come since."""
        self.slots.grow(chunks, t_ns)
        self.update()

    @property
    def range_ns(self) -> tuple[float, float]:
        """The times in sight, in ns."""
        return self._zoomed or (0.0, max(1.0, float(self.slots.duration)))

    def zoom(self, start: float, end: float) -> None:
        """Shows only `[start, end)` ns."""
        self._zoomed = (max(0.0, start), max(end, start + 1000))
        self.update()

    def reset_zoom(self) -> None:
        """Shows everything."""
        self._zoomed = None
        self.update()

    # Places

    def x_of(self, t_ns: float) -> float:
        """Where a time is."""
        start, end = self.range_ns
        return _PAD + (t_ns - start) / (end - start) * (self.width() - 2 * _PAD)

    def time_at(self, x: float) -> float:
        """Which time is at a place."""
        start, end = self.range_ns
        return start + (x - _PAD) / max(1.0, self.width() - 2 * _PAD) * (end - start)

    def visible_slots(self) -> list[Slot]:
        """The bars in sight, from left to right."""
        start, end = self.range_ns
        return self.slots.between(start, end, max(1, int((self.width() - 2 * _PAD) / _SLOT)))

    def slot_near(self, x: float) -> Slot | None:
        """The bar at a place, or the nearest one within a few pixels."""
        near = min(self.visible_slots(), key=lambda slot: abs(self._bar_x(slot) - x), default=None)
        return near if near is not None and abs(self._bar_x(near) - x) <= 2 * _SLOT else None

    def _bar_x(self, slot: Slot) -> float:
        return _PAD + (slot.column + 0.5) * _SLOT

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, p = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = self.visible_slots()
        if self.slots.timeless or not (self.slots.count or self.slots.duration):
            known = self.tr("This log carries no times.")
            empty = self.tr("Each chunk becomes a mark here, at the time it arrived.")
            painter.setPen(QColor(p.dim))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, known if self.slots.timeless else empty)
            painter.end()
            return
        self._paint_axis(painter, p)
        self._paint_gaps(painter, p, visible)
        self._paint_bars(painter, p, visible)
        if self._brush is not None:
            left, right = sorted(self._brush)
            colour = QColor(p.accent)
            painter.setPen(QPen(colour, 1))
            colour.setAlpha(40)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(left, 6, right - left, self._base - 4), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(QColor(p.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()

    @property
    def _base(self) -> float:
        """The line the bars stand on."""
        return self.height() - QFontMetricsF(self.font()).height() - 12

    def _paint_bars(self, painter: QPainter, p: Palette, visible: list[Slot]) -> None:
        """All bars of a colour in one call."""
        base, room = self._base, self._base - 14
        most = log1p(max((slot.size for slot in visible), default=1))
        first, last = self.selection.span
        bars: dict[str, list[QRectF]] = {p.accent: [], p.split: [], p.bad: []}
        chosen, heads, notches = [], [], []
        for slot in visible:
            x = self._bar_x(slot)
            top = base - 6 - (room - 6) * (log1p(slot.size) / most if most else 0)
            bar, height = bars[p.bad if slot.bad else p.split if slot.cut else p.accent], base - top
            bar.append(QRectF(x - _BAR / 2, top + 1, _BAR, height - 2))
            bar.append(QRectF(x - _BAR / 2 + 1, top, _BAR - 2, height))  # rounds the ends
            if slot.start < last and slot.end > first:
                chosen.append(QRectF(x - _SLOT / 2 - 1, 8, _SLOT + 2, base - 6))
            if slot.bad:  # a shape beside the colour: a head for what is broken, a notch for what is cut
                heads.append(QPointF(x, top - 3))
            elif slot.cut:
                notches.append(QRectF(x - _BAR / 2, (base + top) / 2 - 1, _BAR, 2))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in ((p.selection, chosen), *bars.items(), (p.panel, notches)):
            painter.setBrush(QColor(colour))
            painter.drawRects(rects)
        painter.setBrush(QColor(p.bad))
        for head in heads:
            painter.drawEllipse(head, 3, 3)

    def _paint_gaps(self, painter: QPainter, p: Palette, visible: list[Slot]) -> None:
        start, end = self.range_ns
        in_sight = sum(slot.last - slot.first for slot in visible)
        mean = (end - start) / max(1, in_sight)
        painter.setFont(self.font())
        painter.setPen(QColor(p.dim))
        previous, before = 0.0, _PAD - _SLOT
        for slot in visible:
            gap, x = slot.t_first - max(previous, start), self._bar_x(slot)
            if x - before >= _LABELLED_GAP and (gap >= _LONG * mean or in_sight <= 8):
                room = QRectF(before, self._base - 34, x - before, 24)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"◂ {milliseconds_text(gap / _MS)} ▸")
            previous, before = slot.t_last, x

    def _paint_axis(self, painter: QPainter, p: Palette) -> None:
        start, end = self.range_ns
        base, metrics = self._base, QFontMetricsF(self.font())
        painter.setPen(QPen(QColor(p.line), 1))
        painter.drawLine(QPointF(_PAD, base + 0.5), QPointF(self.width() - _PAD, base + 0.5))
        step = _nice((end - start) / max(1.0, (self.width() - 2 * _PAD) / 140))
        tick = -(-start // step) * step
        painter.setFont(self.font())
        while tick <= end:
            x, text = self.x_of(tick), _tick(tick, step)
            width = metrics.horizontalAdvance(text)
            painter.setPen(QPen(QColor(p.line), 1))
            painter.drawLine(QPointF(x, base), QPointF(x, base + 4))
            painter.setPen(QColor(p.dim))
            left = min(max(_PAD, x - width / 2), self.width() - _PAD - width)
            painter.drawText(QPointF(left, base + 5 + metrics.ascent()), text)
            tick += step

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._brush = (event.position().x(), event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._brush is not None:
            self._brush = (self._brush[0], event.position().x())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._brush is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (left, right), self._brush = sorted(self._brush), None
        if right - left >= _DRAG:
            self.zoom(self.time_at(left), self.time_at(right))
        elif slot := self.slot_near(event.position().x()):
            self.selection.select(slot.start, slot.end, self)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_zoom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._zoomed is not None:
            self.reset_zoom()
        elif step is None or not self.slots.count:
            super().keyPressEvent(event)
        else:
            self._select_chunk(self.slots.beside(self.selection.span, step))

    def _select_chunk(self, chunk: int) -> None:
        start, end = self.slots.span(chunk, chunk + 1)
        self.selection.select(start, end, self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tool_tip(event)  # type: ignore[arg-type]  # Qt sends a QHelpEvent for this type
            return True
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().event(event)

    def _tool_tip(self, event: QHelpEvent) -> None:
        slot = self.slot_near(event.pos().x())
        QToolTip.showText(event.globalPos(), self.describe(slot) if slot else "", self)

    def describe(self, slot: Slot) -> str:
        """A bar in words."""
        size = size_text(slot.size)
        if slot.last - slot.first == 1:
            line = self.tr("chunk {chunk} · {time} · {size}").format(
                chunk=slot.first, time=milliseconds(slot.t_first), size=size
            )
        else:
            line = self.tr("chunks {first} to {last} · {time} · {size}").format(
                first=slot.first, last=slot.last - 1, time=milliseconds(slot.t_first), size=size
            )
        if slot.bad:
            line += "\n" + self.tr("has ill-formed bytes or JSON that fails")
        if slot.cut:
            line += "\n" + self.tr("ends inside a character")
        return line

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))

    def _repaint(self, _span: Span) -> None:
        self.update()


def _nice(ns: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = float(10 ** int(log10(max(ns, 1.0))))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= ns or factor == 10)


def _tick(ns: float, step: float) -> str:
    if step >= 100 * _MS:
        seconds = ns / 1000 / _MS
        return f"{seconds:g} s" if step >= 1000 * _MS or not ns else f"{seconds:.1f} s"
    return f"{ns / _MS:g} ms" if step >= _MS else f"{ns / 1000:g} µs"
