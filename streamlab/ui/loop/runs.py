"""The runs of this session: sending, stopping, opening, saving; no widgets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from streamlab.errors import RecordingFormatError
from streamlab.library import shelf
from streamlab.library.entry import Entry, again, live, recording_of, replay, title_of
from streamlab.library.reading import ReadAs
from streamlab.secrets import redact_url
from streamlab.ui.loop.bridge import Bridge, spawn
from streamlab.words.files import file_sentence

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from streamlab.model import EndKind
    from streamlab.request import Request
    from streamlab.session import Batch, Session
    from streamlab.ui.settings import Settings

MOST_RUNS = 40  # older ones leave the history; their recordings stay on the disk
MOST_ANALYSES = 8  # in memory; that of an older run is made again from its recording when it is shown


class Runs(QObject):
    """Owns the bridge; at most one run goes on at a time."""

    listed = Signal()  # the history has changed
    shown = Signal(object)  # Entry: the one to show has changed
    published = Signal(object)  # Batch of the shown run
    ended = Signal(object)  # Entry
    running_changed = Signal(bool)
    working = Signal(str)  # something takes a while: a sentence; '' when it is over
    said = Signal(str)  # a sentence
    failed = Signal(str)  # a sentence

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.bridge = Bridge(self)
        self.bridge.published.connect(self._publish)
        self.history: list[Entry] = []
        self.current: Entry | None = None
        self._busy = False
        self._going: Entry | None = None

    @property
    def running(self) -> bool:
        """True from Send or Open to the end."""
        return self._busy

    @property
    def receiving(self) -> bool:
        """True while a run is fed."""
        return self._going is not None

    def send(self, request: Request, title: str = "") -> None:
        """Starts a run; its recording grows in the recordings folder."""
        if not self.running:
            self._begin(self._send(request, title or title_of(request)), "send")

    def stop(self) -> None:
        """Ends the run; what it received stays."""
        self.bridge.stop()

    def end_now(self, kind: EndKind, detail: str) -> None:
        """Ends the run and waits until its end is recorded: what tells streamlab to end does not wait long."""
        self.bridge.end_now(kind, detail)

    def open(self, path: Path) -> None:
        """Reads a recording and analyses it as if it arrived again, at once."""
        if self.running:
            self.failed.emit(self.tr("A request is still running. Stop it before you open a recording."))
        else:
            self._begin(self._open(path), "open")

    def save(self, run: Entry, path: Path) -> None:
        """Writes the run's recording; a name ending in .gz is compressed."""
        spawn(self._save(run, path), name="save")

    def pin(self, run: Entry, pinned: bool) -> None:
        """Lets the run's recording stay however old it grows, or no longer."""
        try:
            if run.recording is not None and run.can_be_pinned:
                shelf.pin(run.recording, pinned)
        except OSError as error:
            text = self.tr("It cannot be marked as one to be kept: {reason}.")
            self.failed.emit(text.format(reason=error.strerror or error))
        self.listed.emit()

    def read_as(self, run: Entry, reading: ReadAs) -> None:
        """Reads the run's recording again, otherwise than before; what is recorded stays as it is."""
        if not self.running:
            self._begin(self._read_again(run, reading), "read")

    def show(self, run: Entry) -> None:
        """Shows an earlier run again, from its recording where its analysis is no longer in memory."""
        if not run.loaded and self.running:
            self.failed.emit(self.tr("A request is still running. Stop it before you open a recording."))
            self.listed.emit()
        elif not run.loaded:
            self.read_as(run, run.reading)
        elif run is not self.current:
            self.current = run
            self.shown.emit(run)
            if run.batch is not None:
                self.published.emit(run.batch)

    def close(self) -> None:
        """Stops what runs and ends the capture thread."""
        self.bridge.close()

    def _begin(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Busy from this moment on: a second Send must not slip in before the task has started."""
        self._busy = True
        self.bridge.rearm()
        self.running_changed.emit(True)
        spawn(self._work(work), name=name)

    async def _work(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            self.failed.emit(
                self.tr("streamlab itself failed: {reason}").format(reason=f"{type(error).__name__}: {error}")
            )
            raise
        finally:
            self._busy = False
            self.running_changed.emit(False)

    async def _send(self, request: Request, title: str) -> None:
        path = self._new_recording()
        keep = {run.recording for run in self.history if run.recording is not None}
        limits = self._settings.limits
        session = await self.bridge.call(lambda: live(request, path, keep, limits, self.bridge.receive))
        tip = f"{request.method} {redact_url(request.url)}"
        run = Entry(title, tip, datetime.now().astimezone(), session.analysis, session, path, request)
        await self._go(run, session)

    async def _open(self, path: Path) -> None:
        self.working.emit(self.tr("Opening {name} …").format(name=path.name))
        try:
            session, request, note = await self.bridge.call(lambda: replay(path, self.bridge.receive))
        except (RecordingFormatError, OSError) as error:
            self.working.emit("")
            self.failed.emit(f"{path.name}: {file_sentence(error)}")
            return
        now = datetime.now().astimezone()
        await self._go(Entry(path.name, str(path), now, session.analysis, None, path, request, note=note), session)

    async def _read_again(self, run: Entry, reading: ReadAs) -> None:
        self.working.emit(self.tr("Opening {name} …").format(name=run.title))
        try:
            session = await self.bridge.call(lambda: again(run, reading, self.bridge.receive))
        except (RecordingFormatError, OSError) as error:
            self.working.emit("")
            self.failed.emit(f"{run.title}: {file_sentence(error)}")
            self.listed.emit()
            return
        before = (run.analysis, run.reading, run.batch, run.loaded)
        run.analysis, run.reading, run.batch, run.loaded = session.analysis, reading, None, True
        await self._play(run, session)
        if self.bridge.stopped:  # half a reading says nothing about the run: back to the one before
            run.analysis, run.reading, run.batch, run.loaded = before
            self.shown.emit(run)
            if run.batch is not None:
                self.published.emit(run.batch)
            self.said.emit(self.tr("Stopped: the recording was not read to its end."))

    async def _go(self, run: Entry, session: Session) -> None:
        self.history.insert(0, run)
        del self.history[MOST_RUNS:]
        await self._play(run, session)

    async def _play(self, run: Entry, session: Session) -> None:
        self._going = self.current = run
        self.listed.emit()
        self.shown.emit(run)
        try:
            await self.bridge.run(session)
        finally:
            self._going = None
            run.cut = session.analysis.recording_cut
            if session.keeper is not None:
                run.recording = session.keeper.path
            self._let_go()
            self.ended.emit(run)
            self.listed.emit()

    def _let_go(self) -> None:
        """Keeps the newest analyses in memory, and those that have no recording to be made from."""
        from streamlab.analysis import Analysis

        others = [run for run in self.history if run.loaded and run is not self.current]
        for run in others[MOST_ANALYSES - 1 :]:
            if run.is_on_disk:
                run.analysis, run.session, run.batch, run.loaded = Analysis(), None, None, False

    async def _save(self, run: Entry, path: Path) -> None:
        try:
            await self.bridge.call(lambda: recording_of(run).save(path))
        except (OSError, RecordingFormatError) as error:
            text = self.tr("The recording could not be saved: {reason}.")
            self.failed.emit(text.format(reason=getattr(error, "strerror", None) or error))
        else:
            self.said.emit(self.tr("Saved as {path}").format(path=path))

    def _publish(self, batch: Batch) -> None:
        if self._going is None:
            return
        self._going.batch = batch
        if self._going is self.current:
            self.published.emit(batch)

    def _new_recording(self) -> Path | None:
        folder = self._settings.recordings
        try:
            folder.mkdir(0o700, parents=True, exist_ok=True)
        except OSError as error:
            text = self.tr("Nothing is recorded: {folder} cannot be written ({reason}).")
            self.failed.emit(text.format(folder=folder, reason=error.strerror or error))
            return None
        return shelf.new_path(folder)
