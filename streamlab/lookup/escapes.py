"""Text written in escapes, back to text or to bytes."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable
from typing import NamedTuple


class Escape(NamedTuple):
    """A way to write characters in ASCII. `unwrap` gives text, or bytes whose encoding is still to be found."""

    name: str
    pattern: re.Pattern[str]
    unwrap: Callable[[str], str | bytes | None]


# More than one backslash: JSON within JSON, as logs have it.
_CODE_UNIT = re.compile(r"\\{1,4}(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_BYTE = re.compile(r"\\{1,4}(?:x([0-9a-fA-F]{2})|([0-3][0-7]{2}))")
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}[0-9]{0,2});")
_UTF_7 = re.compile(r"\+([A-Za-z0-9+/]{3,})(?:-|(?![A-Za-z0-9+/]))")
_BASE64 = re.compile(r"(?:data:[\w/;=,-]*base64,)?([A-Za-z0-9+/\r\n]{8,}={0,2}|[A-Za-z0-9_\r\n-]{8,}={0,2})\s*")


def _code_units(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2] or match[3], 16)
        return chr(code) if code < 0x110000 else match[0]

    return joined_surrogates(_CODE_UNIT.sub(character, text))


def joined_surrogates(text: str) -> str:
    """Halves that meet become their character; one that stands alone stays as it is."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _bytes(pattern: re.Pattern[str]) -> Callable[[str], bytes | None]:
    def value(match: re.Match[str]) -> str:
        octal = match[2] if pattern is _BYTE else None
        return chr(int(octal, 8) if octal else int(match[1], 16))

    def unwrap(text: str) -> bytes | None:
        if text.startswith(("b'", 'b"')) and len(text) > 2 and text.endswith(text[1]):
            text = text[2:-1]
        if not text.isascii():
            text = re.sub(r"[^\x00-\x7f]+", lambda match: _as_latin(match[0]), text)
        return pattern.sub(value, text).encode("latin-1")

    return unwrap


def _as_latin(text: str) -> str:
    return text.encode("utf-8", "replace").decode("latin-1")


def _quoted_printable(text: str) -> bytes | None:
    return quopri.decodestring(text.encode("ascii")) if text.isascii() else None


def _utf_7(text: str) -> str | None:
    def run(match: re.Match[str]) -> str:
        try:
            return base64.b64decode(match[1] + "=" * (-len(match[1]) % 4)).decode("utf-16-be")
        except (binascii.Error, UnicodeDecodeError):
            return match[0]

    return _UTF_7.sub(run, text)


def _base64(text: str) -> bytes | None:
    match = _BASE64.fullmatch(text.strip())
    if match is None:
        return None
    body = "".join(match[1].split()).rstrip("=").replace("-", "+").replace("_", "/")
    if len(body) % 4 == 1:
        return None
    data = base64.b64decode(body + "=" * (-len(body) % 4))
    printable = sum(byte >= 0x20 or byte in b"\t\n\r" for byte in data)
    return data if printable == len(data) else None


ESCAPES = (
    Escape("json", _CODE_UNIT, _code_units),
    Escape("bytes", _BYTE, _bytes(_BYTE)),
    Escape("html", _ENTITY, html.unescape),
    Escape("percent", re.compile(r"%[89A-Fa-f][0-9a-fA-F]"), _bytes(_PERCENT)),
    Escape("quoted-printable", re.compile(r"=[89A-F][0-9A-F]"), _quoted_printable),
    Escape("utf-7", _UTF_7, _utf_7),
    Escape("base64", re.compile(r"\A\s*(?:data:[^,]*,)?[A-Za-z0-9+/_=\r\n-]{8,}\s*\Z"), _base64),
)
