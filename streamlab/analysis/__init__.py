"""Everything computed from one recording: `Analysis` grows message by message."""

from __future__ import annotations

from collections.abc import Iterable

from streamlab.analysis.run import Analysis, Mark
from streamlab.model import Message


def analyze_messages(
    messages: Iterable[Message],
    *,
    encoding: str | None = None,
    framing: str | None = None,
    dialect: str | None = None,
    request: object = None,
) -> Analysis:
    """The analysis of a whole run at once."""
    analysis = Analysis(encoding=encoding, framing=framing, dialect=dialect, request=request)
    analysis.feed(messages)
    return analysis


__all__ = ["Analysis", "Mark", "analyze_messages"]
