"""The application: one Qt loop that is also the asyncio loop, the window, the lab beside it; with `ui.bridge` the only
importer of qasync.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import sys
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from streamlab.model import EndKind
from streamlab.sandbox import process
from streamlab.ui.language.i18n import use_language
from streamlab.ui.look import theme
from streamlab.ui.loop.bridge import cancel_spawned, spawn
from streamlab.ui.loop.signals import Signals
from streamlab.ui.settings import Settings
from streamlab.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from streamlab.lab import Lab

# A stream leaves hundreds of thousands of live values, and a full collection looks at each of them: 60 ms and more in which
# nothing is painted. They form no cycles, so full collections may be rare; and the others small, for one of 25,000 values takes
# 6 ms.
GC_THRESHOLDS = (2_000, 4, 4_000)


def run(files: Iterable[str | Path] = (), demo: bool = False, shortcoming: Callable[[], str] = lambda: "") -> int:
    """Opens the window and returns when it is closed; `shortcoming` says what this machine lacks, once the window is there."""
    app = application()
    settings = Settings()
    dress(app, settings.language, settings.scheme)
    paths = [Path(file) for file in files]

    def start(window: MainWindow) -> Coroutine[Any, Any, None]:
        return begin(window, paths, demo=demo, shortcoming=shortcoming)

    with Signals() as signals:
        run_loop(app, lambda: serve(app, settings, start, signals))
    return signals.exit_code


def application() -> QApplication:
    """The one QApplication, made if there is none."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("streamlab")
    app.setDesktopFileName("streamlab")
    app.setQuitOnLastWindowClosed(False)  # the loop, not Qt, decides when we end
    return app


def dress(app: QApplication, language: str, scheme: str) -> None:
    """Language and colours."""
    use_language(app, language)
    theme.apply(app, theme.scheme_of(app.styleHints().colorScheme()) if scheme == "system" else scheme)


def run_loop(app: QApplication, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs `main()` on Qt's loop."""
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(main())


async def serve(
    app: QApplication,
    settings: Settings,
    begin: Callable[[MainWindow], Coroutine[Any, Any, None]],
    signals: Signals | None = None,
) -> None:
    """Shows the window, then runs `begin` beside it until it is closed or a signal comes; leaves nothing running."""
    gc.set_threshold(*GC_THRESHOLDS)
    closed = asyncio.Event()
    window = MainWindow(settings)
    app.lastWindowClosed.connect(closed.set)
    app.commitDataRequest.connect(lambda _: window.runs.end_now(EndKind.TERMINATED, "the session ends"))

    def obey() -> None:
        assert signals is not None
        if not signals.interrupts:
            window.runs.end_now(EndKind.TERMINATED, signals.name)
        app.closeAllWindows()
        closed.set()  # also where a dialog keeps its window

    if signals is not None:
        signals.heard.connect(obey)
        if signals.number:
            obey()
    app.styleHints().colorSchemeChanged.connect(lambda scheme: _follow_system(app, settings, scheme))
    painted = Qt.ConnectionType.QueuedConnection  # when the paint is over
    window.first_painted.connect(lambda: spawn(_begin(window, begin), name="begin"), painted)
    window.show()
    try:
        await closed.wait()
    finally:
        window.runs.stop()
        with process.closed():  # a thread may be waiting for what a script does
            await cancel_spawned()
            window.runs.close()
        window.deleteLater()


async def _begin(window: MainWindow, begin: Callable[[MainWindow], Coroutine[Any, Any, None]]) -> None:
    window.prepare()
    gc.freeze()  # what the start has made stays
    await begin(window)


async def begin(window: MainWindow, files: list[Path], *, demo: bool, shortcoming: Callable[[], str]) -> None:
    """After the first paint: opens the given file, then starts the lab, which lives as long as this task."""
    for path in files[:1]:
        window.open_file(path)
    from streamlab.errors import LabError, StreamlabError
    from streamlab.words.lab import lab_sentence

    try:
        lab = await window.runs.bridge.call(_started_lab)
    except StreamlabError as error:
        window.status.say(lab_sentence(error) if isinstance(error, LabError) else str(error))
        return
    try:
        window.use_lab(lab.url, lab.scenarios)
        if demo:
            window.load_demo()
        if lacking := shortcoming():
            window.status.say(lacking)
        await asyncio.Event().wait()
    finally:
        lab.stop()


def _started_lab() -> Lab:
    """Starts the lab and, while at it, imports what the first Send needs."""
    from streamlab.lab import Lab

    lab = Lab().start()
    for name in ("streamlab.session", "streamlab.transport.http", "streamlab.diagnosis.prose", "markdown_it"):
        importlib.import_module(name)
    return lab


def _follow_system(app: QApplication, settings: Settings, scheme: Qt.ColorScheme) -> None:
    if settings.scheme == "system":
        theme.apply(app, theme.scheme_of(scheme))
