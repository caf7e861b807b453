"""Dialects: from frames to a reply. One small file per family, a registry tuple, detection; may import decode.

A new dialect is one file, one line in `DIALECTS` and its vectors. The order is the priority of detection.
"""

from __future__ import annotations

from streamlab.dialects.base import Dialect, framing_violations
from streamlab.dialects.chatgpt_web import ChatGPTWeb
from streamlab.dialects.openai_chat import OpenAIChat
from streamlab.dialects.plain_text import PlainText
from streamlab.dialects.reply import Delta, Outcome, Reply
from streamlab.dialects.sight import Sight

DIALECTS: tuple[type[Dialect], ...] = (
    ChatGPTWeb,
    OpenAIChat,
    PlainText,
)


def dialect_class(name: str) -> type[Dialect] | None:
    """The dialect with this id, or None."""
    return next((cls for cls in DIALECTS if cls.id == name), None)


def detect(sight: Sight) -> type[Dialect] | None:
    """The dialect that this frame shows; None where it shows none for sure (an error first, a keep-alive …)."""
    return next((cls for cls in DIALECTS if cls.matches(sight)), None)


def guess(sight: Sight) -> type[Dialect] | None:
    """The dialect to read this frame with until a later one shows it for sure."""
    return next((cls for cls in DIALECTS if cls.suggests(sight)), None)


__all__ = [
    "DIALECTS",
    "Delta",
    "Dialect",
    "Outcome",
    "Reply",
    "Sight",
    "detect",
    "dialect_class",
    "framing_violations",
    "guess",
]
