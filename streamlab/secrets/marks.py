"""What stands in for a secret, and how it is known again."""

from __future__ import annotations

import re

from streamlab.secrets.found import Kind

_MARK = re.compile(r"redacted\([0-9]+\)")
_COVER = re.compile(r"redacted\([0-9]+\)\**|\*+|9+|0\.0+")
_LONG = re.compile(r"redacted\([0-9]+\)\**")
_DIGITS = 15  # a number of as many nines is one for every reader


def mask(value: str) -> str:
    """What stands in for a secret in a head: nothing of it but its length. A mark stays what it is."""
    return value if _MARK.fullmatch(value) else f"redacted({len(value)})"


def cover(length: int, kind: Kind) -> str:
    """What stands in for a secret in a body: as long as it was, and a number where that was one."""
    if kind is Kind.NUMBER:
        return "9" * length if length <= _DIGITS else "0." + "0" * (length - 2)
    said = f"redacted({length})"
    return said.ljust(length, "*") if len(said) <= length else "*" * length


def is_mark(value: str) -> bool:
    """Whether a person sees from the value alone that it stands for a secret."""
    return bool(_LONG.fullmatch(value))


def may_be_cover(value: str) -> bool:
    """Whether the value can stand for a secret in a body; short ones are known by the recording's list alone."""
    return bool(_COVER.fullmatch(value))
