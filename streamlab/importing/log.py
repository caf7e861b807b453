"""A list of chunks as a phone or a console logged it, in base64 or hex; stdlib and orjson only.

One chunk per line, with or without quotes and a comma, or one JSON array of strings. Words can look like base64 and
numbers like hex, so a log is only believed where its text is evidence of it.
"""

from __future__ import annotations

import binascii
import codecs
import re

import orjson

_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}==|[A-Za-z0-9+/_-]{3}=)?")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2} ?)*")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_MANY = 3  # lines that all decode: no accident any more


def read_log(text: bytes) -> tuple[str, list[bytes]] | None:
    """The kind of log and its chunks; None where `text` is not clearly one."""
    items = _items(text)
    if not items or not any(items):
        return None
    if all(map(_HEX.fullmatch, items)) and _looks_hex(b" ".join(items)):
        return "hex-log", [bytes.fromhex(item.decode()) for item in items]
    if all(map(_BASE64.fullmatch, items)):
        chunks = [binascii.a2b_base64(item.translate(_URL_SAFE)) for item in items]
        if any(b"=" in item for item in items) or len(items) >= _MANY or _is_plain_text(b"".join(chunks)):
            return "base64-log", chunks
    return None


def _items(text: bytes) -> list[bytes]:
    if text.lstrip().startswith(b"["):
        try:
            array = orjson.loads(text)
        except orjson.JSONDecodeError:
            return []
        return [item.encode() for item in array] if all(isinstance(item, str) for item in array) else []
    return [line.strip().rstrip(b",").strip(b"\"'") for line in text.splitlines() if line.strip()]


def _looks_hex(text: bytes) -> bool:
    return bool(re.search(rb"[0-9]", text) and re.search(rb"[A-Fa-f]", text))


def _is_plain_text(data: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)  # a last character may be incomplete
    except UnicodeDecodeError:
        return False
    return bool(text) and all(character.isprintable() or character in "\t\r\n" for character in text)
