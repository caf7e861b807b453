"""Secrets in a text of any kind: what it looks like decides how it is read, and what stands in it is read in turn."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import partial

from streamlab.secrets import addresses, markup
from streamlab.secrets.code import in_code
from streamlab.secrets.found import Found
from streamlab.secrets.json_places import in_json
from streamlab.secrets.prose import in_prose
from streamlab.secrets.settings import are_settings, in_settings, is_program
from streamlab.secrets.shapes import by_shape
from streamlab.secrets.stems import speaks
from streamlab.secrets.tables import in_markdown, in_table
from streamlab.secrets.wrapped import of_url

_DEEPEST = 16  # text in text: quotes in quotes double their escapes, so nobody writes more
_LEAD = re.compile(
    r"\s*+(?:\)\]\}',?|//[^\n]*+|#[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|(?:event|id|retry)?:[^\n]*+|data:(?=[ ]?[{\[\"]))"
)
_LEADS = 16
_JSON = re.compile(r"\s*+(?:\{|\"(?!\"\")|\[(?=\s*+(?:[\"'{\[\]\d/-]|true|false|null|\Z)))")
_WITHIN = re.compile(r"[{\[]\s*[\"'`{\[]|\{\s*\w+\s*:|[\"']\s*(?::|=>)\s*[\"'\d\[{]")
_CONNECTION = re.compile(
    r"(?P<user>(?!mailto:|sips?:|acct:|xmpp:|\d+:\d+@)[^\s/:@\"']{1,64}:[^\s/@\"']{1,128})@[\w.-]+(?::\d{1,5})?(?:/\S*)?\Z"
)
_BASE64 = re.compile(r"(?<![\w+/.-])(?:ey[AIJ]|ew[o0]|W3s)[A-Za-z0-9+/_-]{12,65536}+=*+(?![\w.])")
_BEGUN = ("eyJ", "eyA", "eyI", "ewo", "ew0", "W3s")
_URL_SAFE = str.maketrans("-_", "+/")
_QUOTED_URL = re.compile(r"%3[aA]%2[fF]%2[fF]|%7[bB]%22|%(?:25)*3[dD]")
_ESCAPED = re.compile(r"\\u|%[0-9a-fA-F]{2}|\\x")


def _is_json(text: str) -> bool:
    """Whether the text begins as JSON does, after comments, fields of server-sent events and guards against scripts."""
    position = 0
    for _ in range(_LEADS):
        if (lead := _LEAD.match(text, position)) is None:
            break
        position = lead.end()
    return bool(_JSON.match(text, position))


def _may_hold(text: str) -> bool:
    """Whether the name of a secret can stand in the text."""
    return speaks(text) or bool(_ESCAPED.search(text)) or (_may_be_coded(text) and bool(_BASE64.search(text)))


def in_text(text: str, fresh: bool = True, depth: int = 0) -> Iterator[Found]:
    """A text that stands in another, or that nothing is known of; where it is not `fresh`, its shapes were seen before."""
    inner = partial(in_text, depth=depth + 1)
    if fresh:
        yield from by_shape(text)
    if depth >= _DEEPEST or not _may_hold(text):
        return
    if addresses.is_form(text):
        yield from addresses.in_form(text, inner)
        return
    if alone := _CONNECTION.match(text):
        yield Found(0, alone.end("user"), "user")
    if _QUOTED_URL.search(text):
        wrapped = of_url(text)
        yield from (wrapped.outside(item) for item in inner(wrapped.text, True))
    yield from addresses.in_addresses(text, inner, _may_hold)
    if _is_json(text):
        yield from in_json(text, inner)
    else:
        if (within := _WITHIN.search(text)) and not is_program(text):
            yield from (item.moved(within.start()) for item in in_json(text[within.start() :], inner))
        yield from in_prose(text)
        yield from in_code(text)
        yield from in_markdown(text)
    yield from _coded(text, depth)
    if markup.looks_like_markup(text):
        yield from markup.in_markup(text, inner)


def _may_be_coded(text: str) -> bool:
    return any(begun in text for begun in _BEGUN)


def _coded(text: str, depth: int) -> Iterator[Found]:
    """JSON in base64 that holds a secret: all of it is one."""
    for found in _BASE64.finditer(text) if _may_be_coded(text) else ():
        try:
            plain = base64.b64decode(found[0].translate(_URL_SAFE) + "==").decode()
        except ValueError:
            continue
        if inside := next(in_text(plain, True, depth + 1), None):
            yield Found(*found.span(), inside.name)


def in_whole(text: str, *, form: bool = False) -> Iterator[Found]:
    """The text of a body or of a part: nothing stands around it."""
    inner = partial(in_text, depth=1)
    if form:
        yield from by_shape(text)
        yield from addresses.in_form(text, inner)
        return
    yield from in_text(text)
    if text.startswith('"'):
        yield from in_table(text)
    if _is_json(text) or text.lstrip()[:1] == "<" or addresses.is_form(text) or not _may_hold(text):
        return
    if are_settings(text):
        yield from in_settings(text)
    else:
        yield from in_table(text)
