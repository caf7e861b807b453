"""Everything computed from one recording: `Analysis` grows message by message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from streamlab.analysis.run import Mark, Run
from streamlab.analysis.schema import to_dict
from streamlab.model import Message


class Analysis(Run):
    """A run that can say all it knows as the `streamlab.analysis/1` object."""

    def to_dict(self) -> dict[str, Any]:
        """The analysis object, JSON-serialisable."""
        return to_dict(self)


def analyze_messages(
    messages: Iterable[Message],
    *,
    encoding: str | None = None,
    framing: str | None = None,
    dialect: str | None = None,
    request: Any = None,
) -> Analysis:
    """The analysis of a whole run at once."""
    analysis = Analysis(encoding=encoding, framing=framing, dialect=dialect, request=request)
    analysis.feed(messages)
    return analysis


__all__ = ["Analysis", "Mark", "analyze_messages"]
