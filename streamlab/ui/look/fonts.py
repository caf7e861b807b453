"""Which fonts the window uses: the system's own first, with families that cover Chinese behind it."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

_CHINESE: Final = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Sarasa UI SC",
    "WenQuanYi Micro Hei",
    "SimSun",
)
_FIXED: Final = (
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "JetBrains Mono",
    "Noto Sans Mono",
    "Noto Sans Mono CJK SC",
    "DejaVu Sans Mono",
)
_EMOJI: Final = ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji")
# What fontconfig answers where nobody chose a font; any of the families named above reads better.
_NO_CHOICE: Final = ("DejaVu Sans", "Sans Serif", "Sans", "Liberation Sans")
_SMALLEST_POINTS: Final = 10.0


def has_chinese_font() -> bool:
    """Whether any installed font covers simplified Chinese; without one, characters show as boxes."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def ui_font() -> QFont:
    """The font of labels and buttons."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    own = QFontInfo(system).family()
    chinese = _installed(_CHINESE)
    first = () if own in _NO_CHOICE and chinese else (own,)
    return _font((*first, *chinese, own), max(_SMALLEST_POINTS, system.pointSizeF()))


def fixed_font() -> QFont:
    """The font of bytes, offsets and code."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    own = QFontInfo(system).family()
    chosen = _installed(_FIXED) or (own,)
    # Signs that the fixed font lacks come from the Chinese one, which draws them wide enough to read.
    font = _font((chosen[0], *_installed(_CHINESE), own), max(_SMALLEST_POINTS, ui_font().pointSizeF()))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def _font(families: tuple[str, ...], points: float) -> QFont:
    font = QFont()
    font.setFamilies([*dict.fromkeys(families), *_installed(_EMOJI)])
    font.setPointSizeF(points)
    return font


@cache
def _installed(wanted: tuple[str, ...]) -> tuple[str, ...]:
    available = set(QFontDatabase.families())
    return tuple(name for name in wanted if name in available)
