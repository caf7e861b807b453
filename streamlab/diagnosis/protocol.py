"""Rules about what the dialect says: errors inside the stream, how the reply ended."""

from __future__ import annotations

from streamlab.diagnosis.places import MAX_PLACES
from streamlab.diagnosis.subject import Subject, finding, spans_as_places
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


def empty_choices(subject: Subject) -> Finding | None:
    """F42: an event with an empty list of choices; legal, but `choices[0]` fails on it."""
    places = subject.facts.in_frames.empty_choices
    return finding("empty-choices-chunk", Severity.INFO, Layer.CLIENT, places) if places.count else None


def reasoning_only(subject: Subject) -> Finding | None:
    """F48: all the text is reasoning; a client that shows `content` only stays blank. A turn that calls tools has no text."""
    sizes, end = subject.facts.in_reply.sizes, subject.end
    if end is None or end.reason is not EndReason.COMPLETE or subject.tools or subject.reply.error is not None:
        return None
    if sizes["text"] or not sizes["reasoning"]:
        return None
    return finding("reasoning-only", Severity.WARNING, Layer.CLIENT, characters=sizes["reasoning"])


def stream_ignored(subject: Subject) -> Finding | None:
    """F61: the request asked for a stream, and one whole JSON answer came."""
    request, end, head = subject.request, subject.end, subject.head
    if end is None or end.reason is not EndReason.COMPLETE or (head is not None and head.status >= 400):
        return None
    if not isinstance(request, dict) or request.get("stream") is not True or subject.reply.error is not None:
        return None
    pipeline = subject.pipeline
    if pipeline.framing != "json" or len(pipeline.frames) != 1 or pipeline.json_failures:
        return None
    frame = pipeline.frames[0]
    places = spans_as_places(subject, [(frame.start, frame.end)])
    return finding("stream-flag-ignored", Severity.WARNING, Layer.SERVER, places)


def after_terminal(subject: Subject) -> Finding | None:
    """More of a reply after the marker that said it was over; clients that stop there never see it."""
    if "data_after_terminal" not in subject.reply.violations:
        return None
    frames, done = subject.pipeline.frames, subject.facts.in_frames.done_frame
    later = frames[done + 1 : done + 1 + MAX_PLACES] if done >= 0 else []
    if not later:
        return finding("data-after-terminal", Severity.WARNING, Layer.SERVER)
    places = spans_as_places(subject, [(frame.start, frame.end) for frame in later], len(frames) - done - 1)
    return finding("data-after-terminal", Severity.WARNING, Layer.SERVER, places)
