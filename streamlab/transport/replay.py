"""Plays a recording as if it were live."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from streamlab.model import Chunk, End, EndKind, EndReason, Head, Message, Read
from streamlab.transport.base import ignore

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from streamlab.recording import Recording
    from streamlab.request import Request

_LONGEST_RUN = 1000  # messages between two rests, so that a stop is heard within milliseconds


class ReplayTransport:
    """The messages of `recording`, unchanged; at their own pace times `speed`, or at once where that is None.

    A recording that stops before its end is incomplete, and ends so.
    """

    def __init__(self, recording: Recording, speed: float | None = None) -> None:
        self._recording = recording
        self._speed = speed

    async def stream(
        self, request: Request | None = None, on_sent: Callable[[], None] = ignore
    ) -> AsyncGenerator[Message, None]:
        """The messages of the recorded run; `request` is not sent anywhere."""
        on_sent()
        start, now, end = time.monotonic(), 0, None
        for count, message in enumerate(self._recording.messages):
            if isinstance(message, Chunk | Read | Head | End) and message.t_ns >= 0:
                now = message.t_ns
                if self._speed:
                    await self._wait_until(start + now / 1e9 / self._speed)
            if count % _LONGEST_RUN == 0:
                await asyncio.sleep(0)
            yield message
            end = message
        if not isinstance(end, End):
            yield End(now, EndReason.INCOMPLETE, EndKind.RECORDING, "it stops before the end of the run")

    async def _wait_until(self, moment: float) -> None:
        if (seconds := moment - time.monotonic()) > 0:
            await asyncio.sleep(seconds)
