"""Words for people outside Qt: `translate()` looks a source text up in the Qt Linguist catalogue.

Source texts are English. `assets/i18n/streamlab_zh_CN.ts` is the one catalogue: Qt widgets read its compiled `.qm`, this module
reads the `.ts` itself, so that the command line speaks Chinese without loading Qt. `pyside6-lupdate` finds the calls of
`translate` and `QT_TRANSLATE_NOOP` by name; both take literals only (a test forbids f-strings).
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree as ET  # our own committed file

from streamlab.resources import asset

LANGUAGES = ("en", "zh_CN")
_language = "en"


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: N802 (the name lupdate looks for)
    """Marks `source` for extraction and returns it untranslated."""
    return source


def language() -> str:
    """The language in force: one of `LANGUAGES`."""
    return _language


def set_language(name: str) -> None:
    """Chooses the language of `translate`; what is not `LANGUAGES` counts as English."""
    global _language
    _language = name if name in LANGUAGES else "en"


def system_language() -> str:
    """The person's language by environment, else by locale: zh* gives zh_CN, all else English."""
    for variable in ("STREAMLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "zh_CN" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def translate(context: str, source: str, n: int | None = None) -> str:
    """`source` in the language in force; `%n` is replaced by `n`. English plurals: write `(s)` in the source."""
    text = _catalogue(_language).get((context, source), source)
    if n is None:
        return text
    return text.replace("(s)", "" if n == 1 else "s").replace("%n", f"{n:,}")


def joined(sentences: Iterable[str]) -> str:
    """One after the other; Chinese has no space between sentences."""
    return ("" if _language == "zh_CN" else " ").join(sentences)


@cache
def _catalogue(name: str) -> dict[tuple[str, str], str]:
    path = asset("i18n", f"streamlab_{name}.ts")
    if name == "en" or not path.is_file():
        return {}
    table: dict[tuple[str, str], str] = {}
    for context in ET.fromstring(path.read_bytes()).iter("context"):  # noqa: S314
        key = context.findtext("name", "")
        for message in context.iter("message"):
            found = message.find("translation")
            text = "" if found is None else (found.findtext("numerusform") or found.text or "")
            if text:
                table[key, message.findtext("source", "")] = text
    return table
