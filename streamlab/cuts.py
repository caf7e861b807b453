"""One language for "how to cut": a word, and the offsets it puts borders at; sans-I/O.

A cut never changes a byte, only where one piece ends and the next begins. Shared by the lab's writes and the clients' chunks:

    bytes               every byte is a piece
    fixed:N             N bytes per piece, whatever they hold
    wechat:N            the same, for N of 1024, 1380, 1460 and 4096: sizes in which a phone may hand on what came at once
    random:SEED         sizes from 1 to 1024 bytes, small ones often; the same for the same seed
    at:A,B,…            borders at these offsets and nowhere else
    merged              everything is one piece
    inside-characters   a border before every byte inside a multi-byte character
    1|2  2|1  1|3 …     each character of that many bytes is cut at that place
    line                each line is cut in its middle, between two characters
    crlf, inside-crlf   each CR LF is cut between its bytes

Only where there are events (the lab): `every-event`, each event or record is a piece, and `merged:N`, N of them per piece. Only
where something was recorded (clients): `recorded`, as it came; `reads`, a border where a socket read ended; `every`, each single
border, one cutting per offset.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, repeat, takewhile
from typing import NamedTuple

from streamlab.decode.charset import units
from streamlab.errors import Misuse, UsageError

WECHAT = (1024, 1380, 1460, 4096)
MAX_PIECE = 1 << 20  # bytes of a fixed piece
_SHAPE = re.compile(r"([1-3])\|([1-3])")
_FORM = re.compile(r"(?P<kind>[a-z-]+)(?::(?P<numbers>-?\d{1,18}(?:,\d{1,12})*))?")
_LEAST = {"at": 0, "random": -(10**18)}  # others count from 1
_NUMBERS = {
    "merged": (0, 1),
    "fixed": (1, 1),
    "wechat": (1, 1),
    "random": (1, 1),
    "at": (1, 10_000),
}  # others take none
_HOW_MANY = {0: Misuse.CUT_WITHOUT_NUMBERS, 1: Misuse.CUT_NUMBER}
_PLAIN = ("recorded", "reads", "every", "every-event", "inside-characters", "line", "crlf", "inside-crlf", "bytes")
_SAME = {"bytes": ("fixed", (1,)), "inside-crlf": ("crlf", ())}
_INSIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LARGEST = 10  # bits of a random piece's size


class Cut(NamedTuple):
    """One word of the language; `kind` is "shape" for `1|2` and its like, "fixed" for `bytes` and `wechat`."""

    kind: str = "every-event"
    numbers: tuple[int, ...] = ()

    @property
    def inside(self) -> bool:
        """Its borders are found in the bytes: those between events stay beside them."""
        return self.kind in ("every-event", "inside-characters", "shape", "line", "crlf")


def parse_cut(text: str, known: Sequence[str]) -> Cut:
    """The cut a person wrote. Raises `UsageError` where it is none, or not one of the forms in `known` (for its message, too)."""
    cut = _parsed(text.strip())
    if _form(text.strip()) not in map(_form, known):
        raise UsageError(Misuse.CUT_NOT_HERE, cut=text, known=", ".join(known))
    return cut


def _form(word: str) -> tuple[str, bool]:
    """What a word and the form it is of have in common: its kind, and whether it takes numbers."""
    kind, colon, _ = word.partition(":")
    return "1|2" if _SHAPE.fullmatch(word) else kind.removeprefix("inside-" if kind == "inside-crlf" else ""), bool(
        colon
    )


def _parsed(text: str) -> Cut:
    if shape := _SHAPE.fullmatch(text):
        return Cut("shape", (int(shape[1]), int(shape[2])))
    form = _FORM.fullmatch(text)
    if form is None or form["kind"] not in (*_NUMBERS, *_PLAIN):
        raise UsageError(Misuse.CUT, cut=text)
    kind, numbers = form["kind"], tuple(int(n) for n in (form["numbers"] or "").split(",") if n)
    _check(text, kind, numbers)
    return Cut(*_SAME.get(kind, ("fixed" if kind == "wechat" else kind, numbers)))


def _check(text: str, kind: str, numbers: tuple[int, ...]) -> None:
    fewest, most = _NUMBERS.get(kind, (0, 0))
    if not fewest <= len(numbers) <= most or any(n < _LEAST.get(kind, 1) for n in numbers):
        misuse = _HOW_MANY.get(most, Misuse.CUT_NUMBERS)
        raise UsageError(misuse, cut=text, form=kind, fewest=fewest, most=most)
    if kind == "wechat" and numbers[0] not in WECHAT:
        raise UsageError(Misuse.CUT_SIZE, cut=text, known=", ".join(map(str, WECHAT)))
    if kind == "fixed" and numbers[0] > MAX_PIECE:
        raise UsageError(Misuse.CUT_PIECE, cut=text, most=MAX_PIECE)
    if any(a >= b for a, b in pairwise(numbers)):
        raise UsageError(Misuse.CUT_ORDER, cut=text)


def sizes(cut: Cut) -> Iterator[int]:
    """How long each piece is for a cut that does not look at the bytes; where it ends, the rest is one piece."""
    match cut.kind:
        case "fixed":
            return repeat(cut.numbers[0])
        case "random":
            return _random_sizes(cut.numbers[0])
        case "at":
            return (b - a for a, b in pairwise((0, *cut.numbers)) if a < b)
    return iter(())


def _random_sizes(seed: int) -> Iterator[int]:
    chooser = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    while True:
        yield chooser.randint(1, 1 << chooser.randint(0, _LARGEST))


def borders(data: bytes, cut: Cut, encoding: str = "utf-8") -> Sequence[int]:
    """The offsets inside `data`, growing, where `cut` puts a border."""
    match cut.kind:
        case "fixed":
            return range(cut.numbers[0], len(data), cut.numbers[0])
        case "inside-characters":
            return tuple(inside_characters(data, encoding))
        case "shape":
            head, tail = cut.numbers
            return tuple(start + head for start, end in characters(data, encoding) if end - start == head + tail)
        case "line":
            middles = (_middle(line, encoding) for line in re.finditer(rb"[^\r\n]+", data))
            return tuple(middle for middle in middles if middle is not None)
        case "crlf":
            return tuple(match.start() + 1 for match in re.finditer(rb"\r\n", data))
    return tuple(takewhile(lambda at: at < len(data), accumulate(sizes(cut))))


def characters(data: bytes, encoding: str = "utf-8") -> Iterator[tuple[int, int]]:
    """Start and end of each character of several bytes."""
    if encoding == "utf-8":
        return ((match.start(), match.end()) for match in _INSIDE.finditer(data) if _is_character(match[0]))
    return ((start, end) for start, end, text in units(data, encoding) if end - start > 1 and text != "\ufffd")


def inside_characters(data: bytes, encoding: str = "utf-8") -> Iterator[int]:
    """Every offset inside a character of several bytes."""
    for start, end in characters(data, encoding):
        yield from range(start + 1, end)


def _is_character(data: bytes) -> bool:
    try:
        return len(data.decode()) == 1
    except UnicodeDecodeError:
        return False


def _middle(line: re.Match[bytes], encoding: str) -> int | None:
    """The border between two characters nearest before the middle: this cut is about lines and nothing else."""
    half = len(line[0]) // 2
    for start, end in characters(line[0], encoding):
        if start < half < end:
            half = start
    return line.start() + half if half else None
