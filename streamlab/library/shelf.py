"""The folder of recordings that were made without asking: bounded, the newest stay; no Qt."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from streamlab.recording import files as disk

MOST_FILES = 200
MOST_BYTES = 2_000_000_000
# Only what we named ourselves is ours to remove: a file that a person saved here has another name.
_OURS = re.compile(r"\d{8}-\d{6}-\d{6}\.slrec")
_PIN = ".keep"  # an empty file beside the recording: every window sees it, and the recording keeps its name


class Limits(NamedTuple):
    """How many recordings stay, and how many bytes of them."""

    files: int = MOST_FILES
    size: int = MOST_BYTES


def new_path(folder: Path) -> Path:
    """Where the next recording goes."""
    return folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.slrec"


def prune(folder: Path, keep: Collection[Path] = (), *, files: int = MOST_FILES, size: int = MOST_BYTES) -> None:
    """Removes the oldest of our own recordings beyond `files` and `size` bytes.

    The newest stays however large it is. So do those in `keep`, those that are pinned and those that somebody still writes; they
    do not count. A recording that alone is larger than `size` takes no other with it.
    """
    kept = {path.resolve() for path in keep}
    ours = sorted(filter(is_ours, folder.iterdir()), reverse=True)  # the name is the time, so the newest comes first
    newest = ours[0] if ours and files > 0 else None
    for path in ours:
        if path.resolve() in kept or is_pinned(path) or disk.is_growing(path):
            continue
        with contextlib.suppress(OSError):  # in use, or gone already: next time
            own = path.stat().st_size
            if files > 0 and own <= size:
                files, size = files - 1, size - own
            elif path == newest:
                files -= 1
            else:
                path.unlink()
    _remove_lonely_pins(folder)


def is_ours(path: Path) -> bool:
    """Whether the file is one that may be removed when it grows old."""
    return _OURS.fullmatch(path.name) is not None


def is_pinned(path: Path) -> bool:
    """Whether the recording stays however old it grows."""
    return _pin(path).exists()


def pin(path: Path, pinned: bool) -> None:
    """Lets the recording stay, or grow old like the others. Raises OSError."""
    if pinned:
        _pin(path).touch(0o600)
    else:
        _pin(path).unlink(missing_ok=True)


def _pin(path: Path) -> Path:
    return path.with_name(path.name + _PIN)


def _remove_lonely_pins(folder: Path) -> None:
    for path in folder.glob(f"*.slrec{_PIN}"):
        recording = path.with_name(path.name.removesuffix(_PIN))
        if is_ours(recording) and not recording.exists():
            path.unlink(missing_ok=True)
