"""What would settle a finding that is not proven."""

from __future__ import annotations

from enum import StrEnum

from streamlab.model import Verdict


class Experiment(StrEnum):
    """The request sent again, changed in one thing. The value is also the key of the verdict's sentence that proposes it."""

    IDENTITY = "try-identity"
    UPSTREAM = "try-upstream"
    PLAIN = "try-plain"
    AGAIN = "try-again"


_ALL = {experiment.value: experiment for experiment in Experiment}


def proposed(verdict: Verdict) -> Experiment | None:
    """The experiment that a verdict proposes."""
    return next((_ALL[key] for key, _ in verdict.parts if key in _ALL), None)
