"""Which answer a request target asks for; sans-I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from streamlab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlab.lab.scenario import Scenario

ENDPOINTS = {"/v1/chat/completions": "demo", "/api/chat-process": "chatgpt-web-smooth"}
_OVERRIDES = ("gap", "cut", "count")


@dataclass(frozen=True, slots=True)
class Answer:
    """A plain JSON answer of the lab itself, never broken on purpose."""

    status: int
    payload: dict[str, object]


def refusal(status: int, message: str, **more: object) -> Answer:
    """An answer that says what is wrong."""
    return Answer(status, {"error": {"message": message, **more}})


def choose(target: str, scenarios: Mapping[str, Scenario]) -> Scenario | Answer:
    """The scenario that `target` asks for, its overrides applied, or the lab's own answer."""
    try:
        parts = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(parts.query, max_num_fields=100).items()}
    except ValueError as error:
        return refusal(400, f"the request target cannot be read: {error}")
    path = unquote(parts.path)
    if path == "/":
        return Answer(200, {"scenarios": [_listed(scenario) for scenario in scenarios.values()]})
    if path in ENDPOINTS:
        wanted = query.get("scenario", ENDPOINTS[path])
    elif path.startswith("/s/"):
        wanted = path.removeprefix("/s/")
    else:
        return refusal(404, f"nothing is at {path}", paths=["/", "/s/{scenario}", *ENDPOINTS])
    scenario = scenarios.get(wanted)
    if scenario is None:
        return refusal(404, f"there is no scenario {wanted!r}", scenarios=list(scenarios))
    try:
        return scenario.override(**{name: query[name] for name in _OVERRIDES if name in query})
    except UsageError as error:
        return refusal(400, str(error))


def _listed(scenario: Scenario) -> dict[str, object]:
    return {
        "id": scenario.id,
        "path": f"/s/{scenario.id}",
        "title": scenario.title,
        "title_zh": scenario.title_zh,
        "summary": scenario.summary,
        "summary_zh": scenario.summary_zh,
        "shows": list(scenario.shows),
    }
