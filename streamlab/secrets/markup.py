"""Secrets in XML and its kin: elements and attributes by their names, and elements that name what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator

from streamlab.secrets.found import Found
from streamlab.secrets.names import holds, is_secret, weight
from streamlab.secrets.wrapped import of_xml

Inner = Callable[[str, bool], Iterator[Found]]

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[^\W\d][\w:.-]{0,128})(?P<rest>[^<>]*)>|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"(?<![\w:.-])(?P<name>[^\W\d][\w:.-]{0,128})\s{0,8}=\s{0,8}(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)')"
)
_NAMES = ("name", "key", "id", "n", "property", "field", "title", "param")
_VALUES = ("value", "val", "v", "content", "data", "default")
_HOLDERS = ("value", "string", "text", "val", "param-value")
_NAME_LENGTH = 128
_VOID = ("input", "meta", "br", "img", "link", "hr", "param")
_DEEP = 4096


def looks_like_markup(text: str) -> bool:
    """Whether there are elements in the text."""
    return "<" in text and ">" in text and bool(_TAG.search(text))


def in_markup(text: str, inner: Inner) -> Iterator[Found]:
    """Walked tag by tag, however they are nested; where the text does not begin with one, only what is closed at once counts."""
    stack: list[tuple[str, str]] = []  # elements, and the secret's name that holds for what is in them
    said, begin, whole = "", 0, text.lstrip("\ufeff \t\r\n")[:1] == "<"
    for tag in _TAG.finditer(text):
        secret = stack[-1][1] if stack and (whole or _closes(tag, stack[-1][0])) else ""
        content = text[begin : tag.start()]
        if begin:
            yield from _content(content, begin, secret, inner)
        begin = tag.end()
        if tag["cdata"] is not None:
            yield from _content(tag["cdata"], tag.start("cdata"), stack[-1][1] if stack else "", inner)
        elif tag["close"]:
            said = _said(content, _local(tag)) if stack and stack[-1][0] == _local(tag) else ""
            del stack[-1:]
        else:
            attribute = yield from _attributes(tag)
            above = stack[-1][1] if stack else ""
            opened = above or attribute or _named(_local(tag)) or (said if _local(tag) in _HOLDERS else "")
            if _is_open(tag) and len(stack) < _DEEP:
                stack.append((_local(tag), opened))
    if whole and stack:
        yield from _content(text[begin:], begin, stack[-1][1], inner)


def _closes(tag: re.Match[str], element: str) -> bool:
    return bool(tag["close"]) and _local(tag) == element


def _is_open(tag: re.Match[str]) -> bool:
    """Whether something stands in the element."""
    return not tag["rest"].rstrip().endswith(("/", "?")) and _local(tag) not in _VOID


def _local(tag: re.Match[str]) -> str:
    return str(tag["name"]).rpartition(":")[2].lower()


def _named(name: str) -> str:
    """The element's own name, where what it has is secret."""
    return name if is_secret(name) and name != "key" else ""


def _said(content: str, element: str) -> str:
    """The secret name that an element such as `<key>` held, for the one after it."""
    if element not in ("key", "name", "param-name"):
        return ""
    return content.strip() if len(content) < _NAME_LENGTH and is_secret(content) else ""


def _content(raw: str, start: int, secret: str, inner: Inner) -> Iterator[Found]:
    value = raw.strip()
    if not value:
        return
    start += len(raw) - len(raw.lstrip())
    if secret and holds(weight(secret), value):
        yield Found(start, start + len(value), secret)
    elif len(value) > 3:
        wrapped = of_xml(value)
        yield from (wrapped.outside(item).moved(start) for item in inner(wrapped.text, wrapped.text != value))


def _attributes(tag: re.Match[str]) -> Generator[Found, None, str]:
    """Secret attributes; returns the secret name that an attribute holds, for what is in the element."""
    start = tag.start("rest")
    all_ = [(found["name"].rpartition(":")[2], found) for found in _ATTRIBUTE.finditer(tag["rest"])]
    said = next((_value(found) for name, found in all_ if name.lower() in _NAMES and is_secret(_value(found))), "")
    if any(name.lower() == "type" and _value(found).lower() == "password" for name, found in all_):
        said = said or "password"
    element = _named(_local(tag))
    said = said or element
    for name, found in all_:
        own = said if name.lower() in _VALUES else ""
        name = own or name
        if name.lower() not in _NAMES and holds(weight(name), _value(found)):
            left, right = found.span(found.lastgroup or "d")
            yield Found(start + left, start + right, name)
    return said if said != element else ""


def _value(found: re.Match[str]) -> str:
    return found["d"] if found["d"] is not None else found["s"]
