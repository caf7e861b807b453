"""Dialects: from frames to a reply. `Choice` finds out which dialect a run speaks; one small file per family reads it."""

from __future__ import annotations

from streamlab.dialects.base import Dialect, framing_violations
from streamlab.dialects.choice import Choice
from streamlab.dialects.registry import DIALECTS, dialect_class
from streamlab.dialects.reply import Delta, Outcome, Reply
from streamlab.dialects.sight import Sight

__all__ = ["DIALECTS", "Choice", "Delta", "Dialect", "Outcome", "Reply", "Sight", "dialect_class", "framing_violations"]
