"""Bytes as text for the clipboard; no Qt."""

from __future__ import annotations

import base64
from enum import StrEnum
from typing import Final, assert_never

LIMIT: Final = 16 * 2**20  # bytes; a clipboard is no place for more


class CopyForm(StrEnum):
    """The ways to copy."""

    HEX = "hex"
    BASE64 = "base64"
    TEXT = "text"
    PYTHON = "python"


def copied(data: bytes, form: CopyForm, encoding: str) -> str:
    """`data` in one of the forms; text keeps one U+FFFD per ill-formed piece."""
    match form:
        case CopyForm.HEX:
            return data.hex(" ").upper()
        case CopyForm.BASE64:
            return base64.b64encode(data).decode("ascii")
        case CopyForm.TEXT:
            from streamlab.decode.charset import decode

            return decode(data, encoding)
        case CopyForm.PYTHON:
            return repr(data)
        case _:
            assert_never(form)
