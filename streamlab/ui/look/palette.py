"""The colours by meaning, for light and dark; values only, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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


def colours(scheme: Scheme | str) -> Palette:
    """The colours of a scheme."""
    return _DARK if scheme == Scheme.DARK else _LIGHT
