"""A run in the words of people: what happened, by how much, and the smallest cut that does it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from streamlab.i18n import translate
from streamlab.ui.bytes.characters import face
from streamlab.words.clients import client_name

if TYPE_CHECKING:
    from streamlab.clients import ClientError
    from streamlab.ui.clients.digest import Difference, Digest, SmallestCut, Stretch

_LEAD: Final = 2  # characters quoted before the first difference
_QUOTED: Final = 12
_MESSAGE: Final = 160


def visible(text: str) -> str:
    """Line ends and other signs that a label would hide, as signs."""
    return "".join(character if character.isprintable() else face(character)[0] for character in text)


def what_happened(run: Digest) -> str:
    """The one sentence about a run."""
    client, difference = client_name(run.client).title, run.difference
    if run.ok:
        return translate("ClientRun", "{client} gives exactly what a correct reader gives.").format(client=client)
    if difference is None:
        text = translate("ClientRun", "{client} gives everything a correct reader gives, but throws.")
        return text.format(client=client)
    text = _difference(run, difference).format(
        client=client, given=quoted(difference.given), expected=quoted(difference.expected), nth=difference.output
    )
    counted = loss(run)
    return text + (translate("ClientRun", ": {loss}.").format(loss=counted) if counted else translate("ClientRun", "."))


def _difference(run: Digest, difference: Difference) -> str:
    given, expected = _goes_on(difference.given), _goes_on(difference.expected)
    if difference.whole:
        if difference.empty:
            return translate("ClientRun", "{client} shows nothing where the reply says “{expected}”")
        if not given:
            return translate("ClientRun", "{client} stops where the reply goes on with “{expected}”")
        if not expected:
            return translate("ClientRun", "{client} goes on with “{given}” where the reply is over")
        return translate("ClientRun", "{client} shows “{given}” where the reply says “{expected}”")
    if run.kind == "lines":
        return translate("ClientRun", "{client} gives “{given}” as line {nth} where “{expected}” is right")
    return translate("ClientRun", "{client} gives “{given}” as event {nth} where “{expected}” is right")


def _goes_on(parts: tuple[Stretch, ...]) -> bool:
    """Whether there is anything from the first difference on."""
    first = next((index for index, part in enumerate(parts) if not part.same), len(parts))
    return any(part.text for part in parts[first:])


def quoted(parts: tuple[Stretch, ...]) -> str:
    """The first difference with a few characters around it; "" where nothing follows what both have."""
    first = next((index for index, part in enumerate(parts) if not part.same), None)
    if first is None:
        return ""
    before = _word(parts[first - 1].text[-_LEAD:][::-1])[::-1] if first else ""
    text = parts[first].text
    if len(text) > _QUOTED:
        return visible(before + text[:_QUOTED]) + "…"
    after = _word(parts[first + 1].text[:_LEAD]) if first + 1 < len(parts) else ""
    return visible(before + text + after)


def _word(text: str) -> str:
    """The letters it begins with: other signs around a difference tell nothing."""
    return "".join(takewhile(str.isalnum, text))


def loss(run: Digest) -> str:
    """Characters replaced and lost, where there are any."""
    parts = []
    if run.replaced:
        parts.append(translate("ClientRun", "%n character(s) replaced", run.replaced))
    if run.lost:
        parts.append(translate("ClientRun", "%n character(s) lost", run.lost))
    return (
        translate("ClientRun", "{one}, {other}").format(one=parts[0], other=parts[1]) if parts[1:] else "".join(parts)
    )


def smallest_cut(cut: SmallestCut | None) -> str:
    """Which borders are to blame."""
    if cut is None:
        return translate("ClientRun", "Looking for the smallest cut that breaks it …")
    if not cut.borders:
        return translate("ClientRun", "It fails in one piece, too: no border is to blame.")
    at = f"{cut.shown:,}"
    if len(cut.borders) > 1:
        text = translate(
            "ClientRun", "The smallest cut found that breaks it: %n borders, one at byte {at}.", len(cut.borders)
        )
        return text.format(at=at)
    if cut.inside == "\r\n":
        text = translate("ClientRun", "The smallest cut that breaks it: one border at byte {at}, between CR and LF.")
    elif cut.inside:
        text = translate("ClientRun", "The smallest cut that breaks it: one border at byte {at}, inside {character}.")
    else:
        text = translate(
            "ClientRun", "The smallest cut that breaks it: one border at byte {at}, between two characters."
        )
    return text.format(at=at, character=visible(cut.inside))


def numbers(run: Digest) -> list[tuple[str, bool]]:
    """What can be counted, and whether it is bad."""
    return [
        (translate("ClientRun", "%n lost", run.lost), run.lost > 0),
        (translate("ClientRun", "%n replaced", run.replaced), run.replaced > 0),
        (
            translate("ClientRun", "longest freeze {freeze} of %n chunk(s)", run.chunks).format(
                freeze=f"{run.freeze:,}"
            ),
            False,
        ),
        (translate("ClientRun", "%n swallowed error(s)", run.swallowed), run.swallowed > 0),
        (translate("ClientRun", "%n error(s)", len(run.errors)), bool(run.errors)),
    ]


def error_line(error: ClientError, *, chunk: bool = True) -> str:
    """An exception with its chunk, and its line in a pasted handler."""
    message = visible(error.message if len(error.message) <= _MESSAGE else error.message[:_MESSAGE] + "…")
    parts = [translate("ClientRun", "chunk {chunk}").format(chunk=error.chunk)] if chunk else []
    if error.line is not None:
        parts.append(translate("ClientRun", "line {line}").format(line=error.line))
    return " · ".join([*parts, f"{error.name}: {message}"])


def error_lines(run: Digest, most: int) -> list[str]:
    """The first exceptions, how many more there are, and what became of the client."""
    lines = [error_line(error) for error in run.errors[:most]]
    if len(run.errors) > most:
        lines.append(translate("ClientRun", "and %n more", len(run.errors) - most))
    if run.errors and run.ends_at_error:
        lines.append(translate("ClientRun", "It reads no further."))
    return lines
