"""The one gate: what a file says of a request is data from a stranger until a person has agreed to it, host and file by name.

A recording may come from anywhere. Its request is shown, yet what it says about hosts, files to upload, proxies and TLS is not
acted upon: the transport sends nothing whose `origin` still names a file, and no path of it is looked at. Nor do the marks of the
redactor leave as if they were values: `to_fill` makes blanks of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote_plus, urlsplit

from streamlab.request.value import Body, Origin
from streamlab.secrets import is_secret

if TYPE_CHECKING:
    from streamlab.request.value import Request

Field = Literal["method", "url", "headers", "body", "options"]  # the parts of a request, as a form shows them
_MARK = r"redacted\([0-9]+\)"
_VALUE = re.compile(_MARK)
_USERINFO = re.compile(rf"(?<=://){_MARK}(?=@)")
_PARAMETER = re.compile(rf"([^?#&=\s]+)=({_MARK})(?=[&#]|$)")
_MEMBER = re.compile(rf'"((?:[^"\\]|\\.){{1,200}})"(\s*:\s*)"{_MARK}"')


class Asked(NamedTuple):
    """What a person is asked to agree to; empty where there is nothing of the kind."""

    file: str  # that says all this
    host: str
    upload: str  # a file of this machine
    proxy: str
    unverified: bool  # TLS is not verified


def asked(request: Request) -> Asked | None:
    """What must be agreed to before the request may be sent; None where it is the person's own."""
    if not request.origin.file:
        return None
    upload = request.body.path if request.body.kind == "file" else ""
    return Asked(request.origin.file, _host(request.url), upload, request.proxy or "", not request.verify)


def agreed(request: Request) -> Request:
    """The same request, now the person's own; what the file masks is still to be filled in."""
    request = to_fill(request)
    return replace(request, origin=replace(request.origin, file=""))


def to_fill(request: Request) -> Request:
    """The same with `{{name}}` for every value that the redactor has masked; twice is as once."""
    blanks = _Blanks(request.origin.blanks)
    url = _USERINFO.sub(lambda _: blanks.named("user"), request.url)
    changed = replace(
        request,
        url=_PARAMETER.sub(blanks.parameter, url),
        headers=tuple((name, _VALUE.sub(blanks.always(name), value)) for name, value in request.headers),
        body=_filled(request.body, blanks),
        proxy=request.proxy and _USERINFO.sub(lambda _: blanks.named("proxy-user"), request.proxy),
    )
    return replace(changed, origin=Origin(request.origin.file, tuple(blanks.names)))


def unfilled(request: Request) -> Iterator[tuple[Field, str]]:
    """The field and the name of every value that is still to be filled in; marks of the redactor count."""
    request = to_fill(request)
    heads = "\n".join(part for pair in request.headers for part in pair)
    body = request.body.text or request.body.data.decode("utf-8", "replace")
    places: tuple[tuple[Field, str], ...] = (
        ("url", request.url),
        ("headers", heads),
        ("body", body),
        ("options", request.proxy or ""),
    )
    for name in request.origin.blanks:
        yield from ((field, name) for field, text in places if _blank(name) in text)


class _Blanks:
    """The names given so far; the same name for another value gets a number."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = list(names)

    def named(self, name: str) -> str:
        """A new blank."""
        number, chosen = 1, name
        while chosen in self.names:
            number += 1
            chosen = f"{name}-{number}"
        self.names.append(chosen)
        return _blank(chosen)

    def always(self, name: str) -> Callable[[re.Match[str]], str]:
        """For the value of a header."""
        return lambda match: self.named(name) if is_secret(name) else match[0]

    def parameter(self, match: re.Match[str]) -> str:
        """For a query or a form."""
        name = unquote_plus(match[1])
        return f"{match[1]}={self.named(name)}" if is_secret(name) else match[0]

    def member(self, match: re.Match[str]) -> str:
        """For a member of a JSON object."""
        return f'"{match[1]}"{match[2]}"{self.named(match[1])}"' if is_secret(match[1]) else match[0]


def _filled(body: Body, blanks: _Blanks) -> Body:
    if body.kind in ("text", "json"):
        return replace(body, text=_filled_text(body.text, blanks))
    if body.kind != "bytes":
        return body
    try:
        text = body.data.decode()
    except UnicodeDecodeError:
        return body
    return replace(body, data=_filled_text(text, blanks).encode())


def _filled_text(text: str, blanks: _Blanks) -> str:
    return _MEMBER.sub(blanks.member, _PARAMETER.sub(blanks.parameter, text))


def _blank(name: str) -> str:
    return "{{" + name + "}}"


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or url}:{parts.port}" if parts.port else parts.hostname or url
    except ValueError:
        return url
