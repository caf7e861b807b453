"""The card at the bottom: Events, JSON, Reply, Findings, Clients, Headers & connection, with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from streamlab.ui.look.parts import Card, column
from streamlab.ui.tabs.clients import ClientsTab
from streamlab.ui.tabs.connection import ConnectionTab
from streamlab.ui.tabs.events import EventsTab
from streamlab.ui.tabs.findings import FindingsTab
from streamlab.ui.tabs.json_tree import JsonTab
from streamlab.ui.tabs.reply import ReplyTab

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.request import Request
    from streamlab.session import Batch
    from streamlab.ui.bytes.selection import Selection

MATRIX_HEIGHT = 330  # what the clients need to be worth looking at


class TabsCard(Card):
    """Hands runs and batches on to its tabs."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events, self.json = EventsTab(selection, self), JsonTab(selection, self)
        self.reply, self.findings = ReplyTab(selection, self), FindingsTab(selection, self)
        self.clients, self.connection = ClientsTab(selection, self), ConnectionTab(self)
        self.all = (self.events, self.json, self.reply, self.findings, self.clients, self.connection)
        self._events = self._findings = 0
        self._clients = (0, 0)
        self.clients.counted.connect(self._count_clients)
        self.findings.detail.clients_wanted.connect(lambda: self.bring(self.clients))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for tab in self.all:
            self.tabs.addTab(tab, "")
        self._before: list[int] = []  # how high the parts of the window were before the matrix took its room
        self.tabs.currentChanged.connect(lambda _index: self._make_room())
        self.setLayout(column(self.tabs, margins=(1, 4, 1, 1)))
        self.retranslate()

    def show_run(self, analysis: Analysis | None, request: Request | None = None) -> None:
        """Another run, or none."""
        for tab in (self.events, self.json, self.reply, self.findings, self.connection):
            tab.show_run(analysis)
        self.clients.show_run(analysis, request)
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
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(self.tr("Views of the reply"))
        self._name()

    def _make_room(self) -> None:
        """The matrix takes the room it needs, and gives it back unless somebody moved the splitter meanwhile."""
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        sizes = splitter.sizes()
        height = max(MATRIX_HEIGHT, sum(sizes) * 3 // 5)
        if self.tabs.currentWidget() is self.clients and sizes[-1] < height:
            splitter.setSizes([sum(sizes) - height, height])
            self._before, self._made = sizes, splitter.sizes()
        elif self._before:
            if sizes == self._made:
                splitter.setSizes(self._before)
            self._before = []

    def _name(self) -> None:
        names = (
            _counted(self.tr("Events"), self._events),
            "JSON",
            self.tr("Reply"),
            _counted(self.tr("Findings"), self._findings),
            self._clients_name(),
            self.tr("Headers && connection"),
        )
        for index, name in enumerate(names):
            if self.tabs.tabText(index) != name:
                self.tabs.setTabText(index, name)

    def _count_clients(self, failing: int, of: int) -> None:
        if (failing, of) != self._clients:
            self._clients = (failing, of)
            self._name()

    def _clients_name(self) -> str:
        failing, of = self._clients
        return f"{self.tr('Clients')} {failing}/{of}" if failing else self.tr("Clients")


def _counted(name: str, count: int) -> str:
    return f"{name} {count:,}" if count else name
