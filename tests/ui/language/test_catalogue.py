"""The catalogue: complete and fresh, and every source text can be found by lupdate."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6
import pytest

from streamlab.ui.language import catalogue

SOURCES = sorted((catalogue.ROOT / "streamlab").rglob("*.py"))
CALLS = {"tr", "translate", "QT_TRANSLATE_NOOP"}
PLACEHOLDER = re.compile(r"%n|\{\w+\}")


@pytest.mark.skipif(PySide6.__version_info__ < (6, 10), reason="lrelease cannot be asked for what is unfinished")
def test_the_catalogue_is_fresh_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["--check"]) == 0, capsys.readouterr().err


def test_an_unknown_argument_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["--nonsense"]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(catalogue.ROOT)))
def test_no_text_to_translate_is_an_f_string(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS:
                assert not any(isinstance(argument, ast.JoinedStr) for argument in node.args), (path, node.lineno)


def test_texts_are_found_by_syntax() -> None:
    source = """
class Card(Widget):
    def retranslate(self):
        self.label.setText(self.tr("a {name}").format(name=1))
        translate("Status", "%n chunk(s)", n=len(x) - 1)
QT_TRANSLATE_NOOP("Findings", "two "
                  "lines")
translate("Findings", variable)
"""
    assert list(catalogue.texts_of(source)) == [
        ("Card", "a {name}"),
        ("Status", "%n chunk(s)"),
        ("Findings", "two lines"),
    ]


def test_placeholders_survive_translation() -> None:
    for message in ET.fromstring(catalogue.CATALOGUE.read_bytes()).iter("message"):
        source, found = message.findtext("source", ""), message.find("translation")
        assert found is not None
        text = found.findtext("numerusform") or found.text or ""
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(source)), source
