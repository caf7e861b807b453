"""The two ends of a process's pipes that are ours, with a bound on every wait."""

from __future__ import annotations

import os
import queue
import select
import sys
import threading
from typing import Protocol

_READ = 1 << 18


class Reader(Protocol):
    """Whatever waits for one end of a pipe."""

    def read(self, seconds: float) -> bytes | None:
        """What has come, b"" at the end; None where nothing came within this time."""


class PolledReader:
    """Asks the system."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._poll = select.poll()
        self._poll.register(file, select.POLLIN)

    def read(self, seconds: float) -> bytes | None:
        """See `Reader`."""
        return os.read(self._file, _READ) if self._poll.poll(seconds * 1000) else None


class ThreadedReader:
    """Has a thread wait: on Windows nothing else can, for a pipe."""

    def __init__(self, file: int) -> None:
        self._came: queue.Queue[bytes] = queue.Queue(16)  # a process that says too much waits
        threading.Thread(target=self._work, args=(file,), name="sandbox", daemon=True).start()

    def read(self, seconds: float) -> bytes | None:
        """See `Reader`."""
        try:
            return self._came.get(timeout=seconds)
        except queue.Empty:
            return None

    def _work(self, file: int) -> None:
        data = b"-"
        while data:
            try:
                data = os.read(file, _READ)
            except OSError:
                data = b""
            self._came.put(data)


def reader(file: int) -> Reader:
    """The right one for this system."""
    return ThreadedReader(file) if sys.platform == "win32" else PolledReader(file)


class Writer:
    """On Windows it waits for as long as it takes: whoever reads there must read before it does anything else."""

    def __init__(self, file: int) -> None:
        self._file = file
        if sys.platform != "win32":
            os.set_blocking(file, False)
            self._poll = select.poll()
            self._poll.register(file, select.POLLOUT)

    def write(self, data: memoryview, seconds: float) -> int:
        """How much of it was taken within this time."""
        if sys.platform != "win32" and not self._poll.poll(seconds * 1000):
            return 0
        return os.write(self._file, data)
