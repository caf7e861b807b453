"""How a field of a JSON object is explained to people: its place, type, unit and meaning."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from streamlab.i18n import QT_TRANSLATE_NOOP, translate


class Kind(Enum):
    """The type of a value in JSON."""

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    OBJECT = auto()
    FACTS = auto()  # an object whose names depend on what it is about
    OBJECTS = auto()
    TEXTS = auto()
    INTEGERS = auto()
    PAIRS = auto()
    SPANS = auto()
    SCALAR = auto()


class Unit(Enum):
    """What a number counts."""

    NANOSECONDS = auto()
    MILLISECONDS = auto()
    SECONDS = auto()
    BYTES = auto()
    OF_CONNECTION = auto()
    OF_BODY = auto()
    OF_CONTENT = auto()
    CHUNK = auto()
    FRAME = auto()


class Field(NamedTuple):
    """One field. `path` is its place (`reads[].t_ns`: in each item of the list `reads`), `meaning` an English source text.

    `null`: it may be null; `optional`: it may be absent; `values`: all that it can be, where they can be listed.
    """

    path: str
    kind: Kind
    meaning: str
    unit: Unit | None = None
    null: bool = False
    optional: bool = False
    values: tuple[str, ...] = ()


_KINDS: Final = {
    Kind.TEXT: QT_TRANSLATE_NOOP("Reference", "text"),
    Kind.INTEGER: QT_TRANSLATE_NOOP("Reference", "integer"),
    Kind.NUMBER: QT_TRANSLATE_NOOP("Reference", "number"),
    Kind.BOOLEAN: QT_TRANSLATE_NOOP("Reference", "true or false"),
    Kind.OBJECT: QT_TRANSLATE_NOOP("Reference", "object"),
    Kind.FACTS: QT_TRANSLATE_NOOP("Reference", "object with other names each time"),
    Kind.OBJECTS: QT_TRANSLATE_NOOP("Reference", "list of objects"),
    Kind.TEXTS: QT_TRANSLATE_NOOP("Reference", "list of texts"),
    Kind.INTEGERS: QT_TRANSLATE_NOOP("Reference", "list of integers"),
    Kind.PAIRS: QT_TRANSLATE_NOOP("Reference", "list of pairs `[name, value]`"),
    Kind.SPANS: QT_TRANSLATE_NOOP("Reference", "list of spans `[start, end]`"),
    Kind.SCALAR: QT_TRANSLATE_NOOP("Reference", "text or number"),
}
_UNITS: Final = {
    Unit.NANOSECONDS: QT_TRANSLATE_NOOP("Reference", "ns"),
    Unit.MILLISECONDS: QT_TRANSLATE_NOOP("Reference", "ms"),
    Unit.SECONDS: QT_TRANSLATE_NOOP("Reference", "s"),
    Unit.BYTES: QT_TRANSLATE_NOOP("Reference", "bytes"),
    Unit.OF_CONNECTION: QT_TRANSLATE_NOOP("Reference", "byte of the connection"),
    Unit.OF_BODY: QT_TRANSLATE_NOOP("Reference", "byte of the body"),
    Unit.OF_CONTENT: QT_TRANSLATE_NOOP("Reference", "byte of the content"),
    Unit.CHUNK: QT_TRANSLATE_NOOP("Reference", "number of a chunk"),
    Unit.FRAME: QT_TRANSLATE_NOOP("Reference", "number of a frame"),
}


def kind_text(field: Field) -> str:
    """The type with what it counts, and whether it may be null or absent, in the language in force."""
    name = translate("Reference", _KINDS[field.kind])
    if field.unit:
        unit = translate("Reference", _UNITS[field.unit])
        name = translate("Reference", "{type} ({unit})").format(type=name, unit=unit)
    if field.null:
        name = translate("Reference", "{type} or null").format(type=name)
    return translate("Reference", "{type}; may be absent").format(type=name) if field.optional else name


def meaning_text(field: Field) -> str:
    """The meaning with all possible values."""
    meaning = translate("Reference", field.meaning)
    if not field.values:
        return meaning
    values = translate("Reference", ", ").join(f"`{value}`" for value in field.values if value)
    return translate("Reference", "{meaning}; one of {values}").format(meaning=meaning, values=values)
