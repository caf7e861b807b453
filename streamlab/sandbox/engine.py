"""A pasted handler as a client: JavaScript in QuickJS, with limits, without network or files; may import base, pasted, encodings.

The handler's `uni`, `wx`, `fetch`, `console` … are JavaScript themselves (assets/clients): QuickJS takes no calls into Python while
a time limit is set. A context lives and dies on the thread that made it.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

from streamlab.clients.base import Client, ConsoleLine, Kind, Output, Response, State, Thrown
from streamlab.clients.emulated.last_line import shown_text
from streamlab.i18n import translate
from streamlab.resources import asset
from streamlab.sandbox.encodings import tables
from streamlab.sandbox.pasted import is_empty, prepared, why_not_javascript

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
_MEMORY = 256 << 20
_STACK = 256 << 10  # a thread of its own may have no more than 512 KiB on some systems
_SECONDS = 2.0  # for one chunk
_TOTAL_SECONDS = 20.0  # for all of them
_JOBS = 64  # promise jobs between two looks at the clock
_KEPT = 64 << 20  # characters of all values that are assigned and lines that are written to the console
_RUNS = 1000  # in one context
_TICKS = 1000  # rounds of timers at the end

# Frames of our own code have small line numbers, so that those of the handler can be told from them.
_FIRST_LINE = 100_000
_FRAME = re.compile(r"<input>:(\d+)")
_PARTS = ("realm", "buffer", "text_decoder", "variables", "mini_program", "web", "xhr", "v8_json", "runtime")
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


class Handler(Client):
    """`source` over one response.

    `text_decoder`: whether the device has a TextDecoder; None as the code suggests. `variables`: values for names that the source
    uses and does not declare.
    """

    kind: ClassVar[Kind] = Kind.REPLY

    def __init__(
        self,
        response: Response,
        source: str,
        *,
        text_decoder: bool | None = None,
        variables: Mapping[str, str] = NO_VARIABLES,
    ) -> None:
        super().__init__(response)
        looked_at = source[:_LONGEST]
        phone, web = _PHONE.search(looked_at) is not None, _WEB.search(looked_at) is not None
        self._source = source
        self._parts = tuple(part for part in _PARTS if part not in _USES or _USES[part].search(looked_at))
        self._options = json.dumps({
            "textDecoder": web and not phone if text_decoder is None else text_decoder,
            "web": not phone,
            "variables": dict(variables),
            "encodings": tables(looked_at),
        })  # fmt: skip
        self._left = _TOTAL_SECONDS
        self._room = _KEPT
        self._dead = False

    def start(self) -> Iterable[Output]:
        self._engine = engine = _engine(self._parts, self._source)
        self._context, self._failure = engine.context, engine.failure
        self._again = False
        self._context.set_time_limit(_SECONDS)
        self._api = engine.outside("open", self._options)
        if engine.code is None:
            engine.code = self._compile()
        yield from self._call("start", engine.code)
        if not self._dead:
            pairs = json.dumps([list(pair) for pair in self.response.headers])
            yield from self._call("open", self.response.status, pairs)

    def facts(self) -> dict[str, Any]:
        """What the source asked for since `start`: requests, variables without a value in them, what it registers."""
        try:
            return dict(json.loads(self._api("facts")))
        except (self._failure, UnicodeDecodeError, MemoryError):
            return {"requests": [], "variables": [], "registers": [], "missing": [], "hints": []}

    def feed(self, chunk: bytes) -> Iterator[Output]:
        return self._call("chunk", chunk.decode("latin-1"))

    def complaint(self) -> Thrown | None:
        """Why nothing can come of the source although it ran: it waits for nothing, or for what there is not."""
        facts = self.facts()
        if is_empty(self._source):
            return Thrown("NoHandler", translate("Handler", "There is no code. Paste the code that reads the stream."))
        if facts["missing"]:
            text = translate(
                "Handler", "It uses {names}, which does not exist here: the sandbox knows HTTP requests only."
            )
            return Thrown("NoHandler", text.format(names=", ".join(facts["missing"])))
        if "not-chunked" in facts["hints"] and not self.states:
            text = translate("Handler", "onChunkReceived is never called: the request lacks enableChunked: true.")
            return Thrown("NoHandler", text)
        if facts["registers"] or self.states or self.console or self.caught:
            return None
        text = translate("Handler", "It waits for nothing: no onChunkReceived, no body that is read, no onmessage. Paste the "
                                    "function that asks for the stream, or the one that takes a chunk.")  # fmt: skip
        return Thrown("NoHandler", text)

    def finish(self) -> Iterator[Output]:
        yield from self._call("end")
        for _ in range(_TICKS):
            if self._dead or not self._again:
                break
            yield from self._call("")
        if (thrown := self.complaint()) is not None:
            self.caught.append((0, thrown))
        if not self._dead:
            self._engine.keep()

    def _compile(self) -> Any:
        """The handler as a function of its globals: one expression where it is one, else statements, else members of a page."""
        if len(self._source) > _LONGEST:
            text = translate(
                "Handler", "The code is longer than {size:,} characters. Paste the part that reads the stream."
            )
            raise Thrown("SyntaxError", text.format(size=_LONGEST))
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

    def _not_javascript(self, error: Exception) -> Thrown:
        name, _, rest = str(error).partition(": ")
        thrown = self._thrown(name, rest.partition("\n")[0], rest)
        why = why_not_javascript(self._source, thrown.line)
        return Thrown(thrown.name, f"{thrown} ({why})", thrown.line) if why else thrown

    def _call(self, name: str, *args: Any) -> Iterator[Output]:
        """Calls the runtime, then what became due; yields what was assigned."""
        if self._dead:
            return
        begun, limit = time.thread_time(), min(_SECONDS, self._left)
        self._context.set_time_limit(limit)
        try:
            if name:
                self._api(name, *args)
            self._jobs(begun + limit)
            self._again = bool(self._api("tick"))
            self._jobs(begun + limit)
            text = self._api("drain")
        except (self._failure, UnicodeDecodeError, MemoryError, TimeoutError) as error:
            text = self._die(error)
        self._left = max(self._left - (time.thread_time() - begun), 0.01)
        self._room -= len(text)
        if self._room < 0:
            self._dead = True
            said = translate(
                "Handler", "It assigned and wrote more than {size:,} characters in all: it was stopped here."
            )
            self.caught.append((self.chunk, Thrown("InternalError", said.format(size=_KEPT))))
            return
        yield from self._take(json.loads(text))

    def _jobs(self, deadline: float) -> None:
        """What promises still have to do; QuickJS's own limit counts for each of these jobs anew."""
        while time.thread_time() < deadline:
            for _ in range(_JOBS):
                if not self._context.execute_pending_job():
                    return
        raise TimeoutError("InternalError: interrupted")

    def _die(self, error: Exception) -> str:
        """A limit was hit: the handler is not called any more. Returns what it had done before."""
        self._dead = True
        name, _, rest = str(error).partition(": ")
        message = rest.partition("\n")[0]
        if message == "interrupted":
            text = translate("Handler", "interrupted: it ran longer than {seconds} s")
            message = text.format(seconds=f"{min(_SECONDS, self._left):g}")
        self.caught.append((self.chunk, self._thrown(name, message, rest)))
        self._context.set_time_limit(_SECONDS)
        try:
            return str(self._api("drain"))
        except (self._failure, UnicodeDecodeError, MemoryError):
            return '{"states":[],"console":[],"errors":[],"swallowed":0}'

    def _take(self, log: dict[str, Any]) -> Iterator[Output]:
        self.swallowed += log["swallowed"]
        self.console += [ConsoleLine(self.chunk, level, _SAID.sub(_said_as_v8, text)) for level, text in log["console"]]
        for name, message, stack in log["errors"]:
            self.caught.append((self.chunk, self._thrown(name, message, stack)))
        for name, value in log["states"]:
            self.states.append(State(self.chunk, name, value))
            if not isinstance(value, bool):
                yield shown_text(value)

    def _thrown(self, name: str, message: str, stack: str) -> Thrown:
        lines = (int(line) - _FIRST_LINE for line in _FRAME.findall(stack))
        return Thrown(name, as_v8(message), next((line for line in lines if line > 0), None))


def as_v8(message: str) -> str:
    """An engine's message in the words of V8."""
    for pattern, words in _AS_V8:
        message = pattern.sub(words, message)
    return message


def _said_as_v8(match: re.Match[str]) -> str:
    return match[1] + as_v8(match[2])


def _wrapped(body: str) -> str:
    return "\n" * _FIRST_LINE + "(function(__scope){with(__scope){return async function(){" + body + "\n}}})"


class _Engine:
    """A context with the compiled runtime: a handler that leaves its globals alone may be run in it again, from the start."""

    def __init__(self, parts: tuple[str, ...], source: str) -> None:
        import quickjs

        self.failure: type[Exception] = quickjs.JSException
        self.key = (parts, source)
        self.context = quickjs.Context()
        self.context.set_memory_limit(_MEMORY)
        self.context.set_max_stack_size(_STACK)
        self.outside = self.context.eval(_runtime(parts))
        self.code: Any = None
        self.runs_left = 0

    def reuse(self) -> None:
        """From now on looks whether a run has left a trace; that costs as much as making a context."""
        self.runs_left = _RUNS
        self.outside("remember")

    def keep(self) -> None:
        """For the next run of the same source on this thread, where this one has left no trace."""
        self.runs_left -= 1
        with contextlib.suppress(self.failure, MemoryError):
            if self.runs_left > 0 and self.outside("pristine"):
                _spare.engine = self


class _Spare(threading.local):
    """What a thread has left from its last run."""

    engine: _Engine | None = None
    key: tuple[tuple[str, ...], str] | None = None


_spare = _Spare()


def _engine(parts: tuple[str, ...], source: str) -> _Engine:
    """A context for one run; the second run of the same source makes one for many."""
    key, engine, last = (parts, source), _spare.engine, _spare.key
    _spare.engine, _spare.key = None, key
    if engine is None or engine.key != key:
        engine = _Engine(parts, source)
        if key == last:
            engine.reuse()
    return engine


@cache
def _runtime(parts: tuple[str, ...]) -> str:
    """The code of everything: a function that makes a runtime from its options, or tells whether the globals are untouched."""
    texts = {
        part: asset("clients", f"{part}.js").read_text("utf-8").strip() if part in parts else "null" for part in _PARTS
    }
    makers = "".join(
        f"const make{''.join(map(str.title, part.split('_')))} = {text}\n"
        for part, text in texts.items()
        if part != "realm"
    )
    return (
        f"(() => {{ const {{ parse }} = JSON\nconst realm = {texts['realm']}\nconst open = (json) => {{ {makers}"
        "const options = parse(json)\nconst decoders = makeTextDecoder(makeBuffer.utf8Bytes, options.encodings)\n"
        "return makeRuntime(realm.hooks, makeBuffer, decoders, makeVariables, makeMiniProgram, makeWeb, makeXhr, makeV8Json, "
        "options) }\n"
        "return (name, options) => name === 'open' ? open(options) : realm[name]() })()"
    )
