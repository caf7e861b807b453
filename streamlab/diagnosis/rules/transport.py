"""Rules about the transfer."""

from __future__ import annotations

import re

from streamlab.diagnosis.facts.places import Places
from streamlab.diagnosis.subject import Subject, finding, spans_as_places
from streamlab.model import Confidence, EndKind, EndReason, Finding, Layer, Severity, Span

_SIZE_LINE = re.compile(rb"([0-9a-fA-F]{1,7})\r\n")
_CHUNKS = 3
_OF_GATEWAYS = (502, 504, *range(520, 531))  # from 520 on Cloudflare's own


def premature_close(subject: Subject) -> Finding | None:
    """F10: the message stopped before its own end. Harmless where the reply had already said that it was over."""
    end = subject.end
    if end is None or end.reason not in (EndReason.INCOMPLETE, EndReason.RESET):
        return None
    done = subject.told_its_end
    return finding(
        "premature-close",
        Severity.INFO if done else Severity.ERROR,
        Layer.NETWORK,
        confidence=Confidence.PROVEN,
        how=end.reason.value,
        body_bytes=subject.pipeline.body_size,
        done=done,
    )


def protocol_error(subject: Subject) -> Finding | None:
    """The peer broke HTTP itself (RFC 9112)."""
    end = subject.end
    if end is None or end.reason is not EndReason.PROTOCOL_ERROR:
        return None
    return finding("http-protocol-error", Severity.ERROR, Layer.SERVER, detail=end.detail)


def error_status(subject: Subject) -> Finding | None:
    """A status of 400 or above; some only a gateway gives."""
    head = subject.head
    if head is None or head.status < 400:
        return None
    if head.status in _OF_GATEWAYS:
        severity, layer = Severity.ERROR, Layer.PROXY
        return finding("error-status", severity, layer, status=head.status, phrase=head.reason, form="gateway")
    return finding("error-status", Severity.ERROR, Layer.SERVER, status=head.status, phrase=head.reason)


def framing_conflict(subject: Subject) -> Finding | None:
    """F52: two lengths in the head (RFC 9112 §6.3), bytes after the end that it declares, or a body that was chunked twice."""
    rule = "framing-header-conflict"
    if places := chunked_twice(subject):
        return finding(rule, Severity.ERROR, Layer.PROXY, places, conflict="twice")
    both = bool(subject.header("content-length") and subject.header("transfer-encoding"))
    excess = subject.end is not None and subject.end.kind is EndKind.EXCESS
    if not (both or excess):
        return None
    if both:
        return finding(rule, Severity.WARNING, Layer.PROXY, conflict="both")
    return finding(rule, Severity.WARNING, Layer.SERVER, conflict="excess")


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
