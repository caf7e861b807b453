"""Threads that tests start: none holds the interpreter at its end, none is waited for without end."""

from __future__ import annotations

import threading
from collections.abc import Callable

LONGEST = 30.0  # seconds; a test has twice as many


def start(target: Callable[..., object], *args: object) -> threading.Thread:
    """A thread that does not outlive the run: a test may fail before what it waits for."""
    thread = threading.Thread(target=target, args=args, daemon=True)
    thread.start()
    return thread


def join(thread: threading.Thread) -> None:
    """Waits for its end, which must come."""
    thread.join(LONGEST)
    assert not thread.is_alive(), f"{thread.name} still runs"


def wait(event: threading.Event) -> None:
    """Waits for what must come."""
    assert event.wait(LONGEST), "what was waited for did not come"
