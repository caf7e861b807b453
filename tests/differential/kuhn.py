"""Markus Kuhn's UTF-8 decoder capability and stress test, rebuilt as bytes; the numbers are its sections."""

from __future__ import annotations

_FIRST_BYTES = {
    2: range(0xC0, 0xE0),
    3: range(0xE0, 0xF0),
    4: range(0xF0, 0xF8),
    5: range(0xF8, 0xFC),
    6: range(0xFC, 0xFE),
}
_TOO_LONG = {  # 3.3: sequences whose last byte is missing, U+0000 and the largest of each length
    "3.3.1": b"\xc0",
    "3.3.2": b"\xe0\x80",
    "3.3.3": b"\xf0\x80\x80",
    "3.3.4": b"\xf8\x80\x80\x80",
    "3.3.5": b"\xfc\x80\x80\x80\x80",
    "3.3.6": b"\xdf",
    "3.3.7": b"\xef\xbf",
    "3.3.8": b"\xf7\xbf\xbf",
    "3.3.9": b"\xfb\xbf\xbf\xbf",
    "3.3.10": b"\xfd\xbf\xbf\xbf\xbf",
}
_SURROGATES = (
    b"\xed\xa0\x80",
    b"\xed\xad\xbf",
    b"\xed\xae\x80",
    b"\xed\xaf\xbf",
    b"\xed\xb0\x80",
    b"\xed\xbe\x80",
    b"\xed\xbf\xbf",
)
_PAIRS = tuple((high, low) for high in (0, 1, 2, 3) for low in (4, 6))  # 5.2, by their places in the list above

KUHN: dict[str, bytes] = {
    "1": "κόσμε".encode(),
    # 2: the first and the last sequence of each length, those beyond four bytes included
    "2.1": b"\0\n\xc2\x80\n\xe0\xa0\x80\n\xf0\x90\x80\x80\n\xf8\x88\x80\x80\x80\n\xfc\x84\x80\x80\x80\x80",
    "2.2": b"\x7f\n\xdf\xbf\n\xef\xbf\xbf\n\xf7\xbf\xbf\xbf\n\xfb\xbf\xbf\xbf\xbf\n\xfd\xbf\xbf\xbf\xbf\xbf",
    "2.3": b"\xed\x9f\xbf\n\xee\x80\x80\n\xef\xbf\xbd\n\xf4\x8f\xbf\xbf\n\xf4\x90\x80\x80",
    # 3.1: continuation bytes alone
    **{f"3.1.{count}": b"\x80\xbf" * (count // 2) + b"\x80" * (count % 2) for count in range(1, 8)},
    "3.1.9": bytes(range(0x80, 0xC0)),
    # 3.2: first bytes alone, each before a space
    **{f"3.2.{size - 1}": b"".join(bytes([byte]) + b" " for byte in first) for size, first in _FIRST_BYTES.items()},
    **_TOO_LONG,
    "3.4": b"".join(_TOO_LONG.values()),
    "3.5": b"\xfe\n\xff\n\xfe\xfe\xff\xff",
    # 4: overlong "/", the largest overlong sequences, overlong NUL
    "4.1": b"\xc0\xaf\n\xe0\x80\xaf\n\xf0\x80\x80\xaf\n\xf8\x80\x80\x80\xaf\n\xfc\x80\x80\x80\x80\xaf",
    "4.2": b"\xc1\xbf\n\xe0\x9f\xbf\n\xf0\x8f\xbf\xbf\n\xf8\x87\xbf\xbf\xbf\n\xfc\x83\xbf\xbf\xbf\xbf",
    "4.3": b"\xc0\x80\n\xe0\x80\x80\n\xf0\x80\x80\x80\n\xf8\x80\x80\x80\x80\n\xfc\x80\x80\x80\x80\x80",
    "5.1": b"\n".join(_SURROGATES),
    "5.2": b"\n".join(_SURROGATES[high] + _SURROGATES[low] for high, low in _PAIRS),
    "5.3": b"\xef\xbf\xbe\n\xef\xbf\xbf\n" + "".join(map(chr, range(0xFDD0, 0xFDF0))).encode() + b"\xf0\x9f\xbf\xbe",
}
