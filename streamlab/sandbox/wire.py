"""What passes between the sandbox and its process: messages of some fields of bytes; sizes stand before both."""

from __future__ import annotations

from collections.abc import Iterable

_SIZE = 4  # bytes
MOST = 1 << 30  # bytes of a message

# The first field of what the process says.
READY = b"ready"  # it has started
LOG = b"log"  # what one step came to; PART: there is more of it
PART = b"part"
WRONG = b"wrong"  # the source is no JavaScript: name, message, stack
STOPPED = b"stopped"  # a limit was hit, which one is the second field; the log of the step follows
DONE = b"done"  # with what was asked: what is known of the script by now

# The first field of what it is told.
PROGRAM = b"program"
BEGIN = b"begin"
MORE = b"more"

# The limits.
TIME = b"time"
TOTAL = b"total"
MEMORY = b"memory"
CHARACTERS = b"characters"
VALUES = b"values"


class GarbageError(Exception):
    """These bytes are no message."""


def packed(fields: Iterable[bytes]) -> bytes:
    """The fields as one message."""
    parts = [part for field in fields for part in (len(field).to_bytes(_SIZE), field)]
    return b"".join((sum(map(len, parts)).to_bytes(_SIZE), *parts))


def taken(buffer: bytearray, most: int = MOST) -> list[bytes] | None:
    """The fields of the first message in `buffer`, which is taken out of it; None where it has not come to its end yet.

    Raises `GarbageError` for one that is longer than `most`, or whose fields are not as long as it is.
    """
    if len(buffer) < _SIZE:
        return None
    end = _SIZE + int.from_bytes(buffer[:_SIZE])
    if end > most:
        raise GarbageError
    if len(buffer) < end:
        return None
    message = bytes(buffer[_SIZE:end])
    del buffer[:end]
    return list(_fields(message))


def _fields(message: bytes) -> Iterable[bytes]:
    at = 0
    while at < len(message):
        start = at + _SIZE
        at = start + int.from_bytes(message[at:start])
        if at > len(message):
            raise GarbageError
        yield message[start:at]
