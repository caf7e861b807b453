"""The request's headers: rows in order, each with a switch; pasting `Name: value` lines adds rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from streamlab.model import Headers
from streamlab.secrets import is_secret
from streamlab.ui.look.models import Index
from streamlab.ui.look.parts import Translated


def parse_header_lines(text: str) -> Headers:
    """The `Name: value` pairs of pasted text; lines of another form are left out."""
    pairs = (line.partition(":") for line in text.splitlines())
    return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon and name.strip())


class SecretDelegate(QStyledItemDelegate):
    """Shows the value of a secret header as dots until it is edited."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook for what a cell shows."""
        super().initStyleOption(option, index)
        name = str(index.sibling(index.row(), 0).data() or "")
        if index.column() == 1 and is_secret(name) and index.data():
            option.text = "•" * 12


class HeadersTable(QTableWidget):
    """Two columns; the check box of a row tells whether it is sent."""

    pasted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste adds header lines, Delete removes the selected rows."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(parse_header_lines(QGuiApplication.clipboard().text()))
        elif event.matches(QKeySequence.StandardKey.Delete):
            for row in sorted({index.row() for index in self.selectedIndexes()}, reverse=True):
                self.removeRow(row)
        else:
            super().keyPressEvent(event)


class HeadersEditor(Translated):
    """The table with its buttons."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = HeadersTable(0, 2, self)
        self.table.setObjectName("headersTable")
        self.table.setItemDelegate(SecretDelegate(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().resizeSection(0, 240)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._add, self._remove = QPushButton(self), QPushButton(self)
        buttons = QVBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self._add.clicked.connect(self._add_empty)
        self._remove.clicked.connect(self._remove_selected)
        self.table.pasted.connect(self._append_all)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())
        self.table.model().rowsRemoved.connect(lambda *_: self.changed.emit())
        self.retranslate()

    def headers(self) -> Headers:
        """The rows that are switched on and not empty, in order."""
        rows = []
        for row in range(self.table.rowCount()):
            name, value = self.table.item(row, 0), self.table.item(row, 1)
            if (
                name is not None
                and name.checkState() == Qt.CheckState.Checked
                and (name.text() or (value and value.text()))
            ):
                rows.append((name.text(), value.text() if value is not None else ""))
        return tuple(rows)

    def set_headers(self, headers: Headers) -> None:
        """Replaces all rows."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for name, value in headers:
            self._append(name, value)
        self.table.blockSignals(False)
        self.changed.emit()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Value")])
        self.table.setAccessibleName(self.tr("Request headers"))
        self.table.setToolTip(self.tr("Paste lines of the form “Name: value” to add them."))
        self._add.setText(self.tr("Add"))
        self._add.setAccessibleName(self.tr("Add a header"))
        self._remove.setText(self.tr("Remove"))
        self._remove.setAccessibleName(self.tr("Remove the selected headers"))

    def _append(self, name: str, value: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        item = QTableWidgetItem(name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        self.table.setItem(row, 0, item)
        self.table.setItem(row, 1, QTableWidgetItem(value))

    def _append_all(self, headers: Headers) -> None:
        for name, value in headers:
            self._append(name, value)

    def _add_empty(self) -> None:
        self._append("", "")
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.edit(self.table.currentIndex())

    def _remove_selected(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
