"""Bytes as the characters a decoder shows, each with its span and its place in a row of cells; no Qt.

`glyphs` decodes only the bytes of one row and finds the character borders around them by itself, so a row in the middle
of a megabyte costs what a row at its start costs.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from streamlab.decode.charset import decoder, units
from streamlab.decode.legacy import nearest_codec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlab.model import Span

_LONGEST: Final = 4  # bytes of the longest character in any encoding of the web
_SEARCH: Final = 4096  # how far back a row looks for a byte that is a character of its own
# In the multi-byte encodings of the web (gb18030, big5, euc-*, shift_jis) no trail byte lies below 0x30.
_ALONE: Final = re.compile(rb"[\x00-\x2f](?=[^\x00-\x2f]*\Z)")
REPLACEMENT: Final = "\ufffd"


class Look(StrEnum):
    """How a character is drawn."""

    PLAIN = "plain"
    FAINT = "faint"  # a sign that stands for a control character
    BADGE = "badge"  # an abbreviation that stands for an invisible character
    OPEN = "open"  # the beginning of a character whose rest has not come


class Glyph(NamedTuple):
    """A character: its bytes, the character itself, what to draw for it, and over how many cells."""

    start: int
    end: int
    character: str
    face: str
    cells: int
    look: Look


_SIGNS: Final = {"\n": "↵", "\t": "→", "\xa0": "␣", "\u3000": "□"}
_NAMES: Final = {
    0x000D: "CR",
    0x001B: "ESC",
    0x00AD: "SHY",
    0x061C: "ALM",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LSEP",
    0x2029: "PSEP",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}


@cache
def face(character: str) -> tuple[str, int, Look]:
    """What to draw, over how many cells, and how: nothing that a font would hide stays hidden."""
    code = ord(character)
    if " " <= character <= "~":
        return character, 1, Look.PLAIN
    if sign := _SIGNS.get(character):
        return sign, 2 if code > 0xFFF else 1, Look.FAINT
    category = unicodedata.category(character)
    if code in _NAMES:
        return _NAMES[code], len(_NAMES[code]), Look.BADGE
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp") or 0xFE00 <= code <= 0xFE0F:
        return f"{code:02X}", len(f"{code:02X}"), Look.BADGE
    if category in ("Mn", "Me"):
        return "\u25cc" + character, 1, Look.PLAIN
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1, Look.PLAIN


@cache
def codec(encoding: str) -> str:
    """The Python codec of an encoding's name; UTF-8 for a name nobody knows. No codec that swallows a BOM."""
    try:
        name = codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(name, nearest_codec(name))


def _is_utf16(encoding: str) -> bool:
    return encoding.startswith("utf-16")


def replaced(glyph: Glyph) -> Glyph:
    """What a decoder makes of an open character when it is told that nothing follows."""
    return glyph._replace(face=REPLACEMENT, look=Look.PLAIN) if glyph.look is Look.OPEN else glyph


def glyphs(read: Callable[[int, int], bytes], limits: Span, row: Span, encoding: str, *, lead_in: bool) -> list[Glyph]:
    """The characters that begin in `row`; with `lead_in` also the one that its first byte continues.

    Decoding stays inside `limits`: the whole content for one decoder over everything, one chunk for a client that
    decodes each chunk by itself. `read` is the source's `data`.
    """
    low, high = limits
    before = max(low, row[0] - (_LONGEST if encoding == "utf-8" or _is_utf16(encoding) else _SEARCH))
    data = read(before, min(high, row[1] + _LONGEST))
    start = _border(data, before, row[0], low, encoding)
    out = []
    for glyph in decoded_glyphs(data[start - before :], start, encoding):
        if glyph.start >= row[1]:
            break
        if glyph.start >= row[0] or (lead_in and glyph.end > row[0]):
            out.append(glyph)
    return out


def _border(data: bytes, before: int, at: int, low: int, encoding: str) -> int:
    """The last offset up to `at` where a character is known to begin; `data` begins at `before`."""
    if encoding == "utf-8":
        if data[at - before : at - before + 1] < b"\x80":
            return at
        for back in range(min(_LONGEST, at - before + 1)):  # UTF-8 finds its borders by itself
            if data[at - before - back] & 0xC0 != 0x80:
                return at - back
        return at
    if _is_utf16(encoding):
        return before + (before - low) % 2
    found = _ALONE.search(data[: at - before])
    return before + found.end() if found else before


def decoded_glyphs(data: bytes, start: int, encoding: str) -> Iterator[Glyph]:
    """Each character of `data` with its span, U+FFFD per ill-formed piece, and what stays open at the end."""
    if data.isascii() and not _is_utf16(encoding):
        for at, character in enumerate(data.decode("ascii"), start):
            yield Glyph(at, at + 1, character, *face(character))
        return
    reader = decoder(encoding)
    reader.decode(data)
    whole = len(data) - len(reader.getstate()[0])  # what the decoder still holds is not part of what it said
    for first, last, text in units(data[:whole], encoding):
        for nth, character in enumerate(text):  # two only for four codes of Big5
            end = last if nth == len(text) - 1 else first + nth + 1
            yield Glyph(start + first + nth, start + end, character, *face(character))
    if whole < len(data):
        yield Glyph(start + whole, start + len(data), REPLACEMENT, "…", 2, Look.OPEN)
