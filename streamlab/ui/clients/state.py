"""What the Clients tab says as a whole: what it waits for, how far it is, what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from streamlab.i18n import joined, translate
from streamlab.model import TextVerdict
from streamlab.words.clients import client_name

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.ui.clients.model import MatrixModel


_NAMED: Final = 2  # clients named in the sentence


def empty_title() -> str:
    """Above the empty page."""
    return translate("ClientsState", "Which clients read this reply wrong, and which border does it")


def nothing(analysis: Analysis | None, *, ended: bool) -> str:
    """Why there is no matrix, and what to do."""
    if analysis is None:
        return translate(
            "ClientsState",
            "No reply yet. Send a request or open a recording: here you see which clients would read its reply wrong, "
            "and which cut is to blame.",
        )
    if not ended:
        return translate(
            "ClientsState", "The reply is still coming. Once it has ended, the clients are tried on it here."
        )
    return translate("ClientsState", "The reply has no body: there is nothing to read, and nothing to cut.")


def going_on(model: MatrixModel, *, computing: bool) -> str:
    """How far the computing is, or was when it was stopped."""
    cells = translate("ClientsState", "{known} of {of} cells").format(
        known=f"{len(model.cells):,}", of=f"{model.clients * len(model.cuts):,}"
    )
    if not computing:
        return translate("ClientsState", "Stopped: {cells} are computed.").format(cells=cells)
    text = translate("ClientsState", "Trying %n client(s) under {cuts} cuts … {cells}", model.clients)
    return text.format(cuts=len(model.cuts), cells=cells)


def broken(reason: str) -> str:
    """streamlab's own fault."""
    return translate("ClientsState", "streamlab itself failed: {reason}").format(reason=reason)


def outcome(model: MatrixModel) -> str:
    """Whom the chunks break as they came, whom other cuts, and who cannot read such a reply anyway."""
    came, others, hopeless = model.failing()
    if not (came or others or hopeless):
        text = translate(
            "ClientsState",
            "All %n client(s) read it right under each of the {cuts} cuts tried; others were not tried.",
            model.clients,
        )
        return text.format(cuts=len(model.cuts))
    text = (
        translate("ClientsState", "The chunks as they came break {came} of %n client(s).", model.clients)
        if came
        else translate("ClientsState", "The chunks as they came break no client.")
    )
    parts = [text.format(came=len(came))]
    if others:
        more = (
            translate("ClientsState", "Other cuts break {count} more.")
            if came
            else translate("ClientsState", "Other cuts break {count}.")
        )
        parts.append(more.format(count=len(others)))
    if hopeless:
        parts.append(translate("ClientsState", "Wrong even in one piece: {clients}.").format(clients=_few(hopeless)))
    return joined(parts)


def _few(clients: list[str]) -> str:
    """Their names, or how many they are."""
    if len(clients) > _NAMED:
        return translate("ClientsState", "%n client(s)", len(clients))
    return ", ".join(client_name(one).title for one in clients)


def in_full(model: MatrixModel) -> str:
    """The same with all names, a line each."""
    titles = (
        translate("ClientsState", "Broken by the chunks as they came"),
        translate("ClientsState", "Broken by other cuts"),
        translate("ClientsState", "Fail in one piece, too"),
    )
    groups = zip(titles, model.failing(), strict=True)
    lines = (f"{title}: {', '.join(client_name(one).title for one in group)}" for title, group in groups if group)
    return "\n".join(lines)


def remark(analysis: Analysis, model: MatrixModel) -> str:
    """What makes the matrix say less, or something else, than one would think."""
    if analysis.content_error:
        return translate("ClientsState", "The content coding is broken: the clients got what could be unpacked.")
    if analysis.verdict.text in (TextVerdict.WRONG_CHARSET, TextVerdict.DAMAGED_UPSTREAM):
        return translate(
            "ClientsState", "The bytes are wrong to begin with: a check says that a client reads them as they are."
        )
    if analysis.verdict.text is TextVerdict.NOT_TEXT:
        return translate("ClientsState", "The body is no text: whoever reads it as text cannot be right.")
    if len(analysis.chunk_ends) == 1:
        return translate("ClientsState", "It came in one chunk.")
    if any(not cell.complete for cell in model.cells.values()):
        return translate("ClientsState", "Cells with a + looked at a part of what there is to cut.")
    return ""


def hint(model: MatrixModel, *, over: bool) -> tuple[str, str]:
    """A title and a sentence while no cell is chosen."""
    came, others, hopeless = model.failing()
    if over and hopeless and not came and not others:
        text = translate(
            "ClientsState",
            "%n client(s) read this reply wrong even in one piece. Choose a cell to see what such a client makes of it.",
            len(hopeless),
        )
        return translate("ClientsState", "No cut is to blame"), text
    if over and not came and not others:
        return (
            translate("ClientsState", "No cut that was tried does any harm"),
            translate(
                "ClientsState",
                "This holds for the cuts of the columns. Add others with “Cuts”, or choose a cell to see its run.",
            ),
        )
    return "", translate(
        "ClientsState", "Choose a cell: here you see what the client makes of the reply, and which bytes are to blame."
    )
