"""The one redactor: secrets out of what is written down, in heads, addresses and bodies.

A mask keeps nothing of the secret but its length. A name is secret if it speaks of a token, key, secret, password or
cookie; names ending in `tokens` (`max_tokens`) count tokens and hold none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import orjson

if TYPE_CHECKING:
    from streamlab.model import Headers

_SECRET = re.compile(
    r"token(?!s\b)|api[-_. ]?key|secret|passw|pwd|credential|authori[sz]ation|cookie|signature|key$|(?:^|[-_.])key[-_.]"
)
_PARAMETER = re.compile(r"([^?#&=]+)=([^&#]*)")
_USERINFO = re.compile(r"(?:^|(?<=://))[^/?#]*(?=@)")
_MARK = re.compile(r"redacted\([0-9]+\)")
_MAX_DEPTH = 64


def mask(value: str) -> str:
    """What stands in for a secret: nothing of it but its length. A mark stays what it is."""
    return value if _MARK.fullmatch(value) else f"redacted({len(value)})"


def is_secret(name: str) -> bool:
    """Whether a header, query parameter or JSON member of this name holds a secret."""
    return bool(_SECRET.search(name.lower()))


def redact_headers(headers: Headers) -> Headers:
    """The same headers with the values of secret ones masked."""
    return tuple((name, mask(value) if is_secret(name) else value) for name, value in headers)


def redact_url(url: str) -> str:
    """The same URL with its userinfo and the values of secret query parameters masked."""
    url = _USERINFO.sub(lambda found: mask(found[0]), url)
    start = min((i for i in (url.find("?"), url.find("#")) if i >= 0), default=len(url))
    return url[:start] + _redact_form(url[start:])


def redact_cookies(headers: Headers) -> Headers:
    """A response's headers with the values of its cookies masked; their names and attributes stay."""
    return tuple((name, _mask_cookie(value) if name.lower() == "set-cookie" else value) for name, value in headers)


def redact_text(text: str, content_type: str) -> str:
    """The same body where it is a form or JSON, with the values of secret names masked."""
    if "x-www-form-urlencoded" in content_type.lower():
        return _redact_form(text)
    try:
        value = orjson.loads(text)
    except ValueError:  # no JSON, or text with lone surrogates
        return text
    changed = _redact_value(value, 0)
    return text if changed == value else orjson.dumps(changed).decode()


def _mask_cookie(value: str) -> str:
    cookie, semicolon, attributes = value.partition(";")
    name, equals, secret = cookie.partition("=")
    return (f"{name}={mask(secret)}" if equals else mask(cookie)) + semicolon + attributes


def _redact_form(query: str) -> str:
    return _PARAMETER.sub(lambda m: f"{m[1]}={mask(m[2])}" if is_secret(unquote_plus(m[1])) else m[0], query)


def _redact_value(value: object, depth: int) -> object:
    if depth > _MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [_redact_value(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: mask(item) if isinstance(item, str) and is_secret(name) else _redact_value(item, depth + 1)
        for name, item in value.items()
    }
