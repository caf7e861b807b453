"""Secrets in source, queries and commands: a name and a value that are no setting, yet belong together.

`setItem("token", "…")`, `apiKey string = "…"`, `#define API_KEY "…"`, `IDENTIFIED BY '…'`, the columns of an `INSERT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, holds, is_label, weight
from streamlab.secrets.values import is_reference, is_type

_NAME = r"[A-Za-z_$][\w$.-]{1,60}"
_LITERAL = r"(?:\"(?P<d>(?:[^\"\\\n]|\\.)+)\"|'(?P<s>(?:[^'\\\n]|\\.)+)'|`(?P<b>[^`\n]+)`)"
_CALL = re.compile(
    rf"(?P<verb>[A-Za-z_$][\w$]{{0,40}}|\])?[ \t]{{0,4}}\(\s{{0,20}}[bru]?(?P<q>[\"'`])(?P<name>{_NAME})(?P=q)"
    rf"\s{{0,20}},\s{{0,20}}[bru]?{_LITERAL}"
)
_PUTS = re.compile(r"(?i)(?:set|put|add|append|header|define|insert|store|save|write|const)")
_TYPED = re.compile(
    rf"(?<![\w$.-])(?P<name>{_NAME})[ \t]{{0,4}}(?::[ \t]{{0,4}}|[ \t])(?:&[ \t]?)?(?:'\w{{1,20}}[ \t])?"
    rf"(?:std::)?(?:[Ss]tring|str|NSString[ \t]?\*|char[ \t]?\*|bytes|Optional\[str\])\??"
    rf"(?:[ \t]{{0,4}}\|[ \t]{{0,4}}\w{{1,20}})?[ \t]{{0,4}}"
    rf"=[ \t]{{0,4}}[@bru]?{_LITERAL}"
)
_ARRAY = re.compile(rf"\bchar[ \t]{{1,4}}\*?(?P<name>{_NAME})\[\w{{0,20}}\][ \t]{{0,4}}=[ \t]{{0,4}}{_LITERAL}")
_TOLD = re.compile(  # commands whose next two words are a name and its value
    rf"(?:#[ \t]{{0,4}}define|\bsetx|\bENV|\bconfig(?:ure)?[ \t]+set|\bconfig[ \t]+(?:--\w+[ \t]+)?(?:add|set)?|\bsetenv)"
    rf"[ \t]+(?P<name>{_NAME})"
    rf"[ \t]+(?:{_LITERAL}|(?P<w>[^\s\"'`;&|<>]+))"
)
_QUERIES = (
    re.compile(
        r"(?i)\bidentified\s{1,8}(?:with\s{1,8}\S{1,60}\s{1,8})?by\s{1,8}(?:password\s{1,8})?(?P<q>['\"])(?P<v>[^'\"\n]+)(?P=q)"
    ),
    re.compile(
        r"(?i)\b(?:user|role|login)\b[^;'\n]{1,120}?\bpassword\s{0,8}=?\s{0,8}(?P<q>['\"])(?P<v>[^'\"\n]+)(?P=q)"
    ),
    re.compile(r"(?i)\bset\s{1,8}password\b[^;'\n]{0,120}?(?P<q>['\"])(?P<v>[^'\"\n]+)(?P=q)"),
)
_INSERT = re.compile(
    r"(?i)\b(?:insert|replace)\s{1,8}into\s{1,8}[^\s(]{1,128}\s{0,8}\((?P<columns>[^()]{1,4096})\)\s{0,8}values\s{0,8}(?=\()"
)
_ROW = re.compile(
    r"\s{0,8},?\s{0,8}\((?P<cells>(?:[^()'\"]|'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|\([^()]{0,200}\)){0,65536})\)"
)
_CELL = re.compile(
    r"\s*(?:'(?P<s>(?:[^'\\]|\\.|'')*)'|\"(?P<d>(?:[^\"\\]|\\.)*)\"|(?P<b>(?:[^,'\"(]|\([^()]*\))*))\s*(?:,|\Z)"
)
_USERS = re.compile(
    r"(?i)\b\w{0,20}basic_?auth(?:entication)?\(\s{0,8}(?P<q>[\"'])[^\"'\n]{0,80}(?P=q)\s{0,8},\s{0,8}(?P<p>[\"'])(?P<v>[^\"'\n]+)(?P=p)"
)
_WORDS = re.compile(r"[A-Za-z]+(?:[ '’-][A-Za-z]+)*[.!?:… ]*")


def in_code(text: str) -> Iterator[Found]:
    """Values whose names stand beside them as source has it."""
    if "(" in text:
        yield from _calls(text)
    if "=" in text:
        for pattern in (_TYPED, _ARRAY):
            yield from (_found(found) for found in pattern.finditer(text) if _is_told(found["name"], _value(found)))
    if any(word in text for word in ("define", "set", "ENV", "config")):
        yield from (_found(found) for found in _TOLD.finditer(text) if _is_told(found["name"], _value(found)))
    yield from _queries(text)


def _calls(text: str) -> Iterator[Found]:
    for call in _CALL.finditer(text):
        name, value = call["name"], _value(call)
        word = _WORDS.fullmatch(value)
        if _is_told(name, value) and not (word and (" " in value or not _PUTS.search(call["verb"] or ""))):
            yield _found(call)
    if "asic" in text or "ASIC" in text:
        yield from (
            Found(*found.span("v"), "password") for found in _USERS.finditer(text) if not is_reference(found["v"])
        )


def _is_told(name: str, value: str) -> bool:
    """Whether the literal is the secret itself: no scheme that something is joined to, no word about it, no name of one."""
    if value != value.rstrip() or is_type(value.rstrip(":")) or is_label(value) or value.lower() == name.lower():
        return False
    by_name = weight(name)
    if by_name is Weight.OPEN or not holds(by_name, value):
        return False
    return weight(value) is Weight.OPEN or any(character.isdigit() for character in value)


def _value(found: re.Match[str]) -> str:
    return str(found[found.lastgroup or 0])


def _found(found: re.Match[str]) -> Found:
    return Found(*found.span(found.lastgroup or 0), found["name"])


def _queries(text: str) -> Iterator[Found]:
    small = text.lower() if "'" in text or '"' in text else ""
    if "identified" in small or "password" in small:
        for pattern in _QUERIES:
            yield from (
                Found(*found.span("v"), "password") for found in pattern.finditer(text) if not is_reference(found["v"])
            )
    if "into" in small and "values" in small:
        for insert in _INSERT.finditer(text):
            names = [column.strip(' \t\r\n`"[]') for column in insert["columns"].split(",")]
            secret = {index: name for index, name in enumerate(names) if weight(name) not in (Weight.OPEN, Weight.CODE)}
            if secret:
                yield from _rows(text, insert.end(), secret)


def _rows(text: str, position: int, secret: dict[int, str]) -> Iterator[Found]:
    while row := _ROW.match(text, position):
        position = row.end()
        at, index = row.start("cells"), 0
        while at < row.end("cells") and (cell := _CELL.match(text, at, row.end("cells"))) and cell.end() > at:
            group = cell.lastgroup or "b"
            if index in secret and group != "b" and holds(weight(secret[index]), cell[group]):
                yield Found(*cell.span(group), secret[index])
            at, index = cell.end(), index + 1
