"""One client over one cutting: what it gave, what it threw, and how that differs from a correct reading.

A run is computed when something of it is asked for, so that thousands of cuttings cost nothing until they are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, NamedTuple, TypedDict

from streamlab.clients.base import (
    FAILURES,
    Assigned,
    Client,
    ConsoleLine,
    Factory,
    Output,
    OutputKind,
    Thrown,
    emulation,
    shown_text,
)
from streamlab.clients.compare import Loss, common_prefix, compare
from streamlab.clients.cutting import Cutting, pieces
from streamlab.clients.reading import Reading, bare

Tell = Callable[[int], None]  # hears the number of a chunk, and may throw to stop

_HEARD = 64  # chunks, or outputs, between two calls of it
_PER_ITEM = 128  # bytes of an output, beside its text
_AGAIN = ("outcome", "shown", "_correct", "_given", "_correct_shown")  # what a run computes again when asked


class ClientError(NamedTuple):
    """An exception that left the client while chunk `chunk` was handled; `line` is 1-based in a pasted handler."""

    chunk: int
    name: str
    message: str
    line: int | None = None


@dataclass(slots=True)
class Played:
    """What a client did with the chunks it was fed."""

    kind: OutputKind
    outputs: list[Output] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)  # the chunk of each output that is not empty
    errors: list[ClientError] = field(default_factory=list)
    states: list[Assigned] = field(default_factory=list)
    console: list[ConsoleLine] = field(default_factory=list)
    swallowed: int = 0
    chunks: int = 0

    @property
    def size(self) -> int:
        """Bytes that keeping it takes, about, with what is compared of it."""
        texts = 3 * sum(map(len, self.outputs)) + sum(
            len(state.value) for state in self.states if isinstance(state.value, str)
        )
        return texts + _PER_ITEM * (len(self.outputs) + len(self.states) + len(self.errors) + len(self.console))


def play(client: Client, chunks: Iterable[bytes], tell: Tell | None = None) -> Played:
    """Feeds `chunks` to `client` as its library would: a loop ends at its first exception, a callback is called again.

    `tell` hears the number of the chunk now and then, within a chunk of many outputs too; what it throws ends everything.
    """
    outcome = Played(client.kind)
    try:
        _play(outcome, client, client.foresee(chunks, lambda: None if tell is None else tell(client.chunk)), tell)
    finally:
        client.close()
    outcome.kind = client.kind
    outcome.states, outcome.console, outcome.swallowed = client.states, client.console, client.swallowed
    outcome.errors.extend(_client_error(chunk, error) for chunk, error in client.caught)
    outcome.errors.sort(key=lambda error: error.chunk)
    return outcome


def _play(outcome: Played, client: Client, chunks: Iterable[bytes], tell: Tell | None) -> None:
    alive = _take(outcome, client, client.start, tell)
    for index, chunk in enumerate(chunks):
        client.chunk = index
        outcome.chunks += 1
        if tell is not None and index % _HEARD == 0:
            tell(index)
        if alive:
            alive = _take(outcome, client, partial(client.feed, chunk), tell) or client.goes_on
    if alive:
        _take(outcome, client, client.finish, tell)


def _take(outcome: Played, client: Client, step: Callable[[], Iterable[Output]], tell: Tell | None) -> bool:
    """Takes the outputs of one step; whether it threw nothing."""
    outputs = outcome.outputs
    try:
        for output in step():
            outputs.append(output)
            if output or client.kind is OutputKind.REPLY:
                outcome.updates.append(client.chunk)
            if tell is not None and len(outputs) % _HEARD == 0:
                tell(client.chunk)
    except FAILURES as error:
        outcome.errors.append(_client_error(client.chunk, error))
        return False
    return True


def _client_error(chunk: int, error: Exception) -> ClientError:
    if isinstance(error, Thrown):
        return ClientError(chunk, error.name, str(error), error.line)
    return ClientError(chunk, type(error).__name__, str(error))


class FirstDifference(TypedDict):
    """Where a run parts from the correct reading, and a few characters of both from there on."""

    offset: int  # in the shown text
    byte: int | None  # of the content, that the correct character came from; None: not known
    chunk: int | None  # that holds this byte
    output: int  # that differs
    expected: str
    given: str


class Run:
    """A client over one cutting of a response."""

    def __init__(
        self,
        name: str,
        make: Factory,
        cuts: str,
        cutting: Cutting,
        reading: Reading,
        matches: Callable[[], bool] | None = None,  # where that is known a shorter way
    ) -> None:
        self.client = name
        self.cuts = cuts
        self.borders = cutting
        self.make = make
        self.reading = reading
        self._matches = matches

    def recut(self, borders: Cutting) -> Run:
        """The same client over other borders."""
        cuts = "at:" + ",".join(map(str, borders)) if borders else "merged"
        return Run(self.client, self.make, cuts, borders, self.reading)

    @cached_property
    def outcome(self) -> Played:
        """What the client did."""
        outcome = self._play()
        self.reading.kept.add(self, outcome.size)
        return outcome

    def compute(self, tell: Tell) -> None:
        """Finds out what the client did, now; what `tell` throws ends that."""
        self.outcome = outcome = self._play(tell)
        self.reading.kept.add(self, outcome.size)

    def settle(self, tell: Tell) -> bool:
        """Finds out whether it matches, and keeps nothing else: a matrix of long outputs would fill the memory."""
        if self._matches is None:
            self.outcome = self._play(tell)
        matches = self.matches_reference
        self.forget()
        return matches

    def forget(self) -> None:
        """Keeps nothing that can be computed again."""
        for name in _AGAIN:
            self.__dict__.pop(name, None)

    def _play(self, tell: Tell | None = None) -> Played:
        reading = self.reading
        chunks = pieces(reading.content, self.borders) if len(reading.analysis.chunk_ends) else ()
        return play(self.make(reading.response), chunks, tell)

    @property
    def outputs(self) -> list[Output]:
        """What the library handed to the app, in order."""
        return self.outcome.outputs

    @property
    def errors(self) -> list[ClientError]:
        """The exceptions that left the client."""
        return self.outcome.errors

    @property
    def states(self) -> list[Assigned]:
        """What was assigned for showing."""
        return self.outcome.states

    @property
    def console(self) -> list[ConsoleLine]:
        """What was written to the console."""
        return self.outcome.console

    @property
    def swallowed_errors(self) -> int:
        """Parser and decoder calls that threw inside the client and did not leave it."""
        return self.outcome.swallowed

    @cached_property
    def shown(self) -> str:
        """The text the user ends with."""
        outcome = self.outcome
        if outcome.kind is OutputKind.REPLY:
            shown = [state.value for state in outcome.states if not isinstance(state.value, bool)]
            return shown_text(shown[-1]) if shown else ""
        return self.reading.shown(outcome.kind, outcome.outputs)

    @cached_property
    def _correct(self) -> list[str]:
        client = emulation(self.make)
        return self.reading.outputs(self.outcome.kind, reads_json=client is not None and client.reads_json)

    @cached_property
    def _given(self) -> list[str]:
        """The outputs in the form of a correct reading of the same kind."""
        outcome = self.outcome
        texts = list(self.reading.strings(outcome.outputs))
        match outcome.kind:
            case OutputKind.REPLY:
                return [self.shown]
            case OutputKind.EVENTS:
                return texts
            case OutputKind.TEXT:
                texts = ["".join(texts)]
            case OutputKind.LINES:
                texts = [bare(text) for text in texts]
        # A byte order mark is nothing that one sees.
        return [texts[0].removeprefix("\ufeff"), *texts[1:]] if texts else texts

    @cached_property
    def matches_reference(self) -> bool:
        """A correct client would have given the same, and nothing was thrown."""
        if self._matches is not None:
            return self._matches()
        return not self.errors and self._given == self._correct

    @cached_property
    def first_difference(self) -> FirstDifference | None:
        """Where it parts from the correct reading; None where it does not."""
        if self.matches_reference:
            return None
        correct, given = self._correct, self._given
        same = (index for index, (a, b) in enumerate(zip(correct, given, strict=False)) if a != b)
        index = next(same, min(len(correct), len(given)))
        right = correct[index] if index < len(correct) else ""
        wrong = given[index] if index < len(given) else ""
        inside = common_prefix(right, wrong)
        byte = self.reading.byte_at(self.outcome.kind, index, inside)
        return {
            "offset": self._shown_offset(),
            "byte": byte,
            "chunk": None if byte is None else sum(border <= byte for border in self.borders),
            "output": index,
            "expected": right[inside : inside + 16],
            "given": wrong[inside : inside + 16],
        }

    def _shown_offset(self) -> int:
        return common_prefix(self._correct_shown, self.shown.removeprefix("\ufeff"))

    @cached_property
    def _correct_shown(self) -> str:
        return self.reading.shown(self.outcome.kind, self._correct)

    @cached_property
    def _loss(self) -> Loss:
        return Loss() if self.matches_reference else compare(self._correct_shown, self.shown.removeprefix("\ufeff"))

    @property
    def lost_characters(self) -> int:
        """Characters of the correct text with nothing in their place."""
        return self._loss.lost

    @property
    def replaced_characters(self) -> int:
        """Characters of the correct text with something else in their place."""
        return self._loss.replaced

    @cached_property
    def longest_freeze_chunks(self) -> int:
        """The longest row of chunks that brought nothing new."""
        outcome = self.outcome
        marks = [-1, *sorted(set(outcome.updates)), outcome.chunks]
        return max(b - a - 1 for a, b in pairwise(marks))

    def to_dict(self) -> dict[str, Any]:
        """The run as the contract has it; outputs are text or bytes as the library gave them."""
        return {
            "client": self.client,
            "cuts": self.cuts,
            "borders": list(self.borders),
            "outputs": list(self.outputs),
            "errors": [error._asdict() for error in self.errors],
            "shown": self.shown,
            "states": [state._asdict() for state in self.states],
            "console": [line.text for line in self.console],
            "matches_reference": self.matches_reference,
            "first_difference": self.first_difference,
            "lost_characters": self.lost_characters,
            "replaced_characters": self.replaced_characters,
            "longest_freeze_chunks": self.longest_freeze_chunks,
            "swallowed_errors": self.swallowed_errors,
        }
