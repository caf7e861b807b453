"""What was written to a file, well enough to know it again and to write it anew: a check sum of each block, the newest bytes."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterator

from streamlab.model import Span

BLOCK = 1 << 20
KEPT_BLOCKS = 64  # in memory, beside the one that grows: of a shorter file everything

Reader = Callable[[int, int], bytes]  # (where, how many) -> as many bytes as there are


class Ledger:
    """Grows with the file. `read` gives what the file holds now."""

    def __init__(self) -> None:
        self.size = 0
        self._sums: list[int] = []
        self._recent: deque[bytes] = deque(maxlen=KEPT_BLOCKS)
        self._growing = bytearray()

    def add(self, data: bytes) -> None:
        """`data` is in the file."""
        self.size += len(data)
        self._growing += data
        while len(self._growing) >= BLOCK:
            block = bytes(self._growing[:BLOCK])
            del self._growing[:BLOCK]
            self._sums.append(zlib.crc32(block))
            self._recent.append(block)

    def forget(self) -> None:
        """Lets the bytes go; from here on only the file has them."""
        self._sums.append(zlib.crc32(self._growing))
        self._growing.clear()
        self._recent.clear()

    def is_whole(self, read: Reader) -> bool:
        """Whether the file holds what was written to it."""
        return all(self._matches(nth, self._block(nth, read)) for nth in range(len(self._sums))) and (
            not self._growing or read(len(self._sums) * BLOCK, len(self._growing)) == self._growing
        )

    def blocks(self, read: Reader) -> Iterator[bytes | Span]:
        """What was written, from memory or from the file; a span where both have lost it."""
        in_file = len(self._sums) - len(self._recent)
        lost: Span | None = None
        for nth in range(in_file):
            block = self._block(nth, read)
            if self._matches(nth, block):
                if lost:
                    yield lost
                    lost = None
                yield block
            else:
                lost = (lost[0] if lost else nth * BLOCK, self._end(nth))
        if lost:
            yield lost
        yield from self._recent
        yield bytes(self._growing)

    def _block(self, nth: int, read: Reader) -> bytes:
        return read(nth * BLOCK, self._end(nth) - nth * BLOCK)

    def _end(self, nth: int) -> int:
        return min((nth + 1) * BLOCK, self.size)

    def _matches(self, nth: int, block: bytes) -> bool:
        return len(block) == self._end(nth) - nth * BLOCK and zlib.crc32(block) == self._sums[nth]
