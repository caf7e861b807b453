"""From chunks of body to content, characters and frames, in one pass over what is new.

The content is one growing buffer. Every reader keeps its own position in it, so that nothing is copied from reader to reader and
nothing is decoded twice, and so that chunk borders cannot change what a reader finds. Borders are a separate array.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from streamlab.decode import json_text
from streamlab.decode.charset import Characters, decode, has_ascii_trails, is_ascii_superset, python_name
from streamlab.decode.content import Stack, coding_names
from streamlab.decode.eventstream import PRELUDE, EventStreamReader, is_prelude
from streamlab.decode.frames import Comment, Frame, content_offset, frame_bytes
from streamlab.decode.positions import TextPositions
from streamlab.decode.records import LegacyRecords, LineRecords, PrefixedLines, Records, WholeBody
from streamlab.decode.sse import BOM, SseReader
from streamlab.model import Framing

_MARKS = (
    (BOM, "utf-8", "utf-8"),
    (b"\xff\xfe", "utf-16-le", "utf-16le"),
    (b"\xfe\xff", "utf-16-be", "utf-16be"),
)
_SSE_LINE = re.compile(rb"(?:data|event|id|retry|message|error|meta)?:")
_SSE_PREFIX = re.compile(rb"[a-z]{0,7}\Z")
_BLANK = re.compile(rb"[ \t\r\n\x1e]*+")  # 1E: a JSON text sequence
_NDJSON = re.compile(r"application/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines|json-seq)")
_ARRAY = re.compile(rb'\[[ \t\r\n]*+(?:[\]{\["0-9-]|true|false|null)')
_PREFIXED = re.compile(rb'[0-9a-k]:["{\[]')
_PREFIXED_PREFIX = re.compile(rb"[0-9a-k]:?\Z")
_ARRAY_PREFIX = re.compile(rb"\[[ \t\r\n]*+[a-z]{0,4}\Z")
_PREFIXES = (_SSE_PREFIX, _ARRAY_PREFIX, _PREFIXED_PREFIX)


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
    """A frame with what its data says.

    `value` where it is JSON (`is_json`) and not too deep to build; `failure` where it should be JSON and is not.
    """

    frame: Frame
    value: object
    is_json: bool
    failure: JsonFailure | None
    fields: Mapping[str, str] = MappingProxyType({})  # what the event's fields outside the standard say


class Pipeline:
    """Grows with `add(body)` per chunk and `advance()` per batch; `finish()` once. Never raises on bad input."""

    def __init__(self, *, encoding: str | None = None, framing: Framing | None = None) -> None:
        self.content = bytearray()
        self.chunk_ends = array("q")  # content axis
        self.body_ends = self.chunk_ends  # body axis; another object where there is a content coding
        self.body_size = 0
        self.stack = Stack(())
        self.encoding = Encoding()
        self.characters = Characters(self.content, self.chunk_ends)
        self.framing = framing or Framing.TEXT
        self.frames: list[Frame] = []
        self.json_failures: list[JsonFailure] = []
        self.content_type = ""
        self._chosen_encoding = python_name(encoding) if encoding else None
        self._chosen_framing = framing
        self._framer: Framer | None = None
        self._expects_json: bool | None = None
        self._seen_json = False
        self._blank = 0  # nothing but blanks before this offset, while the framing is open

    @property
    def comments(self) -> list[Comment]:
        """The SSE comments so far."""
        return self._framer.comments if isinstance(self._framer, SseReader) else []

    @property
    def sse(self) -> SseReader | None:
        """The SSE reader, where that is the framing."""
        return self._framer if isinstance(self._framer, SseReader) else None

    @property
    def closed(self) -> bool:
        """The framing itself said the end: the closing bracket of an array of records."""
        return isinstance(self._framer, Records) and self._framer.closed

    @property
    def declares_events(self) -> bool:
        """The head says that the body is a stream of server-sent events, and nothing else."""
        return self.content_type == "text/event-stream"

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
        # Events are always UTF-8 (WHATWG HTML §9.2.5), whatever the head declares.
        name = python_name(declared) if declared and not self.declares_events else None
        if name and not self._chosen_encoding:
            self.encoding = Encoding(name, declared, None, "declared")
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
        if self._framer is None and self.characters.started:
            self._detect(final=final)
        if self._framer is None:
            return
        for frame in self._framer.advance(final=final):
            yield self._decode(frame)._replace(fields=self._fields(frame)) if frame.unknown else self._decode(frame)
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
        return decode(self.content, self.encoding.name)

    # A byte order mark decides over everything but the person's choice (WHATWG Encoding §6, "BOM sniff").
    def _begin_characters(self, *, final: bool) -> None:
        head = bytes(self.content[:3])
        if len(head) < 3 and not final and (BOM.startswith(head) or head in (b"\xff", b"\xfe")):
            return
        marks = _MARKS[:1] if self.declares_events else _MARKS  # events are UTF-8 or nothing
        mark = next(((codec, name) for bytes_, codec, name in marks if head.startswith(bytes_)), None)
        known = self.encoding
        bom = mark[1] if mark else None
        if self._chosen_encoding:
            self.encoding = Encoding(self._chosen_encoding, known.declared, bom, "chosen")
        elif mark:
            source = known.source if mark[0] == known.name else "detected"
            self.encoding = Encoding(mark[0], known.declared, bom, source)
        self.characters.start(self.encoding.name)

    def _detect(self, *, final: bool) -> None:
        """Decides the framing from the first bytes; the content type is only a hint."""
        name = self._chosen_framing or self._sniff(final=final)
        if name is None:
            return
        self.framing = name
        start = 3 if self.content.startswith(BOM) else 0
        match name:
            case Framing.SSE:
                self._framer = SseReader(self.content, self.encoding.name)
            case Framing.NDJSON if self._chosen_framing:
                self._framer = LineRecords(self.content, start)
            case Framing.NDJSON | Framing.JSON_ARRAY if has_ascii_trails(self.encoding.name):
                self._framer = LegacyRecords(self.content, start, self.encoding.name, array=name is Framing.JSON_ARRAY)
            case Framing.NDJSON | Framing.JSON_ARRAY:
                self._framer = Records(self.content, start, array=name is Framing.JSON_ARRAY)
            case Framing.LINE_PREFIXED:
                self._framer = PrefixedLines(self.content, start)
            case Framing.AWS_EVENTSTREAM:
                self._framer = EventStreamReader(self.content)
            case Framing.JSON:
                self._framer = WholeBody(self.content, start)
            case Framing.TEXT:
                self._framer = _NoFrames()

    def _sniff(self, *, final: bool) -> Framing | None:
        """The framing that the first bytes show, None until they show one. It must not depend on how much has arrived."""
        if not is_ascii_superset(self.encoding.name):
            return Framing.TEXT  # no framing is defined but on UTF-8, and in UTF-16 a byte 0A is no line end
        if self.content_type == "application/vnd.amazon.eventstream":
            return Framing.AWS_EVENTSTREAM
        if self.content.startswith(b"\0") and not self.declares_events:
            if len(self.content) < PRELUDE and not final:
                return None
            return Framing.AWS_EVENTSTREAM if is_prelude(self.content[:PRELUDE]) else Framing.TEXT
        mark = 3 if self.content.startswith(BOM) else 0
        blank = _BLANK.match(self.content, max(self._blank, mark))
        assert blank is not None
        self._blank = blank.end()
        head = bytes(self.content[self._blank : self._blank + 512])
        declared = self._declared()
        if not head:
            return declared if final else None
        if head[:1] == b"{":
            return Framing.NDJSON
        if _ARRAY.match(head):
            return Framing.JSON_ARRAY
        if _SSE_LINE.match(head) or (declared is Framing.SSE and head[:1] not in b"<["):
            return Framing.SSE
        if _PREFIXED.match(head):
            return Framing.LINE_PREFIXED
        if any(begun.match(head) for begun in _PREFIXES) and not final:
            return None  # the beginning of a field name, of an array, of a prefixed line, perhaps
        return Framing.TEXT if head[:1] == b"<" else declared

    def _declared(self) -> Framing:
        """What the content type says of a body that does not show its framing."""
        if self.declares_events:
            return Framing.SSE
        if _NDJSON.fullmatch(self.content_type):
            return Framing.NDJSON
        return Framing.JSON if self.content_type.endswith(("/json", "+json")) else Framing.TEXT

    def _settle(self) -> None:
        """At the end: one object alone, or a pretty-printed one, is one JSON text and no stream of records."""
        framer = self._framer
        if not isinstance(framer, Records) or self.framing is not Framing.NDJSON or len(self.frames) != 1:
            return
        alone = not self.frames[0].terminated and not _NDJSON.fullmatch(self.content_type)
        if framer.pretty or alone or self.content_type == "application/json":
            self.framing = Framing.JSON

    def _decode(self, frame: Frame) -> Decoded:
        self.frames.append(frame)
        data = raw = frame_bytes(self.content, frame)
        if self.encoding.name != "utf-8":
            data = decode(raw, self.encoding.name).encode()
        meant = True if self._expects_json and data[:1] == b"{" else self._meant_as_json(frame, data)
        if meant is None:
            return Decoded(frame, None, False, None)
        parsed = json_text.parse(data)
        if parsed.error is None:
            self._seen_json = True
            return Decoded(frame, parsed.value, not parsed.too_deep, None)
        if not meant:
            return Decoded(frame, None, False, None)
        error = parsed.error
        offset = content_offset(frame, self._byte_position(raw, data, error.position))
        failure = JsonFailure(frame.index, offset, error.line, error.column, error.kind, error.message)
        self.json_failures.append(failure)
        return Decoded(frame, None, False, failure)

    def _fields(self, frame: Frame) -> dict[str, str]:
        return {name: decode(self.content[start:end], self.encoding.name) for name, start, end in frame.unknown}

    def _byte_position(self, raw: bytes, data: bytes, position: int) -> int:
        """A position in `data` on the content's own bytes, `raw`, of which it is the transcription."""
        if self.encoding.name == "utf-8":
            return position
        return TextPositions(raw, self.encoding.name).offset_of(len(data[:position].decode()))

    def _meant_as_json(self, frame: Frame, data: bytes) -> bool | None:
        """Is this frame meant as JSON? A record is; of events, the first data of a stream decides for the stream.

        None: certainly not. False: the other events are plain text, so it is JSON only if it happens to be one whole text.
        """
        text = data.strip(b" \t\r\n")
        if len(text) == 6 and text.upper() == b"[DONE]":
            return None
        if self.framing is Framing.AWS_EVENTSTREAM:
            return bool(text) or None
        if self.framing is not Framing.SSE:
            return True
        if not text:
            return None
        if frame.bare:  # "[" begins many a line of a log
            return None if text[:1] == b"<" else text[:1] == b"{"
        bracket = text[:1] in (b"{", b"[")
        if self._expects_json is None:
            self._expects_json = bracket
        if self._expects_json:
            return True
        return self._seen_json if bracket else None


class _NoFrames:
    """`text`: no frames at all."""

    def advance(self, *, final: bool = False) -> list[Frame]:
        return []


def _media_type(headers: tuple[tuple[str, str], ...]) -> str:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    return value.partition(";")[0].strip().lower()


def _charset(headers: tuple[tuple[str, str], ...]) -> str | None:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    found = re.search(r"""charset\s*=\s*["']?([^\s"';,]+)""", value, re.IGNORECASE)
    return found[1].lower() if found else None
