"""What every client shares: chunks in, outputs out, errors as exceptions.

A client is fed the chunks of one response in order. `feed` and `finish` yield what the library hands to the app: text or bytes, for
event clients the data of each event. An exception that leaves either of them is an error of the client: a callback client
(`goes_on`) is fed the next chunk all the same, a Python loop has ended.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import ClassVar, NamedTuple, Protocol

from streamlab.model import Span

Output = str | bytes


class Thrown(Exception):  # noqa: N818 (it stands for another exception, whose class it names)
    """An exception of the emulated library: its class name and its message."""

    def __init__(self, name: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.line = line


# What a client may raise: an emulated exception, a decoder's or a JSON parser's own, an unknown codec, JSON too deep.
FAILURES = (Thrown, ValueError, LookupError, RecursionError)


class OutputKind(StrEnum):
    """What a client's outputs are, and so what a correct client would have given in its place."""

    TEXT = "text"  # pieces of one text
    LINES = "lines"
    EVENTS = "events"
    REPLY = "reply"  # the reply itself, assigned to something that is shown


class Assigned(NamedTuple):
    """Something that the app shows was assigned while chunk `chunk` was handled; None stands for undefined."""

    chunk: int
    name: str
    value: object


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


class Tries(Protocol):
    """A client over a content whose single borders are judged: what is known of both, and runs of the client."""

    @property
    def make(self) -> Factory:
        """Makes the client."""

    @property
    def content(self) -> bytes:
        """All of it."""

    @property
    def well_formed(self) -> bool:
        """It is UTF-8 without a fault."""

    @property
    def reply(self) -> str:
        """What the user should end with."""

    @property
    def merged(self) -> bool:
        """Whether the client matches over the content in one piece."""

    def full(self, at: int) -> bool:
        """Whether it matches over all of the content, cut at `at`."""

    def alike(self, span: Span, at: int) -> bool:
        """Whether it gives the same for a part of the content in two chunks as for this part in one."""

    def of(self, make: Factory) -> Tries:
        """Another client over the same content."""


class Borders(ABC):
    """Which single borders can matter to a client: a property of the emulation, tested against running it once for each."""

    def are_known(self, response: Response) -> bool:
        """Whether that holds for this response."""
        return True

    @abstractmethod
    def matches(self, tries: Tries, borders: Sequence[int]) -> Iterable[bool]:
        """For each border, in order, whether the client matches."""


class Client(ABC):
    """The state of one client over one response."""

    id: ClassVar[str]
    borders: ClassVar[Borders | None] = None  # None: only a run for each tells
    kind: ClassVar[OutputKind]
    goes_on: ClassVar[bool] = True
    reads_json: ClassVar[bool] = False  # it stops at [DONE], as its correct reading must

    def __init__(self, response: Response) -> None:
        self.response = response
        self.chunk = 0  # set by whoever feeds
        self.states: list[Assigned] = []
        self.console: list[ConsoleLine] = []
        self.swallowed = 0  # JSON.parse or decoder calls that threw inside the client and did not leave it
        self.caught: list[tuple[int, Thrown]] = []  # mistakes of a handler that its own catch hides

    def foresee(self, chunks: Iterable[bytes], beat: Callable[[], object]) -> Iterable[bytes]:
        """All chunks that will come, before `start`; `beat` is to be called wherever it waits, and may throw to end that."""
        return chunks

    def start(self) -> Iterable[Output]:
        """Looks at the head of the response, which may be a reason to throw."""
        return ()

    @abstractmethod
    def feed(self, chunk: bytes) -> Iterator[Output]:
        """One more chunk, which may be empty."""

    def finish(self) -> Iterator[Output]:
        """The response is over."""
        yield from ()

    def close(self) -> None:  # noqa: B027 (most clients hold nothing)
        """Nobody asks any more, in the middle of a response perhaps."""


Factory = Callable[[Response], Client]


def emulation(make: Factory) -> type[Client] | None:
    """The class whose properties hold for every client that `make` makes; None for a pasted handler."""
    return make if isinstance(make, type) and issubclass(make, Client) else None


def shown_text(value: object) -> str:
    """How a value looks on the screen: undefined and null as nothing, objects as JSON."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e21:
            return str(int(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
