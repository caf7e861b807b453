"""Words for a look-up, made at the edge."""

from __future__ import annotations

from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.lookup.values import Candidate, Fate, Lookup, Lost, Reason, Recoverable
from streamlab.model import Confidence
from streamlab.words.encodings import encoding_name

_ESCAPES = {
    "json": QT_TRANSLATE_NOOP("Lookup", "JSON escapes (\\u4f60)"),
    "bytes": QT_TRANSLATE_NOOP("Lookup", "escaped bytes (\\xe4)"),
    "html": QT_TRANSLATE_NOOP("Lookup", "HTML entities (&#20320;)"),
    "percent": QT_TRANSLATE_NOOP("Lookup", "percent-encoding (%E4)"),
    "quoted-printable": QT_TRANSLATE_NOOP("Lookup", "quoted-printable (=E4)"),
}
_OUTCOMES = {
    Fate.EMPTY: QT_TRANSLATE_NOOP("Lookup", "There is no text."),
    Fate.FINE: QT_TRANSLATE_NOOP("Lookup", "Nothing is wrong with this text."),
    Fate.ESCAPED: QT_TRANSLATE_NOOP("Lookup", "Nothing is wrong with this text: it is only written in escapes."),
    Fate.DAMAGED: QT_TRANSLATE_NOOP("Lookup", "What was here is lost: no decoder brings it back from this text."),
    Fate.UNKNOWN: QT_TRANSLATE_NOOP(
        "Lookup", "It does not read like a text, and no pair of encodings known here explains it."
    ),
}
_RECOVERABLE = {
    Recoverable.WHOLE: QT_TRANSLATE_NOOP("Lookup", "comes back whole"),
    Recoverable.PARTLY: QT_TRANSLATE_NOOP("Lookup", "comes back in part"),
    Recoverable.NO: QT_TRANSLATE_NOOP("Lookup", "cannot be recovered"),
}
_CONFIDENCE = {
    Confidence.PROVEN: QT_TRANSLATE_NOOP("Lookup", "certain"),
    Confidence.CONSISTENT: QT_TRANSLATE_NOOP("Lookup", "likely"),
    Confidence.UNKNOWN: QT_TRANSLATE_NOOP("Lookup", "open"),
}
_KINDS = {
    "replacement": QT_TRANSLATE_NOOP("Lookup", "A decoder put � where bytes were no characters."),
    "question-marks": QT_TRANSLATE_NOOP("Lookup", "An encoder put ? where it had no character."),
    "memory": QT_TRANSLATE_NOOP("Lookup", "This is memory that nothing was written to."),
    "surrogates": QT_TRANSLATE_NOOP("Lookup", "Half characters: an emoji was cut in two."),
}
_REASONS = {
    "all-utf-8": QT_TRANSLATE_NOOP(
        "Lookup", "Read backwards, every byte fits UTF-8: %n character(s) came out whole. That is hardly ever chance."
    ),
    "reads-better": QT_TRANSLATE_NOOP(
        "Lookup",
        "It reads better: by its characters and scripts {after} of 100 points, the pasted text has {before}.",
    ),
    "latin-or-1252": QT_TRANSLATE_NOOP(
        "Lookup", "It may have been windows-1252 as well: no byte from 80 to 9F is there that would tell them apart."
    ),
    "islands": QT_TRANSLATE_NOOP("Lookup", "Garbled: %n piece(s) of the text; the rest is as it was."),
    "several-steps": QT_TRANSLATE_NOOP("Lookup", "It happened %n times, one after the other."),
    "restored": QT_TRANSLATE_NOOP(
        "Lookup", "Put back: %n sign(s) that changed on the way, such as a no-break space that became a space."
    ),
    "lost-before": QT_TRANSLATE_NOOP(
        "Lookup",
        "Lost before: %n character(s). The bytes already held U+FFFD (EF BF BD) when they were read wrongly. "
        "Two faults met; look for the first one, where U+FFFD was made.",
    ),
    "lost-here": QT_TRANSLATE_NOOP(
        "Lookup", "Lost in the wrong reading: %n character(s). Some of their bytes made no character there."
    ),
    "replaced": QT_TRANSLATE_NOOP("Lookup", "The text holds %n U+FFFD. What they replaced is not in this text."),
    "replaced-runs": QT_TRANSLATE_NOOP("Lookup", "Runs, as count × length: {runs}."),
    "not-utf-8": QT_TRANSLATE_NOOP(
        "Lookup",
        "No Chinese is left between them: consistent with GBK, Big5 or Shift_JIS bytes that were read as UTF-8. "
        "Read the recording's bytes as GBK instead.",
    ),
    "one-each": QT_TRANSLATE_NOOP(
        "Lookup",
        "Each stands alone: a byte that is no UTF-8, a U+FFFD that was sent as such, the last character of a text that was "
        "cut, or a decoder that was made anew for each chunk.",
    ),
    "per-subpart": QT_TRANSLATE_NOOP(
        "Lookup",
        "Runs of two occur: one � per maximal subpart, as TextDecoder and Node write them when each chunk is decoded "
        "by itself.",
    ),
    "per-byte": QT_TRANSLATE_NOOP(
        "Lookup",
        "As many � as the character has bytes: one per byte, as the npm package “buffer” writes them when each chunk is "
        "decoded by itself.",
    ),
    "whole-runs": QT_TRANSLATE_NOOP(
        "Lookup",
        "As many � as a character has bytes: it was cut after its first byte, or the decoder writes one � per byte, as the "
        "npm package “buffer” does. More cuts would tell.",
    ),
    "mixed-runs": QT_TRANSLATE_NOOP("Lookup", "The lengths differ too much to tell the decoder by them."),
    "question-marks": QT_TRANSLATE_NOOP(
        "Lookup",
        "Question marks where no question is: %n. Consistent with a server that encoded the text as ISO-8859-1 "
        "(Spring's default for strings) or ASCII. Each is the byte 3F; nothing of the character is left.",
    ),
    "halves": QT_TRANSLATE_NOOP(
        "Lookup",
        "Halves of UTF-16 pairs without the other half: {high} first ones, {low} second ones. A text was cut by its length "
        "in UTF-16 units. The other half may stand in the next piece of the stream.",
    ),
    "memory": QT_TRANSLATE_NOOP(
        "Lookup",
        "{character}… is the byte {byte} over and over, read as {wrong}: debug builds of Visual C++ fill unused memory with it. No "
        "text was there. If somebody wrote it on purpose, nothing is wrong.",
    ),
}
_PLACES = {
    "garbled": QT_TRANSLATE_NOOP("Lookup", "as it was pasted: the stream itself carries it so"),
    "original": QT_TRANSLATE_NOOP("Lookup", "as the original: the stream is right, whoever showed it read it wrongly"),
    "escaped": QT_TRANSLATE_NOOP("Lookup", "in JSON escapes"),
}
_QUOTED = 40
_LOST = QT_TRANSLATE_NOOP("Lookup", "character {place}: {known} is known")
_LOST_POSSIBLE = QT_TRANSLATE_NOOP("Lookup", "character {place}: {known} is known, so perhaps {possible}")
_LOST_BEFORE = QT_TRANSLATE_NOOP("Lookup", "character {place}: lost before")
_LOST_WHOLLY = QT_TRANSLATE_NOOP("Lookup", "character {place}: nothing is known of it")


def form_name(name: str) -> str:
    """An encoding or an escape, as people write it."""
    return translate("Lookup", _ESCAPES[name]) if name in _ESCAPES else encoding_name(name)


def headline(lookup: Lookup) -> str:
    """The answer in one sentence."""
    best = lookup.best
    if best is not None and lookup.outcome is Fate.DAMAGED and best.recoverable is Recoverable.PARTLY:
        return translate("Lookup", "Some characters are lost: no decoder brings them back from this text.")
    if lookup.outcome is not Fate.GARBLED or best is None:
        return translate("Lookup", _OUTCOMES[lookup.outcome])
    if not any(character.isalnum() for character in best.original):
        return translate("Lookup", "Characters are lost, but of their bytes some are known.")
    original = " ".join(best.original.split())
    if len(original) > _QUOTED:
        original = original[:_QUOTED] + "…"
    return translate("Lookup", "It was “{original}”.").format(original=original)


def chain(candidate: Candidate) -> str:
    """Which two encodings met; for a loss, what it is."""
    if candidate.kind in _KINDS:
        return translate("Lookup", _KINDS[candidate.kind])
    if candidate.kind == "escape" and not candidate.right:
        text = translate("Lookup", "Written in {wrong}")
    elif candidate.kind == "escape":
        text = translate("Lookup", "Written in {wrong}, the bytes are {right}")
    elif candidate.readings > 1:
        text = translate("Lookup", "{right} read as {wrong}, %n times over", candidate.readings)
    else:
        text = translate("Lookup", "{right} read as {wrong}")
    return text.format(right=form_name(candidate.right), wrong=form_name(candidate.wrong))


def recoverable_label(recoverable: Recoverable) -> str:
    """How much comes back, in a few words."""
    return translate("Lookup", _RECOVERABLE[recoverable])


def confidence_name(confidence: Confidence) -> str:
    """How sure it is, in a word."""
    return translate("Lookup", _CONFIDENCE[confidence])


def reasons(candidate: Candidate) -> list[str]:
    """Why it is believed, and what is lost, a sentence each."""
    wrong = form_name(candidate.wrong)
    return [_reason(reason).format(wrong=wrong, **reason.args) for reason in candidate.reasons]


def _reason(reason: Reason) -> str:
    n = reason.args.get("n")
    return translate("Lookup", _REASONS[reason.key], n if isinstance(n, int) else None)


def place_name(what: str) -> str:
    """In which form a text stands in a recording."""
    return translate("Lookup", _PLACES[what])


def lost_character(lost: Lost) -> str:
    """What is known of one lost character."""
    if lost.before:
        source = _LOST_BEFORE
    elif not lost.known:
        source = _LOST_WHOLLY
    else:
        source = _LOST_POSSIBLE if lost.possible else _LOST
    known, possible = lost.known, " ".join(lost.possible)
    return translate("Lookup", source).format(place=lost.at + 1, known=known, possible=possible)
