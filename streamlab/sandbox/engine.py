"""QuickJS contexts with the compiled runtime, kept from one run to the next; this runs in the sandbox's process."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

# What `quickjs` itself takes it from: that package loads logging and thread pools, too, half of the process's start.
import _quickjs

FAILURES = (_quickjs.JSException, UnicodeError, MemoryError)
_STACK = 256 << 10  # a thread of its own may have no more than 512 KiB on some systems
_RUNS = 1000  # in one context


class Program(NamedTuple):
    """What is run: the code of its runtime and the options of that, bytes of memory, and its own code in the ways to read it."""

    runtime: str
    options: str
    memory: int
    texts: tuple[str, ...]  # where none can be compiled, the second last tells why


class Engine:
    """A context with the compiled runtime: a handler that leaves its globals alone may be run in it again, from the start."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.context = _quickjs.Context()
        self.context.set_memory_limit(program.memory)
        self.context.set_max_stack_size(_STACK)
        self.outside = self.context.eval(program.runtime)
        self.compiled = False
        self.runs_left = 0

    def compile(self) -> str:
        """Makes a function of the code, once; '' or why that cannot be, as JSON."""
        said: list[str] = []
        if not self.compiled:
            for text in self.program.texts:
                said.append(self.outside("compile", text))
                if not said[-1]:
                    break
        self.compiled = not said or not said[-1]
        return "" if self.compiled else said[-2:][0]

    def reuse(self) -> None:
        """From now on looks whether a run has left a trace; that costs as much as making a context."""
        self.runs_left = _RUNS
        self.outside("remember")

    @property
    def pristine(self) -> bool:
        """Whether it may have another run: this one has left no trace."""
        self.runs_left -= 1
        with contextlib.suppress(*FAILURES):
            return self.runs_left > 0 and bool(self.outside("pristine"))
        return False


class Engines:
    """The context of the last run, for the next one of the same program; its second run makes one for many."""

    def __init__(self) -> None:
        self.spare: Engine | None = None
        self._last: Program | None = None

    def take(self, program: Program) -> Engine:
        """A context for one run."""
        engine, last = self.spare, self._last
        self.spare, self._last = None, program
        if engine is None or engine.program is not program:
            engine = Engine(program)
            if program is last:
                engine.reuse()
        return engine

    def keep(self, engine: Engine) -> None:
        """For the next run, where this one has left no trace."""
        if engine.pristine:
            self.spare = engine
