"""The timeline over real analyses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis
from streamlab.model import Chunk
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.look import theme
from streamlab.ui.window.slots import Slot
from streamlab.ui.window.timeline import Timeline
from tests.ui.streams import EVENT, MS, cut_character, recorded

Show = Callable[[Analysis], Timeline]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """`show(analysis)`: a timeline of all its chunks."""

    def _show(analysis: Analysis) -> Timeline:
        timeline = Timeline(Selection())
        qtbot.addWidget(timeline)
        timeline.resize(900, 84)
        timeline.set_source(analysis)
        timeline.publish(len(analysis.chunk_ends))
        timeline.show()
        return timeline

    return _show


def bar(timeline: Timeline, chunk: int) -> Slot:
    return next(slot for slot in timeline.visible_slots() if slot.first <= chunk < slot.last)


def place(timeline: Timeline, chunk: int) -> QPoint:
    """On the bar of a chunk, just above the line."""
    return QPoint(round(timeline._bar_x(bar(timeline, chunk))), int(timeline._base) - 3)


def test_bars_are_warm_where_a_chunk_ends_in_a_character_and_red_where_it_is_bad(show: Show) -> None:
    timeline, p = show(cut_character()), theme.current()
    image = timeline.grab().toImage()
    colours = [image.pixelColor(place(timeline, chunk)).name() for chunk in range(5)]
    assert colours == [p.accent, p.split, p.accent, p.bad, p.bad]


def test_a_click_selects_the_chunk_and_the_selection_shows(show: Show) -> None:
    analysis = cut_character()
    timeline = show(analysis)
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 2))
    assert timeline.selection.span == analysis.chunk_span(2)
    above = QPoint(place(timeline, 2).x() + 3, 12)
    assert timeline.grab().toImage().pixelColor(above).name() == theme.current().selection


def test_a_drag_zooms_and_a_double_click_shows_everything(show: Show) -> None:
    timeline = show(recorded([EVENT] * 50))
    everything = timeline.range_ns
    QTest.mousePress(timeline, LEFT, NONE, QPoint(200, 30))
    QTest.mouseMove(timeline, QPoint(400, 30))
    timeline.grab()
    QTest.mouseRelease(timeline, LEFT, NONE, QPoint(400, 30))
    start, end = timeline.range_ns
    assert 0 < start < end < everything[1]
    assert all(start <= slot.t_first <= slot.t_last <= end for slot in timeline.visible_slots())
    QTest.mouseDClick(timeline, LEFT, NONE, QPoint(300, 30))
    assert timeline.range_ns == everything


def test_the_keyboard_walks_from_chunk_to_chunk(show: Show) -> None:
    analysis = recorded([EVENT] * 4)
    timeline = show(analysis)
    for key, chunk in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        QTest.keyClick(timeline, key)
        assert timeline.selection.span == analysis.chunk_span(chunk)
    timeline.zoom(0, 10 * MS)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.range_ns[1] > 10 * MS


def test_a_tooltip_says_what_a_bar_is(show: Show) -> None:
    timeline = show(cut_character())
    at = place(timeline, 1)
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert "chunk 1 · +70 ms" in QToolTip.text()
    assert "inside a character" in QToolTip.text()
    QToolTip.hideText()
    assert "chunks 0 to 9" in Timeline.describe(timeline, bar(_crowd(show), 0))


def _crowd(show: Show) -> Timeline:
    analysis = Analysis()
    analysis.feed([Chunk(5 * MS, b"ab")] * 10)
    return show(analysis)


def test_100_000_chunks_make_no_more_bars_than_the_width_has_room_for(show: Show) -> None:
    analysis = Analysis()
    analysis.feed(Chunk(nth * MS, b"plain\n") for nth in range(100_000))
    timeline = show(analysis)
    assert len(timeline.visible_slots()) <= 900 / 6
    timeline.grab()


@pytest.mark.parametrize("last_ms", [0, 1, 7, 300, 9_000, 3_600_000])
def test_any_length_of_time_has_an_axis(show: Show, last_ms: int) -> None:
    analysis = Analysis()
    analysis.feed([Chunk(0, b"a"), Chunk(last_ms * MS, b"b")])
    timeline = show(analysis)
    timeline.publish(2, (last_ms + 50) * MS)
    timeline.grab()


def test_nothing_yet(show: Show) -> None:
    timeline = show(recorded([]))
    timeline.grab()
    QTest.mouseClick(timeline, LEFT, NONE, QPoint(100, 30))
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.selection.span == (0, 0)
    timeline.set_source(None)
    timeline.publish(0)
    timeline.grab()


def test_a_log_without_times_says_so(show: Show) -> None:
    analysis = Analysis()
    analysis.feed([Chunk(-1, b"a"), Chunk(-1, b"b")])
    timeline = show(analysis)
    assert timeline.slots.timeless
    assert timeline.visible_slots() == []
    timeline.grab()
