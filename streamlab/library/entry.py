"""One run of the library, and the session that makes it: live from the network, or again from its recording.

The functions are called beside any loop: the first call imports half the program, and reading a recording takes as long as it
is large.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlab.library import shelf
from streamlab.library.reading import ReadAs
from streamlab.secrets import redact_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.analysis import Analysis
    from streamlab.comparison.experiments import Comparison
    from streamlab.recording import Recording
    from streamlab.request import Request
    from streamlab.session import Batch, Session


@dataclass(eq=False, slots=True)
class Entry:
    """One run that can be shown: its analysis, and where its recording lies."""

    title: str
    tip: str
    started: datetime
    analysis: Analysis
    session: Session | None  # None: opened from `recording`
    recording: Path | None
    request: Request | None = None
    batch: Batch | None = None
    note: str = ""  # what a person should know about the file it came from
    reading: ReadAs = field(default_factory=ReadAs)
    comparison: Comparison | None = None  # the experiment that this run is
    cut: bool = False  # its recording stops before the end of the run
    loaded: bool = True  # False: `analysis` is empty, `recording` has everything

    @property
    def can_be_pinned(self) -> bool:
        """Whether the recording is one that is removed when it grows old."""
        return self.recording is not None and shelf.is_ours(self.recording)

    @property
    def is_pinned(self) -> bool:
        """Whether it is one of those and stays."""
        return self.recording is not None and self.can_be_pinned and shelf.is_pinned(self.recording)

    @property
    def is_on_disk(self) -> bool:
        """Whether everything that is known of the run can be made again from its recording."""
        if self.session is not None:
            return self.session.keeper is not None and self.session.keeper.kept is not None
        return self.recording is not None and self.recording.exists()


def live(
    request: Request, path: Path | None, keep: set[Path], limits: shelf.Limits, receive: Callable[[Batch], None]
) -> Session:
    """A session that sends `request` and records into `path`; before it, the folder is tidied up but for `keep`."""
    from streamlab.session import Session

    if path is not None:
        with contextlib.suppress(OSError):  # a folder that cannot be tidied up can still be recorded into
            shelf.prune(path.parent, keep, files=limits.files, size=limits.size)
    return Session(request, recording_path=path, on_batch=receive)


def replay(path: Path, receive: Callable[[Batch], None]) -> tuple[Session, Request, str]:
    """A session that plays the recording at `path`, its request, and what a person should know about the file. Raises
    RecordingFormatError or OSError."""
    from streamlab.importing import load
    from streamlab.recording import note_text
    from streamlab.request import Request

    recording = load(path)
    request = recording.request or Request()
    session = _replayed(recording, request, ReadAs(), receive)
    return session, request, " ".join(note_text(note) for note in recording.notes)


def again(run: Entry, reading: ReadAs, receive: Callable[[Batch], None]) -> Session:
    """A session that reads the run's recording once more, as `reading` says. Raises as `replay` does."""
    from streamlab.request import Request

    return _replayed(recording_of(run), run.request or Request(), reading, receive)


def _replayed(recording: Recording, request: Request, reading: ReadAs, receive: Callable[[Batch], None]) -> Session:
    from streamlab.analysis import Analysis
    from streamlab.session import Session
    from streamlab.transport import ReplayTransport

    analysis = Analysis.for_request(
        request, encoding=reading.encoding, framing=reading.framing, dialect=reading.dialect
    )
    return Session(request, transport=ReplayTransport(recording), on_batch=receive, analysis=analysis)


def recording_of(run: Entry) -> Recording:
    """Everything recorded of the run. Raises RecordingFormatError or OSError."""
    from streamlab.importing import load

    if run.session is not None:
        return run.session.recording()
    assert run.recording is not None
    return load(run.recording)


def title_of(request: Request) -> str:
    """What a run of `request` is called."""
    url = redact_url(request.url)
    parts = urlsplit(url)
    return f"{parts.hostname or url}{parts.path}"
