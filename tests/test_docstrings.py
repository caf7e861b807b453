"""What a module's docstring says of its imports is so. The directions between rooms are import-linter's."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import streamlab

PACKAGE = Path(streamlab.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
_QT = {"PySide6", "qasync"}
_IO = {"asyncio", "socket", "ssl", "threading", "time", "httpx", "httpcore", "h11"}


def _imported(tree: ast.Module) -> Iterator[str]:
    """The top-level names of what is imported anywhere in the module, types included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _forbidden(sentence: str, imported: set[str]) -> set[str]:
    """What the sentence forbids and the module imports."""
    found: set[str] = set()
    if "no Qt" in sentence or "never imports Qt" in sentence:
        found |= imported & _QT
    if "sans-I/O" in sentence:
        found |= imported & _IO
    if "stdlib only" in sentence:
        found |= imported - sys.stdlib_module_names
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_docstring_is_true(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sentence = ast.get_docstring(tree)
    assert sentence or not tree.body
    assert "may import" not in (sentence or ""), "directions stand in pyproject.toml, where they are checked"
    assert not _forbidden(sentence or "", set(_imported(tree)))


def test_a_false_sentence_is_seen() -> None:
    assert _forbidden("Bytes; no Qt.", {"PySide6", "re"}) == {"PySide6"}
    assert _forbidden("Bytes; sans-I/O.", {"socket"}) == {"socket"}
    assert _forbidden("Bytes; stdlib only.", {"re", "orjson"}) == {"orjson"}
    assert not _forbidden("Bytes; no Qt, sans-I/O, stdlib only.", {"re", "enum"})
