"""What a person makes up, and the window: the handler dialog, a pasted request, borders drawn between bytes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication

from streamlab.errors import UsageError
from streamlab.resources import asset
from streamlab.ui.loop.bridge import spawn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from streamlab.analysis import Analysis
    from streamlab.clients import Factory
    from streamlab.importing.imported import Imported
    from streamlab.request import Request
    from streamlab.ui.handler.dialog import HandlerDialog
    from streamlab.ui.handler.spec import HandlerSpec
    from streamlab.ui.loop.runs import Runs
    from streamlab.ui.settings import Settings
    from streamlab.ui.tabs.card import TabsCard
    from streamlab.ui.window.sidebar import Sidebar
    from streamlab.ui.window.statusbar import StatusBar

_FIRST_CLIENT = "mini-program-last-line"
_MOST_SHOWN = 3  # handlers beside each other
_FILES = {"published": "mini-program.js", "fetch": "fetch.js"}


class Window(Protocol):
    """What is needed of the main window."""

    settings: Settings
    runs: Runs
    status: StatusBar
    sidebar: Sidebar

    @property
    def tabs(self) -> TabsCard:
        """The tabs at the bottom."""

    def set_request(self, request: Request) -> None:
        """Shows a request."""


class Handlers(QObject):
    """Owned by the window; the dialog is made when it is first asked for."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._parent = window, parent
        self._count = 0
        self._shown: dict[str, tuple[HandlerSpec, Factory]] = {}  # the newest first
        parent.installEventFilter(self)

    @cached_property
    def dialog(self) -> HandlerDialog:
        """The one dialog."""
        from streamlab.ui.handler.dialog import HandlerDialog

        dialog = HandlerDialog(self._window.settings, self._window.runs.bridge.call, self._parent)
        dialog.run_wanted.connect(self._run)
        dialog.request_wanted.connect(self._use)
        dialog.example_wanted.connect(self._show_example)
        return dialog

    def open(self) -> None:
        """Shows the dialog."""
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.editor.setFocus()

    def import_clipboard(self) -> None:
        """Makes the request of what is on the clipboard: a cURL command or code."""
        text = QGuiApplication.clipboard().text()
        spawn(self._import(text), name="import request")

    def try_cuts(self, cuts: str) -> None:
        """Borders drawn by hand become a cut of the Clients tab."""
        tab = self._window.tabs.clients
        tab.try_cuts(cuts)
        if cuts:
            self._window.tabs.bring(tab)
            tab.choose((_FIRST_CLIENT, cuts))

    async def _import(self, text: str) -> None:
        from streamlab.importing.request import import_request

        try:
            found = await self._window.runs.bridge.call(lambda: import_request(text))
        except UsageError as error:
            self._window.status.say(str(error))
            return
        self._use(found)

    def _run(self, spec: HandlerSpec) -> None:
        """Beside those that ran before: what a change mends is seen in two rows."""
        tab = self._window.tabs.clients
        name = next((name for name, (ran, _factory) in self._shown.items() if ran == spec), None)
        if name is None:
            self._count += 1
            name = "handler" if self._count == 1 else f"handler-{self._count}"
            newest = [(name, (spec, spec.factory())), *self._shown.items()]
            self._shown = dict(newest[:_MOST_SHOWN])
        self._window.tabs.bring(tab)  # it computes, and chooses the new row, while it is seen
        tab.set_handlers({name: factory for name, (_spec, factory) in self._shown.items()})
        tab.choose((name, "recorded"))
        self.dialog.try_over(self._analysis)

    @property
    def _analysis(self) -> Analysis | None:
        """The shown recording, once it is complete."""
        run = self._window.runs.current
        return run.analysis if run is not None and run.batch is not None and run.batch.end is not None else None

    def _use(self, found: Imported) -> None:
        window = self._window
        window.set_request(found.request())
        window.sidebar.request.setChecked(True)
        said = [self.tr("The request is in the editor."), *found.lost]
        if found.variables:
            names = self.tr("Without a value: {names}.").format(names=", ".join(found.variables))
            said.insert(1, names)
        window.status.say(" ".join(said))
        if "dialog" in self.__dict__:
            self.dialog.say(" ".join(said))

    def _show_example(self, name: str) -> None:
        if name in _FILES:
            self.dialog.show_source(asset("clients", "examples", _FILES[name]).read_text("utf-8"))
            return
        analysis, run = self._analysis, self._window.runs.current
        if analysis is None or run is None:
            self.dialog.say(
                self.tr("A corrected handler is made for a reply: send a request or open a recording first.")
            )
            return
        from streamlab.ui.clients.handlers import corrected

        self.dialog.show_source(corrected("mini-program", analysis, run.request))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog closes with the window."""
        if event.type() == QEvent.Type.Close and "dialog" in self.__dict__:
            self.dialog.close()
        return False
