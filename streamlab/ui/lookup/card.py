"""One explanation as a card: the original, the chain, how much comes back, why, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from streamlab.lookup import Recoverable, links
from streamlab.ui.look.parts import Card, Remark, column
from streamlab.ui.lookup.chain import Chain

if TYPE_CHECKING:
    from streamlab.lookup import Candidate

_MOST_TEXT = 300  # characters shown; Copy copies all
_MOST_LOST = 6
_PILLS = {Recoverable.WHOLE: "pillOk", Recoverable.PARTLY: "pillSplit", Recoverable.NO: "pillBad"}


class CandidateCard(Card):
    """`show_wanted` asks for the places in the recording; the window answers by `show_places`."""

    show_wanted = Signal()

    def __init__(self, candidate: Candidate, text: str, parent: QWidget | None = None, *, first: bool = True) -> None:
        super().__init__(parent)
        self._candidate = candidate
        self._first = first
        self.original, self.pill = Remark("", self), QLabel(self)
        font = self.original.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.original.setFont(font)
        self._title, self._reasons, self._lost = Remark("section", self), Remark("dim", self), Remark("warn", self)
        self.chain = Chain(self)
        self.chain.show_links(links(candidate, text))
        self.copy_button, self.show_button = QPushButton(self), QPushButton(self)
        self.places = QLabel(self)
        self.places.setProperty("role", "dim")
        self.pill.setProperty("role", _PILLS[candidate.recoverable])
        self.copy_button.clicked.connect(self.copy)
        self.show_button.clicked.connect(self.show_wanted)
        self._lay_out()
        self.retranslate()

    def copy(self) -> None:
        """Puts the whole original on the clipboard."""
        QGuiApplication.clipboard().setText(self._candidate.original)

    def show_places(self, sentence: str) -> None:
        """Where it stands, in words."""
        self.places.setText(sentence)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        from streamlab.lookup import words

        candidate = self._candidate
        self._title.say(words.chain(candidate))
        readable = candidate.kind in ("reading", "escape")
        text = candidate.original[:_MOST_TEXT]
        self.original.say((text + "…" if len(candidate.original) > _MOST_TEXT else text) if readable else "")
        self.pill.setText(words.recoverable_label(candidate.recoverable))
        self._reasons.say("\n".join(words.reasons(candidate)))
        here = [item for item in candidate.lost if not item.before]  # the reasons speak of the others
        lost = [words.lost_character(item) for item in here[:_MOST_LOST]]
        if len(here) > _MOST_LOST:
            lost.append(self.tr("… and more"))
        self._lost.say("\n".join(lost) if readable else "")
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the original text"))
        self.copy_button.setVisible(readable)
        self.show_button.setText(self.tr("Show in recording"))
        self.show_button.setAccessibleName(self.tr("Show where it stands in the recording"))
        self.show_button.setVisible(self._first)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self.copy_button, self.show_button):
            buttons.addWidget(widget)
        buttons.addWidget(self.places, 1)
        layout = column(margins=(16, 13, 16, 13), spacing=9)
        layout.addLayout(head)
        for note in (self.original, self.chain, self._lost, self._reasons):
            layout.addWidget(note)
        layout.addLayout(buttons)
        self.setLayout(layout)
