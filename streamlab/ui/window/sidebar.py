"""The side bar: the request's parts, the runs of this session, the lab's samples."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from streamlab.ui.look.parts import Translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.lab import Scenario
    from streamlab.library.entry import Entry

ITEM_HEIGHT = 30
MOST_HISTORY_ROWS = 7
PINNED, CUT = "★", "✂"


class Sidebar(Translated):
    """Says what was clicked; decides nothing."""

    request_toggled = Signal(bool)
    run_chosen = Signal(object)  # Entry
    sample_chosen = Signal(object)  # Scenario
    pin_toggled = Signal(object, bool)  # Entry, whether it is to stay

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._runs: list[Entry] = []
        self._samples: tuple[Scenario, ...] = ()
        self.request = QPushButton(self)
        self.request.setObjectName("requestFold")
        self.request.setCheckable(True)
        self.request.setProperty("fold", True)
        self.history, self.samples = QListWidget(self), QListWidget(self)
        self.history.setObjectName("historyList")
        self.samples.setObjectName("samplesList")
        self._titles = tuple(QLabel(self) for _ in range(3))
        self._nothing = QLabel(self)
        self._lay_out()
        self.request.toggled.connect(self._fold)
        self.history.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.history.customContextMenuRequested.connect(self._offer)
        self.history.currentRowChanged.connect(self._choose_run)
        self.samples.itemClicked.connect(self._choose_sample)
        self.samples.itemActivated.connect(self._choose_sample)
        self.retranslate()

    def set_samples(self, samples: tuple[Scenario, ...]) -> None:
        """The lab's scenarios; () while it does not run."""
        self._samples = samples
        self._show_samples()

    def set_runs(self, runs: list[Entry], current: Entry | None) -> None:
        """The runs of this session, newest first."""
        self._runs = list(runs)
        self.history.blockSignals(True)
        self.history.clear()
        for run in runs:
            pinned = run.is_pinned
            marks = [mark for mark, shown in ((PINNED, pinned), (CUT, run.cut)) if shown]
            item = QListWidgetItem("  ".join((f"{run.started:%H:%M:%S}", *marks, run.title)))
            item.setToolTip("\n".join(self._told(run, pinned)))
            item.setSizeHint(QSize(10, ITEM_HEIGHT))
            self.history.addItem(item)
        if current in self._runs:
            self.history.setCurrentRow(self._runs.index(current))
        self.history.blockSignals(False)
        self.history.setVisible(bool(runs))
        self._nothing.setVisible(not runs)
        self.history.setFixedHeight(min(len(runs), MOST_HISTORY_ROWS) * ITEM_HEIGHT + 2)

    def _told(self, run: Entry, pinned: bool) -> Iterator[str]:
        yield run.tip
        if pinned:
            yield self.tr("{mark} Kept: its recording stays however old it grows.").format(mark=PINNED)
        if run.cut:
            yield self.tr("{mark} Its recording stops without an end; how the run ended is not known.").format(mark=CUT)

    def history_menu(self, row: int) -> QMenu | None:
        """What can be done with the run in a row; None where there is none."""
        if not 0 <= row < len(self._runs):
            return None
        run, menu = self._runs[row], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(self.tr("Keep this recording"))
        action.setCheckable(True)
        action.setChecked(run.is_pinned)
        action.setEnabled(run.can_be_pinned)
        action.toggled.connect(lambda pinned: self.pin_toggled.emit(run, pinned))
        return menu

    def _offer(self, place: QPoint) -> None:
        if (menu := self.history_menu(self.history.indexAt(place).row())) is not None:
            menu.popup(self.history.viewport().mapToGlobal(place))

    def retranslate(self) -> None:
        """Texts in the language in force."""
        for label, text in zip(self._titles, (self.tr("Request"), self.tr("History"), self.tr("Samples")), strict=True):
            label.setText(text)
        self.request.setAccessibleName(self.tr("Edit headers, body and options"))
        self.request.setToolTip(self.tr("Edit headers, body and options (Ctrl+E)"))
        self.history.setAccessibleName(self.tr("History"))
        self.samples.setAccessibleName(self.tr("Samples"))
        self._nothing.setText(self.tr("nothing sent yet"))
        self._name_fold()
        self._show_samples()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 14, 8, 10)
        layout.setSpacing(3)
        for title in self._titles:
            title.setProperty("role", "section")
            title.setContentsMargins(8, 4, 8, 3)
        self._nothing.setProperty("role", "faint")
        self._nothing.setContentsMargins(10, 4, 8, 6)
        for view in (self.history, self.samples):
            view.setProperty("rounded", True)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setTextElideMode(Qt.TextElideMode.ElideRight)
            view.setUniformItemSizes(True)
        self.history.hide()
        request, history, samples = self._titles
        layout.addWidget(request)
        layout.addWidget(self.request)
        layout.addSpacing(10)
        for widget in (history, self._nothing, self.history):
            layout.addWidget(widget)
        layout.addSpacing(10)
        layout.addWidget(samples)
        layout.addWidget(self.samples, 1)

    def _show_samples(self) -> None:
        row = self.samples.currentRow()
        self.samples.clear()
        for sample in self._samples:
            item = QListWidgetItem(sample.shown_title)
            item.setToolTip(sample.shown_summary)
            item.setSizeHint(QSize(10, ITEM_HEIGHT))
            self.samples.addItem(item)
        self.samples.setCurrentRow(row)

    def _fold(self, unfolded: bool) -> None:
        self._name_fold()
        self.request_toggled.emit(unfolded)

    def _name_fold(self) -> None:
        arrow = "▾" if self.request.isChecked() else "▸"
        self.request.setText(f"{arrow}  {self.tr('headers · body · options')}")

    def _choose_run(self, row: int) -> None:
        if 0 <= row < len(self._runs):
            self.run_chosen.emit(self._runs[row])

    def _choose_sample(self, item: QListWidgetItem) -> None:
        self.sample_chosen.emit(self._samples[self.samples.row(item)])


def scenario_title(url: str, lab_url: str | None, scenarios: tuple[Scenario, ...]) -> str:
    """What the lab plays at `url`; '' for every other server."""
    if lab_url is None or not url.startswith(lab_url):
        return ""
    parts = urlsplit(url)
    wanted = {parts.path.rpartition("/")[2], *parse_qs(parts.query).get("scenario", [])}
    return next((scenario.shown_title for scenario in scenarios if scenario.id in wanted), "")
