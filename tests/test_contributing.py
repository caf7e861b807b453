"""The contributing guide names only files that exist, and names that stand in the files beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", FENCE.sub("", TEXT), re.MULTILINE | re.DOTALL))
RECIPES = {name: text for name, text in SECTIONS.items() if name.startswith("Add ")}
COMMAND = re.compile(r"streamlab( [\w-]+)+|--\w+")
MOST_LINES = 10  # of a recipe


def cited(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def is_path(name: str) -> bool:
    return "/" in name or Path(name).suffix in (".py", ".md", ".toml")


@pytest.mark.parametrize("path", sorted({name for name in cited(FENCE.sub("", TEXT)) if is_path(name)}))
def test_every_file_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_name_stands_in_a_file_that_is_cited_beside_it(section: str) -> None:
    names = cited(SECTIONS[section])
    files = [path for name in names if is_path(name) and (path := ROOT / name).is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for name in names:
        assert is_path(name) or COMMAND.fullmatch(name) or re.search(rf"\b{re.escape(name)}\b", text), name


@pytest.mark.parametrize("section", RECIPES)
def test_a_recipe_is_short(section: str) -> None:
    text = RECIPES[section].strip()
    assert len(text.splitlines()) <= MOST_LINES + text.count("\n\n")


def test_the_modules_that_are_run_exist() -> None:
    modules = re.findall(r"python -m (streamlab[\w.]+)", TEXT)
    assert len(modules) == 2
    for module in modules:
        path = ROOT / (module.replace(".", "/") + ".py")
        assert 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", "".join(FENCE.findall(TEXT)).splitlines())
def test_the_commands_are_of_the_environment_that_the_readme_makes(line: str) -> None:
    assert all(part.startswith(".venv/bin/") for part in line.split(" && "))
    for folder in re.findall(r"\btests/\w+", line):
        assert (ROOT / folder).is_dir()
