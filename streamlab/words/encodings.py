"""What an encoding is called: one name each, for findings, menus, reports and look-ups alike."""

from __future__ import annotations

import re
from typing import Final

# Python's names, the standard's labels among them, by the name that people know. What the standard reads alike is called alike.
_KNOWN: Final = {
    "UTF-8": "utf-8",
    "UTF-7": "utf-7",
    "UTF-16 LE": "utf-16-le utf-16le",
    "UTF-16 BE": "utf-16-be utf-16be",
    "UTF-32 LE": "utf-32-le",
    "UTF-32 BE": "utf-32-be",
    "GBK": "gbk gb18030 gb2312 cp936",
    "Big5": "big5 big5hkscs",
    "Shift_JIS": "shift-jis cp932",
    "EUC-JP": "euc-jp",
    "EUC-KR": "euc-kr cp949",
    "KOI8-R": "koi8-r",
    "KOI8-U": "koi8-u",
    "Mac Roman": "mac-roman",
    "windows-874": "cp874 iso8859-11 tis-620",
    "windows-1252": "cp1252 iso8859-1 ascii",
    "windows-1254": "cp1254 iso8859-9",
}
_NAMES: Final = {codec: name for name, codecs in _KNOWN.items() for codec in codecs.split()}
_WINDOWS = re.compile(r"cp(125\d)")
_CODE_PAGE = re.compile(r"cp\d+")
_ISO = re.compile(r"iso-?8859-(\d+)")


def encoding_name(codec: str) -> str:
    """The encoding of Python's name `codec` as people write it; what has no other name keeps that one."""
    codec = codec.lower().replace("_", "-")
    if known := _NAMES.get(codec):
        return known
    if windows := _WINDOWS.fullmatch(codec):
        return f"windows-{windows[1]}"
    if iso := _ISO.fullmatch(codec):
        return f"ISO-8859-{iso[1]}"
    return codec.upper() if _CODE_PAGE.fullmatch(codec) else codec
