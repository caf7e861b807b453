"""The table of names that the pasted code uses and that want a value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from streamlab.ui.look.parts import Translated, column

_ROW = 30


class ValuesTable(Translated):
    """Name and value. What was typed is remembered while the name comes and goes; empty values are no values."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed: dict[str, str] = {}
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("handlerValues")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 132)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)  # the end of a long name tells more
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.CurrentChanged
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setLayout(column(self.table))
        self.table.itemChanged.connect(self._take)
        self.retranslate()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the table."""
        items = (self.table.item(row, 0) for row in range(self.table.rowCount()))
        return tuple(item.text() for item in items if item is not None)

    def values(self) -> dict[str, str]:
        """What was typed, for every name that ever was there."""
        return {name: value for name, value in self._typed.items() if value}

    def show_names(self, names: Sequence[str]) -> None:
        """These names want a value; those that have one stay where they are."""
        wanted = [*(name for name in self.names if name in names or self._typed.get(name)), *names]
        ordered = tuple(dict.fromkeys(wanted))
        if ordered == self.names:
            return
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(ordered))
            for row, name in enumerate(ordered):
                item = QTableWidgetItem(name)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(name)
                self.table.setItem(row, 0, item)
                self.table.setItem(row, 1, QTableWidgetItem(self._typed.get(name, "")))

    def set_value(self, name: str, value: str) -> None:
        """As if it had been typed."""
        row = self.names.index(name)
        item = self.table.item(row, 1)
        if item is not None:
            item.setText(value)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Value")])
        self.table.setAccessibleName(self.tr("Values to fill in"))

    def _take(self, item: QTableWidgetItem) -> None:
        name = self.table.item(item.row(), 0)
        if item.column() == 1 and name is not None:
            self._typed[name.text()] = item.text()
            self.changed.emit()
