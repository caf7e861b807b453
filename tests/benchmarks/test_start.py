"""Start to first paint, against an empty PySide6 window plus `import httpx`; whole processes, in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

import pytest

from tests.benchmarks.ratios import NOISE

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

# As on a person's machine: modules compiled once, not at every start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "QT_QPA_PLATFORM": "offscreen"
}
EMPTY = """
import os, httpx
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        os._exit(0)
app = QApplication([])
window = Window()
window.show()
app.exec()
"""
OURS = """
import os
from streamlab.cli.doctor import guard
assert guard.picture_obstacle() is None
from streamlab.ui import app
async def painted(window, *args, **kwargs):
    os._exit(0)
app.begin = painted
app.run()
"""


def _seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return time.perf_counter() - start


def test_start_to_first_paint() -> None:
    for code in (OURS, EMPTY):
        _seconds(code)
    found = statistics.median(_seconds(OURS) / _seconds(EMPTY) for _ in range(7))
    print(f"\nstart to first paint: {found:.2f} x an empty window and import httpx")
    assert found <= 2.0 * NOISE
