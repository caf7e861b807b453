"""A script over one response in an engine, step by step, within its limits; this runs in the sandbox's process.

A script that has hit a limit is not called any more. A native loop of the engine hears of no limit: an alarm then ends the
process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from streamlab.sandbox import wire
from streamlab.sandbox.alarm import Alarm
from streamlab.sandbox.engine import FAILURES, Engine

Say = Callable[[tuple[bytes, ...]], None]

_JOBS = 64  # promise jobs between two looks at the clock
_TICKS = 1000  # rounds of timers at the end
_EMPTY = '{"states":[],"console":[],"errors":[],"swallowed":0,"dropped":0,"flooded":false,"more":false}'
_NO_FACTS = "{}"
_FACTS = 4 << 20  # characters that they may have
_SLACK = (1.25, 0.1)  # of the limit, and seconds: the engine stops a script itself, with all that it has written down
_ALMOST = 0.9  # of the limit


class Limits(NamedTuple):
    """Seconds of the processor for one step, and for all; characters of all values and lines."""

    seconds: float
    total: float
    characters: int


class _StoppedError(Exception):
    """A limit of `wire` was hit."""


class Steps:
    """What one script does; every step is told to `say`."""

    def __init__(self, engine: Engine, limits: Limits, say: Say, alarm: Alarm) -> None:
        self._engine = engine
        self._context = engine.context
        self._limits = limits
        self._say = say
        self._alarm = alarm
        self._left = limits.total
        self._room = limits.characters
        self._again = False
        self._api: Callable[..., Any] | None = None
        self.dead = False

    def begin(self, status: int, headers: str) -> None:
        """Up to the head of the response."""
        try:
            self._context.set_time_limit(self._limits.seconds)
            self._api = self._timed(self._engine.outside, "open", self._engine.program.options)
            failure = self._compile()
        except _StoppedError as error:
            self._die(error)
            self._say((wire.LOG, _EMPTY.encode()))
            return
        if failure:
            self.dead = True
            self._say((wire.WRONG, failure.encode()))
            return
        self._step("start")
        self._step("open", status, headers)

    def chunk(self, data: bytes) -> None:
        """One more chunk."""
        self._step("chunk", data.decode("latin-1"))

    def end(self) -> None:
        """The response is over; timers and promises come to their end."""
        self._step("end")
        for _ in range(_TICKS):
            if self.dead or not self._again:
                break
            self._step("")

    def facts(self) -> bytes:
        """What the source asked for, as JSON; as good as nothing where that is more than may be told."""
        if self._api is None:
            return _NO_FACTS.encode()
        try:
            said = self._timed(self._api, "facts")
        except _StoppedError:
            return _NO_FACTS.encode()
        return (said if isinstance(said, str) and len(said) < _FACTS else _NO_FACTS).encode()

    def _compile(self) -> str:
        return str(self._timed(self._engine.compile))

    def _step(self, name: str, *args: object) -> None:
        """Calls the runtime, then what became due."""
        if self.dead:
            return
        begun, limit = time.process_time(), min(self._limits.seconds, self._left)
        self._context.set_time_limit(limit)
        assert self._api is not None
        try:
            if name:
                self._timed(self._api, name, *args)
            self._jobs(begun + limit)
            self._again = bool(self._timed(self._api, "tick"))
            self._jobs(begun + limit)
            self._drain()
        except _StoppedError as error:
            self._die(error)
            self._rest()
        self._left = max(self._left - (time.process_time() - begun), 0.01)

    def _drain(self) -> None:
        """Says what was written down."""
        assert self._api is not None
        more = True
        while more:
            text = self._timed(self._api, "drain")
            if not isinstance(text, str):
                raise _StoppedError(wire.MEMORY)
            self._room -= len(text)
            if self._room < 0:
                raise _StoppedError(wire.CHARACTERS)
            flooded = not self.dead and '"flooded":true' in text[-40:]
            more = text.endswith('"more":true}')
            self._say((wire.PART if more or flooded else wire.LOG, text.encode()))
            if flooded:
                raise _StoppedError(wire.VALUES)

    def _rest(self) -> None:
        """What was written down before a limit was hit, where there is still a way to it."""
        self._context.set_time_limit(self._limits.seconds)
        try:
            self._drain()
        except _StoppedError:
            self._say((wire.LOG, _EMPTY.encode()))

    def _die(self, error: _StoppedError) -> None:
        self.dead = True
        limit = min(self._limits.seconds, self._left)
        self._say((wire.STOPPED, error.args[0], f"{limit:g}".encode(), *error.args[1:]))

    def _timed(self, call: Callable[..., Any], *args: object) -> Any:
        begun = time.process_time()
        self._arm()
        try:
            return call(*args)
        except FAILURES as error:
            raise self._why(error, begun) from None
        finally:
            self._alarm.disarm()

    def _why(self, error: Exception, begun: float) -> _StoppedError:
        """The limit behind an exception of the engine: a script may throw whatever it likes, but cannot wind the clock."""
        if time.process_time() - begun >= _ALMOST * min(self._limits.seconds, self._left):
            return _StoppedError(wire.TIME, str(error).encode(errors="replace"))
        return _StoppedError(wire.MEMORY)

    def _jobs(self, deadline: float) -> None:
        """What promises still have to do; QuickJS's own limit counts for each of these jobs anew."""
        begun = time.process_time()
        self._arm()
        try:
            while time.process_time() < deadline:
                for _ in range(_JOBS):
                    if not self._context.execute_pending_job():
                        return
        except FAILURES as error:
            raise self._why(error, begun) from None
        finally:
            self._alarm.disarm()
        raise _StoppedError(wire.TIME)

    def _arm(self) -> None:
        """From now on this process is ended where the engine does not hear of its limit."""
        factor, more = _SLACK
        self._alarm.arm(factor * self._limits.seconds + more)
