"""One page of the guide as text: our own Markdown, written like a reply's, with links that stay inside the guide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from streamlab import guide
from streamlab.ui.look.markdown import MarkdownWriter, parts_of

_MARGIN = 18


class GuideView(QTextBrowser):
    """`guideView`. Nothing is ever fetched: a link out of the guide only shows its address."""

    link_followed = Signal(object)  # guide.Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideView")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)
        self._page = ""
        self._positions: dict[str, int] = {}  # of headings in the document

    def show_place(self, place: guide.Place) -> None:
        """Shows the page from the heading on."""
        if place.page != self._page:
            self._page = place.page
            self._write()
        self.scroll_to(place.anchor)

    def rewrite(self) -> None:
        """The same page in the language and the colours in force."""
        top = self.cursorForPosition(QPoint(_MARGIN, 2 * _MARGIN)).position()
        passed = [anchor for anchor, position in self._positions.items() if position <= top]
        self._write()
        self.scroll_to(passed[-1] if passed else "")

    def scroll_to(self, anchor: str) -> None:
        """Puts the heading at the top; the page's top where there is none."""
        position = self._positions.get(anchor, 0)
        layout = self.document().documentLayout()
        top = layout.blockBoundingRect(self.document().findBlock(position)).top() if position else 0
        self.verticalScrollBar().setValue(int(top) - (_MARGIN if position else 0))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another language is another text, another scheme other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and self._page:
            self.rewrite()

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Qt's hook: nothing is fetched."""

    def _write(self) -> None:
        self.clear()
        self._positions = {}
        self.document().setDocumentMargin(_MARGIN)
        cursor, writer = QTextCursor(self.document()), MarkdownWriter(links=True)
        cursor.beginEditBlock()
        for part in parts_of(guide.text(self._page)):
            writer.write(cursor, part)
            if part.tokens[0].type == "heading_open":
                for anchor in guide.anchors(part.tokens[1].content):
                    self._positions[anchor] = cursor.block().position()
        cursor.endEditBlock()

    def _follow(self, url: QUrl) -> None:
        if (place := guide.place_of_link(url.toString(), self._page)) is not None:
            self.link_followed.emit(place)
