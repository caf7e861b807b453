"""The guide in the window: opened from Help and from a finding, in the language in force, and never leaving itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget

from streamlab import guide
from streamlab.ui.app import dress
from streamlab.ui.guide.dialog import GuideDialog


@pytest.fixture
def dialog(qapp: QApplication) -> Iterator[GuideDialog]:
    """The guide over an empty window."""
    parent = QWidget()
    guide_dialog = GuideDialog(parent)
    guide_dialog.open_at()
    yield guide_dialog
    guide_dialog.close()


def _below(page: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (page.child(row) for row in range(page.childCount()))
    return [item for item in found if item is not None]


def _top_line(dialog: GuideDialog) -> str:
    """The first line that can be read below the upper edge."""
    view = dialog.view
    point = view.viewport().rect().topLeft()
    point.setY(point.y() + 30)
    return view.cursorForPosition(point).block().text()


def test_it_opens_at_the_index(dialog: GuideDialog) -> None:
    assert dialog.view.toPlainText().startswith("The guide")
    current = dialog.contents.currentItem()
    assert current is not None
    assert current.text(0) == "The guide"


def test_a_rule_is_found_and_back_leads_back(dialog: GuideDialog) -> None:
    assert not dialog.back.isEnabled()
    dialog.open_at(guide.place_of_rule("done-sentinel-json-parsed"))
    assert _top_line(dialog).startswith("F05 done-sentinel-json-parsed")
    current = dialog.contents.currentItem()
    assert current is not None
    assert current.text(0) == "F05 The end marker is no JSON"
    dialog.back.click()
    assert dialog.view.toPlainText().startswith("The guide")
    assert not dialog.back.isEnabled()


def test_a_link_inside_is_followed_and_one_outside_is_not(dialog: GuideDialog) -> None:
    dialog.view.anchorClicked.emit(QUrl("failure-modes.md#F34"))
    assert _top_line(dialog).startswith("F34")
    dialog.view.anchorClicked.emit(QUrl("https://example.com/"))
    dialog.view.anchorClicked.emit(QUrl("../../secret.md"))
    assert _top_line(dialog).startswith("F34")


def test_another_language_is_another_text_at_the_same_place(dialog: GuideDialog, qapp: QApplication) -> None:
    dialog.open_at(guide.place_of_rule("glued-json-no-newline"))
    dress(qapp, "zh_CN", "dark")
    qapp.processEvents()
    assert dialog.windowTitle() == "指南"
    assert _top_line(dialog).startswith("F49")
    assert any("\u4e00" <= character <= "\u9fff" for character in dialog.view.toPlainText())


def test_everything_in_the_contents_can_be_opened(dialog: GuideDialog) -> None:
    pages = [dialog.contents.topLevelItem(row) for row in range(dialog.contents.topLevelItemCount())]
    items = [item for page in pages if page is not None for item in (page, *_below(page))]
    assert len(items) > 60
    for item in items:
        dialog.contents.itemClicked.emit(item, 0)
        assert dialog.contents.currentItem() is item, item.text(0)
