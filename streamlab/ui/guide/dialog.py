"""The guide beside the window: its pages and headings on the left, the page on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QTreeWidget, QTreeWidgetItem, QWidget

from streamlab import guide
from streamlab.ui.guide.view import GuideView
from streamlab.ui.look.parts import column

_PLACE = Qt.ItemDataRole.UserRole
_WIDTHS = (280, 660)
START = guide.Place(guide.PAGES[0])


class GuideDialog(QDialog):
    """Beside the window, not before it: what it explains can be looked at meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guideDialog")
        self.view, self.contents, self.back = GuideView(self), QTreeWidget(self), QPushButton(self)
        self.contents.setObjectName("guideContents")
        self.contents.setHeaderHidden(True)
        self._earlier: list[guide.Place] = []
        self._place = START
        self.contents.itemClicked.connect(lambda item: self.open_at(item.data(0, _PLACE)))
        self.contents.itemActivated.connect(lambda item: self.open_at(item.data(0, _PLACE)))
        self.view.link_followed.connect(self.open_at)
        self.back.clicked.connect(self.go_back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self.go_back)
        self._lay_out()
        self.retranslate()

    def open_at(self, place: guide.Place = START) -> None:
        """Shows a page from a heading on."""
        if self.isVisible() and place != self._place:
            self._earlier.append(self._place)
        self._show(place)

    def go_back(self) -> None:
        """Where one was before the last link."""
        if self._earlier:
            self._show(self._earlier.pop())

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.setWindowTitle(self.tr("The guide"))
        self.setAccessibleName(self.tr("The guide"))
        self.contents.setAccessibleName(self.tr("Contents"))
        self.view.setAccessibleName(self.tr("The page"))
        self.back.setText(self.tr("Back"))
        self._fill()
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self, place: guide.Place) -> None:
        self._place = place
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.show_place(place)
        self._mark()

    def _fill(self) -> None:
        self.contents.clear()
        for page in guide.PAGES:
            title, *sections = guide.headings(page)
            item = _item(title.title, guide.Place(page))
            item.addChildren(
                [_item(one.title, guide.Place(page, one.anchors[0])) for one in sections if one.level == 2]
            )
            self.contents.addTopLevelItem(item)

    def _mark(self) -> None:
        """Selects where one is in the contents."""
        self.back.setEnabled(bool(self._earlier))
        page = self.contents.topLevelItem(guide.PAGES.index(self._place.page))
        if page is None:
            return
        page.setExpanded(True)
        section = guide.section_of(self._place)
        item = page if section is None else page.child(section) or page
        self.contents.setCurrentItem(item)
        self.contents.scrollToItem(item)

    def _lay_out(self) -> None:
        splitter = QSplitter(self)
        splitter.addWidget(self.contents)
        splitter.addWidget(self.view)
        splitter.setSizes(list(_WIDTHS))
        splitter.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        layout = column(splitter, margins=(12, 12, 12, 12), spacing=8)
        layout.addLayout(foot)
        self.setLayout(layout)
        self.resize(sum(_WIDTHS), 680)


def _item(words: str, place: guide.Place) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setData(0, _PLACE, place)
    item.setToolTip(0, words)
    return item
