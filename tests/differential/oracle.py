"""Node as an oracle: one process that answers batches of questions about bytes."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.needs import no_modules
from tests.processes import started

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).parent / "node"
SDKS = Path(__file__).parent / "sdks"
NO_PACKAGES, NO_SDKS = no_modules(FOLDER), no_modules(SDKS)


@contextmanager
def oracle(folder: Path = FOLDER) -> Iterator[Node]:
    """A Node process with the packages of `folder`."""
    command = [shutil.which("node") or "node", str(folder / "oracle.mjs")]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Node(process)


class Node:
    """A Node process that waits for questions; `ask` is answered before it returns."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def ask(self, operation: str, items: Iterable[Sequence[bytes]], argument: str | None = None) -> list[Any]:
        """The answer to each item, a body in pieces."""
        encoded = [[base64.b64encode(piece).decode() for piece in pieces] for pieces in items]
        question = {"operation": operation, "argument": argument, "items": encoded}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, list)
        return answer
