"""What a newcomer stumbled over in the window: clipped words, a tab that ran away, claims without a check."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QScrollArea, QWidget

from streamlab.clients import CLIENTS, COLUMNS
from streamlab.lab import Lab
from streamlab.library.reading import ReadAs
from streamlab.ui import app
from streamlab.ui.look import theme
from streamlab.ui.loop.bridge import spawn
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended, until


def send_sample(window: MainWindow, lab: Lab, scenario: str) -> None:
    window.load_sample(next(one for one in lab.scenarios if one.id == scenario))
    window.toolbar.url.setText(window.toolbar.url.text() + "?gap=0")
    window.send()


async def computed(window: MainWindow) -> None:
    tab = window.tabs.clients
    await until(lambda: not tab.work.computing and tab.work.asked is None and not tab.model.missing())


@pytest.mark.parametrize("size", [(1100, 720), (1480, 940)])
def test_the_words_of_a_finding_are_all_there(drive: Drive, lab: Lab, size: tuple[int, int]) -> None:
    async def play(window: MainWindow) -> None:
        window.resize(*size)
        send_sample(window, lab, "demo")
        await ended(window)
        findings = window.tabs.findings
        area = findings.detail.findChild(QScrollArea)
        assert area is not None
        content = area.widget()
        assert content is not None
        for row in range(findings.model.rowCount()):
            findings.choose(row)
            shown = (findings.detail._title, findings.detail._detail, findings.detail._advice)

            def whole(shown: tuple[object, ...] = shown) -> bool:
                return all(note.height() >= note.heightForWidth(note.width()) for note in shown)  # type: ignore[attr-defined]

            def in_its_place() -> bool:
                return content.width() <= area.viewport().width()

            await until(whole, f"finding {row} is cut off")
            await until(in_its_place, f"finding {row} is wider than its place")

    drive(play)


def test_the_clients_stay_in_sight_from_run_to_run(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.tabs.bring(window.tabs.clients)
        send_sample(window, lab, "char-cut-1-2")
        await ended(window)
        assert window.tabs.tabs.currentWidget() is window.tabs.clients
        await computed(window)
        assert window.selection.span != (0, 0), "the finding's bytes are selected all the same"

    drive(play)


def test_nothing_is_claimed_before_the_clients_were_tried(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        send_sample(window, lab, "char-cut-1-2")
        await ended(window)
        assert not window.tabs.clients.model.cells
        assert "read it right" not in window.tabs.clients.sentence.text()

    drive(play)


def test_where_all_fail_in_one_piece_no_harm_is_not_what_it_says(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text("\n".join((b'data: {"a":"' + "你好".encode("gbk") + b'"}\n\n').hex(" ") for _ in range(3)))

    async def play(window: MainWindow) -> None:
        window.open_file(path)
        await ended(window)
        assert window.runs.current is not None
        window.runs.read_as(window.runs.current, ReadAs(encoding="gb18030"))
        await ended(window)
        window.tabs.bring(window.tabs.clients)
        await computed(window)
        came, others, hopeless = window.tabs.clients.model.failing()
        assert not came
        assert not others
        assert hopeless
        texts = " ".join(label.text() for label in window.tabs.clients.detail.findChildren(type(window.status.label)))
        assert "No cut is to blame" in texts
        assert f"{len(hopeless)} clients read this reply wrong even in one piece" in texts

    drive(play)


def test_the_clients_rest_while_every_widget_changes_its_looks(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        work = window.tabs.clients.work
        resting: list[bool] = []
        theme.notifier().changed.connect(lambda _palette: resting.append(work._paused))
        send_sample(window, lab, "demo")
        await ended(window)
        window.tabs.bring(window.tabs.clients)
        window.choose_theme("dark")
        window.choose_theme("light")
        assert resting == [True, True]
        await computed(window)
        assert len(window.tabs.clients.model.cells) == len(CLIENTS) * len(COLUMNS)

    drive(play)


SLIP = "const t = wx.request({url: 'https://example.com', enableChunked: true})\nt.onChunkReceived(() => { nothing.there })"
MENDED = SLIP.replace("nothing.there", "console.log('fine')")


def test_a_handler_stands_beside_the_one_before(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "short.log"
    path.write_text("\n".join(f'data: {{"a":"{text}"}}\n\n'.encode().hex(" ") for text in "你好"))

    async def run_handler(window: MainWindow, source: str) -> None:
        dialog = window.handlers.dialog
        dialog.show_source(source)
        dialog.run_button.click()
        await until(dialog.run_button.isEnabled)
        await computed(window)
        await until(lambda: not dialog._pause.isActive() and not dialog._looking)

    async def play(window: MainWindow) -> None:
        window.open_file(path)
        await ended(window)
        tab = window.tabs.clients
        window.handlers.open()
        await run_handler(window, SLIP)
        before = tab.model.cells["handler", "recorded"]
        await run_handler(window, MENDED)
        assert [row.client for row in tab.model.rows[1:3]] == ["handler-2", "handler"]
        assert tab.model.cells["handler", "recorded"] is before, "it was computed again"
        assert tab.model.key(tab.table.currentIndex()) == ("handler-2", "recorded")
        await run_handler(window, SLIP)
        assert tab.model.key(tab.table.currentIndex()) == ("handler", "recorded")
        assert tab.model.rows[3].client == ""
        for number in range(3):
            await run_handler(window, f"{MENDED} // {number}")
        assert [row.client for row in tab.model.rows[1:4]] == [f"handler-{number}" for number in (5, 4, 3)]

    drive(play)


def test_what_takes_the_focus_has_a_name(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        send_sample(window, lab, "demo")
        await ended(window)
        for tab in window.tabs.all:
            window.tabs.bring(tab)
            for widget in window.findChildren(QWidget):
                inner = isinstance(widget.parentWidget(), QComboBox)
                if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
                    text = widget.text() if isinstance(widget, QAbstractButton) else ""
                    assert widget.accessibleName() or text, f"{widget} of {widget.parentWidget()} beside {tab}"

    drive(play)


def test_what_the_machine_lacks_is_said_once_the_lab_is_there(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        spawn(app.begin(window, [], demo=True, shortcoming=lambda: "No font covers Chinese"), name="begin")
        await until(lambda: window.status.label.text() == "No font covers Chinese")
        assert "demo" in window.toolbar.url.text()

    drive(play)
