"""One cell in full: what happened in words, the difference drawn, its chunks one by one, a handler that does it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from streamlab.ui.clients import sentences
from streamlab.ui.clients.chunks import ChunkTable
from streamlab.ui.clients.handlers import CorrectedHandler
from streamlab.ui.clients.model import cell_words
from streamlab.ui.clients.picture import DifferencePicture
from streamlab.ui.look.parts import Remark, Translated, column, scrolled, set_role
from streamlab.words.clients import client_name, cut_name

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.model import Span
    from streamlab.request import Request
    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.clients.work import Found, Shown

DIFFERENCE, CHUNKS, HANDLER = range(3)
_ERRORS: Final = 4


class RunPage(Translated):
    """The words and the picture of one run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._shown: Shown | None = None
        self._cell: Found | None = None
        self.title, self._about = Remark("title", self), Remark("dim", self)
        self.sentence, self.picture = Remark("", self), DifferencePicture(self)
        self.cut, self.errors = Remark("dim", self), Remark("error", self)
        self._numbers = [QLabel(self) for _ in range(5)]
        self._row = Flow(self._numbers)
        content = QWidget(self)
        content.setObjectName("scrolled")
        layout = column(self.title, self.sentence, self.picture, self.cut, margins=(16, 8, 16, 10), spacing=8)
        for widget in (self._row, self.errors, self._about):
            layout.addWidget(widget)
        layout.addStretch()
        content.setLayout(layout)
        area = self._area = scrolled(content, self)
        self.setLayout(column(area))
        self.retranslate()

    def say(self, title: str, sentence: str) -> None:
        """No run: what there is to know."""
        self._shown = None
        for note in (self._about, self.cut, self.errors):
            note.say("")
        self.title.say(title)
        self.sentence.say(sentence)
        self._row.hide()
        self.picture.show_run(None, None, None)

    def says(self, title: str, sentence: str) -> bool:
        """Whether this is what it says."""
        return self._shown is None and (self.title.text(), self.sentence.text()) == (title, sentence)

    def show_run(self, analysis: Analysis | None, shown: Shown, cell: Found | None) -> None:
        """A run, at first without its smallest cut; `cell`: how many others there are like it."""
        self._analysis, self._shown, self._cell = analysis, shown, cell
        run = shown.run
        client, cuts = client_name(run.client), cut_name(run.cuts)
        self.title.say("")
        self._about.say(f"{client.title}: {client.about}\n{cuts.title}: {cuts.about}")
        self.sentence.say(sentences.what_happened(run))
        several = cell is not None and (cell.cuttings > 1 or not cell.complete)
        counted = self.tr("Of this cell: {words}.").format(words=cell_words(cell)) if several else ""
        blame = "" if run.ok else sentences.smallest_cut(shown.cut)
        self.cut.say("\n".join(part for part in (blame, counted) if part))
        self.errors.say("\n".join(sentences.error_lines(run, _ERRORS)))
        for label, (text, bad) in zip(self._numbers, sentences.numbers(run), strict=True):
            label.setText(text)
            set_role(label, "pillBad" if bad else "pill")
        self._row.show()
        self.picture.show_run(analysis, run.difference, shown.cut)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._area.setAccessibleName(self.tr("What this client makes of the reply"))
        if self._shown is not None:
            self.show_run(self._analysis, self._shown, self._cell)


class Flow(QWidget):
    """Labels from left to right, in as many rows as they need."""

    _GAP = 6

    def __init__(self, labels: list[QLabel]) -> None:
        super().__init__()
        self._labels = labels
        for label in labels:
            label.setParent(self)
            label.setProperty("role", "pill")

    def resizeEvent(self, event: object) -> None:
        """Qt's hook."""
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Other words or fonts have other widths."""
        super().changeEvent(event)
        self._place()

    def showEvent(self, event: object) -> None:
        """Qt's hook."""
        self._place()

    def event(self, event: QEvent) -> bool:
        """A label has another text."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        x = y = 0
        for label in self._labels:
            size = label.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + size.height() + self._GAP
            label.setGeometry(x, y, size.width(), size.height())
            x += size.width() + self._GAP
        height = y + (self._labels[-1].sizeHint().height() if self._labels else 0)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)


class CellDetail(Translated):
    """Three pages about the chosen cell."""

    notice = Signal(str)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._analysis: Analysis | None = None
        self._shown: Shown | None = None
        self.run_page, self.chunks, self.handler = RunPage(self), ChunkTable(self), CorrectedHandler(self)
        self.segments = [QPushButton(self) for _ in range(3)]
        self.bytes_button = QPushButton(self)
        self._group = QButtonGroup(self)
        self._pages = QStackedLayout()
        for page in (self.run_page, self.chunks, self.handler):
            self._pages.addWidget(page)
        self._lay_out()
        self._group.idClicked.connect(self.show_page)
        self.bytes_button.clicked.connect(self.select_bytes)
        self.chunks.chosen.connect(lambda span: self._selection.select(span[0], span[1], self))
        self.handler.copied.connect(self.notice)
        self.retranslate()
        self.begin(None, None)

    def begin(self, analysis: Analysis | None, request: Request | None) -> None:
        """Another run, or none."""
        self._analysis = analysis
        self.handler.show_run(analysis, request)
        self.run_page.say("", " ")  # whatever it said was about another run
        self.clear("", "")

    def clear(self, title: str, sentence: str) -> None:
        """No cell is chosen: what there is to know without one."""
        if self._shown is None and self.run_page.says(title, sentence):
            return
        self._shown, analysis = None, self._analysis
        self.run_page.say(title, sentence)
        self.chunks.show_run(None, None, None)
        self.bytes_button.setEnabled(False)
        self.segments[CHUNKS].setEnabled(False)
        self.segments[HANDLER].setEnabled(analysis is not None)
        if self._pages.currentIndex() == CHUNKS or analysis is None:
            self.show_page(DIFFERENCE)

    def show_run(self, shown: Shown, cell: Found | None, *, select: bool) -> None:
        """A run of a cell; told twice, the second time with its smallest cut. `select`: its bytes, too, everywhere."""
        again = self._shown is not None and self._shown.key == shown.key and self._shown.run is shown.run
        self._shown = shown
        self.run_page.show_run(self._analysis, shown, cell)
        if not again:
            difference = shown.run.difference
            self.chunks.show_run(self._analysis, shown.run, difference.byte if difference is not None else None)
        self.segments[CHUNKS].setEnabled(True)
        self.bytes_button.setEnabled(self.bytes() is not None)
        if select and shown.last:
            self.select_bytes()

    def show_page(self, page: int) -> None:
        """One of the three."""
        self.segments[page].setChecked(True)
        self._pages.setCurrentIndex(page)
        if page == HANDLER:
            self.handler.open()

    def show_handler(self, language: str) -> None:
        """The corrected handler in a language."""
        self.handler.show_language(language)
        self.show_page(HANDLER)

    def bytes(self) -> Span | None:
        """What to select: the character that is cut, the bytes beside the border, or where the difference comes from."""
        if self._shown is None or self._shown.run.ok:
            return None
        cut, difference = self._shown.cut, self._shown.run.difference
        if cut is not None and cut.borders:
            return cut.inside_span or (cut.shown - 1, cut.shown + 1)
        if difference is not None and difference.byte is not None:
            start = min(difference.byte, self._shown.run.size - 1)
            return start, start + 1
        return None

    def select_bytes(self) -> None:
        """Selects the bytes in every view."""
        if (span := self.bytes()) is not None:
            self._selection.select(*span, self)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        names = (self.tr("Difference"), self.tr("Chunks"), self.tr("Corrected"))
        for button, name in zip(self.segments, names, strict=True):
            button.setText(name)
            button.setAccessibleName(name)
        self.bytes_button.setText(self.tr("Show bytes"))
        self.bytes_button.setAccessibleName(self.tr("Show the bytes"))
        self.bytes_button.setToolTip(self.tr("Selects the bytes that the border cuts in every view."))
        self.segments[HANDLER].setAccessibleName(self.tr("Corrected handler"))
        self.chunks.chunks.retranslate()
        self.chunks.setAccessibleName(self.tr("The run chunk by chunk"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 14, 0)
        row.setSpacing(0)
        for index, (button, place) in enumerate(zip(self.segments, ("left", "middle", "right"), strict=True)):
            button.setProperty("segment", place)
            button.setCheckable(True)
            self._group.addButton(button, index)
            row.addWidget(button)
        self.segments[DIFFERENCE].setChecked(True)
        row.addStretch()
        self.bytes_button.setProperty("flat", True)
        row.addWidget(self.bytes_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addLayout(self._pages, 1)
