"""How hard a target is tried: seconds in the normal run; for minutes, so many times the examples:

STREAMLAB_FUZZ=20 python -m pytest -o faulthandler_timeout=0 tests/fuzz tests/differential

The normal run tries the same examples every time; with STREAMLAB_FUZZ set, each run tries others.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FACTOR = max(1, int(os.environ.get("STREAMLAB_FUZZ", "1")))
Test = Callable[..., Any]


def effort(examples: int) -> Callable[[Test], Test]:
    """`examples` of them in the normal run, and time for as many as there are."""
    tried = settings(max_examples=examples * FACTOR, suppress_health_check=[HealthCheck.too_slow])

    def apply(test: Test) -> Test:
        return pytest.mark.timeout(180 * FACTOR)(tried(test))

    return apply
