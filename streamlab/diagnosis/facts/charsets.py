"""Which charset of China, Japan or Korea a body is written in that is no UTF-8.

That a body decodes proves little: nearly everything does as GBK. So the candidates that decode it to its end are compared by how
much of what they read is in common use, which the national standards tell: their level 1 holds what everybody writes. Where two
come out alike, as they do over a few characters, the one whose characters are commoner in running text wins.
"""

from __future__ import annotations

import codecs
import itertools
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from streamlab.decode.frequency import mean_commonness

_SAMPLE = 4000  # characters looked at
_ENOUGH = 0.8  # of what is not ASCII must be in common use
_PLAUSIBLE = 0.5  # … or as much of it, where GBK alone decodes it to Chinese


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"


def _gb18030(character: str, data: bytes) -> bool:
    """GB 2312 level 1 and its signs; emoji, whose four bytes hardly anything else writes."""
    if len(data) == 4:
        return character >= "\U0001f000" or character in "\u200d\ufe0f"
    return len(data) == 2 and data[1] >= 0xA1 and (0xB0 <= data[0] <= 0xD7 or data[0] in (0xA1, 0xA3))


def _big5(character: str, data: bytes) -> bool:
    """Big5 level 1 and its signs."""
    return len(data) == 2 and 0xA1 <= data[0] <= 0xC6


def _japanese(levels: range) -> Callable[[str, bytes], bool]:
    """Kana, full-width signs and the kanji of JIS level 1."""

    def common(character: str, data: bytes) -> bool:
        kana = (
            "\u3040" <= character <= "\u30ff" or "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e"
        )
        return kana or (len(data) == 2 and data[0] in levels)

    return common


def _korean(character: str, data: bytes) -> bool:
    """The syllables of KS X 1001, and signs."""
    return len(data) == 2 and data[1] >= 0xA1 and (0xB0 <= data[0] <= 0xC8 or data[0] in (0xA1, 0xA3))


# Python's name -> its codec with the larger table, and what is in common use in it. Of equals the first wins.
_CANDIDATES: dict[str, tuple[str, Callable[[str, bytes], bool]]] = {
    "gb18030": ("gb18030", _gb18030),
    "euc_jp": ("euc_jp", _japanese(range(0xB0, 0xD0))),
    "shift_jis": ("cp932", _japanese(range(0x88, 0x98))),
    "big5": ("big5hkscs", _big5),
    "euc_kr": ("cp949", _korean),
}
CHARSETS = (*_CANDIDATES, "utf-16-le", "utf-16-be")  # all that may be found
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Charset:
    """What a body seems to be written in: Python's name, a few characters beyond ASCII, and how many there are (to a bound)."""

    name: str
    sample: str
    characters: int


def charset_of(content: bytes | bytearray, *, whole: bool) -> Charset | None:
    """The charset that explains the body from end to end; `whole`: its end is its own, and may not lie inside a character."""
    if 0 in content[:_SAMPLE]:
        return _utf16(content, whole=whole)
    read = {name: _strange(content, codec, whole=whole) for name, (codec, _) in _CANDIDATES.items()}
    shares = {name: _share(name, text) for name, text in read.items() if text}
    best = max(shares, key=lambda name: (shares[name] >= _ENOUGH, _commonness(read[name]), shares[name]), default="")
    if not best or shares[best] < _ENOUGH:
        chinese = read["gb18030"]
        as_chinese = sum(map(_is_chinese, chinese)) >= _ENOUGH * len(chinese)
        if not chinese or not as_chinese or shares["gb18030"] < _PLAUSIBLE:
            return None
        best = "gb18030"
    return Charset(best, read[best][:_SHOWN], len(read[best]))


def _utf16(content: bytes | bytearray, *, whole: bool) -> Charset | None:
    """UTF-16 without a mark: of every two bytes one is often NUL, and always the same one."""
    nul = [content[:_SAMPLE][first::2].count(0) for first in (0, 1)]
    pairs = min(len(content), _SAMPLE) // 2
    if len(content) % 2 or min(nul) or max(nul) < max(2, pairs // 4):
        return None
    name = "utf-16-be" if nul[0] else "utf-16-le"
    try:
        text = codecs.getincrementaldecoder(name)().decode(content, whole)
    except UnicodeDecodeError:
        return None
    return Charset(name, text[:_SHOWN], len(text))


def sample_of_utf8(content: bytes | bytearray) -> str:
    """The first characters beyond ASCII, where `content` is UTF-8 from end to end; else nothing."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return ""
    return "".join(itertools.islice((c for c in text if c > "\x7f"), _SHOWN))


def _strange(content: bytes | bytearray, codec: str, *, whole: bool) -> str:
    """What is not ASCII, as `codec` reads it; nothing where it does not read it to the end."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(content, whole)
    except UnicodeDecodeError:
        return ""
    return "".join(itertools.islice((c for c in text if c > "\x7f"), _SAMPLE))


def _commonness(text: str) -> float:
    """From 0 to 1, rounded: what is nearly alike is left to the shares."""
    return round(mean_commonness(text), 1)


def _share(name: str, text: str) -> float:
    """How much of `text` is in common use, as `name` writes it."""
    codec, common = _CANDIDATES[name]
    written = [(character, character.encode(codec, "replace")) for character in text]
    share = sum(common(character, data) for character, data in written) / len(written)
    if name == "gb18030":
        return share if any(map(_is_chinese, text)) else 0.0
    if name in ("shift_jis", "euc_jp"):
        return share if any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in text) else 0.0
    return share
