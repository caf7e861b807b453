"""The JSON tab: the tree of the selected frame's data, read level by level, with the place where it stops being JSON."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from streamlab.ui import fonts, theme
from streamlab.ui.frame_text import byte_span, character_at
from streamlab.ui.json_nodes import Node, children_of, node_at, root_of
from streamlab.ui.parts import EmptyState, Note, Translated, column
from streamlab.ui.selection import Selection

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.decode.frames import Frame
    from streamlab.model import Span
    from streamlab.session import Batch

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LARGEST_TEXT = 8_000_000


class JsonModel(QAbstractItemModel):
    """The nodes of one JSON text; a level is read when the view asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.root: Node | None = None
        self._fixed = fonts.fixed_font()

    def show_text(self, text: str) -> None:
        """Another text; '' empties the tree."""
        self.beginResetModel()
        self._text, self.root = text, root_of(text) if text else None
        self.endResetModel()

    def node(self, index: Index) -> Node | None:
        """The node of a row; the root for the invalid index."""
        pointer = index.internalPointer() if index.isValid() else None
        return pointer if isinstance(pointer, Node) else None

    def index_of(self, node: Node) -> QModelIndex:
        """Where a node stands."""
        return self.createIndex(node.row, 0, node)

    def innermost(self, character: int) -> Node | None:
        """The node that holds a character of the text."""
        return None if self.root is None else node_at(self._text, self.root, character)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Qt's hook."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        node = self.node(parent)
        child = self.root if node is None else children_of(self._text, node)[row]
        return self.createIndex(row, column, child)

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        """Qt's hook."""
        node = self.node(index)
        return QModelIndex() if node is None or node.parent is None else self.index_of(node.parent)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Members, counted when asked."""
        if parent.column() > 0:
            return 0
        if not parent.isValid():
            return int(self.root is not None)
        node = self.node(parent)
        return 0 if node is None else len(children_of(self._text, node))

    def hasChildren(self, parent: Index = ROOT) -> bool:
        """Known without reading the level below."""
        if not parent.isValid():
            return self.root is not None
        node = self.node(parent)
        return parent.column() == 0 and node is not None and node.is_container and node.preview not in ("{0}", "[0]")

    def columnCount(self, parent: Index = ROOT) -> int:
        """Name and value."""
        return 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (self.tr("Name"), self.tr("Value"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A node's name and a preview of its value, coloured by type."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return "✕" if node.kind == "broken" and node.key is None else "$" if node.key is None else str(node.key)
            return self._value(node)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(node, index.column())
        return self._fixed if role == Qt.ItemDataRole.FontRole else None

    def _value(self, node: Node) -> str:
        if node.kind == "broken":
            return self.tr("no JSON from here on: {text}").format(text=node.preview or self.tr("the text ends"))
        if node.is_container and not node.preview:
            return self.tr("breaks off")
        return node.preview

    def _colour(self, node: Node, column: int) -> QColor:
        colours = theme.current()
        if node.kind == "broken":
            return QColor(colours.json)
        if column == 0:
            return QColor(colours.accent)
        return QColor(
            {"string": colours.ok, "object": colours.faint, "array": colours.faint}.get(node.kind, colours.text)
        )


class JsonTab(Translated):
    """Shows the frame that holds the selection; a chosen node selects its bytes."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection, self._following = selection, True
        self._analysis: Analysis | None = None
        self._frame: Frame | None = None
        self._frames = 0
        self.model, self.tree = JsonModel(self), QTreeView(self)
        self.tree.setObjectName("jsonTree")
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(0, 260)
        self._empty, self._note = EmptyState(self), Note("json", self)
        self._note.setContentsMargins(14, 8, 14, 0)
        self.setLayout(column(self._note, self.tree, self._empty, spacing=0))
        self.tree.selectionModel().currentChanged.connect(self._node_chosen)
        selection.changed.connect(self._follow_selection)
        self.retranslate()
        self._show_frame(None)

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        self._analysis, self._frames = analysis, 0
        self._show_frame(None)

    def publish(self, batch: Batch) -> None:
        """The first frame shows itself; later ones wait to be chosen."""
        self._frames = batch.frames
        if self._analysis is not None and self._frame is None and batch.frames:
            self._show_frame(self._analysis.frames[0])

    def use_theme(self) -> None:
        """Repaints in the colours in force."""
        self.tree.viewport().update()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._empty.setText(
            self.tr("No JSON here. Select an event, a record or some bytes of one to see its data as a tree.")
        )
        self.tree.setAccessibleName(self.tr("JSON of the selected event"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self._show_note()

    def _show_frame(self, frame: Frame | None) -> None:
        self._frame = frame
        text = ""
        if frame is not None and self._analysis is not None and frame.end - frame.start <= LARGEST_TEXT:
            text = self._analysis.frame_text(frame)
        is_json = text.lstrip()[:1] in ("{", "[", '"') or self._failure() is not None
        self._following = False
        self.model.show_text(text if is_json else "")
        self._following = True
        if is_json:
            self.tree.expandToDepth(2 if len(text) < 20_000 else 0)
        self.tree.setVisible(is_json)
        self._empty.setVisible(not is_json)
        self._show_note()

    def _failure(self) -> Any:
        if self._analysis is None or self._frame is None:
            return None
        failures = self._analysis.json_failures
        at = bisect_right(failures, self._frame.index, key=lambda failure: failure.frame) - 1
        return failures[at] if at >= 0 and failures[at].frame == self._frame.index else None

    def _show_note(self) -> None:
        failure = self._failure()
        if failure is None:
            self._note.say("")
            return
        from streamlab.diagnosis.words import json_reason

        sentence = self.tr("Not JSON at line {line}, column {column} (byte {offset}): {reason}")
        self._note.say(
            sentence.format(
                line=failure.line,
                column=failure.column,
                offset=f"{failure.offset:,}",
                reason=json_reason(failure.kind),
            )
        )

    def _node_chosen(self, current: QModelIndex) -> None:
        node = self.model.node(current)
        if node is None or self._analysis is None or self._frame is None or not self._following:
            return
        start, end = byte_span(self._analysis, self._frame, node.start, max(node.end, node.start + 1))
        self._selection.select(start, end, self)

    def _follow_selection(self, span: Span) -> None:
        if self._analysis is None or self._selection.origin is self or span[0] >= span[1]:
            return
        frames = self._analysis.frames
        at = bisect_right(frames, span[0], hi=self._frames, key=lambda frame: frame.start) - 1
        if at < 0 or span[0] > frames[at].end:
            return
        frame = frames[at]
        if frame is not self._frame:
            self._show_frame(frame)
        if span != (frame.start, frame.end):
            self._reveal(character_at(self._analysis, frame, span[0]))

    def _reveal(self, character: int) -> None:
        node = self.model.innermost(character)
        if node is None:
            return
        self._following = False
        index = self.model.index_of(node)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._following = True
