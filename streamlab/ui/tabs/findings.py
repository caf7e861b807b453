"""The Findings tab: a list of cards on the left, the chosen finding with its picture, reason and advice on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSplitter,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from streamlab.ui.look import theme
from streamlab.ui.look.models import ROOT, Index
from streamlab.ui.look.parts import EmptyState, Translated
from streamlab.ui.look.severity import paint_severity
from streamlab.ui.tabs.finding_detail import FindingDetail

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.model import Finding
    from streamlab.session import Batch
    from streamlab.ui.bytes.selection import Selection

ROW_HEIGHT = 54
FINDING = Qt.ItemDataRole.UserRole
PLACES = Qt.ItemDataRole.UserRole + 1
LAYER = Qt.ItemDataRole.UserRole + 2


class FindingModel(QAbstractListModel):
    """The findings of a run; while they only grow, rows stay and the choice with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()

    def replace(self, findings: tuple[Finding, ...]) -> None:
        """The newest findings."""
        if findings == self._findings:
            return
        known = len(self._findings)
        if [(f.rule, f.layer) for f in findings[:known]] != [(f.rule, f.layer) for f in self._findings]:
            self.beginResetModel()
            self._findings = findings
            self.endResetModel()
            return
        if len(findings) > known:
            self.beginInsertRows(ROOT, known, len(findings) - 1)
            self._findings = findings
            self.endInsertRows()
        self._findings = findings
        if known:
            self.dataChanged.emit(self.index(0), self.index(known - 1))

    def finding(self, row: int) -> Finding | None:
        """The finding of a row."""
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def row_of(self, rule: str) -> int:
        """The row of a rule; -1 where it was not found."""
        return next((row for row, finding in enumerate(self._findings) if finding.rule == rule), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, places line and layer, in words of the language in force."""
        finding = self.finding(index.row())
        if finding is None:
            return None
        from streamlab.diagnosis import prose

        if role == Qt.ItemDataRole.DisplayRole:
            return prose.title(finding)
        if role == FINDING:
            return finding
        if role == PLACES:
            return prose.places(finding)
        if role == LAYER:
            return prose.layer_name(finding.layer)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = (prose.severity_name(finding.severity), prose.title(finding), prose.places(finding))
            return " · ".join(part for part in parts if part)
        return None


class FindingDelegate(QStyledItemDelegate):
    """Paints one card: severity shape, title, places, layer."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        finding: Finding | None = index.data(FINDING)
        if finding is None:
            return
        rect, state = QRectF(option.rect), option.state
        painter.save()
        self._paint_ground(painter, rect, state)
        paint_severity(painter, QRectF(rect.left() + 16, rect.top() + 16, 10, 10), finding.severity.value)
        pill = self._paint_layer(painter, rect, str(index.data(LAYER)))
        self._paint_words(painter, rect.adjusted(38, 8, -pill - 22, -8), str(index.data()), str(index.data(PLACES)))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        colours, ground = theme.current(), rect.adjusted(4, 2, -4, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = QStyle.StateFlag.State_Selected in state, QStyle.StateFlag.State_MouseOver in state
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_wash if chosen else colours.chunk_even))
            painter.drawRoundedRect(ground, 8, 8)
        if chosen and QStyle.StateFlag.State_HasFocus in state:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    @staticmethod
    def _paint_layer(painter: QPainter, rect: QRectF, word: str) -> float:
        colours, font = theme.current(), QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() - 0.5)
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(word) + 20, metrics.height() + 4
        pill = QRectF(rect.right() - 14 - width, rect.center().y() - height / 2, width, height)
        painter.setFont(font)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(colours.dim))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)
        return width

    @staticmethod
    def _paint_words(painter: QPainter, box: QRectF, title: str, places: str) -> None:
        colours, font = theme.current(), QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() + 0.5)
        font.setWeight(QFont.Weight.DemiBold)
        for text, colour, top in ((title, colours.text, True), (places, colours.dim, False)):
            if not top:
                font.setWeight(QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            where = Qt.AlignmentFlag.AlignTop if top and places else Qt.AlignmentFlag.AlignVCenter
            where = where if top else Qt.AlignmentFlag.AlignBottom
            painter.drawText(box, where | Qt.AlignmentFlag.AlignLeft, line)


class FindingsTab(Translated):
    """Choosing a finding selects its bytes everywhere."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.list = FindingModel(self), QListView(self)
        self.list.setObjectName("findingsList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.detail = FindingDetail(selection, self)
        self._empty, self._splitter = EmptyState(self), QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self.detail)
        self._splitter.setSizes([480, 640])
        self._splitter.setChildrenCollapsible(False)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._splitter)
        self._rule = ""  # the chosen finding, kept over a reset of the model
        self._ended = False
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.clicked.connect(lambda _index: self.detail.select_bytes())
        self.list.activated.connect(lambda _index: self.detail.select_bytes())
        self.model.modelReset.connect(self._restore)
        self.model.dataChanged.connect(lambda *_: self._refresh())
        self.retranslate()

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        self._rule, self._ended = "", False
        self.detail.show_finding(None, analysis)
        self.model.replace(())
        self._show_page()

    def publish(self, batch: Batch) -> None:
        """The newest findings; the first one shows itself without selecting its bytes."""
        self._ended = batch.end is not None
        self.model.replace(batch.findings)
        if batch.findings and not self._rule:
            self.choose(0)
        self._show_page()

    def choose(self, row: int) -> None:
        """Makes a finding the current one."""
        self.list.setCurrentIndex(self.model.index(row))

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.list.setAccessibleName(self.tr("Findings"))
        self._show_page()
        self.list.viewport().update()

    def _show_page(self) -> None:
        self._pages.setCurrentIndex(int(self.model.rowCount() > 0))
        self._empty.setText(
            self.tr("Nothing to report: no character, line or record came to harm.")
            if self._ended
            else self.tr("No findings yet. Send a request: what goes wrong in its reply is explained here.")
        )

    def _chosen(self, current: QModelIndex) -> None:
        finding = self.model.finding(current.row())
        if finding is not None:
            self._rule = finding.rule
        self.detail.show_finding(finding)

    def _restore(self) -> None:
        row = self.model.row_of(self._rule)
        if row >= 0:
            self.choose(row)

    def _refresh(self) -> None:
        self.detail.show_finding(self.model.finding(self.list.currentIndex().row()))
