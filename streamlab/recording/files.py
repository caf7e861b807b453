"""Files that only their owner reads, from the first byte on; what is put in the place of another file is whole before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import select
import stat
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

with contextlib.suppress(ImportError):
    import fcntl

_OWNER_ONLY = 0o600
_BINARY = getattr(os, "O_BINARY", 0)  # elsewhere than on Windows there is nothing else
PATIENCE_S = 5.0  # with a pipe whose reader takes nothing: meanwhile nobody hears a signal
_PIPE_BYTES = 4096
_TEMPORARY_MARK = 8  # random bytes in a name that nobody else may guess


def create(path: Path) -> int:
    """A new file that can be appended to and read. Raises FileExistsError where there is one, and no link is followed."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _BINARY
    return os.open(path, flags, _OWNER_ONLY)


def create_beside(target: Path) -> tuple[int, Path]:
    """A new file in the folder of `target`, to be put in its place later."""
    path = target.with_name(f".streamlab-{secrets.token_hex(_TEMPORARY_MARK)}.part")
    return create(path), path


def put_in_place(handle: int, partial: Path, target: Path) -> int:
    """Gives the open file `partial` the name of another; the handle it is open by from now on. Raises OSError."""
    if os.name != "nt":
        partial.replace(target)
        return handle
    os.close(handle)  # an open file cannot be renamed there
    partial.replace(target)
    return os.open(target, os.O_RDWR | os.O_APPEND | _BINARY)


def empty(path: Path) -> int:
    """The file itself, emptied: for a folder that takes no new file. From here on only its owner reads it."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | _BINARY)
    try:
        with contextlib.suppress(OSError, AttributeError):  # somebody else's, or a system without such rights
            os.fchmod(handle, _OWNER_ONLY)
        os.ftruncate(handle, 0)
    except BaseException:
        os.close(handle)
        raise
    return handle


def open_stream(path: Path) -> int:
    """A pipe or a device. Raises OSError for a pipe that nobody reads: it would never open."""
    handle = os.open(path, os.O_WRONLY | _BINARY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle


def write_stream(handle: int, data: memoryview) -> int:
    """Writes a part of `data`, as large as never blocks. Raises OSError where nobody takes it for too long."""
    if os.name != "nt" and not select.select((), (handle,), (), PATIENCE_S)[1]:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return os.write(handle, data[:_PIPE_BYTES])


def output_at(path: Path) -> int | None:
    """The process's own output that `path` names (/dev/stdout, or the file that it goes to); None for every other path."""
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            handle = stream.fileno()  # type: ignore[union-attr]  # no stream is an AttributeError
            if os.path.samestat(path.stat(), os.fstat(handle)):
                return handle
    return None


def is_stream(path: Path) -> bool:
    """Whether there is something at `path` that takes bytes and gives none back. Raises OSError for a folder."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return not stat.S_ISREG(mode)


def followed(path: Path) -> Path:
    """Where the links at `path` lead: a link stays one when its file is replaced."""
    return Path(os.path.realpath(path))


def lock(handle: int) -> None:
    """Tells every other process that the file grows, until it is closed."""
    with contextlib.suppress(
        NameError, OSError
    ):  # Windows, where an open file stays anyhow; a file system without locks
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_growing(path: Path) -> bool:
    """Whether some process has locked the file."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait for a writer
    except OSError:
        return False
    try:
        with contextlib.suppress(NameError):
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def temporary() -> Path:
    """A name in the system's folder for temporary files. Raises OSError where there is no such folder."""
    return Path(tempfile.gettempdir()) / f"streamlab-{secrets.token_hex(_TEMPORARY_MARK)}.slrec"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """What is written to this file stands at `path` when the block is left, all of it or, after an exception, nothing."""
    if is_stream(path):
        with os.fdopen(open_stream(path), "wb") as file:
            yield file
        return
    target = followed(path)
    handle, partial = create_beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
