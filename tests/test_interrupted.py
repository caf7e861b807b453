"""A run of these tests that is interrupted, by Ctrl+C or by a plain kill, leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.needs import need, need_node
from tests.processes import started

ROOT = Path(__file__).parents[1]
MARK = "STREAMLAB_INTERRUPTED"
WAITING = """
import shutil, subprocess, sys, time
from pathlib import Path
from tests.processes import screen, started

def test_with_a_screen_a_lab_and_node(tmp_path):
    lab = [sys.executable, "-m", "streamlab", "lab"]
    node = [shutil.which("node"), "-e", "setTimeout(() => {}, 60000)"]
    with screen(tmp_path), started(lab, stdout=subprocess.PIPE) as lab, started(node):
        assert lab.stdout.readline()
        (Path(__file__).parent / "ready").touch()
        time.sleep(60)
"""

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc"),
    need("Xvfb"),
    need_node,
]


def alive(mark: str) -> list[str]:
    """The command lines of the processes that were started, by whomever, with `mark` in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it ended meanwhile, or is somebody else's
    return found


@contextmanager
def group(command: list[str], **settings: Any) -> Iterator[subprocess.Popen[str]]:
    """`command` with all that it starts: where this test fails, it must not leave behind what it looks for."""
    with started(command, **settings) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("by", ["ctrl-c", "kill"])
def test_nothing_is_left_behind(tmp_path: Path, by: str) -> None:
    tests = tmp_path / "test_waiting.py"
    tests.write_text(WAITING)
    arguments = ["-p", "tests.conftest", "-n", "1", f"--basetemp={tmp_path / 'run'}", str(tests)]
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment[MARK] = str(tmp_path)
    with group(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        while not (tmp_path / "ready").exists():
            assert run.poll() is None, run.communicate()
            time.sleep(0.05)
        assert len(alive(str(tmp_path))) >= 5, "pytest, its worker, Xvfb, streamlab, Node"
        if by == "ctrl-c":
            os.killpg(run.pid, signal.SIGINT)
        else:
            run.terminate()
        said, _ = run.communicate(timeout=40)
    assert run.returncode == pytest.ExitCode.INTERRUPTED, said
    assert alive(str(tmp_path)) == []
