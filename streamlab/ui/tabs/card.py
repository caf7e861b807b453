"""The card at the bottom: Events, JSON, Reply, Findings, Headers & connection, with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

from streamlab.ui.parts import Card, column
from streamlab.ui.tabs.connection import ConnectionTab
from streamlab.ui.tabs.events import EventsTab
from streamlab.ui.tabs.findings import FindingsTab
from streamlab.ui.tabs.json_tree import JsonTab
from streamlab.ui.tabs.reply import ReplyTab

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.session import Batch
    from streamlab.ui.selection import Selection


class TabsCard(Card):
    """Hands runs and batches on to its tabs."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events, self.json = EventsTab(selection, self), JsonTab(selection, self)
        self.reply, self.findings = ReplyTab(selection, self), FindingsTab(selection, self)
        self.connection = ConnectionTab(self)
        self.all = (self.events, self.json, self.reply, self.findings, self.connection)
        self._events = self._findings = 0
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for tab in self.all:
            self.tabs.addTab(tab, "")
        self.setLayout(column(self.tabs, margins=(1, 4, 1, 1)))
        self.retranslate()

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        for tab in self.all:
            tab.show_run(analysis)
        self._events = self._findings = 0
        self._name()

    def publish(self, batch: Batch) -> None:
        """Newer counts."""
        for tab in self.all:
            tab.publish(batch)
        if (batch.frames, len(batch.findings)) != (self._events, self._findings):
            self._events, self._findings = batch.frames, len(batch.findings)
            self._name()

    def bring(self, tab: QWidget) -> None:
        """Shows one of the tabs."""
        self.tabs.setCurrentWidget(tab)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.tabs.setAccessibleName(self.tr("Views of the reply"))
        self._name()

    def _name(self) -> None:
        names = (
            _counted(self.tr("Events"), self._events),
            "JSON",
            self.tr("Reply"),
            _counted(self.tr("Findings"), self._findings),
            self.tr("Headers && connection"),
        )
        for index, name in enumerate(names):
            if self.tabs.tabText(index) != name:
                self.tabs.setTabText(index, name)


def _counted(name: str, count: int) -> str:
    return f"{name} {count:,}" if count else name
