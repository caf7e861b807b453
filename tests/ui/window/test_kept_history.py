"""The history in the window: what is kept, pinned, cut, bounded, and what is said when its files go."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSpinBox

import streamlab
from streamlab.importing import load
from streamlab.lab import Lab
from streamlab.library import shelf
from streamlab.model import Chunk, End, EndKind, EndReason, Head
from streamlab.recording import Recording
from streamlab.ui.loop.signals import Signals
from streamlab.ui.settings import Settings
from streamlab.ui.window.main_window import MainWindow
from streamlab.ui.window.sidebar import CUT, PINNED
from tests.processes import started
from tests.ui.test_window_runs import sample
from tests.ui.window_driver import Drive, ended, until

EVENT = b'data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}\n\n'
HEAD = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream; charset=utf-8"),))


def row(window: MainWindow, nth: int = 0) -> str:
    return window.sidebar.history.item(nth).text()


def test_a_recording_without_an_end_is_shown_as_one(drive: Drive, tmp_path: Path) -> None:
    cut, whole, bare = (tmp_path / name for name in ("cut.slrec", "whole.slrec", "bare.slrec"))
    Recording("", None, [HEAD, Chunk(2, EVENT), Chunk(3, EVENT[:30])]).save(cut)
    Recording("", None, [HEAD, Chunk(2, EVENT), End(3, EndReason.COMPLETE)]).save(whole)
    Recording("", None, []).save(bare)

    async def play(window: MainWindow) -> None:
        window.open_file(cut)
        batch = await ended(window)
        run = window.runs.current
        assert run is not None
        assert run.analysis.to_dict() == streamlab.analyze(load(cut)).to_dict()
        assert batch.end is not None
        assert batch.end.kind is EndKind.RECORDING
        assert "without an end" in window.verdict.sentence.text()
        assert "cut short" not in window.verdict.sentence.text()
        assert row(window).endswith(f"{CUT}  cut.slrec")
        assert "how the run ended is not known" in window.sidebar.history.item(0).toolTip()
        assert batch.findings[0].rule == "recording-cut"
        assert "stops before the end" in window.status.label.text(), "what the reader noted"
        window.status.publish(batch)
        assert window.status._sign.text() == "■", "nothing that failed"
        assert window.status.label.text().startswith("The recording stops here")
        assert "saved" not in window.status.label.text(), "it was opened, not saved"
        window.open_file(bare)
        await ended(window)
        assert "how that ended is not known" in window.verdict.sentence.text()
        window.open_file(whole)
        await ended(window)
        assert row(window).endswith("  whole.slrec")
        assert CUT not in row(window)
        assert CUT in row(window, 1)
        assert window.status.label.text().startswith("Complete")

    drive(play)


def test_a_run_whose_file_is_harmed_says_so_and_is_found_elsewhere(
    drive: Drive, lab: Lab, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    async def play(window: MainWindow) -> None:
        sample(window, lab, "endless", "?gap=2ms")
        window.send()
        await until(lambda: window.bytes.scene.bands.count > 3)
        run = window.runs.current
        assert run is not None
        assert run.recording is not None
        os.truncate(run.recording, 10)
        count = window.bytes.scene.bands.count
        await until(lambda: window.bytes.scene.bands.count > count + 3)
        window.runs.stop()
        batch = await ended(window)
        assert "Somebody truncated the recording" in window.status.label.text()
        assert str(batch.kept) in window.status.label.text()
        assert run.recording == batch.kept
        assert run.is_on_disk
        assert run.session is not None
        assert load(run.recording).messages == run.session.recording().messages
        run.recording.unlink()
        assert not run.is_on_disk, "what is in memory alone is not let go"

    if sys.platform != "win32":
        drive(play)


def test_a_file_that_is_removed_later_is_not_called_saved(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "smooth")
        window.send()
        batch = await ended(window)
        assert "recording saved" in window.status.label.text()
        assert batch.kept is not None
        batch.kept.unlink()
        window.status.publish(batch)
        assert "recording saved" not in window.status.label.text()
        assert "the recording was removed" in window.status.label.text()
        run = window.runs.current
        assert run is not None
        said: list[str] = []
        window.runs.failed.connect(said.append)
        window.runs.save(run, batch.kept.with_name("copy.slrec"))
        await until(lambda: said)
        assert "could not be saved" in said[0]
        assert not batch.kept.with_name("copy.slrec").exists()

    drive(play)


def test_a_pinned_recording_stays(drive: Drive, lab: Lab, home: Path, tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        window.settings.limits = shelf.Limits(1, 1)
        for _ in range(2):
            sample(window, lab, "smooth")
            window.send()
            await ended(window)
        first = window.runs.history[1]
        assert first.recording is not None
        for pinned in (True, False, True):
            menu = window.sidebar.history_menu(1)
            assert menu is not None
            (action,) = menu.actions()
            assert (action.text(), action.isEnabled(), action.isChecked()) == ("Keep this recording", True, not pinned)
            action.trigger()
            menu.close()
            assert first.is_pinned is pinned
            assert (PINNED in row(window, 1)) is pinned
            assert ("stays however old" in window.sidebar.history.item(1).toolTip()) is pinned
        shelf.prune(window.settings.recordings, files=1, size=1)
        assert first.recording.exists()
        own = tmp_path / "own.slrec"
        Recording("", None, [End(0, EndReason.COMPLETE)]).save(own)
        window.open_file(own)
        await ended(window)
        menu = window.sidebar.history_menu(0)
        assert menu is not None
        assert not menu.actions()[0].isEnabled(), "what a person saved is never removed"
        menu.close()
        window.runs.pin(window.runs.history[0], pinned=True)
        assert not shelf.is_pinned(own)
        assert window.sidebar.history_menu(99) is None

    drive(play)


def test_the_limits_of_the_history(drive: Drive, home: Path) -> None:
    async def play(window: MainWindow) -> None:
        for button, expected in (
            (QDialogButtonBox.StandardButton.Cancel, shelf.Limits()),
            (QDialogButtonBox.StandardButton.Ok, shelf.Limits(7, 3_000_000)),
            (QDialogButtonBox.StandardButton.RestoreDefaults, shelf.Limits()),
        ):
            window._menus._menus.actions["settings"].trigger()
            dialog = window.findChild(QDialog, "limitsDialog")
            assert dialog is not None
            boxes = {box.objectName(): box for box in dialog.findChildren(QSpinBox)}
            assert all(box.accessibleName() for box in boxes.values())
            boxes["limitFiles"].setValue(7)
            boxes["limitSize"].setValue(3)
            buttons = dialog.findChild(QDialogButtonBox)
            assert buttons is not None
            buttons.button(button).click()
            if button is QDialogButtonBox.StandardButton.RestoreDefaults:
                dialog.accept()
            await until(lambda: window.findChild(QDialog, "limitsDialog") is None)
            assert window.settings.limits == expected
            assert Settings(home).limits == expected

    drive(play)


@pytest.mark.parametrize("text", ["", "-5", "many", "1e9", "٣", "0"])
def test_limits_that_make_no_sense_are_not_obeyed(home: Path, text: str) -> None:
    home.mkdir()
    (home / "window.ini").write_text(f"[history]\nfiles={text}\nbytes={text}\n", "utf-8")
    limits = Settings(home).limits
    assert limits == (shelf.Limits(1, 1) if text == "0" else shelf.Limits())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_tells_the_window_to_end_ends_the_run_in_order(drive: Drive, lab: Lab, number: signal.Signals) -> None:
    async def play(window: MainWindow) -> None:
        before = signal.getsignal(number)
        with Signals() as signals:
            signals.heard.connect(lambda _: window.runs.end_now(EndKind.TERMINATED, signals.name))
            sample(window, lab, "endless", "?gap=2ms")
            window.send()
            await until(lambda: window.bytes.scene.bands.count > 3)
            run = window.runs.current
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            assert window.runs.receiving, "not in the middle of whatever goes on"
            await until(lambda: not window.runs.running)
        assert signal.getsignal(number) is before
        assert signals.exit_code == 128 + number
        assert run is not None
        assert run.recording is not None
        end = load(run.recording).messages[-1]
        assert isinstance(end, End)
        assert (end.reason, end.kind, end.detail) == (EndReason.ABORTED, EndKind.TERMINATED, number.name)
        await ended(window)
        assert "told to end" in window.verdict.sentence.text()

    drive(play)


STARTED = """
import os, socket, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from streamlab.request import Origin, Request
from streamlab.ui import app

def nobody_answers(*_, **__):
    Path("ready").touch()
    time.sleep(600)

async def begin(window, files, **_):
    window.runs.published.connect(lambda batch: batch.chunks > 3 and Path("ready").touch())
    window.set_request(Request("GET", os.environ["URL"]))
    if sys.argv[1] == "looking up":
        socket.getaddrinfo = nobody_answers
        window.set_request(Request("GET", "http://slow.example/"))
    window.send()
    if sys.argv[1] == "asked":
        window.gate.pass_on(Request("GET", os.environ["URL"], origin=Origin("x.slrec")), print)
        assert window.gate._box.isVisible()
    if sys.argv[1] == "saving":
        window.runs.published.connect(lambda _: window.runs.save(window.runs.current, Path("saved.slrec")))

app.begin = begin
sys.exit(app.run())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize(
    ("number", "while_", "code", "kind"),
    [
        (signal.SIGTERM, "running", 143, EndKind.TERMINATED),
        (signal.SIGHUP, "running", 129, EndKind.TERMINATED),
        (signal.SIGINT, "running", 0, EndKind.STOPPED),
        (signal.SIGTERM, "asked", 143, EndKind.TERMINATED),
        (signal.SIGTERM, "saving", 143, EndKind.TERMINATED),
        (signal.SIGTERM, "looking up", 143, EndKind.TERMINATED),
    ],
)
def test_a_signal_closes_the_window_in_order(
    lab: Lab, tmp_path: Path, number: signal.Signals, while_: str, code: int, kind: EndKind
) -> None:
    environment = os.environ | {"STREAMLAB_HOME": str(tmp_path / "home"), "URL": f"{lab.url}/s/endless?gap=2ms"}
    command = [sys.executable, "-c", STARTED, while_]
    with started(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not (tmp_path / "ready").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        process.send_signal(number)
        process.send_signal(number)
        _, messages = process.communicate(timeout=20)
    assert process.returncode == code, messages
    assert "Traceback" not in messages
    (path,) = (tmp_path / "home" / "recordings").iterdir()
    end = load(path).messages[-1]
    assert isinstance(end, End)
    assert (end.reason, end.kind) == (EndReason.ABORTED, kind)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    if while_ == "saving":
        assert load(tmp_path / "saved.slrec").messages
        assert sorted(file.name for file in tmp_path.iterdir()) == ["home", "ready", "saved.slrec"]


def test_the_end_of_the_systems_session_is_recorded_before_it_is_answered(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        sample(window, lab, "endless", "?gap=2ms")
        window.send()
        await until(lambda: window.bytes.scene.bands.count > 3)
        run = window.runs.current
        assert run is not None
        assert run.recording is not None
        window.runs.end_now(EndKind.TERMINATED, "the session ends")
        end = load(run.recording).messages[-1]  # no turn of the loop in between
        assert isinstance(end, End)
        assert end.kind is EndKind.TERMINATED
        await asyncio.sleep(0)

    drive(play)
