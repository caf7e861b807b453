"""Processes that tests start: gone when the block that started them is left, however it is left; and a screen for them."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


@contextmanager
def started(command: Sequence[str | Path], **settings: Any) -> Iterator[subprocess.Popen[Any]]:
    """`command`, running; what still runs at the end of the block is killed, also where the run is interrupted."""
    with subprocess.Popen(command, **settings) as process:
        try:
            yield process
        finally:
            process.kill()


class Screen(NamedTuple):
    """A display and the file that mirrors its pixels."""

    display: str
    pixels: Path

    def bright_share(self) -> float:
        """How much of the screen is no longer the empty black it began with."""
        data = self.pixels.read_bytes()
        return 1 - data.count(0) / len(data)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """An X server of its own, which says on a pipe which display it took."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1500x1000x24", "-nolisten", "tcp"]
    try:
        with started([*command, "-fbdir", str(folder)], pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            try:
                assert select.select([reading], [], [], 20)[0], "Xvfb did not start"
                yield Screen(f":{os.read(reading, 16).decode().strip()}", folder / "Xvfb_screen0")
            finally:
                server.terminate()  # killed, it leaves its lock
                server.wait(10)
    finally:
        os.close(reading)
