"""The verdict's next experiment by one click, with the real lab."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog

from streamlab.lab import Lab
from streamlab.model import TextVerdict, Verdict
from streamlab.request import Body, Request
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended, until


def sample(window: MainWindow, lab: Lab, scenario: str, query: str = "") -> None:
    window.load_sample(next(one for one in lab.scenarios if one.id == scenario))
    window.toolbar.url.setText(window.toolbar.url.text() + query)


async def experimented(window: MainWindow) -> str:
    """What the experiment showed."""
    first = window.runs.current
    await until(lambda: window.runs.current is not first, "the experiment never started")
    await ended(window)
    await until(lambda: window.verdict.compared.text(), "the runs were never compared")
    return window.verdict.compared.text()


def test_identity_proves_the_compressor(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "gzip-buffered")
        window.send()
        await until(lambda: window.runs.receiving)
        assert not window.verdict.experiment.isVisible()
        await ended(window)
        button = window.verdict.experiment
        await until(button.isVisible)
        assert "identity" in button.text()
        button.click()
        assert "gzip held it back" in await experimented(window)
        run = window.runs.current
        assert run is not None
        assert run.request is not None
        assert run.request.header("accept-encoding") == "identity"
        assert window.editor.headers.headers()[-1] == ("Accept-Encoding", "identity")
        assert not run.analysis.content_encoding
        window.runs.show(window.runs.history[1])
        window.settle()
        assert not window.verdict.compared.text()
        window.runs.show(run)
        window.settle()
        assert "gzip held it back" in window.verdict.compared.text()

    drive(play)


def test_the_upstream_is_asked_for_and_compared(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "all-at-once")
        window.send()
        await ended(window)
        await until(window.verdict.experiment.isVisible)
        window.verdict.experiment.click()
        dialog = window.findChild(QInputDialog)
        assert dialog is not None
        assert dialog.textValue().endswith("/s/all-at-once")
        dialog.setTextValue(f"{lab.url}/s/smooth?gap=20ms")
        dialog.accept()
        assert "on the way" in await experimented(window)
        assert window.toolbar.url.text().endswith("/s/smooth?gap=20ms")

    drive(play)


def test_without_streaming(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "missing-done", "?gap=0")
        window.send()
        await ended(window)
        window.verdict.experiment_wanted.emit("try-plain")
        assert "was streamed although" in await experimented(window)
        assert '"stream": false' in window.editor.body.edit.toPlainText()

    drive(play)


def test_once_more(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "smooth", "?gap=0")
        window.send()
        await ended(window)
        window.verdict.experiment_wanted.emit("try-again")
        assert "ended properly" in await experimented(window)
        assert len(window.runs.history) == 2

    drive(play)


def test_what_cannot_be_done_is_said(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.verdict.experiment_wanted.emit("try-again")
        assert not window.runs.running
        window.set_request(Request("GET", f"{lab.url}/s/smooth?gap=0", (), Body()))
        window.send()
        await ended(window)
        window.verdict.experiment_wanted.emit("try-plain")
        assert "no stream" in window.status.label.text()
        run = window.runs.current
        assert run is not None
        run.request = None
        window.verdict.experiment_wanted.emit("try-identity")
        assert "does not say" in window.status.label.text()

    drive(play)


def test_an_address_that_cannot_be_sent_to_leaves_nothing_pending(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "smooth", "?gap=0")
        window.send()
        await ended(window)
        first = window.runs.current
        window.verdict.experiment_wanted.emit("try-upstream")
        dialog = window.findChild(QInputDialog)
        assert dialog is not None
        dialog.setTextValue("no address")
        dialog.accept()
        await until(lambda: window._problems.isVisible())
        assert window.runs.current is first
        sample(window, lab, "smooth", "?gap=0")
        window.send()
        await ended(window)
        run = window.runs.current
        assert run is not None
        assert run.comparison is None

    drive(play)


def test_no_button_without_an_experiment(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.verdict.show_verdict(Verdict(TextVerdict.INTACT, (("intact", {}), ("try-again", {}))))
        assert window.verdict.experiment.isVisible()
        assert window.verdict.experiment.text() == "Repeat"
        window.choose_language("en")
        window.verdict.show_verdict(Verdict(TextVerdict.INTACT, (("intact", {}),)))
        assert not window.verdict.experiment.isVisible()

    drive(play)
