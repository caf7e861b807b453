"""The person's yes: what a file says of a request is asked about, host and files by name, before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from streamlab.reports.terminal import escape_line
from streamlab.request import agreed, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlab.request import Question, Request


_ROW = 48  # characters


class Gate(QObject):
    """At most one question stands at a time: another one takes its place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box: QMessageBox | None = None

    def pass_on(self, request: Request, go: Callable[[Request], object]) -> None:
        """Calls `go` at once where the request is the person's own, else after a yes, with what was agreed to."""
        question = asked(request)
        if self._box is not None:
            self._box.reject()
        if question is None:
            go(request)
            return
        box = self._box = QMessageBox(self._window)
        box.setObjectName("gateDialog")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Send what a file says?"))
        box.setText(self._text(question))
        yes = box.addButton(self.tr("Send"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.finished.connect(lambda _result: self._answered(box, yes is box.clickedButton(), request, go))
        box.open()

    def _answered(self, box: QMessageBox, yes: bool, request: Request, go: Callable[[Request], object]) -> None:
        self._box = None
        box.deleteLater()
        if yes:
            go(agreed(request))

    def _text(self, question: Question) -> str:
        file = escape_line(Path(question.file).name)
        opening = self.tr("This request stands in the file {file}, which may come from anybody. It would").format(
            file=file
        )
        return "\n".join((opening, *(f"• {line}" for line in self._lines(question))))

    def _lines(self, question: Question) -> Iterator[str]:
        yield self.tr("be sent to {host}").format(host=_whole(question.host))
        if question.upload:
            yield self.tr("upload a file of this computer: “{path}”").format(path=_whole(question.upload))
        if question.proxy:
            yield self.tr("go through the proxy {proxy}").format(proxy=_whole(question.proxy))
        if question.unverified:
            yield self.tr("not verify who answers (TLS verification is off)")


def _whole(text: str) -> str:
    """All of it, control characters made visible, with places to break at: what is cut off at the edge may be what matters."""
    text = escape_line(text)
    pieces = (text[at : at + _ROW] for at in range(0, len(text), _ROW))
    return "\u200b".join(pieces)
