"""The process that pasted JavaScript runs in: it is told programs and chunks on standard input, and says what came of them.

It starts with an empty environment, and gives up what it does not need before it hears of a script: files, processes, memory. It
ends with its parent, however that ends. What it imports is most of its start: the standard library's least, and the engine.
"""

from __future__ import annotations

import contextlib
import os
import sys

from streamlab.sandbox import wire
from streamlab.sandbox.alarm import Alarm, Mouth
from streamlab.sandbox.engine import Engine, Engines, Program
from streamlab.sandbox.steps import Limits, Steps

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 3  # the code it ends with then
_ADDRESSES = 1 << 30  # bytes of memory, the engine's and those to copy what it says
_FILES = 6  # those that are open
_READ = 1 << 16


def main(parent: int) -> None:
    """Serves until standard input ends."""
    say = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)  # whoever else writes there is not heard
    os.dup2(nothing, 2)
    os.close(nothing)
    mouth = Mouth(say)
    alarm = Alarm(mouth, 0, parent)
    _confine()
    try:
        _Service(0, mouth, alarm).run()
    except (BrokenPipeError, wire.GarbageError):
        pass
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)


class _Service:
    def __init__(self, hear: int, mouth: Mouth, alarm: Alarm) -> None:
        self._hear = hear
        self._mouth = mouth
        self._alarm = alarm
        self._buffer = bytearray()
        self._engines = Engines()
        self._program: Program | None = None
        self._engine: Engine | None = None
        self._steps: Steps | None = None

    def run(self) -> None:
        self._mouth.say((wire.READY,))
        while (message := self._heard()) is not None:
            self._answer(message[0], message[1:])

    def _answer(self, kind: bytes, fields: list[bytes]) -> None:
        if kind == wire.PROGRAM:
            memory, runtime, options, *texts = map(_text, fields)
            self._program = Program(runtime, options, int(memory), tuple(texts))
            return
        if kind == wire.BEGIN:
            self._begin(*map(_text, fields))
            return
        steps = self._steps
        assert steps is not None
        for chunk in fields[1:]:
            steps.chunk(chunk)
        if fields[0]:
            steps.end()
        facts = steps.facts()
        self._alarm.rest()
        self._mouth.say((wire.DONE, facts))
        if fields[0] and not steps.dead and self._engine is not None:
            self._engines.keep(self._engine)
            self._engine = self._steps = None

    def _begin(self, seconds: str, total: str, characters: str, status: str, headers: str) -> None:
        assert self._program is not None
        limits = Limits(float(seconds), float(total), int(characters))
        self._engine = self._engines.take(self._program)
        self._steps = Steps(self._engine, limits, self._mouth.say, self._alarm)
        self._steps.begin(int(status), headers)

    def _heard(self) -> list[bytes] | None:
        while (message := wire.taken(self._buffer)) is None:
            data = os.read(self._hear, _READ)
            if not data:
                return None
            self._buffer += data
        return message


def _text(field: bytes) -> str:
    return field.decode("utf-8")


def _confine() -> None:
    """Gives up what no script needs; systems differ in what they know."""
    if sys.platform == "win32":
        return
    bounds = {
        resource.RLIMIT_AS: _ADDRESSES,
        resource.RLIMIT_NOFILE: _FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
