"""The request as it may be written down: without its secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from streamlab.secrets import redact_headers, redact_text, redact_url

if TYPE_CHECKING:
    from streamlab.request.value import Request


def redacted(request: Request) -> dict[str, Any]:
    """`to_dict()` without secrets, for recordings: headers, URL, proxy, and the body where it is JSON or a form."""
    values = request.to_dict()
    values["headers"] = [list(pair) for pair in redact_headers(request.headers)]
    values["url"] = redact_url(request.url)
    values["proxy"] = redact_url(request.proxy) if request.proxy else request.proxy
    if request.body.kind in ("text", "json"):
        values["body"]["text"] = redact_text(request.body.text, request.header("content-type") or "")
    return values
