"""Colours by meaning, for light and dark, and `apply`, which dresses the application in them.

Painted widgets read `current()` while painting. Qt repaints every widget when the application's palette
changes, and `notifier().changed` tells those that cache colours.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from streamlab.ui.look import fonts
from streamlab.ui.look.palette import Palette, Scheme, colours
from streamlab.ui.look.stylesheet import stylesheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class _Notifier(QObject):
    changed = Signal(object)  # Palette
    palette: Palette = colours(Scheme.LIGHT)


@cache
def notifier() -> _Notifier:
    """Tells `changed(Palette)` after each `apply`."""
    return _Notifier()


def current() -> Palette:
    """The colours in force."""
    return notifier().palette


def scheme_of(scheme: Qt.ColorScheme) -> Scheme:
    """Qt's answer as ours; an unknown scheme is light."""
    return Scheme.DARK if scheme == Qt.ColorScheme.Dark else Scheme.LIGHT


def apply(app: QApplication, scheme: Scheme | str) -> Palette:
    """Dresses the application: Fusion, fonts, palette, one stylesheet; then tells the painted widgets.

    The first call comes before the first widget: Qt does not bring a new font to children that wait for a stylesheet.
    """
    palette = colours(scheme)
    notifier().palette = palette
    if not app.styleSheet():  # again would polish every widget twice
        app.setStyle("Fusion")
        app.setFont(fonts.ui_font())
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(stylesheet(palette))
    notifier().changed.emit(palette)
    return palette


def qt_palette(p: Palette) -> QPalette:
    """The same colours for everything that Qt paints itself."""
    role = QPalette.ColorRole
    out = QPalette(QColor(p.panel), QColor(p.background))
    for where, colour in (
        (role.Window, p.background),
        (role.WindowText, p.text),
        (role.Base, p.panel),
        (role.AlternateBase, p.chunk_even),
        (role.Text, p.text),
        (role.PlaceholderText, p.dim),
        (role.Button, p.panel),
        (role.ButtonText, p.text),
        (role.BrightText, p.bad),
        (role.Highlight, p.selection),
        (role.HighlightedText, p.text),
        (role.Accent, p.accent),
        (role.Link, p.accent),
        (role.LinkVisited, p.json),
        (role.ToolTipBase, p.panel),
        (role.ToolTipText, p.text),
        (role.Light, p.panel),
        (role.Midlight, p.line),
        (role.Mid, p.line),
        (role.Dark, p.faint),
        (role.Shadow, p.line),
    ):
        out.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, where, QColor(p.faint))
    return out
