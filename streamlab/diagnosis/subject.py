"""What a rule may look at."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from streamlab.decode.pipeline import Pipeline
from streamlab.diagnosis.facts.places import Places, first_and_last
from streamlab.diagnosis.facts.stream import Facts
from streamlab.dialects.reply import Outcome
from streamlab.model import End, EndReason, Head, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One run as far as it got; `end` is None while it goes on, and where its recording stops before it."""

    pipeline: Pipeline
    facts: Facts
    reply: Outcome
    head: Head | None
    end: End | None
    chunk_times: array[int]
    recording_cut: bool = False  # nothing more will come, and nobody knows how the run ended
    cumulative: bool = False  # every frame repeats the reply so far
    tools: bool = False  # the reply calls tools
    received: int = 0  # bytes on the connection, as far as reads are known
    informational: int = 0  # 1xx responses
    request: object = None  # the JSON request body, where known

    @property
    def binary(self) -> bool:
        """The content is no text by design: only its payloads are."""
        return self.pipeline.framing.is_binary

    @property
    def told_its_end(self) -> bool:
        """The reply said that it was over: by its marker, or by a finish reason."""
        return self.reply.terminal or bool(self.reply.finish)

    @property
    def last_byte_ns(self) -> int:
        """When the last byte of body came; -1 where the times are not known, 0 where none came."""
        times, ends = self.chunk_times, self.pipeline.body_ends
        index = len(times) - 1
        while index >= 0 and ends[index] == (ends[index - 1] if index else 0):
            index -= 1  # an empty chunk brings nothing, and the last one may only tell when the stream ended
        return times[index] if index >= 0 else 0

    @property
    def utf8(self) -> bool:
        """The text is UTF-8, as far as it is read."""
        return self.pipeline.encoding.name == "utf-8" and not self.binary

    def header(self, name: str) -> str:
        """The first header with this name, or an empty string."""
        return self.facts.headers(self.head).get(name, "") if self.head is not None else ""


def cut_short(subject: Subject) -> bool:
    """The transfer or its coding ended before its time, so that what is missing at the end is not the server's doing."""
    end = subject.end
    return end is not None and (end.reason is not EndReason.COMPLETE or subject.pipeline.stack.error == "truncated")


def spans_as_places(subject: Subject, spans: list[Span], count: int | None = None) -> Places:
    """Places from spans in order; chunks by look-up. `count` where `spans` are not all."""
    shown = first_and_last(spans)
    chunks = [subject.pipeline.chunk_at(start) for start, _ in shown]
    return Places(len(spans) if count is None else count, shown, chunks)
