"""Rules about JSON."""

from __future__ import annotations

from streamlab.decode.pipeline import JsonFailure
from streamlab.diagnosis.args import MalformedJson
from streamlab.diagnosis.facts.places import first_and_last
from streamlab.diagnosis.rule import Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject, cut_short, spans_as_places
from streamlab.diagnosis.words import content
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Finding, Layer, Severity


def _is_torn(subject: Subject, failure: JsonFailure) -> bool:
    """It is in the last frame, which never came to its end."""
    frames = subject.pipeline.frames
    last = failure.frame == len(frames) - 1
    return last and (failure.kind == "truncated" or not frames[-1].terminated)


def invalid_json(subject: Subject) -> Finding | None:
    """F55: the re-assembled frame, not the chunk, fails as JSON; what the end of the transfer cut off is not counted."""
    failures = subject.facts.in_frames.failures
    if failures and cut_short(subject) and _is_torn(subject, failures[-1]):
        failures = failures[:-1]
    if not failures:
        return None
    first = failures[0]
    size = len(subject.pipeline.content)
    named = first_and_last(failures)
    spans = [(min(item.offset, max(size - 1, 0)), min(item.offset + 1, size)) for item in named]
    args: MalformedJson = {
        "frame": first.frame,
        "offset": first.offset,
        "kind": first.kind,
        "line": first.line,
        "column": first.column,
    }
    return INVALID_JSON.finding(Severity.ERROR, args, spans_as_places(subject, spans, len(failures)))


INVALID_JSON = Rule(
    "invalid-json-from-server",
    mode="F55",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    find=invalid_json,
    words=content.MALFORMED_JSON,
    sentence=Sentence(Topic.JSON, Says.BAD_JSON),
)
