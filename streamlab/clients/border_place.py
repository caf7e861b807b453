"""What a border cuts: a character, a CR LF, a line."""

from __future__ import annotations

from typing import NamedTuple

from streamlab.clients.reading import Reading
from streamlab.decode.charset import decode

_AROUND = 12  # characters shown on each side


class BorderPlace(NamedTuple):
    """Where a border is.

    `kind`: character (cut inside: `cut` of its `of` bytes come before), ill-formed (the same of bytes that are no character), crlf,
    line-start, line. `line` counts from 1; `before` and `after` are the text of that line on both sides.
    """

    kind: str
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
        return BorderPlace("ill-formed" if ill_formed else "character", line, character, at - start, end - start)
    if content[at - 1 : at + 1] == b"\r\n":
        return BorderPlace("crlf", line)
    if content[at - 1 : at] in (b"\n", b"\r"):
        return BorderPlace("line-start", line)
    text_before = decode(content[analysis.offset_of(max(index - _AROUND, 0)) : at], analysis.encoding)
    text_after = decode(content[at : at + 4 * _AROUND], analysis.encoding)[:_AROUND]
    before = text_before.splitlines()[-1] if text_before else ""
    return BorderPlace("line", line, before=before, after=text_after.splitlines()[0] if text_after else "")
