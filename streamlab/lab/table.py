"""Strict reading of a scenario's TOML: types are checked, keys are known.

Every refusal is a `UsageError` that begins with the place, such as `body.script[3].cut`.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from typing import TYPE_CHECKING, TypeVar

from streamlab.cuts import borders
from streamlab.errors import Misuse, UsageError
from streamlab.lab.body import Item
from streamlab.lab.writes import write_cut

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DURATION_MS = 600_000.0
MAX_REPEAT = 1 << 20
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(ms|s)?")
_KINDS = ("text", "data", "comment", "error", "raw", "hex", "base64", "pause")
_T = TypeVar("_T")


class Table:
    """One TOML table, read key by key; `done` refuses the keys nobody asked for."""

    def __init__(self, values: dict[str, object], place: str = "") -> None:
        self._values = dict(values)
        self._place = place

    def at(self, key: str) -> str:
        """Where `key` stands in the file."""
        return f"{self._place}.{key}" if self._place else key

    def table(self, key: str) -> Table:
        """The sub-table `key`, empty where absent."""
        return Table(self._take(key, dict, Misuse.NOT_A_TABLE, {}), self.at(key))

    def text(self, key: str) -> str:
        """A text that must be there and not be empty."""
        value = self._take(key, str, Misuse.NOT_A_TEXT, "")
        if not value:
            raise UsageError(Misuse.MISSING, self.at(key))
        return value

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key, list, Misuse.NOT_TEXTS, list(default))
        if not all(isinstance(each, str) for each in value):
            raise UsageError(Misuse.NOT_TEXTS, self.at(key))
        return tuple(value)

    def choice(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """One of `known`; the first where absent, unless `default` says otherwise."""
        value = self._take(key, str, Misuse.NOT_A_TEXT, default or known[0])
        if value not in known:
            raise UsageError(Misuse.CHOICE, self.at(key), name=value, known=", ".join(known))
        return value

    def integer(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._take(key, int, Misuse.NOT_A_NUMBER, default)
        if isinstance(value, bool) or not least <= value <= most:
            raise UsageError(Misuse.NUMBER, self.at(key), value=value, least=least, most=most)
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where absent."""
        return self._take(key, bool, Misuse.NOT_A_FLAG, False)

    def scalar(self, key: str) -> str | None:
        """A whole number or a text, as text."""
        value = self._values.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise UsageError(Misuse.NUMBER_NOR_TEXT, self.at(key))
        return str(value)

    def read(self, key: str, reader: Callable[[str], _T], default: _T) -> _T:
        """A text that `reader` understands."""
        value = self._take(key, str, Misuse.NOT_A_TEXT, "")
        try:
            return reader(value) if value else default
        except UsageError as error:
            raise error.at(self.at(key)) from error

    def encoding(self, key: str) -> str:
        """The name of a text encoding, utf-8 where absent."""
        value = self._take(key, str, Misuse.NOT_A_TEXT, "utf-8")
        try:
            name = codecs.lookup(value).name
            " ".encode(name)
        except (LookupError, TypeError) as error:
            raise UsageError(Misuse.TEXT_ENCODING, self.at(key), name=value) from error
        return name

    def items(self, key: str) -> list[object]:
        """A list of anything."""
        return self._take(key, list, Misuse.NOT_A_LIST, [])

    def keys(self) -> tuple[str, ...]:
        """The keys not read yet."""
        return tuple(self._values)

    def done(self) -> None:
        """Refuses what is left: a misspelt key must not be silently without effect."""
        for key in self._values:
            raise UsageError(Misuse.UNKNOWN_KEY, self.at(key))

    def _take(self, key: str, kind: type[_T], otherwise: Misuse, default: _T) -> _T:
        value = self._values.pop(key, None)
        if value is None:  # TOML has no null: absent
            return default
        if not isinstance(value, kind):
            raise UsageError(otherwise, self.at(key))
        return value


def read_duration(text: str) -> float:
    """“35ms”, “1.5s”, “0” or a bare number of milliseconds, in milliseconds."""
    form = _DURATION.fullmatch(text.strip())
    if form is None:
        raise UsageError(Misuse.DURATION, text=text)
    value = float(form[1]) * (1000 if form[2] == "s" else 1)
    if value > MAX_DURATION_MS:
        raise UsageError(Misuse.LONG_DURATION, text=text, most=round(MAX_DURATION_MS / 1000))
    return value


def read_items(table: Table, encoding: str) -> tuple[Item, ...]:
    """The steps of `script`."""
    steps = enumerate(table.items("script"))
    return tuple(_item(step, f"{table.at('script')}[{index}]", encoding) for index, step in steps)


def _item(step: object, place: str, encoding: str) -> Item:
    if isinstance(step, str):
        step = {"text": step}
    if not isinstance(step, dict):
        raise UsageError(Misuse.TEXT_NOR_TABLE, place)
    table = Table(step, place)
    kinds = [key for key in table.keys() if key in _KINDS]  # noqa: SIM118
    if len(kinds) != 1:
        raise UsageError(Misuse.ONE_OF, place, known=", ".join(_KINDS))
    item = _pause(table) if kinds == ["pause"] else _event(table, kinds[0], encoding)
    table.done()
    return item


def _pause(table: Table) -> Item:
    return Item("pause", pause_ms=table.read("pause", read_duration, 0.0))


def _event(table: Table, kind: str, encoding: str) -> Item:
    text = table.text(kind) * table.integer("repeat", 1, 1, MAX_REPEAT)
    data = b""
    try:
        match kind:
            case "hex":
                data = bytes.fromhex(text)
            case "base64":
                data = base64.b64decode(text, validate=True)
            case _:
                data = text.encode(encoding)
    except (ValueError, binascii.Error) as error:
        raise UsageError(Misuse.NO_BYTES, table.at(kind), reason=error) from error
    as_bytes = kind in ("raw", "hex", "base64")
    ends_at = table.read("ends_at", write_cut, None)
    if ends_at and not borders(data, ends_at, encoding):
        raise UsageError(Misuse.NO_BORDER, table.at("ends_at"), text=text)
    return Item(
        kind="bytes" if as_bytes else kind,
        text="" if as_bytes else text,
        data=data if as_bytes else b"",
        cut=table.read("cut", write_cut, None),
        ends_at=ends_at,
        wire=_wire(table.table("wire"), encoding),
    )


def _wire(table: Table, encoding: str) -> tuple[tuple[str, bytes], ...]:
    pairs = []
    for character in table.keys():  # noqa: SIM118
        try:
            character.encode(encoding)
            pairs.append((character, bytes.fromhex(table.text(character))))
        except ValueError as error:
            raise UsageError(Misuse.NO_BYTES, table.at(character), reason=error) from error
    return tuple(pairs)
