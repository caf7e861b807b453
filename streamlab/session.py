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
from typing import TYPE_CHECKING, Literal

from streamlab.analysis import Analysis
from streamlab.i18n import translate
from streamlab.importing import load
from streamlab.model import End, EndKind, EndReason, Finding, Head, Message, Verdict
from streamlab.recording import Recording, RecordingWriter, timestamp
from streamlab.request import Request, redacted

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.transport import Transport

BATCH_S = 0.033
BATCH_MESSAGES = 2000  # as many are worked on in some 30 ms: a stop is heard in time even when a stream floods

State = Literal["connecting", "waiting", "streaming", "ended"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What has been published so far: counts, and what is replaced as a whole.

    `t_ns` is the time since the request was sent (before that, since the run began). `problem` is a sentence about the
    recording where it could not be written: the run goes on, kept in memory.
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


class Session:
    """One run of `request`, by default over the network. `on_batch` is called on the loop's thread.

    Without a `recording_path` the messages stay in memory, as do those that the disk refused; `recording()` gives all.
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
        self.analysis = analysis or Analysis.for_request(request)
        self.problem = ""
        self._request = request
        self._transport = transport
        self._path = recording_path
        self._on_batch = on_batch
        self._created = timestamp()
        self._writer: RecordingWriter | None = None
        self._in_memory: list[Message] = []
        self._pending: list[Message] = []
        self._flush_timer: asyncio.Handle | None = None
        self._flushed_at = 0.0
        self._failure: BaseException | None = None
        self._task: asyncio.Task[End] | None = None
        self._state: State = "connecting"
        self._start_ns = 0

    async def run(self) -> End:
        """Runs to the end and returns it. Cancelling the task stops the run: it ends as aborted, with everything kept."""
        self._task = asyncio.current_task()
        self._start_ns = time.monotonic_ns()
        self._open_recording()
        try:
            self._publish()
            end = await self._receive()
            self._finish(end)
        except asyncio.CancelledError:
            if self._failure is not None:
                raise self._failure from None
            if self._task is not None:
                self._task.uncancel()
            end = End(self._now(), EndReason.ABORTED, EndKind.STOPPED, "on request")
            self._finish(end)
        finally:
            if self._flush_timer is not None:
                self._flush_timer.cancel()
            self._close_recording()
        return end

    def _finish(self, end: End) -> None:
        self._state = "ended"
        self._pending.append(end)
        self._flush()

    def recording(self) -> Recording:
        """Everything recorded so far. Raises OSError or RecordingFormatError where the file has been tampered with."""
        if self._path is None or self._writer is None:
            return Recording(self._created, redacted(self._request), list(self._in_memory))
        written = load(self._path)
        return Recording(written.created, written.request, [*written.messages, *self._in_memory])

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
        self._record(pending)
        self.analysis.feed(pending)
        self._publish()

    def _publish(self) -> None:
        analysis = self.analysis
        self._on_batch(
            Batch(
                state=self._state,
                t_ns=analysis.end.t_ns if analysis.end else self._now(),
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
                end=analysis.end,
                problem=self.problem,
            )
        )

    # -- the recording -------------------------------------------------------------------------------------------------

    def _open_recording(self) -> None:
        if self._path is not None:
            try:
                self._writer = RecordingWriter(self._path, redacted(self._request))
            except OSError as error:
                self._say(error)

    def _record(self, messages: list[Message]) -> None:
        if self._writer is not None and not self.problem:
            try:
                self._writer.write(messages)
                return
            except OSError as error:
                self._say(error)
        self._in_memory += messages

    def _close_recording(self) -> None:
        if self._writer is not None:
            try:
                self._writer.close()
            except OSError as error:
                self._say(error)

    def _say(self, error: OSError) -> None:
        text = translate(
            "Session", "The recording could not be written ({reason}): {path}. The run goes on and is kept in memory."
        )
        self.problem = self.problem or text.format(reason=error.strerror or error, path=os.fspath(self._path or ""))


def _network() -> Transport:
    from streamlab.transport import HttpxTransport

    return HttpxTransport()
