"""QuickJS contexts with the compiled runtime of `assets/clients`, kept from one run to the next.

The handler's `uni`, `wx`, `fetch`, `console` … are JavaScript themselves: QuickJS takes no calls into Python while a time
limit is set. A context lives and dies on the thread that made it.
"""

from __future__ import annotations

import contextlib
import threading
from functools import cache

from streamlab.resources import asset

_MEMORY = 256 << 20
_STACK = 256 << 10  # a thread of its own may have no more than 512 KiB on some systems
_RUNS = 1000  # in one context
PARTS = ("realm", "buffer", "text_decoder", "variables", "mini_program", "web", "xhr", "v8_json", "runtime")


class Engine:
    """A context with the compiled runtime: a handler that leaves its globals alone may be run in it again, from the start."""

    def __init__(self, parts: tuple[str, ...], source: str) -> None:
        import quickjs

        self.failure: type[Exception] = quickjs.JSException
        self.key = (parts, source)
        self.context = quickjs.Context()
        self.context.set_memory_limit(_MEMORY)
        self.context.set_max_stack_size(_STACK)
        self.outside = self.context.eval(_runtime(parts))
        self.code: object = None  # the source as a function of its globals, once it is compiled
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

    engine: Engine | None = None
    key: tuple[tuple[str, ...], str] | None = None


_spare = _Spare()


def engine_for(parts: tuple[str, ...], source: str) -> Engine:
    """A context for one run; the second run of the same source makes one for many."""
    key, engine, last = (parts, source), _spare.engine, _spare.key
    _spare.engine, _spare.key = None, key
    if engine is None or engine.key != key:
        engine = Engine(parts, source)
        if key == last:
            engine.reuse()
    return engine


@cache
def _runtime(parts: tuple[str, ...]) -> str:
    """The code of everything: a function that makes a runtime from its options, or tells whether the globals are untouched."""
    texts = {
        part: asset("clients", f"{part}.js").read_text("utf-8").strip() if part in parts else "null" for part in PARTS
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
