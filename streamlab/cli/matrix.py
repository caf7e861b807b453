"""The matrix of clients and cuts as a table in the terminal, and what breaks each client in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from streamlab.i18n import translate
from streamlab.reports.borders import cut_words, difference_words
from streamlab.reports.terminal import columns, shortened, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from streamlab.clients import Cell, Run
    from streamlab.reports.terminal import Ink

_GAP = " "
_INDENT = "    "
_RIGHT = "ok"
_LONGEST_NAME = 14  # columns of a cut's name
_UNDONE = "-"
_MORE = "+"


class TextTable:
    """Some cells of `clients` by `cuts`; where it was interrupted not all of them."""

    def __init__(self, cells: Sequence[Cell], clients: Sequence[str], cuts: Sequence[str], ink: Ink) -> None:
        self._cells: Mapping[tuple[str, str], Cell] = {(cell.client, cell.cuts): cell for cell in cells}
        self._clients = clients
        self._cuts = cuts
        self._ink = ink

    def lines(self) -> Iterator[str]:
        """The table: as many blocks of columns as the terminal's width makes necessary; then what the signs mean."""
        names = max(map(columns, self._clients))
        left = list(self._cuts)
        while left:
            room, block = self._ink.width - names, list[str]()
            while left and (not block or room >= self._width(left[0]) + len(_GAP)):
                room -= self._width(left[0]) + len(_GAP)
                block.append(left.pop(0))
            yield from self._block(names, block)
            yield ""
        yield self._ink.dim(self._legend())

    def _block(self, names: int, cuts: list[str]) -> Iterator[str]:
        for row in range(2):
            heading = (self._heading(cut)[row].ljust(self._width(cut)) for cut in cuts)
            yield self._ink.dim((" " * names + _GAP + _GAP.join(heading)).rstrip())
        for client in self._clients:
            cells = [self._cell(client, cut) for cut in cuts]
            padded = (cell + " " * (self._width(cut) - size) for (cell, size), cut in zip(cells, cuts, strict=True))
            yield (client.ljust(names) + _GAP + _GAP.join(padded)).rstrip()

    def _heading(self, cut: str) -> tuple[str, str]:
        """The name of a cut on two lines; the second is the number of its cuttings where there are several."""
        several = max((cell.cuttings for cell in self._of(cut)), default=0)
        if several > 1 or cut == "every":
            return cut, f"/{several:,}"
        first, mark, rest = re.fullmatch(r"([^-:]*)([-:]?)(.*)", cut).groups()  # type: ignore[union-attr]
        ellipsis = self._ink.shapes.ellipsis
        return first + mark, shortened(rest, _LONGEST_NAME, ellipsis)

    def _width(self, cut: str) -> int:
        sizes = (self._cell(client, cut)[1] for client in self._clients)
        return max(*map(len, self._heading(cut)), *sizes)

    def _of(self, cut: str) -> list[Cell]:
        return [cell for client in self._clients if (cell := self._cells.get((client, cut))) is not None]

    def _cell(self, client: str, cut: str) -> tuple[str, int]:
        """What stands in a cell, and how many columns it takes."""
        cell = self._cells.get((client, cut))
        if cell is None or not cell.cuttings:
            return self._ink.dim(_UNDONE), len(_UNDONE)
        more = "" if cell.complete else _MORE
        if cell.ok:
            return self._ink.dim(_RIGHT) + more, len(_RIGHT + more)
        count = f" {cell.failing:,}" if cell.cuttings > 1 else ""
        return self._ink.severity("error") + count + more, 1 + len(count + more)

    def _legend(self) -> str:
        cells = list(self._cells.values())
        parts = [
            (translate("Cli", "{sign} as a correct client").format(sign=_RIGHT), True),
            (
                translate("Cli", "{sign} not, with the number of borders that break it").format(
                    sign=self._ink.severity("error")
                ),
                True,
            ),
            (
                translate("Cli", "{sign} there is more to cut").format(sign=_MORE),
                any(not cell.complete for cell in cells),
            ),
            (
                translate("Cli", "{sign} not looked at").format(sign=_UNDONE),
                len(cells) < len(self._clients) * len(self._cuts),
            ),
        ]
        return "   ".join(text for text, there in parts if there)


def summary(cells: Sequence[Cell], clients: Sequence[str]) -> str:
    """How many clients are right, wrong, or either, in one line; a correct client is what they are compared with."""
    found = [[cell for cell in cells if cell.client == client and cell.cuttings] for client in clients]
    tried = [own for own in found if own]  # an interrupt may have come before the others
    right = sum(all(cell.ok for cell in own) for own in tried)
    wrong = sum(all(cell.failing == cell.cuttings for cell in own) for own in tried)
    parts = (
        (translate("Cli", "Right however it is cut: {count}."), right),
        (translate("Cli", "Right or wrong, depending on the borders: {count}."), len(tried) - right - wrong),
        (translate("Cli", "Wrong however it is cut: {count}."), wrong),
    )
    return " ".join(text.format(count=count) for text, count in parts if count)


def smallest_lines(found: Mapping[str, Run], ink: Ink) -> Iterator[str]:
    """The fewest borders that break a client, and what comes of them; clients to which the same happens are named together."""
    groups: dict[str, dict[str, list[str]]] = {}
    for client, run in found.items():
        groups.setdefault(cut_words(run), {}).setdefault(difference_words(run), []).append(client)
    for cut, outcomes in groups.items():
        yield from wrap(cut, ink.width)
        for words, clients in outcomes.items():
            text = translate("Cli", "{clients}: {words}").format(clients=", ".join(clients), words=words)
            yield from wrap(text, ink.width, _INDENT)
