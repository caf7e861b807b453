"""Which single borders can matter to the usual kinds of clients: none, those inside characters, those beside a CR.

Each is a property of an emulation, tested against running the client once for each border.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from streamlab.clients.base import Borders, Tries
from streamlab.cuts import inside_characters
from streamlab.model import Span

_BOM = b"\xef\xbb\xbf"
_REPLACED = "\ufffd".encode()  # half of one may become one
_LINES = 4  # lines on each side of a border that may matter
_NEAR = 8  # bytes on each side of a border inside a character
_TAIL = 4


def _nowhere(_content: bytes) -> Collection[int]:
    return ()


@dataclass(frozen=True, slots=True)
class Never(Borders):
    """A client with a memory: no border matters, but at the `odd` ones of a content."""

    odd: Callable[[bytes], Collection[int]] = _nowhere

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
        """As it is without a border."""
        odd, merged = self.odd(tries.content), tries.merged
        return (tries.full(at) if at in odd else merged for at in borders)


NEVER = Never()


@dataclass(frozen=True, slots=True)
class PerChunk(Borders):
    """A decoder without memory: only a border inside a character, or before a mark, can matter.

    `forgets`: what a chunk's end leaves incomplete is never shown.
    """

    forgets: bool = False

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterable[bool]:
        """Compares what stands around a border, cut and uncut, where anything can depend on it."""
        return _beside_characters(tries, borders) if tries.merged else self._mended(tries, borders)

    def _mended(self, tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
        """No border mends what is wrong without one, but near an end that is incomplete.

        What is swallowed there, a mark or a U+FFFD that is cut may make up for. (So it may by chance where another encoding is
        read as UTF-8: all is wrong there, and no border is worth a full run.)
        """
        content = tries.content
        tail = len(content) - _TAIL
        for at in borders:
            odd = self.forgets and (at < len(_BOM) or _in_replaced(content, at))
            yield (at > tail or odd) and tries.full(at)


def _beside_characters(tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
    content, valid = tries.content, tries.well_formed
    inside = frozenset(inside_characters(content)) if valid else frozenset()
    for at in borders:
        if content[at] < 0x80 and (valid or content[at - 1] < 0x80):
            yield True
        elif valid and not content.startswith(_BOM, at) and not _in_replaced(content, at):
            yield at not in inside
        else:
            yield tries.alike(_around(content, at), at)


def _around(content: bytes, at: int) -> Span:
    """A few whole characters on both sides."""
    start, end = max(at - _NEAR, 0), min(at + _NEAR, len(content))
    while start and content[start] & 0xC0 == 0x80:
        start -= 1
    while end < len(content) and content[end] & 0xC0 == 0x80:
        end += 1
    return start, end


def _in_replaced(content: bytes, at: int) -> bool:
    return _REPLACED in content[max(at - 2, 0) : at + 2]


class BesideCr(Borders):
    """A reader of lines that stumbles over some CRs: only borders beside one can matter."""

    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterator[bool]:
        """Compares the few lines around a border, cut and uncut, where a CR is near."""
        content, merged = tries.content, tries.merged
        ends = [at + 1 for at, byte in enumerate(content) if byte in b"\r\n"]
        for at in borders:
            near = b"\r" in content[max(at - _LINES, 0) : at + _LINES]
            yield merged if not near or tries.alike(_lines(ends, at, len(content)), at) else tries.full(at)


def _lines(ends: Sequence[int], at: int, size: int) -> Span:
    """The lines around `at`, from the `ends` of all."""
    line = bisect_right(ends, at)
    start = ends[line - 2 * _LINES] if line >= 2 * _LINES else 0
    return start, ends[line + 2 * _LINES] if line + 2 * _LINES < len(ends) else size


BESIDE_CR = BesideCr()
