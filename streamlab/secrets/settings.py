"""Secrets in files of settings: YAML, INI, TOML, `.env`, lists of header fields; one `name: value` in each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from streamlab.secrets.found import Found
from streamlab.secrets.names import Weight, holds, is_secret, weight

_SETTING = re.compile(
    r"(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?(?:export[ \t]+|set[ \t]+|ENV[ \t]+)?(?P<q>[\"']?)(?P<name>[^\W][\w.$\[\] -]{0,80})(?P=q)"
    r"[ \t]*(?P<sign>[:=])(?P<value>[^\r\n]*)"
)
_PASSED_OVER = re.compile(r"[ \t]*(?:[#;!/][^\r\n]*|\[[^\]\r\n]*\][ \t]*|-{3}|\.{3}|[{}\[\]],?)?")
_LINE = re.compile(r"[^\r\n]*+")
_BREAK = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r"(?P<q>[\"'])(?P<v>.*)(?P=q)[ \t]*,?[ \t]*(?:[#;].*)?")
_NOTE = re.compile(r"[ \t]+[#;][ \t].*$")
_TAINTS = (Weight.SECRET, Weight.WORDS)
_PROGRAM = re.compile(
    r"^[ \t]*(?:def|class|import|from|return|function|const|let|var|if|for|while|public|private|static|package|func|fn|async)"
    r"[ \t({]|^[ \t]*(?:@\w|#include|\}|//)",
    re.MULTILINE,
)
_EXPRESSION = re.compile(r".*[(,{\[]|\(.*|[A-Za-z_][\w.]*\(.*")
_LOOKED_AT = 65536
_KUBERNETES = re.compile(r"^kind:[ \t]*Secret[ \t]*$", re.MULTILINE)
_ELSEWHERE = ("file", "external", "name", "path", "key", "mountpath", "source", "target")  # where it is, and not what
_BLOCK = re.compile(r"[|>][-+0-9]*")


class _Line(NamedTuple):
    start: int
    text: str
    setting: re.Match[str] | None


def is_program(text: str) -> bool:
    """Whether lines begin as those of programs do: names there stand for values, and are none."""
    return _PROGRAM.search(text, 0, _LOOKED_AT) is not None


def are_settings(text: str) -> bool:
    """Whether the lines are settings, and sentences no more than some."""
    if ":" not in text and "=" not in text:
        return False
    if is_program(text):
        return False
    said = settings = 0
    for line in _lines(text):
        if line.setting is not None:
            settings += 1
        elif not _PASSED_OVER.fullmatch(line.text):
            said += 1
    return settings >= 2 and said <= settings


def in_settings(text: str) -> Iterator[Found]:
    """Values of secret names with all that is indented below them, and values that the line beside them names."""
    deep, secret, before = -1, "", None
    kubernetes = bool(_KUBERNETES.search(text))
    for line in _lines(text):
        setting = line.setting
        indent = len(line.text) - len(line.text.lstrip())
        if secret and line.text.strip() and indent > deep:
            yield from _below(line, secret)
            before = setting
            continue
        if line.text.strip():
            secret = ""
        if setting is None:
            continue
        name, value = setting["name"].strip(), setting["value"].strip()
        opens = setting["sign"] == ":" and (not value or bool(_BLOCK.fullmatch(value)))
        if opens and (weight(name) in _TAINTS or (kubernetes and name in ("data", "stringData"))):
            deep, secret = indent, name
        elif value:
            yield from _held(line, name)
            yield from _paired(before, line)
        before = setting if setting is not None else before


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        found = _LINE.match(text, start)
        assert found is not None
        yield _Line(start, found[0], _SETTING.fullmatch(found[0]))
        ended = _BREAK.match(text, found.end())
        if ended is None:
            return
        start = ended.end()


def _held(line: _Line, name: str) -> Iterator[Found]:
    assert line.setting is not None
    start, end = _span(line.setting["value"])
    value = line.setting["value"][start:end]
    if holds(weight(name), value) and not _EXPRESSION.fullmatch(value):
        begin = line.start + line.setting.start("value")
        yield Found(begin + start, begin + end, name)


def _span(value: str) -> tuple[int, int]:
    """Where the value stands, without blanks, quotes and the note after it."""
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    if quoted := _QUOTED.fullmatch(value, start):
        return quoted.span("v")
    if note := _NOTE.search(value, start, end):
        end = note.start()
    return start, end


def _below(line: _Line, secret: str) -> Iterator[Found]:
    """A line under a secret name: the value of a setting, an item, a line of text."""
    if line.setting is not None and line.setting["value"].strip():
        if line.setting["name"].strip().lower() in _ELSEWHERE:
            return
        start, end = _span(line.setting["value"])
        begin = line.start + line.setting.start("value")
    else:
        begin, start, end = line.start, *_span(line.text)
        if line.setting is not None:
            return
        if line.text.strip().startswith("- "):
            start += 2
    value = line.text[begin - line.start :][start:end]
    if (
        line.text.strip()
        and holds(Weight.SECRET, value)
        and not (value.replace("_", "").isalpha() and is_secret(value))
    ):
        yield Found(begin + start, begin + end, secret)


def _paired(before: re.Match[str] | None, line: _Line) -> Iterator[Found]:
    """`name: API_KEY` and in the next line `value: …`."""
    if before is None or line.setting is None or line.setting["name"].strip().lower() not in ("value", "val"):
        return
    said = before["value"].strip().strip("\"'")
    if before["name"].strip().lower() in ("name", "key") and is_secret(said):
        start, end = _span(line.setting["value"])
        begin = line.start + line.setting.start("value")
        if holds(weight(said), line.setting["value"][start:end]):
            yield Found(begin + start, begin + end, said)
