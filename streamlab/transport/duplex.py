"""Sends, and hears meanwhile: a peer may answer before it has the whole request, and take no more (RFC 9112 §9.3)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


async def send_and_hear(sending: Coroutine[Any, Any, None], hear: Callable[[], Coroutine[Any, Any, bool]]) -> None:
    """Awaits `sending`. `hear` runs beside it, again for as long as it says that there may be more.

    What either raises ends both. `hear` must lose nothing where it is cancelled, as a read of a stream does not.
    """
    loop = asyncio.get_running_loop()
    sent = loop.create_task(sending)  # both are held here, and have ended when this has
    heard: asyncio.Task[bool] | None = None
    try:
        while not sent.done():
            heard = loop.create_task(hear())
            await asyncio.wait({sent, heard}, return_when=asyncio.FIRST_COMPLETED)
            if heard.done() and not heard.result():
                break
            await _ended(heard)
        await sent
    finally:
        await _ended(sent, heard)


async def _ended(*tasks: asyncio.Task[Any] | None) -> None:
    running = [task for task in tasks if task is not None and task.cancel()]
    if running:
        await asyncio.wait(running)
