"""The request as it may be written down: without its secrets."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from streamlab.secrets import (
    coding_of,
    covered,
    in_address,
    in_field,
    is_mark,
    may_be_cover,
    redact_field,
    redact_url,
    secrets_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from streamlab.request.value import Body, Request
    from streamlab.secrets import Found

_HALF = re.compile(r"[\ud800-\udfff]")
URL, PROXY = ":url", ":proxy"  # fields that are no headers, among those that hold masks


def redacted(request: Request) -> Request:
    """The same without secrets: in headers, URL, proxy and body. Twice is as once."""
    url = redact_url(request.url)
    proxy = redact_url(request.proxy) if request.proxy else request.proxy
    headers = tuple((name, redact_field(name, value)) for name, value in request.headers)
    untold = [
        *([URL] if _is_untold(request.url, url, in_address) else []),
        *([PROXY] if request.proxy and proxy and _is_untold(request.proxy, proxy, in_address) else []),
        *(
            name
            for (name, value), (_, shown) in zip(request.headers, headers, strict=True)
            if _is_untold(value, shown, partial(in_field, name))
        ),
    ]
    return replace(
        request,
        url=url,
        headers=headers,
        body=_redacted_body(request.body, request.header("content-type") or ""),
        proxy=proxy,
        masked=tuple(dict.fromkeys((*request.masked, *untold))),
    )


def _is_untold(before: str, after: str, find: Callable[[str], list[Found]]) -> bool:
    """Whether a mask was put where nothing but what is gone told of a secret."""
    if before == after:
        return False
    return sum(is_mark(after[item.start : item.end]) for item in find(after)) < len(find(before))


def content_of(body: Body) -> bytes:
    """The bytes in which secrets are looked for. Half a surrogate pair cannot be written down: what can has as many bytes."""
    return body.data if body.kind == "bytes" else _HALF.sub("\ufffd", body.text).encode()


def _redacted_body(body: Body, content_type: str) -> Body:
    if body.kind in ("none", "file"):
        return body
    data = content_of(body)
    secrets = secrets_of(data, content_type)
    covers = _still_covered(body, data, content_type) if body.masked else ()
    masked = tuple(_joined(((item.start, item.end) for item in secrets), covers))
    if not masked:
        return replace(body, masked=())
    data = covered(data, secrets)
    if body.kind == "bytes":
        return replace(body, data=data, masked=masked)
    return replace(body, text=data.decode(), masked=masked)


def _still_covered(body: Body, data: bytes, content_type: str) -> Iterator[tuple[int, int]]:
    """Spans that were masked before and are not written over."""
    coding = coding_of(data, content_type)
    for start, end in body.masked:
        if end <= len(data) and may_be_cover(data[start:end].decode(coding, "replace")):
            yield start, end


def _joined(*spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """All spans in order; of two that overlap, the first."""
    last = 0
    for start, end in sorted({span for some in spans for span in some}):
        if start >= last:
            yield start, end
            last = end
