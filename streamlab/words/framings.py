"""What a framing is called."""

from __future__ import annotations

from typing import Final

from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.model import Framing

_NAMES: Final = {
    Framing.SSE: QT_TRANSLATE_NOOP("Framing", "SSE"),
    Framing.NDJSON: QT_TRANSLATE_NOOP("Framing", "NDJSON"),
    Framing.JSON: QT_TRANSLATE_NOOP("Framing", "JSON"),
    Framing.JSON_ARRAY: QT_TRANSLATE_NOOP("Framing", "JSON array"),
    Framing.LINE_PREFIXED: QT_TRANSLATE_NOOP("Framing", "prefixed lines"),
    Framing.AWS_EVENTSTREAM: QT_TRANSLATE_NOOP("Framing", "AWS event stream"),
    Framing.TEXT: QT_TRANSLATE_NOOP("Framing", "text"),
}


def framing_name(framing: Framing) -> str:
    """A framing as people write it, in the language in force."""
    return translate("Framing", _NAMES[framing])
