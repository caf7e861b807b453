"""Rules about what the dialect says: errors inside the stream, how the reply ended."""

from __future__ import annotations

from streamlab.diagnosis.subject import Subject, finding
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity

_FEW = 4  # fewer frames do not show how the text grows


def error_inside(subject: Subject) -> Finding | None:
    """F16: a failure reported inside a 200 response."""
    reply = subject.reply
    if reply.error is None or (subject.head is not None and subject.head.status >= 400):
        return None
    message = str(reply.error.get("message") or "")[:300]
    return finding(
        "error-inside-200",
        Severity.ERROR,
        Layer.SERVER,
        subject.facts.error_places,
        message=message,
        code=str(reply.error.get("code") or ""),
    )


def no_terminal(subject: Subject) -> Finding | None:
    """F46: the transfer ended as it should, but neither the terminal marker nor a finish reason came."""
    reply, end = subject.reply, subject.end
    if end is None or end.reason is not EndReason.COMPLETE or reply.error is not None:
        return None
    if "missing_terminal" not in reply.violations or reply.empty:
        return None
    if reply.finish:
        return finding(
            "clean-eof-no-terminal", Severity.WARNING, Layer.SERVER, finish=reply.finish, dialect=reply.dialect
        )
    return finding(
        "clean-eof-no-terminal",
        Severity.ERROR,
        Layer.SERVER,
        confidence=Confidence.CONSISTENT,
        finish="",
        dialect=reply.dialect,
    )


def stopped_by_limit(subject: Subject) -> Finding | None:
    """F47: the model stopped at a limit or a filter; the stream is not broken."""
    reply = subject.reply
    if reply.finish_norm not in ("length", "content_filter"):
        return None
    return finding("length-or-filter-finish", Severity.INFO, Layer.SERVER, finish=reply.finish)


def cumulative(subject: Subject) -> Finding | None:
    """F21: every frame repeats the reply so far; a client that appends shows it many times over."""
    if not subject.cumulative or len(subject.pipeline.frames) < _FEW:
        return None
    return finding("cumulative-vs-delta", Severity.INFO, Layer.CLIENT, dialect=subject.reply.dialect)
