"""Secrets in a text of any kind: what it looks like decides how it is read, and what stands in it is read in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from streamlab.secrets import addresses, markup
from streamlab.secrets.found import Found, merged
from streamlab.secrets.json_places import in_json
from streamlab.secrets.prose import in_prose, speaks
from streamlab.secrets.settings import are_settings, in_settings
from streamlab.secrets.shapes import by_shape

_DEEPEST = 16  # text in text: quotes in quotes double their escapes, so nobody writes more
_JSON = re.compile(r"\s*(?:\)\]\}',?\s*|(?:/\*|//|#)[^{\[]{0,2000}|(?:data|event|id)\s*:[^{\[\n]*\n?\s*)*[{\[\"]")
_WITHIN = re.compile(r"[{\[]\s*[\"'{\[]|\{\s*\w+\s*:|[\"']\s*:\s*[\"'\d\[{]")
_ESCAPED = re.compile(r"\\u|%[0-9a-fA-F]{2}|\\x")


def in_text(text: str, depth: int = 0) -> Iterator[Found]:
    """A text that stands in another, or that nothing is known of."""
    inner = partial(in_text, depth=depth + 1)
    yield from by_shape(text)
    if depth >= _DEEPEST or not (speaks(text) or _ESCAPED.search(text)):
        return
    if addresses.is_form(text):
        yield from addresses.in_form(text, inner)
        return
    yield from addresses.in_addresses(text, inner)
    if within := _WITHIN.search(text):
        start = 0 if _JSON.match(text) else within.start()
        yield from (item.moved(start) for item in in_json(text[start:], inner))
    if not _JSON.match(text):
        yield from in_prose(text)
    if markup.looks_like_markup(text):
        yield from markup.in_markup(text, inner)


def in_whole(text: str, *, form: bool = False) -> Iterator[Found]:
    """The text of a body or of a part: nothing stands around it."""
    inner = partial(in_text, depth=1)
    if form:
        yield from by_shape(text)
        yield from addresses.in_form(text, inner)
        return
    yield from in_text(text)
    if (
        not _JSON.match(text)
        and not markup.looks_like_markup(text)
        and not addresses.is_form(text)
        and are_settings(text)
    ):
        yield from in_settings(text)


def all_in(text: str) -> list[Found]:
    """Everything in a text, in order."""
    return list(merged(in_text(text)))
