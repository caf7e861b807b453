"""What README and manual promise is run: their commands, their Python, their pictures; both languages say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from streamlab.cli.app import streamlab as top
from streamlab.i18n import set_language, translate
from streamlab.lab import Lab

ROOT = Path(__file__).parents[1]
README = {language: (ROOT / name).read_text(encoding="utf-8") for language, name in
          (("en", "README.md"), ("zh_CN", "README.zh-CN.md"))}  # fmt: skip
MANUAL = {
    language: (ROOT / "assets" / "guide" / language / "manual.md").read_text(encoding="utf-8") for language in README
}
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MENU = re.compile(r"\*(?:File|Edit|Help|文件|编辑|帮助) ▸ ([^*]+)\*")


def _blocks(language: str, text: str) -> list[str]:
    return [code for kind, code in BLOCK.findall(text) if kind == language]


SETUP = _blocks("sh", README["en"])[:3]
SHELL = [*_blocks("sh", README["en"])[3:], *_blocks("sh", MANUAL["en"])]
PYTHON = _blocks("python", MANUAL["en"])


def _commands(block: str) -> Iterator[str]:
    yield from block.replace("\\\n", " ").strip().splitlines()


def _run(line: str, cwd: Path) -> str:
    words = shlex.split(line)
    command: str | list[str] = line
    if words[0] == "streamlab":
        command = [sys.executable, "-m", "streamlab", *words[1:]]
    done = subprocess.run(
        command, shell=isinstance(command, str), cwd=cwd, check=True, capture_output=True, encoding="utf-8", timeout=50
    )
    return done.stdout


def _shown(folder: Path) -> dict[str, str]:
    """What each command prints, run in their order in one folder; the lab stands for the upstream."""
    printed = {}
    with Lab() as lab:
        upstream = shlex.quote(f"{lab.url}/v1/chat/completions?scenario=char-cut-1-2&gap=0")
        for line in dict.fromkeys(chain.from_iterable(map(_commands, SHELL))):
            local = line.replace("https://example.com/v1/chat/completions", upstream).replace("…", "x")
            printed[line] = _run(local, folder)
    return printed


def _printed(shown: dict[str, str], beginning: str) -> str:
    return next(text for line, text in shown.items() if line.startswith(beginning))


def test_the_two_commands_of_the_fresh_machine_stand_alone() -> None:
    # They make a virtual environment and install; .ci/run runs the one, this file's neighbours are the other.
    install, test, _ = SETUP
    assert install.strip().endswith(".venv/bin/streamlab demo")
    assert test.strip().endswith(".venv/bin/python -m pytest")
    assert len(install.strip().splitlines()) == len(test.strip().splitlines()) == 1


def test_the_wheel_is_built_where_pipx_is_told_to_look(tmp_path: Path) -> None:
    build, install = SETUP[2].strip().split(" && ")
    pip, *words = shlex.split(build)
    assert pip == ".venv/bin/pip"
    folder = words[words.index("-w") + 1]
    words[words.index("-w") + 1] = str(tmp_path / folder)
    # Without isolation hatchling is that of this environment: nothing is downloaded in a test.
    subprocess.run(
        [sys.executable, "-m", "pip", *words, "--no-build-isolation"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=50,
    )
    (pattern,) = (word for word in shlex.split(install) if "*" in word)
    assert len(list(tmp_path.glob(pattern))) == 1


def test_the_commands_do_what_is_said_of_them(tmp_path: Path) -> None:
    shown = _shown(tmp_path)
    assert "cut by chunk borders" in _printed(shown, "streamlab send")
    assert (tmp_path / "run.slrec").stat().st_size > 0
    assert "你" in _printed(shown, "streamlab analyze phone.slrec")
    assert "node-buffer" in _printed(shown, "streamlab emulate phone.slrec")
    assert "你好" in _printed(shown, "streamlab lookup")
    assert "char-cut-1-2" in _printed(shown, "streamlab lab --list")


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_runs(code: str, tmp_path: Path) -> None:
    with Lab() as lab:
        local = code.replace("https://example.com/stream", f"{lab.url}/s/char-cut-1-2?gap=0")
        # What it found is looked at where it says so.
        check = "\nassert broken and recording.messages" if "broken" in local else ""
        command = [sys.executable, "-c", local + check]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=50)


@pytest.mark.parametrize("language", README)
def test_every_command_is_in_the_manual_and_no_other(language: str) -> None:
    rows = re.findall(r"^\| `streamlab ([a-z]+)[ `]", MANUAL[language], re.MULTILINE)
    assert rows == [name for name, command in top.commands.items() if not command.hidden]


@pytest.mark.parametrize("language", README)
def test_menus_are_called_what_the_manual_calls_them(language: str) -> None:
    named = MENU.findall(MANUAL[language])
    set_language(language)
    menu = [
        translate("Menu", source).split("（")[0].split(" (")[0].removesuffix("…")
        for source in (
            "Open recording…",
            "Your own handler…",
            "Paste a request (cURL, fetch, uni.request)",
            "What was this text?…",
        )
    ]
    assert named == menu


@pytest.mark.parametrize("language", README)
def test_the_picture_comes_first_and_every_file_exists(language: str) -> None:
    text = README[language]
    assert text.index("![") < text.index("## ")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    for name in pictures:
        assert (ROOT / name).read_bytes().startswith(b"\x89PNG")
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text)
    assert [name for name in links if not name.startswith("https://") and not (ROOT / name).is_file()] == []
    guide = ROOT / "assets" / "guide" / language
    assert {ROOT / name for name in links if name.startswith("assets/guide")} == set(guide.glob("*.md"))


@pytest.mark.parametrize("language", README)
def test_the_tree_is_that_of_the_code_in_its_order(language: str) -> None:
    tree = README[language].split("streamlab/  ")[1].split("```")[0].splitlines()[1:]
    rooms = [
        room
        for line in tree
        for room in re.findall(r"([a-z]\w+)(?:/|\.py)(?= |$)", re.split(r" {3,}", line.strip())[0])
    ]
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][
        0
    ]
    order = [room for layer in reversed(layers["layers"]) for room in layer.split(" : ")]
    place = {room: index for index, layer in enumerate(reversed(layers["layers"])) for room in layer.split(" : ")}
    assert sorted(rooms) == sorted(order)
    assert [place[room] for room in rooms] == sorted(place.values())
    for room in rooms:
        assert (ROOT / "streamlab" / room).is_dir() or (ROOT / "streamlab" / f"{room}.py").is_file()


def test_both_languages_have_the_same_code() -> None:
    assert BLOCK.findall(README["en"]) == BLOCK.findall(README["zh_CN"])
    assert BLOCK.findall(MANUAL["en"]) == BLOCK.findall(MANUAL["zh_CN"])


def test_the_readme_is_short() -> None:
    assert max(len(text.splitlines()) for text in README.values()) <= 120
