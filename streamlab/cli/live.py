"""A run in the terminal: the session on a plain loop, what arrives shown as it grows, the recording kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

import click

from streamlab.cli import console
from streamlab.cli.streams import NotWritten
from streamlab.i18n import translate
from streamlab.model import EndKind, EndReason
from streamlab.reports.terminal import Ink, escape, escape_line

if TYPE_CHECKING:
    from pathlib import Path

    from streamlab.analysis import Analysis
    from streamlab.cli.signals import Ending
    from streamlab.model import End
    from streamlab.recording import Keeper
    from streamlab.request import Request
    from streamlab.session import Batch, Session

_CLEAR = "\r\x1b[K"
_LONGEST_CHARACTER = 4


class View(Protocol):
    """Shows a run while it grows."""

    def show(self, analysis: Analysis, batch: Batch) -> None:
        """What `batch` says has come."""
        ...


class ProgressLine:
    """One line on stderr that is rewritten while the run goes on; on a terminal only."""

    def __init__(self) -> None:
        self._shown = False

    def show(self, batch: Batch) -> None:
        """Rewrites the line."""
        if sys.stderr.isatty() and batch.end is None:
            click.echo(_CLEAR + progress_text(batch), err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        """Removes the line, so that something else can be written there."""
        if self._shown:
            click.echo(_CLEAR, err=True, nl=False)
            self._shown = False


class ReplyView:
    """The reply text as it grows, on a terminal; elsewhere stdout waits for the report, and only progress is shown."""

    def __init__(self, ink: Ink, *, live: bool) -> None:
        self.shown = False
        self._ink = ink
        self._live = live
        self._progress = ProgressLine()
        self._deltas = 0
        self._version = 0

    def show(self, analysis: Analysis, batch: Batch) -> None:
        """Writes the deltas that are new; once text stands on the line the progress stays away."""
        if self._live:
            self._write(analysis, batch)
        if batch.end is not None:
            self._progress.clear()
            if self.shown:
                click.echo("\n")
        elif not self.shown:
            self._progress.show(batch)

    def _write(self, analysis: Analysis, batch: Batch) -> None:
        if batch.reply_version != self._version:
            self._version = batch.reply_version
            if self.shown:
                click.echo(f"\n{self._ink.dim(translate('Cli', '(the peer replaced the reply)'))}")
            self._deltas = 0
        for delta in analysis.deltas[self._deltas : batch.deltas]:
            self._progress.clear()
            text = escape(delta.text)
            click.echo(text if delta.kind == "text" else self._ink.dim(text), nl=False)
            self.shown = True
        self._deltas = batch.deltas


class ChunkView:
    """Every chunk as hex, base64 and text, as soon as it is known what the borders cut."""

    def __init__(self, ink: Ink, *, listed: bool) -> None:
        self._ink = ink
        self._listed = listed
        self._progress = ProgressLine()
        self._chunks = 0

    def show(self, analysis: Analysis, batch: Batch) -> None:
        """Writes the chunks that are settled: a character that begins in them has ended."""
        if not self._listed:
            self._progress.show(batch)
            return
        from streamlab.reports.chunks import chunk_lines

        while self._chunks < batch.chunks and self._settled(analysis, batch):
            console.result(chunk_lines(analysis, self._chunks, self._ink))
            self._chunks += 1

    def _settled(self, analysis: Analysis, batch: Batch) -> bool:
        reached = analysis.chunk_ends[self._chunks] + _LONGEST_CHARACTER
        return batch.end is not None or reached <= batch.content_size


def progress_text(batch: Batch) -> str:
    """Chunks, bytes and time so far."""
    parts = (
        translate("Report", "%n chunk(s)", n=batch.chunks),
        translate("Report", "%n byte(s)", n=batch.content_size),
        f"{batch.t_ns / 1e9:.1f} s",
    )
    return " · ".join(parts)


def run(
    request: Request, view: View, ending: Ending, *, recording: Path | None, max_time: float | None = None
) -> tuple[Session, End, bool]:
    """Sends `request` and shows what comes: the session, its end, and whether it was `max_time` that ended it.

    A signal that `ending` hears ends the run.
    """
    import asyncio

    from streamlab.loops import Unwaited
    from streamlab.session import Session
    from streamlab.transport import HttpxTransport

    watched = True

    def show(batch: Batch) -> None:
        nonlocal watched
        try:
            if watched:
                view.show(session.analysis, batch)
        except (OSError, NotWritten):  # a terminal that was closed: the run goes on, and is recorded
            watched = False

    transport = HttpxTransport(max_time=max_time)
    session: Session = Session(request, transport=transport, recording_path=recording, on_batch=show)

    async def heeding() -> End:
        asyncio.get_running_loop().set_default_executor(Unwaited())
        # The session answers a cancellation by ending as aborted, with everything kept.
        with ending.stops(session):
            return await session.run()

    end = asyncio.run(heeding())
    return session, end, end.kind is EndKind.TIME_LIMIT


def temporary_recording() -> Path | None:
    """Where to record if no file is named; None where there is no place for it."""
    from streamlab.recording import files

    try:
        return files.temporary()
    except OSError:
        return None


def settle_recording(session: Session, end: End, named: Path | None) -> bool:
    """Says where the recording is, as far as that has been seen; drops one that nobody asked for and nobody needs: the run is
    complete, or nothing came. Whether nothing of it is lost."""
    keeper = session.keeper
    if keeper is None:
        return True
    if named is None and (end.reason is EndReason.COMPLETE or not session.analysis.read_times):
        if keeper.path is not None:
            keeper.path.unlink(missing_ok=True)
        return True
    if keeper.problem:
        console.say(escape_line(keeper.problem))
    if sentence := _whereabouts(keeper):
        console.say(sentence.format(file=escape_line(str(keeper.path or keeper.named))))
    return bool(sentence)


def _whereabouts(keeper: Keeper) -> str:
    if keeper.left_alone:
        return translate("Cli", "Nothing arrived: {file} is as it was before.")
    if keeper.is_stream:
        return translate(
            "Cli",
            "The recording was written to {file}, a pipe, a device or the output itself: whether it is kept there is not known.",
        )
    return translate("Cli", "The recording is kept in {file}") if keeper.kept else ""
