"""QuickJS's words for what V8 says otherwise: developers search for these."""

from __future__ import annotations

import re

_SAID = re.compile(r"\b(\w*Error: )(.*)")
_AS_V8 = (
    (re.compile(r"^(\S+) is not initialized$"), r"Cannot access '\1' before initialization"),
    (re.compile(r"^cannot read property '(.*)' of (null|undefined)$"), r"Cannot read properties of \2 (reading '\1')"),
    (re.compile(r"^cannot set property '(.*)' of (null|undefined)$"), r"Cannot set properties of \2 (setting '\1')"),
    (re.compile(r"^expecting (?:%|hex digit|continuation)|^(?:invalid|malformed) UTF-8.*"), "URI malformed"),
)


def as_v8(message: str) -> str:
    """An engine's message in the words of V8."""
    for pattern, words in _AS_V8:
        message = pattern.sub(words, message)
    return message


def line_as_v8(text: str) -> str:
    """A line of the console, with the errors in it."""
    return _SAID.sub(lambda match: match[1] + as_v8(match[2]), text)
