"""The request's body: its kind, the text with JSON colours and an error line while typing, or a file."""

from __future__ import annotations

import base64
import binascii
import json

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from streamlab.request.value import Body
from streamlab.ui.look import fonts
from streamlab.ui.look.parts import EmptyState, Remark, Translated
from streamlab.ui.request.json_highlight import JsonHighlighter

KINDS = ("none", "json", "text", "hex", "base64", "file")


class BodyEditor(Translated):
    """Edits a `Body`; hex and base64 are two ways to write the kind 'bytes'."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.edit, self.path = QComboBox(self), QPlainTextEdit(self), QLineEdit(self)
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.edit.setObjectName("bodyEdit")
        self.edit.setFont(fonts.fixed_font())
        self.edit.setTabChangesFocus(True)
        self._highlighter = JsonHighlighter(self.edit.document())
        self._empty, self._browse, self._format = EmptyState(self), QPushButton(self), QPushButton(self)
        self._size, self.note = QLabel(self), Remark("warn", self)
        self._size.setProperty("role", "faint")
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.edit.textChanged.connect(self._text_changed)
        self.path.textChanged.connect(lambda _text: self.changed.emit())
        self._browse.clicked.connect(self._choose_file)
        self._format.clicked.connect(self._format_json)
        self.retranslate()
        self._kind_changed()

    def body(self) -> Body:
        """The body as it stands; bytes that cannot be read are what could be read before the fault."""
        kind, text = self.kind.currentData(), self.edit.toPlainText()
        match kind:
            case "none":
                return Body()
            case "file":
                return Body(kind="file", path=self.path.text())
            case "hex" | "base64":
                return Body(kind="bytes", data=parse_bytes(kind, text)[0])
            case _:
                return Body(kind=kind, text=text)

    def set_body(self, body: Body) -> None:
        """Shows `body`; bytes appear as base64."""
        kind = "base64" if body.kind == "bytes" else body.kind
        with QSignalBlocker(self):
            self.kind.setCurrentIndex(KINDS.index(kind))
            self.path.setText(body.path)
            self.edit.setPlainText(base64.b64encode(body.data).decode() if kind == "base64" else body.text)
        self.changed.emit()

    def own_problem(self) -> str:
        """What is wrong with bytes written as hex or base64; the request itself cannot know."""
        kind = self.kind.currentData()
        if kind not in ("hex", "base64"):
            return ""
        fault = parse_bytes(kind, self.edit.toPlainText())[1]
        if fault is None:
            return ""
        if kind == "hex":
            return self.tr("Character {place} is no hex digit pair.").format(place=fault + 1)
        return self.tr("This is not valid base64.")

    def show_problem(self, sentence: str, place: tuple[int, int] | None) -> None:
        """The note below the text, and the mark at its line and column."""
        self.note.say(sentence)
        self._highlighter.set_failure(place)

    def use_theme(self) -> None:
        """Takes the colours of the theme in force."""
        self._highlighter.use_theme()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        names = [self.tr("No body"), "JSON", self.tr("Text"), self.tr("Bytes as hex"), self.tr("Bytes as base64")]
        for index, name in enumerate([*names, self.tr("File")]):
            self.kind.setItemText(index, name)
        self.kind.setAccessibleName(self.tr("Kind of body"))
        self.edit.setAccessibleName(self.tr("Request body"))
        self.path.setAccessibleName(self.tr("Body file"))
        self.path.setPlaceholderText(self.tr("Path of the file to send"))
        self._browse.setText(self.tr("Choose…"))
        self._browse.setAccessibleName(self.tr("Choose the body file"))
        self._format.setText(self.tr("Format"))
        self._format.setToolTip(self.tr("Indent the JSON"))
        self._format.setAccessibleName(self.tr("Format the JSON"))
        self._empty.setText(self.tr("This request sends no body. Choose a kind above to write one."))
        self._show_size()

    def _lay_out(self) -> None:
        file_page, row = QWidget(self), QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self._browse)
        page = QVBoxLayout(file_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(row)
        page.addStretch()
        self._pages = QStackedWidget(self)
        for widget in (self._empty, self.edit, file_page):
            self._pages.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addWidget(self._format)
        head.addStretch()
        head.addWidget(self._size)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.note)

    def _kind_changed(self) -> None:
        kind = self.kind.currentData()
        self._pages.setCurrentIndex({"none": 0, "file": 2}.get(kind, 1))
        self._highlighter.set_active(kind == "json")
        self._format.setVisible(kind == "json")
        self._show_size()
        self.changed.emit()

    def _text_changed(self) -> None:
        self._show_size()
        self.changed.emit()

    def _show_size(self) -> None:
        kind, text = self.kind.currentData(), self.edit.toPlainText()
        if kind in ("none", "file"):
            self._size.clear()
            return
        size = len(parse_bytes(kind, text)[0]) if kind in ("hex", "base64") else len(text.encode("utf-8", "replace"))
        self._size.setText(self.tr("{size} B").format(size=f"{size:,}"))

    def _format_json(self) -> None:
        try:
            text = json.dumps(json.loads(self.edit.toPlainText()), ensure_ascii=False, indent=2)
        except (ValueError, RecursionError):
            return  # the error line already says where
        cursor = self.edit.textCursor()  # through a cursor, so that undo brings the old text back
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose the body file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def parse_bytes(kind: str, text: str) -> tuple[bytes, int | None]:
    """Bytes written as hex (blanks allowed) or base64, and where the text stops being that; None where it does not."""
    if kind == "base64":
        try:
            return base64.b64decode("".join(text.split()), validate=True), None
        except (binascii.Error, ValueError):
            return b"", 0
    data, pending = bytearray(), ""
    for place, character in enumerate(text):
        if character.isspace() and not pending:
            continue
        if character not in "0123456789abcdefABCDEF":
            return bytes(data), place
        pending += character
        if len(pending) == 2:
            data.append(int(pending, 16))
            pending = ""
    return bytes(data), len(text) - 1 if pending else None
