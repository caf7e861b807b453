"""Servers for benchmarks live in a process of their own, so that they take no time from what is measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

_SERVE = """
import sys
from streamlab.lab import Lab
with Lab() as lab:
    print(lab.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="session")
def lab_url() -> Iterator[str]:
    """The URL of a lab in another process."""
    process = subprocess.Popen([sys.executable, "-c", _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    yield process.stdout.readline().strip()
    process.stdin.close()
    process.wait(10)
    process.stdout.close()
