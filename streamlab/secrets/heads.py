"""Secrets in heads: header fields of requests and responses, and the addresses in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from streamlab.secrets.addresses import in_url
from streamlab.secrets.found import Found, merged
from streamlab.secrets.marks import mask
from streamlab.secrets.names import holds, is_secret, weight
from streamlab.secrets.shapes import by_shape
from streamlab.secrets.text import in_text
from streamlab.secrets.values import is_chaotic

if TYPE_CHECKING:
    from streamlab.model import Headers

_ADDRESSES = (
    "location",
    "content-location",
    "referer",
    "referrer",
    "origin",
    "x-forwarded-uri",
    "x-original-url",
    "x-rewrite-url",
)
_ROUNDS = 6
_PROTOCOL = re.compile(r"[^\s,]+")
_CHALLENGES = ("www-authenticate", "proxy-authenticate")
_LISTS = ("vary", "access-control-allow-headers", "access-control-expose-headers", "access-control-request-headers", "connection",
          "trailer", "clear-site-data", "strict-transport-security", "permissions-policy", "accept",
          "content-type", "user-agent")  # fmt: skip


def in_address(url: str) -> list[Found]:
    """Every secret of a URL, in order."""
    return list(merged((*by_shape(url), *in_url(url, in_text))))


def in_field(name: str, value: str) -> list[Found]:
    """Every secret of a header field, in order."""
    return list(merged(_of_field(name, value)))


def redact_url(url: str) -> str:
    """The same URL without its secrets: its userinfo, and parameters of the path, the query and the fragment."""
    return _masked(url, in_address)


def redact_field(name: str, value: str) -> str:
    """The same value of a header field without its secrets."""
    return _masked(value, partial(in_field, name))


def redact_headers(headers: Headers) -> Headers:
    """The same headers without their secrets; of a `Set-Cookie` the name and the attributes stay."""
    return tuple((name, redact_field(name, value)) for name, value in headers)


def redact_text(text: str) -> str:
    """The same words without secrets: a sentence, an error message, a line for the terminal."""
    return _masked(text, lambda said: list(merged(in_text(said))))


def _masked(text: str, find: Callable[[str], list[Found]]) -> str:
    """Until nothing more is found: a mask may make a secret of what stands beside it."""
    for _ in range(_ROUNDS):
        pieces, last = [], 0
        for item in find(text):
            pieces += [text[last : item.start], mask(text[item.start : item.end])]
            last = item.end
        changed = "".join((*pieces, text[last:]))
        if changed == text:
            break
        text = changed
    return text


def _of_field(name: str, value: str) -> Iterator[Found]:
    lower = name.strip().lower()
    if lower in ("set-cookie", "set-cookie2"):
        yield from _of_cookie(value)
    elif lower in _CHALLENGES or lower in _LISTS:
        yield from by_shape(value)
    elif lower == "sec-websocket-protocol":
        yield from _of_protocols(value)
    elif is_secret(name) or holds(weight(name), value):
        if holds(weight(name), value):
            yield Found(0, len(value), name)
    elif lower in _ADDRESSES:
        yield from (*by_shape(value), *in_url(value, in_text))
    else:
        yield from in_text(value)


def _of_protocols(value: str) -> Iterator[Found]:
    """Credentials that a browser can send in no other way: a whole item, or what stands behind the last dot of one."""
    for item in _PROTOCOL.finditer(value):
        start = item.start() + item[0].rfind(".") + 1
        if is_chaotic(value[start : item.end()]):
            yield Found(start, item.end(), "token")
    yield from by_shape(value)


def _of_cookie(value: str) -> Iterator[Found]:
    cookie, _, attributes = value.partition(";")
    name, equals, _ = cookie.partition("=")
    start = len(name) + 1 if equals else 0
    if cookie[start:].strip():
        yield Found(start, len(cookie), name.strip() if equals else "cookie")
    yield from (item.moved(len(cookie) + 1) for item in in_text(attributes))
