"""Rules about the transfer."""

from __future__ import annotations

import re

from streamlab.decode.content import MAX_CONTENT
from streamlab.diagnosis.args import CutShort, Status
from streamlab.diagnosis.ends import breaks_http, meaning
from streamlab.diagnosis.facts.places import Places
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject, spans_as_places
from streamlab.diagnosis.words import course
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import EndKind, EndReason, Finding, Layer, Severity, Span

_SIZE_LINE = re.compile(rb"([0-9a-fA-F]{1,7})\r\n")
_CHUNKS = 3
_OF_GATEWAYS = (502, 504, *range(520, 531))  # from 520 on Cloudflare's own


def premature_close(subject: Subject) -> Finding | None:
    """F10: the message stopped before its own end. Harmless where the reply had already said that it was over."""
    end = subject.end
    if end is None or end.reason not in (EndReason.INCOMPLETE, EndReason.RESET):
        return None
    done = subject.told_its_end
    args: CutShort = {"how": end.reason.value, "body_bytes": subject.pipeline.body_size, "done": done}
    return CUT_SHORT.finding(Severity.INFO if done else Severity.ERROR, args, layer=meaning(end).layer)


CUT_SHORT = Rule(
    "premature-close",
    mode="F10",
    layers=(Layer.NETWORK, Layer.SERVER, Layer.TOOL),
    severities=(Severity.ERROR, Severity.INFO),
    about=About.TRANSFER,
    find=premature_close,
    words=course.CUT_SHORT,
)


def recording_cut(subject: Subject) -> Finding | None:
    """No end was recorded: whatever is missing may have come, and nobody saw it."""
    if not subject.recording_cut:
        return None
    return RECORDING_CUT.finding(Severity.WARNING, {"body_bytes": subject.pipeline.body_size})


RECORDING_CUT = Rule(
    "recording-cut",
    mode="",
    layers=(Layer.TOOL,),
    severities=(Severity.WARNING,),
    about=About.TRANSFER,
    find=recording_cut,
    words=course.RECORDING_CUT,
    sentence=Sentence(Topic.RECORDING, Says.RECORDING_CUT),
)


def protocol_error(subject: Subject) -> Finding | None:
    """The peer broke HTTP itself (RFC 9112, RFC 9113)."""
    end = subject.end
    if end is None or not breaks_http(end):
        return None
    return NOT_HTTP.finding(Severity.ERROR, {"detail": end.detail})


NOT_HTTP = Rule(
    "http-protocol-error",
    mode="",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.TRANSFER,
    find=protocol_error,
    words=course.NOT_HTTP,
)


def own_limit(subject: Subject) -> Finding | None:
    """A bound of ours was reached: the peer did nothing wrong, and what follows is not known."""
    end = subject.end
    if end is not None and end.kind.is_own_limit:
        chosen = end.kind in (EndKind.LIMIT, EndKind.TIME_LIMIT)
        return OWN_LIMIT.finding(Severity.INFO if chosen else Severity.WARNING, {"detail": end.detail})
    if subject.pipeline.stack.too_big:
        return OWN_LIMIT.finding(Severity.WARNING, {"detail": f"{MAX_CONTENT:,} bytes of content", "form": "content"})
    return None


OWN_LIMIT = Rule(
    "own-limit",
    mode="",
    layers=(Layer.TOOL,),
    severities=(Severity.WARNING, Severity.INFO),
    about=About.TRANSFER,
    find=own_limit,
    words=course.OWN_LIMIT,
)


def error_status(subject: Subject) -> Finding | None:
    """A status of 400 or above; some only a gateway gives."""
    head = subject.head
    if head is None or head.status < 400:
        return None
    if head.status in _OF_GATEWAYS:
        args: Status = {"status": head.status, "phrase": head.reason, "form": "gateway"}
        return ERROR_STATUS.finding(Severity.ERROR, args, layer=Layer.PROXY)
    return ERROR_STATUS.finding(Severity.ERROR, {"status": head.status, "phrase": head.reason})


ERROR_STATUS = Rule(
    "error-status",
    mode="",
    layers=(Layer.SERVER, Layer.PROXY),
    severities=(Severity.ERROR,),
    about=About.TRANSFER,
    find=error_status,
    words=course.ERROR_STATUS,
    sentence=Sentence(Topic.STATUS, Says.STATUS),
)


def framing_conflict(subject: Subject) -> Finding | None:
    """F52: two lengths in the head (RFC 9112 §6.3), bytes after the end that it declares, or a body that was chunked twice."""
    if places := chunked_twice(subject):
        return CONTRADICTING_FRAMING.finding(Severity.ERROR, {"conflict": "twice"}, places)
    both = bool(subject.header("content-length") and subject.header("transfer-encoding"))
    excess = subject.end is not None and subject.end.kind is EndKind.EXCESS
    if both:
        return CONTRADICTING_FRAMING.finding(Severity.WARNING, {"conflict": "both"})
    if excess:
        return CONTRADICTING_FRAMING.finding(Severity.WARNING, {"conflict": "excess"}, layer=Layer.SERVER)
    return None


def chunked_twice(subject: Subject) -> Places | None:
    """The size lines in the content, where the first three chunks fit their sizes: one number alone may be text."""
    content, at, sizes = subject.pipeline.content, 0, list[Span]()
    while len(sizes) < _CHUNKS and (line := _SIZE_LINE.match(content, at)):
        sizes.append(line.span(1))
        at = line.end() + int(line[1], 16)
        if content[at : at + 2] != b"\r\n":
            return None
        at += 2
    return spans_as_places(subject, sizes) if len(sizes) == _CHUNKS else None


CONTRADICTING_FRAMING = Rule(
    "framing-header-conflict",
    mode="F52",
    layers=(Layer.PROXY, Layer.SERVER),
    severities=(Severity.ERROR, Severity.WARNING),
    about=About.TRANSFER,
    find=framing_conflict,
    words=course.CONTRADICTING_FRAMING,
    sentence=Sentence(Topic.FRAMING, Says.FOUND, least=Severity.ERROR),
)
