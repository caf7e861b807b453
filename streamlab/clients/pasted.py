"""A pasted handler as a client: what its script assigned is what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from streamlab.clients.base import Assigned, Client, ConsoleLine, Output, OutputKind, Response, Thrown, shown_text
from streamlab.sandbox.script import Script
from streamlab.sandbox.values import NO_VARIABLES, Limits, Log, ScriptError, ScriptFacts


class Handler(Client):
    """`source` over one response; for `text_decoder`, `variables` and `limits` see `Script`."""

    kind: ClassVar[OutputKind] = OutputKind.REPLY

    def __init__(
        self,
        response: Response,
        source: str,
        *,
        text_decoder: bool | None = None,
        variables: Mapping[str, str] = NO_VARIABLES,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(response)
        self._script = Script(source, text_decoder=text_decoder, variables=variables, limits=limits)
        self._foreseen: Sequence[bytes] | None = None

    def foresee(self, chunks: Iterable[bytes], beat: Callable[[], object]) -> Iterable[bytes]:
        """The process is told all chunks in one go, and runs ahead."""
        self._foreseen, self._script.beat = tuple(chunks), beat
        return self._foreseen

    def start(self) -> Iterable[Output]:
        try:
            yield from self._taken(self._script.start(self.response.status, self.response.headers, self._foreseen))
        except ScriptError as error:
            raise _thrown(error) from None

    def feed(self, chunk: bytes) -> Iterator[Output]:
        return self._taken((self._script.feed(chunk),))

    def finish(self) -> Iterator[Output]:
        yield from self._taken(self._script.finish())
        if (complaint := self.complaint()) is not None:
            self.caught.append((0, complaint))

    def close(self) -> None:
        """Kills what still runs."""
        self._script.close()

    def facts(self) -> ScriptFacts:
        """What the source asked for since `start`."""
        return self._script.facts()

    def complaint(self) -> Thrown | None:
        """Why nothing can come of the source although it ran: it waits for nothing, or for what there is not."""
        error = self._script.complaint()
        return None if error is None else _thrown(error)

    def _taken(self, logs: Iterable[Log]) -> Iterator[Output]:
        for log in logs:
            self.swallowed += log.swallowed
            self.console += [ConsoleLine(self.chunk, level, text) for level, text in log.console]
            self.caught += [(self.chunk, _thrown(error)) for error in log.errors]
            for name, value in log.states:
                self.states.append(Assigned(self.chunk, name, value))
                if not isinstance(value, bool):
                    yield shown_text(value)


def _thrown(error: ScriptError) -> Thrown:
    return Thrown(error.name, str(error), error.line)
