"""One pane of bytes: painting of what is visible, mouse, keyboard, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from streamlab.i18n import translate
from streamlab.ui.bytes import paint
from streamlab.ui.bytes.borders import MOST
from streamlab.ui.bytes.cells import ByteCell, RowPainter
from streamlab.ui.bytes.copying import LIMIT, CopyForm, copied
from streamlab.ui.bytes.describe import describe
from streamlab.ui.bytes.marks import MarkedRange
from streamlab.ui.bytes.selection import EMPTY
from streamlab.ui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from streamlab.model import Span
    from streamlab.ui.bytes.cursor import Cursor
    from streamlab.ui.bytes.geometry import Row
    from streamlab.ui.bytes.scene import Scene
    from streamlab.ui.look.palette import Palette

_Key = Qt.Key


class Pane(QWidget):
    """A column over the shared scene. A kind of pane says which cells a row has; the rest is here."""

    moved = Signal()  # the caret, by hand: the view scrolls to it
    notice = Signal(str)  # a sentence for the status bar
    form = CopyForm.HEX  # what Copy puts on the clipboard
    joint = ""

    def __init__(self, name: str, scene: Scene, cursor: Cursor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.scene = scene
        self.cursor_ = cursor
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What a kind of pane says

    def stride(self) -> int:
        """How many rows of bytes a line of this pane takes."""
        return 1

    def cells(self, row: Row) -> list[ByteCell]:
        """The cells of a row, from left to right."""
        raise NotImplementedError

    def strings(self, row: Row) -> list[tuple[float, str]] | None:
        """What stands where in a row that nothing marks, in few strings; None where only its cells can tell."""
        return None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, p = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.scene.font)
        top = self.scene.scroll + event.rect().top()
        bottom = self.scene.scroll + event.rect().bottom() + 1
        self._paint_bands(painter, p, top, bottom)
        self.paint_rows(painter, p, top, bottom)
        if self.hasFocus():
            painter.setPen(QPen(QColor(p.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 0.5, -1.5, -0.5), 4, 4)
        painter.end()

    def _paint_bands(self, painter: QPainter, p: Palette, top: float, bottom: float) -> None:
        width, scroll = self.width(), self.scene.scroll
        painter.fillRect(QRectF(0, top - scroll, width, bottom - top), QColor(p.panel))
        for band in self.scene.bands.bands(top, bottom):
            colour = p.chunk_odd if band.chunk % 2 else p.chunk_even
            painter.fillRect(QRectF(0, band.top - scroll, width, band.bottom - band.top - 1), QColor(colour))
            painter.fillRect(QRectF(0, band.bottom - scroll - 1, width, 1), QColor(p.line))

    def paint_rows(self, painter: QPainter, p: Palette, top: float, bottom: float) -> None:
        """The rows in sight, and nothing else."""
        scene = self.scene
        rows = list(scene.bands.rows(top, bottom, self.stride()))
        if not rows or scene.source is None:
            return
        marks = MarkedRange(scene.source, max(0, rows[0].start - 4), min(rows[-1].end + 4, scene.bands.size))
        row_painter = RowPainter(painter, scene, p, marks, self.joint)
        for row in rows:
            strings = None if row_painter.touched(row) else self.strings(row)
            if strings is None:
                row_painter.paint(self.cells(row), row)
            else:
                row_painter.write_plain(strings, row)
        for row in rows:
            self._paint_drawn(painter, p, row)

    def _paint_drawn(self, painter: QPainter, p: Palette, row: Row) -> None:
        """The borders drawn by hand; one inside a cell stands where its bytes would be."""
        if not self.scene.borders.within(row.start, row.end + 2):
            return
        top, height = row.top - self.scene.scroll, self.scene.measures.row
        for cell in self.cells(row):
            for offset in self.scene.borders.within(cell.start, cell.end):
                x = cell.x + cell.width * (offset - cell.start) / max(1, cell.end - cell.start)
                paint.drawn_border(painter, x, top, top + height, p.accent)

    # Where things are

    def unit_near(self, point: QPointF) -> Span:
        """The bytes of the cell at a point, or of the nearest one in its row; `EMPTY` where no row is."""
        row = self.scene.bands.row_at(point.y() + self.scene.scroll, self.stride())
        cells = self.cells(row) if row else []
        if not cells:
            return EMPTY
        cell = next((cell for cell in cells if point.x() < cell.x + cell.width), cells[-1])
        return (cell.start, cell.end)

    def edge_near(self, point: QPointF) -> int | None:
        """The offset between two cells that is nearest to a point; None where no row is."""
        row = self.scene.bands.row_at(point.y() + self.scene.scroll, self.stride())
        cells = self.cells(row) if row else []
        if not cells:
            return None
        edges = [(cell.x, cell.start) for cell in cells] + [(cells[-1].x + cells[-1].width, cells[-1].end)]
        return min(edges, key=lambda edge: abs(edge[0] - point.x()))[1]

    def unit_of(self, offset: int) -> Span:
        """The bytes of the cell that holds a published byte."""
        for cell in self.cells(self.scene.bands.row_of(offset, self.stride())):
            if cell.start <= offset < cell.end:
                return (cell.start, cell.end)
        return (offset, offset + 1)

    def step(self, offset: int, rows: int) -> int:
        """The byte some rows below or above."""
        return self.scene.bands.step(offset, rows, self.stride())

    def line_of(self, offset: int) -> Span:
        """The bytes between Home and End."""
        row = self.scene.bands.row_of(offset, self.stride())
        return (row.start, row.end)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.cut(self.edge_near(event.position()))
            return
        unit = self.unit_near(event.position())
        if unit == EMPTY:
            self.scene.selection.clear(self.parent())
        else:
            self.cursor_.move(unit, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cuts = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if cuts or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        unit = self.unit_near(event.position())
        if unit != EMPTY:
            self.cursor_.move(unit, extend=True)
            if not 0 <= event.position().y() < self.height():
                self.moved.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chunk = self.scene.bands.chunk_at(event.position().y() + self.scene.scroll)
        if 0 <= chunk < self.scene.bands.count:
            self.cursor_.move(self.scene.bands.span(chunk), extend=False)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tool_tip(event)  # type: ignore[arg-type]  # Qt sends a QHelpEvent for this type
            return True
        return super().event(event)

    def _tool_tip(self, event: QHelpEvent) -> None:
        unit = self.unit_near(QPointF(event.pos()))
        if unit == EMPTY:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), describe(self.scene, unit[0]), self)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.cursor_.select_all(self.scene.bands.size)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy(self.form)
        elif event.key() == _Key.Key_B and not event.modifiers():
            self.cut(self.scene.selection.span[0])
        elif not self._walk(event):
            super().keyPressEvent(event)

    def _walk(self, event: QKeyEvent) -> bool:
        size = self.scene.bands.size
        start, end = self.cursor_.caret
        wanted = self._target(event, start, max(end, start + 1)) if size else None
        if wanted is None:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.cursor_.move(self.unit_of(min(max(0, wanted), size - 1)), extend=shift)
        self.moved.emit()
        return True

    def _target(self, event: QKeyEvent, start: int, end: int) -> int | None:
        page = max(1, int(self.height() // self.scene.measures.row) - 1)
        everything = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case _Key.Key_Left:
                return start - 1
            case _Key.Key_Right:
                return end
            case _Key.Key_Home:
                return 0 if everything else self.line_of(start)[0]
            case _Key.Key_End:
                return self.scene.bands.size - 1 if everything else self.line_of(start)[1] - 1
        rows = {_Key.Key_Up: -1, _Key.Key_Down: 1, _Key.Key_PageUp: -page, _Key.Key_PageDown: page}
        step = rows.get(_Key(event.key()))
        return None if step is None else self.step(start, step)

    # Borders drawn by hand

    def cut(self, offset: int | None) -> None:
        """Draws a border before a byte, or takes it away."""
        if offset is None or not 0 < offset < self.scene.bands.size:
            return
        if not self.scene.borders.toggle(offset):
            self.notice.emit(self.tr("No more than {most} borders can be drawn.").format(most=f"{MOST:,}"))

    def _add_cut(self, menu: QMenu, offset: int | None) -> None:
        menu.addSeparator()
        if offset is not None and 0 < offset < self.scene.bands.size:
            drawn = self.scene.borders.has(offset)
            text = self.tr("Take the border before byte {at} away") if drawn else self.tr("Cut here, before byte {at}")
            menu.addAction(f"{text.format(at=f'{offset:,}')}\tB", lambda: self.cut(offset))
        if self.scene.borders.offsets:
            menu.addAction(self.tr("Take all drawn borders away"), self.scene.borders.clear)

    # Copying

    def copy(self, form: CopyForm) -> None:
        """Puts the selected bytes on the clipboard; more than the limit is cut, and the notice says so."""
        start, end = self.scene.selection.span
        if start == end:
            return
        data = self.scene.read(start, min(end, start + LIMIT))
        QApplication.clipboard().setText(copied(data, form, self.scene.encoding))
        if end - start > LIMIT:
            self.notice.emit(self.tr("Copied the first {size} MiB of the selection.").format(size=LIMIT >> 20))
        else:
            self.notice.emit(translate("Pane", "Copied %n byte(s).", end - start))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == event.Reason.Mouse
        menu = self.menu(self.edge_near(QPointF(event.pos())) if by_mouse else self.scene.selection.span[0])
        at = event.globalPos() if by_mouse else self.mapToGlobal(QPoint(20, 20))
        menu.popup(at)

    def menu(self, offset: int | None = None) -> QMenu:
        """The context menu: the selected bytes in each form, a border at `offset`."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start, end = self.scene.selection.span
        for label, form in (
            (self.tr("Copy as hex"), CopyForm.HEX),
            (self.tr("Copy as base64"), CopyForm.BASE64),
            (self.tr("Copy as text"), CopyForm.TEXT),
            (self.tr("Copy as Python bytes"), CopyForm.PYTHON),
        ):
            action = menu.addAction(label)
            action.setEnabled(end > start)
            action.triggered.connect(lambda _=False, form=form: self.copy(form))
        self._add_cut(menu, offset)
        menu.addSeparator()
        everything = menu.addAction(self.tr("Select all"))
        everything.triggered.connect(lambda: self.cursor_.select_all(self.scene.bands.size))
        menu.addActions(self.window().actions())
        return menu
