"""What the README promises is run: its commands, its Python, its pictures; both languages say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from streamlab.lab import Lab

ROOT = Path(__file__).parents[1]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str, text: str = ENGLISH) -> list[str]:
    return [code for kind, code in BLOCK.findall(text) if kind == language]


def _run(line: str, cwd: Path) -> str:
    words = shlex.split(line)
    if words[0] == "streamlab":
        words = [sys.executable, "-m", "streamlab", *words[1:]]
        done = subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True, encoding="utf-8", timeout=50)
    else:
        done = subprocess.run(line, shell=True, cwd=cwd, check=True, capture_output=True, text=True, timeout=50)
    return done.stdout


def test_the_two_commands_of_the_fresh_machine_stand_alone() -> None:
    # They make a virtual environment and install; .ci/run runs the one, this file's neighbours are the other.
    install, test = _blocks("sh")[:2]
    assert install.strip().endswith(".venv/bin/streamlab demo")
    assert test.strip().endswith(".venv/bin/python -m pytest")
    assert len(install.strip().splitlines()) == len(test.strip().splitlines()) == 1


def test_send_records_and_reports(tmp_path: Path) -> None:
    with Lab() as lab:
        command = _blocks("sh")[2].replace("\\\n", " ")
        url = f"{lab.url}/v1/chat/completions?scenario=char-cut-1-2&gap=0"
        shown = _run(
            command.replace("https://example.com/v1/chat/completions", shlex.quote(url)).replace("…", "x"), tmp_path
        )
    assert "cut by chunk borders" in shown
    assert (tmp_path / "run.slrec").stat().st_size > 0


def test_a_log_from_a_phone_is_a_recording(tmp_path: Path) -> None:
    lines = _blocks("sh")[3].strip().splitlines()
    shown = [_run(line, tmp_path) for line in lines]
    assert "你" in shown[-1]


def test_a_garbled_text_is_looked_up(tmp_path: Path) -> None:
    assert "你好" in _run(_blocks("sh")[4].strip(), tmp_path)


@pytest.mark.parametrize("code", _blocks("python"))
def test_the_python_runs(code: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=50)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_picture_comes_first_and_every_picture_exists(text: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert text.index("![") < text.index("## ")
    for name in pictures:
        assert (ROOT / name).read_bytes().startswith(b"\x89PNG")


def test_both_languages_have_the_same_code() -> None:
    assert BLOCK.findall(ENGLISH) == BLOCK.findall(CHINESE)
