"""What the readers of names, shapes and places find: spans of a text that hold a secret."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Kind(enum.Enum):
    """What is put in its place must be of the same kind."""

    TEXT = "text"
    NUMBER = "number"


class Found(NamedTuple):
    """A secret: characters `[start, end)` of the text, and the name that a person would ask for it by."""

    start: int
    end: int
    name: str
    kind: Kind = Kind.TEXT

    def moved(self, by: int) -> Found:
        """The same in a text that begins so much earlier."""
        return self._replace(start=self.start + by, end=self.end + by)


def merged(found: Iterable[Found]) -> Iterator[Found]:
    """In order and apart from each other: what overlaps is one, named after the first of them."""
    last: Found | None = None
    for item in sorted((item for item in found if item.start < item.end), key=lambda item: (item.start, -item.end)):
        if last is None:
            last = item
        elif item.start >= last.end:
            yield last
            last = item
        elif item.end > last.end:
            last = last._replace(end=item.end, kind=Kind.TEXT)
    if last is not None:
        yield last
