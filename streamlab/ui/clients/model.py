"""The matrix as a table: clients by family down, cuts across, one cell each; fed in batches from the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from streamlab.i18n import translate
from streamlab.ui.look.models import Index
from streamlab.words.clients import client_name, cut_name, families, family_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from streamlab.ui.clients.work import CellKey, Found

ROOT: Final = QModelIndex()
GOOD, BAD, OPEN = "✓", "✗", "·"  # also shapes, for those who do not see the colours


class ClientRow(NamedTuple):
    """A family's heading, or a client."""

    family: str
    client: str  # "" for the heading


class Failing(NamedTuple):
    """The clients that the recorded chunks break; that only other cuts break; that fail over one piece."""

    came: list[str]
    others: list[str]
    hopeless: list[str]


class MatrixModel(QAbstractTableModel):
    """Cells that are not computed are there, and neutral."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ClientRow] = []
        self.cuts: tuple[str, ...] = ()
        self.cells: dict[CellKey, Found] = {}

    def shape(self, clients: Sequence[str], handlers: Sequence[str], cuts: Sequence[str]) -> None:
        """Other rows or columns; cells that are there stay."""
        self.beginResetModel()
        self.rows = []
        for family, members in families(tuple(clients), tuple(handlers)):
            self.rows.append(ClientRow(family, ""))
            self.rows += [ClientRow(family, member) for member in members]
        self.cuts = tuple(cuts)
        kept = {row.client for row in self.rows}
        self.cells = {key: cell for key, cell in self.cells.items() if key[0] in kept and key[1] in cuts}
        self.endResetModel()

    def clear(self) -> None:
        """Nothing is computed."""
        self.cells.clear()
        self._changed()

    def forget(self, client: str) -> None:
        """Nothing is known of a client any more."""
        self.cells = {key: cell for key, cell in self.cells.items() if key[0] != client}
        self._changed()

    def fill(self, found: Iterable[Found]) -> None:
        """Cells that were computed."""
        for cell in found:
            self.cells[cell.client, cell.cuts] = cell
        self._changed()

    def missing(self) -> list[CellKey]:
        """The cells that are still to be computed, or were stopped in the middle."""
        keys = ((row.client, cuts) for row in self.rows if row.client for cuts in self.cuts)
        return [key for key in keys if key not in self.cells or self.cells[key].stopped]

    def key(self, index: Index) -> CellKey | None:
        """Which client and cut; None for a heading."""
        if not index.isValid() or not self.rows[index.row()].client:
            return None
        return self.rows[index.row()].client, self.cuts[index.column()]

    def cell(self, index: Index) -> Found | None:
        """What was found."""
        key = self.key(index)
        return self.cells.get(key) if key is not None else None

    def index_of(self, key: CellKey) -> QModelIndex:
        """Where a cell is; invalid where it is not."""
        row = next((row for row, one in enumerate(self.rows) if one.client == key[0]), -1)
        return self.index(row, self.cuts.index(key[1])) if row >= 0 and key[1] in self.cuts else QModelIndex()

    def fails(self, client: str, cuts: str) -> bool:
        """Whether a cell was computed and is red."""
        cell = self.cells.get((client, cuts))
        return cell is not None and cell.failing > 0

    def is_hopeless(self, client: str) -> bool:
        """Whether a client fails over one piece: then no cut is to blame for its other cells."""
        return self.fails(client, "merged")

    def failing(self) -> Failing:
        """Who fails, in the order of the rows."""
        clients = [row.client for row in self.rows if row.client]
        hopeless = [client for client in clients if self.is_hopeless(client)]
        able = [client for client in clients if client not in hopeless]
        came = [client for client in able if self.fails(client, "recorded")]
        others = [one for one in able if one not in came and any(self.fails(one, cuts) for cuts in self.cuts)]
        return Failing(came, others, hopeless)

    @property
    def clients(self) -> int:
        """How many clients there are."""
        return sum(bool(row.client) for row in self.rows)

    # --- Qt's questions -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cuts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is stepped over."""
        if self.key(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The short text of a cell; in a tip, and read aloud, everything."""
        key = self.key(index)
        if key is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(self.cells.get(key))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = cell_words(self.cells.get(key))
            if self.fails(*key) and key[1] != "merged" and self.is_hopeless(key[0]):
                words = self.tr("{words}; it fails in one piece, too").format(words=words)
            return f"{client_name(key[0]).title} · {cut_name(key[1]).title}: {words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names, and who uses a client or what a cut is in a tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            row = self.rows[section]
            if not row.client:
                return family_title(row.family) if role == Qt.ItemDataRole.DisplayRole else None
            name = client_name(row.client)
        else:
            name = cut_name(self.cuts[section])
        return name.title if role == Qt.ItemDataRole.DisplayRole else f"{name.title}\n{name.about}"

    def _changed(self) -> None:
        if self.rows and self.cuts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.cuts) - 1))


def cell_words(cell: Found | None) -> str:
    """What a cell says, in a sentence without its end."""
    if cell is None or (cell.stopped and not cell.cuttings):
        return translate("ClientCell", "not computed")
    if cell.cuttings == 0:
        return translate("ClientCell", "there is nothing to cut")
    if cell.cuttings == 1 and cell.complete:
        if cell.failing == 0:
            return translate("ClientCell", "as a correct reader")
        return translate("ClientCell", "differs from a correct reader")
    text = (
        translate("ClientCell", "{failing} of {count} cuttings break it")
        if cell.failing
        else translate("ClientCell", "right in all {count} cuttings")
    ).format(failing=f"{cell.failing:,}", count=f"{cell.cuttings:,}")
    if cell.complete:
        return text
    note = translate("ClientCell", "stopped there") if cell.stopped else translate("ClientCell", "there are more")
    return translate("ClientCell", "{words} ({note})").format(words=text, note=note)


def cell_text(cell: Found | None) -> str:
    """`✓`, `✗`, `✗ 12 / 4,031`; `·` where nothing is known."""
    if cell is None or (cell.cuttings == 0 and cell.stopped):
        return OPEN
    more = "" if cell.complete else "+"
    if cell.failing == 0:
        return GOOD + (f" {_count(cell.cuttings)}+" if more else "")
    if cell.cuttings == 1 and cell.complete:
        return BAD
    return f"{BAD} {_count(cell.failing)} / {_count(cell.cuttings)}{more}"


def _count(number: int) -> str:
    """Short enough for a cell; the tip has all its digits."""
    return f"{number:,}" if number < 10_000 else f"{number / 1000:,.0f}k"
