"""Colours by meaning, fonts, icons, and how the application is dressed in them."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from streamlab.ui.look import fonts, icons, theme
from streamlab.ui.look.palette import Palette, Scheme, colours
from streamlab.ui.look.stylesheet import stylesheet

TEXT_PAIRS = [
    *product(["text"], ["background", "panel", "selection", "accent_wash", "chunk_even", "chunk_odd"]),
    *product(["dim"], ["background", "panel", "chunk_even", "chunk_odd"]),
    *product(["split", "bad", "json", "ok"], ["panel", "chunk_even"]),
    *((name, f"{name}_wash") for name in ("split", "bad", "json", "ok")),
    ("accent", "panel"),
    ("panel", "accent"),
]


def luminance(colour: str) -> float:
    """Of WCAG 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_contrast(scheme: Scheme, ink: str, ground: str) -> None:
    palette = colours(scheme)
    light, dark = sorted((luminance(getattr(palette, ink)), luminance(getattr(palette, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_token_is_a_colour_and_the_schemes_differ() -> None:
    light, dark = colours("light"), colours("dark")
    for field in fields(Palette):
        if field.name != "scheme":
            assert QColor(getattr(light, field.name)).isValid()
            assert getattr(light, field.name) != getattr(dark, field.name)


def test_the_system_s_scheme_counts_as_light_where_it_is_unknown() -> None:
    assert theme.scheme_of(Qt.ColorScheme.Dark) is Scheme.DARK
    assert theme.scheme_of(Qt.ColorScheme.Unknown) is Scheme.LIGHT


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_stylesheet_leaves_no_token_open_and_its_images_exist(scheme: Scheme) -> None:
    rules = stylesheet(colours(scheme))
    assert "$" not in rules
    images = {part.split(")")[0] for part in rules.split("url(")[1:]}
    assert len(images) == 3
    for image in images:
        assert not QIcon(image).pixmap(12, 12).isNull()


def test_applying_tells_and_dresses(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Send")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    with qtbot.waitSignal(theme.notifier().changed) as told:
        dark = theme.apply(qapp, "dark")
    assert told.args == [dark]
    assert theme.current() is dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(dark.background)
    button.show()
    image = button.grab().toImage()
    assert image.pixelColor(image.width() // 2, 4) == QColor(dark.accent)


def test_fonts_cover_chinese_and_the_fixed_one_is_fixed(qapp: QApplication) -> None:
    font = fonts.fixed_font()
    widths = {round(QFontMetricsF(font).horizontalAdvance(chr(code)), 2) for code in range(32, 127)}
    font.setBold(True)
    widths |= {round(QFontMetricsF(font).horizontalAdvance(chr(code)), 2) for code in range(32, 127)}
    assert len(widths) == 1
    assert fonts.ui_font().pointSizeF() >= 10
    if fonts.has_chinese_font():
        assert any(name in fonts.ui_font().families() for name in fonts._installed(fonts._CHINESE))


def test_icons_take_the_colour(qapp: QApplication) -> None:
    image = icons.icon("stop", "#ff0000").pixmap(QSize(18, 18)).toImage()
    inks = [image.pixelColor(x, y) for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() > 100]
    assert inks
    assert all(ink.red() > 250 and ink.green() < 5 and ink.blue() < 5 for ink in inks)
    assert not icons.app_icon().isNull()
