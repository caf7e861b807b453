"""What a pasted script comes to, as values, and the limits within which it may."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypedDict

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})


class Limits(NamedTuple):
    """Of one script over one response.

    `seconds` of the processor for one chunk, `total` for all of them; `characters` of all values that are assigned and lines that
    are written to the console, `values` at most; `lines` of the console are kept, and `written` characters of it: the rest is
    counted. `memory`: bytes of the engine.
    """

    seconds: float = 2.0
    total: float = 20.0
    characters: int = 64 << 20
    values: int = 200_000
    lines: int = 10_000
    written: int = 4 << 20
    memory: int = 256 << 20

    @property
    def silence(self) -> float:
        """Seconds on the clock that the process may say nothing: others may have the processor."""
        # Where the system ends the process itself, this is for one that hangs without working.
        return 2 * self.seconds + 2 if sys.platform == "win32" else 5 * self.seconds + 10

    @property
    def message(self) -> int:
        """Bytes of one message of the process."""
        return 4 * self.characters + (1 << 20)


LIMITS = Limits()


class ScriptError(Exception):
    """An exception that left the script, or a reason to stop it: class name, message, 1-based line in the source or None."""

    def __init__(self, name: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.line = line


class Log(NamedTuple):
    """What one call came to: values assigned by name, console lines by level, what was thrown, errors it swallowed itself."""

    states: tuple[tuple[str, object], ...] = ()
    console: tuple[tuple[str, str], ...] = ()
    errors: tuple[ScriptError, ...] = ()
    swallowed: int = 0


class Asked(TypedDict):
    """The options of a request as they were passed, `{{name}}` where a variable has no value."""

    api: str  # uni.request, fetch, EventSource …
    url: str
    method: str
    headers: list[list[str]]
    data: object  # an object, a text, None
    timeout: float | None  # milliseconds
    more: list[str]  # names of further options


class ScriptFacts(NamedTuple):
    """What a script did since `start`: requests, variables without a value in them, what it waits for, what there is not here."""

    requests: tuple[Asked, ...] = ()
    variables: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
