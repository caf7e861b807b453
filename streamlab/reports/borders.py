"""Words for what a border cuts and for how a run differs from a correct one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlab.clients.border_place import Beside, place
from streamlab.i18n import translate
from streamlab.reports.terminal import escape_line, shortened

if TYPE_CHECKING:
    from streamlab.clients import Reading, Run

_SAMPLE = 8  # characters of a difference
_STEP = 3  # characters that show two texts to be in step again
_MESSAGE = 100  # columns of an exception's words


def cut_words(run: Run) -> str:
    """What the borders of a smallest failing run cut."""
    borders = run.borders
    if not borders:
        return translate("Report", "in one piece, without any border")
    words = border_words(run.reading, borders[0])
    if len(borders) == 1:
        return words
    text = translate("Report", "{first}, and %n more border(s), the last at byte {last}", n=len(borders) - 1)
    return text.format(first=words, last=borders[-1])


def border_words(reading: Reading, at: int) -> str:
    """Where one border is."""
    if not 0 < at < len(reading.content):
        return translate("Report", "at byte {at}, where nothing is cut").format(at=at)
    found = place(reading, at)
    text = {
        Beside.CHARACTER: translate("Report", "at byte {at}, inside “{character}” ({cut} | {rest} bytes)"),
        Beside.ILL_FORMED: translate("Report", "at byte {at}, inside bytes that are no character ({cut} | {rest})"),
        Beside.CRLF: translate("Report", "at byte {at}, between CR and LF of line {line}"),
        Beside.LINE_START: translate("Report", "at byte {at}, before line {line}"),
        Beside.LINE: translate("Report", "at byte {at}, in line {line}, between “{before}” and “{after}”"),
    }[found.kind]
    return text.format(
        at=at,
        line=found.line,
        character=escape_line(found.character),
        cut=found.cut,
        rest=found.of - found.cut,
        before=escape_line(found.before),
        after=escape_line(found.after),
    )


def difference_words(run: Run) -> str:
    """How a failing run differs: its first exception, or else the first characters that are not as they should be; then counts."""
    counts = (
        (translate("Report", "%n character(s) lost", n=run.lost_characters), run.lost_characters),
        (translate("Report", "%n replaced", n=run.replaced_characters), run.replaced_characters),
        (translate("Report", "%n error(s) swallowed", n=run.swallowed_errors), run.swallowed_errors),
    )
    return " · ".join([_first_difference(run), *(text for text, count in counts if count)])


def _first_difference(run: Run) -> str:
    if run.errors:
        error = run.errors[0]
        text = translate("Report", "{name}: {message}, in chunk {chunk}")
        message = shortened(escape_line(error.message), _MESSAGE, "…")
        return text.format(chunk=error.chunk, name=escape_line(error.name), message=message)
    found = run.first_difference
    assert found is not None
    expected, given = map(escape_line, _apart(found["expected"], found["given"]))
    if expected and given:
        text = translate("Report", "“{given}” instead of “{expected}”")
    elif expected:
        text = translate("Report", "“{expected}” is missing")
    elif given:
        text = translate("Report", "“{given}” should not be there")
    else:
        text = translate("Report", "one piece too many or too few, an empty one")
    return text.format(expected=expected, given=given)


def _apart(expected: str, given: str) -> tuple[str, str]:
    """The beginnings of both up to where they go on alike."""
    for length in range(2 * _SAMPLE + 1):
        for some in range(max(length - _SAMPLE, 0), min(length, _SAMPLE) + 1):
            a, b = expected[some : some + _STEP], given[length - some : length - some + _STEP]
            if a == b:  # shorter ones end here, both
                return expected[:some], given[: length - some]
    return expected[:_SAMPLE], given[:_SAMPLE]
