"""Colours by meaning, for light and dark, and `apply`, which dresses the application in them; imports Qt.

Painted widgets read `current()` while painting. Qt repaints every widget when the application's palette
changes, and `notifier().changed` tells those that cache colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from streamlab.ui import fonts
from streamlab.ui.stylesheet import stylesheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Scheme(StrEnum):
    """The two schemes; a parameter everywhere, since a platform may not know its own (offscreen says Unknown)."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour per meaning, as `#rrggbb`. A `…_wash` is the background of what its colour writes."""

    scheme: Scheme
    background: str
    panel: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_wash: str
    selection: str
    chunk_even: str
    chunk_odd: str
    split: str
    split_wash: str
    bad: str
    bad_wash: str
    json: str
    json_wash: str
    ok: str
    ok_wash: str


# `dim` and `split` of light are a shade darker than first drawn: text on the bands and on the wash needs 4.5 : 1.
_LIGHT: Final = Palette(
    scheme=Scheme.LIGHT,
    background="#f6f7f9",
    panel="#ffffff",
    line="#e3e6ea",
    text="#1c2430",
    dim="#667183",
    faint="#9aa4b2",
    accent="#2f6fed",
    accent_wash="#e8f0fe",
    selection="#cfe0ff",
    chunk_even="#f3f6fb",
    chunk_odd="#ffffff",
    split="#ae5008",
    split_wash="#fdecc8",
    bad="#c81e1e",
    bad_wash="#fde3e1",
    json="#8b1fa9",
    json_wash="#f6e4fb",
    ok="#127a52",
    ok_wash="#dff5ea",
)
_DARK: Final = Palette(
    scheme=Scheme.DARK,
    background="#14171c",
    panel="#1b1f26",
    line="#2a3039",
    text="#e4e8ee",
    dim="#98a3b3",
    faint="#6a7585",
    accent="#6ea0ff",
    accent_wash="#1f2c46",
    selection="#2a4272",
    chunk_even="#20252e",
    chunk_odd="#1b1f26",
    split="#f5b759",
    split_wash="#43331a",
    bad="#ff8a80",
    bad_wash="#4a2224",
    json="#d58bf0",
    json_wash="#3a2344",
    ok="#5fd3a0",
    ok_wash="#173529",
)


class _Notifier(QObject):
    changed = Signal(object)  # Palette
    palette: Palette = _LIGHT


@cache
def notifier() -> _Notifier:
    """Tells `changed(Palette)` after each `apply`."""
    return _Notifier()


def current() -> Palette:
    """The colours in force."""
    return notifier().palette


def colours(scheme: Scheme | str) -> Palette:
    """The colours of a scheme."""
    return _DARK if scheme == Scheme.DARK else _LIGHT


def scheme_of(scheme: Qt.ColorScheme) -> Scheme:
    """Qt's answer as ours; an unknown scheme is light."""
    return Scheme.DARK if scheme == Qt.ColorScheme.Dark else Scheme.LIGHT


def apply(app: QApplication, scheme: Scheme | str) -> Palette:
    """Dresses the application: Fusion, fonts, palette, one stylesheet; then tells the painted widgets.

    The first call comes before the first widget: Qt does not bring a new font to children that wait for a stylesheet.
    """
    palette = colours(scheme)
    notifier().palette = palette
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
