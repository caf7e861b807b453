"""A picture of the window after a demo run, made without a screen; the README's pictures come from here."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlab.ui.window.main_window import MainWindow

SETTLE_S = 0.1  # after the last batch: time for the last paints


def screenshot(
    path: str | os.PathLike[str],
    *,
    language: str = "en",
    scheme: str = "light",
    size: tuple[int, int] = (1480, 940),
    scenario: str = "demo",
    tab: str = "findings",
) -> None:
    """Runs `scenario` against the lab to its end and saves the window, with `tab` in front, as `path`.

    Raises OSError if that fails.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from streamlab.ui import app as application
    from streamlab.ui.settings import Settings

    app = application.application()
    application.dress(app, language, scheme)
    with tempfile.TemporaryDirectory(prefix="streamlab-") as home:
        saved: list[bool] = []

        async def begin(window: MainWindow) -> None:
            try:
                await _play(window, scenario, size)
                if tab == "clients":
                    await _try_clients(window)
                saved.append(window.grab().save(str(path)))
            finally:
                window.close()

        application.run_loop(app, lambda: application.serve(app, Settings(Path(home)), begin))
    if saved != [True]:
        raise OSError(f"{path} cannot be written")


async def _play(window: MainWindow, scenario: str, size: tuple[int, int]) -> None:
    from streamlab.lab import Lab

    window.resize(*size)
    ended = asyncio.Event()
    window.runs.ended.connect(lambda _run: ended.set())
    with Lab() as lab:
        window.use_lab(lab.url, lab.scenarios)
        window.load_demo()
        if scenario != "demo":
            window.load_sample(next(one for one in lab.scenarios if one.id == scenario))
        window.send()
        await ended.wait()
        window.settle()
        window.tabs.reply.flush()
        await asyncio.sleep(SETTLE_S)


async def _try_clients(window: MainWindow) -> None:
    clients, computed = window.tabs.clients, asyncio.Event()
    clients.work.ended.connect(lambda _all: computed.set())
    window.tabs.bring(clients)
    if clients.work.computing:
        await computed.wait()
    await asyncio.sleep(SETTLE_S)
