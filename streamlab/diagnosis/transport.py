"""Rules about the transfer."""

from __future__ import annotations

from streamlab.diagnosis.subject import Subject, finding
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity


def premature_close(subject: Subject) -> Finding | None:
    """F10: the message stopped before its own end. Harmless where the reply had already said that it was over."""
    end = subject.end
    if end is None or end.reason not in (EndReason.INCOMPLETE, EndReason.RESET) or subject.head is None:
        return None
    done = subject.reply.terminal
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
    """The server refused: a status of 400 or above."""
    head = subject.head
    if head is None or head.status < 400:
        return None
    return finding("error-status", Severity.ERROR, Layer.SERVER, status=head.status, phrase=head.reason)


def framing_conflict(subject: Subject) -> Finding | None:
    """F52: two lengths in the head (RFC 9112 §6.3), or bytes after the end that the head declares."""
    both = bool(subject.header("content-length") and subject.header("transfer-encoding"))
    excess = subject.end is not None and subject.end.detail.startswith("excess:")
    if not (both or excess):
        return None
    conflict = "both" if both else "excess"
    return finding("framing-header-conflict", Severity.WARNING, Layer.SERVER, conflict=conflict)
