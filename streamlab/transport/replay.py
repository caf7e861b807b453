"""Plays a recording as if it were live."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from streamlab.model import Chunk, End, Head, Message, Read
from streamlab.transport.base import ignore

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from streamlab.recording import Recording
    from streamlab.request import Request

_LONGEST_RUN = 1000  # messages between two rests, so that a stop is heard within milliseconds


class ReplayTransport:
    """The messages of `recording`, unchanged; at their own pace times `speed`, or at once where that is None.

    A recording that stops before the end of its run ends as one that was cut: how the run ended is not known.
    """

    def __init__(self, recording: Recording, speed: float | None = None) -> None:
        self._recording = recording
        self._speed = speed

    async def stream(
        self, request: Request | None = None, on_sent: Callable[[], None] = ignore
    ) -> AsyncGenerator[Message, None]:
        """The messages of the recorded run; `request` is not sent anywhere."""
        on_sent()
        start = time.monotonic()
        for count, message in enumerate(self._recording.messages):
            if self._speed and isinstance(message, Chunk | Read | Head | End) and message.t_ns >= 0:
                await self._wait_until(start + message.t_ns / 1e9 / self._speed)
            if count % _LONGEST_RUN == 0:
                await asyncio.sleep(0)
            yield message
        if self._recording.end not in self._recording.messages[-1:]:
            yield self._recording.end

    async def _wait_until(self, moment: float) -> None:
        if (seconds := moment - time.monotonic()) > 0:
            await asyncio.sleep(seconds)
