"""Rules of the stylesheet that only the window's own parts need."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from streamlab.ui.look.palette import Palette

_RULES: Final = """
QScrollArea, #scrolled { background: transparent; }
#topBar { background: $panel; border-bottom: 1px solid $line; }
#bottomBar { background: $panel; border-top: 1px solid $line; }
#sideBar { background: $panel; border-right: 1px solid $line; }
#problemCard { background: $split_wash; border: 1px solid $split_wash; border-radius: 10px; }
QLabel[role="warn"] { color: $split; }
QLabel[role="bad"] { color: $bad; font-weight: 600; }
QLabel[role="error"] { color: $bad; }
QLabel[role="ok"] { color: $ok; font-weight: 600; }
QLabel[role="json"] { color: $json; }
QPushButton[fold="true"] {
    text-align: left; border: 1px solid transparent; background: transparent; padding: 5px 8px; color: $text;
}
QPushButton[fold="true"]:hover { background: $accent_wash; }
QPushButton[fold="true"]:checked { background: $accent_wash; color: $text; }
QPushButton[fold="true"]:focus { border-color: $accent; }
#sideBar QListView::item { padding: 3px 8px; color: $text; }
#sideBar QListView::item:selected { background: $accent_wash; color: $text; }
#sideBar QListView:focus { border: none; }
QTabWidget QTableView, QTabWidget QTreeView { border-radius: 0; }
#replyView, #headersView { border: none; border-radius: 0; padding: 0; background: $panel; }
#replyView:focus, #headersView:focus { border: none; }
QAbstractScrollArea::corner { background: $panel; border: none; }
#clientsTable QHeaderView::section { padding: 2px 3px; }
#clientChunks, #clientsTable, #correctedHandler { border: none; }
QListView#findingsList { border-right: 1px solid $line; padding: 4px 2px; }
"""


def window_style(palette: Palette) -> str:
    """The rules with every `$token` replaced."""
    return Template(_RULES).substitute({name: str(value) for name, value in asdict(palette).items()})
