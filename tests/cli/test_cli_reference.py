"""The references of the guide are what the code says, in both languages, and a stale one is told."""

from __future__ import annotations

import io
import re
from pathlib import Path

import click
import pytest

from streamlab import i18n
from streamlab.analysis import analyze_messages
from streamlab.cli import reference
from streamlab.cli.app import streamlab as top
from streamlab.importing import load_file

PAGES = list(reference.pages())
EACH = pytest.mark.parametrize(
    ("path", "text"), [pytest.param(path, text, id=f"{path.parent.name}-{path.name}") for path, text in PAGES]
)


def page(name: str) -> str:
    """The English page."""
    return next(text for path, text in PAGES if path.parts[-2:] == ("en", name))


@EACH
def test_the_page_is_as_the_code_says(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run python -m streamlab.cli.reference"


def test_the_language_stays_what_it_was() -> None:
    i18n.set_language("en")
    list(reference.pages())
    assert i18n.language() == "en"


@EACH
def test_no_cell_breaks_its_table(path: Path, text: str) -> None:
    columns = 0
    for row in text.splitlines():
        if not row.startswith("|"):
            columns = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", row)) - 1
        columns = columns or cells
        assert cells == columns >= 2, row


@pytest.mark.parametrize("name", [name for name, command in top.commands.items() if not command.hidden])
def test_every_option_of_a_command_is_in_its_section(name: str) -> None:
    section = page("commands.md").split(f"## {name}\n")[1].split("\n## ")[0]
    for param in top.commands[name].params:
        words = [param.human_readable_name] if isinstance(param, click.Argument) else param.opts + param.secondary_opts
        assert [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", section)] == []


def test_the_example_of_a_recording_is_one() -> None:
    example = re.findall(r"^```json\n(.*?)^```$", page("recording.md"), re.MULTILINE | re.DOTALL)
    recording = load_file(io.BytesIO(example[0].encode()), "example.slrec")
    assert recording.notes == ()
    analysis = analyze_messages(recording.messages)
    assert [cut.character for cut in analysis.split] == ["你"]
    assert "secret" not in str(recording.request)


def test_check_tells_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "GUIDE", tmp_path)
    for language in i18n.LANGUAGES:
        (tmp_path / language).mkdir()
    assert reference.main(["--check"]) == 1
    assert "en/analysis.md is stale" in capsys.readouterr().err.replace("\\", "/")
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    assert reference.main(["--chek"]) == 2
