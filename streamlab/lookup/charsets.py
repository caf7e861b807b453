"""Back from a text to the bytes it was read from, and the same bytes read rightly.

What a wrong reading replaced is a *hole*: byte FF, which no multi-byte encoding here uses. A character that several byte sequences
read as (€ is 80 or A2E3 in GBK) is put back as the one with which UTF-8 comes out whole.
"""

from __future__ import annotations

import codecs
import re
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

HOLE = b"\xff"
MARK = "\ufdd0"  # a noncharacter: no text has it; stands for what cannot be read
MOST_LOST = 50  # losses described one by one

# The name shown -> the codec. Multi-byte first: what they explain, they explain better.
READERS = {
    "latin-1": "latin-1",
    "windows-1252": "cp1252",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "cp437": "cp437",
    "mac-roman": "mac-roman",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
WRITERS = {
    "utf-8": "utf-8",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
MULTI_BYTE = ("gbk", "big5", "shift_jis", "euc-kr", "euc-jp")
LATIN = ("latin-1", "windows-1252")
_LEADS = {"gb18030": 0x81, "big5hkscs": 0x81, "cp932": 0x81, "cp949": 0x81}
_local = threading.local()


class Reread(NamedTuple):
    """A text with U+FFFD for every loss, where the first losses are with their known bytes, and how many there are.

    `unexplained` losses are no hole's doing: the bytes are just not what `right` writes. `restored`: spaces and signs that were
    turned back.
    """

    text: str
    lost: int = 0
    places: tuple[tuple[int, bytes], ...] = ()
    unexplained: int = 0
    restored: int = 0


def unread(text: str, wrong: str, right: str) -> bytes | None:
    """The bytes that `wrong` read as `text`, with holes; None where it can never show this text."""
    codec = READERS[wrong]
    try:
        if wrong in ("utf-16-le", "utf-16-be"):
            return None if "\ufffd" in text else text.encode(codec)
        parts = [_encode(part, codec, right) for part in text.split("\ufffd")]
    except UnicodeEncodeError:
        return None
    return HOLE.join(parts)


def _encode(text: str, codec: str, right: str) -> bytes:
    several = _several(codec) if right == "utf-8" and codec in _LEADS else {}
    if several and not several.keys().isdisjoint(text):
        return _choosing(text, codec, several)
    data = text.encode(codec, _UNREAD)
    if codec == "gb18030" and len(data) != len(text) + sum(map("\x7f".__lt__, text)):
        raise UnicodeEncodeError(codec, text, 0, 1, "takes four bytes")
    return data


def _choosing(text: str, codec: str, several: dict[str, tuple[bytes, ...]]) -> bytes:
    pattern = "[" + "".join(map(re.escape, several)) + "]"
    data = bytearray()
    end = 0
    for match in re.finditer(pattern, text):
        data += _encode_plain(text[end : match.start()], codec)
        end = match.end()
        following = _encode_plain(text[end : end + 2], codec) if text[end : end + 1] not in several else b""
        options = several[match[0]]
        data += next((form for form in options if _joins(bytes(data[-3:]), form + following[:2])), options[-1])
    return bytes(data + _encode_plain(text[end:], codec))


def _encode_plain(text: str, codec: str) -> bytes:
    return _encode(text, codec, "")


def _joins(before: bytes, after: bytes) -> bool:
    """`after` goes on where `before`, the end of UTF-8 text, left off."""
    tail = re.sub(rb"^[\x80-\xbf]+", b"", before)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(tail + after)
    except UnicodeDecodeError:
        return False
    return True


@cache
def _several(codec: str) -> dict[str, tuple[bytes, ...]]:
    """The characters that more than one byte sequence reads as."""
    forms: dict[str, list[bytes]] = {"€": [b"\x80"]} if codec == "gb18030" else {}
    for lead in range(0x80, 0xFF):
        alone = _decoded(bytes([lead]), codec)
        pairs = [] if alone else [bytes([lead, trail]) for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF))]
        for code in [bytes([lead])] if alone else pairs:
            if character := _decoded(code, codec):
                forms.setdefault(character, []).append(code)
    return {character: tuple(found) for character, found in forms.items() if len(found) > 1}


def _decoded(code: bytes, codec: str) -> str:
    try:
        return code.decode(codec)
    except UnicodeDecodeError:
        return ""


def reread(data: bytes, right: str, wrong: str = "", *, holes: bool = False) -> Reread:
    """`data` as `right` reads it; `wrong` tells which repairs of single bytes make sense, `holes` whether FF is one."""
    state = _local.state = _Rereading(wrong, holes)
    text = data.decode(WRITERS[right], _REREAD_UTF_8 if right == "utf-8" else _REREAD)
    if not state.lost:
        return Reread(text, restored=state.restored)
    indexes = (match.start() for match in re.finditer(MARK, text))
    places = tuple(zip(indexes, state.known, strict=False))
    return Reread(text.replace(MARK, "\ufffd"), state.lost, places, state.unexplained, state.restored)


@dataclass(slots=True)
class _Rereading:
    """What the error handlers have seen, on this thread."""

    wrong: str
    holes: bool
    known: list[bytes] = field(default_factory=list)
    lost: int = 0
    unexplained: int = 0
    restored: int = 0
    end: int = -1  # where the last loss ends

    def lose(self, known: bytes, end: int, *, explained: bool = False) -> tuple[str, int]:
        self.lost += 1
        self.unexplained += not explained
        self.end = end
        if len(self.known) < MOST_LOST:
            self.known.append(known)
        return MARK, end


# --- error handlers ---------------------------------------------------------------------------------------------------


def _unread_character(error: UnicodeError) -> tuple[bytes, int]:
    """C1 controls are the bytes that a single-byte table leaves out (WHATWG §9)."""
    assert isinstance(error, UnicodeEncodeError)
    characters = error.object[error.start : error.end]
    if error.encoding == "charmap" and all("\x80" <= c <= "\x9f" for c in characters):
        return characters.encode("latin-1"), error.end
    raise error


def _reread_legacy(error: UnicodeError) -> tuple[str, int]:
    """A lead takes a bad trail with it unless that is ASCII (WHATWG §10.2, §11.2, §12)."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    if pair[0] == 0x80 and error.encoding == "gb18030":
        return "€", error.start + 1
    taken = pair if len(pair) == 2 and min(pair) >= 0x80 else pair[:1]
    state: _Rereading = _local.state
    return state.lose(taken.replace(HOLE, b""), error.start + len(taken), explained=state.holes and HOLE in taken)


def _reread_utf_8(error: UnicodeError) -> tuple[str, int]:
    """A beginning of a character with a blank, a hole or "?" behind it: what followed was changed on the way."""
    assert isinstance(error, UnicodeDecodeError)
    data, start, end = error.object, error.start, error.end
    state: _Rereading = _local.state
    first = data[start]
    if first == HOLE[0] and state.holes:
        while end < len(data) and (data[end] == first or 0x80 <= data[end] < 0xC0):
            end += 1
        return state.lose(b"", end, explained=True)
    if start == state.end and first < 0xC0:  # the rest of what is lost already
        state.end = end
        return "", end
    need = 2 if 0xC2 <= first < 0xE0 else 3 if 0xE0 <= first < 0xF0 else 4 if 0xF0 <= first < 0xF5 else 0
    if end - start < need and (repaired := _repaired(data, start, end, need)) is not None:
        state.restored += 1
        return repaired
    known = data[start:end]
    if end - start < need and end == len(data):
        return state.lose(known, end, explained=True)
    if end - start < need and (data[end : end + 1] == b"?" or (state.holes and data[end : end + 1] == HOLE)):
        return state.lose(known, end + 1, explained=True)
    return state.lose(known, end)


def _repaired(data: bytes, start: int, end: int, need: int) -> tuple[str, int] | None:
    """A no-break space that became a space, and a full-width sign that became its ASCII twin, turned back."""
    sign = data[end : end + 1]
    if _local.state.wrong in LATIN:
        twin = b"\xa0" if sign == b" " else b""
    elif _local.state.wrong in ("gbk", "big5", "shift_jis", "euc-kr") and b"!" <= sign <= b"~":
        twin = chr(sign[0] + 0xFEE0).encode(READERS[_local.state.wrong], "ignore")
    else:
        return None
    last = start + need
    if not twin or len(twin) > last - end:
        return None
    whole = data[start:end] + twin + data[end + 1 : last - len(twin) + 1]
    text = whole.decode("utf-8", "ignore") if len(whole) == need else ""
    return (text, last - len(twin) + 1) if len(text) == 1 else None


_UNREAD, _REREAD, _REREAD_UTF_8 = "streamlab.unread", "streamlab.reread", "streamlab.reread-utf-8"
codecs.register_error(_UNREAD, _unread_character)
codecs.register_error(_REREAD, _reread_legacy)
codecs.register_error(_REREAD_UTF_8, _reread_utf_8)
