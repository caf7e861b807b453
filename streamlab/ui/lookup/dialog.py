"""“What was this text?”: a field to paste into, answers while typing, the places in the shown recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from streamlab.analysis.occurrences import Occurrence, occurrences
from streamlab.lookup import MAX_TEXT, Fate, Lookup, look_up
from streamlab.ui.look.parts import EmptyState, Remark, column, scrolled, set_role
from streamlab.ui.lookup.card import CandidateCard
from streamlab.ui.lookup.selected import selected_text
from streamlab.ui.loop.bridge import spawn

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.library.entry import Entry
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.loop.runs import Runs

TYPING_PAUSE_MS = 180
MOST_SHOWN = 20_000  # characters in the field; a longer paste is looked up whole and shown in part
_ROLES = {Fate.FINE: "ok", Fate.ESCAPED: "ok", Fate.DAMAGED: "bad"}


class PasteEdit(QPlainTextEdit):
    """Takes plain text; of a long paste it shows the beginning."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.textChanged.connect(self._forget)

    def text(self) -> str:
        """All that was pasted or typed."""
        # toPlainText() turns no-break spaces into spaces, which are bytes A0 here.
        return self._whole or self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def shortened(self) -> bool:
        """The field shows only the beginning."""
        return bool(self._whole)

    def put(self, text: str) -> None:
        """Replaces everything."""
        self.setPlainText(text[:MOST_SHOWN])
        if len(text) > MOST_SHOWN:
            self._whole = text[: MAX_TEXT + 1]
        self.changed.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt's hook: one paragraph of a megabyte would take Qt seconds."""
        text = source.text()
        if len(text) > MOST_SHOWN:
            self.put(text)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        else:
            self.insertPlainText(text)

    def _forget(self) -> None:
        self._whole = ""
        self.changed.emit()


class LookupDialog(QDialog):
    """Beside the window, not before it: the recording can be looked at meanwhile."""

    def __init__(self, runs: Runs, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lookupDialog")
        self._runs, self._selection = runs, selection
        self._asked = 0  # the newest question: an older answer comes too late
        self._lookup: Lookup | None = None
        self._places: list[Occurrence] | None = None
        self._place = -1
        self.edit, self.answer, self.empty = PasteEdit(self), Remark("title", self), EmptyState(self)
        self.edit.setObjectName("lookupEdit")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(104)
        self.answer.setObjectName("lookupAnswer")
        self._hint, self.note = QLabel(self), Remark("dim", self)
        self._hint.setProperty("role", "dim")
        self._hint.setWordWrap(True)
        self.cards: list[CandidateCard] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE_MS)
        self._timer.timeout.connect(self.ask)
        self.edit.changed.connect(self._timer.start)
        runs.shown.connect(self._run_changed)
        self._lay_out()
        self.resize(760, 640)
        self.retranslate()

    def open_with(self, text: str) -> None:
        """Shows the dialog; `text`, where there is any, takes the place of what stands in it."""
        if text:
            self.edit.put(text)
        self.show()
        self.raise_()
        self.activateWindow()
        self.edit.setFocus()
        self.edit.selectAll()

    def open_with_selected(self, focus: QWidget | None) -> None:
        """With what is selected in the part that has the focus, else with the selected bytes."""
        self.open_with(selected_text(focus, self._selection, self._analysis))

    def ask(self) -> None:
        """Looks the text up, beside the loops."""
        self._timer.stop()
        self._asked += 1
        spawn(self._ask(self.edit.text(), self._asked), name="look-up")

    def show_next_place(self) -> None:
        """Selects the next place in the recording; the first time the places are looked for."""
        if self._lookup is None:
            return
        if self._places is None:
            spawn(self._find(self._lookup, self._asked), name="places")
        elif self._places:
            self._place = (self._place + 1) % len(self._places)
            self._say_place()
            place = self._places[self._place]
            self._selection.select(place.start, place.end, self)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.setWindowTitle(self.tr("What was this text?"))
        self.setAccessibleName(self.tr("What was this text?"))
        self._hint.setText(self.tr("Paste garbled text: which two encodings met, and whether it comes back."))
        self.edit.setPlaceholderText(self.tr("Such as 浣犲ソ, ä½ å¥½, 锟斤拷 or \\u00e4\\u00bd"))
        self.edit.setAccessibleName(self.tr("Garbled text"))
        self.empty.setText(self.tr("The answer appears here while you type."))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook; the cards retranslate themselves."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked any more."""
        self._timer.stop()
        self._asked += 1
        super().closeEvent(event)

    @property
    def _analysis(self) -> Analysis | None:
        return self._runs.current.analysis if self._runs.current is not None else None

    def _run_changed(self, _run: Entry) -> None:
        """The places are those of another recording."""
        self._places, self._place = None, -1
        self._say_place()

    def _lay_out(self) -> None:
        self._list = QWidget(self)
        self._list.setObjectName("scrolled")
        self._column = column(spacing=10)
        self._column.addStretch()
        self._list.setLayout(self._column)
        self._area = scrolled(self._list, self)
        layout = column(self._hint, self.edit, self.note, self.answer, margins=(16, 14, 16, 14), spacing=10)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._area, 1)
        self.setLayout(layout)

    async def _ask(self, text: str, asked: int) -> None:
        answer = await self._runs.bridge.call(lambda: look_up(text))
        if asked == self._asked:
            self._lookup, self._places, self._place = answer, None, -1
            self._show_cards()
            self._show()

    async def _find(self, lookup: Lookup, asked: int) -> None:
        analysis = self._analysis
        places = await self._runs.bridge.call(lambda: occurrences(lookup, analysis) if analysis is not None else [])
        if asked == self._asked and analysis is self._analysis:
            self._places = places
            if places:
                self.show_next_place()
            else:
                self._say_place()

    def _show_cards(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        assert self._lookup is not None
        self.cards = []
        for nth, candidate in enumerate(self._lookup.candidates):
            card = CandidateCard(candidate, self._lookup.text, self._list, first=not nth)
            card.show_wanted.connect(self.show_next_place)
            self._column.insertWidget(nth, card)
            self.cards.append(card)
        self._area.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        from streamlab.lookup.words import headline

        answer = self._lookup
        asked = answer is not None and answer.outcome is not Fate.EMPTY
        self.empty.setVisible(not asked)
        self._area.setVisible(asked)
        if answer is None or not asked:
            self.answer.say("")
            self.note.say("")
            return
        set_role(self.answer, _ROLES.get(answer.outcome, "title"))
        self.answer.say(headline(answer))
        sentences = []
        if self.edit.shortened:
            shown = f"{MOST_SHOWN:,}"
            sentences.append(self.tr("The field shows the first {count} characters of it.").format(count=shown))
        if answer.cut:
            sentences.append(self.tr("It is long: only its beginning was looked at."))
        self.note.say(" ".join(sentences))
        self._say_place()

    def _say_place(self) -> None:
        if not self.cards:
            return
        if self._places is None:
            self.cards[0].show_places("")
        elif not self._places:
            self.cards[0].show_places(
                self.tr("It does not stand in the shown recording.")
                if self._analysis is not None
                else self.tr("There is no recording yet.")
            )
        else:
            from streamlab.lookup.words import place_name

            place = self._places[self._place]
            text = self.tr("{place} of {count} · chunk {chunk} · {what}")
            self.cards[0].show_places(
                text.format(
                    place=self._place + 1, count=len(self._places), chunk=place.first_chunk, what=place_name(place.what)
                )
            )
