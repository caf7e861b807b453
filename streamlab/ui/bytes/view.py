"""The byte view: header, four panes, one scroll position over one source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from streamlab.ui.bytes.borders import BordersBar
from streamlab.ui.bytes.cursor import Cursor
from streamlab.ui.bytes.panes import Base64Pane, ChunkList, HexPane, TextPane
from streamlab.ui.bytes.scene import Scene, TextMode
from streamlab.ui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from streamlab.model import Span
    from streamlab.ui.bytes.pane import Pane
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.bytes.source import ByteSource

_MOST: Final = 2**31 - 1  # what a scroll bar can count to


class BytesView(QWidget):
    """Shows a source chunk by chunk, as far as `publish` has told; follows the end only from the end."""

    notice = Signal(str)
    text_mode_changed = Signal(str)
    cuts_wanted = Signal(str)  # by borders drawn by hand

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.scene = Scene(selection)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._header = Header(self.scene, self)
        self._area = _Area(self.scene, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 6)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._area, 1)
        self.borders_bar = BordersBar(self.scene.borders, self)
        layout.addWidget(self.borders_bar)
        self.borders_bar.wanted.connect(self.cuts_wanted)
        self.scene.borders.changed.connect(self._area.repaint_panes)
        self._area.placed.connect(self._header.place)
        self._header.chosen.connect(self.set_text_mode)
        for pane in self._area.panes:
            pane.notice.connect(self.notice)
        selection.changed.connect(self._on_selection)
        self.setFocusProxy(self._area.panes[1])

    @property
    def text_mode(self) -> TextMode:
        """How the text pane decodes."""
        return self.scene.text_mode

    def set_text_mode(self, mode: TextMode | str) -> None:
        """Shows the text as one decoder, or as a per-chunk client, reads it."""
        self.scene.text_mode = TextMode(mode)
        self._header.show_mode(self.scene.text_mode)
        self._area.repaint_panes()
        self.text_mode_changed.emit(str(self.scene.text_mode))

    def set_source(self, source: ByteSource | None) -> None:
        """Shows another content, empty until `publish`."""
        self.scene.set_source(source)
        self._area.restart()

    def publish(self, chunks: int) -> None:
        """Shows the chunks up to `chunks`, and whatever marks have come."""
        self._area.publish(chunks)

    def ensure_visible(self, span: Span) -> None:
        """Scrolls to the first byte of a span, if it is out of sight, with what is around it."""
        self._area.ensure_visible(span[0], around=0.35)

    def _on_selection(self, span: Span) -> None:
        if self.selection.origin is not self._area:
            self._area.cursor_.follow(span)
            if span[1] > span[0]:
                self.ensure_visible(span)
        self._area.repaint_panes()


class Header(QWidget):
    """The titles above the panes, and the switch of the text pane."""

    chosen = Signal(str)

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._titles = [QLabel(self) for _ in range(4)]
        self._correct = QPushButton(self)
        self._naive = QPushButton(self)
        self._group = QButtonGroup(self)
        for button, mode, side in (
            (self._correct, TextMode.CORRECT, "left"),
            (self._naive, TextMode.NAIVE, "right"),
        ):
            button.setCheckable(True)
            button.setProperty("segment", side)
            button.setObjectName(f"{mode}TextButton")
            button.clicked.connect(lambda _=False, mode=mode: self.chosen.emit(str(mode)))
            self._group.addButton(button)
        self._correct.setChecked(True)
        for title in self._titles:
            title.setProperty("role", "dim")
        self.setFixedHeight(40)
        self._retranslate()

    def show_mode(self, mode: TextMode) -> None:
        """Checks the button of a mode."""
        (self._correct if mode is TextMode.CORRECT else self._naive).setChecked(True)

    def place(self) -> None:
        """Puts each title above its pane."""
        c, pad = self._scene.columns, self._scene.measures.pad_x
        for title, x in zip(self._titles, (14 - pad, c.hex_x, c.base64_x, c.text_x), strict=True):
            title.adjustSize()
            title.move(round(x + pad), (self.height() - title.height()) // 2)
        self._place_switch(self._titles[3])

    def _place_switch(self, title: QLabel) -> None:
        """After its title, in as many words as there is room for; over the title where there is none."""
        buttons = (self._correct, self._naive)
        for words in self._naive_words:
            self._naive.setText(words)
            width = sum(button.sizeHint().width() for button in buttons)
            x = title.geometry().right() + 14
            if x + width <= self.width() - 8:
                break
        else:
            x = max(title.x(), self.width() - 8 - width)
        title.setVisible(x > title.geometry().right())
        for button in buttons:
            button.adjustSize()
            button.move(x, (self.height() - button.height()) // 2)
            x += button.width() - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.current().line))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        words = (self.tr("Chunk"), self.tr("Hex"), self.tr("Base64"), self.tr("Text"))
        for title, text in zip(self._titles, words, strict=True):
            title.setText(text)
        self._correct.setText(self.tr("Correct"))
        self._naive_words = (self.tr("As a per-chunk client shows it"), self.tr("Per chunk"))
        self._naive.setAccessibleName(self._naive_words[0])
        self._naive.setToolTip(self.tr("Each chunk decoded by itself: a cut character becomes replacement characters."))
        self._correct.setToolTip(self.tr("One decoder over the whole stream: a cut character stands in both chunks."))
        self.place()


class _Area(QAbstractScrollArea):
    """Scrolls the panes together."""

    placed = Signal()

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self.cursor_ = Cursor(scene.selection, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.panes: list[Pane] = [
            kind(scene, self.cursor_, self.viewport()) for kind in (ChunkList, HexPane, Base64Pane, TextPane)
        ]
        self._empty = QLabel(self.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "dim")
        self._retranslate()
        for pane in self.panes:
            pane.moved.connect(lambda: self.ensure_visible(self.cursor_.caret[0]))
        self.restart()

    def restart(self) -> None:
        """Back to the top of what is now the source."""
        self._update_range()
        self.verticalScrollBar().setValue(0)
        self.repaint_panes()

    def publish(self, chunks: int) -> None:
        """Takes new chunks, keeping the end in sight if it was."""
        scene, bar = self._scene, self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        in_sight = scene.bands.height < scene.scroll + self.viewport().height()
        scene.bands.grow(chunks)
        self._update_range()
        if at_end:
            bar.setValue(bar.maximum())
        if in_sight or scene.marks_changed():
            self.repaint_panes()

    def ensure_visible(self, offset: int, around: float = 0.0) -> None:
        """Brings the row of a byte into sight, with its text; `around` is the share of the height to leave above it."""
        scene = self._scene
        if offset >= scene.bands.size:
            return
        row, bar = scene.bands.row_of(offset), self.verticalScrollBar()
        height, text = self.viewport().height(), scene.bands.row_of(offset, scene.columns.stride)
        top, bottom = text.top - scene.measures.row / 2, row.top + 2 * scene.measures.row
        if scene.scroll <= top and bottom <= scene.scroll + height:
            return
        if around:
            bar.setValue(int(row.top - around * height))
        else:
            bar.setValue(int(top if top < scene.scroll else bottom - height + 1))

    def repaint_panes(self) -> None:
        """Asks all four for a new painting."""
        for pane in self.panes:
            pane.update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._scene.scroll = float(self.verticalScrollBar().value())
        self.repaint_panes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        scene, bar = self._scene, self.verticalScrollBar()
        at_end = scene.bands.count > 0 and bar.value() >= bar.maximum() > 0
        first = scene.bands.chunk_at(scene.scroll)
        inside = scene.scroll - scene.bands.top(max(0, first)) if scene.bands.count else 0.0
        moved = scene.set_width(self.viewport().width())
        self._place()
        self._update_range()
        if at_end:
            bar.setValue(bar.maximum())
        elif moved and 0 <= first < scene.bands.count:
            bar.setValue(int(scene.bands.top(first) + inside))  # the chunk that was at the top stays there

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _place(self) -> None:
        c, height = self._scene.columns, self.viewport().height()
        edges = (0, round(c.hex_x), round(c.base64_x), round(c.text_x), self.viewport().width())
        for pane, left, right in zip(self.panes, edges, edges[1:], strict=False):
            pane.setGeometry(left, 0, max(0, right - left), height)
        self._empty.setGeometry(self.viewport().rect())
        self.placed.emit()

    def _update_range(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, min(_MOST, max(0, int(self._scene.bands.height) - height + 1)))
        bar.setPageStep(height)
        bar.setSingleStep(int(self._scene.measures.row))
        self._empty.setVisible(self._scene.bands.count == 0)

    def _retranslate(self) -> None:
        self._empty.setText(self.tr("Each chunk appears here as it arrives: its bytes, its base64, its text."))
        names = (self.tr("Chunks"), self.tr("Hex"), self.tr("Base64"), self.tr("Text"))
        for pane, name in zip(self.panes, names, strict=True):
            pane.setAccessibleName(name)
