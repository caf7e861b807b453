"""Help, usage errors and imports: what holds for every command."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import click
import pytest

import streamlab.cli
from streamlab.cli.app import streamlab as top
from streamlab.cli.command import Command
from tests.cli.commanding import command_line, environment, invoke
from tests.processes import started

COMMANDS = sorted(top.commands)
PACKAGE = Path(streamlab.cli.__file__).parents[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    command = top.commands[name]
    assert isinstance(command, Command)
    answer = invoke(name, "--help")
    assert answer.exit_code == 0
    assert len((command.help or "").split()) >= 4
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert "Exit codes:" in answer.stdout
    assert all(f"  {code} " in answer.stdout for code in (0, 2))
    assert all(example in answer.stdout for example in command.examples)
    assert any(example.split()[:2] == ["streamlab", name] for example in command.examples)


def test_the_top_lists_every_command_that_is_not_hidden() -> None:
    text = invoke("--help").stdout
    for name, command in top.commands.items():
        assert (f"\n  {name} " in text) != command.hidden


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "open"])
def test_every_command_takes_json_and_a_language(name: str) -> None:
    names = {name for option in top.commands[name].params for name in option.opts}
    assert {"--json", "--lang", "--help"} <= names


@pytest.mark.parametrize("arguments", [("nonsense",), ("send",), ("analyze",), ("lab", "--port", "x"), ("--nonsense",)])
def test_a_wrong_command_line_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    answer = invoke(*arguments)
    assert answer.exit_code == 2
    assert answer.stderr
    assert not answer.stdout


def test_the_language_is_chosen_before_or_after_the_command() -> None:
    assert invoke("--lang", "zh_CN", "doctor", "--json").exit_code in {0, 1}
    assert invoke("doctor", "--lang", "fr").exit_code == 2


def test_importing_cli_and_report_imports_nothing_slow() -> None:
    modules = [
        ".".join(("streamlab", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for folder in ("cli", "reports")
        for path in (PACKAGE / folder).glob("*.py")
    ]
    program = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sys.modules)"
    loaded = set(subprocess.check_output([sys.executable, "-c", program], text=True).split())
    assert {"streamlab.cli.app", "streamlab.reports.terminal"} <= loaded
    assert not loaded & {"PySide6", "qasync", "httpx", "h11", "rich", "wcwidth"}


def test_help_loads_no_engine() -> None:
    program = "import sys; from streamlab.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    answer = subprocess.run(
        [sys.executable, "-c", program, "--help"], capture_output=True, encoding="utf-8", env=environment(), check=True
    )
    loaded = set(answer.stderr.split())
    assert not loaded & {"PySide6", "httpx", "asyncio", "streamlab.analysis", "streamlab.decode", "streamlab.lab"}


def test_no_sentence_is_an_f_string() -> None:
    for folder in ("cli", "reports"):
        for path in (PACKAGE / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
                    assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"


def test_an_ascii_terminal_never_makes_it_crash() -> None:
    answer = subprocess.run(
        command_line("nonsense-文件"), capture_output=True, env=environment(PYTHONIOENCODING="ascii"), check=False
    )
    assert answer.returncode == 2
    assert b"Traceback" not in answer.stderr


def test_a_reader_that_leaves_is_no_error() -> None:
    with started(
        command_line("lab", "--list", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
        assert running.wait(30) == 0
