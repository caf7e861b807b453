"""Everything computed from one run, grown as its messages arrive.

The order is the data flow: content and frames, reply, findings. An `Analysis` is fed by one thread and only ever appends, so
another thread may read what is already there (up to counts it was told); what does change, findings and verdict, is replaced as
a whole.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from streamlab import dialects
from streamlab.analysis.arrived import Arrived
from streamlab.analysis.schema import to_dict
from streamlab.decode.charset import IllFormed, SplitCharacter, decode, python_name
from streamlab.decode.frames import Comment, Frame, frame_bytes
from streamlab.decode.legacy import nearest_codec
from streamlab.decode.pipeline import JsonFailure, Pipeline
from streamlab.decode.positions import TextPositions
from streamlab.diagnosis import Subject, diagnose
from streamlab.diagnosis.facts.stream import Facts
from streamlab.diagnosis.verdict import judge
from streamlab.errors import Misuse, UsageError
from streamlab.model import Chunk, End, EndReason, Finding, Framing, Head, Message, Read, Span, TextVerdict, Verdict
from streamlab.request import Request, redacted
from streamlab.timing import Timing, measure


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
            raise UsageError(Misuse.FRAMING, name=framing, known=", ".join(Framing))
        if encoding is not None and python_name(encoding) is None:
            raise UsageError(Misuse.ENCODING, name=encoding)
        super().__init__()
        self.pipeline = Pipeline(encoding=encoding, framing=Framing(framing) if framing is not None else None)
        self.findings: tuple[Finding, ...] = ()
        self.verdict = Verdict(TextVerdict.INTACT, (("waiting", {}),))
        self._facts = Facts(self.pipeline)
        self._request = request
        self._choice = dialects.Choice(self.pipeline, dialect, request, self._facts.in_reply.hold)
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
        if self.end is not None or self.recording_cut:
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
                    self._choice.headers = message.headers
                elif isinstance(message, End):
                    break
        self._advance()

    def _advance(self) -> None:
        final = self.end is not None
        known = len(self.pipeline.frames)
        for decoded in self.pipeline.finish() if final else self.pipeline.advance():
            self._choice.feed(decoded)
        self._choice.advance(final=final)
        self._note()
        self._facts.advance(self.pipeline.frames[known:], final=final)
        reply = self._choice.reply
        subject = Subject(
            pipeline=self.pipeline,
            facts=self._facts,
            reply=self._outcome(),
            head=self.head,
            end=self.end,
            chunk_times=self.chunk_times,
            recording_cut=self.recording_cut,
            cumulative=reply.mode == "cumulative",
            tools=bool(reply.tool_calls),
            received=self.read_ends[-1] if self.read_ends else 0,
            informational=len(self.informational),
            request=self._request,
        )
        self.findings = diagnose(subject)
        self.verdict = judge(subject, self.findings)

    def _note(self) -> None:
        version, noted = self._noted
        if version != self.reply_version:
            version, noted = self.reply_version, 0
            self._facts.in_reply.restart()
        if self._choice.is_plain and self.framing.has_frames:
            self._facts.in_reply.take_held()
        else:
            self._facts.in_reply.note(self.deltas[noted:])
        self._noted = (version, len(self.deltas))
        if self._choice.error_frame is not None:
            self._facts.put_error(self._choice.error_frame)

    def _outcome(self) -> dialects.Outcome:
        clean = self.end is not None and self.end.reason is EndReason.COMPLETE
        return self._choice.outcome(ended=self.end is not None, clean=clean)

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
        return self._choice.id

    @property
    def is_plain(self) -> bool:
        """No dialect is known: the reply is the text as it is."""
        return self._choice.is_plain

    @property
    def is_streamed(self) -> bool:
        """The reply comes frame by frame, and is no single answer."""
        return self._choice.is_streamed

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
        return self._choice.reply.deltas

    @property
    def reply_version(self) -> int:
        """Rises when pieces already handed out were replaced."""
        return self._choice.version

    @property
    def reply(self) -> dialects.Reply:
        """The reply as it stands."""
        return self._choice.build(self._outcome())

    @property
    def timing(self) -> Timing:
        """Times and gaps, computed when asked for."""
        delta_chunks = [self.chunk_at(delta.end - 1) for delta in self.deltas]
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
