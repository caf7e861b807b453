"""The changed requests of the experiments."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from streamlab.request.value import Request

_STREAM = re.compile(r'("stream"\s*:\s*)true')


def without_compression(request: Request) -> Request:
    """The same, asking for an uncompressed body."""
    kept = tuple(pair for pair in request.headers if pair[0].lower() != "accept-encoding")
    return replace(request, headers=(*kept, ("Accept-Encoding", "identity")))


def to_upstream(request: Request, url: str) -> Request:
    """The same, sent elsewhere."""
    return replace(request, url=url.strip())


def without_streaming(request: Request) -> Request | None:
    """The same with the stream switched off where it is switched on: in the JSON body, or in the address (Gemini)."""
    url = request.url.replace(":streamGenerateContent?alt=sse&", ":generateContent?")
    url = url.replace(":streamGenerateContent?alt=sse", ":generateContent")
    url = url.replace(":streamGenerateContent", ":generateContent")
    text = _switched_off(request.body.text) if request.body.kind in ("json", "text") else None
    if text is None and url == request.url:
        return None
    body = request.body if text is None else replace(request.body, text=text)
    return replace(request, url=url, body=body)


def _switched_off(text: str) -> str | None:
    """The JSON text with `stream` false and nothing else changed; None where it is no object."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    changed, count = _STREAM.subn(r"\g<1>false", text)
    plain = {key: item for key, item in value.items() if key != "stream_options"} | {"stream": False}
    if count == 1 and json.loads(changed) == plain:
        return changed
    return json.dumps(plain, ensure_ascii=False, indent=2)
