"""The window under 5,000 chunks a second: what is dropped (nothing), the longest gap of the UI loop, an idle one beside."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from streamlab.request import Request
from streamlab.ui import app as application
from streamlab.ui.look import markdown
from streamlab.ui.settings import Settings
from streamlab.ui.window.main_window import MainWindow
from tests.processes import started

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]
COUNT, RATE = 50_000, 5_000


@pytest.fixture
def paced_url() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.benchmarks.paced_server", str(COUNT), str(RATE)]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


class Heartbeat:
    """Ticks every millisecond on the UI loop; `longest` is the longest it was kept waiting, in ms."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> str:
        self._timer.stop()
        gaps = sorted(self.gaps)
        return (
            f"longest {gaps[-1]:.1f} ms, p99 {gaps[int(0.99 * len(gaps))]:.1f} ms, median {gaps[len(gaps) // 2]:.1f} ms"
        )


def test_five_thousand_chunks_a_second(qapp: QApplication, paced_url: str, tmp_path: Path) -> None:
    said: list[str] = []
    counted: list[int] = []

    async def begin(window: MainWindow) -> None:
        markdown.parser()  # as after the first paint of the real window
        idle = Heartbeat()
        await asyncio.sleep(2)
        said.append(f"idle:  {idle.stop()}")
        ended = asyncio.Event()
        window.runs.ended.connect(lambda run: counted.append(len(run.analysis.frames)))
        window.runs.ended.connect(lambda _run: ended.set())
        window.set_request(Request(url=paced_url))
        window.send()
        busy = Heartbeat()
        await ended.wait()
        said.append(f"flood: {busy.stop()}")
        window.close()

    application.application()  # the loop, not the last window, decides when it ends
    application.dress(qapp, "en", "light")
    application.run_loop(qapp, lambda: application.serve(qapp, Settings(tmp_path), begin))
    print("\nUI loop,", f"{COUNT:,} chunks at {RATE:,}/s in the window")
    print("\n".join(said))
    assert counted == [COUNT]
