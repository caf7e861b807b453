"""The content of one response and how a correct client reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from streamlab.analysis import Analysis, analyze_messages
from streamlab.clients.base import Output, OutputKind, Response
from streamlab.clients.kept import Kept
from streamlab.decode import json_text
from streamlab.decode.charset import decode
from streamlab.decode.frames import Frame, content_offset, frame_bytes
from streamlab.decode.positions import TextPositions
from streamlab.model import Chunk, End, EndReason, Framing, Head

if TYPE_CHECKING:
    from streamlab.clients.cutting import Cutting

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


def bare(line: str) -> str:
    """A line without its LF or CR LF, which some clients leave on."""
    return line[:-1].removesuffix("\r") if line.endswith("\n") else line


class Reading:
    """What a run is compared with. Everything is computed when first asked for, and once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.content = analysis.data(0, analysis.content_size)
        head = analysis.head
        headers = head.headers if head else ()
        self.kept = Kept()  # of the runs over it
        self.response = Response(headers, head.status if head and head.status else 200, bool(headers))

    @property
    def recorded(self) -> Cutting:
        """The borders as they came, on the content axis."""
        return tuple(self.analysis.chunk_ends[:-1])

    @property
    def reads(self) -> Cutting | None:
        """Where the socket reads ended, on the content axis; None where none were recorded."""
        if not self.analysis.read_content:
            return None
        inside = set(self.analysis.read_content)  # a read of the head alone, or of a part of a size line, moves nothing
        return sorted(at for at in inside if 0 < at < len(self.content))

    @cached_property
    def text(self) -> str:
        """The content as text, without a byte order mark."""
        return self.analysis.pipeline.text().removeprefix(_BOM)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; what follows the last line end is a line where there is something."""
        lines = _LINE_END.split(self.text)
        if not lines[-1]:
            lines.pop()
        return lines

    @cached_property
    def frames(self) -> list[Frame]:
        """The frames that a correct client delivers."""
        return [frame for frame in self.analysis.frames if frame.dispatched]

    @cached_property
    def events(self) -> list[str]:
        """The data of each event or record; the whole text where there is no framing."""
        if not self.analysis.framing.has_frames:
            return [self.text] if self.text else []
        return [self.analysis.frame_text(frame) for frame in self.frames]

    @cached_property
    def reply(self) -> str:
        """What the user should end with: the reply; else the `text` of the last record that has one; else everything."""
        if not self.analysis.is_plain:
            return self.analysis.reply.text
        return self._last_text[1] if self._last_text else "".join(self.outputs(OutputKind.EVENTS, reads_json=True))

    @cached_property
    def _last_text(self) -> tuple[Frame, str] | None:
        """The last frame whose data is a JSON object with a `text`, and that text."""
        for frame in reversed(self.frames):
            value = json_text.parse(self.analysis.frame_text(frame).encode("utf-8", "replace")).value
            text = value.get("text") if isinstance(value, dict) else None
            if isinstance(text, str):
                return frame, text
        return None

    def outputs(self, kind: OutputKind, *, reads_json: bool = False) -> list[str]:
        """What a correct client of this kind gives; one that reads JSON ends at [DONE]."""
        match kind:
            case OutputKind.TEXT:
                return [self.text]
            case OutputKind.LINES:
                return self.lines
            case OutputKind.REPLY:
                return [self.reply]
        done = (index for index, data in enumerate(self.events) if data.startswith("[DONE]"))
        return self.events[: next(done, None)] if reads_json else self.events

    def shown(self, kind: OutputKind, outputs: Sequence[Output]) -> str:
        """The text that a user ends with who is given `outputs`."""
        match kind:
            case OutputKind.TEXT:
                return "".join(self.strings(outputs))
            case OutputKind.LINES:
                return "\n".join(map(bare, self.strings(outputs)))
            case OutputKind.REPLY:
                return "".join(self.strings(outputs[-1:]))
        return self._assembled(list(self.strings(outputs)))

    def strings(self, outputs: Iterable[Output]) -> Iterable[str]:
        """Outputs as text: an app that is given bytes decodes each piece in the encoding of the content."""
        encoding = self.analysis.encoding
        return (output if isinstance(output, str) else decode(output, encoding) for output in outputs)

    def _assembled(self, events: list[str]) -> str:
        """The reply that the app makes of these events: read by their dialect, or put one after the other."""
        dialect = self.analysis.dialect
        if self.analysis.is_plain or not self.analysis.framing.has_events:
            return "".join(events)
        stream = "".join("data: " + "\ndata: ".join(event.split("\n")) + "\n\n" for event in events)
        chunk = Chunk(-1, stream.encode("utf-8", "replace"))
        messages = (Head(0, "HTTP/1.1", 200, "", ()), chunk, End(-1, EndReason.COMPLETE))
        return analyze_messages(messages, framing=Framing.SSE, encoding="utf-8", dialect=dialect).reply.text

    def byte_at(self, kind: OutputKind, index: int, offset: int) -> int | None:
        """The content byte that character `offset` of correct output `index` came from; None where that is not known."""
        match kind:
            case OutputKind.TEXT:
                return self._text_byte(offset)
            case OutputKind.LINES:
                return self._text_byte(self._line_starts[index] + offset if index < len(self.lines) else len(self.text))
            case OutputKind.REPLY:
                return self._reply_byte(offset)
        if not self.analysis.framing.has_frames:
            return self._text_byte(offset)
        if index >= len(self.frames):
            return len(self.content)
        frame = self.frames[index]
        return content_offset(
            frame, TextPositions(frame_bytes(self.content, frame), self.analysis.encoding).offset_of(offset)
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def _text_byte(self, offset: int) -> int:
        return self.analysis.offset_of(offset + self.analysis.pipeline.text().startswith(_BOM))

    def _reply_byte(self, offset: int) -> int | None:
        if self.analysis.is_plain and self._last_text:
            return self._last_text[0].start
        for delta in self.analysis.deltas:
            if delta.kind == "text":
                if offset < len(delta.text):
                    return delta.start
                offset -= len(delta.text)
        return None
