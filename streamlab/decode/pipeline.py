"""From chunks of body to content, characters and frames, in one pass over what is new; imports the rest of decode.

The content is one growing buffer. Every reader keeps its own position in it, so that nothing is copied from reader to reader and
nothing is decoded twice, and so that chunk borders cannot change what a reader finds. Borders are a separate array.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from streamlab.decode import json_text
from streamlab.decode.charset import Characters
from streamlab.decode.content import Stack, coding_names
from streamlab.decode.frames import Comment, Frame, content_offset, frame_bytes
from streamlab.decode.records import LineRecords, Records, WholeBody
from streamlab.decode.sse import BOM, SseReader

FRAMINGS = ("sse", "ndjson", "json", "json-array", "text")
_SSE_LINE = re.compile(rb"(?:data|event|id|retry|message|error|meta)?:")
_SSE_PREFIX = re.compile(rb"[a-z]{0,7}\Z")


class JsonFailure(NamedTuple):
    """A frame whose data is no JSON. `frame` is its index; `offset` the first byte that cannot continue a valid text."""

    frame: int
    offset: int
    line: int
    column: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """The character encoding in force; `source` is default, declared, detected or chosen; `declared` what the head said."""

    name: str = "utf-8"
    declared: str | None = None
    bom: str | None = None
    source: str = "default"


class Framer(Protocol):
    """A reader of frames."""

    def advance(self, *, final: bool = False) -> list[Frame]:
        """The frames completed by the content that is new."""
        ...


class Decoded(NamedTuple):
    """A frame with what its data says: `value` where it is JSON, `failure` where it should be and is not."""

    frame: Frame
    value: Any
    is_json: bool
    failure: JsonFailure | None


class Pipeline:
    """Grows with `add(body)` per chunk and `advance()` per batch; `finish()` once. Never raises on bad input."""

    def __init__(self, *, encoding: str | None = None, framing: str | None = None) -> None:
        self.content = bytearray()
        self.chunk_ends = array("q")  # content axis
        self.body_ends = array("q")  # body axis; the same object where there is no content coding
        self.body_size = 0
        self.stack = Stack(())
        self.encoding = Encoding()
        self.characters = Characters(self.content, self.chunk_ends)
        self.framing = framing or "text"
        self.frames: list[Frame] = []
        self.json_failures: list[JsonFailure] = []
        self.content_type = ""
        self._chosen_encoding = encoding
        self._chosen_framing = framing
        self._framer: Framer | None = None
        self._expects_json: bool | None = None

    @property
    def comments(self) -> list[Comment]:
        """The SSE comments so far."""
        return self._framer.comments if isinstance(self._framer, SseReader) else []

    @property
    def sse(self) -> SseReader | None:
        """The SSE reader, where that is the framing."""
        return self._framer if isinstance(self._framer, SseReader) else None

    @property
    def begun(self) -> bool:
        """The framing is decided."""
        return self._framer is not None

    def begin(self, headers: tuple[tuple[str, str], ...]) -> None:
        """The response head: content codings, charset, content type. Comes before the first chunk, or not at all."""
        if self.chunk_ends:
            return
        names = coding_names(headers)
        self.stack = Stack(names)
        if names:
            self.body_ends = array("q")
        declared = _charset(headers)
        self.content_type = _media_type(headers)
        sse = self.content_type == "text/event-stream"  # always UTF-8 (WHATWG HTML §9.2.5), whatever the head declares
        if declared and _known(declared) and not sse and not self._chosen_encoding:
            self.encoding = Encoding(codecs.lookup(declared).name, declared, None, "declared")
        else:
            self.encoding = Encoding(declared=declared)

    def add(self, data: bytes) -> None:
        """One more chunk of body; it may be empty."""
        self.body_size += len(data)
        self.content += self.stack.feed(data) if self.stack.names else data
        self.chunk_ends.append(len(self.content))
        if self.stack.names:
            self.body_ends.append(self.body_size)

    def advance(self, *, final: bool = False) -> Iterator[Decoded]:
        """Decodes what came since the last call; yields the frames that became complete, so that no value outlives its reading."""
        if not self.characters.started and (self.content or final):
            self._begin_characters(final=final)
        self.characters.advance()
        if self._framer is None:
            self._detect(final=final)
        if self._framer is None:
            return
        for frame in self._framer.advance(final=final):
            yield self._decode(frame)
        if final:
            self._settle()

    def finish(self) -> Iterator[Decoded]:
        """The body is over: the unterminated rest."""
        self.stack.finish()
        yield from self.advance(final=True)
        self.characters.finish()

    def chunk_at(self, offset: int) -> int:
        """The chunk that holds content byte `offset` (the last one for an offset at the end)."""
        return max(0, min(bisect_right(self.chunk_ends, offset), len(self.chunk_ends) - 1))

    def text(self) -> str:
        """The whole content decoded: one U+FFFD per maximal subpart, a BOM kept as U+FEFF."""
        return self.content.decode(self.encoding.name, "replace")

    # A byte order mark decides over everything but the person's choice (WHATWG Encoding §6, "BOM sniff").
    def _begin_characters(self, *, final: bool) -> None:
        head = bytes(self.content[:3])
        if len(head) < 3 and not final and (BOM.startswith(head) or head in (b"\xff", b"\xfe")):
            return
        marks = (
            (BOM, "utf-8", "utf-8"),
            (b"\xff\xfe", "utf-16-le", "utf-16le"),
            (b"\xfe\xff", "utf-16-be", "utf-16be"),
        )
        mark = next(((codec, name) for bytes_, codec, name in marks if head.startswith(bytes_)), None)
        known = self.encoding
        bom = mark[1] if mark else None
        if self._chosen_encoding:
            self.encoding = Encoding(codecs.lookup(self._chosen_encoding).name, known.declared, bom, "chosen")
        elif mark:
            source = known.source if codecs.lookup(mark[0]).name == known.name else "detected"
            self.encoding = Encoding(codecs.lookup(mark[0]).name, known.declared, bom, source)
        self.characters.start(self.encoding.name)

    def _detect(self, *, final: bool) -> None:
        """Decides the framing from the first bytes; the content type is only a hint."""
        name = self._chosen_framing or self._sniff(final=final)
        if name is None:
            return
        self.framing = name
        start = 3 if self.content.startswith(BOM) else 0
        match name:
            case "sse":
                self._framer = SseReader(self.content)
            case "ndjson" if self._chosen_framing:
                self._framer = LineRecords(self.content, start)
            case "ndjson" | "json-array":
                self._framer = Records(self.content, start, array=name == "json-array")
            case "json":
                self._framer = WholeBody(self.content, start)
            case _:
                self._framer = _NoFrames()

    def _sniff(self, *, final: bool) -> str | None:
        head = bytes(self.content[:512]).removeprefix(BOM).lstrip(b" \t\r\n")
        if not head:
            if final and self.content_type == "text/event-stream":
                return "sse"
            return "text" if final else None
        if head[:1] in (b"{", b"["):
            return "ndjson" if head[:1] == b"{" else "json-array"
        if _SSE_LINE.match(head):
            return "sse"
        if self.content_type == "text/event-stream" and head[:1] != b"<":
            return "sse"
        if _SSE_PREFIX.match(head) and not final:
            return None  # the beginning of a field name, perhaps
        return "text"

    def _settle(self) -> None:
        """At the end: one object alone, or a pretty-printed one, is one JSON text and no stream of records."""
        framer = self._framer
        if not isinstance(framer, Records) or self.framing != "ndjson" or len(self.frames) != 1:
            return
        alone = not self.frames[0].terminated and "ndjson" not in self.content_type and "jsonl" not in self.content_type
        if framer.pretty or alone or self.content_type == "application/json":
            self.framing = "json"

    def _decode(self, frame: Frame) -> Decoded:
        self.frames.append(frame)
        data = frame_bytes(self.content, frame)
        if self.encoding.name != "utf-8":
            data = data.decode(self.encoding.name, "replace").encode("utf-8", "surrogatepass")
        if self.framing == "sse" and not self._should_be_json(frame, data):
            return Decoded(frame, None, False, None)
        parsed = json_text.parse(data)
        if parsed.error is None:
            return Decoded(frame, parsed.value, not parsed.too_deep, None)
        error = parsed.error
        offset = content_offset(frame, self._byte_position(frame, data, error.position))
        failure = JsonFailure(frame.index, offset, error.line, error.column, error.kind, error.message)
        self.json_failures.append(failure)
        return Decoded(frame, None, False, failure)

    def _byte_position(self, frame: Frame, data: bytes, position: int) -> int:
        """A position in transcoded `data` on the content's own bytes."""
        if self.encoding.name == "utf-8":
            return position
        return len(data[:position].decode("utf-8", "replace").encode(self.encoding.name, "replace"))

    def _should_be_json(self, frame: Frame, data: bytes) -> bool:
        """Is this event's data meant as JSON? The first data of a stream decides for the stream; brackets always do."""
        text = data.strip(b" \t\r\n")
        if not text or text.upper() == b"[DONE]":
            return False
        bracket = text[:1] in (b"{", b"[")
        if self._expects_json is None and frame.data_spans:
            self._expects_json = bracket
        return bracket or bool(self._expects_json)


class _NoFrames:
    """`text`: no frames at all."""

    def advance(self, *, final: bool = False) -> list[Frame]:
        return []


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _media_type(headers: tuple[tuple[str, str], ...]) -> str:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    return value.partition(";")[0].strip().lower()


def _charset(headers: tuple[tuple[str, str], ...]) -> str | None:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    found = re.search(r"""charset\s*=\s*["']?([^\s"';,]+)""", value, re.IGNORECASE)
    return found[1].lower() if found else None
