"""How a body is sliced into writes: event by event, so that an endless one is as well; sans-I/O."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from streamlab.cuts import Cut, borders, parse_cut, sizes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_WRITE = 1 << 20
NAMES = (
    "every-event", "inside-characters", "1|2", "line", "crlf", "bytes", "fixed:N", "wechat:N", "random:SEED", "merged:N",
    "merged", "at:A,B",
)  # fmt: skip


class Piece(NamedTuple):
    """Bytes that go out together: an event before cutting, one write after it; `pause_ms` is the silence before it."""

    data: bytes
    pause_ms: float = 0.0
    cut: Cut | None = None  # this event's own cut, stronger than the scenario's unless that ignores events


def write_cut(text: str) -> Cut:
    """The cut a scenario names; `UsageError` where it is none."""
    return parse_cut(text, NAMES)


def slices(pieces: Iterable[Piece], cut: Cut, encoding: str = "utf-8") -> Iterator[Piece]:
    """The writes of a body, made as they are asked for."""
    if cut.inside:
        return _within_events(pieces, cut, encoding)
    if cut.kind == "merged":
        return _merged(pieces, cut.numbers[0] if cut.numbers else None)
    return _sized(pieces, sizes(cut))


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


def _sized(pieces: Iterable[Piece], ahead: Iterator[int]) -> Iterator[Piece]:
    """Writes of the sizes `ahead`, through the borders of events; where they end, or are too far off, of `MAX_WRITE` at least."""
    held, pause = bytearray(), 0.0
    wanted = next(ahead, None)
    for piece in pieces:
        held += piece.data
        pause += piece.pause_ms
        while held and (len(held) >= MAX_WRITE or (wanted is not None and len(held) >= wanted)):
            size = len(held) if wanted is None else min(wanted, len(held))
            yield Piece(bytes(held[:size]), pause)
            pause = 0.0
            del held[:size]
            if wanted is not None:
                wanted = wanted - size or next(ahead, None)
    if held:
        yield Piece(bytes(held), pause)
