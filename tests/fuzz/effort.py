"""How hard a target is tried: seconds normally, minutes with STREAMLAB_FUZZ=20 (so many times the examples) in the environment."""

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
        return pytest.mark.timeout(60 * FACTOR)(tried(test))

    return apply
