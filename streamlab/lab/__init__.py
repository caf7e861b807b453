"""The embedded misbehaving server: `Lab` plays the scenarios of `assets/scenarios/`."""

from __future__ import annotations

from streamlab.errors import LabError
from streamlab.lab import scenarios
from streamlab.lab.scenario import Scenario
from streamlab.lab.server import Lab

__all__ = ["Lab", "LabError", "Scenario", "scenarios"]
