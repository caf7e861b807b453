"""Which dialect a run speaks: found out frame by frame, and what came before it was known is then read again."""

from __future__ import annotations

from codecs import IncrementalDecoder
from collections.abc import Callable, Sequence

from streamlab.decode.charset import decode, decoder
from streamlab.decode.frames import Frame, frame_bytes
from streamlab.decode.pipeline import Decoded, Pipeline
from streamlab.dialects.base import Dialect, framing_violations
from streamlab.dialects.plain_text import PlainText
from streamlab.dialects.registry import DIALECTS, detect, dialect_class, guess
from streamlab.dialects.reply import Delta, Outcome, Reply, ReplyBuilder
from streamlab.dialects.sight import Sight
from streamlab.errors import Misuse, UsageError
from streamlab.model import Framing, Headers

_MAX_EARLY = 64  # frames without a sign of a known dialect: then it is none


class Choice:
    """The dialect of one run, and the reply that it reads; without a sign of one, the text as it is.

    `dialect`, the choice of a person, is obeyed; `request` is the JSON request body where known. `read_plain` is told what each
    frame of no known dialect brought: its pieces, and its JSON value.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        dialect: str | None = None,
        request: object = None,
        read_plain: Callable[[Sequence[Delta], object], None] | None = None,
    ) -> None:
        chosen = dialect_class(dialect) if dialect is not None else None
        if dialect is not None and chosen is None:
            known = ", ".join(cls.id for cls in DIALECTS)
            raise UsageError(Misuse.DIALECT, name=dialect, known=known)
        self.headers: Headers = ()  # of the response
        self.error_frame: Frame | None = None  # the first that brought an error
        self._pipeline = pipeline
        self._request = request
        self._read_plain = read_plain
        self._dialect: Dialect = (chosen or PlainText)(request)
        self._sure = chosen is not None
        self._guessed = False  # the dialect is a guess, until a frame shows better
        self._early: list[Decoded] = []  # frames seen before the dialect was known
        self._replaced = 0  # the reply's version when its dialect was last replaced
        self._body: IncrementalDecoder | None = None  # of a body without frames
        self._body_chunks = 0

    # --- what was found -----------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The dialect's id."""
        return self._dialect.id

    @property
    def reply(self) -> ReplyBuilder:
        """The reply in the making; another object once the dialect turns out to be another."""
        return self._dialect.reply

    @property
    def version(self) -> int:
        """Rises when pieces already handed out were replaced."""
        return self._replaced + self._dialect.reply.version

    @property
    def is_plain(self) -> bool:
        """No dialect is known: the reply is the text as it is."""
        return isinstance(self._dialect, PlainText)

    @property
    def is_streamed(self) -> bool:
        """The reply comes frame by frame. One array in one piece that shows no dialect is an answer, and no stream."""
        framing = self._pipeline.framing
        in_array = framing is Framing.JSON_ARRAY and self.is_plain
        return framing.is_stream and not (in_array and len(self._pipeline.chunk_ends) < 2)

    def outcome(self, *, ended: bool, clean: bool) -> Outcome:
        """How the reply stands; `ended` the stream is over, `clean` as the protocol wants."""
        return self.reply.outcome(
            self.id,
            ended=ended,
            clean=clean,
            closed=self._pipeline.closed,
            streamed=self.is_streamed,
            plain=self.is_plain,
        )

    def build(self, outcome: Outcome) -> Reply:
        """The whole reply."""
        reply = self.reply.build(outcome)
        reply.extras["keepalives"] = len(self._pipeline.comments) + self.reply.pings
        return reply

    # --- reading ------------------------------------------------------------------------------------------------

    def feed(self, decoded: Decoded) -> None:
        """One more frame."""
        if not self._sure:
            self._look_at(decoded)
        self._read(decoded)

    def advance(self, *, final: bool) -> None:
        """Where the body has no frames, the text that each new chunk completes is a piece of the reply."""
        pipeline = self._pipeline
        if not pipeline.begun or pipeline.framing.has_frames or not isinstance(self._dialect, PlainText):
            return
        if self._body is None:
            self._body = decoder(pipeline.encoding.name)
        for end in pipeline.chunk_ends[self._body_chunks :]:
            start = pipeline.chunk_ends[self._body_chunks - 1] if self._body_chunks else 0
            before = self._held()
            text = self._body.decode(pipeline.content[start:end])
            self._dialect.body((start - before, end - self._held()), text)
            self._body_chunks += 1
        if final:
            size = len(pipeline.content)
            self._dialect.body((size - self._held(), size), self._body.decode(b"", final=True))

    def _held(self) -> int:
        """Bytes of a character that is not yet whole."""
        return len(self._body.getstate()[0]) if self._body is not None else 0

    def _look_at(self, decoded: Decoded) -> None:
        """Looks at one more frame until one shows the dialect; what came before it is then read again."""
        sight = Sight(decoded, self._pipeline.framing, self.headers, tuple(self._early), self._request)
        found = detect(sight)
        self._sure = found is not None or len(self._early) + 1 == _MAX_EARLY
        if found is None and not self._guessed:
            found = guess(sight)
            self._guessed = found is not None
        if found is not None:
            self._replace(found)
        self._early.append(decoded)
        if self._sure:
            self._early.clear()

    def _replace(self, found: type[Dialect]) -> None:
        self._replaced = self.version + bool(self.reply.deltas)
        self._dialect, self.error_frame = found(self._request), None
        for early in self._early:
            self._read(early)

    def _read(self, decoded: Decoded) -> None:
        dialect, frame = self._dialect, decoded.frame
        reply = dialect.reply
        for code in framing_violations(decoded, self._pipeline.framing):
            reply.violation(code)
        known = len(reply.deltas)
        # The data of a JSON frame is read from its value; decoding it once more would be for nothing.
        dialect.feed(decoded, "" if decoded.is_json and not dialect.raw else self._text(frame))
        if self._read_plain is not None and isinstance(dialect, PlainText):
            self._read_plain(reply.deltas[known:], decoded.value)
        if reply.error is not None and self.error_frame is None:
            self.error_frame = frame

    def _text(self, frame: Frame) -> str:
        return decode(frame_bytes(self._pipeline.content, frame), self._pipeline.encoding.name)
