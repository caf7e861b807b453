"""Chunks as a person reads them: hex, base64 and text of each, with what the borders cut marked in all three.

A cut character is ⟦ bracketed ⟧ where it begins and ends, and │ stands where a chunk border runs through it.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from streamlab.decode.charset import decode
from streamlab.i18n import translate
from streamlab.reports.terminal import Ink, TileKind, columns, escape_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.analysis import Analysis
    from streamlab.model import Span

MAX_MARKS = 12
_LEAST_ROOM = 11
_INDENT = 10
_RANK = {TileKind.SPLIT: 0, TileKind.INVALID: 1, TileKind.JSON: 2}


class Tile(NamedTuple):
    """Bytes `start` to `end` of a chunk; `whole`: the span of the marked thing, which a border may cut."""

    start: int
    end: int
    mark: TileKind
    whole: Span


def chunk_lines(analysis: Analysis, index: int, ink: Ink) -> Iterator[str]:
    """Chunk `index`: its number, time and size, then one line per view."""
    span = analysis.chunk_span(index)
    size = translate("Report", "%n byte(s)", n=span[1] - span[0])
    t_ns = analysis.chunk_times[index]
    when = f"+{t_ns / 1e9:.3f} s" if t_ns >= 0 else translate("Report", "no time")
    yield f"{ink.strong(f'#{index}')}  {ink.dim(when)}  {size}"
    tiles, left_out = tiled(analysis, span)
    if not tiles:
        return
    data = analysis.data(*span)
    views = {
        "hex": ([data[t.start - span[0] : t.end - span[0]].hex(" ").upper() for t in tiles], " "),
        "base64": (_base64(data, tiles, span[0]), ""),
        "text": ([_text(analysis, tile) for tile in tiles], ""),
    }
    for name, (texts, joiner) in views.items():
        yield f"  {ink.dim(name.ljust(_INDENT - 2))}{_line(tiles, texts, joiner, ink)}"
    if left_out:
        yield " " * _INDENT + ink.dim(translate("Report", "%n more mark(s) in this chunk", n=left_out))


def tiled(analysis: Analysis, span: Span) -> tuple[list[Tile], int]:
    """The chunk tiled into plain and marked pieces, at most `MAX_MARKS` of them; and how many marks were left out."""
    start, end = span
    marks = sorted(analysis.marks(start, end), key=lambda mark: (mark.start, _RANK[TileKind(mark.kind)]))
    tiles: list[Tile] = []
    at = start
    for mark in marks[:MAX_MARKS]:
        low, high = max(mark.start, start), min(max(mark.end, mark.start + 1), end)
        if low < at or low >= high:
            continue  # another mark holds these bytes already, or this one touches no byte of the chunk
        if low > at:
            tiles.append(Tile(at, low, TileKind.PLAIN, (at, low)))
        tiles.append(Tile(low, high, TileKind(mark.kind), (mark.start, max(mark.end, mark.start + 1))))
        at = high
    if at < end:
        tiles.append(Tile(at, end, TileKind.PLAIN, (at, end)))
    return tiles, len(marks[MAX_MARKS:])


def _text(analysis: Analysis, piece: Tile) -> str:
    """What a correct decoder shows for the piece; a cut character is shown on both sides of the border."""
    if piece.mark is TileKind.INVALID:
        return "\ufffd"
    return escape_line(decode(analysis.data(*piece.whole), analysis.encoding))


def _base64(data: bytes, tiles: list[Tile], origin: int) -> list[str]:
    """The base64 of the chunk, parted by tiles: a base64 character that holds bits of a marked byte is marked."""
    encoded = base64.b64encode(data).decode("ascii")
    texts, at = [], 0
    for tile in tiles:
        end = (tile.end - origin) * 8
        last = tile.end - origin == len(data)
        to = len(encoded) if last else end // 6 if tile.mark is TileKind.PLAIN else -(-end // 6)
        texts.append(encoded[at:to])
        at = max(at, to)
    return texts


def _line(tiles: list[Tile], texts: list[str], joiner: str, ink: Ink) -> str:
    """One view of a chunk on one line: marked tiles whole, plain ones shortened to what room there is."""
    marked = {i: _marked(tile, texts[i], ink) for i, tile in enumerate(tiles) if tile.mark is not TileKind.PLAIN}
    taken = sum(columns(text) + len(joiner) for text in marked.values())
    plain = [i for i in range(len(tiles)) if i not in marked]
    rooms = _shares([columns(texts[i]) for i in plain], ink.width - _INDENT - taken)
    parts = {i: ink.marked(text, tiles[i].mark) for i, text in marked.items()}
    for i, room in zip(plain, rooms, strict=True):
        parts[i] = _fit(texts[i], room, joiner, ink)
    return joiner.join(parts[i] for i in range(len(tiles)) if parts[i])


def _marked(piece: Tile, text: str, ink: Ink) -> str:
    shapes = ink.shapes
    opening, closing = {TileKind.SPLIT: shapes.split, TileKind.INVALID: shapes.invalid}.get(piece.mark, shapes.json)
    begins, ends = piece.whole[0] >= piece.start, piece.whole[1] <= piece.end
    return f"{opening if begins else shapes.border}{text}{closing if ends else shapes.border}"


def _fit(text: str, room: int, joiner: str, ink: Ink) -> str:
    if not joiner:
        return shortened(text, room, ink.shapes.ellipsis)
    if len(text) <= room:
        return text
    half = max((room - len(ink.shapes.ellipsis)) // 2 // 3 * 3 - 1, 2)  # whole bytes: two digits and a blank each
    return f"{text[:half]} {ink.shapes.ellipsis} {text[-half:]}"


def _shares(needs: list[int], room: int) -> list[int]:
    """`room` dealt out fairly: what a modest need leaves goes to the others; nobody gets less than a readable rest."""
    shares = dict.fromkeys(range(len(needs)), 0)
    for done, i in enumerate(sorted(shares, key=needs.__getitem__)):
        shares[i] = min(needs[i], max(room // (len(needs) - done), _LEAST_ROOM))
        room -= shares[i]
    return list(shares.values())
