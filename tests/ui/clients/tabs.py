"""A Clients tab with a run, shown and computed: what the tests of the tab begin with."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis
from streamlab.model import End, EndReason
from streamlab.session import Batch
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.tabs.clients import ClientsTab

SLOW_MS = 40_000  # the machine may be busy; nothing is measured


def batch(analysis: Analysis, *, ended: bool = True) -> Batch:
    """What a session publishes about all of `analysis`."""
    end = (analysis.end or End(0, EndReason.COMPLETE)) if ended else None
    return Batch(
        state="ended" if ended else "streaming",
        t_ns=0,
        chunks=len(analysis.chunk_ends),
        content_size=analysis.content_size,
        reads=0,
        frames=len(analysis.frames),
        deltas=len(analysis.deltas),
        reply_version=analysis.reply_version,
        json_failures=len(analysis.json_failures),
        comments=len(analysis.comments),
        findings=analysis.findings,
        verdict=analysis.verdict,
        end=end,
    )


def made(qtbot: QtBot, analysis: Analysis | None = None, *, shown: bool = True) -> ClientsTab:
    """A tab; with an `analysis` its run has ended."""
    tab = ClientsTab(Selection())
    qtbot.addWidget(tab)
    tab.resize(1250, 640)
    if shown:
        tab.show()
    if analysis is not None:
        tab.show_run(analysis)
        tab.publish(batch(analysis))
    return tab


def computed(qtbot: QtBot, analysis: Analysis) -> ClientsTab:
    """A tab with every cell."""
    tab = made(qtbot, analysis)
    wait_computed(qtbot, tab)
    return tab


def wait_computed(qtbot: QtBot, tab: ClientsTab) -> None:
    """Until nothing is computed any more, and the chosen cell is shown."""
    qtbot.waitUntil(lambda: not tab.work.computing and tab.work.asked is None, timeout=SLOW_MS)


def choose(qtbot: QtBot, tab: ClientsTab, client: str, cuts: str) -> None:
    """As a click on a cell does, and waits for what it shows."""
    tab.choose((client, cuts))
    wait_computed(qtbot, tab)
