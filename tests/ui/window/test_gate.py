"""A stranger's recording in the window: at every door a person is asked, host and file by name, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMessageBox

from streamlab.ui.window.main_window import MainWindow
from tests.transport.test_transport_gate import ANSWER, gift
from tests.transport.wire_server import WireServer
from tests.ui.window_driver import Drive, ended, until


@pytest.fixture
def server() -> Iterator[WireServer]:
    """The stranger's."""
    with WireServer((ANSWER,)) as running:
        yield running


@pytest.fixture
def opened(tmp_path: Path, server: WireServer) -> Path:
    """The stranger's recording, which would upload a file of the person's."""
    secret = tmp_path / "id_rsa"
    secret.write_text("PRIVATE KEY")
    gift(tmp_path, server.url, secret)
    return tmp_path / "gift.slrec"


async def _open(window: MainWindow, path: Path) -> None:
    window.open_file(path)
    await ended(window)


async def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing))
    await until(lambda: window.runs.history, "the file was not opened")
    await ended(window)


def _question(window: MainWindow) -> QMessageBox | None:
    boxes = window.findChildren(QMessageBox, "gateDialog")
    return next((box for box in boxes if box.isVisible()), None)


def _answer(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def _send(window: MainWindow) -> None:
    window._show_earlier(window.runs.history[0])  # as a click in the history
    window.send()


def _send_by_key(window: MainWindow) -> None:
    window.sidebar.history.setCurrentRow(-1)
    window.sidebar.history.setFocus()
    QTest.keyClick(window.sidebar.history, Qt.Key.Key_Down)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _upstream(window: MainWindow) -> None:
    window.verdict.experiment_wanted.emit("try-upstream")
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    dialog.accept()


DOORS: dict[str, Callable[[MainWindow], None]] = {
    "history and Send": _send,
    "history and Send by keys": _send_by_key,
    "again": lambda window: window.verdict.experiment_wanted.emit("try-again"),
    "without compression": lambda window: window.verdict.experiment_wanted.emit("try-identity"),
    "to the upstream": _upstream,
}


@pytest.mark.parametrize("door", DOORS)
def test_a_no_sends_nothing(drive: Drive, opened: Path, server: WireServer, door: str) -> None:
    async def play(window: MainWindow) -> None:
        await _open(window, opened)
        DOORS[door](window)
        await until(lambda: _question(window) is not None, "nobody was asked")
        box = _question(window)
        assert box is not None
        said = box.text().replace("\u200b", "")
        assert f"127.0.0.1:{server.port}" in said
        assert str(opened.parent / "id_rsa") in said
        assert "gift.slrec" in said
        assert box.defaultButton().text() == "Cancel"
        _answer(box, "Cancel")
        assert not window.runs.running
        assert server.connections == 0

    drive(play)


@pytest.mark.parametrize("door", DOORS)
def test_a_yes_sends_it(drive: Drive, opened: Path, server: WireServer, door: str) -> None:
    async def play(window: MainWindow) -> None:
        await _open(window, opened)
        DOORS[door](window)
        await until(lambda: _question(window) is not None, "nobody was asked")
        box = _question(window)
        assert box is not None
        _answer(box, "Send")
        await until(lambda: len(window.runs.history) == 2, "nothing was sent")
        await ended(window)
        assert server.requests[0].endswith(b"PRIVATE KEY")
        window.send()  # it is the person's own now
        assert _question(window) is None
        await ended(window)

    drive(play)


def test_a_dropped_file_is_asked_about_too(drive: Drive, opened: Path, server: WireServer) -> None:
    async def play(window: MainWindow) -> None:
        await _drop(window, opened)
        _send(window)
        assert _question(window) is not None
        assert server.connections == 0

    drive(play)


def test_edited_it_is_still_what_the_file_says(drive: Drive, opened: Path, server: WireServer) -> None:
    """A new address does not make the upload the person's own; a preset, which replaces all of it, does."""

    async def play(window: MainWindow) -> None:
        await _open(window, opened)
        window._show_earlier(window.runs.history[0])
        window.toolbar.set_address("POST", f"{server.url}elsewhere")
        window.send()
        box = _question(window)
        assert box is not None
        assert "id_rsa" in box.text().replace("\u200b", "")
        _answer(box, "Cancel")
        window.toolbar.preset.activated.emit(0)
        window.toolbar.set_address("GET", server.url)
        window.send()
        assert _question(window) is None
        await until(lambda: server.requests, "nothing was sent")
        await ended(window)
        assert b"PRIVATE KEY" not in server.requests[0]

    drive(play)


def test_ones_own_request_is_never_asked_about(drive: Drive, server: WireServer) -> None:
    async def play(window: MainWindow) -> None:
        window.toolbar.set_address("GET", server.url)
        window.send()
        assert _question(window) is None
        await ended(window)
        _send(window)
        assert _question(window) is None
        await ended(window)
        assert server.connections == 2

    drive(play)


def test_a_mask_is_filled_in_before_it_is_sent(drive: Drive, tmp_path: Path, server: WireServer) -> None:
    headers = [["Authorization", "redacted(25)"]]
    gift(tmp_path, server.url, tmp_path, headers=headers, body={"kind": "none"})

    async def play(window: MainWindow) -> None:
        await _open(window, tmp_path / "gift.slrec")
        _send(window)
        assert _question(window) is None
        assert window.editor.headers.headers() == (("Authorization", "{{Authorization}}"),)
        assert "Authorization" in window._problems.text()
        window.editor.headers.set_headers((("Authorization", "Bearer mine"),))
        window.send()
        box = _question(window)
        assert box is not None
        _answer(box, "Send")
        await until(lambda: server.requests, "nothing was sent")
        await ended(window)
        assert b"Bearer mine" in server.requests[0]

    drive(play)


def test_a_mask_in_the_body_is_filled_in_where_the_file_lists_it(
    drive: Drive, tmp_path: Path, server: WireServer
) -> None:
    text = '{"api_key": "**", "model": "m"}'
    start = text.index("**")
    gift(tmp_path, server.url, tmp_path, body={"kind": "json", "text": text, "masked": [[start, start + 2]]})

    async def play(window: MainWindow) -> None:
        await _open(window, tmp_path / "gift.slrec")
        _send(window)
        assert _question(window) is None
        assert window.editor.request().body.text == '{"api_key": "{{api_key}}", "model": "m"}'
        assert "api_key" in window._problems.text()
        assert server.connections == 0

    drive(play)


def test_a_yes_is_for_the_request_that_was_asked_about(drive: Drive, tmp_path: Path, server: WireServer) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        gift(tmp_path / name, f"{server.url}{name}", tmp_path, body={"kind": "none"})

    async def play(window: MainWindow) -> None:
        await _open(window, tmp_path / "one" / "gift.slrec")
        await _open(window, tmp_path / "two" / "gift.slrec")
        first = window.runs.history[1]
        window._show_earlier(first)
        window.send()
        box = _question(window)
        assert box is not None
        window._show_earlier(window.runs.history[0])
        _answer(box, "Send")
        await until(lambda: server.requests, "nothing was sent")
        await ended(window)
        assert window.editor.request().origin.file
        window.send()
        assert _question(window) is not None

    drive(play)


def test_all_of_a_long_host_is_shown(drive: Drive, tmp_path: Path) -> None:
    host = ".".join(["api.example.com", "a" * 55, "b" * 55, "c" * 55, "evil.example"])
    gift(tmp_path, f"http://{host}/", tmp_path, body={"kind": "none"})

    async def play(window: MainWindow) -> None:
        await _open(window, tmp_path / "gift.slrec")
        _send(window)
        box = _question(window)
        assert box is not None
        assert host in box.text().replace("\u200b", "")
        assert max(map(len, box.text().replace("\n", "\u200b").split("\u200b"))) < 100

    drive(play)
