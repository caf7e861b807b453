"""The one gate: what a file says of a request is data from a stranger until a person has agreed to it, host and file by name.

A recording may come from anywhere. Its request is shown, yet what it says about hosts, files to upload, proxies and TLS is not
acted upon: the transport sends nothing whose `origin` still names a file, and no path of it is looked at. Nor do the marks of the
redactor leave as if they were values: `to_fill` makes blanks of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_plus, urlsplit

from streamlab.request.value import Blank, Body, Field, Origin
from streamlab.secrets import is_secret

if TYPE_CHECKING:
    from streamlab.request.value import Request

_MARK = r"redacted\([0-9]+\)"
_VALUE = re.compile(_MARK)
_USERINFO = re.compile(rf"(?<=://){_MARK}(?=@)")
_PARAMETER = re.compile(rf"([^?#&=]+)=({_MARK})(?=[&#]|$)")
_MEMBER = re.compile(rf'("(?:[^"\\]|\\.)*")(\s*:\s*)"{_MARK}"')


class Question(NamedTuple):
    """What a person is asked to agree to; empty where there is nothing of the kind."""

    file: str  # that says all this
    host: str
    upload: str  # a file of this machine
    proxy: str
    unverified: bool  # TLS is not verified


def asked(request: Request) -> Question | None:
    """What must be agreed to before the request may be sent; None where it is the person's own."""
    if not request.origin.file:
        return None
    upload = request.body.path if request.body.kind == "file" else ""
    return Question(request.origin.file, _host(request.url), upload, request.proxy or "", not request.verify)


def agreed(request: Request) -> Request:
    """The same request, now the person's own; what the file masks is still to be filled in.

    The yes is for one host: redirects are not followed, wherever the file would have them followed to.
    """
    request = to_fill(request)
    return replace(request, follow_redirects=False, origin=replace(request.origin, file=""))


def to_fill(request: Request) -> Request:
    """The same with `{{name}}` for every value that the redactor has masked; twice is as once."""
    blanks = _Blanks(request.origin.blanks)
    changed = replace(
        request,
        url=blanks.in_address(request.url, "url"),
        headers=tuple((name, blanks.in_header(name, value)) for name, value in request.headers),
        body=_filled(request.body, blanks),
        proxy=request.proxy and blanks.in_address(request.proxy, "options"),
    )
    return replace(changed, origin=Origin(request.origin.file, tuple(blanks.made)))


def unfilled(request: Request) -> Iterator[tuple[Field, str]]:
    """The part and the name of every value that is still to be filled in; marks of the redactor count, whoever sends them."""
    request = to_fill(request)
    body = request.body.data.decode("utf-8", "replace") if request.body.kind == "bytes" else request.body.text
    texts: dict[Field, str] = {
        "url": request.url,
        "headers": "\n".join(value for _, value in request.headers),
        "body": body,
        "options": request.proxy or "",
    }
    yield from ((blank.part, blank.name) for blank in request.origin.blanks if blank.mark in texts[blank.part])


class _Blanks:
    """The blanks made so far; the same name for another value gets a number."""

    def __init__(self, made: tuple[Blank, ...]) -> None:
        self.made = list(made)

    def in_address(self, url: str, part: Field) -> str:
        """The user before the host, and secret parameters."""
        return self.in_form(_USERINFO.sub(lambda _: self._named(part, "user"), url), part)

    def in_header(self, name: str, value: str) -> str:
        """The value of a header with this name."""
        return _VALUE.sub(lambda _: self._named("headers", name), value) if is_secret(name) else value

    def in_form(self, text: str, part: Field) -> str:
        """Parameters of a query or a form."""

        def value(match: re.Match[str]) -> str:
            name = unquote_plus(match[1])
            return f"{match[1]}={self._named(part, name)}" if is_secret(name) else match[0]

        return _PARAMETER.sub(value, text) if _VALUE.search(text) else text

    def in_json(self, text: str) -> str:
        """Members of JSON objects."""

        def value(match: re.Match[str]) -> str:
            name = _unescaped(match[1])
            return f'{match[1]}{match[2]}"{self._named("body", name)}"' if is_secret(name) else match[0]

        return _MEMBER.sub(value, text) if _VALUE.search(text) else text

    def _named(self, part: Field, name: str) -> str:
        number, chosen = 1, name
        while any(blank.name == chosen for blank in self.made):
            number += 1
            chosen = f"{name}-{number}"
        self.made.append(Blank(part, chosen))
        return self.made[-1].mark


def _filled(body: Body, blanks: _Blanks) -> Body:
    if body.kind in ("text", "json"):
        return replace(body, text=blanks.in_json(blanks.in_form(body.text, "body")))
    if body.kind != "bytes":
        return body
    try:
        text = body.data.decode()
    except UnicodeDecodeError:
        return body
    return replace(body, data=blanks.in_json(blanks.in_form(text, "body")).encode())


def _unescaped(name: str) -> str:
    """The name of a member, which stands here in its quotes."""
    try:
        return str(json.loads(name))
    except ValueError:
        return name


def _host(url: str) -> str:
    """Who would be asked, in the form that goes out: letters that only look like others show what they are."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or url, parts.port
    except ValueError:
        return url
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ascii(host)
    return f"{host}:{port}" if port else host
