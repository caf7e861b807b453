"""What the rules need and only a pass over borders and frames can tell, gathered in step with the stream.

Rules run after every batch. What they would have to search for is counted here once, when it arrives.
"""

from __future__ import annotations

import re

from streamlab.decode.charset import SplitCharacter
from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import Pipeline
from streamlab.diagnosis.facts.charsets import Charset, charset_of, sample_of_utf8
from streamlab.diagnosis.facts.frames import FrameFacts
from streamlab.diagnosis.facts.places import MAX_PLACES, Places, first_and_last
from streamlab.diagnosis.facts.reply import ReplyFacts
from streamlab.dialects.reply import Delta
from streamlab.model import Head, Span

_FFFD = re.compile(rb"\xef\xbf\xbd|\\u[fF]{3}[dD]")
_BLOCKS = (4096, 8192, 16384, 32768)
# What str.splitlines() takes for a line end and no protocol does, but for CR and LF.
_SEPARATORS = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xc2\x85", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e")
_SEPARATOR = re.compile(rb"\xe2\x80[\xa8\xa9]|\xc2\x85|[\x0b\x0c\x1c-\x1e]")
_TORN = re.compile(
    rb"[\xc2-\xdf]\x85|[\xe0-\xef](?:\x85[\x80-\xbf]|[\x80-\xbf]\x85)|[\xf0-\xf4](?:\x85..|.\x85.|..\x85)", re.DOTALL
)


class Facts:
    """Counts what borders and frames show; `advance` after each batch, once all of its frames are known."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.cut: list[SplitCharacter] = []  # whole characters cut by borders, the first ones and the last
        self.cut_count = 0
        self.line_cuts = Places()  # a chunk ends inside a line or record; the span is the line's part in that chunk
        self.cut_lines = 0  # how many lines those are: one may be cut more than once
        self.crlf_cuts = Places()
        self.crlf_inside = Places()  # … where the line after it belongs to the same event
        self.merged = Places()  # a chunk completes two or more frames; the span is those frames
        self.fffd = Places()
        self.glued = Places()
        self.bare_lines = Places()
        self.error_places = Places()  # the frame that brought the reply's error
        self.separators = Places()  # characters that only some readers take for line ends
        self.torn = Places()  # characters with a byte 85, which latin-1 makes a line end
        self.torn_characters: dict[str, None] = {}
        self.surrogates = Places()  # half characters as bytes (CESU-8)
        self.in_frames = FrameFacts(pipeline)
        self.in_reply = ReplyFacts(pipeline)
        self.most_merged = 0
        self.blocks = 0  # chunks of exactly the size of a common buffer
        self.line_ends = {"CR": 0, "LF": 0, "CRLF": 0}  # CR and LF count those of CRLF as well
        self.first_cr = -1
        self.ascii = True
        self.ascii_to = 0  # there is nothing but ASCII before this offset
        self._charset: tuple[Charset | None] | None = None
        self._utf8: str | None = None
        self._body: ReplyFacts | None = None
        self._head: Head | None = None
        self._headers: dict[str, str] = {}
        self._pipeline = pipeline
        self._cut_to = 0  # where the last line was cut
        self._split = 0
        self._borders = 0
        self._searched = 0
        self._counted = 0
        self._separated = 0
        self._torn_to = 0
        self._invalid = 0
        self._half: list[Span] = []
        self._last_line_cut: tuple[int, int, int] | None = None
        self._frame_chunk = 0
        self._frame_first: tuple[int, int] | None = None  # (chunk, first frame completed in it)

    def headers(self, head: Head) -> dict[str, str]:
        """The first header of each name, in lower case; rules ask after every batch."""
        if self._head is not head:
            self._head = head
            self._headers = {name.lower(): value for name, value in reversed(head.headers)}
        return self._headers

    def put_error(self, frame: Frame) -> None:
        """Where the reply's error came; another frame where the reply turned out to be of another dialect."""
        if self.error_places.spans != [(frame.start, frame.end)]:
            self.error_places = Places()
            self.error_places.add((frame.start, frame.end), self._pipeline.chunk_at(frame.start))

    def charset(self, *, whole: bool) -> Charset | None:
        """Which other charset explains the content (see `charset_of`): for the end, as the answer is kept."""
        if self._charset is None:
            self._charset = (charset_of(self._pipeline.content, whole=whole),)
        return self._charset[0]

    def utf8_sample(self) -> str:
        """The first characters beyond ASCII, where all the content is UTF-8: for the end, as the answer is kept."""
        if self._utf8 is None:
            self._utf8 = sample_of_utf8(self._pipeline.content)
        return self._utf8

    def body(self) -> ReplyFacts:
        """What a body without frames shows, read whole as its pieces depend on its chunks: for the end, as the answer is kept."""
        if self._body is None:
            pipeline = self._pipeline
            self._body = ReplyFacts(pipeline)
            if pipeline.encoding.name == "utf-8":
                self._body.note([Delta(0, len(pipeline.content), pipeline.text(), "text")])
        return self._body

    def advance(self, frames: list[Frame], *, final: bool) -> None:
        """Takes in the frames and borders of one batch."""
        pipeline = self._pipeline
        if self.ascii and self.ascii_to < len(pipeline.content):
            self.ascii = pipeline.content[self.ascii_to :].isascii()
            self.ascii_to = len(pipeline.content) if self.ascii else self.ascii_to
        self._look_at_characters()
        self._search_fffd()
        self._look_at_invalid()
        self._search_separators(final=final)
        self._search_torn(final=final)
        self._count_line_ends()
        if pipeline.framing.has_frames:
            self._look_at_borders(final=final)
            self._look_at_frames(frames)
            self.in_frames.advance(frames)
        self.settle()

    def _look_at_characters(self) -> None:
        split = self._pipeline.characters.split
        whole = [unit for unit in split[self._split :] if unit.code_point is not None]
        self._split = len(split)
        self.cut = first_and_last([*self.cut, *whole]) if whole else self.cut
        self.cut_count += len(whole)

    def _look_at_invalid(self) -> None:
        """F29: ED A0..BF and one more continuation byte are half a character; a decoder finds three ill-formed bytes there."""
        invalid = self._pipeline.characters.invalid
        for item in invalid[self._invalid :]:
            follows = bool(self._half) and self._half[-1][1] == item.start and item.reason == "lone continuation"
            self._half = [*self._half, (item.start, item.end)] if follows else []
            if item.reason == "surrogate":
                self._half = [(item.start, item.end)]
            elif len(self._half) == 3:
                start = self._half[0][0]
                self.surrogates.add((start, item.end), self._pipeline.chunk_at(start))
                self._half = []
        self._invalid = len(invalid)

    def _search_separators(self, *, final: bool) -> None:
        """F22. Plain searches for each are much faster than the pattern, and nearly always find nothing."""
        content, start = self._pipeline.content, self._separated
        if any(content.find(mark[0], start) >= 0 and content.find(mark, start) >= 0 for mark in _SEPARATORS):
            for match in _SEPARATOR.finditer(content, start):
                start = match.end()
                self.separators.add(match.span(), self._pipeline.chunk_at(match.start()))
        self._separated = max(start, len(content) if final else len(content) - 2)

    def _search_torn(self, *, final: bool) -> None:
        """F09: characters that latin-1 would tear, where the head names no charset."""
        pipeline, start = self._pipeline, self._torn_to
        if pipeline.encoding.declared is not None or not pipeline.content_type.startswith("text/"):
            return
        content = pipeline.content
        if content.find(b"\x85", start) >= 0:
            for match in _TORN.finditer(content, start):
                start = match.end()
                if self.torn.count < MAX_PLACES:
                    self.torn_characters[match[0].decode("utf-8", "replace")] = None
                self.torn.add(match.span(), pipeline.chunk_at(match.start()))
        self._torn_to = max(start, len(content) if final else len(content) - 3)

    def _look_at_borders(self, *, final: bool) -> None:
        """Borders strictly inside the content; the last one waits until the next byte is known."""
        pipeline = self._pipeline
        content, ends, size = pipeline.content, pipeline.chunk_ends, len(pipeline.content)
        for index in range(self._borders, len(ends)):
            end = ends[index]
            if end + 1 >= size and not final:
                break
            self._borders = index + 1
            start = ends[index - 1] if index else 0
            if end - start in _BLOCKS:
                self.blocks += 1
            if not start < end < size:
                continue
            before, after = content[end - 1], content[end]
            if before == 0x0A:
                continue
            if before == 0x0D and after == 0x0A:
                self._cut_crlf(end, index)
            elif before != 0x0D and after not in b"\r\n":
                self._cut_line(end, start, index)

    def _cut_line(self, end: int, chunk_start: int, index: int) -> None:
        """Of very many only the last is looked at, once they are asked for."""
        if not self.line_cuts.count or self._ends_between(self._cut_to, end):
            self.cut_lines += 1
        self._cut_to = end
        if self.line_cuts.count >= MAX_PLACES:
            self.line_cuts.count += 1
            self._last_line_cut = (end, chunk_start, index)
            return
        self.line_cuts.add(self._line_part(end, chunk_start), index)

    def _ends_between(self, start: int, end: int) -> bool:
        content = self._pipeline.content
        return content.find(b"\n", start, end) >= 0 or content.find(b"\r", start, end) >= 0

    def _line_part(self, end: int, chunk_start: int) -> Span:
        content = self._pipeline.content
        newline = max(content.rfind(b"\n", chunk_start, end), content.rfind(b"\r", chunk_start, end))
        return (max(newline + 1, chunk_start), end)

    def settle(self) -> None:
        """Before the rules: the last of what was only counted."""
        if self._last_line_cut is not None:
            end, chunk_start, index = self._last_line_cut
            self.line_cuts.last(self._line_part(end, chunk_start), index)
            self._last_line_cut = None
        self.in_frames.settle()

    def _cut_crlf(self, end: int, index: int) -> None:
        """A reader that takes CR and LF for two line ends ends the event here, which matters where the event goes on."""
        content, span = self._pipeline.content, (end - 1, end + 1)
        self.crlf_cuts.add(span, index)
        blank = end < 2 or content[end - 2] in b"\r\n"
        if not blank and bytes(content[end + 1 : end + 2]).strip(b"\r\n"):
            self.crlf_inside.add(span, index)

    def _look_at_frames(self, frames: list[Frame]) -> None:
        ends = self._pipeline.chunk_ends
        last = len(ends) - 1
        chunk = self._frame_chunk
        for frame in frames:
            while chunk < last and ends[chunk] < frame.ready:
                chunk += 1
            if frame.glued:
                self.glued.add((frame.start, frame.end), chunk)
            if frame.bare:
                self.bare_lines.add((frame.start, frame.end), chunk)
            if self._frame_first is None or self._frame_first[0] != chunk:
                self._frame_first = (chunk, frame.index)
            else:
                self._count_merged(chunk, self._frame_first[1], frame)
        self._frame_chunk = chunk

    def _count_merged(self, chunk: int, first: int, frame: Frame) -> None:
        """`frame` became complete in the same chunk as frame `first`."""
        together = frame.index - first + 1
        self.most_merged = max(self.most_merged, together)
        if together == 2:
            self.merged.add((self._pipeline.frames[first].start, frame.end), chunk)
        elif self.merged.chunks and self.merged.chunks[-1] == chunk:
            self.merged.spans[-1] = (self.merged.spans[-1][0], frame.end)

    def _count_line_ends(self) -> None:
        content, start = self._pipeline.content, self._counted
        self._counted = len(content)
        cr, lf = content.count(b"\r", start), content.count(b"\n", start)
        if cr and not self.line_ends["CR"]:
            self.first_cr = content.find(b"\r", start)
        self.line_ends["CR"] += cr
        self.line_ends["LF"] += lf
        if lf and self.line_ends["CR"]:
            self.line_ends["CRLF"] += content.count(b"\r\n", max(start - 1, 0))  # a pair is new if its LF is

    def _is_quoted(self, at: int) -> bool:
        """The backslash at `at` is itself escaped: a text about an escape, and none."""
        content, before = self._pipeline.content, at
        if content[at] != 0x5C:
            return False
        while before and content[before - 1] == 0x5C:
            before -= 1
        return (at - before) % 2 == 1

    def _search_fffd(self) -> None:
        """U+FFFD already in the payload, as bytes or as a JSON escape."""
        content, searched = self._pipeline.content, self._searched
        # Plain searches are much faster than the pattern, that for one byte is the fastest, and they nearly always find nothing.
        escapes = content.find(0x5C, searched) >= 0 and content.find(b"\\u", searched) >= 0
        if escapes or content.find(b"\xbf\xbd", searched) >= 0:
            for match in _FFFD.finditer(content, searched):
                searched = match.end()
                if not self._is_quoted(match.start()):
                    self.fffd.add(match.span(), self._pipeline.chunk_at(match.start()))
        self._searched = max(searched, len(content) - 5)  # one may lie across the border
