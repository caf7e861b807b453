"""What the rules need and only a pass over borders and frames can tell, gathered in step with the stream; may import decode.

Rules run after every batch. What they would have to search for is counted here once, when it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import Pipeline
from streamlab.model import Span

MAX_PLACES = 200  # a finding names the first so many places; its count goes on
_FFFD = (b"\xef\xbf\xbd", b"\\ufffd", b"\\uFFFD")


@dataclass(slots=True)
class Places:
    """Where something occurred: the first `MAX_PLACES`, and how often in all."""

    count: int = 0
    spans: list[Span] = field(default_factory=list)
    chunks: list[int] = field(default_factory=list)

    def add(self, span: Span, chunk: int) -> None:
        """One more occurrence, in `chunk`."""
        self.count += 1
        if self.count <= MAX_PLACES:
            self.spans.append(span)
            self.chunks.append(chunk)


class Facts:
    """Counts what borders and frames show; `advance` after each batch, once all of its frames are known."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.line_cuts = Places()  # a chunk ends inside a line or record; the span is the line's part in that chunk
        self.crlf_cuts = Places()
        self.merged = Places()  # a chunk completes two or more frames; the span is those frames
        self.fffd = Places()
        self.glued = Places()
        self.bare_lines = Places()
        self.error_places = Places()  # the frame that brought the reply's error
        self.damaged_deltas: list[str] = []  # pieces of reply with U+FFFD in them, the first few
        self.most_merged = 0
        self.ascii = True
        self.gb18030: bool | None = None  # decided once, at the end
        self._pipeline = pipeline
        self._borders = 0
        self._searched = 0
        self._ascii_to = 0
        self._frame_chunk = 0
        self._frame_first: tuple[int, int] | None = None  # (chunk, first frame completed in it)

    def advance(self, frames: list[Frame], *, final: bool) -> None:
        """Takes in the frames and borders of one batch."""
        if self.ascii and self._ascii_to < len(self._pipeline.content):
            self.ascii = self._pipeline.content[self._ascii_to :].isascii()
            self._ascii_to = len(self._pipeline.content)
        self._search_fffd(final=final)
        if self._pipeline.framing != "text":
            self._look_at_borders(final=final)
            self._look_at_frames(frames)

    def note_delta(self, text: str) -> None:
        """One more piece of reply."""
        if "\ufffd" in text and len(self.damaged_deltas) < MAX_PLACES:
            self.damaged_deltas.append(text)

    def _look_at_borders(self, *, final: bool) -> None:
        """Borders strictly inside the content; the last one waits until the next byte is known."""
        pipeline = self._pipeline
        content, ends, size = pipeline.content, pipeline.chunk_ends, len(pipeline.content)
        for index in range(self._borders, len(ends)):
            end = ends[index]
            if end >= size and not final:
                break
            self._borders = index + 1
            if not 0 < end < size or (index and ends[index - 1] == end):
                continue
            before, after = content[end - 1], content[end]
            if before == 0x0D and after == 0x0A:
                self.crlf_cuts.add((end - 1, end + 1), index)
            elif before not in b"\r\n" and after not in b"\r\n":
                self._cut_line(end, ends[index - 1] if index else 0, index)

    def _cut_line(self, end: int, chunk_start: int, index: int) -> None:
        framing = self._pipeline.framing
        if framing in ("json", "json-array"):
            return  # one text over the whole body: every border is inside it
        if self.line_cuts.count >= MAX_PLACES:
            self.line_cuts.count += 1
            return
        content = self._pipeline.content
        newline = max(content.rfind(b"\n", chunk_start, end), content.rfind(b"\r", chunk_start, end))
        self.line_cuts.add((max(newline + 1, chunk_start), end), index)

    def _look_at_frames(self, frames: list[Frame]) -> None:
        ends = self._pipeline.chunk_ends
        last = len(ends) - 1
        chunk = self._frame_chunk
        for frame in frames:
            while chunk < last and ends[chunk] < frame.ready:
                chunk += 1
            if frame.glued:
                self.glued.add((frame.start, frame.end), chunk)
            if not frame.dispatched and frame.terminated and frame.end == frame.ready:
                self.bare_lines.add((frame.start, frame.end), chunk)
            self._count_merged(chunk, frame.index, (frame.start, frame.end))
        self._frame_chunk = chunk

    def _count_merged(self, chunk: int, index: int, span: Span) -> None:
        if self._frame_first is None or self._frame_first[0] != chunk:
            self._frame_first = (chunk, index)
            return
        together = index - self._frame_first[1] + 1
        self.most_merged = max(self.most_merged, together)
        if together == 2:
            first = self._pipeline.frames[self._frame_first[1]]
            self.merged.add((first.start, span[1]), chunk)
        elif self.merged.chunks and self.merged.chunks[-1] == chunk:
            self.merged.spans[-1] = (self.merged.spans[-1][0], span[1])

    def _search_fffd(self, *, final: bool) -> None:
        """U+FFFD already in the payload, as bytes or as a JSON escape."""
        content = self._pipeline.content
        stop = len(content) if final else max(self._searched, len(content) - 5)
        found: list[int] = []
        for needle in _FFFD:
            at = content.find(needle, self._searched, min(stop + len(needle) - 1, len(content)))
            while at >= 0 and len(found) < 10_000:
                found.append(at)
                at = content.find(needle, at + len(needle), min(stop + len(needle) - 1, len(content)))
        for at in sorted(found):
            size = 3 if content[at] == 0xEF else 6
            self.fffd.add((at, at + size), self._pipeline.chunk_at(at))
        self._searched = stop
