"""The doctor: every check answers, its exit code follows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from streamlab.cli.doctor import checks, packages, suite
from tests.cli.commanding import command_line, damaged_qt, environment, invoke, process
from tests.needs import need_x11

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF and its loader")


@pytest.mark.parametrize("check", checks.CHECKS)
def test_every_check_answers_in_one_line(check: Callable[[], checks.Result]) -> None:
    result = check()
    assert result.text
    assert "\n" not in result.text
    assert (result.status is checks.Status.MISSING) <= bool(result.fix or result.id in {"display", "python"})


def test_the_exit_code_follows_the_checks() -> None:
    answer = invoke("doctor", "--json")
    document = json.loads(answer.stdout)
    assert document["schema"] == "streamlab.doctor/1"
    assert document["ok"] == all(check["status"] != "missing" for check in document["checks"])
    assert answer.exit_code == (0 if document["ok"] else 1)
    assert len({check["id"] for check in document["checks"]}) == len(checks.CHECKS)


@need_x11()
def test_a_dead_display_makes_it_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4242")
    answer = invoke("doctor")
    assert answer.exit_code == 1
    assert ":4242" in answer.stdout


def test_proxy_variables_are_named_but_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://user:hunter2@proxy.example:8080")
    answer = invoke("doctor")
    assert "https_proxy" in answer.stdout
    assert "hunter2" not in answer.stdout


@linux
def test_a_missing_library_is_named_with_the_command_that_finds_it(tmp_path: Path) -> None:
    answer = process("doctor", "--json", PYTHONPATH=damaged_qt(tmp_path))
    found = {check["id"]: check for check in json.loads(answer.stdout)["checks"]}["libraries"]
    assert (answer.returncode, found["status"], found["names"]) == (1, "missing", ["libEGL.so.9"])
    assert "libEGL.so.9" in found["fix"]


@pytest.mark.xvfb
@need_x11(*packages.X_SERVER)
def test_on_a_virtual_screen_the_window_can_open() -> None:
    number = 200 + os.getpid() % 30_000  # of its own: others may look for a free one at the same time
    command = ["xvfb-run", "--auto-servernum", f"--server-num={number}", *command_line("doctor", "--json")]
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=50, check=False)
    found = {check["id"]: check for check in json.loads(done.stdout)["checks"]}["display"]
    assert (found["status"], found["text"]) == ("ok", "The window can open here")


def test_the_packages_of_the_test_suite() -> None:
    needed = suite.needs()
    answer = invoke("doctor", "--tests", "--json")
    document = json.loads(answer.stdout)
    assert [check["id"] for check in document["checks"]] == ["tests", "tests-node"]
    assert document["packages"] == list(packages.packages_of(needed.names))
    assert document["missing"] == list(packages.packages_of(needed.missing))
    assert document["install"] == packages.install_command(needed.missing)
    assert (document["ok"], answer.exit_code) == (not needed.missing, int(bool(needed.missing)))


@linux
def test_what_the_test_suite_lacks_is_one_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = invoke("doctor", "--tests")
    tools = {"xvfb", "xauth", "default-jdk-headless"}
    (missing,) = (line for line in answer.stdout.splitlines() if line.startswith("!!"))
    (install,) = (line.split() for line in answer.stdout.splitlines() if "install" in line and "nodejs" not in line)
    assert answer.exit_code == 1
    assert tools <= set(missing.replace(",", "").split())
    assert tools <= set(install)
    assert install.count("xvfb") == 1
    assert "Node 20 or later is not here" in answer.stdout


@pytest.mark.parametrize(
    ("said", "number"),
    [("echo v20.19.2", 20), ("echo openjdk 17.0.15 >&2", 17), ("echo no number", 0), ("echo 20; exit 1", 0)],
)
def test_the_version_that_a_tool_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, number: int) -> None:
    tool = tmp_path / "tool"
    tool.write_text(f"#!/bin/sh\n{said}\n", "ascii")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert suite.version("tool", "--version") == number
    assert suite.version("other", "--version") == 0


def test_a_tool_that_is_too_old_is_not_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "node"
    for version, here in ((19, False), (20, True)):
        tool.write_text(f"#!/bin/sh\necho v{version}.0.0\n", "ascii")
        tool.chmod(0o700)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert suite.is_here("node") == here


def test_ci_installs_what_the_doctor_names() -> None:
    root = Path(__file__).parents[3]
    file = root / "streamlab" / "cli" / "doctor" / "packages.py"
    command = [sys.executable, "-I", str(file)]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=50).stdout.split()
    assert printed == list(packages.packages_of(packages.FOR_TESTS, "apt-get"))
    assert f"$(python3 -I {file.relative_to(root)})" in (root / ".ci" / "run").read_text("utf-8")
