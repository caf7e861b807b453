"""What a rule may look at; may import decode, dialects and facts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from streamlab.decode.pipeline import Pipeline
from streamlab.diagnosis.facts import Facts
from streamlab.diagnosis.places import MAX_PLACES, Places
from streamlab.dialects.reply import Outcome
from streamlab.model import Confidence, End, Finding, Head, Layer, Severity, Span


@dataclass(frozen=True, slots=True)
class Subject:
    """One run as far as it got; `end` is None while it goes on."""

    pipeline: Pipeline
    facts: Facts
    reply: Outcome
    head: Head | None
    end: End | None
    chunk_times: array[int]
    cumulative: bool = False  # every frame repeats the reply so far
    tools: bool = False  # the reply calls tools
    request: Any = None  # the JSON request body, where known

    @property
    def binary(self) -> bool:
        """The content is no text by design: only its payloads are."""
        return self.pipeline.framing == "aws-eventstream"

    def header(self, name: str) -> str:
        """The first header with this name, or an empty string."""
        headers = self.head.headers if self.head else ()
        return next((value for key, value in headers if key.lower() == name), "")


def finding(
    rule: str,
    severity: Severity,
    layer: Layer,
    places: Places | None = None,
    *,
    confidence: Confidence = Confidence.PROVEN,
    **args: object,
) -> Finding:
    """A finding at `places` (one occurrence without a place if there are none)."""
    if places is None:
        return Finding(rule, severity, layer, confidence, args=args)
    chunks = tuple(dict.fromkeys(places.chunks))
    return Finding(rule, severity, layer, confidence, places.count, tuple(places.spans), chunks, args)


def spans_as_places(subject: Subject, spans: list[Span], count: int | None = None) -> Places:
    """Places from spans in order; chunks by look-up."""
    shown = spans[:MAX_PLACES]
    chunks = [subject.pipeline.chunk_at(start) for start, _ in shown]
    return Places(len(spans) if count is None else count, shown, chunks)
