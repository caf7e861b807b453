"""A pasted script over one response: what it asks for, and what it assigns, writes and throws chunk by chunk.

It runs in a process of its own, which is killed where it cannot be stopped otherwise. Limits hold for every call: time, memory,
what it may assign and write. A script that has hit one is not called any more.
"""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypedDict

from streamlab.i18n import translate
from streamlab.sandbox import process, wire
from streamlab.sandbox.command import NoProcessError
from streamlab.sandbox.engine_words import as_v8, line_as_v8
from streamlab.sandbox.prepared import is_empty, why_not_javascript
from streamlab.sandbox.process import Cause, Child, EndedError
from streamlab.sandbox.program import FIRST_LINE, program_for
from streamlab.sandbox.values import LIMITS, NO_VARIABLES, Limits, Log, ScriptError, ScriptFacts

_FRAME = re.compile(r"<input>:(\d{1,9})")
_LONGEST = 2 << 20  # characters of source
_READABLE = 8 << 20  # of objects that are read: `[[],[],` takes twenty times as many bytes here


class _Drained(TypedDict):
    """A log as the runtime writes it; what is no plain value is there as JSON, in the place behind."""

    states: list[tuple[Any, ...]]
    console: list[tuple[str, str]]
    errors: list[tuple[str, str, str]]
    swallowed: int
    dropped: int


class Script:
    """`source` over one response.

    `text_decoder`: whether the device has a TextDecoder; None as the code suggests. `variables`: values for names that the source
    uses and does not declare. `close` it in the end.
    """

    def __init__(
        self,
        source: str,
        *,
        text_decoder: bool | None = None,
        variables: Mapping[str, str] = NO_VARIABLES,
        limits: Limits | None = None,
    ) -> None:
        self.beat: Callable[[], object] = lambda: None  # called while it is waited for; may throw, which ends that
        self._source = source
        self._limits = LIMITS if limits is None else limits
        self._settings = text_decoder, tuple(variables.items())
        self._child: Child | None = None
        self._foreseen = False
        self._pending = False  # the process has more to say
        self._facts = ScriptFacts()
        self._dead = False
        self._dropped = 0
        self._readable = _READABLE
        self._assigned = False
        self._did_something = False

    def start(
        self, status: int, headers: tuple[tuple[str, str], ...], chunks: Sequence[bytes] | None = None
    ) -> Iterator[Log]:
        """Runs it up to the head of the response; where `chunks` are all that will come, it runs ahead of `feed`.

        Raises ScriptError where it is no JavaScript, or where there is no process for it.
        """
        if len(self._source) > _LONGEST:
            text = translate(
                "Handler", "The code is longer than {size:,} characters. Paste the part that reads the stream."
            )
            raise ScriptError("SyntaxError", text.format(size=_LONGEST))
        self._foreseen = chunks is not None
        self._begin(status, headers, () if chunks is None else chunks)
        for _ in ("start", "open"):
            if (log := self._next()) is not None:
                yield log

    def facts(self) -> ScriptFacts:
        """What the source asked for since `start`."""
        self._settle()
        return self._facts

    def feed(self, chunk: bytes) -> Log:
        """One more chunk."""
        if not self._foreseen:
            self._ask(wire.MORE, b"", chunk)
        return self._next() or Log()

    def complaint(self) -> ScriptError | None:
        """Why nothing can come of the source although it ran: it waits for nothing, or for what there is not."""
        facts = self.facts()
        if is_empty(self._source):
            return ScriptError(
                "NoHandler", translate("Handler", "There is no code. Paste the code that reads the stream.")
            )
        if facts.missing:
            text = translate(
                "Handler", "It uses {names}, which does not exist here: the sandbox knows HTTP requests only."
            )
            return ScriptError("NoHandler", text.format(names=", ".join(facts.missing)))
        if "not-chunked" in facts.hints and not self._assigned:
            text = translate("Handler", "onChunkReceived is never called: the request lacks enableChunked: true.")
            return ScriptError("NoHandler", text)
        if facts.registers or self._did_something:
            return None
        text = translate("Handler", "It waits for nothing: no onChunkReceived, no body that is read, no onmessage. Paste the "
                                    "function that asks for the stream, or the one that takes a chunk.")  # fmt: skip
        return ScriptError("NoHandler", text)

    def finish(self) -> Iterator[Log]:
        """The response is over; timers and promises come to their end."""
        if not self._foreseen:
            self._ask(wire.MORE, b"end")
        while (log := self._next()) is not None:
            yield log
        if self._dropped:
            yield Log(console=(("log", translate("Handler", "… and %n more line(s)", self._dropped)),))
        self.close()

    def close(self) -> None:
        """Gives the process back; one that is still at work is killed."""
        if (child := self._child) is not None:
            self._child = None
            self._forsake.detach()
            process.drop(child) if self._pending else process.keep(child)
            self._pending = False

    def _begin(self, status: int, headers: tuple[tuple[str, str], ...], chunks: Sequence[bytes]) -> None:
        """Takes a process and tells it all that is known."""
        program, limits = program_for(self._source, *self._settings, self._limits), self._limits
        begin = (limits.seconds, limits.total, limits.characters, status, json.dumps([list(pair) for pair in headers]))
        try:
            self._child = child = process.take(program)
            self._forsake = weakref.finalize(self, process.drop, child)
            news = () if child.program is program else (program.message,)
            child.program = program
            self._pending = True
            child.ask(
                (
                    *news,
                    wire.packed((wire.BEGIN, *(str(field).encode() for field in begin))),
                    wire.packed((wire.MORE, b"end" if self._foreseen else b"", *chunks)),
                ),
                self.beat,
            )
        except NoProcessError as error:
            self.close()
            raise ScriptError("NoProcess", _no_process(str(error))) from None

    def _ask(self, *message: bytes) -> None:
        self._settle()
        if self._child is not None and not self._dead:
            self._pending = True
            self._child.ask((wire.packed(message),), self.beat)

    def _settle(self) -> None:
        """Hears the process out."""
        while self._next() is not None:
            pass

    def _next(self) -> Log | None:
        """What the next step came to; None where the process has done what it was asked for."""
        errors: tuple[ScriptError, ...] = ()
        parts: list[_Drained] = []
        while self._pending:
            try:
                kind, *fields = self._hear()
                if kind == wire.DONE:
                    self._pending = False
                    self._facts = _facts(fields[0])
                elif kind == wire.STOPPED:
                    self._dead = True
                    errors = (self._stopped(*fields),)
                elif kind == wire.WRONG:
                    self._refuse(json.loads(fields[0]))
                elif kind in (wire.LOG, wire.PART):
                    parts.append(json.loads(fields[0]))
                    if kind == wire.LOG:
                        return self._log(parts, errors)
                else:
                    return self._ended(EndedError(Cause.GARBAGE), errors)
            except EndedError as error:
                return self._ended(error, errors)
            except _NOT_OURS:
                return self._ended(EndedError(Cause.GARBAGE), errors)
        return None

    def _hear(self) -> list[bytes]:
        assert self._child is not None
        return self._child.hear(self._limits.silence, self._limits.message, self.beat)

    def _refuse(self, said: tuple[str, str, str]) -> NoReturn:
        """Why it is no JavaScript."""
        thrown = self._thrown(*said)
        self._dead = True
        self._settle()
        why = why_not_javascript(self._source, thrown.line)
        raise ScriptError(thrown.name, f"{thrown} ({why})", thrown.line) if why else thrown

    def _stopped(self, why: bytes, seconds: bytes, said: bytes = b"") -> ScriptError:
        """Which limit it has hit."""
        limits = self._limits
        match why:
            case wire.TIME:
                return self._thrown("InternalError", _too_long(float(seconds)), said.decode(errors="replace"))
            case wire.CHARACTERS:
                text = translate(
                    "Handler", "It assigned and wrote more than {size:,} characters in all: it was stopped here."
                )
                return ScriptError("InternalError", text.format(size=limits.characters))
            case wire.VALUES:
                text = translate("Handler", "It assigned more than {count:,} values in all: it was stopped here.")
                return ScriptError("InternalError", text.format(count=limits.values))
        return ScriptError("InternalError", "out of memory")

    def _ended(self, error: EndedError, errors: tuple[ScriptError, ...]) -> Log:
        """The process is no more: what it had said before stays."""
        self._dead = True
        self.close()
        return self._noted(Log(errors=errors or (ScriptError("InternalError", self._last_words(error)),)))

    def _last_words(self, error: EndedError) -> str:
        match error.cause:
            case Cause.TIME:
                return _too_long(self._limits.seconds)
            case Cause.MEMORY:
                return "out of memory"
            case Cause.CLOSED:
                return translate("Handler", "It was ended from outside.")
            case Cause.CRASH:
                text = translate("Handler", "The engine broke down (signal {number}): it was stopped here.")
                return text.format(number=error.signal_number)
        return translate("Handler", "Its process said what cannot be understood: it was stopped here.")

    def _noted(self, log: Log) -> Log:
        self._assigned |= bool(log.states)
        self._did_something |= bool(log.states or log.console or log.errors)
        return log

    def _log(self, parts: Sequence[_Drained], errors: tuple[ScriptError, ...]) -> Log:
        self._dropped = max(self._dropped, int(parts[-1]["dropped"]))
        return self._noted(
            Log(
                states=tuple(self._state(*state) for part in parts for state in part["states"]),
                console=tuple((str(level), line_as_v8(text)) for part in parts for level, text in part["console"]),
                errors=(*errors, *(self._thrown(*said) for part in parts for said in part["errors"])),
                swallowed=sum(part["swallowed"] for part in parts),
            )
        )

    def _state(self, name: str, value: object, text: str | None = None) -> tuple[str, object]:
        """A value that was assigned; one that is deeper than can be read, or one of very many, stays the text that it is."""
        if text is not None:
            self._readable -= len(text)
            try:
                value = json.loads(text) if self._readable >= 0 else text
            except RecursionError:
                value = text
        return str(name), value

    def _thrown(self, name: str, message: str, stack: str) -> ScriptError:
        most = self._source.count("\n") + 1
        lines = (int(line) - FIRST_LINE for line in _FRAME.findall(stack))
        return ScriptError(str(name), as_v8(message), next((line for line in lines if 0 < line <= most), None))


_NOT_OURS = (ValueError, TypeError, LookupError, RecursionError, AttributeError)  # of what the process said


def _facts(said: bytes) -> ScriptFacts:
    return ScriptFacts(**{name: tuple(found) for name, found in json.loads(said).items()})


def _too_long(seconds: float) -> str:
    return translate("Handler", "interrupted: it ran longer than {seconds} s").format(seconds=f"{seconds:g}")


def _no_process(reason: str) -> str:
    text = translate(
        "Handler",
        "Pasted code runs in a process of its own, and none could be started here ({reason}). It was not run.",
    )
    return text.format(reason=reason)
