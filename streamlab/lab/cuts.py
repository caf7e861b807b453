"""How a body is sliced into writes: the vocabulary of `cut`, and the slicing itself; sans-I/O.

A cut never changes a byte, only where one write ends and the next begins:

    every-event         each event (SSE) or record is one write
    inside-characters   a border before every byte inside a multi-byte character
    1|2  2|1  1|3 …     each character of that many bytes is cut at that place
    line                each line is cut in its middle, between two characters
    crlf                each CR LF is cut between its bytes
    bytes               every byte is one write
    fixed:N             N bytes per write, whatever they hold
    merged:N, merged    N events per write; everything in one write (of at most `MAX_WRITE` bytes)
    at:A,B,…            borders at these offsets of the body and nowhere else

The first five keep the borders between events and add to them; the others replace them.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from streamlab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_WRITE = 1 << 20
_FORM = re.compile(r"(?P<kind>[a-z-]+)(?::(?P<numbers>\d{1,9}(?:,\d{1,9})*))?")
_SHAPE = re.compile(r"([1-3])\|([1-3])")
_NUMBERS = {"merged": (0, 1), "fixed": (1, 1), "at": (1, 10_000)}  # how many numbers each takes; all others none
_PLAIN = ("every-event", "inside-characters", "line", "crlf", "bytes")
_KNOWN = "every-event, inside-characters, 1|2 (or another shape), line, crlf, bytes, fixed:N, merged:N, merged, at:A,B"


@dataclass(frozen=True, slots=True)
class Cut:
    """One word of the vocabulary; `kind` is "shape" for `1|2` and its like, `bytes` is `fixed:1`."""

    kind: str = "every-event"
    numbers: tuple[int, ...] = ()


class Piece(NamedTuple):
    """Bytes that go out together: an event before cutting, one write after it; `pause_ms` is the silence before it."""

    data: bytes
    pause_ms: float = 0.0
    cut: Cut | None = None  # this event's own cut, stronger than the scenario's unless that ignores events


def parse_cut(text: str) -> Cut:
    """The cut a person wrote; `UsageError` where it is none."""
    text = text.strip()
    if shape := _SHAPE.fullmatch(text):
        return Cut("shape", (int(shape[1]), int(shape[2])))
    form = _FORM.fullmatch(text)
    if form is None:
        raise UsageError(f"{text!r} is no cut; known are {_KNOWN}")
    kind, numbers = form["kind"], tuple(int(n) for n in (form["numbers"] or "").split(",") if n)
    fewest, most = _NUMBERS.get(kind, (0, 0))
    if kind not in _NUMBERS and kind not in _PLAIN:
        raise UsageError(f"{text!r} is no cut; known are {_KNOWN}")
    if not fewest <= len(numbers) <= most or 0 in numbers:
        raise UsageError(f"{text!r}: {kind} takes {f'{fewest} to {most}' if most else 'no'} number(s) above 0")
    if kind == "fixed" and numbers[0] > MAX_WRITE:
        raise UsageError(f"{text!r}: a write has at most {MAX_WRITE} bytes")
    if any(a >= b for a, b in pairwise(numbers)):
        raise UsageError(f"{text!r}: the offsets must grow")
    return Cut("fixed", (1,)) if kind == "bytes" else Cut(kind, numbers)


def borders(data: bytes, cut: Cut, encoding: str = "utf-8") -> list[int]:
    """The offsets inside one event where `cut` puts a border."""
    match cut.kind:
        case "inside-characters":
            return [at for start, width in _characters(data, encoding) for at in range(start + 1, start + width)]
        case "shape":
            head, tail = cut.numbers
            return [start + head for start, width in _characters(data, encoding) if width == head + tail]
        case "line":
            middles = (_middle(line, encoding) for line in re.finditer(rb"[^\r\n]+", data))
            return [middle for middle in middles if middle is not None]
        case "crlf":
            return [match.start() + 1 for match in re.finditer(rb"\r\n", data)]
        case "fixed":
            return list(range(cut.numbers[0], len(data), cut.numbers[0]))
        case "at":
            return [at for at in cut.numbers if at < len(data)]
        case _:
            return []


def slices(pieces: Iterable[Piece], cut: Cut, encoding: str = "utf-8") -> Iterator[Piece]:
    """The writes of a body, made as they are asked for."""
    match cut.kind:
        case "merged":
            return _merged(pieces, cut.numbers[0] if cut.numbers else None)
        case "fixed":
            return _fixed(pieces, cut.numbers[0])
        case "at":
            return _at(pieces, cut.numbers)
        case _:
            return _within_events(pieces, cut, encoding)


def _within_events(pieces: Iterable[Piece], cut: Cut, encoding: str) -> Iterator[Piece]:
    for piece in pieces:
        inner = borders(piece.data, piece.cut or cut, encoding)
        if not inner:
            yield piece
            continue
        for start, end in pairwise((0, *inner, len(piece.data))):
            yield Piece(piece.data[start:end], 0.0 if start else piece.pause_ms)


def _merged(pieces: Iterable[Piece], size: int | None) -> Iterator[Piece]:
    held, pause, events = bytearray(), 0.0, 0
    for piece in pieces:
        held += piece.data
        pause += piece.pause_ms
        events += 1
        if events == size or len(held) >= MAX_WRITE:
            yield Piece(bytes(held), pause)
            held, pause, events = bytearray(), 0.0, 0
    if held:
        yield Piece(bytes(held), pause)


def _fixed(pieces: Iterable[Piece], size: int) -> Iterator[Piece]:
    held, pause = bytearray(), 0.0
    for piece in pieces:
        held += piece.data
        pause += piece.pause_ms
        whole = len(held) - len(held) % size
        for start in range(0, whole, size):
            yield Piece(bytes(held[start : start + size]), pause)
            pause = 0.0
        del held[:whole]
    if held:
        yield Piece(bytes(held), pause)


def _at(pieces: Iterable[Piece], offsets: tuple[int, ...]) -> Iterator[Piece]:
    held, pause, start = bytearray(), 0.0, 0
    ahead = deque(offsets)
    for piece in pieces:
        held += piece.data
        pause += piece.pause_ms
        while (reached := bool(ahead) and ahead[0] <= start + len(held)) or len(held) >= MAX_WRITE:
            size = ahead.popleft() - start if reached else len(held)
            if size:
                yield Piece(bytes(held[:size]), pause)
                pause = 0.0
            del held[:size]
            start += size
    if held:
        yield Piece(bytes(held), pause)


def _characters(data: bytes, encoding: str) -> Iterator[tuple[int, int]]:
    """Start and width of each character; a byte that is none counts as one of width 1."""
    start = 0
    for character in data.decode(encoding, "surrogateescape"):
        width = len(character.encode(encoding, "surrogateescape"))
        yield start, width
        start += width


def _middle(line: re.Match[bytes], encoding: str) -> int | None:
    """The border between two characters nearest before the middle: this cut is about lines and nothing else."""
    half = len(line[0]) // 2
    starts = [start for start, _ in _characters(line[0], encoding) if 0 < start <= half]
    return line.start() + starts[-1] if starts else None
