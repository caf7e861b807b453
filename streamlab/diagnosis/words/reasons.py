"""Words for what decoders say is wrong."""

from __future__ import annotations

from streamlab.decode import json_text
from streamlab.i18n import QT_TRANSLATE_NOOP, translate

_CONFLICTS = {
    "both": QT_TRANSLATE_NOOP("Findings", "The head has both Content-Length and Transfer-Encoding."),
    "twice": QT_TRANSLATE_NOOP("Findings", "The body was chunked twice: size lines stand between the data."),
    "excess": QT_TRANSLATE_NOOP("Findings", "Bytes follow the end that Content-Length declares."),
}
_ILL_FORMED = {
    "lone continuation": QT_TRANSLATE_NOOP("Findings", "a continuation byte without a beginning"),
    "overlong": QT_TRANSLATE_NOOP("Findings", "longer than needed"),
    "surrogate": QT_TRANSLATE_NOOP("Findings", "a surrogate"),
    "above U+10FFFF": QT_TRANSLATE_NOOP("Findings", "above U+10FFFF"),
    "truncated": QT_TRANSLATE_NOOP("Findings", "the rest of the character is missing"),
    "invalid": QT_TRANSLATE_NOOP("Findings", "never valid"),
}
_CODING_ERRORS = {
    "unknown": QT_TRANSLATE_NOOP("Findings", "it is not known here"),
    "corrupt": QT_TRANSLATE_NOOP("Findings", "the bytes are not in this format"),
    "truncated": QT_TRANSLATE_NOOP("Findings", "the end is missing"),
    "trailing-garbage": QT_TRANSLATE_NOOP("Findings", "other bytes follow its end"),
}


def json_reason(kind: str) -> str:
    """Why a text is not JSON, by the kind of failure."""
    return translate("Findings", json_text.MESSAGES[kind])


def ill_formed_reason(reason: str) -> str:
    """Why bytes are no character."""
    return translate("Findings", _ILL_FORMED[reason])


def coding_error(error: str) -> str:
    """What is wrong with a coded body."""
    return translate("Findings", _CODING_ERRORS[error])


def conflict_words(conflict: str) -> str:
    """How a head contradicts itself or its body."""
    return translate("Findings", _CONFLICTS[conflict])
