"""The real program in a real window: started, seen on the screen, closed."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

XVFB = shutil.which("Xvfb")
pytestmark = [pytest.mark.xvfb, pytest.mark.skipif(XVFB is None, reason="Xvfb is not installed")]


class Screen(NamedTuple):
    """A display and the file that mirrors its pixels."""

    display: str
    pixels: Path

    def bright_share(self) -> float:
        """How much of the screen is no longer the empty black it began with."""
        data = self.pixels.read_bytes()
        return 1 - data.count(0) / len(data)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An X server of its own, which says on a pipe which display it took."""
    assert XVFB is not None
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [XVFB, "-displayfd", str(writing), "-screen", "0", "1500x1000x24", "-nolisten", "tcp", "-fbdir", str(tmp_path)],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        assert select.select([reading], [], [], 20)[0], "Xvfb did not start"
        yield Screen(f":{os.read(reading, 16).decode().strip()}", tmp_path / "Xvfb_screen0")
    finally:
        os.close(reading)
        server.terminate()
        server.wait(10)


def wait_until_seen(screen: Screen, program: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 40
    while screen.bright_share() < 0.5:
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < deadline, "no window appeared"
        time.sleep(0.05)


def test_the_program_shows_its_window_and_quits(screen: Screen, tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = os.environ | {
        "DISPLAY": screen.display,
        "QT_QPA_PLATFORM": "xcb",
        "STREAMLAB_HOME": str(home),
        "STREAMLAB_LANG": "zh",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "streamlab", "demo"], env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_until_seen(screen, program)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=30)
        assert (program.returncode, said) == (0, "")
        assert (home / "window.ini").exists()
    finally:
        program.kill()
        program.wait(10)
