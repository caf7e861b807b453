"""The request as it may be written down: without its secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from streamlab.secrets import redact_headers, redact_text, redact_url

if TYPE_CHECKING:
    from streamlab.request.value import Body, Request


def redacted(request: Request) -> Request:
    """The same without secrets: in headers, URL, proxy, and the body where it is JSON or a form. Twice is as once."""
    return replace(
        request,
        url=redact_url(request.url),
        headers=redact_headers(request.headers),
        body=_redacted_body(request.body, request.header("content-type") or ""),
        proxy=redact_url(request.proxy) if request.proxy else request.proxy,
    )


def _redacted_body(body: Body, content_type: str) -> Body:
    match body.kind:
        case "text" | "json":
            return replace(body, text=redact_text(body.text, content_type))
        case "bytes":
            return replace(body, data=_redacted_bytes(body.data, content_type))
    return body


def _redacted_bytes(data: bytes, content_type: str) -> bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return redact_text(text, content_type).encode()
