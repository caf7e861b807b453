"""The handlers a person pastes, and what becomes of them in the window: a request, clients, borders drawn between bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

from streamlab.errors import UsageError
from streamlab.resources import asset
from streamlab.ui.loop.bridge import spawn
from streamlab.words.usage import usage_sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from streamlab.analysis import Analysis
    from streamlab.clients import Factory
    from streamlab.importing.imported import Imported
    from streamlab.ui.handler.dialog import HandlerDialog
    from streamlab.ui.handler.spec import HandlerSpec
    from streamlab.ui.window.parts import Parts

_FIRST_CLIENT = "mini-program-last-line"
_MOST_SHOWN = 3  # handlers beside each other
_FILES = {"published": "mini-program.js", "fetch": "fetch.js"}


class Handlers(QObject):
    """Owned by the window; the dialog is made when it is first asked for."""

    request_made = Signal(object)  # Request

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._parent = parts, parent
        self._dialog: HandlerDialog | None = None
        self._count = 0
        self._shown: dict[str, tuple[HandlerSpec, Factory]] = {}  # the newest first
        parent.installEventFilter(self)

    @property
    def dialog(self) -> HandlerDialog:
        """The one dialog."""
        if self._dialog is None:
            self._dialog = self._made_dialog()
        return self._dialog

    def _made_dialog(self) -> HandlerDialog:
        from streamlab.ui.handler.dialog import HandlerDialog

        dialog = HandlerDialog(self._parts.settings, self._parts.runs.bridge.call, self._parent)
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
        tab = self._parts.tabs.clients
        tab.try_cuts(cuts)
        if cuts:
            self._parts.tabs.bring(tab)
            tab.choose((_FIRST_CLIENT, cuts))

    async def _import(self, text: str) -> None:
        from streamlab.importing.request import import_request

        try:
            found = await self._parts.runs.bridge.call(lambda: import_request(text))
        except UsageError as error:
            self._parts.status.say(usage_sentence(error))
            return
        self._use(found)

    def _run(self, spec: HandlerSpec) -> None:
        """Beside those that ran before: what a change mends is seen in two rows."""
        tab = self._parts.tabs.clients
        name = next((name for name, (ran, _factory) in self._shown.items() if ran == spec), None)
        if name is None:
            self._count += 1
            name = "handler" if self._count == 1 else f"handler-{self._count}"
            newest = [(name, (spec, spec.factory())), *self._shown.items()]
            self._shown = dict(newest[:_MOST_SHOWN])
        self._parts.tabs.bring(tab)  # it computes, and chooses the new row, while it is seen
        tab.set_handlers({name: factory for name, (_spec, factory) in self._shown.items()})
        tab.choose((name, "recorded"))
        self.dialog.try_over(self._analysis)

    @property
    def _analysis(self) -> Analysis | None:
        """The shown recording, once it is complete."""
        run = self._parts.runs.current
        return run.analysis if run is not None and run.batch is not None and run.batch.end is not None else None

    def _use(self, found: Imported) -> None:
        self.request_made.emit(found.request())
        self._parts.sidebar.request.setChecked(True)
        said = [self.tr("The request is in the editor."), *found.lost]
        if found.variables:
            names = self.tr("Without a value: {names}.").format(names=", ".join(found.variables))
            said.insert(1, names)
        self._parts.status.say(" ".join(said))
        if self._dialog is not None:
            self._dialog.say(" ".join(said))

    def _show_example(self, name: str) -> None:
        if name in _FILES:
            self.dialog.show_source(asset("clients", "examples", _FILES[name]).read_text("utf-8"))
            return
        analysis, run = self._analysis, self._parts.runs.current
        if analysis is None or run is None:
            self.dialog.say(
                self.tr("A corrected handler is made for a reply: send a request or open a recording first.")
            )
            return
        from streamlab.ui.clients.handlers import corrected

        self.dialog.show_source(corrected("mini-program", analysis, run.request))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog closes with the window."""
        if event.type() == QEvent.Type.Close and self._dialog is not None:
            self._dialog.close()
        return False
