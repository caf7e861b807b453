"""The application's one stylesheet, generated from the colours.

What a widget is, it says by a property that the rules below read:
- `card` true: a panel with a line around it and round corners
- `primary` true: the one main button; `flat` true: a button without a frame
- `segment` left | middle | right: the buttons of a switch
- `role` of a label: title | section | dim | faint | pill | pillSplit | pillBad | pillOk
- `problem` true: an input whose content cannot be used
Change a property before the widget is first shown, or call `style().polish(widget)` after.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING, Final

from streamlab.resources import asset

if TYPE_CHECKING:
    from streamlab.ui.look.palette import Palette

_BASE: Final = """
QWidget { color: $text; }
QMainWindow, QDialog { background: $background; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 6px 8px; }
QFrame[card="true"], QWidget[card="true"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-weight: 600; font-size: 11pt; }
QLabel[role="section"] { color: $dim; font-weight: 600; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="pill"], QLabel[role="pillSplit"], QLabel[role="pillBad"], QLabel[role="pillOk"] {
    border-radius: 10px; padding: 2px 10px; border: 1px solid $line; color: $dim;
}
QLabel[role="pillSplit"] { background: $split_wash; color: $split; border-color: $split_wash; }
QLabel[role="pillBad"] { background: $bad_wash; color: $bad; border-color: $bad_wash; }
QLabel[role="pillOk"] { background: $ok_wash; color: $ok; border-color: $ok_wash; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $dim; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $dim; padding: 2px 4px; }
QToolBar { background: $panel; border: none; border-bottom: 1px solid $line; spacing: 8px; padding: 8px 12px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 4px; }
QMenuBar { background: $panel; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: $accent_wash; }
QMenu { background: $panel; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 14px; border-radius: 6px; }
QMenu::item:selected { background: $accent_wash; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""

_CONTROLS: Final = """
QPushButton, QToolButton {
    background: $background; border: 1px solid $line; border-radius: 8px; padding: 5px 14px; min-height: 18px;
}
QToolButton { padding: 5px 9px; }
QPushButton:hover, QToolButton:hover { border-color: $faint; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $accent_wash; }
QPushButton:focus, QToolButton:focus, QComboBox:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $panel; }
QPushButton[primary="true"] {
    background: $accent; border-color: $accent; color: $panel; font-weight: 600; padding: 5px 20px;
}
QPushButton[primary="true"]:hover { border-color: $text; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 4px 19px; }
QPushButton[primary="true"]:disabled { background: $background; border-color: $line; color: $faint; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: $accent_wash; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border-color: $accent; }
QPushButton[segment] {
    border-radius: 0; padding: 2px 11px; min-height: 16px; background: $background; color: $dim;
}
QPushButton[segment="left"] { border-top-left-radius: 7px; border-bottom-left-radius: 7px; }
QPushButton[segment="middle"], QPushButton[segment="right"] { margin-left: -1px; }
QPushButton[segment="right"] { border-top-right-radius: 7px; border-bottom-right-radius: 7px; }
QPushButton[segment]:checked { background: $panel; color: $accent; border-color: $accent; }
QPushButton[segment]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[reading="true"] { color: $dim; padding: 1px 8px; min-height: 16px; border-radius: 6px; }
QToolButton[reading="true"]:hover { color: $text; }
QToolButton[byHand="true"] { color: $accent; font-weight: 600; }
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QSpinBox, QDoubleSpinBox, QComboBox {
    background: $panel; border: 1px solid $line; border-radius: 8px; padding: 5px 9px;
    selection-background-color: $selection; selection-color: $text;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 18px; background: $background; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 1px solid $accent; background: $panel;
}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $faint; }
QComboBox { padding-right: 24px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($chevron_down); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $line; padding: 4px; outline: none;
    selection-background-color: $accent_wash; selection-color: $text;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 7px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 15px; height: 15px; border: 1px solid $faint; border-radius: 4px; background: $panel;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator:checked { background: $panel; border: 5px solid $accent; width: 7px; height: 7px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover { border-color: $accent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 9px; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $dim; }
"""

_VIEWS: Final = """
QTabWidget::pane { border: none; border-top: 1px solid $line; background: transparent; }
QTabWidget::tab-bar { left: 10px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $dim; padding: 8px 13px 7px 13px;
    border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $text; border-bottom: 2px solid $text; }
QAbstractItemView {
    background: $panel; alternate-background-color: $chunk_even; border: none; outline: none; gridline-color: $line;
    selection-background-color: $selection; selection-color: $text;
}
QAbstractItemView::item { padding: 4px 8px; border: none; }
QAbstractItemView::item:hover { background: $accent_wash; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QListView[rounded="true"]::item, QTreeView[rounded="true"]::item { border-radius: 8px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
    background: $panel; color: $dim; border: none; border-bottom: 1px solid $line; padding: 5px 8px; font-weight: 400;
}
QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QTreeView::branch:has-children:closed { image: url($chevron_right); }
QTreeView::branch:has-children:open { image: url($chevron_down); }
QScrollArea { background: transparent; border: none; }
QScrollBar { background: $panel; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def stylesheet(palette: Palette) -> str:
    """The rules with every `$token` replaced."""
    values = {name: str(value) for name, value in asdict(palette).items()}
    for name in ("chevron_down", "chevron_right", "check"):
        # Qt reads images of a stylesheet by path, and a path cannot carry a colour: one file per scheme.
        file = asset("icons", f"{name.replace('_', '-')}-{palette.scheme}.svg")
        values[name] = str(file).replace("\\", "/")
    return Template(_BASE + _CONTROLS + _VIEWS).substitute(values)
