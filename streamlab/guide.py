"""The guide in `assets/guide`: its pages in the language in force, and the words by which a heading is linked."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from streamlab.i18n import language
from streamlab.resources import asset

PAGES: Final = ("index", "manual", "failure-modes", "naive-client", "commands", "rules", "analysis", "recording")
_HEADING = re.compile(r"^(#{1,3}) (.+)$(?:\n\n\*\*(.+)\*\*$)?", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_MODE = re.compile(r"F\d\d[a-z]?")


class Heading(NamedTuple):
    """A heading of a page: its level from 1, what it is called in the contents, the words it is linked by."""

    level: int
    title: str
    anchors: tuple[str, ...]


class Place(NamedTuple):
    """A page and the heading to begin at; an empty anchor is the page's top."""

    page: str
    anchor: str = ""


def text(page: str) -> str:
    """The Markdown of one of `PAGES`."""
    return _text(page, language())


def headings(page: str) -> tuple[Heading, ...]:
    """The headings of a page in order, its title first."""
    found = _HEADING.finditer(_FENCE.sub("", text(page)))
    return tuple(Heading(len(match[1]), _title(match[2], match[3]), anchors(match[2])) for match in found)


def section_of(place: Place) -> int | None:
    """Which of the page's sections (headings of level 2, from 0) holds the place; None above the first."""
    section = -1
    for heading in headings(place.page):
        section += heading.level == 2
        if place.anchor in heading.anchors:
            return section if section >= 0 else None
    return None


def _title(words: str, below: str | None) -> str:
    """Of a mode its number and what people call it, which stands below in bold; else the heading as it is."""
    number = words.partition(" ")[0]
    return f"{number} {below.replace('`', '')}" if below and _MODE.fullmatch(number) else words


def anchors(heading: str) -> tuple[str, ...]:
    """The words that link to a heading: its first, and after the number of a mode the id of its rule."""
    first, *rest = heading.split()
    return (first, rest[0]) if rest and _MODE.fullmatch(first) else (first,)


def place_of_rule(rule: str) -> Place:
    """Where the guide explains the findings of `rule`."""
    return Place("failure-modes", rule)


def place_of_link(href: str, page: str) -> Place | None:
    """Where a link on `page` leads; None where it leads out of the guide."""
    target, _, anchor = href.partition("#")
    name = target.removesuffix(".md") or page
    return Place(name, anchor) if name in PAGES else None


@cache
def _text(page: str, name: str) -> str:
    return asset("guide", name, f"{page}.md").read_text("utf-8")
