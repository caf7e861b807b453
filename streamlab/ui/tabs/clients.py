"""The Clients tab: which client reads this reply wrong under which cut, and why."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from streamlab.errors import UsageError
from streamlab.ui.clients import state
from streamlab.ui.clients.choosing import CutsButton
from streamlab.ui.clients.detail import CellDetail
from streamlab.ui.clients.model import MatrixModel
from streamlab.ui.clients.table import MatrixTable
from streamlab.ui.clients.work import CellKey, Found, Shown, Void, Work
from streamlab.ui.look.parts import EmptyState, Translated, column
from streamlab.ui.look.sentence import SentenceLabel
from streamlab.words.clients import client_name
from streamlab.words.usage import usage_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from PySide6.QtGui import QHideEvent, QShowEvent

    from streamlab.analysis import Analysis
    from streamlab.clients import Factory
    from streamlab.request import Request
    from streamlab.session import Batch
    from streamlab.ui.bytes.selection import Selection


class ClientsTab(Translated):
    """Computes only while it is in sight, and only what is not there yet."""

    notice = Signal(str)
    counted = Signal(int, int)  # clients that some cut breaks, of how many; 0 of 0 where nothing is known
    handler_wanted = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._request: Request | None = None
        self._ended = self._begun = self._stopped = False
        self._chosen = self._quiet = self._select = False
        self._reason = ""  # why streamlab itself failed
        self._extra: list[str] = []
        self._handlers: dict[str, Factory] = {}
        self.work = Work(self)
        self.model = MatrixModel(self)
        self.table, self.detail = MatrixTable(self.model, self), CellDetail(selection, self)
        self.sentence, self.progress = SentenceLabel(self), QProgressBar(self)
        self.cancel_button, self.handler_button = QPushButton(self), QPushButton(self)
        self.cuts, self.copy_button, self._menu = CutsButton(self), QToolButton(self), QMenu(self)
        self._empty, self._pages = EmptyState(self), QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- what others call -----------------------------------------------------------------------------------------

    def show_run(self, analysis: Analysis | None, request: Request | None = None) -> None:
        """Another run, or none; what was computed of the one before is over."""
        self._analysis, self._request = analysis, request
        self._ended = self._begun = self._stopped = self._chosen = False
        self._reason = ""
        self.work.begin(None)
        self.model.clear()
        self._forget_choice()
        self.detail.begin(None, None)
        self.counted.emit(0, 0)
        self._show_state()

    def publish(self, batch: Batch) -> None:
        """Once the run has ended there is something to compute."""
        if batch.end is not None and not self._ended:
            self._ended = True
            self._begin()
            self._show_state()

    def set_handlers(self, handlers: Mapping[str, Factory]) -> None:
        """Pasted handlers by the names they are shown under; one with another factory is computed anew."""
        changed = [name for name, make in handlers.items() if self._handlers.get(name) is not make]
        self._handlers = dict(handlers)
        for name in changed:
            self.model.forget(name)
        self._reshape(lambda key: key[0] in changed)
        if changed and self._begun:
            self.choose((changed[0], self.model.cuts[0]))

    def add_cut(self, cuts: str) -> None:
        """One more column; a cut that is none becomes a notice."""
        if self._is_cut(cuts) and cuts not in self._columns():
            self._set_extra([*self._extra, cuts])

    def try_cuts(self, cuts: str) -> None:
        """The one column of borders drawn by hand; "" takes it away."""
        kept = [one for one in self._extra if not one.startswith("at:")]
        if not cuts or self._is_cut(cuts):
            self._set_extra([*kept, cuts] if cuts else kept)

    def choose(self, key: CellKey) -> None:
        """Makes a cell the current one."""
        index = self.model.index_of(key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def copy_handler(self, language: str) -> None:
        """Copies a corrected handler, and shows what was copied."""
        self.detail.show_handler(language)
        self.detail.handler.copy()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Computes nothing meanwhile: what calls into every widget would wait for the busy thread as often."""
        self.work.pause(True)
        try:
            yield
        finally:
            self.work.pause(not self.isVisible())

    def cancel(self) -> None:
        """Stops computing, or goes on."""
        if self.work.computing:
            self.work.cancel()
        else:
            self._stopped, self._reason = False, ""
            self._compute(self.model.missing())
            self._show_state()

    # --- computing ------------------------------------------------------------------------------------------------

    def _can_compute(self) -> bool:
        return self._ended and self._analysis is not None and self._analysis.content_size > 0

    def _begin(self) -> None:
        """Computes, where there is something to compute and somebody looks."""
        if self._begun or not self._can_compute() or not self.isVisible():
            return
        self._begun = True
        self.detail.begin(self._analysis, self._request)
        self._reshape()

    def _columns(self) -> tuple[str, ...]:
        from streamlab.clients import COLUMNS

        return (*COLUMNS, *self._extra)

    def _is_cut(self, cuts: str) -> bool:
        from streamlab.clients import cuttings

        try:
            cuttings(cuts, b"", ())
        except UsageError as error:
            self.notice.emit(usage_sentence(error))
            return False
        return True

    def _set_extra(self, extra: list[str]) -> None:
        new = [cuts for cuts in extra if cuts not in self._extra]
        self._extra = extra
        self._reshape(lambda key: key[1] in new)

    def _reshape(self, new: Callable[[CellKey], bool] = lambda _key: True) -> None:
        """Other rows or columns. What is missing is computed; after a Cancel only what is `new`."""
        from streamlab.clients import CLIENTS

        current = self.model.key(self.table.currentIndex())
        self.model.shape(tuple(CLIENTS), tuple(self._handlers), self._columns())
        self.cuts.show_cuts(self.model.cuts, self._extra)
        if current is not None:
            self._quietly(lambda: self.choose(current))
        if self._begun:
            self._compute([key for key in self.model.missing() if not self._stopped or new(key)])
        self._show_state()

    def _compute(self, keys: list[CellKey]) -> None:
        """Cuts that lack the same clients go together, so that what is cheap comes first."""
        from streamlab.clients import CLIENTS

        clients = {**CLIENTS, **self._handlers}
        by_cut: dict[str, list[str]] = {}
        for client, cuts in keys:
            by_cut.setdefault(cuts, []).append(client)
        parts: dict[tuple[str, ...], list[str]] = {}
        for cuts, names in by_cut.items():
            parts.setdefault(tuple(names), []).append(cuts)
        if not parts:
            return
        self.work.begin(self._analysis)  # what still waits there is among the keys
        for some, several in parts.items():
            self.work.compute({name: clients[name] for name in some}, several)
        if (key := self.model.key(self.table.currentIndex())) is not None:
            self.work.ask(key)  # the clients are known now; still it comes first

    def _take(self, found: Iterable[Found]) -> None:
        self.model.fill(found)
        self._count()
        self._show_state()

    def _over(self, complete: bool) -> None:
        self._stopped = not complete or bool(self.model.missing())
        self._count()
        self._show_state()
        if complete and not self._chosen and (key := self._worst()) is not None:
            self._quietly(lambda: self.choose(key))

    def _worst(self) -> CellKey | None:
        """The first cell worth looking at: of the reply as it came, else of any cut; none that fails anyway."""
        came, others, _hopeless = self.model.failing()
        for client in came or others:
            return client, next(cuts for cuts in self.model.cuts if self.model.fails(client, cuts))
        return None

    def _broken(self, reason: str) -> None:
        self._reason = reason
        self._show_state()

    # --- choosing -------------------------------------------------------------------------------------------------

    def _current_changed(self, current: QModelIndex) -> None:
        key = self.model.key(current)
        if key is None:
            return
        self._chosen = self._chosen or not self._quiet
        self._select = not self._quiet
        if key not in self.model.cells:
            self.detail.clear(client_name(key[0]).title, self.tr("This cell is computed first …"))
        self.work.ask(key)

    def _show_void(self, event: Void) -> None:
        if event.key == self.model.key(self.table.currentIndex()):
            why = self.tr("Cancelled before its end.") if event.cancelled else self.tr("There is nothing to cut.")
            self.detail.clear(client_name(event.key[0]).title, why)

    def _show_cell(self, shown: Shown) -> None:
        if shown.key == self.model.key(self.table.currentIndex()):
            self.detail.show_run(shown, self.model.cells.get(shown.key), select=self._select)

    def _forget_choice(self) -> None:
        self._quietly(lambda: self.table.setCurrentIndex(QModelIndex()))

    def _quietly(self, act: Callable[[], None]) -> None:
        """The program's choice selects no bytes."""
        self._quiet = True
        act()
        self._quiet = False

    # --- Qt's hooks -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: computes."""
        super().showEvent(event)
        self.work.pause(False)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: rests."""
        super().hideEvent(event)
        self.work.pause(True)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.table.setAccessibleName(self.tr("Clients by cuts"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self.handler_button.setText(self.tr("Your own handler …"))
        self.handler_button.setAccessibleName(self.tr("Your own handler"))
        self.handler_button.setToolTip(
            self.tr("Paste the code that reads the chunks: it is run here over the same bytes.")
        )
        self.copy_button.setText(self.tr("Copy a corrected handler") + " ▾")
        self.copy_button.setAccessibleName(self.tr("Copy a corrected handler"))
        self.copy_button.setToolTip(self.tr("Code that reads this reply right however it is cut, in five languages."))
        self.table.fit()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.model.columnCount() - 1))
        self._show_state()

    # --- what it says ---------------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        ready = self._can_compute()
        self._pages.setCurrentIndex(int(ready))
        self.cancel_button.setVisible(ready and (self.work.computing or self._stopped))
        self.progress.setVisible(ready and self.work.computing)
        name = self.tr("Cancel") if self.work.computing else self.tr("Go on")
        self.cancel_button.setText(name)
        self.cancel_button.setAccessibleName(name)
        self.copy_button.setEnabled(ready)
        self.cuts.setEnabled(ready)
        if not ready:
            self._empty.setText(state.nothing(self._analysis, ended=self._ended))
            self.sentence.setText(state.empty_title())
            return
        self.sentence.setText(self._words())
        names = "" if self.work.computing else state.in_full(self.model)
        self.sentence.setToolTip("\n".join(part for part in (self.sentence.text(), names) if part))
        if self.model.key(self.table.currentIndex()) is None:
            self.detail.clear(*state.hint(self.model, over=not self.work.computing and not self._stopped))

    def _words(self) -> str:
        if self._reason:
            return state.broken(self._reason)
        if not self._begun:
            return state.empty_title()
        if self.work.computing or self._stopped:
            return state.going_on(self.model, computing=self.work.computing)
        assert self._analysis is not None
        return " ".join(part for part in (state.outcome(self.model), state.remark(self._analysis, self.model)) if part)

    def _count(self) -> None:
        came, others, _hopeless = self.model.failing()
        self.counted.emit(len(came) + len(others), self.model.clients if self.model.cells else 0)

    # --- building -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(110)
        self.copy_button.setMenu(self._menu)
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout()
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        for widget in (self.progress, self.cancel_button, self.cuts, self.handler_button, self.copy_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([800, 420])
        splitter.setChildrenCollapsible(False)
        self.detail.setMinimumWidth(390)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(splitter)
        layout = column(spacing=0)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)
        self.setLayout(layout)
        order = (self.cancel_button, self.cuts.button, self.handler_button, self.copy_button, self.table)
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        self.work.found.connect(self._take)
        self.work.shown.connect(self._show_cell)
        self.work.void.connect(self._show_void)
        self.work.progressed.connect(lambda part: self.progress.setValue(int(1000 * part)))
        self.work.ended.connect(self._over)
        self.work.broken.connect(self._broken)
        self.table.selectionModel().currentChanged.connect(self._current_changed)
        self.table.clicked.connect(lambda _index: self.detail.select_bytes())
        self.table.activated.connect(lambda _index: self.detail.select_bytes())
        self.cancel_button.clicked.connect(self.cancel)
        self.handler_button.clicked.connect(self.handler_wanted)
        self.cuts.added.connect(self.add_cut)
        self.cuts.removed.connect(lambda cuts: self._set_extra([one for one in self._extra if one != cuts]))
        self._menu.aboutToShow.connect(self._fill_menu)
        self.detail.notice.connect(self.notice)

    def _fill_menu(self) -> None:
        from streamlab.clients.corrected.generator import LANGUAGES, language_name

        self._menu.clear()
        for language in LANGUAGES:
            action = self._menu.addAction(language_name(language))
            action.triggered.connect(lambda _checked=False, language=language: self.copy_handler(language))
