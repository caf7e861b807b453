"""The doctor: every check answers, its exit code follows."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from streamlab.cli.doctor import checks
from tests.cli.commanding import damaged_qt, invoke, process


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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF and its loader")
def test_a_missing_library_is_named_with_the_command_that_finds_it(tmp_path: Path) -> None:
    answer = process("doctor", "--json", PYTHONPATH=damaged_qt(tmp_path))
    found = {check["id"]: check for check in json.loads(answer.stdout)["checks"]}["libraries"]
    assert (answer.returncode, found["status"], found["names"]) == (1, "missing", ["libEGL.so.9"])
    assert "libEGL.so.9" in found["fix"]
