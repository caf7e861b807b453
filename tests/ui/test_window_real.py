"""The real program in a real window: started, seen on the screen, closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.needs import need_x11
from tests.processes import Screen, screen, started

pytestmark = [pytest.mark.xvfb, need_x11("Xvfb")]


def wait_until_seen(shown: Screen, program: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 40
    while shown.bright_share() < 0.5:
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < deadline, "no window appeared"
        time.sleep(0.05)


def test_the_program_shows_its_window_and_quits(tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "streamlab", "demo"]
    with screen(tmp_path) as shown:
        environment = os.environ | {"DISPLAY": shown.display, "STREAMLAB_HOME": str(home), "STREAMLAB_LANG": "zh"}
        del environment["QT_QPA_PLATFORM"]
        with started(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
            wait_until_seen(shown, program)
            program.send_signal(signal.SIGINT)
            _, said = program.communicate(timeout=30)
            assert (program.returncode, said) == (0, "")
            assert (home / "window.ini").exists()
