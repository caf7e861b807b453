"""Rules about what the dialect says: errors inside the stream, how the reply ended."""

from __future__ import annotations

from collections.abc import Mapping

from streamlab.decode import json_text
from streamlab.decode.charset import decode
from streamlab.decode.frames import frame_bytes
from streamlab.diagnosis.args import NoTerminal
from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.facts.places import first_and_last
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject, cut_short, spans_as_places
from streamlab.diagnosis.words import course
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Confidence, EndReason, Finding, Framing, Layer, Severity
from streamlab.secrets import redact_text

_FEW = 4  # fewer frames do not show how the text grows
_ENDED_BY_FINISH = ("gemini-sse",)  # they have no other end than a finish reason


def error_inside(subject: Subject) -> Finding | None:
    """F16: a failure reported inside a 200 response: the dialect's own, an event named so, or an object that says no more."""
    reply, facts = subject.reply, subject.facts
    if subject.head is not None and subject.head.status >= 400:
        return None
    error: Mapping[str, object]
    if reply.error is not None:
        places, error = facts.error_places, reply.error
    elif facts.in_reply.errors.count and reply.plain:
        places, error = facts.in_reply.errors, facts.in_reply.error
    elif facts.in_frames.errors.count:
        places = facts.in_frames.errors
        frame = next(frame for frame in subject.pipeline.frames if frame.event == "error")
        data = frame_bytes(subject.pipeline.content, frame)
        value = json_text.parse(data).value
        error = value if isinstance(value, dict) else {"message": decode(data, subject.pipeline.encoding.name)}
    else:
        return None
    message = redact_text(str(error.get("message") or error.get("msg") or "")[:2000])[:300]
    code = str(error.get("code") or "")
    return ERROR_INSIDE.finding(Severity.ERROR, {"message": message, "code": code}, places)


ERROR_INSIDE = Rule(
    "error-inside-200",
    mode="F16",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    find=error_inside,
    words=course.ERROR_IN_SUCCESS,
    sentence=Sentence(Topic.ERROR, lambda error: Says.ERROR if error["message"] else Says.ERROR_UNNAMED),
)


def no_terminal(subject: Subject) -> Finding | None:
    """F46: the transfer ended as it should, but neither the terminal marker nor a finish reason came."""
    reply, end = subject.reply, subject.end
    if end is None or end.reason is not EndReason.COMPLETE or reply.error is not None:
        return None
    missing = "missing_terminal" in reply.violations or (
        "missing_finish" in reply.violations and reply.dialect in _ENDED_BY_FINISH
    )
    if not missing or cut_short(subject) or (reply.empty and not reply.streamed):
        return None
    if reply.finish:
        return NO_TERMINAL.finding(Severity.WARNING, {"finish": reply.finish, "dialect": reply.dialect})
    args: NoTerminal = {"finish": "", "dialect": reply.dialect}
    return NO_TERMINAL.finding(Severity.ERROR, args, confidence=Confidence.CONSISTENT)


NO_TERMINAL = Rule(
    "clean-eof-no-terminal",
    mode="F46",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR, Severity.WARNING),
    about=About.CONTENT | About.UNFINISHED,
    find=no_terminal,
    words=course.NO_END_MARKER,
    sentence=Sentence(Topic.TERMINAL, Says.NO_TERMINAL, least=Severity.ERROR),
    experiment=Experiment.PLAIN,
)


def stopped_by_limit(subject: Subject) -> Finding | None:
    """F47: the model stopped at a limit or a filter; the stream is not broken."""
    reply = subject.reply
    if reply.finish_norm not in ("length", "content_filter"):
        return None
    return STOPPED_BY_LIMIT.finding(Severity.INFO, {"finish": reply.finish})


STOPPED_BY_LIMIT = Rule(
    "length-or-filter-finish",
    mode="F47",
    layers=(Layer.SERVER,),
    severities=(Severity.INFO,),
    find=stopped_by_limit,
    words=course.STOPPED_BY_LIMIT,
    sentence=Sentence(Topic.STOPPED, Says.STOPPED),
)


def cumulative(subject: Subject) -> Finding | None:
    """F21: every frame repeats the reply so far; a client that appends shows it many times over. Or the last one repeats it all."""
    dialect = subject.reply.dialect
    if subject.cumulative:
        enough = len(subject.pipeline.frames) >= _FEW
        return REPEATED_TEXT.finding(Severity.INFO, {"dialect": dialect}) if enough else None
    grown = subject.facts.in_reply.growth.values()
    if any(growth.cumulative for growth in grown):
        return REPEATED_TEXT.finding(Severity.WARNING, {"dialect": dialect, "form": "grows"})
    if subject.end is None or not any(growth.copied for growth in grown):
        return None
    return REPEATED_TEXT.finding(Severity.WARNING, {"dialect": dialect, "form": "last"})


REPEATED_TEXT = Rule(
    "cumulative-vs-delta",
    mode="F21",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING, Severity.INFO),
    find=cumulative,
    words=course.REPEATED_TEXT,
)


def empty_choices(subject: Subject) -> Finding | None:
    """F42: an event with an empty list of choices; legal, but `choices[0]` fails on it."""
    places = subject.facts.in_frames.empty_choices
    return NO_CHOICES.finding(Severity.INFO, {}, places) if places.count else None


NO_CHOICES = Rule(
    "empty-choices-chunk",
    mode="F42",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=empty_choices,
    words=course.NO_CHOICES,
)


def reasoning_only(subject: Subject) -> Finding | None:
    """F48: all the text is reasoning; a client that shows `content` only stays blank. A turn that calls tools has no text."""
    sizes, end = subject.facts.in_reply.sizes, subject.end
    if end is None or end.reason is not EndReason.COMPLETE or subject.tools or subject.reply.error is not None:
        return None
    if sizes["text"] or not sizes["reasoning"]:
        return None
    return ONLY_REASONING.finding(Severity.WARNING, {"characters": sizes["reasoning"]})


ONLY_REASONING = Rule(
    "reasoning-only",
    mode="F48",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING,),
    find=reasoning_only,
    words=course.ONLY_REASONING,
    sentence=Sentence(Topic.REASONING, Says.ONLY_REASONING, least=Severity.WARNING),
)


def stream_ignored(subject: Subject) -> Finding | None:
    """F61: the request asked for a stream, and one whole JSON answer came. What was asked for may not be known."""
    request, end, head = subject.request, subject.end, subject.head
    if end is None or end.reason is not EndReason.COMPLETE or (head is not None and head.status >= 400):
        return None
    if subject.reply.error is not None or subject.reply.empty:
        return None
    asked = isinstance(request, dict) and request.get("stream") is True
    if not asked and (request is not None or subject.reply.plain):
        return None
    pipeline = subject.pipeline
    if pipeline.framing is not Framing.JSON or len(pipeline.frames) != 1 or pipeline.json_failures:
        return None
    frame = pipeline.frames[0]
    places = spans_as_places(subject, [(frame.start, frame.end)])
    if asked:
        return NO_STREAM.finding(Severity.WARNING, {}, places)
    return NO_STREAM.finding(Severity.INFO, {"form": "unknown"}, places, confidence=Confidence.UNKNOWN)


NO_STREAM = Rule(
    "stream-flag-ignored",
    mode="F61",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING, Severity.INFO),
    find=stream_ignored,
    words=course.NO_STREAM,
    sentence=Sentence(Topic.NO_STREAM, Says.NO_STREAM, least=Severity.WARNING),
)


def after_terminal(subject: Subject) -> Finding | None:
    """More of a reply after the marker that said it was over; clients that stop there never see it."""
    if "data_after_terminal" not in subject.reply.violations:
        return None
    frames, done = subject.pipeline.frames, subject.facts.in_frames.done_frame
    later = first_and_last(frames[done + 1 :]) if done >= 0 else []
    if not later:
        return AFTER_TERMINAL.finding(Severity.WARNING, {})
    places = spans_as_places(subject, [(frame.start, frame.end) for frame in later], len(frames) - done - 1)
    return AFTER_TERMINAL.finding(Severity.WARNING, {}, places)


AFTER_TERMINAL = Rule(
    "data-after-terminal",
    mode="",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=after_terminal,
    words=course.AFTER_END_MARKER,
)
