"""A pasted script over one response: what it asks for, and what it assigns, writes and throws chunk by chunk.

Limits hold for every call: time, memory, what it may assign and write. A script that has hit one is not called any more.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from streamlab.i18n import translate
from streamlab.sandbox.encodings import tables
from streamlab.sandbox.engine import PARTS, engine_for
from streamlab.sandbox.prepared import is_empty, prepared, why_not_javascript

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
_SECONDS = 2.0  # for one chunk
_TOTAL_SECONDS = 20.0  # for all of them
_JOBS = 64  # promise jobs between two looks at the clock
_KEPT = 64 << 20  # characters of all values that are assigned and lines that are written to the console
_TICKS = 1000  # rounds of timers at the end

# Frames of our own code have small line numbers, so that those of the script can be told from them.
_FIRST_LINE = 100_000
_FRAME = re.compile(r"<input>:(\d+)")
# Parts that most handlers of a phone do without; compiling them would be half of the start.
_USES = {
    "web": re.compile(
        r"\b(?:fetch|\w*EventSource\w*|onmessage|createParser|\w+Stream|Headers|URLSearchParams|AbortController)\b"
    ),
    "xhr": re.compile(r"\b(?:XMLHttpRequest|axios|jQuery)\b|\$\s*\."),
}
_LONGEST = 2 << 20  # characters of source
_SAID = re.compile(r"\b(\w*Error: )(.*)")
_WEB = re.compile(
    r"\b(?:fetch|EventSource|fetchEventSource|XMLHttpRequest|axios|ajax|ReadableStream|document|createParser)\b"
)
_PHONE = re.compile(r"\b(?:uni|wx|Taro|my)\s*\.|onChunkReceived")

# QuickJS's words for what V8 says otherwise.
_AS_V8 = (
    (re.compile(r"^(\S+) is not initialized$"), r"Cannot access '\1' before initialization"),
    (re.compile(r"^cannot read property '(.*)' of (null|undefined)$"), r"Cannot read properties of \2 (reading '\1')"),
    (re.compile(r"^cannot set property '(.*)' of (null|undefined)$"), r"Cannot set properties of \2 (setting '\1')"),
    (re.compile(r"^expecting (?:%|hex digit|continuation)|^(?:invalid|malformed) UTF-8.*"), "URI malformed"),
)


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


class _Drained(TypedDict):
    """A log as the runtime writes it."""

    states: list[tuple[str, object]]
    console: list[tuple[str, str]]
    errors: list[tuple[str, str, str]]
    swallowed: int


class Script:
    """`source` over one response.

    `text_decoder`: whether the device has a TextDecoder; None as the code suggests. `variables`: values for names that the source
    uses and does not declare.
    """

    def __init__(
        self, source: str, *, text_decoder: bool | None = None, variables: Mapping[str, str] = NO_VARIABLES
    ) -> None:
        looked_at = source[:_LONGEST]
        phone, web = _PHONE.search(looked_at) is not None, _WEB.search(looked_at) is not None
        self._source = source
        self._parts = tuple(part for part in PARTS if part not in _USES or _USES[part].search(looked_at))
        self._options = json.dumps({
            "textDecoder": web and not phone if text_decoder is None else text_decoder,
            "web": not phone,
            "variables": dict(variables),
            "encodings": tables(looked_at),
        })  # fmt: skip
        self._left = _TOTAL_SECONDS
        self._room = _KEPT
        self._dead = False
        self._assigned = False
        self._did_something = False

    def start(self, status: int, headers: tuple[tuple[str, str], ...]) -> Iterator[Log]:
        """Runs it up to the head of the response. Raises ScriptError where it is no JavaScript."""
        self._engine = engine = engine_for(self._parts, self._source)
        self._context, self._failure = engine.context, engine.failure
        self._again = False
        self._context.set_time_limit(_SECONDS)
        self._api = engine.outside("open", self._options)
        if engine.code is None:
            engine.code = self._compile()
        yield self._call("start", engine.code)
        if not self._dead:
            yield self._call("open", status, json.dumps([list(pair) for pair in headers]))

    def facts(self) -> ScriptFacts:
        """What the source asked for since `start`."""
        try:
            return ScriptFacts(**{name: tuple(found) for name, found in json.loads(self._api("facts")).items()})
        except (self._failure, UnicodeDecodeError, MemoryError):
            return ScriptFacts()

    def feed(self, chunk: bytes) -> Log:
        """One more chunk."""
        return self._call("chunk", chunk.decode("latin-1"))

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
        yield self._call("end")
        for _ in range(_TICKS):
            if self._dead or not self._again:
                break
            yield self._call("")

    def keep(self) -> None:
        """Lets the next run of the same source have the context, where this one left no trace in it."""
        if not self._dead:
            self._engine.keep()

    def _compile(self) -> object:
        """The handler as a function of its globals: one expression where it is one, else statements, else members of a page."""
        if len(self._source) > _LONGEST:
            text = translate(
                "Handler", "The code is longer than {size:,} characters. Paste the part that reads the stream."
            )
            raise ScriptError("SyntaxError", text.format(size=_LONGEST))
        code = prepared(self._source)
        if code.is_function and len(code.declared) < 2:
            with contextlib.suppress(self._failure):
                return self._context.eval(_wrapped(f"return ({code.text}\n)"))
        looks = "".join(f"__declared('{name}', () => {name});" for name in code.declared)
        try:
            return self._context.eval(_wrapped(f"{code.text}\n;{looks}"))
        except self._failure as error:
            with contextlib.suppress(self._failure):
                return self._context.eval(_wrapped(f"__exported.value = ({{{code.text}\n}})"))
            raise self._not_javascript(error) from None

    def _not_javascript(self, error: Exception) -> ScriptError:
        name, _, rest = str(error).partition(": ")
        thrown = self._thrown(name, rest.partition("\n")[0], rest)
        why = why_not_javascript(self._source, thrown.line)
        return ScriptError(thrown.name, f"{thrown} ({why})", thrown.line) if why else thrown

    def _call(self, name: str, *args: object) -> Log:
        """Calls the runtime, then what became due."""
        if self._dead:
            return Log()
        begun, limit = time.thread_time(), min(_SECONDS, self._left)
        self._context.set_time_limit(limit)
        stopped: ScriptError | None = None
        try:
            if name:
                self._api(name, *args)
            self._jobs(begun + limit)
            self._again = bool(self._api("tick"))
            self._jobs(begun + limit)
            text = self._api("drain")
        except (self._failure, UnicodeDecodeError, MemoryError, TimeoutError) as error:
            text, stopped = self._die(error)
        self._left = max(self._left - (time.thread_time() - begun), 0.01)
        self._room -= len(text)
        log = self._flooded() if self._room < 0 else self._log(json.loads(text))
        return self._noted(log._replace(errors=(stopped, *log.errors)) if stopped else log)

    def _flooded(self) -> Log:
        self._dead = True
        said = translate("Handler", "It assigned and wrote more than {size:,} characters in all: it was stopped here.")
        return Log(errors=(ScriptError("InternalError", said.format(size=_KEPT)),))

    def _noted(self, log: Log) -> Log:
        self._assigned |= bool(log.states)
        self._did_something |= bool(log.states or log.console or log.errors)
        return log

    def _jobs(self, deadline: float) -> None:
        """What promises still have to do; QuickJS's own limit counts for each of these jobs anew."""
        while time.thread_time() < deadline:
            for _ in range(_JOBS):
                if not self._context.execute_pending_job():
                    return
        raise TimeoutError("InternalError: interrupted")

    def _die(self, error: Exception) -> tuple[str, ScriptError]:
        """A limit was hit: the script is not called any more. Returns what it had done before, and why it was stopped."""
        self._dead = True
        name, _, rest = str(error).partition(": ")
        message = rest.partition("\n")[0]
        if message == "interrupted":
            text = translate("Handler", "interrupted: it ran longer than {seconds} s")
            message = text.format(seconds=f"{min(_SECONDS, self._left):g}")
        why = self._thrown(name, message, rest)
        self._context.set_time_limit(_SECONDS)
        try:
            return str(self._api("drain")), why
        except (self._failure, UnicodeDecodeError, MemoryError):
            return '{"states":[],"console":[],"errors":[],"swallowed":0}', why

    def _log(self, log: _Drained) -> Log:
        return Log(
            states=tuple((name, value) for name, value in log["states"]),
            console=tuple((level, _SAID.sub(_said_as_v8, text)) for level, text in log["console"]),
            errors=tuple(self._thrown(name, message, stack) for name, message, stack in log["errors"]),
            swallowed=log["swallowed"],
        )

    def _thrown(self, name: str, message: str, stack: str) -> ScriptError:
        lines = (int(line) - _FIRST_LINE for line in _FRAME.findall(stack))
        return ScriptError(name, as_v8(message), next((line for line in lines if line > 0), None))


def as_v8(message: str) -> str:
    """An engine's message in the words of V8."""
    for pattern, words in _AS_V8:
        message = pattern.sub(words, message)
    return message


def _said_as_v8(match: re.Match[str]) -> str:
    return match[1] + as_v8(match[2])


def _wrapped(body: str) -> str:
    return "\n" * _FIRST_LINE + "(function(__scope){with(__scope){return async function(){" + body + "\n}}})"
