"""Rules about JSON."""

from __future__ import annotations

from streamlab.diagnosis.subject import Subject, finding, spans_as_places
from streamlab.model import EndReason, Finding, Layer, Severity


def invalid_json(subject: Subject) -> Finding | None:
    """F55: the re-assembled frame, not the chunk, fails as JSON; what the end of the transfer cut off is not counted."""
    failures = subject.facts.in_frames.failures
    cut_short = subject.end is not None and subject.end.reason is not EndReason.COMPLETE
    frames = subject.pipeline.frames
    if cut_short and failures and failures[-1].kind == "truncated" and not frames[failures[-1].frame].terminated:
        failures = failures[:-1]
    if not failures:
        return None
    first = failures[0]
    size = len(subject.pipeline.content)
    spans = [(min(item.offset, max(size - 1, 0)), min(item.offset + 1, size)) for item in failures[:200]]
    return finding(
        "invalid-json-from-server",
        Severity.ERROR,
        Layer.SERVER,
        spans_as_places(subject, spans, len(failures)),
        frame=first.frame,
        offset=first.offset,
        kind=first.kind,
        line=first.line,
        column=first.column,
    )
