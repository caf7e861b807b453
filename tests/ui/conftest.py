"""Fixtures of the window's tests: offscreen Qt, a fresh loop per test, a real lab, and nothing left behind."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from streamlab.lab import Lab
from streamlab.sandbox import process
from streamlab.ui.app import application, dress
from streamlab.ui.loop import bridge
from streamlab.ui.settings import Settings
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(autouse=True, scope="module")
def _nothing_before() -> None:
    """What the modules before left for good: the collections after each test need not look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """English and light at the start; no widget, running timer or task at the end."""
    application()
    dress(qapp, "en", "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert not bridge._tasks
    for widget in QApplication.topLevelWidgets():
        assert not widget.isVisible(), widget
        assert not any(timer.isActive() for timer in widget.findChildren(QTimer)), widget


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    """`run(coroutine)` on a fresh qasync loop."""
    errors: list[dict[str, Any]] = []

    def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
            runner.get_loop().set_exception_handler(lambda _loop, context: errors.append(context))
            return runner.run(asyncio.wait_for(coroutine, 120))

    yield _run
    gc.collect()
    assert not errors, errors


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The real lab."""
    with Lab() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the window of a test keeps its settings and recordings."""
    return tmp_path / "home"


@pytest.fixture
def drive(run: Run, lab: Lab, home: Path) -> Drive:
    """`drive(play)`: a shown window with the lab, `play(window)` on its loop, and a clean end."""

    def _drive(play: Callable[[MainWindow], Awaitable[None]]) -> None:
        async def main() -> None:
            window = MainWindow(Settings(home))
            window.use_lab(lab.url, lab.scenarios)
            window.show()
            window.prepare()
            try:
                await play(window)
            finally:
                window.close()
                window.runs.stop()
                with process.closed():
                    await bridge.cancel_spawned()
                    window.runs.close()
                window.deleteLater()

        run(main())

    return _drive
