"""Servers for benchmarks live in a process of their own, so that they take no time from what is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.processes import started

_SERVE = """
import sys
from streamlab.lab import Lab
with Lab() as lab:
    print(lab.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _alone() -> None:
    """A figure that was measured beside other work of ours is none."""
    assert "PYTEST_XDIST_WORKER" not in os.environ, "benchmarks run one at a time: -n 0"


@pytest.fixture(scope="session")
def lab_url() -> Iterator[str]:
    """The URL of a lab in another process."""
    command = [sys.executable, "-c", _SERVE]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
