"""The four panes over real analyses: painted by meaning, selected together, at a cost that the screen sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis, Mark
from streamlab.model import Chunk, Span
from streamlab.ui.bytes.pane import Pane
from streamlab.ui.bytes.selection import EMPTY, Selection
from streamlab.ui.bytes.source import ByteSource
from streamlab.ui.bytes.view import BytesView
from streamlab.ui.look import theme
from streamlab.ui.look.palette import colours
from tests.ui.streams import EVENT, cut, cut_character, recorded

Show = Callable[[Analysis], BytesView]
PANES = ("chunkList", "hexPane", "base64Pane", "textPane")
YOU = EVENT.index("你".encode())


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """`show(analysis)`: a view of all its chunks."""

    def _show(source: ByteSource) -> BytesView:
        view = BytesView(Selection())
        qtbot.addWidget(view)
        view.resize(1200, 600)
        view.set_source(source)
        view.publish(len(source.chunk_ends))
        view.show()
        return view

    return _show


def pane(view: BytesView, name: str) -> Pane:
    found = view.findChild(Pane, name)
    assert isinstance(found, Pane)
    return found


def centre(view: BytesView, name: str, offset: int, chunk: int | None = None) -> QPointF:
    """The middle of the cell that holds a byte, in its pane."""
    column = pane(view, name)
    rows = view.scene.bands.rows(0, view.scene.bands.height, column.stride())
    for row in rows:
        if chunk in (None, row.chunk):
            for cell in column.cells(row):
                if cell.start <= offset < cell.end:
                    middle = row.top - view.scene.scroll + view.scene.measures.row / 2
                    return QPointF(cell.x + cell.width / 2, middle)
    raise AssertionError(f"byte {offset} is in no cell of {name}")


def colours_in_cell(view: BytesView, name: str, offset: int, chunk: int | None = None) -> set[str]:
    """The colours painted in a cell."""
    image = pane(view, name).grab().toImage()
    at, width, height = centre(view, name, offset, chunk), 3.0 * view.scene.measures.char, view.scene.measures.row
    if name == "textPane":
        width = view.scene.measures.char
    return set(_colours(image, at, width / 2 - 2, height / 2 - 2))


def _colours(image: QImage, at: QPointF, dx: float, dy: float) -> Iterator[str]:
    for x in range(int(at.x() - dx), int(at.x() + dx) + 1):
        for y in range(int(at.y() - dy), int(at.y() + dy) + 1):
            yield image.pixelColor(x, y).name()


def click(qtbot: QtBot, view: BytesView, name: str, offset: int, *, shift: bool = False) -> None:
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(pane(view, name), Qt.MouseButton.LeftButton, keys, centre(view, name, offset).toPoint())


def test_the_four_panes_have_names_and_share_their_rows(show: Show) -> None:
    view = show(cut_character())
    panes = [pane(view, name) for name in PANES]
    assert all(column.accessibleName() for column in panes)
    assert len({(column.y(), column.height()) for column in panes}) == 1
    for left, right in pairwise(panes):
        assert abs(left.geometry().right() + 1 - right.x()) <= 1
    for start in (0, len(EVENT)):
        assert len({centre(view, name, start).y() for name in PANES[1:]}) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["hexPane", "base64Pane", "textPane"])
def test_a_cut_character_is_washed_in_both_chunks(qapp: QApplication, show: Show, name: str, scheme: str) -> None:
    theme.apply(qapp, scheme)
    view, p = show(cut_character()), colours(scheme)
    first = len(EVENT) + YOU
    for chunk, offset in ((1, first), (2, first + 2)):
        painted = colours_in_cell(view, name, offset, chunk)
        assert p.split_wash in painted
        assert p.split_wash not in colours_in_cell(view, name, len(EVENT)), "data: of the same chunk is plain"


def test_the_border_is_dashed_on_the_side_where_it_runs(show: Show) -> None:
    view, first = show(cut_character()), len(EVENT) + YOU
    split = QColor(theme.current().split)
    image = pane(view, "hexPane").grab().toImage()
    m = view.scene.measures

    def dashes(at: QPointF, side: int) -> int:
        x = round(at.x() + side * m.hex_cell / 2)
        rows = range(int(at.y() - m.row / 2), int(at.y() + m.row / 2))
        return sum(any(image.pixelColor(x + dx, y) == split for dx in (-1, 0)) for y in rows)

    assert m.row * 0.3 < dashes(centre(view, "hexPane", first + 1), 1) < m.row * 0.9
    assert dashes(centre(view, "hexPane", first + 2), -1) > m.row * 0.3
    assert dashes(centre(view, "hexPane", first), -1) == 0


def test_ill_formed_bytes_are_red_and_a_json_failure_is_waved(show: Show) -> None:
    analysis = cut_character()
    view, p = show(analysis), theme.current()
    for span in analysis.invalid:
        assert p.bad_wash in colours_in_cell(view, "hexPane", span.start)
    at = centre(view, "hexPane", analysis.json_failures[0].offset)
    image = pane(view, "hexPane").grab().toImage()
    bottom = QPointF(at.x(), at.y() + view.scene.measures.row / 2 - 3)
    assert p.json in set(_colours(image, bottom, 8, 3))


def test_the_text_shows_both_decoders(qtbot: QtBot, show: Show) -> None:
    view = show(cut_character())
    text = pane(view, "textPane")
    rows = [next(view.scene.bands.rows(view.scene.bands.top(chunk), 9_999, text.stride())) for chunk in (1, 2)]
    assert [next(cell.text for cell in text.cells(row) if not cell.text.isascii()) for row in rows] == ["你", "你"]
    button = view.findChild(QPushButton, "naiveTextButton")
    assert button is not None
    with qtbot.waitSignal(view.text_mode_changed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [next(cell.text for cell in text.cells(row) if not cell.text.isascii()) for row in rows] == ["�", "�"]
    assert theme.current().split_wash in colours_in_cell(view, "textPane", len(EVENT) + YOU + 2, 2)


def test_a_click_selects_the_same_bytes_everywhere(qtbot: QtBot, show: Show) -> None:
    view, first = show(cut_character()), len(EVENT) + YOU
    click(qtbot, view, "textPane", first)
    assert view.selection.span == (first, first + 3), "a character, across the border"
    click(qtbot, view, "hexPane", 3)
    assert view.selection.span == (3, 4)
    for name in PANES[1:]:
        assert theme.current().selection in colours_in_cell(view, name, 3)
    click(qtbot, view, "base64Pane", 3)
    assert view.selection.span == (3, 6), "a quad"
    click(qtbot, view, "hexPane", 8, shift=True)
    assert view.selection.span == (3, 9)
    click(qtbot, view, "chunkList", 3)
    assert view.selection.span == (0, len(EVENT)), "a chunk"
    empty = QPoint(20, view.scene.bands.height.__ceil__() + 5)
    QTest.mouseClick(pane(view, "hexPane"), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, empty)
    assert view.selection.span == EMPTY


def test_a_drag_selects_a_range_and_a_double_click_the_chunk(qtbot: QtBot, show: Show) -> None:
    view = show(cut_character())
    hexes = pane(view, "hexPane")
    QTest.mousePress(
        hexes, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(view, "hexPane", 5).toPoint()
    )
    QTest.mouseMove(hexes, centre(view, "hexPane", 2).toPoint())
    QTest.mouseRelease(
        hexes, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(view, "hexPane", 2).toPoint()
    )
    assert view.selection.span == (2, 6)
    QTest.mouseDClick(
        hexes, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(view, "hexPane", 2).toPoint()
    )
    assert view.selection.span == (0, len(EVENT))


def test_the_keyboard_walks_and_extends(qtbot: QtBot, show: Show) -> None:
    view = show(cut_character())
    click(qtbot, view, "hexPane", 0)
    column, per_row = pane(view, "hexPane"), view.scene.columns.per_row
    size = view.scene.bands.size
    steps: list[tuple[Qt.Key, Qt.KeyboardModifier, Span]] = [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (1, 2)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, (1, 3)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (1, 2)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (1 + per_row, 2 + per_row)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, (1, 2 + per_row)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (0, 1)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (0, 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (per_row - 1, per_row)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, (size - 1, size)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, (0, 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, (size - 1, size)),
    ]
    for key, modifier, expected in steps:
        QTest.keyClick(column, key, modifier)
        assert view.selection.span == expected, key


def test_the_keyboard_walks_by_character_and_by_chunk(qtbot: QtBot, show: Show) -> None:
    view, first = show(cut_character()), len(EVENT) + YOU
    click(qtbot, view, "textPane", first)
    QTest.keyClick(pane(view, "textPane"), Qt.Key.Key_Right)
    assert view.selection.span == (first + 3, first + 6)
    QTest.keyClick(pane(view, "textPane"), Qt.Key.Key_Left)
    assert view.selection.span == (first, first + 3)
    click(qtbot, view, "chunkList", 0)
    QTest.keyClick(pane(view, "chunkList"), Qt.Key.Key_Down)
    assert view.selection.span == view.scene.bands.span(1)
    QTest.keyClick(pane(view, "chunkList"), Qt.Key.Key_End)
    assert view.selection.span == view.scene.bands.span(4)
    QTest.keyClick(pane(view, "chunkList"), Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.span == (view.scene.bands.span(3)[0], view.scene.bands.size)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("hexPane", "E4 BD A0"), ("base64Pane", "5L2g"), ("textPane", "你"), ("chunkList", "E4 BD A0")],
)
def test_each_pane_copies_in_its_own_form(qtbot: QtBot, show: Show, name: str, expected: str) -> None:
    view = show(cut_character())
    view.selection.select(YOU, YOU + 3)
    with qtbot.waitSignal(view.notice) as said:
        QTest.keyClick(pane(view, name), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == expected
    assert "3" in said.args[0]


def test_the_menu_copies_in_every_form_and_selects_all(qtbot: QtBot, show: Show) -> None:
    view = show(cut_character())
    column = pane(view, "hexPane")
    assert not any(action.isEnabled() for action in column.menu().actions()[:4])
    view.selection.select(YOU, YOU + 3)
    copied = []
    for action in column.menu().actions()[:4]:
        action.trigger()
        copied.append(QGuiApplication.clipboard().text())
    assert copied == ["E4 BD A0", "5L2g", "你", repr("你".encode())]
    column.menu().actions()[-1].trigger()
    assert view.selection.span == (0, view.scene.bands.size)
    QTest.keyClick(column, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.span == (0, view.scene.bands.size)


def test_a_tooltip_says_what_a_byte_is(show: Show) -> None:
    view, first = show(cut_character()), len(EVENT) + YOU
    column, at = pane(view, "hexPane"), centre(view, "hexPane", first + 2).toPoint()
    QApplication.sendEvent(column, QHelpEvent(QEvent.Type.ToolTip, at, column.mapToGlobal(at)))
    said = QToolTip.text()
    for part in (str(first + 2), "A0", "160", "你", "U+4F60", "chunk 2", "chunks 1 to 2"):
        assert part in said
    QToolTip.hideText()


def test_it_follows_the_end_only_from_the_end(show: Show) -> None:
    analysis = recorded([EVENT] * 200)
    view = show(recorded([EVENT]))
    view.set_source(analysis)
    bar = view._area.verticalScrollBar()
    view.publish(100)
    assert bar.value() == bar.maximum() > 0
    bar.setValue(50)
    view.publish(150)
    assert bar.value() == 50
    bar.setValue(bar.maximum())
    view.publish(200)
    assert bar.value() == bar.maximum()
    assert view.scene.bands.count == 200


def test_what_is_not_published_is_not_shown(show: Show) -> None:
    view = show(cut_character())
    view.set_source(cut_character())
    view.publish(2)
    rows = list(view.scene.bands.rows(0, 9_999))
    assert {row.chunk for row in rows} == {0, 1}
    text = pane(view, "textPane")
    last = text.cells(view.scene.bands.row_of(view.scene.bands.size - 1, text.stride()))[-1]
    assert last.text == "…", "the rest of the character has not come"


def test_a_selection_made_elsewhere_comes_into_sight(show: Show) -> None:
    view = show(recorded([EVENT] * 500))
    view._area.verticalScrollBar().setValue(0)
    start, end = view.scene.bands.span(300)
    view.selection.select(start, end, "a finding")
    row = view.scene.bands.row_of(start)
    assert view.scene.scroll <= row.top <= view.scene.scroll + pane(view, "hexPane").height() - view.scene.measures.row
    view.selection.select(0, 1, "a finding")
    assert view.scene.scroll == 0


def test_a_new_width_keeps_the_chunk_at_the_top(show: Show) -> None:
    view = show(recorded([EVENT * 3] * 300))
    view._area.verticalScrollBar().setValue(int(view.scene.bands.top(150)) + 3)
    before = view.scene.columns.per_row
    view.resize(700, 500)
    assert view.scene.columns.per_row < before
    assert view.scene.bands.chunk_at(view.scene.scroll) == 150


class CountingAnalysis(Analysis):
    """A real analysis that counts what it is asked for."""

    asked = 0

    def data(self, start: int, end: int) -> bytes:
        """Counts the bytes."""
        self.asked += end - start
        return super().data(start, end)

    def marks(self, start: int, end: int) -> list[Mark]:
        """Counts the span."""
        self.asked += end - start
        return super().marks(start, end)


def test_a_paint_costs_the_same_at_100_and_at_100_000_chunks(show: Show) -> None:
    asked = []
    for count in (100, 100_000):
        analysis = CountingAnalysis()
        analysis.feed(recorded_messages(count))
        view = show(analysis)
        view._area.verticalScrollBar().setValue(700)
        view.grab()
        analysis.asked = 0
        view.grab()
        asked.append(analysis.asked)
    assert asked[0] == asked[1] > 0


def recorded_messages(count: int) -> Iterator[Chunk]:
    """Chunks with a character cut by every second border."""
    halves = cut("plain text 你 and more of it\n".encode(), 12)
    for nth in range(count):
        yield Chunk(nth * 1_000_000, halves[nth % 2])


def test_a_paint_inside_one_huge_chunk_reads_only_the_rows_in_sight(show: Show) -> None:
    analysis = CountingAnalysis()
    analysis.feed([Chunk(1, ("流式响应\n" * 80_000).encode())])
    view = show(analysis)
    view._area.verticalScrollBar().setValue(500_000)
    view.grab()
    analysis.asked = 0
    view.grab()
    assert analysis.asked < 20_000


def test_a_failure_found_late_repaints_a_chunk_long_since_shown(qtbot: QtBot, show: Show) -> None:
    analysis = Analysis(framing="ndjson")
    analysis.feed([Chunk(1, b'{"a": bad')])
    view = show(analysis)
    view._area.verticalScrollBar().setValue(0)
    assert theme.current().json not in _bottom(view, 6)
    analysis.feed([Chunk(2, b"}\n")])
    view.publish(2)
    assert theme.current().json in _bottom(view, 6)


def _bottom(view: BytesView, offset: int) -> set[str]:
    at = centre(view, "hexPane", offset) + QPointF(0, view.scene.measures.row / 2 - 3)
    return set(_colours(pane(view, "hexPane").grab().toImage(), at, 8, 3))


def test_nothing_yet_and_nothing_at_all(show: Show) -> None:
    view = show(recorded([]))
    assert "as it arrives" in view._area._empty.text()
    assert view._area._empty.isVisible()
    view.set_source(None)
    view.publish(0)
    view.grab()
    view.set_source(recorded([b""]))
    view.publish(1)
    assert not view._area._empty.isVisible()
    view.grab()
    for name in PANES:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_X):
            QTest.keyClick(pane(view, name), key)
        QTest.mouseClick(pane(view, name), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
        QTest.keyClick(pane(view, name), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.span == EMPTY
