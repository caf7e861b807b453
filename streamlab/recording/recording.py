"""The recording: the log of one run.

Nothing derived is kept: what arrived, when, and the request without its secrets.
"""

from __future__ import annotations

import gzip
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from streamlab.i18n import translate
from streamlab.model import Chunk, End, EndKind, EndReason, Head, Read
from streamlab.recording.files import replacing
from streamlab.recording.lines import format_line

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from streamlab.model import Message
    from streamlab.request import Request

FORMAT = "recording/1"


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about how a file was read; `count` of lines or chunks.

    `kind` is one of torn-line, no-end, raw-body, base64-log, hex-log, request-damaged, later-version-lines.
    """

    kind: str
    count: int = 1


def note_text(note: Note) -> str:
    """The note as a sentence, in the language in force."""
    n = note.count
    match note.kind:
        case "torn-line":
            return translate("Recording", "The last line of the recording is torn and was ignored.")
        case "no-end":
            return translate("Recording", "The recording stops before the end of the run.")
        case "raw-body":
            return translate(
                "Recording", "This is no recording: it was read as one body in a single chunk, without times."
            )
        case "base64-log":
            return translate("Recording", "Read as a list of %n chunk(s) in base64.", n)
        case "hex-log":
            return translate("Recording", "Read as a list of %n chunk(s) in hex.", n)
        case "request-damaged":
            return translate("Recording", "The request in the recording is damaged and was left out.")
        case _:
            return translate("Recording", "%n line(s) of a later version were ignored.", n)


@dataclass(frozen=True, slots=True)
class Recording:
    """One run: when it was made, the request without its secrets (None: not known), the messages in the order they came."""

    created: str
    request: Request | None
    messages: Sequence[Message]
    notes: tuple[Note, ...] = ()

    @property
    def end(self) -> End:
        """How the run ended; of a recording that stops before that, an end that says so and no more."""
        last = self.messages[-1] if self.messages else None
        if isinstance(last, End):
            return last
        t_ns = max((message.t_ns for message in self.messages if isinstance(message, Chunk | Read | Head)), default=0)
        return End(max(t_ns, 0), EndReason.INCOMPLETE, EndKind.RECORDING, "it stops before the end of the run")

    def __repr__(self) -> str:
        # Short: asyncio.run, for one, makes it of whatever a coroutine returned.
        return f"<Recording of {len(self.messages):,} messages, {self.created}>"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the whole file, which only its owner may read, or leaves what was there; a name ending in .gz is compressed.

        A link stays one: the file it leads to is replaced. Raises OSError.
        """
        target = Path(path)
        lines = itertools.chain((header_line(self.created, self.request),), map(format_line, self.messages))
        with replacing(target) as file:
            if target.name.endswith(".gz"):
                with gzip.GzipFile(fileobj=file, mode="wb", filename="") as packed:
                    packed.writelines(lines)
            else:
                file.writelines(lines)


def timestamp() -> str:
    """Now, as `Recording.created` is written."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def header_line(created: str, request: Request | None) -> bytes:
    """The first line of a recording."""
    values = {"streamlab": FORMAT, "created": created, "request": request and request.to_dict()}
    try:
        return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # half a surrogate pair in the body: worth less than the recording
        return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
