"""The corrected handler: a language to choose, its source to read, a button that copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from streamlab.ui.look import fonts
from streamlab.ui.look.parts import Translated, column

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.request import Request

FIRST: Final = "mini-program"


class CorrectedHandler(Translated):
    """Shows and copies; `copied` tells a sentence."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._request: Request | None = None
        self._language = ""
        self._label, self.languages, self.copy_button = QLabel(self), QComboBox(self), QPushButton(self)
        self.view = QPlainTextEdit(self)
        self.view.setObjectName("correctedHandler")
        self.view.setReadOnly(True)
        self.view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view.setFont(fonts.fixed_font())
        self._label.setBuddy(self.languages)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.languages)
        row.addStretch()
        row.addWidget(self.copy_button)
        layout = column(margins=(14, 8, 14, 10))
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        self.setLayout(layout)
        self.languages.activated.connect(lambda _index: self.show_language(self.languages.currentData()))
        self.copy_button.clicked.connect(self.copy)
        self.retranslate()

    def show_run(self, analysis: Analysis | None, request: Request | None) -> None:
        """Another run; the source is made when it is looked at."""
        self._analysis, self._request = analysis, request
        self.view.clear()
        self.copy_button.setEnabled(analysis is not None)
        if self.isVisible():
            self.show_language(self._language or FIRST)

    def show_language(self, language: str) -> None:
        """The handler in a language of `clients.corrected`."""
        self._language = language
        self._fill()
        if self._analysis is not None:
            self.view.setPlainText(corrected(language, self._analysis, self._request))

    def open(self) -> None:
        """Comes into sight."""
        self.show_language(self._language or FIRST)

    def copy(self) -> None:
        """Puts the source on the clipboard."""
        from streamlab.clients.corrected.generator import language_name

        if not self.view.toPlainText():
            self.open()
        QGuiApplication.clipboard().setText(self.view.toPlainText())
        text = self.tr("Copied: the corrected handler for {language}.")
        self.copied.emit(text.format(language=language_name(self._language)))

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._label.setText(self.tr("For"))
        self.languages.setAccessibleName(self.tr("Language of the handler"))
        self.view.setAccessibleName(self.tr("Corrected handler"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the handler"))
        if self._language:
            self._fill()

    def _fill(self) -> None:
        from streamlab.clients.corrected.generator import LANGUAGES, language_name

        self.languages.clear()
        for language in LANGUAGES:
            self.languages.addItem(language_name(language), language)
        self.languages.setCurrentIndex(LANGUAGES.index(self._language))


def corrected(language: str, analysis: Analysis, request: Request | None) -> str:
    """The corrected handler for a reply, with the request that it answers where that is known; no secret gets into it."""
    from streamlab.clients.corrected.generator import corrected_handler

    return corrected_handler(language, analysis, request if request is not None and request.url else None)
