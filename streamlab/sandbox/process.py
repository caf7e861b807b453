"""The processes that pasted JavaScript runs in: started, asked, killed at their limits, kept for the next run.

Any thread may have one; what one thread has, another may kill.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto

from streamlab.sandbox import wire
from streamlab.sandbox.command import NoProcessError, command, surroundings
from streamlab.sandbox.pipe import Writer, reader

_BEAT = 0.05  # seconds between two calls of whoever waits
_START = 20.0  # seconds that a process may take to say its first word
_IDLE = 2  # processes that wait for a run
_NO_WINDOW = 0x0800_0000 if sys.platform == "win32" else 0
_OUT_OF_MEMORY, _TIME_IS_UP = 3, 4  # see `child` and `alarm`
_ROOT = os.path.abspath(os.sep)  # noqa: PTH100 (no folder of anybody)


class _Waiting(threading.local):
    seconds = 0.0


_waiting = _Waiting()


def waited() -> float:
    """Seconds that this thread has waited for scripts, so far: what it did itself does not count."""
    return _waiting.seconds


class Cause(Enum):
    """Why a process ended in the middle of a run."""

    TIME = auto()  # it was killed for it
    MEMORY = auto()
    CLOSED = auto()  # nobody wants to know any more
    CRASH = auto()
    GARBAGE = auto()  # what it said was no message of ours


class EndedError(Exception):
    """The process has ended, or was killed for what it said: `cause`, and the number of the signal where there is one."""

    def __init__(self, cause: Cause, signal_number: int = 0) -> None:
        super().__init__(cause.name)
        self.cause = cause
        self.signal_number = signal_number


class Child:
    """One process. It runs one script at a time; its owner alone asks and closes it."""

    def __init__(self) -> None:
        """Raises `NoProcessError`."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 (this Python, our own module)
                command(),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=surroundings(),
                start_new_session=True,  # Ctrl+C is for the parent
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise NoProcessError(error.strerror or type(error).__name__) from None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._writer = Writer(self._process.stdin.fileno())
        self._reader = reader(self._process.stdout.fileno())
        self._buffer = bytearray()
        self._ready = False
        self._stopped = False
        self.program: object = None  # the one that it was told last

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, messages: Iterable[bytes], beat: Callable[[], object]) -> None:
        """Tells it something; it hears all of it before it does anything. `beat` is called while that lasts, and may throw.

        Raises `NoProcessError` where it never came up.
        """
        if not self._ready:
            self._await_ready(beat)
        left, deadline = memoryview(b"".join(messages)), time.monotonic() + _START
        with contextlib.suppress(BrokenPipeError):  # what has become of it is said when it is listened to
            while left:
                taken = self._writer.write(left, _BEAT)
                left = left[taken:]
                if not taken:
                    beat()
                    if time.monotonic() > deadline:
                        self._process.kill()
                        return

    def hear(self, seconds: float, most: int, beat: Callable[[], object]) -> list[bytes]:
        """What it says next, within `seconds`, in at most so many bytes; `beat` is called while that lasts, and may throw.

        Raises `EndedError`.
        """
        deadline = time.monotonic() + seconds
        try:
            while (message := wire.taken(self._buffer, most)) is None:
                data = self._waited(self._reader.read)
                if data is None:
                    beat()
                    if time.monotonic() > deadline:
                        self.stop()
                        raise EndedError(Cause.TIME)
                elif not data:
                    raise self._ended()
                else:
                    self._buffer += data
        except wire.GarbageError:
            self.stop()
            raise EndedError(Cause.GARBAGE) from None
        return message

    @staticmethod
    def _waited(read: Callable[[float], bytes | None]) -> bytes | None:
        begun = time.monotonic()
        try:
            return read(_BEAT)
        finally:
            _waiting.seconds += time.monotonic() - begun

    def stop(self) -> None:
        """Kills it; whoever listens to it hears that it has ended."""
        self._stopped = True
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kills it and gives back what it took."""
        self.stop()
        while self._reader.read(_BEAT):
            pass
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def forget(self) -> None:
        """In a copy of this process: it is not ours."""
        self._process.returncode = 0
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _await_ready(self, beat: Callable[[], object]) -> None:
        try:
            self._ready = self.hear(_START, len(wire.packed((wire.READY,))), beat) == [wire.READY]
        except EndedError as error:
            raise NoProcessError(error.cause.name.lower()) from None
        if not self._ready:
            raise NoProcessError(Cause.GARBAGE.name.lower())

    def _ended(self) -> EndedError:
        code = self._process.wait()
        if self._stopped:
            return EndedError(Cause.CLOSED)
        if code == _TIME_IS_UP or (sys.platform != "win32" and code == -signal.SIGVTALRM):
            return EndedError(Cause.TIME)
        if code == _OUT_OF_MEMORY or (sys.platform != "win32" and code == -signal.SIGKILL):
            return EndedError(Cause.MEMORY)
        return EndedError(Cause.CRASH, max(-code, 0))


class _Pool:
    """Those that wait for a run, and all others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._closed = False

    def take(self, program: object) -> Child:
        """One that runs nothing; rather one that knows the program. Raises `NoProcessError`."""
        while (child := self._waiting(program)) is not None:
            if child.lives:
                return child
            self.drop(child)
        if self._closed:
            raise NoProcessError(Cause.CLOSED.name.lower())
        return self._started()

    def _started(self) -> Child:
        child = Child()
        with self._lock:
            self._busy.add(child)
            closed = self._closed
        if closed:  # meanwhile
            child.stop()
        return child

    def _waiting(self, program: object) -> Child | None:
        with self._lock:
            known = (child for child in reversed(self._idle) if child.program is program)
            child = next(known, self._idle[-1] if self._idle else None)
            if child is not None:
                self._idle.remove(child)
                self._busy.add(child)
            return child

    def keep(self, child: Child) -> None:
        """It has come to the end of a run."""
        with self._lock:
            self._busy.discard(child)
            if len(self._idle) < _IDLE and not self._closed:
                self._idle.append(child)
                return
        child.close()

    def drop(self, child: Child) -> None:
        """It is in the middle of a run that nobody waits for, or has ended."""
        with self._lock:
            self._busy.discard(child)
        child.close()

    def warm(self) -> None:
        """Starts one ahead where none waits."""
        with self._lock:
            if self._idle:
                return
        with contextlib.suppress(NoProcessError):
            self.keep(Child())

    def close(self) -> None:
        """Kills all."""
        with self._lock:
            idle, busy = self._idle, list(self._busy)
            self._idle = []
        for child in idle:
            child.close()
        for child in busy:
            child.stop()

    @contextlib.contextmanager
    def closed(self) -> Iterator[None]:
        """Kills all, and there are none while this lasts: whoever waits for one may be waited for."""
        self._closed = True
        self.close()
        try:
            yield
        finally:
            self._closed = False

    def forget(self) -> None:
        """In a copy of this process."""
        self._lock = threading.Lock()
        for child in (*self._idle, *self._busy):
            child.forget()
        self._idle, self._busy = [], set()


_pool = _Pool()
take, keep, drop, warm, close, closed = _pool.take, _pool.keep, _pool.drop, _pool.warm, _pool.close, _pool.closed
atexit.register(close)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_pool.forget)
