"""What a border cuts: a character, a CR LF, a line."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from streamlab.clients.reading import Reading
from streamlab.decode.charset import decode

_AROUND = 12  # characters shown on each side


class Beside(StrEnum):
    """What stands on both sides of a border."""

    CHARACTER = "character"  # it is cut inside
    ILL_FORMED = "ill-formed"  # so are bytes that are no character
    CRLF = "crlf"
    LINE_START = "line-start"
    LINE = "line"


class BorderPlace(NamedTuple):
    """Where a border is.

    `cut` of a character's `of` bytes come before it. `line` counts from 1; `before` and `after` are the text of that line on both
    sides.
    """

    kind: Beside
    line: int
    character: str = ""
    cut: int = 0
    of: int = 0
    before: str = ""
    after: str = ""


def place(reading: Reading, at: int) -> BorderPlace:
    """What the border at content offset `at` cuts."""
    content, analysis = reading.content, reading.analysis
    line_end = b"\n" if b"\n" in content else b"\r"
    line = content.count(line_end, 0, at) + 1
    index = analysis.position_of(at)
    start = analysis.offset_of(index)
    if start < at:
        end = min(analysis.offset_of(index + 1), len(content))
        character = decode(content[start:end], analysis.encoding)
        ill_formed = any(span.start == start for span in analysis.invalid)
        return BorderPlace(
            Beside.ILL_FORMED if ill_formed else Beside.CHARACTER, line, character, at - start, end - start
        )
    if content[at - 1 : at + 1] == b"\r\n":
        return BorderPlace(Beside.CRLF, line)
    if content[at - 1 : at] in (b"\n", b"\r"):
        return BorderPlace(Beside.LINE_START, line)
    text_before = decode(content[analysis.offset_of(max(index - _AROUND, 0)) : at], analysis.encoding)
    text_after = decode(content[at : at + 4 * _AROUND], analysis.encoding)[:_AROUND]
    before = text_before.splitlines()[-1] if text_before else ""
    return BorderPlace(Beside.LINE, line, before=before, after=text_after.splitlines()[0] if text_after else "")
