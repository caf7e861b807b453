"""The dialog "Your own handler": the code, what is known of it, Run."""

from __future__ import annotations

import json
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from streamlab.i18n import translate
from streamlab.sandbox import process
from streamlab.ui.handler.code_edit import CodeEdit
from streamlab.ui.handler.look import Failure, FirstLook, Trial, look, trial
from streamlab.ui.handler.side import Side
from streamlab.ui.handler.spec import HandlerSpec
from streamlab.ui.look.parts import Remark, column, set_role
from streamlab.ui.loop.bridge import spawn

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.ui.settings import Settings

Call = Callable[[Callable[[], Any]], Awaitable[Any]]  # a blocking function, called beside the UI thread
PAUSE_MS: Final = 350  # after the last key
EXAMPLES: Final = ("published", "fetch", "corrected")
_MOST: Final = 20  # rows of errors
_LINE: Final = Qt.ItemDataRole.UserRole


class HandlerDialog(QDialog):
    """`run_wanted` tells a `HandlerSpec`, `request_wanted` an `Imported`; `example_wanted` one of `EXAMPLES`."""

    run_wanted = Signal(object)
    request_wanted = Signal(object)
    example_wanted = Signal(str)

    def __init__(self, settings: Settings, call: Call, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handlerDialog")
        self._settings, self._call = settings, call
        self._look: FirstLook | None = None
        self._looking = self._again = self._restoring = False
        self.intro, self.editor, self.side = QLabel(self), CodeEdit(self), Side(self)
        self.editor.setObjectName("handlerEdit")
        self.problems, self.note = QListWidget(self), Remark("dim", self)
        self.problems.setObjectName("handlerProblems")
        self.problems.setProperty("card", True)
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.examples, self.run_button, self.close_button = QToolButton(self), QPushButton(self), QPushButton(self)
        self.run_button.setObjectName("runHandlerButton")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self.resize(1040, 700)
        threading.Thread(target=process.warm, name="sandbox", daemon=True).start()  # for the first look
        self._restore()
        self.retranslate()

    # --- what others call -----------------------------------------------------------------------------------------

    @property
    def spec(self) -> HandlerSpec:
        """The handler as it stands."""
        return HandlerSpec(self.editor.toPlainText(), self.side.text_decoder, self.side.values.values())

    def show_source(self, source: str) -> None:
        """Another code; undo brings the old one back."""
        self.editor.replace(source)
        self.editor.setFocus()

    def try_over(self, analysis: Analysis | None) -> None:
        """Runs the handler over a recording and shows its errors at their lines; None: there is no recording yet."""
        if analysis is None:
            self._say(self.tr("There is no reply yet: send a request or open a recording, and it runs over what came."))
        else:
            spawn(self._try(analysis), name="try handler")

    def say(self, sentence: str) -> None:
        """A sentence below the code."""
        self._say(sentence)

    # --- what goes on ---------------------------------------------------------------------------------------------

    def _touch(self) -> None:
        self._pause.start()

    def _begin_look(self) -> None:
        if self._looking:
            self._again = True
        else:
            self._looking = True
            spawn(self._take_look(), name="look at handler")

    async def _take_look(self) -> None:
        """One look at a time; what was typed meanwhile is looked at next."""
        try:
            self._again = True
            while self._again:
                self._again = False
                found = await self._call(partial(look, self.spec)) if self.editor.toPlainText().strip() else None
                if not self._again:
                    self._show_look(found)
        finally:
            self._looking = False

    def _show_look(self, found: FirstLook | None) -> None:
        self._look = found
        self.side.show_look(found)
        problem = found.facts.problem if found else None
        self._show_problems((Failure(problem, 0),) if problem else ())
        self._say("")

    async def _try(self, analysis: Analysis) -> None:
        self.run_button.setEnabled(False)
        try:
            self._show_trial(await self._call(partial(trial, self.spec, analysis)))
        finally:
            self.run_button.setEnabled(True)

    def _show_trial(self, found: Trial) -> None:
        self._show_problems(found.failures)
        counts = (
            translate("HandlerDialog", "Ran over %n chunk(s)", found.chunks),
            translate("HandlerDialog", "%n value(s) assigned", found.assigned),
            translate("HandlerDialog", "%n error(s)", found.errors),
        )
        self._say(" · ".join(counts), "error" if found.errors else "ok")

    def _show_problems(self, failures: tuple[Failure, ...]) -> None:
        self.problems.clear()
        for failure in failures[:_MOST]:
            item = QListWidgetItem(self._sentence(failure))
            item.setData(_LINE, failure.error.line or 0)
            self.problems.addItem(item)
        if (more := len(failures) - _MOST) > 0:
            self.problems.addItem(translate("HandlerDialog", "… and %n more", more))
        self.problems.setVisible(bool(failures))
        self._fit_problems()
        self.editor.mark(failure.error.line for failure in failures if failure.error.line)

    def _fit_problems(self) -> None:
        """As high as its rows are, four at most; their texts are wrapped."""
        wrap, metrics = Qt.TextFlag.TextWordWrap, self.problems.fontMetrics()
        room = QRect(0, 0, self.editor.width() - 40, 1_000)
        texts = [self.problems.item(row).text() for row in range(min(4, self.problems.count()))]
        heights = [metrics.boundingRect(room, wrap, text).height() + 10 for text in texts]
        self.problems.setFixedHeight(sum(heights) + 8)

    def _sentence(self, failure: Failure) -> str:
        error, chunks = failure
        said = error.message if error.name == "NoHandler" else f"{error.name}: {error.message}"
        if error.line:
            said = self.tr("Line {line}: {said}").format(line=error.line, said=said)
        if chunks == 1:
            return self.tr("Chunk {chunk} · {said}").format(chunk=error.chunk, said=said)
        if chunks:
            text = translate("HandlerDialog", "%n chunks, the first is {chunk} · {said}", chunks)
            return text.format(chunk=error.chunk, said=said)
        return said

    def _go_to(self, item: QListWidgetItem) -> None:
        if line := item.data(_LINE):
            self.editor.go_to(line)
            self.editor.setFocus()

    def _run(self) -> None:
        self.remember()
        if not self.editor.toPlainText().strip():
            self._say(self.tr("There is no code. Paste the code that reads the stream, or choose an example."), "error")
        else:
            self.run_wanted.emit(self.spec)

    def _use_request(self) -> None:
        if self._look is not None and self._look.request is not None:
            self.request_wanted.emit(self._look.request)

    def _say(self, sentence: str, role: str = "dim") -> None:
        set_role(self.note, role)
        self.note.say(sentence)

    # --- between starts -------------------------------------------------------------------------------------------

    def remember(self) -> None:
        """Keeps the code and the switch; values may be secrets and are not kept."""
        kept = {"source": self.editor.toPlainText(), "text_decoder": self.side.text_decoder}
        self._settings.set_state("handler", QByteArray(json.dumps(kept).encode()))

    def _restore(self) -> None:
        try:
            kept = json.loads(bytes(self._settings.state("handler").data()) or b"{}")
            source, choice = kept.get("source"), kept.get("text_decoder")
        except (ValueError, AttributeError):
            return
        self.side.choose_decoder(choice if isinstance(choice, bool) else None)
        if isinstance(source, str) and source:
            self.editor.setPlainText(source)

    # --- building -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.intro.setProperty("role", "dim")
        self.intro.setWordWrap(True)
        self.run_button.setProperty("primary", True)
        self.run_button.setDefault(False)
        self.examples.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.examples)
        for name in EXAMPLES:
            menu.addAction("", partial(self.example_wanted.emit, name))
        self.examples.setMenu(menu)
        head, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.intro, 1)
        head.addWidget(self.examples, 0, Qt.AlignmentFlag.AlignTop)
        left = column(self.editor, self.problems)
        left.setStretch(0, 1)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        middle.setSpacing(12)
        foot.addWidget(self.note, 1)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addWidget(self.run_button)
        layout = column(margins=(16, 14, 16, 14), spacing=12)
        for row in (head, middle, foot):
            layout.addLayout(row)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.problems.hide()

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._touch)
        self.side.changed.connect(self._touch)
        self._pause.timeout.connect(self._begin_look)
        self.side.request_wanted.connect(self._use_request)
        self.problems.itemClicked.connect(self._go_to)
        self.problems.itemActivated.connect(self._go_to)
        self.run_button.clicked.connect(self._run)
        self.close_button.clicked.connect(self.close)
        for button in (self.run_button, self.close_button, self.side.use_request):
            button.setAutoDefault(False)  # Enter belongs to the code
        QShortcut(QKeySequence("Ctrl+Return"), self, self._run)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.setWindowTitle(self.tr("Your own handler"))
        self.intro.setText(
            self.tr(
                "Paste the JavaScript that reads the stream, a whole page or just the handler: uni.request, wx.request, Taro, "
                "fetch, EventSource, XMLHttpRequest, axios. It runs in a sandbox, without network and files."
            )
        )
        self.editor.setAccessibleName(self.tr("Code of the handler"))
        self.editor.setPlaceholderText("uni.request({ url, enableChunked: true }).onChunkReceived((res) => { … })")
        self.problems.setAccessibleName(self.tr("Errors of the handler"))
        self.examples.setText(self.tr("Examples") + " ▾")
        self.run_button.setText(self.tr("Run"))
        self.run_button.setToolTip(self.tr("Runs the handler over the recording, as one more client (Ctrl+Enter)"))
        self.close_button.setText(self.tr("Close"))
        names = (
            self.tr("The mini-program snippet as published"),
            self.tr("A fetch reader that decodes each chunk by itself"),
            self.tr("A corrected handler for this reply"),
        )
        for action, name in zip(self.examples.menu().actions(), names, strict=True):
            action.setText(name)
        if self.editor.toPlainText().strip():
            self._touch()  # sentences of the sandbox are in the language of their time

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook; LanguageChange reaches every widget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the code."""
        self._end()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes, too."""
        self._end()
        super().reject()

    def _end(self) -> None:
        self._pause.stop()
        self.remember()
