"""One finding in full: the cut picture, what happened, what to do, its places one by one, and what proves or mends it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from streamlab.model import Layer
from streamlab.ui.bytes.cutpicture import CutPicture
from streamlab.ui.look.parts import Remark, Translated, column, scrolled
from streamlab.words.encodings import encoding_name

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.model import Finding
    from streamlab.ui.bytes.selection import Selection


class FindingDetail(Translated):
    """Shows a finding; stepping through its places selects their bytes.

    `clients_wanted`: the clients shall be tried on the reply. `encoding_wanted`: it shall be read in this encoding.
    `guide_wanted`: the guide shall explain findings of this rule.
    """

    clients_wanted = Signal()
    encoding_wanted = Signal(str)
    guide_wanted = Signal(str)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._analysis: Analysis | None = None
        self._finding: Finding | None = None
        self._place = 0
        self._title, self._places = Remark("title", self), QLabel(self)
        self._picture = CutPicture(self)
        self._detail, self._advice = Remark("dim", self), Remark("", self)
        self._back, self._next, self.copy_button = QToolButton(self), QToolButton(self), QPushButton(self)
        self.clients_button, self.encoding_button, self.guide_button = (
            QPushButton(self),
            QPushButton(self),
            QToolButton(self),
        )
        self.guide_button.setProperty("flat", True)
        self._lay_out()
        self._back.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self.copy_button.clicked.connect(self.copy)
        self.clients_button.clicked.connect(self.clients_wanted)
        self.encoding_button.clicked.connect(lambda: self.encoding_wanted.emit(self._suggested()))
        self.guide_button.clicked.connect(self._ask_guide)
        self.retranslate()

    def show_finding(self, finding: Finding | None, analysis: Analysis | None = None) -> None:
        """Another finding, or the same one grown; `analysis` when the run is another."""
        if analysis is not None or finding is None:
            self._analysis = analysis or self._analysis
        if finding is None or self._finding is None or finding.rule != self._finding.rule:
            self._place = 0
        self._finding = finding
        self._show()

    @staticmethod
    def can_draw(finding: Finding) -> bool:
        """Whether the finding has a character to draw over its bytes."""
        from streamlab.diagnosis import rules
        from streamlab.diagnosis.rule import About

        return About.CHARACTERS in rules.of(finding).about and bool(finding.spans)

    def select_bytes(self) -> None:
        """Selects the bytes of the shown place in every view."""
        if self._finding is not None and self._finding.spans:
            self._selection.select(*self._finding.spans[self._place], self)

    def copy(self) -> None:
        """Puts the finding's words on the clipboard."""
        if self._finding is not None:
            QGuiApplication.clipboard().setText("\n".join(self._words()))

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._area.setAccessibleName(self.tr("The finding in full"))
        self._back.setText("‹")
        self._next.setText("›")
        self._back.setAccessibleName(self.tr("Previous place"))
        self._next.setAccessibleName(self.tr("Next place"))
        self._back.setToolTip(self.tr("Previous place"))
        self._next.setToolTip(self.tr("Next place"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the finding"))
        self.guide_button.setText(self.tr("What is this?"))
        self.guide_button.setAccessibleName(self.tr("What the guide says about this finding"))
        self.clients_button.setText(self.tr("Try all clients"))
        self.clients_button.setAccessibleName(self.tr("Try all clients on this reply"))
        self.encoding_button.setAccessibleName(self.tr("Read in the encoding that the content fits"))
        self._show()

    def _lay_out(self) -> None:
        content = _Content(self)
        content.setObjectName("scrolled")
        # What proves or mends it stands beside the title: in sight however long the words are.
        remedies = (self.clients_button, self.encoding_button)
        steps = (self.copy_button, self._back, self._next)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in remedies:
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (*steps, self._places):
            foot.addWidget(widget)
        foot.addStretch()
        words = column(self._detail, self._advice, spacing=10)
        words.insertLayout(0, head)
        words.addWidget(self.guide_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addLayout(foot)
        for first, second in pairwise((*remedies, self.guide_button, *steps)):
            self.setTabOrder(first, second)
        self._places.setProperty("role", "dim")
        words.addStretch()
        layout = QHBoxLayout(content)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(22)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        area = self._area = scrolled(content, self)
        self.setLayout(column(area))

    def _step(self, by: int) -> None:
        if self._finding is not None and self._finding.spans:
            self._place = (self._place + by) % len(self._finding.spans)
            self._show()
            self.select_bytes()

    def _ask_guide(self) -> None:
        if self._finding is not None:
            self.guide_wanted.emit(self._finding.rule)

    def _words(self) -> list[str]:
        from streamlab.diagnosis import prose

        assert self._finding is not None
        finding = self._finding
        parts = (prose.title(finding), prose.places(finding), prose.detail(finding), prose.advice(finding))
        return [part for part in parts if part]

    def _show(self) -> None:
        finding = self._finding
        spans = finding.spans if finding is not None else ()
        several = len(spans) > 1
        for widget in (self._back, self._next, self._places):
            widget.setVisible(several)
        self.copy_button.setVisible(finding is not None)
        self.guide_button.setVisible(finding is not None)
        self.clients_button.setVisible(finding is not None and finding.layer is Layer.CLIENT)
        self._show_encoding()
        if finding is None:
            for note in (self._title, self._detail, self._advice):
                note.say("")
            self._picture.hide()
            return
        from streamlab.diagnosis import prose

        self._title.say(prose.title(finding))
        self._detail.say(prose.detail(finding))
        self._advice.say(prose.advice(finding))
        self._places.setText(f"{self._place + 1:,} / {len(spans):,}")
        self._places.setAccessibleName(self.tr("{place} of {count}").format(place=self._place + 1, count=len(spans)))
        self._show_picture()

    def _suggested(self) -> str:
        """The encoding that the content fits, where it is read in another; else empty."""
        if self._finding is None:
            return ""
        from streamlab.diagnosis.rules import suggested_encoding

        return suggested_encoding(self._finding)

    def _show_encoding(self) -> None:
        suggested = self._suggested()
        self.encoding_button.setVisible(bool(suggested))
        if suggested:
            text = self.tr("Read as {encoding}").format(encoding=encoding_name(suggested))
            self.encoding_button.setText(text)

    def _show_picture(self) -> None:
        finding, analysis = self._finding, self._analysis
        fits = finding is not None and analysis is not None and self.can_draw(finding)
        self._picture.setVisible(fits)
        if fits:
            assert finding is not None
            assert analysis is not None
            self._picture.show_span(analysis, finding.spans[self._place])


class _Content(QWidget):
    """Lays its wrapped words out anew when it gets its height: Qt keeps what it measured for the height before."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        if (layout := self.layout()) is not None:
            layout.invalidate()
            layout.activate()
