"""Values written as JavaScript, Python or Java source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple

_WIDTH = 72  # a list or object that fits stands on one line
_NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def javascript_string(text: str) -> str:
    """In single quotes, as JavaScript likes them, unless there are some inside."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if "'" in text else "'" + quoted[1:-1].replace('\\"', '"') + "'"


def double_quoted(text: str) -> str:
    """A string of Python, and of Java where no control character is left."""
    return json.dumps(text, ensure_ascii=False)


def java_literal(value: object) -> str:
    """Text as a Java string; another JSON value as a text block of its JSON."""
    if isinstance(value, str):
        return double_quoted(value)
    block = json.dumps(value, ensure_ascii=False, indent=4).replace("\\", "\\\\").replace('"""', '\\"""')
    return f'"""\n{block}"""'


def java_headers(headers: dict[str, str]) -> str:
    """Calls of the builder of a Java request."""
    return "\n".join(f".header({double_quoted(name)}, {double_quoted(value)})" for name, value in headers.items())


class _Style(NamedTuple):
    string: Callable[[str], str]
    key: Callable[[str], str]
    words: tuple[str, str, str]  # null, true, false
    blank: str  # inside the brackets of an object on one line
    last: str  # after the last member of one on several


def _javascript_key(name: str) -> str:
    return name if _NAME.fullmatch(name) else javascript_string(name)


_JAVASCRIPT = _Style(javascript_string, _javascript_key, ("null", "true", "false"), " ", "")
_PYTHON = _Style(double_quoted, double_quoted, ("None", "True", "False"), "", ",")


def javascript_literal(value: object) -> str:
    """A JSON value as a JavaScript expression."""
    return _literal(value, _JAVASCRIPT)


def python_literal(value: object) -> str:
    """A JSON value as a Python expression."""
    return _literal(value, _PYTHON)


def _literal(value: object, style: _Style) -> str:
    match value:
        case str():
            return style.string(value)
        case None | True | False:
            return style.words[0 if value is None else 1 if value else 2]
        case dict():
            members = [f"{style.key(name)}: {_literal(member, style)}" for name, member in value.items()]
            return _bracketed("{", members, "}", style.blank, style.last)
        case list():
            return _bracketed("[", [_literal(item, style) for item in value], "]", "", style.last)
    return json.dumps(value)


def _bracketed(opening: str, items: list[str], closing: str, blank: str, last: str) -> str:
    if not items:
        return opening + closing
    line = f"{opening}{blank}{', '.join(items)}{blank}{closing}"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    step = "  " if not last else "    "
    inner = ",\n".join(items).replace("\n", f"\n{step}")
    return f"{opening}\n{step}{inner}{last}\n{closing}"
