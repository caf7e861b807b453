"""One run: transport -> recording -> analysis -> batches; knows no loop but the one it runs on.

Messages are taken as fast as they come and worked on together, every `BATCH_S` at most: the recording first, which is the
truth, then the analysis, then `on_batch`. A batch holds counts only; who shows it reads the analysis up to them.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import aclosing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from streamlab.analysis import Analysis
from streamlab.importing import load_file
from streamlab.model import End, EndKind, EndReason, Finding, Head, Message, Verdict
from streamlab.recording import Keeper, Recording, timestamp
from streamlab.request import Request, redacted

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.transport import Transport

_ON_REQUEST = (EndKind.STOPPED, "on request")
BATCH_S = 0.033
BATCH_MESSAGES = 2000  # as many are worked on in some 30 ms: a stop is heard in time even when a stream floods

State = Literal["connecting", "waiting", "streaming", "ended"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What has been published so far: counts, and what is replaced as a whole.

    `t_ns` is the time since the request was sent (before that, since the run began). `problem` is a sentence about the
    recording where something happened to its file: the run goes on. `kept`, after the end, is the file that was found to hold the
    whole recording.
    """

    state: State
    t_ns: int
    chunks: int
    content_size: int
    reads: int
    frames: int
    deltas: int
    reply_version: int
    json_failures: int
    comments: int
    findings: tuple[Finding, ...]
    verdict: Verdict
    end: End | None
    problem: str = ""
    kept: Path | None = None


class Session:
    """One run of `request`, by default over the network. `on_batch` is called on the loop's thread.

    Without a `recording_path` the messages stay in memory, as does what no disk takes; `recording()` gives all. `keeper` knows
    where the recording is; None without a path, and before the run.
    """

    def __init__(
        self,
        request: Request,
        *,
        transport: Transport | None = None,
        recording_path: str | os.PathLike[str] | None = None,
        on_batch: Callable[[Batch], None],
        analysis: Analysis | None = None,
    ) -> None:
        self._request = request
        self.analysis = analysis or Analysis(request=self._recorded.json())
        self.keeper: Keeper | None = None
        self._transport = transport
        self._path = recording_path
        self._on_batch = on_batch
        self._created = timestamp()
        self._in_memory: list[Message] = []
        self._pending: list[Message] = []
        self._flush_timer: asyncio.Handle | None = None
        self._flushed_at = 0.0
        self._stopped: tuple[EndKind, str] | None = None
        self._failure: BaseException | None = None
        self._task: asyncio.Task[End] | None = None
        self._state: State = "connecting"
        self._end: End | None = None
        self._start_ns = 0

    @cached_property
    def _recorded(self) -> Request:
        """The request without its secrets: looking for them in a large body takes time."""
        return redacted(self._request)

    async def run(self) -> End:
        """Runs to the end and returns it. Cancelling the task stops the run: it ends as aborted, with everything kept."""
        self._task = asyncio.current_task()
        self._start_ns = time.monotonic_ns()
        if self._path is not None:
            self.keeper = Keeper(self._path, self._recorded)
        try:
            self._publish()
            if self._stopped:  # before it began
                raise asyncio.CancelledError
            end = await self._receive()
            self._finish(end)
        except asyncio.CancelledError:
            if self._failure is not None:
                raise self._failure from None
            if self._task is not None and self._task.cancelling():
                self._task.uncancel()
            end = End(self._now(), EndReason.ABORTED, *(self._stopped or _ON_REQUEST))
            self._finish(end)
        finally:
            if self._flush_timer is not None:
                self._flush_timer.cancel()
            if self.keeper is not None:
                self.keeper.close()
        return end

    def stop(self, kind: EndKind, detail: str = "") -> None:
        """Ends the run as aborted, with everything kept; on its loop's thread. The first reason counts."""
        self._stopped = self._stopped or (kind, detail)
        if self._task is not None and self._state != "ended":
            self._task.cancel()

    def _finish(self, end: End) -> None:
        self._state, self._end = "ended", end
        self._pending.append(end)
        self._flush()

    @property
    def problem(self) -> str:
        """What happened to the recording's file, as a sentence; '' where nothing did."""
        return self.keeper.problem if self.keeper is not None else ""

    def recording(self) -> Recording:
        """Everything recorded so far. Raises OSError or RecordingFormatError where the file has been tampered with."""
        if self.keeper is None:
            return Recording(self._created, self._recorded, list(self._in_memory))
        with self.keeper.opened() as file:
            written = load_file(file, os.fspath(self.keeper.path or self.keeper.named))
        return Recording(written.created, written.request, written.messages)

    async def _receive(self) -> End:
        """Takes in all messages but the end, which it returns."""
        loop = asyncio.get_running_loop()
        pending = self._pending
        async with aclosing((self._transport or _network()).stream(self._request, self._sent)) as messages:
            async for message in messages:
                kind = type(message)
                if kind is End:
                    return message  # type: ignore[return-value]
                if kind is Head:
                    self._state = "streaming"
                pending.append(message)
                if len(pending) >= BATCH_MESSAGES:
                    self._flush()
                elif self._flush_timer is None:
                    # At once after a rest, else when the batch is due.
                    self._flush_timer = loop.call_at(self._flushed_at + BATCH_S, self._flush_in_time)
        raise RuntimeError("the transport gave no end")

    def _sent(self) -> None:
        self._start_ns = time.monotonic_ns()
        self._state = "waiting"
        # Not here: this is called from inside the transport, which would take a listener's exception for its own.
        self._flush_timer = asyncio.get_running_loop().call_soon(self._flush_in_time)

    def _now(self) -> int:
        return time.monotonic_ns() - self._start_ns

    def _flush_in_time(self) -> None:
        """The timer's callback. What goes wrong here is ours and must end the run, not vanish in the loop's log."""
        self._flush_timer = None
        try:
            self._flush()
            self._flushed_at = asyncio.get_running_loop().time()
        except BaseException as error:  # noqa: BLE001 (re-raised by `run`)
            self._failure = error
            if self._task is not None:
                self._task.cancel()

    def _flush(self) -> None:
        pending = self._pending[:]
        self._pending.clear()
        self._record([message for message in pending if not _is_made_up(message)])
        self.analysis.feed(pending)
        self._publish()

    def _publish(self) -> None:
        analysis = self.analysis
        self._on_batch(
            Batch(
                state=self._state,
                t_ns=self._end.t_ns if self._end else self._now(),
                chunks=len(analysis.chunk_times),
                content_size=analysis.content_size,
                reads=len(analysis.read_times),
                frames=len(analysis.frames),
                deltas=len(analysis.deltas),
                reply_version=analysis.reply_version,
                json_failures=len(analysis.json_failures),
                comments=len(analysis.comments),
                findings=analysis.findings,
                verdict=analysis.verdict,
                end=self._end,
                problem=self.problem,
                kept=self.keeper.kept if self.keeper is not None else None,
            )
        )

    def _record(self, messages: list[Message]) -> None:
        if self.keeper is None:
            self._in_memory += messages
            return
        self.keeper.write(messages)
        if self._state == "ended":  # nothing follows: what the last batch says of the file has been looked at
            self.keeper.close()


def _is_made_up(message: Message) -> bool:
    """Whether it says that the recording which is played has no end: that is no part of a recording."""
    return isinstance(message, End) and message.kind is EndKind.RECORDING


def _network() -> Transport:
    from streamlab.transport import HttpxTransport

    return HttpxTransport()
