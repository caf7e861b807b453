"""Secrets in tables of text (CSV): the columns that a first line names so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, holds, is_label, weight
from streamlab.secrets.values import is_type

_LINE = re.compile(r"(?P<text>(?:[^\"\r\n]|\"(?:[^\"]|\"\")*\")*+)(?:\r\n?|\n|\Z)")
_NAME = re.compile(r"[\"']?[^\W\d][\w .-]{0,60}[\"']?")
_RULE = re.compile(r"^[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)+(?:[ \t]*+:?-++:?[ \t]*+)?\r?$\n?", re.MULTILINE)
_ROW = re.compile(r"(?P<cells>[^\n|]*\|[^\n]*)(?:\n|\Z)")
_SHORTEST_TOKEN = 8
_LOOKED_AT = 5  # lines that must have as many cells as the first
_CELLS = {
    sign: re.compile(rf"(?:^|(?<={re.escape(sign)}))(?:\"(?P<q>(?:[^\"]|\"\")*)\"|(?P<b>[^{re.escape(sign)}]*))")
    for sign in ",\t;|"
}


def in_table(text: str) -> Iterator[Found]:
    """Cells of secret columns; nothing where the text is no table."""
    head = text.split("\n", 1)[0]
    sign = max(_CELLS, key=head.count)
    cells = [cell.strip("\r ") for cell in head.split(sign)]
    if len(cells) < 2 or not all(_NAME.fullmatch(cell) for cell in cells):
        return
    secret = {
        i: cell.strip("\"'")
        for i, cell in enumerate(cells)
        if weight(cell.strip("\"'")) not in (Weight.OPEN, Weight.CODE)
    }
    if secret and _is_table(text, sign, len(cells)):
        yield from _cells(text, sign, secret)


def in_markdown(text: str) -> Iterator[Found]:
    """The same for tables as Markdown has them, wherever they stand."""
    position = 0
    for rule in _RULE.finditer(text) if "|" in text and "--" in text else ():
        if rule.start() < position:
            continue  # a row of the table before
        start = text.rfind("\n", 0, max(0, rule.start() - 1)) + 1
        head = [cell.strip(" *`_\r\n") for cell in text[start : rule.start()].split("|")]
        secret = {i: cell for i, cell in enumerate(head) if weight(cell) not in (Weight.OPEN, Weight.CODE)}
        position = rule.end()
        while secret and (row := _ROW.match(text, position)):
            yield from _of_row(text, row, secret)
            position = row.end()


def _of_row(text: str, row: re.Match[str], secret: dict[int, str]) -> Iterator[Found]:
    start = row.start()
    for index, cell in enumerate(row["cells"].split("|")):
        value = cell.strip(" \t`*\r")
        begin = start + (cell.find(value) if value else 0)
        if (
            index in secret
            and " " not in value
            and not is_type(value)
            and not is_label(value)
            and _hides(secret[index], value)
        ):
            yield Found(begin, begin + len(value), secret[index])
        start += len(cell) + 1


def _is_table(text: str, sign: str, width: int) -> bool:
    lines = [
        found["text"]
        for found, _ in zip(_LINE.finditer(text), range(_LOOKED_AT), strict=False)
        if found["text"].strip()
    ]
    return len(lines) > 1 and all(sum(1 for _ in _CELLS[sign].finditer(line)) == width for line in lines)


def _cells(text: str, sign: str, secret: dict[int, str]) -> Iterator[Found]:
    for number, line in enumerate(_LINE.finditer(text)):
        if not number or not line["text"].strip():
            continue
        for index, cell in enumerate(_CELLS[sign].finditer(line["text"])):
            if index in secret and _hides(secret[index], cell[cell.lastgroup or "b"]):
                start, end = cell.span(cell.lastgroup or "b")
                yield Found(line.start() + start, line.start() + end, secret[index])


def _hides(name: str, value: str) -> bool:
    by_name = weight(name)
    if by_name is Weight.TOKEN and len(value) < _SHORTEST_TOKEN:
        return False  # of a language model
    return holds(by_name, value)
