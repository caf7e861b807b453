"""What the rules need of single frames, counted once when a frame is complete.

Frames are the same however the body was cut, and so is all that is gathered here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from streamlab.decode.frames import Frame, frame_bytes
from streamlab.decode.pipeline import JsonFailure, Pipeline
from streamlab.diagnosis.facts.places import MAX_PLACES, Places

LONG_LINE = 64 << 10  # the smallest limit of a known reader
_DONE = b"[DONE]"
_SPECIAL = frozenset(b"[:dpkhPKH \t\r\n")  # how [DONE], keep-alives, one "data:" too many and blanks begin
_KEEP_ALIVES = (b"", b"ping", b"keepalive", b"keep-alive", b"heartbeat")
_FIELD = re.compile("[a-z][a-z0-9_-]{0,40}")
_NO_CHOICES = (b'"choices":[]', b'"choices": []')
_HALVES = (b"\\ud", b"\\uD")
_EMPTY_CHOICES = re.compile(rb'"choices"\s*+:\s*+\[\s*+\]')
_SURROGATE = re.compile(
    rb"(?<!\\)(?:\\\\)*+\\u[dD](?:[89abAB][0-9a-fA-F]{2}(\\u[dD][c-fC-F][0-9a-fA-F]{2})?|([c-fC-F])[0-9a-fA-F]{2})"
)
_PREFIX = re.compile(rb"data:\s*+(?:[\[{]|\Z)")


class FrameFacts:
    """Counts what complete frames show; `advance` with each batch of them."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.json_like = 0  # frames whose data begins with a bracket
        self.plain = 0  # … with anything else, keep-alives and [DONE] left out
        self.done = Places()
        self.done_frame = -1  # the first [DONE], by index
        self.keepalives = Places()  # frames that carry a keep-alive instead of data
        self.doubled = Places()  # data that begins with one more "data:"
        self.multi = Places()  # events with more than one data line
        self.spaced = Places()  # data lines with a space after the colon
        self.tight = Places()  # … and without
        self.inner_spaces = False  # a plain event has a blank inside or at an edge of its text
        self.latin = 0  # plain events before that one that are Latin letters and nothing else
        self.tight_done = self.spaced_done = 0  # [DONE] says nothing of how text is written
        self.long_lines = Places()
        self.longest = 0
        self.stray = Places()  # lines that are no field
        self.unknown_blocks = Places()  # blocks of nothing but fields that nobody knows
        self.errors = Places()  # events that are named so
        self.empty_choices = Places()
        self.bad_sums = Places()
        self.halves = Places()  # escapes of half a character
        self.pairs = 0  # … whose other half begins the next frame
        self.failures: list[JsonFailure] = []  # malformed JSON that nothing here explains
        self._pipeline = pipeline
        self._failure = 0
        self._explained: set[int] = set()
        self._high: Frame | None = None  # the last frame that ended with a first half
        self._last_written: list[Frame | None] = [None, None]  # tight, spaced: the last that was only counted

    def advance(self, frames: list[Frame]) -> None:
        """Takes in the frames of one batch."""
        if not frames:
            return
        content, sse = self._pipeline.content, self._pipeline.framing.has_events
        for frame in frames:
            data = frame.data
            if type(data) is not int:
                self._several(frame)
                data = frame.data_spans[0][0] if frame.data_spans else frame.end
            first = content[data] if data < frame.end else 0x20
            if first == 0x7B or (first == 0x5B and content[data : data + 6].upper() != _DONE):
                self.json_like += 1
            elif not frame.bare:
                self._look(frame, first)
            if sse and frame.start < data < frame.end and not frame.bare:
                with_space = content[data - 1] == 0x20
                written = self.spaced if with_space else self.tight
                if written.count < MAX_PLACES:
                    self._add(written, frame)
                else:  # nearly every frame has one: no look-up of a chunk that nobody will see
                    written.count += 1
                    self._last_written[with_space] = frame
            if frame.end - frame.start >= LONG_LINE:
                self._long(frame)
            if frame.unknown:
                self._unknown(frame)
            if frame.event == "error":
                self._add(self.errors, frame)
        self._look_inside(frames)
        self._sort_failures()

    def settle(self) -> None:
        """Before the rules: the last places of what was only counted."""
        for places, frame in zip((self.tight, self.spaced), self._last_written, strict=True):
            if frame is not None:
                places.last((frame.start, frame.end), self._pipeline.chunk_at(frame.start))
        self._last_written = [None, None]

    def _add(self, places: Places, frame: Frame) -> None:
        places.add((frame.start, frame.end), self._pipeline.chunk_at(frame.start))

    def _several(self, frame: Frame) -> None:
        """A frame whose data is not simply its end."""
        if frame.bad_crc:
            self._explained.add(frame.index)
            self._add(self.bad_sums, frame)
        elif len(frame.data_spans) > 1 and self._pipeline.framing.has_events:
            self._add(self.multi, frame)

    def _look(self, frame: Frame, first: int) -> None:
        """A frame that does not begin like JSON: [DONE], a keep-alive, one "data:" too many, or text."""
        if first not in _SPECIAL and (self.inner_spaces or first >= 0x80):
            self.plain += 1  # text that is no English word, or of a stream that keeps its blanks
            start = frame.data_spans[0][0] if not self.inner_spaces else frame.end
            self.inner_spaces = self.inner_spaces or self._pipeline.content.find(0x20, start, frame.end) >= 0
            return
        data = frame_bytes(self._pipeline.content, frame)
        text = data.strip()
        if len(text) == len(_DONE) and text.upper() == _DONE:
            self.done_frame = frame.index if self.done_frame < 0 else self.done_frame
            self._add(self.done, frame)
            spaced = bool(frame.data_spans) and self._pipeline.content[frame.data_spans[0][0] - 1] == 0x20
            self.spaced_done += spaced
            self.tight_done += not spaced
        elif not self._pipeline.framing.has_events:
            self.plain += 1
        elif first == 0x3A or (len(text) < 16 and text.lower() in _KEEP_ALIVES):
            self._keepalive(frame, text)
        elif first == 0x64 and _PREFIX.match(data):
            self._explained.add(frame.index)
            self._add(self.doubled, frame)
        else:
            self.plain += 1
            self.inner_spaces = self.inner_spaces or b" " in data
            if not self.inner_spaces:
                self.latin += (len(text) > 1 or text in b"aAI") and text.rstrip(b".,!?").isalpha()

    def _keepalive(self, frame: Frame, text: bytes) -> None:
        """Empty data beside an id or a name says something by these, as MCP's first event does."""
        alone = self._pipeline.content.startswith(b"data", frame.start) and len(frame.data_spans) == 1
        if frame.event == "message" and (text or alone) and frame.terminated:
            self._explained.add(frame.index)
            self._add(self.keepalives, frame)

    def _long(self, frame: Frame) -> None:
        content = self._pipeline.content
        if not self._pipeline.framing.has_lines:
            return
        longest = 0
        for start, end in frame.data_spans:
            line = (
                max(content.rfind(b"\n", frame.start, start), content.rfind(b"\r", frame.start, start), frame.start - 1)
                + 1
            )
            if content.find(b"\n", start, end) < 0:  # else it is pretty-printed
                longest = max(longest, end - line)
        if longest >= LONG_LINE:
            self.longest = max(self.longest, longest)
            self._add(self.long_lines, frame)

    def _unknown(self, frame: Frame) -> None:
        """A line whose beginning nobody means as a field's name. Fields alone are no event, but to some clients."""
        content, strays = self._pipeline.content, self.stray.count
        for name, start, end in frame.unknown:
            if name.strip() and not _FIELD.fullmatch(name):
                before = max(content.rfind(b"\n", frame.start, start), content.rfind(b"\r", frame.start, start))
                at = max(before + 1, frame.start)
                self.stray.add((at, end), self._pipeline.chunk_at(at))
        if not frame.data_spans and frame.event == "message" and self.stray.count == strays:
            self._add(self.unknown_blocks, frame)

    def _look_inside(self, frames: list[Frame]) -> None:
        """What is so rare that one search over all the frames saves looking at each."""
        content, start, end = self._pipeline.content, frames[0].start, frames[-1].end
        if any(content.find(written, start, end) >= 0 for written in _NO_CHOICES):
            starts = [frame.start for frame in frames]
            for match in _EMPTY_CHOICES.finditer(content, start, end):
                frame = frames[bisect_right(starts, match.start()) - 1]
                quoted = content[match.start() - 1] == 0x5C
                if match.end() <= frame.end and not quoted:  # else it is in a comment, or in a text
                    self._add(self.empty_choices, frame)
        if content.find(0x5C, start, end) >= 0 and any(content.find(half, start, end) >= 0 for half in _HALVES):
            for frame in frames:
                self._surrogates(frame)
        else:
            self._high = None

    def _surrogates(self, frame: Frame) -> None:
        """F29: escapes of half a character, and whether the next frame begins with the other half."""
        high, self._high = self._high, None
        for match in _SURROGATE.finditer(self._pipeline.content, frame.start, frame.end):
            if match[1] is not None:
                continue
            at = match.end() - 6
            self.halves.add((at, match.end()), self._pipeline.chunk_at(at))
            if match[2] is None:
                self._high = frame
            elif high is not None:
                self.pairs += 1
                high = None

    def _sort_failures(self) -> None:
        failures = self._pipeline.json_failures
        for item in failures[self._failure :]:
            if item.frame not in self._explained:
                self.failures.append(item)
        self._failure = len(failures)
        self._explained.clear()
