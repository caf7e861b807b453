"""Dialects: from frames to a reply. One small file per family, a registry tuple, detection; may import decode."""

from __future__ import annotations

from typing import Any

from streamlab.decode.pipeline import Decoded
from streamlab.dialects.base import Dialect, as_dict, framing_violations
from streamlab.dialects.chatgpt_web import ChatGPTWeb
from streamlab.dialects.openai_chat import OpenAIChat
from streamlab.dialects.plain_text import PlainText
from streamlab.dialects.reply import Delta, Outcome, Reply

DIALECTS: tuple[type[Dialect], ...] = (OpenAIChat, ChatGPTWeb, PlainText)


def dialect_class(name: str) -> type[Dialect] | None:
    """The dialect with this id, or None."""
    return next((cls for cls in DIALECTS if cls.id == name), None)


def detect(decoded: Decoded) -> type[Dialect] | None:
    """The dialect that this first usable frame shows; None where it shows none (an error first, a comment …)."""
    value = as_dict(decoded.value)
    if not decoded.is_json or not value:
        return None
    if isinstance(value.get("choices"), list):
        return OpenAIChat
    is_web = (
        "text" in value
        and "id" in value
        and any(k in value for k in ("detail", "parentMessageId", "delta", "conversationId"))
    )
    if is_web or value.get("status") in ("Fail", "Unauthorized"):
        return ChatGPTWeb
    return None


def only_error(value: Any) -> bool:
    """A frame that carries nothing but an error shows no dialect for sure: detection goes on after it."""
    return isinstance(value, dict) and bool(value.get("error")) and "choices" not in value


__all__ = [
    "DIALECTS",
    "Delta",
    "Dialect",
    "OpenAIChat",
    "Outcome",
    "Reply",
    "detect",
    "dialect_class",
    "framing_violations",
    "only_error",
]
