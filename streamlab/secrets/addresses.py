"""Secrets in URLs and forms: parameters of the path, the query, the fragment and the body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, hides, holds, weight
from streamlab.secrets.values import is_chaotic, is_plain
from streamlab.secrets.wrapped import of_url

Inner = Callable[[str, bool], Iterator[Found]]

_USERINFO = re.compile(
    r"\A(?P<secret>[^/?#\s]*:[^/?#\s]*)@|(?:\A|//)(?P<user>(?!git@)[^/?#\s]+)@(?=[^@/]*(?:[/?#:]|\Z))"
)
_PAIR = re.compile(r"(?P<name>[^&=?#]{1,512})=(?P<value>[^&#]*)")
_LOOSE = re.compile(r"(?<=[?&;#])(?P<name>[\w.%\[\]$+-]{1,128})=(?P<value>[^\s&#\"'<>`;\\]+)")
_PATH = re.compile(r";(?P<name>[^;/?#=]{1,128})=(?P<value>[^;/?#]*)")
_SEGMENT = re.compile(r"(?<=/)(?P<name>[A-Za-z_-]{3,40})/(?P<value>[^/?#\s]{16,})")
_FORM = re.compile(r"[^\s=&<>{}\"',:]{1,512}=[^\s&=<>\"]*={0,2}(?:&[^\s=&<>{}\"]{0,512}(?:=[^\s&<>\"]*)?)*&?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\s\"'<>`\\]+")
_NAMED = (Weight.SECRET, Weight.TOKEN, Weight.KEY, Weight.TICKET, Weight.HINT)
_GRANTS = frozenset(
    ("grant_type", "state", "appid", "client_id", "redirect_uri", "js_code", "code_verifier", "session_state", "iss")
)
_SHORT = re.compile(r"\d{1,6}|[A-Z]{2}|[a-z]{2}(?:[_-][A-Z]{2})?|[A-Za-z]+(?:_[A-Za-z]+)+")


def is_form(text: str) -> bool:
    """Whether the text as a whole is a form."""
    return "=" in text and bool(_FORM.fullmatch(text))


def in_form(text: str, inner: Inner) -> Iterator[Found]:
    """Values of secret names, and what `inner` finds in the others."""
    pairs = list(_PAIR.finditer(text))
    names = {unquote_plus(pair["name"]).lower() for pair in pairs[:64]}
    for pair in pairs:
        yield from _judged(pair, inner, granted=bool(names & _GRANTS))


def _judged(pair: re.Match[str], inner: Inner, *, granted: bool) -> Iterator[Found]:
    name, value = pair["name"], pair["value"]
    start, end = pair.span("value")
    if not value:
        return
    name = unquote_plus(name).strip() if "%" in name or "+" in name else name.strip()
    plain = unquote_plus(value) if len(value) < 4096 else value
    by_name = weight(name)
    if by_name is Weight.CODE and granted:
        by_name = Weight.OPEN if _SHORT.fullmatch(plain) else Weight.SIGN
    if by_name is Weight.KEY and len(plain) >= 4:  # `?key=` is how keys go in an address
        by_name = Weight.SIGN
    if holds(by_name, plain):
        yield Found(start, end, name)
    elif len(value) > 2 and "%" not in value and not is_plain(value):
        yield from (item.moved(start) for item in inner(value, False))
    elif "%" in value:
        wrapped = of_url(value)
        yield from (wrapped.outside(item).moved(start) for item in inner(wrapped.text, wrapped.text != value))


def in_url(url: str, inner: Inner) -> Iterator[Found]:
    """Userinfo, and parameters wherever a URL has them."""
    yield from (Found(*found.span(found.lastgroup or 0), "user") for found in _USERINFO.finditer(url))
    start = min((i for i in (url.find("?"), url.find("#")) if i >= 0), default=len(url))
    yield from in_path(url[:start])
    yield from (item.moved(start) for item in in_form(url[start:], inner))


def in_path(path: str) -> Iterator[Found]:
    """Parameters of a path, and what is nothing but chance after a secret's name."""
    if ";" in path:
        for pair in _PATH.finditer(path):
            if hides(unquote_plus(pair["name"]), unquote_plus(pair["value"])):
                yield Found(*pair.span("value"), unquote_plus(pair["name"]))
    for pair in _SEGMENT.finditer(path):
        if weight(pair["name"]) in _NAMED and is_chaotic(pair["value"]):
            yield Found(*pair.span("value"), pair["name"])


def in_addresses(text: str, inner: Inner, may_hold: Callable[[str], bool]) -> Iterator[Found]:
    """The same for every URL in a text, and for parameters that stand there without one."""
    if "://" in text:
        for found in _ADDRESS.finditer(text):
            if not may_hold(found[0]):
                continue
            yield from (item.moved(found.start()) for item in in_url(found[0], inner))
    if "=" in text:
        for pair in _LOOSE.finditer(text):
            yield from _judged(pair, _nothing, granted=False)


def _nothing(_text: str, _fresh: bool) -> Iterator[Found]:
    return iter(())
