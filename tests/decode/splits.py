"""Ways to cut the same bytes into pieces: a parser must give equal results for all of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def every_split(data: bytes, *, seed: int = 0, randomly: int = 20) -> Iterator[list[bytes]]:
    """Whole, byte at a time, every cut in two, and some random ones."""
    yield [data]
    yield [data[i : i + 1] for i in range(len(data))]
    for i in range(1, len(data)):
        yield [data[:i], data[i:]]
    chooser = random.Random(seed)
    for _ in range(randomly if len(data) > 2 else 0):
        cuts = sorted(chooser.sample(range(1, len(data)), chooser.randint(1, min(8, len(data) - 1))))
        yield [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
