"""The verdict: one word about the text and the few sentences that say what happened (field guide §0, decision order)."""

from __future__ import annotations

from typing import Any

from streamlab.diagnosis.bytes import compressed, tail_length, wrong_charset
from streamlab.diagnosis.subject import Subject
from streamlab.model import EndReason, Finding, Layer, Severity, TextVerdict, Verdict

Part = tuple[str, dict[str, Any]]
_NOT_STARTED = (EndReason.CONNECT_ERROR, EndReason.TLS_ERROR)
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def judge(subject: Subject, findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on one run as far as it got; `parts` are message keys of `words.VERDICTS` with their arguments."""
    by_rule = {item.rule: item for item in findings}
    text, first = _text(subject, by_rule)
    parts = [first, *_more(subject, by_rule)]
    worst = max(findings, key=lambda item: _RANK[item.severity], default=None)
    severity = worst.severity if worst else Severity.INFO
    layer: Layer | None = worst.layer if worst and severity is not Severity.INFO else None
    if subject.end is not None and subject.end.reason in (*_NOT_STARTED, EndReason.TIMEOUT):
        severity, layer = Severity.ERROR, Layer.NETWORK
    return Verdict(text, tuple(part for part in parts if part is not None), layer, severity)


def _text(subject: Subject, by_rule: dict[str, Finding]) -> tuple[TextVerdict, Part]:
    end, pipeline = subject.end, subject.pipeline
    if not pipeline.body_size:
        return _nothing(subject)
    if (
        compressed(subject)
        or (pipeline.stack.error == "corrupt" and not pipeline.content)
        or (b"\0\0" in pipeline.content[:64] and not subject.binary)
    ):
        return TextVerdict.NOT_TEXT, ("not-text", {})
    if wrong_charset(subject):
        return TextVerdict.WRONG_CHARSET, ("wrong-charset", {"sample": by_rule["gbk-bytes-on-the-wire"].args["sample"]})
    if "invalid-bytes" in by_rule:
        return TextVerdict.DAMAGED_UPSTREAM, ("invalid-bytes", {"n": by_rule["invalid-bytes"].count})
    damaged = by_rule.get("upstream-detokenizer-fffd") or by_rule.get("relay-baked-fffd")
    if damaged:
        return TextVerdict.DAMAGED_UPSTREAM, ("fffd", {"n": damaged.count})
    if tail_length(subject):
        return TextVerdict.TRUNCATED, ("ends-inside-character", {})
    if end is not None and end.reason not in (EndReason.COMPLETE, EndReason.ABORTED) and not subject.reply.terminal:
        return TextVerdict.TRUNCATED, ("truncated", {})
    missing = by_rule.get("clean-eof-no-terminal")
    if missing and not missing.args["finish"]:
        return TextVerdict.TRUNCATED, ("no-terminal", {})
    return TextVerdict.INTACT, ("intact", {})


def _nothing(subject: Subject) -> tuple[TextVerdict, Part]:
    if subject.end is None:
        return TextVerdict.INTACT, ("waiting", {})
    if subject.head is None or subject.end.reason is not EndReason.COMPLETE:
        return TextVerdict.TRUNCATED, ("nothing", {})
    return TextVerdict.INTACT, ("empty", {})


def _more(subject: Subject, by_rule: dict[str, Finding]) -> list[Part | None]:
    """What to say besides: the cut characters and what a naive client shows, broken JSON, errors, the end."""
    parts: list[Part | None] = []
    if cut := by_rule.get("char-split-decoded-per-chunk"):
        parts.append(("cut", {"n": cut.count, "naive": cut.args["naive"]}))
    elif cut := by_rule.get("line-split-parsed-per-chunk"):
        parts.append(("line-cut", {"n": cut.count}))
    if bad := by_rule.get("invalid-json-from-server"):
        parts.append(("bad-json", {"n": bad.count}))
    if status := by_rule.get("error-status"):
        parts.append(("status", {"status": status.args["status"]}))
    if error := by_rule.get("error-inside-200"):
        parts.append(("error", {"message": error.args["message"]}))
    if by_rule.keys() & {"buffered-all-at-once", "compression-buffering"}:
        parts.append(("buffered", {}))
    end = subject.end
    if end is not None and end.reason is not EndReason.COMPLETE:
        parts.append(("end-" + end.reason.value, {}))
    return parts
