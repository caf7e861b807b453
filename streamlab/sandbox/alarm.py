"""What the sandbox's process says, and what ends it where a script hears of no limit; this runs in that process.

Messages are held back for a moment, since every one wakes the parent. A loop of the engine's own lets other threads run, and a
signal reaches the process all the same: the thread here then says what is held, and ends the process. Where even that cannot be,
the system ends it a little later.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import sys
import time

from streamlab.sandbox import wire

if sys.platform == "win32":
    import _winapi
else:
    import select
    import signal

TIME_IS_UP = 4  # the code the process ends with then
_HELD = 1 << 15  # bytes
_HELD_S = 0.1
_LATER = 0.25  # seconds of work, until the system ends it
_LOOK_MS = 2_000  # between two looks whether the parent is still the same
_SYNCHRONIZE = 0x0010_0000


class Mouth:
    """Any thread may have it speak."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._held: list[bytes] = []
        self._size = 0
        self._spoken = time.monotonic()
        self.speaking = _thread.allocate_lock()

    def say(self, fields: tuple[bytes, ...]) -> None:
        """What ends an answer is said at once, with all before it; so is much, and what was held for long."""
        message = wire.packed(fields)
        self._held.append(message)
        self._size += len(message)
        if self._size > _HELD or fields[0] in (wire.READY, wire.DONE) or time.monotonic() - self._spoken > _HELD_S:
            with self.speaking:
                self.speak()

    def speak(self) -> None:
        """Says what is held; whoever asks for it has `speaking`."""
        left, self._held, self._size = memoryview(b"".join(self._held)), [], 0
        while left:
            left = left[os.write(self._file, left) :]
        self._spoken = time.monotonic()


class Alarm:
    """Ends the process with its parent, and while it is armed, after so many seconds of work."""

    def __init__(self, mouth: Mouth, hear: int, parent: int) -> None:
        self._mouth = mouth
        self._armed = False
        self._hear = hear
        if sys.platform != "win32":
            self._woken, wakes = os.pipe()
            os.set_blocking(wakes, False)
            signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
            signal.signal(signal.SIGPROF, lambda *_: None)
        _thread.start_new_thread(self._wait, (parent,))

    def arm(self, seconds: float) -> None:
        """From now on."""
        self._armed = True
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _LATER)

    def disarm(self) -> None:
        """What was armed for is over; it may be armed again at once."""
        self._armed = False

    def rest(self) -> None:
        """Nothing runs any more."""
        self._armed = False
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _wait(self, parent: int) -> None:
        """Linux could end a process with its parent itself, but does so at the end of the thread that started it already."""
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                _winapi.WaitForSingleObject(_winapi.OpenProcess(_SYNCHRONIZE, False, parent), _winapi.INFINITE)
        else:
            looks = select.poll()
            looks.register(self._hear, 0)  # only that the other end was closed
            looks.register(self._woken, select.POLLIN)
            # Another child of the parent may hold the other end, too.
            while os.getppid() == parent:
                for file, _ in looks.poll(_LOOK_MS):
                    if file == self._hear:
                        os._exit(0)
                    os.read(self._woken, 1 << 10)
                    self._ring()
        os._exit(0)

    def _ring(self) -> None:
        with self._mouth.speaking:
            if self._armed:  # else it came to its end in this moment
                self._mouth.speak()
                os._exit(TIME_IS_UP)
