"""The JavaScript libraries themselves: one Node process for a whole batch of runs."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.needs import no_modules

_FOLDER = Path(__file__).parent / "node"
MISSING = no_modules(_FOLDER)


def case(client: str, chunks: list[bytes], headers: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """One run as the other side reads it."""
    encoded = [base64.b64encode(chunk).decode() for chunk in chunks]
    return {"client": client, "chunks": encoded, "headers": [list(pair) for pair in headers]}


def ask(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the libraries did in each case."""
    node = shutil.which("node")
    assert node is not None
    command = [node, str(_FOLDER / "clients.cjs")]
    done = subprocess.run(command, input=json.dumps(cases).encode(), stdout=subprocess.PIPE, check=True, timeout=50)
    answers = json.loads(done.stdout)
    assert len(answers) == len(cases)
    return list(answers)
