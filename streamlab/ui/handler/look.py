"""What the dialog has computed beside the UI thread: a look at a handler, a trial over a recording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from streamlab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlab.analysis import Analysis
    from streamlab.clients.handler import HandlerFacts
    from streamlab.clients.run import ClientError
    from streamlab.importing.imported import Imported
    from streamlab.ui.handler.spec import HandlerSpec


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is known before a byte came; `request` is None where the code makes none that can be sent."""

    facts: HandlerFacts
    request: Imported | None


class Failure(NamedTuple):
    """The same error in `chunks` chunks, the first of them in `error`."""

    error: ClientError
    chunks: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a recording: its chunks, how often something was assigned, how many errors, and which ones."""

    chunks: int
    assigned: int
    errors: int
    failures: tuple[Failure, ...]


def look(spec: HandlerSpec) -> FirstLook:
    """Starts the code in the sandbox, without a stream."""
    from streamlab.clients.handler import inspect_handler
    from streamlab.importing.code import from_facts

    facts = inspect_handler(spec.source, text_decoder=spec.text_decoder, variables=spec.variables)
    try:
        return FirstLook(facts, from_facts(facts))
    except UsageError:
        return FirstLook(facts, None)


def trial(spec: HandlerSpec, analysis: Analysis) -> Trial:
    """Runs it over the chunks as they were recorded."""
    from streamlab.clients.reading import Reading
    from streamlab.clients.run import Run

    reading = Reading(analysis)
    outcome = Run("handler", spec.factory(), "recorded", reading.recorded, reading).outcome
    return Trial(outcome.chunks, len(outcome.states), len(outcome.errors), _grouped(outcome.errors))


def _grouped(errors: Iterable[ClientError]) -> tuple[Failure, ...]:
    found: dict[tuple[int | None, str, str], Failure] = {}
    for error in errors:
        key = (error.line, error.name, error.message)
        first = found.get(key)
        found[key] = Failure(error, 1) if first is None else Failure(first.error, first.chunks + 1)
    return tuple(found.values())
