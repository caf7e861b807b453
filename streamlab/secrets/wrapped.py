"""Text that stands in another: escapes of JSON, percent signs of URLs, entities of XML, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from html import unescape

from streamlab.secrets.found import Found

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,6});")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Wrapped:
    """A text and where each character of it stands in the one that holds it."""

    def __init__(self, text: str, pattern: re.Pattern[str], read: Callable[[str], list[tuple[str, int]]]) -> None:
        pieces: list[str] = []
        self._inner, self._outer = [0], [0]
        size = last = 0
        for found in pattern.finditer(text):
            start, end = found.span()
            pieces.append(text[last:start])
            size += start - last
            for character, length in read(found[0]):
                self._note(size, start)
                pieces.append(character)
                size += len(character)
                start += length
            self._note(size, end)
            last = end
        pieces.append(text[last:])
        self.text = "".join(pieces)

    def outside(self, found: Found) -> Found:
        """What was found in the inner text, in the outer one."""
        return found._replace(start=self._place(found.start), end=self._place(found.end))

    def _note(self, inner: int, outer: int) -> None:
        if inner == self._inner[-1]:
            self._outer[-1] = outer
        else:
            self._inner.append(inner)
            self._outer.append(outer)

    def _place(self, position: int) -> int:
        index = bisect_right(self._inner, position) - 1
        return self._outer[index] + position - self._inner[index]


def of_string(text: str) -> Wrapped:
    """What stands between the quotes of a JSON string."""
    return Wrapped(text, _ESCAPE, _escape)


def of_url(text: str) -> Wrapped:
    """What a value of a URL or a form says."""
    return Wrapped(text, _PERCENT, _percent)


def of_xml(text: str) -> Wrapped:
    """What the text of an element says."""
    return Wrapped(text, _ENTITY, lambda entity: [(unescape(entity), len(entity))])


def _escape(escape: str) -> list[tuple[str, int]]:
    if escape[1] in "ux" and len(escape) > 2:
        return [(chr(int(escape[2:], 16)), len(escape))]
    return [(_LETTERS.get(escape[1], escape[1]), len(escape))]


def _percent(run: str) -> list[tuple[str, int]]:
    data = bytes.fromhex(run.replace("%", ""))
    text = data.decode("utf-8", "surrogateescape")
    return [(character, 3 * len(character.encode("utf-8", "surrogateescape"))) for character in text]
