"""Borders drawn by hand between bytes: by mouse, key and menu, painted in each pane, tried on every client."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streamlab.ui.bytes import borders
from streamlab.ui.bytes.borders import BordersBar, DrawnBorders
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.bytes.view import BytesView
from streamlab.ui.look import theme
from streamlab.ui.window.main_window import MainWindow
from tests.ui.bytes.test_bytes_view import YOU, centre, pane
from tests.ui.streams import cut_character
from tests.ui.window_driver import Drive, ended, until

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot) -> BytesView:
    """A shown view of a reply with a cut character."""
    source = cut_character()
    shown = BytesView(Selection())
    qtbot.addWidget(shown)
    shown.resize(1200, 600)
    shown.set_source(source)
    shown.publish(len(source.chunk_ends))
    shown.show()
    return shown


def alt_click(view: BytesView, name: str, offset: int) -> None:
    """In the left half of the cell of a byte."""
    at = centre(view, name, offset) - QPointF(2, 0)
    QTest.mouseClick(pane(view, name), Qt.MouseButton.LeftButton, ALT, at.toPoint())


def entries(view: BytesView, offset: int) -> dict[str, object]:
    return {action.text().split("\t")[0]: action for action in pane(view, "hexPane").menu(offset).actions()}


def test_borders_are_kept_in_order_and_go_at_a_second_time() -> None:
    drawn = DrawnBorders()
    for offset in (9, 3, 5):
        assert drawn.toggle(offset)
    assert (drawn.offsets, drawn.cuts) == ([3, 5, 9], "at:3,5,9")
    assert (drawn.within(3, 9), drawn.within(4, 5), drawn.has(5), drawn.has(4)) == ([3, 5], [], True, False)
    drawn.toggle(5)
    assert drawn.cuts == "at:3,9"
    drawn.clear()
    assert drawn.cuts == ""


def test_mouse_and_key(view: BytesView) -> None:
    drawn = view.scene.borders
    alt_click(view, "hexPane", YOU + 1)
    assert drawn.offsets == [YOU + 1]
    assert view.selection.span == (0, 0)
    alt_click(view, "textPane", YOU)
    alt_click(view, "base64Pane", 3)
    assert drawn.offsets == [3, YOU, YOU + 1]
    alt_click(view, "hexPane", YOU + 1)
    assert drawn.offsets == [3, YOU]
    view.selection.select(YOU + 2, YOU + 3)
    QTest.keyClick(pane(view, "hexPane"), Qt.Key.Key_B)
    assert drawn.offsets == [3, YOU, YOU + 2]
    alt_click(view, "hexPane", 0)  # before the first byte nothing can be cut
    assert drawn.offsets == [3, YOU, YOU + 2]


def test_the_menu(view: BytesView) -> None:
    drawn = view.scene.borders
    assert "Take all drawn borders away" not in entries(view, 5)
    entries(view, 5)["Cut here, before byte 5"].trigger()  # type: ignore[attr-defined]
    assert drawn.offsets == [5]
    assert "Cut here, before byte 0" not in entries(view, 0)
    entries(view, 5)["Take the border before byte 5 away"].trigger()  # type: ignore[attr-defined]
    assert drawn.offsets == []
    drawn.toggle(7)
    entries(view, 5)["Take all drawn borders away"].trigger()  # type: ignore[attr-defined]
    assert drawn.offsets == []


@pytest.mark.parametrize("name", ["hexPane", "base64Pane", "textPane"])
def test_each_pane_paints_them(view: BytesView, name: str) -> None:
    accent = theme.current().accent

    def count() -> int:
        image = pane(view, name).grab().toImage()
        return sum(
            image.pixelColor(x, y).name() == accent for x in range(image.width()) for y in range(0, image.height(), 2)
        )

    bare = count()
    view.scene.borders.toggle(YOU + 1)
    assert count() > bare + 5
    view.scene.borders.clear()
    assert count() == bare


def test_the_bar(view: BytesView, qtbot: QtBot) -> None:
    bar = view.borders_bar
    assert isinstance(bar, BordersBar)
    assert not bar.isVisible()
    view.scene.borders.toggle(4)
    assert bar.isVisible()
    assert bar.label.text() == "1 border drawn · the reply in 2 pieces"
    view.scene.borders.toggle(9)
    with qtbot.waitSignal(view.cuts_wanted) as wanted:
        bar.try_button.click()
    assert wanted.args == ["at:4,9"]
    with qtbot.waitSignal(view.cuts_wanted) as wanted:
        bar.clear_button.click()
    assert wanted.args == [""]
    assert not bar.isVisible()
    view.scene.borders.toggle(4)
    view.set_source(None)
    assert not bar.isVisible()


def test_there_is_a_bound(view: BytesView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borders, "MOST", 2)
    hex_pane = pane(view, "hexPane")
    hex_pane.cut(1)
    hex_pane.cut(2)
    with qtbot.waitSignal(view.notice):
        hex_pane.cut(3)
    assert view.scene.borders.offsets == [1, 2]


def test_they_become_a_cut_of_the_clients_tab(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        pane(window.bytes, "hexPane").cut(200)
        pane(window.bytes, "hexPane").cut(100)
        window.bytes.borders_bar.try_button.click()
        tab = window.tabs.clients
        assert window.tabs.tabs.currentWidget() is tab
        assert "at:100,200" in tab.model.cuts
        await until(lambda: ("node-buffer", "at:100,200") not in tab.model.missing())
        window.bytes.borders_bar.clear_button.click()
        assert "at:100,200" not in tab.model.cuts

    drive(play)
