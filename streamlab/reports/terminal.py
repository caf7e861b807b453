"""Text for a terminal: control characters made visible, marks as colour and shape, wrapping."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# C0 but for line feed and tab, DEL, C1, bidi controls, line separators, BOM, interlinear marks, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_UNSAFE = re.compile(_UNSAFE.pattern[:-1] + "\n\t]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(text: str) -> str:
    """`text` with everything that could steer a terminal made visible; line feeds and tabs stay."""
    return _UNSAFE.sub(_visible, text)


def escape_line(text: str) -> str:
    """The same on one line: line feeds and tabs are made visible too."""
    return _LINE_UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


class TileKind(StrEnum):
    """What a piece of a chunk is; the three marked kinds have a shape and a colour each."""

    PLAIN = "plain"
    SPLIT = "split"
    INVALID = "invalid"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The signs that carry the marks where there is no colour."""

    split: tuple[str, str] = ("⟦", "⟧")
    invalid: tuple[str, str] = ("«", "»")
    json: tuple[str, str] = ("▸", "")
    border: str = "│"
    ellipsis: str = "…"
    arrow: str = "→"
    severities: tuple[str, str, str] = ("●", "▲", "◆")


_ASCII = Shapes(("[[", "]]"), ("<<", ">>"), (">", ""), "|", "...", ">", ("*", "!", "X"))


def shapes_for(encoding: str) -> Shapes:
    """The full shapes where `encoding` has them all, ASCII ones elsewhere."""
    full = Shapes()
    signs = (*full.split, *full.invalid, *full.json, *full.severities, full.border, full.ellipsis, full.arrow)
    try:
        "".join(signs).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return full


_COLOURS = {TileKind.SPLIT: "30;43", TileKind.INVALID: "97;41", TileKind.JSON: "35;4"}
_CLOSING = "、。，；：！？”）"
_SEVERITY_COLOURS = {"info": "36", "warning": "33", "error": "31"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How to write here: whether in colour, with which shapes, how wide."""

    colour: bool = False
    shapes: Shapes = Shapes()
    width: int = 100

    def marked(self, text: str, mark: TileKind) -> str:
        """`text` in the colour of `mark`."""
        return self._paint(_COLOURS.get(mark, ""), text)

    def dim(self, text: str) -> str:
        """Secondary text."""
        return self._paint("2", text)

    def strong(self, text: str) -> str:
        """A heading."""
        return self._paint("1", text)

    def severity(self, severity: str) -> str:
        """The sign of a severity: a shape of its own, coloured."""
        colours = list(_SEVERITY_COLOURS)
        return self._paint(_SEVERITY_COLOURS[severity], self.shapes.severities[colours.index(severity)])

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


def columns(text: str) -> int:
    """How many terminal columns `text` takes: wide characters two, whatever joins the one before none."""
    if text.isascii():
        return len(text)
    from wcwidth import width  # its tables take a while: ASCII needs none

    return width(text, control_codes="ignore")


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """`text` in lines of at most `width` columns after `indent`; breaks at blanks and between wide characters."""
    room = max(width - columns(indent), 10)
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph):
            if line and columns(line) + columns(word.rstrip()) > room:
                yield indent + line
                line = word.lstrip()
            else:
                line += word
        yield indent + line


def _words(paragraph: str) -> Iterator[str]:
    """What no line end tears, with the blanks before it: narrow characters in a row, or a wide one and what closes it."""
    if paragraph.isascii():
        yield from re.findall(r"\s*\S+|\s+$", paragraph)
        return
    from wcwidth import iter_graphemes

    word, after_wide = "", False
    for cluster in iter_graphemes(paragraph):
        closes = after_wide and cluster in _CLOSING
        wide = closes or columns(cluster) > 1
        if word.strip() and not closes and (wide or after_wide or cluster.isspace()):
            yield word
            word = ""
        word, after_wide = word + cluster, wide
    if word:
        yield word


def shortened(text: str, room: int, ellipsis: str) -> str:
    """`text`, its middle left out where it takes more than `room` columns."""
    if len(text) <= room and columns(text) <= room:
        return text
    half = max((room - columns(ellipsis)) // 2, 1)
    return _fitting(text[:half], half) + ellipsis + _fitting(text[-half:][::-1], half)[::-1]


def _fitting(text: str, room: int) -> str:
    while columns(text) > room:
        text = text[:-1]
    return text
