"""Requests to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from streamlab.i18n import translate
from streamlab.request.validation import PLACEHOLDER
from streamlab.request.value import Body, Request

CHATGPT_WEB_BASE = "http://127.0.0.1:3002"  # where the chatgpt-web service listens unless told otherwise

_CHAT = """{{
  "model": "{model}",
  "stream": true,
  "messages": [
    {{"role": "user", "content": "用一句话介绍你自己，并带上一个表情符号。"}}
  ]
}}"""

# What the mini-program sends: the previous reply's ids go into `options` from the second turn on.
_CHATGPT_WEB = """{
  "prompt": "你好，请介绍一下你自己",
  "options": {}
}"""


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready request under a name in the language in force."""

    id: str
    name: str
    request: Request


def presets(lab_url: str | None = None) -> tuple[Preset, ...]:
    """The demo (where a lab runs), an OpenAI-compatible upstream, and chatgpt-web as the mini-program calls it."""
    ready = (
        Preset("openai-compatible", translate("Preset", "OpenAI-compatible"), _openai()),
        Preset("chatgpt-web", translate("Preset", "chatgpt-web (mini-program)"), _chatgpt_web(lab_url)),
    )
    if lab_url is None:
        return ready
    return (Preset("demo", translate("Preset", "Demo: a cut character"), _demo(lab_url)), *ready)


def _demo(lab_url: str) -> Request:
    return Request(
        "POST",
        f"{lab_url}/v1/chat/completions?scenario=demo",
        (("Content-Type", "application/json"), ("Accept", "text/event-stream")),
        Body("json", _CHAT.format(model="demo")),
    )


def _openai() -> Request:
    return Request(
        "POST",
        "https://api.openai.com/v1/chat/completions",
        (
            ("Content-Type", "application/json"),
            ("Accept", "text/event-stream"),
            ("Authorization", f"Bearer {PLACEHOLDER}"),
        ),
        Body("json", _CHAT.format(model="gpt-4o-mini")),
    )


def _chatgpt_web(lab_url: str | None) -> Request:
    return Request(
        "POST",
        f"{lab_url or CHATGPT_WEB_BASE}/api/chat-process",
        (("Content-Type", "application/json"), ("Authorization", f"Bearer {'demo' if lab_url else PLACEHOLDER}")),
        Body("json", _CHATGPT_WEB),
    )
