"""The window as a person uses it: real lab, real session, real widgets."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from streamlab.lab import Lab
from streamlab.model import EndReason
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended, until


def sample(window: MainWindow, lab: Lab, scenario: str, query: str = "?gap=0") -> None:
    window.load_sample(next(one for one in lab.scenarios if one.id == scenario))
    window.toolbar.url.setText(window.toolbar.url.text() + query)


def test_the_demo_from_send_to_the_bytes(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        seen: set[int] = set()
        window.runs.published.connect(lambda batch: seen.add(batch.chunks))
        window.load_demo()
        window.toolbar.send_button.click()
        assert window.toolbar.stop_button.isEnabled()
        batch = await ended(window)
        assert len(seen) > 5, "the chunks came all at once"
        assert batch.end is not None
        assert batch.end.reason is EndReason.COMPLETE
        assert "3 characters" in window.verdict.sentence.text()
        assert window.bytes.scene.bands.count == batch.chunks == 48
        assert window.tabs.events.model.rowCount() == batch.frames
        assert window.tabs.tabs.currentWidget() is window.tabs.findings
        analysis = window.runs.current.analysis  # type: ignore[union-attr]
        assert window.selection.span == (analysis.split[0].start, analysis.split[0].end)
        window.tabs.bring(window.tabs.reply)
        assert window.tabs.reply.view.toPlainText().startswith(analysis.reply.text.split("\n")[0].lstrip("# "))
        assert "Complete · 48 chunks" in window.status.label.text()
        assert "recording saved" in window.status.label.text()

    drive(play)


def test_the_head_is_shown_before_any_body(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "all-at-once", "")
        window.tabs.bring(window.tabs.connection)
        window.send()
        await until(lambda: window.tabs.connection.raw.toPlainText().startswith("HTTP/1.1 200 OK"))
        run = window.runs.current
        assert run is not None
        assert run.batch is not None
        assert run.batch.chunks == 0
        await until(lambda: window.status.label.text().startswith("Head received"))
        window.runs.stop()
        await ended(window)

    drive(play)


def test_one_selection_everywhere(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "demo")
        window.send()
        await ended(window)
        run = window.runs.current
        assert run is not None
        window.tabs.findings.choose(window.tabs.findings.model.row_of("invalid-json-from-server"))
        window.tabs.findings.list.clicked.emit(window.tabs.findings.list.currentIndex())
        failure = run.analysis.json_failures[0]
        assert window.selection.span == (failure.offset, failure.offset + 1)
        assert window.tabs.events.table.currentIndex().row() == failure.frame
        assert "Not JSON at line 1" in window.tabs.json._note.text()
        frame = run.analysis.frames[3]
        window.tabs.events.table.selectRow(3)
        assert window.selection.span == (frame.start, frame.end)
        window.tabs.json.tree.setCurrentIndex(window.tabs.json.model.index(0, 0, window.tabs.json.model.index(0, 0)))
        start, end = window.selection.span
        assert run.analysis.data(start, end).startswith(b'"chatcmpl')
        window.selection.select(start, end + 1, window)
        assert window.tabs.events.table.currentIndex().row() == 3

    drive(play)


def test_selected_reply_text_selects_its_bytes(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "smooth")
        window.send()
        await ended(window)
        reply, analysis = window.tabs.reply, window.runs.current.analysis  # type: ignore[union-attr]
        window.tabs.bring(reply)
        delta = next(
            delta for delta in analysis.deltas if delta.text.strip() and delta.text in reply.view.toPlainText()
        )
        found = reply.view.document().find(delta.text.strip())
        reply.view.setTextCursor(found)
        reply.view.chosen.emit()
        start, end = window.selection.span
        assert start <= delta.start < end
        window.selection.clear()
        window.selection.select(delta.start, delta.end, window)
        assert reply.view.extraSelections()

    drive(play)


def test_stop_keeps_everything(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "endless", "?gap=2ms")
        window.send()
        await until(lambda: window.bytes.scene.bands.count > 20)
        window.toolbar.stop_button.click()
        batch = await ended(window)
        assert batch.end is not None
        assert batch.end.reason is EndReason.ABORTED
        assert batch.chunks > 20
        assert window.status.label.text().startswith("Stopped")
        run = window.runs.current
        assert run is not None
        assert run.recording is not None
        size = run.analysis.content_size
        window.open_file(run.recording)
        await until(lambda: window.runs.current is not run)
        await ended(window)
        assert window.runs.current.analysis.content_size == size  # type: ignore[union-attr]

    drive(play)


def test_stop_right_after_send_is_not_lost(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        for _ in range(3):
            sample(window, lab, "endless", "?gap=2ms")
            window.toolbar.send_button.click()
            window.toolbar.stop_button.click()
            batch = await ended(window)
            assert batch.end is not None
            assert batch.end.reason is EndReason.ABORTED
            assert batch.chunks == 0
        sample(window, lab, "smooth")
        window.send()
        batch = await ended(window)
        assert batch.end is not None
        assert batch.end.reason is EndReason.COMPLETE

    drive(play)


def test_a_recording_opens_by_drop_and_shows_the_same(drive: Drive, lab: Lab, tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "char-cut-1-2")
        window.send()
        await ended(window)
        live = window.runs.current
        assert live is not None
        target = tmp_path / "copy.slrec.gz"
        window.runs.save(live, target)
        await until(lambda: target.exists() and "Saved as" in window.status.label.text())
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(target))])
        window.dropEvent(
            QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        )
        await until(lambda: window.runs.current is not live and not window.runs.running)
        again = window.runs.current
        assert again is not None
        assert again.analysis.to_dict() == live.analysis.to_dict()
        assert again.title == "copy.slrec.gz"
        window.sidebar.history.setCurrentRow(1)
        assert window.runs.current is live
        assert window.bytes.scene.source is live.analysis
        assert window.tabs.events.model.rowCount() == len(live.analysis.frames)

    drive(play)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b'{"streamlab":"recording/99","created":"x","request":null}\n', "A newer streamlab"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_recording_is_a_sentence(
    drive: Drive, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "x.slrec"
    if content is not None:
        path.write_bytes(content)

    async def play(window: MainWindow) -> None:
        window.open_file(path)
        await until(lambda: sentence in window.verdict.sentence.text())
        assert window.runs.history == []

    drive(play)


def test_a_bad_address_is_said_and_nothing_is_sent(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.toolbar.url.setText("example.com/x")
        window.send()
        assert "has no scheme" in window._problems.text()
        assert window._problems.isVisible()
        assert not window.runs.running
        window.toolbar.url.setText("http://127.0.0.1/x")
        await until(lambda: not window._problems.isVisible())
        window.toolbar.method.setCurrentText("BAD METHOD")
        window.send()
        assert "not a method" in window._problems.text()

    drive(play)


def test_a_bad_header_opens_the_editor(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        request = replace(window.editor.request(), headers=(("Bad name", "x"),))
        window.set_request(request)
        window.send()
        assert window.editor.isVisible()
        assert window.editor.tabs.currentIndex() == 0
        assert "not a header name" in window._problems.text()

    drive(play)


@pytest.fixture
def closed_port() -> Iterator[int]:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: refuses
        yield taken.getsockname()[1]


def test_a_refused_connection_is_a_sentence(drive: Drive, closed_port: int) -> None:
    async def play(window: MainWindow) -> None:
        window.toolbar.url.setText(f"http://127.0.0.1:{closed_port}/")
        window.send()
        batch = await ended(window)
        assert batch.end is not None
        assert batch.end.reason is EndReason.CONNECT_ERROR
        assert "refused" in window.verdict.sentence.text()
        assert window.toolbar.send_button.isEnabled()
        assert not window.toolbar.stop_button.isEnabled()

    drive(play)


def test_json_that_does_not_parse_is_sent(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "smooth")
        window.editor.body.edit.setPlainText("{")
        window.send()
        batch = await ended(window)
        assert batch.end is not None
        assert batch.end.reason is EndReason.COMPLETE

    drive(play)


def test_an_unwritable_recordings_folder_is_said_and_the_run_goes_on(drive: Drive, lab: Lab, home: Path) -> None:
    home.mkdir()
    (home / "recordings").write_text("a file where the folder should be")

    async def play(window: MainWindow) -> None:
        said: list[str] = []
        window.runs.failed.connect(said.append)
        sample(window, lab, "smooth")
        window.send()
        batch = await ended(window)
        assert batch.chunks
        assert "Nothing is recorded" in said[0]
        assert "recording saved" not in window.status.label.text()

    drive(play)


def test_closing_while_a_run_goes_on_leaves_nothing(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "endless", "?gap=2ms")
        window.send()
        await until(lambda: window.bytes.scene.bands.count > 3)

    drive(play)


def test_the_names_of_the_contract_and_accessible_names(drive: Drive) -> None:
    names = (
        "urlEdit methodCombo sendButton stopButton headersTable bodyEdit presetCombo hexPane base64Pane textPane chunkList "
        "timelineView eventTable jsonTree replyView findingsList verdictLabel statusLabel"
    )

    async def play(window: MainWindow) -> None:
        assert window.objectName() == "mainWindow"
        for name in names.split():
            assert window.findChild(QWidget, name) is not None, name
        for widget in window.findChildren(QWidget):
            focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)
            if focusable and not inner and isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
                said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                assert said, (widget, widget.objectName())
        await asyncio.sleep(0)

    drive(play)


def test_the_keyboard_goes_round(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.activateWindow()
        window.toolbar.url.setFocus()
        seen = []
        for _ in range(5):
            window.cycle_panes()
            focus = window.focusWidget()
            assert focus is not None
            seen.append(focus.objectName() or type(focus).__name__)
        assert len(set(seen)) == 5, seen
        assert seen[-1] == "urlEdit"
        await asyncio.sleep(0)

    drive(play)


def test_the_shortcuts(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.activateWindow()
        await until(window.isActiveWindow)
        sample(window, lab, "endless", "?gap=2ms")
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: window.bytes.scene.bands.count > 3)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        await ended(window)
        QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert window.editor.isVisible()
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert window.toolbar.url.hasFocus()
        assert window.toolbar.url.selectedText() == window.toolbar.url.text()

    drive(play)


def test_a_log_without_times_opens(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text('["ZGF0YTog5A==", "vaANCg0K"]')

    async def play(window: MainWindow) -> None:
        window.open_file(path)
        await ended(window)
        run = window.runs.current
        assert run is not None
        assert len(run.analysis.split) == 1
        assert "base64" in window.status.label.text()
        window.status.say("")  # the counters in its place: no time is known, and nothing was recorded
        assert window.status.label.text() == "Complete · 2 chunks · 13 B"

    drive(play)
