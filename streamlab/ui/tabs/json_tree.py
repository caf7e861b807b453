"""The JSON tab: the tree of the selected frame's data, read level by level, with the place where it stops being JSON."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from streamlab.decode.json_tree import MAX_DEPTH, FrameTree, JsonTree, Node, escaped
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.models import ROOT, Index
from streamlab.ui.look.parts import EmptyState, Remark, Translated, column

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.decode.frames import Frame
    from streamlab.model import Span
    from streamlab.session import Batch

LARGEST_TEXT = 8_000_000  # bytes


class JsonModel(QAbstractItemModel):
    """The nodes of one JSON text; a level is read when the view asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree: JsonTree | None = None
        self._fixed = fonts.fixed_font()

    def show_tree(self, tree: JsonTree | None) -> None:
        """Another text, or none."""
        self.beginResetModel()
        self.tree = tree
        self.endResetModel()

    def read_more(self, index: Index) -> bool:
        """Reads the members that the row `index` stands for; False where it stands for none."""
        node = self.node(index)
        if self.tree is None or node is None or node.kind != "more" or node.parent is None or node.level > MAX_DEPTH:
            return False
        self.layoutAboutToBeChanged.emit()
        self.tree.read_more(node.parent)
        # Qt keeps no Python object alive: whatever points to `node` must point to the member that took its row.
        first = node.parent.members[node.row]
        for at in range(self.columnCount()):
            self.changePersistentIndex(self.createIndex(node.row, at, node), self.createIndex(node.row, at, first))
        self.layoutChanged.emit()
        return True

    def node(self, index: Index) -> Node | None:
        """The node of a row; the root for the invalid index."""
        pointer = index.internalPointer() if index.isValid() else None
        return pointer if isinstance(pointer, Node) else None

    def index_of(self, node: Node) -> QModelIndex:
        """Where a node stands."""
        return self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Qt's hook."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._rows(parent)[row])

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        """Qt's hook."""
        node = self.node(index)
        return QModelIndex() if node is None or node.parent is None else self.index_of(node.parent)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Members, counted when asked."""
        return 0 if parent.column() > 0 else len(self._rows(parent))

    def hasChildren(self, parent: Index = ROOT) -> bool:
        """Known without reading the level below."""
        node = self.node(parent)
        if node is None:
            return self.tree is not None and bool(self.tree.roots)
        return parent.column() == 0 and (node.resume >= 0 or bool(node.members))

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
            return self._name(node) if index.column() == 0 else self._value(node)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(node, index.column())
        return self._fixed if role == Qt.ItemDataRole.FontRole else None

    def _rows(self, parent: Index) -> list[Node]:
        if self.tree is None:
            return []
        node = self.node(parent)
        return self.tree.roots if node is None else self.tree.members(node)

    @staticmethod
    def _name(node: Node) -> str:
        if node.key is None:
            return {"broken": "✕", "more": "…"}.get(node.kind, "$")
        return escaped(node.key) if isinstance(node.key, str) else str(node.key)

    def _value(self, node: Node) -> str:
        assert self.tree is not None
        if node.kind == "more":
            if node.level > MAX_DEPTH:
                return self.tr("deeper than {levels} levels: not shown").format(levels=MAX_DEPTH)
            return self.tr("more follow: press Enter to read them")
        preview = self.tree.preview(node)
        if node.kind == "broken":
            return self.tr("no JSON from here on: {text}").format(text=escaped(preview) or self.tr("the text ends"))
        return preview if node.closed else self.tr("{count}, breaks off").format(count=preview)

    def _colour(self, node: Node, column: int) -> QColor:
        colours = theme.current()
        if node.kind == "broken":
            return QColor(colours.json)
        if node.kind == "more":
            return QColor(colours.dim)
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
        self._empty, self._note = EmptyState(self), Remark("json", self)
        self._note.setContentsMargins(14, 8, 14, 0)
        self.setLayout(column(self._note, self.tree, self._empty, spacing=0))
        self.tree.selectionModel().currentChanged.connect(self._node_chosen)
        self.tree.activated.connect(self.model.read_more)
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
            self.tr("This event is too large to be shown as a tree.")
            if self._frame is not None and self._frame.end - self._frame.start > LARGEST_TEXT
            else self.tr("No JSON here. Select an event, a record or some bytes of one to see its data as a tree.")
        )
        self.tree.setAccessibleName(self.tr("JSON of the selected event"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self._show_note()

    def _show_frame(self, frame: Frame | None) -> None:
        self._frame = frame
        tree = self._tree_of(frame)
        self._following = False
        self.model.show_tree(tree)
        self._following = True
        if tree is not None:
            self.tree.expandToDepth(2 if len(tree.data) < 20_000 else 0)
        self.tree.setVisible(tree is not None)
        self._empty.setVisible(tree is None)
        self.retranslate()

    def _tree_of(self, frame: Frame | None) -> FrameTree | None:
        if frame is None or self._analysis is None or frame.end - frame.start > LARGEST_TEXT:
            return None
        text = self._analysis.frame_text(frame)
        if text.lstrip()[:1] not in ("{", "[", '"') and self._failure() is None:
            return None
        pipeline = self._analysis.pipeline
        return FrameTree(pipeline.content, frame, pipeline.encoding.name)

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
        from streamlab.diagnosis.words.reasons import json_reason

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
        if node is None or not isinstance(self.model.tree, FrameTree) or not self._following:
            return
        self._selection.select(*self.model.tree.span(node), self)

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
            self._reveal(span[0])

    def _reveal(self, offset: int) -> None:
        node = self.model.tree.at(offset) if isinstance(self.model.tree, FrameTree) else None
        if node is None:
            return
        self._following = False
        index = self.model.index_of(node)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._following = True
