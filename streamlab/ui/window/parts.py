"""The parts of the main window, for whoever acts on several of them and need not know the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.ui.bytes.selection import Selection
    from streamlab.ui.bytes.view import BytesView
    from streamlab.ui.loop.runs import Runs
    from streamlab.ui.settings import Settings
    from streamlab.ui.tabs.card import TabsCard
    from streamlab.ui.window.sidebar import Sidebar
    from streamlab.ui.window.statusbar import StatusBar
    from streamlab.ui.window.timeline import Timeline
    from streamlab.ui.window.verdict import VerdictCard


@dataclass(frozen=True, slots=True)
class Parts:
    """`made_tabs` makes the tabs at its first call: the first paint does without them."""

    settings: Settings
    runs: Runs
    selection: Selection
    sidebar: Sidebar
    verdict: VerdictCard
    timeline: Timeline
    bytes: BytesView
    status: StatusBar
    made_tabs: Callable[[], TabsCard]

    @property
    def tabs(self) -> TabsCard:
        """The tabs at the bottom."""
        return self.made_tabs()
