"""The folder of recordings that were made without asking: bounded, the newest stay; no Qt."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

MOST_FILES = 200
MOST_BYTES = 2_000_000_000
# Only what we named ourselves is ours to remove: a file that a person saved here has another name.
_OURS = re.compile(r"\d{8}-\d{6}-\d{6}\.slrec")


def new_path(folder: Path) -> Path:
    """Where the next recording goes."""
    return folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.slrec"


def prune(folder: Path, keep: Collection[Path] = (), *, files: int = MOST_FILES, size: int = MOST_BYTES) -> None:
    """Removes the oldest of our own recordings beyond `files` and `size` bytes, but none of `keep`."""
    # The name is the time, so the newest comes first.
    for nth, path in enumerate(sorted(filter(is_ours, folder.iterdir()), reverse=True), 1):
        with contextlib.suppress(OSError):  # in use, or gone already: next time
            size -= path.stat().st_size
            if (nth > files or size < 0) and path not in keep:
                path.unlink()


def is_ours(path: Path) -> bool:
    """Whether the file is one that may be removed when it grows old."""
    return _OURS.fullmatch(path.name) is not None
