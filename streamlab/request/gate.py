"""The one gate: what a file says of a request is data from a stranger until a person has agreed to it, host and file by name.

A recording may come from anywhere. Its request is shown, yet what it says about hosts, files to upload, proxies and TLS is not
acted upon: the transport sends nothing whose `origin` still names a file, and no path of it is looked at. Nor do the marks of the
redactor leave as if they were values: `to_fill` makes blanks of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from streamlab.request.hosts import wire_host
from streamlab.request.redaction import PROXY, URL, content_of
from streamlab.request.value import Blank, Body, Field, Origin
from streamlab.secrets import Kind, coding_of, in_address, in_field, is_mark, may_be_cover, secrets_of

if TYPE_CHECKING:
    from streamlab.request.value import Request
    from streamlab.secrets import Found

_MARK = re.compile(r"redacted\([0-9]+\)")
_MASKED = re.compile(rb"r\0*e\0*d\0*a\0*c\0*t\0*e\0*d\0*\(")
_MOST = 200  # blanks; nobody fills in more
_REST = "secrets"  # stands for all that follow
_UNNAMED = "secret"
_UNWRITABLE = re.compile(r"[^\w .-]+")  # in the name of a blank, which stands in quotes, in URLs, in forms
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030")


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
    return _without_masks(request, _Blanks(request.origin.blanks))


def filled_with(word: str, request: Request) -> Request:
    """The same with `word` for every value that the redactor has masked: for source that a person goes on with."""
    return _without_masks(request, _Blanks((), word))


def _without_masks(request: Request, blanks: _Blanks) -> Request:
    untold = {name.lower() for name in request.masked}
    changed = replace(
        request,
        url=blanks.in_address(request.url, "url", all_marks=URL in untold),
        headers=tuple(
            (name, blanks.in_header(name, value, all_marks=name.lower() in untold)) for name, value in request.headers
        ),
        body=blanks.in_body(request.body, request.header("content-type") or ""),
        proxy=request.proxy and blanks.in_address(request.proxy, "options", all_marks=PROXY in untold),
        masked=(),
    )
    return replace(changed, origin=Origin(request.origin.file, tuple(blanks.made)))


def unfilled(request: Request) -> Iterator[tuple[Field, str]]:
    """The part and the name of every value that is still to be filled in; marks of the redactor count, whoever sends them."""
    request = to_fill(request)
    texts: dict[Field, str] = {
        "url": request.url,
        "headers": "\n".join(value for _, value in request.headers),
        "body": request.body.text,
        "options": request.proxy or "",
    }
    for blank in request.origin.blanks:
        if blank.mark in texts[blank.part] or (blank.part == "body" and _has(request.body.data, blank.mark)):
            yield blank.part, blank.name


def _has(data: bytes, mark: str) -> bool:
    return any(mark.encode(coding, "replace") in data for coding in _CODINGS) if data else False


def _named_again(data: bytes, masks: list[tuple[int, int]]) -> bytes:
    """The same with values in the place of short masks, so that their names tell of them."""
    pieces, last = [], 0
    for start, end in masks:
        if start >= last and end <= len(data):
            pieces += [data[last:start], data[start:end].replace(b"*", b"7")]
            last = end
    return b"".join((*pieces, data[last:]))


class _Blanks:
    """The blanks made so far; the same name for another value gets a number. Where there is a `word`, it stands for all."""

    def __init__(self, made: tuple[Blank, ...], word: str = "") -> None:
        self.made = list(made)
        self._names = {blank.name for blank in made}
        self._word = word

    def in_address(self, url: str, part: Field, *, all_marks: bool) -> str:
        """The user before the host, and secret parameters."""
        return self._in_text(url, part, in_address, _UNNAMED if all_marks else "")

    def in_header(self, name: str, value: str, *, all_marks: bool) -> str:
        """The value of a header with this name."""
        return self._in_text(value, "headers", lambda text: in_field(name, text), name if all_marks else "")

    def in_body(self, body: Body, content_type: str) -> Body:
        """Values that the file lists as masked, and those whose masks can be seen."""
        if body.kind in ("none", "file"):
            return body
        data = content_of(body)
        filled = self._filled(data, body.masked, content_type)
        if filled == data:
            return replace(body, masked=())
        return (
            replace(body, data=filled, masked=())
            if body.kind == "bytes"
            else replace(body, text=filled.decode(), masked=())
        )

    def _filled(self, data: bytes, listed: tuple[tuple[int, int], ...], content_type: str) -> bytes:
        if not listed and not _MASKED.search(data):
            return data
        coding = coding_of(data, content_type)
        kept = {span for span in listed if may_be_cover(data[slice(*span)].decode(coding, "replace"))}
        found = secrets_of(_named_again(data, sorted(kept)), content_type)
        named = {(item.start, item.end): item.name for item in found}
        starts = [item.start for item in found]
        numbers = {(item.start, item.end) for item in found if item.kind is Kind.NUMBER}
        seen = {span for span in named if is_mark(data[slice(*span)].decode(coding, "replace"))}
        pieces, last = [], 0
        for start, end in sorted(seen | kept):
            if start < last or end > len(data):
                continue
            near = found[max(0, bisect_left(starts, end) - 1)] if found else None
            name = near.name if near is not None and start < near.end and near.start < end else _UNNAMED
            written = self._named("body", name)
            if self._word and (start, end) in numbers:
                written = f'"{written}"'
            pieces += [data[last:start], written.encode(coding, "replace")]
            last = end
        return b"".join((*pieces, data[last:]))

    def _in_text(self, text: str, part: Field, find: Callable[[str], list[Found]], unnamed: str) -> str:
        if "redacted(" not in text:
            return text
        pieces, last = [], 0
        for item in find(text):
            inside = text[item.start : item.end]
            pieces += [text[last : item.start], self._each_mark(inside, part, item.name)]
            last = item.end
        changed = "".join((*pieces, text[last:]))
        return self._each_mark(changed, part, unnamed) if unnamed else changed

    def _each_mark(self, text: str, part: Field, name: str) -> str:
        return _MARK.sub(lambda _: self._named(part, name), text)

    def _named(self, part: Field, name: str) -> str:
        if self._word:
            return self._word
        name = _UNWRITABLE.sub("_", name) or _UNNAMED
        if len(self.made) >= _MOST:
            name = _REST
        blank = Blank(part, name)
        if name != _REST or blank not in self.made:
            blank = Blank(part, self._unused(name))
            self.made.append(blank)
            self._names.add(blank.name)
        return blank.mark

    def _unused(self, name: str) -> str:
        number, chosen = 1, name
        while chosen in self._names:
            number += 1
            chosen = f"{name}-{number}"
        return chosen


def _host(url: str) -> str:
    """Who would be asked, in the form that goes out: letters that only look like others show what they are."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or url, parts.port
    except ValueError:
        return url
    try:
        host = wire_host(host)
    except UnicodeError:
        host = ascii(host)
    return f"{host}:{port}" if port else host
