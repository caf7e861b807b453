"""Which runs keep what they computed: those that were looked at last, as far as the room goes."""

from __future__ import annotations

from collections import deque
from typing import Protocol
from weakref import ReferenceType, ref

_ROOM = 64 << 20  # bytes, about


class Forgetful(Protocol):
    """It computes again what it forgot."""

    def forget(self) -> None:
        """Gives its room back."""


class Kept:
    """One run per border of a long body gives the body once per border: kept, that would be its size squared."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._taken = 0
        self._runs: deque[tuple[ReferenceType[Forgetful], int]] = deque()

    def add(self, run: Forgetful, size: int) -> None:
        """`run` has just computed so many bytes; the oldest forget theirs where there is no room for all."""
        self._runs.append((ref(run), size))
        self._taken += size
        while self._taken > self._room and len(self._runs) > 1:
            oldest, freed = self._runs.popleft()
            self._taken -= freed
            if (forgetful := oldest()) is not None and forgetful is not run:
                forgetful.forget()
