"""The scenarios that come with streamlab or lie in a folder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from streamlab.errors import ScenarioError
from streamlab.lab.scenario import Scenario, load_scenario
from streamlab.resources import asset

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FIRST = "demo"


def load_all(folder: Traversable | None = None) -> tuple[Scenario, ...]:
    """Every scenario in `folder`, or those that come with streamlab: the demo first, then by id."""
    return _ours() if folder is None else _load_folder(folder)


@cache
def _ours() -> tuple[Scenario, ...]:
    return _load_folder(asset("scenarios"))


def _load_folder(folder: Traversable) -> tuple[Scenario, ...]:
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(".toml")]
    except OSError as error:
        raise ScenarioError(str(folder), f"cannot be read: {error}") from error
    scenarios = (load_scenario(path) for path in paths)
    return tuple(sorted(scenarios, key=lambda scenario: (scenario.id != FIRST, scenario.id)))
