"""The workflow runs what is here, on every Python that the package names, with actions that cannot change under it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_every_action_is_pinned_by_its_commit() -> None:
    used = re.findall(r"uses: (.*)", WORKFLOW)
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []


def test_every_script_exists() -> None:
    for script in re.findall(r"\.ci/\w+", WORKFLOW):
        assert (ROOT / script).stat().st_mode & 0o111


def test_the_pythons_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    matrix = re.search(r"python: \[(.*)\]", WORKFLOW)
    assert matrix is not None
    assert re.findall(r"3\.\d+", matrix[1]) == named
    assert project["requires-python"] == f">={named[0]}"


def test_what_nobody_verified_is_called_so() -> None:
    job = WORKFLOW.split("\n  elsewhere:")[1].split("\n  long:")[0]
    assert "(unverified)" in job
    assert "continue-on-error: true" in job
