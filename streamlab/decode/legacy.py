"""Legacy encodings to the letter of the WHATWG Encoding Standard, as codecs of Python.

CPython's codecs have nearly the standard's tables, and are fast. So a text that they read without a fault and without one of the
few characters where the tables differ is theirs; any other is read code by code, with the standard's corrections and its rules
for what an ill-formed code takes with it (§10 to §14).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from streamlab.decode import legacy_tables as tables

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PREFIX: Final = "whatwg-"

# Python's name for an encoding -> the codec of CPython's with the most of what the standard means by it (§4.2).
_NEAREST = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_NOTHING: Final = "\ufffe"  # in a table of `codecs.charmap_decode`


def nearest_codec(encoding: str) -> str:
    """CPython's codec with the larger table for `encoding`, a name of Python's: to name it, and to write text in it."""
    return _NEAREST.get(encoding, encoding)


def codec_of(encoding: str) -> str:
    """The codec that reads exactly what the standard means by `encoding`, a name of Python's."""
    nearest = nearest_codec(encoding)
    return _PREFIX + nearest if nearest in _OURS else nearest


def walk(data: bytes, encoding: str) -> Iterator[tuple[int, int, str | None]] | None:
    """The codes of `data` in an encoding of several bytes; None for another encoding."""
    ours = _MULTI_BYTE.get(nearest_codec(encoding))
    return None if ours is None else ours.walk(data)


# -- codes of several bytes ----------------------------------------------------------------------------------------------


class _Codes(dict[bytes, "str | None"]):
    """What each code of an encoding says, None where it says nothing; found out once."""

    def __init__(self, codec: str, corrections: Mapping[bytes, str | None]) -> None:
        super().__init__(corrections)
        self._codec = codec
        wrong = "".join(_strictly(code, codec) or "" for code in corrections)
        # Where CPython may have read otherwise.
        self.suspect = re.compile(f"[{re.escape(wrong)}]" if wrong else r"(?!)")

    def __missing__(self, code: bytes) -> str | None:
        text = _strictly(code, self._codec)
        if len(code) < 3:  # of four bytes there are a million codes, and runs of ASCII are without number
            self[code] = text
        return text


class _MultiByte:
    """One encoding. `unit` is the pattern of a code, or of as much of one as there is; `begun` of what may go on."""

    def __init__(
        self, codec: str, unit: bytes, begun: bytes, corrections: Callable[[], Mapping[bytes, str | None]]
    ) -> None:
        self._codec = codec
        self._patterns = unit, begun
        self._codes = cache(lambda: _Codes(codec, corrections()))

    # All that takes time is made when first asked for: nearly every stream is UTF-8, and every start would pay for it.
    @cached_property
    def _unit(self) -> re.Pattern[bytes]:
        return re.compile(rb"[\x00-\x7f]+|" + self._patterns[0], re.DOTALL)

    @cached_property
    def _begun(self) -> re.Pattern[bytes]:
        return re.compile(self._patterns[1])

    def decode(self, data: ReadableBuffer, errors: str = "strict", final: bool = True) -> tuple[str, int]:
        """The text, and how much of `data` it is: all if `final`, else up to a code that is not whole. As codecs want it."""
        data = bytes(data)  # a codec is given any buffer
        codes, text = self._codes(), _strictly(data, self._codec)
        if text is not None and not codes.suspect.search(text):
            return text, len(data)
        handle, out, taken = codecs.lookup_error(errors), list[str](), 0
        for start, end, text in self.walk(data, final=final):
            if text is None:
                text = str(handle(UnicodeDecodeError(self._codec, data, start, end, "no code of the encoding"))[0])
            out.append(text)
            taken = end
        return "".join(out), taken

    def walk(self, data: bytes, *, final: bool = True) -> Iterator[tuple[int, int, str | None]]:
        """Code by code, ASCII in runs: the span and what it says, None for ill-formed bytes."""
        codes, at = self._codes(), 0
        while found := self._unit.match(data, at):
            code, end = found[0], found.end()
            text = codes[code]
            if text is None:
                if end == len(data) and not final and self._begun.fullmatch(code):
                    return
                end = at + self._ill_formed(code, last=end == len(data))
            yield at, end, text
            at = end

    def _ill_formed(self, code: bytes, *, last: bool) -> int:
        """How many bytes an error takes: a trail that is ASCII stands for itself, unless four bytes are one code."""
        if self._begun.fullmatch(code):
            return len(code) if last else 1
        return len(code) - (1 < len(code) < 4 and code[-1] < 0x80)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _gb18030() -> dict[bytes, str | None]:
    return {**dict(tables.codes(tables.GB18030)), b"\x81\x35\xf4\x37": "\ue7c7", b"\x80": "€"}


def _big5() -> dict[bytes, str | None]:
    return dict(tables.codes(tables.BIG5))


def _shift_jis() -> dict[bytes, str | None]:
    return dict.fromkeys((b"\xa0", b"\xfd", b"\xfe", b"\xff"))


def _euc_jp() -> dict[bytes, str | None]:
    """EUC-JP and Shift_JIS are two ways to write index JIS0208, and CPython's has it under cp932."""
    found: dict[bytes, str | None] = {b"\x8f\xa2\xb7": "～"}
    for pointer in range(94 * 94):
        row, cell = divmod(pointer, 94)
        lead, trail = divmod(pointer, 188)
        shifted = bytes([lead + (0x81 if lead < 0x1F else 0xC1), trail + (0x40 if trail < 0x3F else 0x41)])
        code, text = bytes([row + 0xA1, cell + 0xA1]), _strictly(shifted, "cp932")
        if text != _strictly(code, "euc_jp"):
            found[code] = text
    return found


# §10.2.1, §11.1.1, §12.1.1, §12.3.1, §13.1.1: after a lead any byte is the trail, and then the table says whether it is one.
_PAIR, _LEAD = rb"[\x81-\xfe].?|[\x80-\xff]", rb"[\x81-\xfe]"
_MULTI_BYTE = {
    "gb18030": _MultiByte(
        "gb18030",
        rb"[\x81-\xfe](?:[0-9](?:[\x81-\xfe][0-9]?)?|[^0-9])?|[\x80-\xff]",
        rb"[\x81-\xfe](?:[0-9][\x81-\xfe]?)?",
        _gb18030,
    ),
    "big5hkscs": _MultiByte("big5hkscs", _PAIR, _LEAD, _big5),
    "cp932": _MultiByte("cp932", rb"[\x81-\x9f\xe0-\xfc].?|[\x80-\xff]", rb"[\x81-\x9f\xe0-\xfc]", _shift_jis),
    "cp949": _MultiByte("cp949", _PAIR, _LEAD, dict),
    "euc_jp": _MultiByte(
        "euc_jp",
        rb"\x8f[\xa1-\xfe].?|[\x8e\x8f\xa1-\xfe].?|[\x80-\xff]",
        rb"[\x8e\x8f\xa1-\xfe]|\x8f[\xa1-\xfe]",
        _euc_jp,
    ),
}


# -- codes of one byte ---------------------------------------------------------------------------------------------------


class _SingleByte:
    """A single-byte index (§9): CPython's, where 80 to 9F that it leaves out are the C1 controls."""

    def __init__(self, codec: str, corrections: Mapping[int, str] = {}) -> None:
        self._codec, self._corrections = codec, corrections

    @cached_property
    def _table(self) -> str:
        known = ((byte, _strictly(bytes([byte]), self._codec)) for byte in range(256))
        own = ((byte, text or (chr(byte) if byte < 0xA0 else _NOTHING)) for byte, text in known)
        return "".join(self._corrections.get(byte, character) for byte, character in own)

    def decode(self, data: ReadableBuffer, errors: str = "strict", final: bool = True) -> tuple[str, int]:
        """The text, and how much of `data` it is: all. As codecs want it."""
        return codecs.charmap_decode(data, errors, self._table)


# -- registration --------------------------------------------------------------------------------------------------------

_OURS: dict[str, _MultiByte | _SingleByte] = {
    **_MULTI_BYTE,
    **{codec: _SingleByte(codec) for codec in (*(f"cp125{digit}" for digit in range(9)), "cp874")},
    "cp1255": _SingleByte("cp1255", {0xCA: "\u05ba"}),
    "koi8-u": _SingleByte("koi8-u", {0xAE: "ў", 0xBE: "Ў"}),
}


def _incremental(ours: _MultiByte | _SingleByte) -> type[codecs.IncrementalDecoder]:
    class Incremental(codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, data: ReadableBuffer, errors: str, final: bool) -> tuple[str, int]:
            return ours.decode(data, errors, final)

    return Incremental


def _find(name: str) -> codecs.CodecInfo | None:
    """What Python asks for a codec by its name, in which it has made every hyphen a low line."""
    nearest = name.removeprefix("whatwg_").replace("koi8_u", "koi8-u")
    if nearest == name or nearest not in _OURS:
        return None
    ours, encode = _OURS[nearest], codecs.lookup(nearest).encode
    return codecs.CodecInfo(encode, ours.decode, incrementaldecoder=_incremental(ours), name=_PREFIX + nearest)


codecs.register(_find)
