"""Words in two languages: the language in force, plurals, and sources that lupdate can read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from streamlab import i18n
from streamlab.i18n import QT_TRANSLATE_NOOP, joined, language, set_language, system_language, translate

ROOT = Path(i18n.__file__).parent


def test_the_language_in_force() -> None:
    assert language() == "en"
    set_language("zh_CN")
    assert language() == "zh_CN"
    set_language("fr")
    assert language() == "en"


def test_sentences_one_after_the_other() -> None:
    assert joined(["One.", "Two."]) == "One. Two."
    set_language("zh_CN")
    assert joined(["一。", "二。"]) == "一。二。"


def test_what_has_no_translation_stays_english() -> None:
    set_language("zh_CN")
    assert translate("Findings", "a source that nobody wrote") == "a source that nobody wrote"
    assert QT_TRANSLATE_NOOP("Findings", "x") == "x"


@pytest.mark.parametrize(("n", "text"), [(0, "0 frames"), (1, "1 frame"), (2, "2 frames"), (12345, "12,345 frames")])
def test_plurals(n: int, text: str) -> None:
    assert translate("Tests", "%n frame(s)", n) == text


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"STREAMLAB_LANG": "zh"}, "zh_CN"),
        ({"STREAMLAB_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LC_MESSAGES": "de_DE", "LANG": "zh_CN"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_persons_language(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in ("STREAMLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_words_to_translate_are_literals(path: Path) -> None:
    """lupdate reads literals only; an f-string or a variable would never be translated."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in ("tr", "QT_TRANSLATE_NOOP"):
            for argument in node.args[: 1 if _name(node.func) == "tr" else 2]:
                assert isinstance(argument, ast.Constant), f"{path}:{node.lineno}"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
