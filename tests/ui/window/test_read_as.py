"""Reading a run otherwise: chosen by hand in the status bar, done from the recording, put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis
from streamlab.api import analyze
from streamlab.dialects import DIALECTS
from streamlab.lab import Lab
from streamlab.library import reading
from streamlab.library.entry import Entry
from streamlab.library.reading import ReadAs
from streamlab.ui.loop import runs
from streamlab.ui.window.main_window import MainWindow
from streamlab.ui.window.read_as import ReadAsButtons
from tests.ui.window_driver import Drive, ended

GBK_LOG = "\n".join((b'data: {"a":"' + "你好".encode("gbk") + b'"}\n\n').hex(" ") for _ in range(4))


def actions(menu: QMenu) -> dict[str, QAction]:
    menu.aboutToShow.emit()
    below = [action for entry in menu.actions() if (sub := entry.menu()) for action in sub.actions()]  # type: ignore[attr-defined]
    return {action.text(): action for action in (*menu.actions(), *below)}


def choose(window: MainWindow, part: str, name: str) -> None:
    actions(window.status.read_as.buttons[part].menu())[name].trigger()


async def opened(window: MainWindow, path: Path) -> Entry:
    window.open_file(path)
    await ended(window)
    run = window.runs.current
    assert run is not None
    return run


def test_every_choice_can_be_obeyed() -> None:
    offered = [id_ for ids in reading.dialects().values() for id_ in ids]
    assert sorted(offered) == sorted(dialect.id for dialect in DIALECTS)
    assert list(reading.dialects().values())[-1] == ("plain-text",), "a dialect without a group"
    for dialect in offered:
        Analysis(dialect=dialect)
    for framing in reading.framings():
        Analysis(framing=framing)
    for encoding in reading.encodings():
        Analysis(encoding=encoding)


def test_gbk_by_hand_and_back(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text(GBK_LOG)

    async def play(window: MainWindow) -> None:
        run = await opened(window, path)
        button = window.status.read_as.buttons["encoding"]
        assert button.isVisible()
        assert button.isEnabled()
        assert button.text() == "UTF-8"
        assert button.accessibleName() == "Encoding: UTF-8, detected"
        assert run.analysis.invalid
        window.selection.select(12, 14, window)
        choose(window, "encoding", "GBK")
        assert not button.isEnabled()
        await ended(window)
        assert window.runs.current is run
        assert window.runs.history == [run]
        assert run.analysis.encoding == "gb18030"
        assert not run.analysis.invalid
        assert "你好" in run.analysis.frame_text(run.analysis.frames[0])
        assert window.bytes.scene.source is run.analysis
        assert window.selection.span == (12, 14)
        assert "GBK" in button.text() != "GBK"
        assert button.accessibleName() == "Encoding: GBK, chosen by hand"
        assert actions(button.menu())["GBK"].isChecked()
        assert path.read_text() == GBK_LOG
        choose(window, "encoding", "Automatic")
        await ended(window)
        assert run.reading == ReadAs()
        assert button.text() == "UTF-8"

    drive(play)


def test_the_choice_is_kept_with_its_run(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        first = window.runs.current
        assert first is not None
        choose(window, "dialect", "plain-text")
        await ended(window)
        choose(window, "framing", "text")
        await ended(window)
        assert first.reading == ReadAs(dialect="plain-text", framing="text")
        assert first.analysis.frames == []
        assert first.recording is not None
        assert b"plain-text" not in first.recording.read_bytes()
        window.send()
        await ended(window)
        assert window.status.read_as.buttons["dialect"].text() == "openai-chat"
        window.sidebar.history.setCurrentRow(1)
        assert window.runs.current is first
        assert "plain-text" in window.status.read_as.buttons["dialect"].accessibleName()
        assert window.status.read_as.buttons["framing"].property("byHand")

    drive(play)


def test_old_analyses_leave_memory_and_come_back_from_the_recording(drive: Drive, lab: Lab, tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        window.load_sample(next(one for one in lab.scenarios if one.id == "char-cut-1-2"))
        window.toolbar.url.setText(f"{window.toolbar.url.text()}?gap=0")
        for _ in range(runs.MOST_ANALYSES + 1):
            window.send()
            await ended(window)
        history = window.runs.history
        assert [run.loaded for run in history] == [True] * runs.MOST_ANALYSES + [False]
        oldest, content = history[-1], history[0].analysis.data(0, 10**6)
        assert oldest.analysis.content_size == 0
        window.runs.save(oldest, tmp_path / "saved.slrec")
        window.sidebar.history.setCurrentRow(len(history) - 1)
        await ended(window)
        assert window.runs.current is oldest
        assert oldest.analysis.data(0, 10**6) == content
        assert oldest.loaded
        assert sum(run.loaded for run in history) == runs.MOST_ANALYSES
        assert window.bytes.scene.bands.size == len(content)
        assert (tmp_path / "saved.slrec").exists()

    drive(play)


def test_a_recording_that_has_gone_is_a_sentence(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text(GBK_LOG)

    async def play(window: MainWindow) -> None:
        run = await opened(window, path)
        path.unlink()
        choose(window, "encoding", "GBK")
        await ended(window)
        assert "cannot be read" in window.status.label.text()
        assert run.reading == ReadAs()
        assert window.status.read_as.buttons["encoding"].isEnabled()

    drive(play)


def test_a_stopped_reading_leaves_the_one_before(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text(GBK_LOG)

    async def play(window: MainWindow) -> None:
        run = await opened(window, path)
        before = run.analysis
        choose(window, "encoding", "GBK")
        window.runs.stop()
        await ended(window)
        assert run.analysis is before
        assert window.status.label.text().startswith("Stopped: the recording")
        assert run.reading == ReadAs()
        assert window.bytes.scene.source is before
        assert window.bytes.scene.bands.count == 4
        assert window.status.read_as.buttons["encoding"].text() == "UTF-8"

    drive(play)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", "does not support raise")
def test_the_menus_open_from_the_keyboard(qtbot: QtBot) -> None:
    widget, chosen = ReadAsButtons(), list[ReadAs]()
    qtbot.addWidget(widget)
    widget.chosen.connect(chosen.append)
    widget.show_reading(analyze(["data: 你\n\n".encode()]), ReadAs())
    widget.show()
    button = widget.buttons["framing"]
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus

    def walk() -> None:
        assert button.menu().isVisible()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(button.menu(), key)

    QTimer.singleShot(0, walk)
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == [ReadAs(framing="ndjson")]


def test_what_the_finding_suggests_is_one_click_away(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text(GBK_LOG)

    async def play(window: MainWindow) -> None:
        run = await opened(window, path)
        assert run.batch is not None
        findings, detail = run.batch.findings, window.tabs.findings.detail
        window.tabs.findings.choose(next(row for row, one in enumerate(findings) if "suggested" in one.args))
        assert detail.encoding_button.isVisibleTo(detail)
        assert detail.encoding_button.text() == "Read as GBK"
        assert not detail.clients_button.isVisibleTo(detail)
        QTest.mouseClick(detail.encoding_button, Qt.MouseButton.LeftButton)
        await ended(window)
        assert run.reading == ReadAs(encoding="gb18030")
        assert not run.analysis.invalid
        assert not detail.encoding_button.isVisibleTo(detail)
        assert actions(window.status.read_as.buttons["encoding"].menu())["GBK"].isChecked()

    drive(play)


def test_a_fault_of_clients_leads_to_the_clients(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "cut.log"
    path.write_text("\n".join((b'data: {"a":"\xe4'.hex(" "), b'\xbd\xa0"}\n\n'.hex(" "))))

    async def play(window: MainWindow) -> None:
        await opened(window, path)
        detail = window.tabs.findings.detail
        assert window.tabs.tabs.currentWidget() is window.tabs.findings
        QTest.mouseClick(detail.clients_button, Qt.MouseButton.LeftButton)
        assert window.tabs.tabs.currentWidget() is window.tabs.clients

    drive(play)
