"""One run of the library, and the session that makes it: live from the network, or again from its recording.

The functions are called beside any loop: the first call imports half the program, and reading a recording takes as long as it
is large.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from streamlab.library import shelf
from streamlab.library.reading import Reading

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
    reading: Reading = field(default_factory=Reading)
    comparison: Comparison | None = None  # the experiment that this run is
    loaded: bool = True  # False: `analysis` is empty, `recording` has everything


def live(request: Request, path: Path | None, keep: set[Path], receive: Callable[[Batch], None]) -> Session:
    """A session that sends `request` and records into `path`; before it, the folder is tidied up but for `keep`."""
    from streamlab.analysis import Analysis
    from streamlab.session import Session

    if path is not None:
        with contextlib.suppress(OSError):  # a folder that cannot be tidied up can still be recorded into
            shelf.prune(path.parent, keep)
    analysis = Analysis(request=_json_body(request))
    return Session(request, recording_path=path, on_batch=receive, analysis=analysis)


def replay(path: Path, receive: Callable[[Batch], None]) -> tuple[Session, Request, str]:
    """A session that plays the recording at `path`, its request, and what a person should know about the file. Raises
    RecordingFormatError or OSError."""
    from streamlab.importing import load
    from streamlab.recording import note_text

    recording = load(path)
    request = _recorded_request(recording.request)
    session = _replayed(recording, request, Reading(), receive)
    return session, request, " ".join(note_text(note) for note in recording.notes)


def again(run: Entry, reading: Reading, receive: Callable[[Batch], None]) -> Session:
    """A session that reads the run's recording once more, as `reading` says. Raises as `replay` does."""
    from streamlab.request import Request

    return _replayed(recording_of(run), run.request or Request(), reading, receive)


def _replayed(recording: Recording, request: Request, reading: Reading, receive: Callable[[Batch], None]) -> Session:
    from streamlab.analysis import Analysis
    from streamlab.session import Session
    from streamlab.transport import ReplayTransport

    analysis = Analysis(
        encoding=reading.encoding, framing=reading.framing, dialect=reading.dialect, request=_json_body(request)
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
    parts = urlsplit(request.url)
    return f"{parts.hostname or request.url}{parts.path}"


def _json_body(request: Request | None) -> Any:
    if request is None or request.body.kind != "json":
        return None
    try:
        return json.loads(request.body.text)
    except (ValueError, RecursionError):
        return None


def _recorded_request(values: dict[str, Any] | None) -> Request:
    from streamlab.errors import RequestError
    from streamlab.request import Request

    try:
        return Request.from_dict(values) if values else Request()
    except RequestError:
        return Request()
