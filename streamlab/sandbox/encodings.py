"""Tables with which the sandbox's TextDecoder reads legacy encodings that pasted code names.

QuickJS knows UTF-8 only, and no call leaves it; so the tables of the encodings that stand in the source go in with it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TypedDict

from streamlab.decode.charset import python_name
from streamlab.decode.legacy import nearest_codec

_LABEL = re.compile(r"(['\"`])([A-Za-z][\w.:-]{1,23})\1")
_UNICODE = re.compile(r"utf-(?:8|16|32).*")
_MOST = 4  # encodings of one source
_TRAIL = 0x30
_BMP_POINTERS = 39_420  # of gb18030's codes of four bytes


class LegacyTable(TypedDict):
    """`one`: what the bytes from 0x80 on say alone; `two`: by lead, what each trail from 0x30 on makes of it."""

    one: str
    two: dict[str, str]
    four: list[list[int]] | None  # gb18030's


def tables(source: str) -> dict[str, LegacyTable]:
    """For each label of a known encoding in `source` what `text_decoder.js` wants to know of it."""
    if "TextDecoder" not in source:
        return {}
    labels = dict.fromkeys(match[2].lower() for match in _LABEL.finditer(source))
    named = {label: name for label in labels if (name := python_name(label)) and not _UNICODE.fullmatch(name)}
    return {label: _table(nearest_codec(name)) for label, name in list(named.items())[:_MOST]}


@cache
def _table(codec: str) -> LegacyTable:
    one = [_said(bytes([byte]), codec) for byte in range(0x80, 0x100)]
    two = {
        str(lead): "\n".join(_said(bytes((lead, trail)), codec) for trail in range(_TRAIL, 0x100))
        for lead, said in enumerate(one, 0x80)
        if not said
    }
    used = {lead: trails for lead, trails in two.items() if trails.strip("\n")}
    return {"one": "\n".join(one), "two": used, "four": _ranges() if codec == "gb18030" else None}


def _said(code: bytes, codec: str) -> str:
    try:
        text = code.decode(codec)
    except UnicodeDecodeError:
        return ""
    return "" if "\n" in text else text


@cache
def _ranges() -> list[list[int]]:
    """Pairs of a pointer and the character it stands for; those between follow on (Encoding Standard, index gb18030 ranges)."""
    points = ((pointer, ord(_said(_four(pointer), "gb18030") or "\ufffd")) for pointer in range(_BMP_POINTERS))
    return [list(next(run)) for _, run in groupby(points, key=lambda pair: pair[1] - pair[0])]


def _four(pointer: int) -> bytes:
    pointer, last = divmod(pointer, 10)
    pointer, third = divmod(pointer, 126)
    first, second = divmod(pointer, 10)
    return bytes((first + 0x81, second + 0x30, third + 0x81, last + 0x30))
