"""What every client shares: chunks in, outputs out, errors as exceptions.

A client is fed the chunks of one response in order. `feed` and `finish` yield what the library hands to the app: text or bytes, for
event clients the data of each event. An exception that leaves either of them is an error of the client: a callback client
(`goes_on`) is fed the next chunk all the same, a Python loop has ended.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

Output = str | bytes


class Thrown(Exception):  # noqa: N818 (it stands for another exception, whose class it names)
    """An exception of the emulated library: its class name and its message."""

    def __init__(self, name: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.line = line


# What a client may raise: an emulated exception, a decoder's or a JSON parser's own, an unknown codec, JSON too deep.
FAILURES = (Thrown, ValueError, LookupError, RecursionError)


class Kind(StrEnum):
    """What a client's outputs are, and so what a correct client would have given in its place."""

    TEXT = "text"  # pieces of one text
    LINES = "lines"
    EVENTS = "events"
    REPLY = "reply"  # the reply itself, assigned to something that is shown


class State(NamedTuple):
    """Something that the app shows was assigned while chunk `chunk` was handled; None stands for undefined."""

    chunk: int
    name: str
    value: Any


class ConsoleLine(NamedTuple):
    """A line on the console, written while chunk `chunk` was handled."""

    chunk: int
    level: str
    text: str


class Response(NamedTuple):
    """The head of the response, as far as clients look at it; `known` is false where only a body was given."""

    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    known: bool = False

    def get(self, name: str) -> str | None:
        """The values of a header joined by ", " as every HTTP library does; None where it is absent."""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None


class Client(ABC):
    """The state of one client over one response."""

    kind: ClassVar[Kind]
    goes_on: ClassVar[bool] = True
    reads_json: ClassVar[bool] = False  # it stops at [DONE], as its correct reading must

    def __init__(self, response: Response) -> None:
        self.response = response
        self.chunk = 0  # set by whoever feeds
        self.states: list[State] = []
        self.console: list[ConsoleLine] = []
        self.swallowed = 0  # JSON.parse or decoder calls that threw inside the client and did not leave it
        self.caught: list[tuple[int, Thrown]] = []  # mistakes of a handler that its own catch hides

    def start(self) -> Iterable[Output]:
        """Looks at the head of the response, which may be a reason to throw."""
        return ()

    @abstractmethod
    def feed(self, chunk: bytes) -> Iterator[Output]:
        """One more chunk, which may be empty."""

    def finish(self) -> Iterator[Output]:
        """The response is over."""
        yield from ()
