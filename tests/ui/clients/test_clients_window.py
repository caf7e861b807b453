"""The Clients tab inside the window: real lab, one selection everywhere, read as something else, closing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from streamlab.clients import CLIENTS, COLUMNS
from streamlab.lab import Lab
from streamlab.library.reading import ReadAs
from streamlab.ui.tabs.card import MATRIX_HEIGHT
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended, until

CELLS = len(CLIENTS) * len(COLUMNS)


async def computed(window: MainWindow) -> None:
    tab = window.tabs.clients
    await until(lambda: not tab.work.computing and tab.work.asked is None)


def test_a_cell_selects_the_bytes_in_the_panes(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.load_sample(next(one for one in lab.scenarios if one.id == "char-cut-1-2"))
        window.toolbar.url.setText(window.toolbar.url.text() + "?gap=0")
        window.send()
        await ended(window)
        run, tab = window.runs.current, window.tabs.clients
        assert run is not None
        assert not tab.model.cells, "it computes though nobody looks"
        window.tabs.bring(tab)
        await computed(window)
        assert len(tab.model.cells) == CELLS
        came, others, _hopeless = tab.model.failing()
        assert window.tabs.tabs.tabText(4) == f"Clients {len(came) + len(others)}/{len(CLIENTS)}"
        window.selection.clear()
        tab.choose(("textdecoder-per-chunk", "recorded"))
        await computed(window)
        split = run.analysis.split[0]
        assert window.selection.span == (split.start, split.end)
        tab.copy_handler("node")
        assert "corrected handler for Node" in window.status.label.text()
        assert run.request is not None
        assert run.request.url in QGuiApplication.clipboard().text()

    drive(play)


def test_read_as_something_else_in_the_middle(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "phone.log"
    path.write_text("\n".join((b'data: {"a":"' + "你好".encode("gbk") + b'"}\n\n').hex(" ") for _ in range(60)))

    async def play(window: MainWindow) -> None:
        window.open_file(path)
        await ended(window)
        run, tab = window.runs.current, window.tabs.clients
        assert run is not None
        window.tabs.bring(tab)
        await until(lambda: len(tab.model.cells) > 20)
        window.runs.read_as(run, ReadAs(encoding="gb18030"))
        await ended(window)
        await computed(window)
        assert len(tab.model.cells) == CELLS
        assert tab.model.cells["node-buffer", "recorded"].failing == 1
        tab.choose(("node-buffer", "recorded"))
        await computed(window)
        assert "你好" in tab.detail.run_page.picture.accessibleDescription()

    drive(play)


def test_the_matrix_takes_room_and_gives_it_back(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.resize(1100, 720)
        await until(lambda: window.height() == 720)
        before = window._splitter.sizes()
        window.tabs.bring(window.tabs.clients)
        after = window._splitter.sizes()
        assert before[1] < after[1] <= max(MATRIX_HEIGHT, sum(before) * 3 // 5)
        window.tabs.bring(window.tabs.events)
        assert window._splitter.sizes() == before
        window.tabs.bring(window.tabs.clients)
        window._splitter.setSizes([200, sum(before) - 200])
        moved = window._splitter.sizes()
        window.tabs.bring(window.tabs.events)
        assert window._splitter.sizes() == moved

    drive(play)


def test_colours_and_language_change_under_it(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        tab = window.tabs.clients
        window.tabs.bring(tab)
        tab.choose(("node-buffer", "every"))
        await computed(window)
        header = tab.table.verticalHeader().viewport()
        light = header.grab().toImage().pixelColor(2, 2)
        window.choose_theme("dark")
        window.choose_language("zh_CN")
        dark = header.grab().toImage().pixelColor(2, 2)
        assert light.lightness() > 200 > 80 > dark.lightness()
        assert tab.table.viewport().grab().toImage().pixelColor(1, 1).lightness() < 80
        assert tab.detail.run_page.sentence.text()
        window.choose_language("en")
        assert tab.detail.run_page.sentence.text().startswith("Node chunk.toString() shows")
        window.choose_theme("light")

    drive(play)


def test_closing_ends_the_computing(drive: Drive) -> None:
    workers = []

    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        window.tabs.bring(window.tabs.clients)
        await until(lambda: bool(window.tabs.clients.model.cells))
        workers.append(window.tabs.clients.work.worker)

    drive(play)
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert workers[0].join(30)
