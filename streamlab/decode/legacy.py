"""Legacy encodings as the WHATWG Encoding Standard reads them, on CPython's codecs; imports nothing of streamlab.

CPython's codecs have the tables; where one gives up, the standard says how many bytes the error takes and which bytes are no
error at all. So each label stands for the codec with the larger table (§4.2), and an error handler applies the standard's rule.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

REPLACE = "streamlab.replace"
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9](?:[\x81-\xfe][0-9]?)?")

# Python's name for an encoding -> the codec that reads what the standard means by it.
_CODECS = {
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


class Recovery(NamedTuple):
    """What stands for the bytes a codec refused, how many it takes, and whether they are ill-formed at all."""

    text: str
    size: int
    ill_formed: bool = True


def codec_of(encoding: str) -> str:
    """The codec that reads what the standard means by `encoding`, a name of Python's."""
    return _CODECS.get(encoding, encoding)


def recover(error: UnicodeDecodeError) -> Recovery:
    """The standard's rule for the bytes at `error.start`."""
    rule = _RULES.get(error.encoding)
    return rule(error.object[error.start : error.start + 4]) if rule else Recovery("\ufffd", error.end - error.start)


def _two_bytes(data: bytes, leads: range) -> Recovery:
    """§11.2, §12: a lead takes a bad trail with it unless that is ASCII."""
    taken = 2 if data[0] in leads and len(data) > 1 and data[1] >= 0x80 else 1
    return Recovery("\ufffd", taken)


def _gb18030(data: bytes) -> Recovery:
    """§10.2: four bytes that name nothing are one error, and so is their beginning at the end; 80 is the euro sign."""
    if data[0] == 0x80:
        return Recovery("€", 1, ill_formed=False)
    if len(data) > 1 and _FOUR_BYTES.fullmatch(data):
        return Recovery("\ufffd", len(data))
    return _two_bytes(data, range(0x81, 0xFF))


def _single_byte(data: bytes) -> Recovery:
    """In the indexes of windows-125x and windows-874, 80 to 9F that CPython leaves out are the C1 controls."""
    return Recovery(chr(data[0]), 1, ill_formed=False) if data[0] < 0xA0 else Recovery("\ufffd", 1)


_RULES: dict[str, Callable[[bytes], Recovery]] = {
    "gb18030": _gb18030,
    "big5hkscs": lambda data: _two_bytes(data, range(0x81, 0xFF)),
    "cp932": lambda data: _two_bytes(data, range(0x81, 0xFD)),
    "cp949": lambda data: _two_bytes(data, range(0x81, 0xFF)),
    "charmap": _single_byte,
}


def _replace(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    found = recover(error)
    return found.text, error.start + found.size


codecs.register_error(REPLACE, _replace)
