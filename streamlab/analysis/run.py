"""Everything computed from one run, grown as its messages arrive.

The order is the data flow: content and frames, reply, findings. An `Analysis` is fed by one thread and only ever appends, so
another thread may read what is already there (up to counts it was told); what does change, findings and verdict, is replaced as
a whole.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from codecs import IncrementalDecoder
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from streamlab import dialects
from streamlab.analysis.arrived import Arrived
from streamlab.analysis.schema import to_dict
from streamlab.decode.charset import IllFormed, SplitCharacter, decode, decoder, encoding_name
from streamlab.decode.frames import Comment, Frame, frame_bytes
from streamlab.decode.legacy import nearest_codec
from streamlab.decode.pipeline import Decoded, JsonFailure, Pipeline
from streamlab.decode.positions import TextPositions
from streamlab.diagnosis import Subject, diagnose
from streamlab.diagnosis.facts.stream import Facts
from streamlab.diagnosis.verdict import judge
from streamlab.dialects.plain_text import PlainText
from streamlab.errors import UsageError
from streamlab.model import Chunk, End, EndReason, Finding, Framing, Head, Message, Read, Span, TextVerdict, Verdict
from streamlab.request import Request, redacted
from streamlab.timing import Timing, measure

_MAX_EARLY = 64  # frames without a sign of a known dialect: then it is none


class Mark(NamedTuple):
    """Something to show at bytes: `kind` is split, invalid or json."""

    kind: str
    start: int
    end: int


class Analysis(Arrived):
    """`feed` whole batches; never raises on bad input. After an `End` nothing more is taken."""

    def __init__(
        self,
        *,
        encoding: str | None = None,
        framing: str | None = None,
        dialect: str | None = None,
        request: object = None,
    ) -> None:
        if framing is not None and framing not in list(Framing):
            raise UsageError(f"framing {framing!r} is none of {', '.join(Framing)}")
        chosen = dialects.dialect_class(dialect) if dialect is not None else None
        if dialect is not None and chosen is None:
            known = ", ".join(cls.id for cls in dialects.DIALECTS)
            raise UsageError(f"dialect {dialect!r} is none of {known}")
        if encoding is not None and encoding_name(encoding) is None:
            raise UsageError(f"encoding {encoding!r} is not known")
        super().__init__()
        self.pipeline = Pipeline(encoding=encoding, framing=Framing(framing) if framing is not None else None)
        self.findings: tuple[Finding, ...] = ()
        self.verdict = Verdict(TextVerdict.INTACT, (("waiting", {}),))
        self._facts = Facts(self.pipeline)
        self._request = request
        self._fixed = chosen is not None
        self._dialect: dialects.Dialect = (chosen or PlainText)(request)
        self._sure = self._fixed
        self._guessed = False  # the dialect is a guess, until a frame shows better
        self._early: list[Decoded] = []  # frames seen before the dialect was known
        self._replaced = 0  # the reply's version when its dialect was last replaced
        self._body: IncrementalDecoder | None = None  # of a body without frames
        self._body_chunks = 0
        self._text_positions: TextPositions | None = None
        self._noted = (0, 0)  # the reply's version and how many of its deltas the facts know

    @classmethod
    def for_request(
        cls,
        request: Request | None,
        *,
        encoding: str | None = None,
        framing: str | None = None,
        dialect: str | None = None,
    ) -> Analysis:
        """The analysis of what answers `request` (None: not known), read as it is recorded: without its secrets."""
        value = redacted(request).json() if request is not None else None
        return cls(encoding=encoding, framing=framing, dialect=dialect, request=value)

    # --- what arrived -------------------------------------------------------------------------------------------

    def feed(self, messages: Iterable[Message]) -> None:
        """Takes in a batch of messages, in order."""
        if self.end is not None:
            return
        add, times = self.pipeline.add, self.chunk_times
        for message in messages:
            if isinstance(message, Chunk):
                add(message.data)
                times.append(message.t_ns)
            elif isinstance(message, Read):
                self.read_times.append(message.t_ns)
                self.read_ends.append(message.end)
                self.read_content.append(len(self.pipeline.content))
            else:
                self.keep(message)
                if isinstance(message, Head):
                    self.pipeline.begin(message.headers)
                elif isinstance(message, End):
                    break
        self._advance()

    def _advance(self) -> None:
        final = self.end is not None
        known = len(self.pipeline.frames)
        for decoded in self.pipeline.finish() if final else self.pipeline.advance():
            self._read_frame(decoded)
        if self.pipeline.begun and not self.pipeline.framing.has_frames:
            self._read_body(final=final)
        self._note()
        self._facts.advance(self.pipeline.frames[known:], final=final)
        reply, times = self._dialect.reply, self.chunk_times
        cumulative, tools = reply.mode == "cumulative", bool(reply.tool_calls)
        outcome = self._outcome()
        subject = Subject(
            self.pipeline, self._facts, outcome, self.head, self.end, times, cumulative, tools, self._request
        )
        self.findings = diagnose(subject)
        self.verdict = judge(subject, self.findings)

    # --- dialect ------------------------------------------------------------------------------------------------

    def _read_frame(self, decoded: Decoded) -> None:
        if not self._sure:
            self._detect(decoded)
        self._feed_dialect(decoded)

    def _feed_dialect(self, decoded: Decoded) -> None:
        reply, frame = self._dialect.reply, decoded.frame
        for code in dialects.framing_violations(decoded, self.pipeline.framing):
            reply.violation(code)
        # The data of a JSON frame is read from its value; decoding it once more would be for nothing.
        unread = decoded.is_json and not self._dialect.raw
        known = len(reply.deltas)
        self._dialect.feed(decoded, "" if unread else self.frame_text(frame))
        if isinstance(self._dialect, PlainText):
            self._facts.in_reply.hold(reply.deltas[known:], decoded.value)
        if reply.error is not None and not self._facts.error_places.count:
            self._facts.error_places.add((frame.start, frame.end), self.pipeline.chunk_at(frame.start))

    def _detect(self, decoded: Decoded) -> None:
        """Looks at one more frame until one shows the dialect; what came before it is then read again."""
        headers = self.head.headers if self.head else ()
        sight = dialects.Sight(decoded, self.pipeline.framing, headers, tuple(self._early), self._request)
        found = dialects.detect(sight)
        self._sure = found is not None or len(self._early) + 1 == _MAX_EARLY
        if found is None and not self._guessed:
            found = dialects.guess(sight)
            self._guessed = found is not None
        if found is not None:
            self._replaced = self.reply_version + bool(self.deltas)
            self._dialect = found(self._request)
            for early in self._early:
                self._feed_dialect(early)
        self._early.append(decoded)
        if self._sure:
            self._early.clear()

    def _read_body(self, *, final: bool) -> None:
        """A body without frames is its own reply: piece by piece the text that each chunk completes."""
        if not isinstance(self._dialect, PlainText):
            return
        if self._body is None:
            self._body = decoder(self.encoding)
        ends = self.pipeline.chunk_ends
        for index in range(self._body_chunks, len(ends)):
            start, end = self.chunk_span(index)
            before = len(self._body.getstate()[0])
            text = self._body.decode(self.pipeline.content[start:end])
            self._dialect.body((start - before, end - len(self._body.getstate()[0])), text)
        self._body_chunks = len(ends)
        if final:
            size = self.content_size
            self._dialect.body((size - len(self._body.getstate()[0]), size), self._body.decode(b"", final=True))

    def _note(self) -> None:
        version, noted = self._noted
        if version != self.reply_version:
            version, noted = self.reply_version, 0
            self._facts.in_reply.restart()
        if isinstance(self._dialect, PlainText) and self.framing.has_frames:
            self._facts.in_reply.take_held()
        else:
            self._facts.in_reply.note(self.deltas[noted:])
        self._noted = (version, len(self.deltas))

    def _outcome(self) -> dialects.Outcome:
        clean = self.end is not None and self.end.reason is EndReason.COMPLETE
        closed = self.pipeline.closed
        return self._dialect.reply.outcome(self._dialect.id, ended=self.end is not None, clean=clean, closed=closed)

    # --- reading ------------------------------------------------------------------------------------------------

    @property
    def body_size(self) -> int:
        """Bytes of body."""
        return self.pipeline.body_size

    @property
    def content_size(self) -> int:
        """Bytes of content."""
        return len(self.pipeline.content)

    @property
    def content_encoding(self) -> str:
        """The content codings in the order they were applied; "" for none."""
        return ", ".join(self.pipeline.stack.names)

    @property
    def content_error(self) -> str | None:
        """What is wrong with the coded body: truncated, corrupt or trailing-garbage."""
        return self.pipeline.stack.error

    @property
    def chunk_ends(self) -> array[int]:
        """The content offset where each chunk ends."""
        return self.pipeline.chunk_ends

    @property
    def split(self) -> list[SplitCharacter]:
        """Characters cut by chunk borders."""
        return self.pipeline.characters.split

    @property
    def invalid(self) -> list[IllFormed]:
        """Ill-formed spans."""
        return self.pipeline.characters.invalid

    @property
    def framing(self) -> Framing:
        """How the body is divided into frames."""
        return self.pipeline.framing

    @property
    def encoding(self) -> str:
        """The codec of Python's that is nearest to the characters' encoding."""
        return nearest_codec(self.pipeline.encoding.name)

    @property
    def dialect(self) -> str:
        """The dialect's id."""
        return self._dialect.id

    @property
    def frames(self) -> list[Frame]:
        """Events or records."""
        return self.pipeline.frames

    @property
    def comments(self) -> list[Comment]:
        """SSE comment lines."""
        return self.pipeline.comments

    @property
    def json_failures(self) -> list[JsonFailure]:
        """Frames whose data is no JSON."""
        return self.pipeline.json_failures

    @property
    def deltas(self) -> list[dialects.Delta]:
        """The pieces of the reply. `reply_version` rises when earlier ones were replaced."""
        return self._dialect.reply.deltas

    @property
    def reply_version(self) -> int:
        """Rises when pieces already handed out were replaced."""
        return self._replaced + self._dialect.reply.version

    @property
    def reply(self) -> dialects.Reply:
        """The reply as it stands."""
        reply = self._dialect.reply.build(self._outcome())
        reply.extras["keepalives"] = len(self.comments) + self._dialect.reply.pings
        return reply

    @property
    def timing(self) -> Timing:
        """Times and gaps, computed when asked for."""
        reply = self._dialect.reply
        delta_chunks = [self.chunk_at(delta.end - 1) for delta in reply.deltas]
        end_ns = self.end.t_ns if self.end and self.end.t_ns >= 0 else None
        return measure(self.chunk_times, self.pipeline.body_ends, delta_chunks, end_ns)

    def chunk_span(self, index: int) -> Span:
        """The content span of one chunk."""
        ends = self.pipeline.chunk_ends
        return (ends[index - 1] if index else 0, ends[index])

    def chunk_at(self, offset: int) -> int:
        """The chunk that holds content byte `offset`."""
        return self.pipeline.chunk_at(offset)

    def data(self, start: int, end: int) -> bytes:
        """A copy of content bytes; safe from another thread."""
        return bytes(self.pipeline.content[start:end])

    def position_of(self, offset: int) -> int:
        """The index in the whole text of the character that holds content byte `offset`; O(log n) after the first time.

        This and `offset_of` are for one thread at a time.
        """
        return self._positions().position_of(offset)

    def offset_of(self, position: int) -> int:
        """The content offset where the character at `position` of the whole text begins."""
        return self._positions().offset_of(position)

    def _positions(self) -> TextPositions:
        if self._text_positions is None:
            self._text_positions = TextPositions(self.pipeline.content, self.encoding)
        return self._text_positions

    def frame_text(self, frame: Frame) -> str:
        """The data of a frame as text: SSE data lines joined by LF, or the record."""
        return decode(frame_bytes(self.pipeline.content, frame), self.encoding)

    def marks(self, start: int, end: int) -> list[Mark]:
        """What there is to show at `[start, end)`, in order; cheap enough for every paint."""
        found = [Mark("split", unit.start, unit.end) for unit in _touching(self.split, start, end)]
        found += [Mark("invalid", span.start, span.end) for span in _touching(self.invalid, start, end)]
        failures, last = self.json_failures, self.content_size - 1
        at = bisect_left(failures, start, key=lambda item: min(item.offset, last))
        while at < len(failures) and (offset := min(failures[at].offset, last)) < end:
            found.append(Mark("json", offset, offset + 1))  # a text that stops early is marked at its last byte
            at += 1
        return sorted(found, key=lambda mark: mark.start)

    def to_dict(self) -> dict[str, Any]:
        """The analysis object `streamlab.analysis/1`, JSON-serialisable."""
        return to_dict(self, self.pipeline, self.reply, self.timing, self.findings, self.verdict)


_T = TypeVar("_T", SplitCharacter, IllFormed)


def _touching(items: list[_T], start: int, end: int) -> list[_T]:
    """Those of `items`, in order and disjoint, that share a byte with `[start, end)`."""
    at = bisect_left(items, start, key=lambda item: item.end - 1)
    found = []
    while at < len(items) and items[at].start < end:
        found.append(items[at])
        at += 1
    return found
