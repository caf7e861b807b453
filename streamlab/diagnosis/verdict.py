"""The verdict: one word about the text and the few sentences that say what happened (field guide §0, decision order)."""

from __future__ import annotations

from typing import Any

from streamlab.diagnosis.bytes import compressed, tail_length, wrong_charset
from streamlab.diagnosis.subject import Subject
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity, TextVerdict, Verdict

Part = tuple[str, dict[str, Any]]
_SENTENCES = 3  # more is for the findings to say
_BUFFERED = (
    "buffered-all-at-once",
    "cdn-or-tunnel-buffering",
    "dev-proxy-or-function-platform-buffering",
    "compression-buffering",
)
# What would settle a finding that is not proven, and the sentence it follows.
_EXPERIMENTS = {
    "compression-buffering": ("try-identity", "buffered"),
    "relay-baked-fffd": ("try-upstream", "fffd"),
    "upstream-detokenizer-fffd": ("try-plain", "fffd"),
    "spring-flux-string-latin1": ("try-upstream", "question-marks"),
    "eventstream-bad-crc": ("try-upstream", "found"),
    "clean-eof-no-terminal": ("try-plain", "no-terminal"),
    "idle-timeout-cut": ("try-again", "idle-timeout-cut"),
    "function-time-limit": ("try-again", "function-time-limit"),
    "buffered-all-at-once": ("try-upstream", "buffered"),
    "cdn-or-tunnel-buffering": ("try-upstream", "buffered"),
    "dev-proxy-or-function-platform-buffering": ("try-upstream", "buffered"),
}
_NOT_STARTED = (EndReason.CONNECT_ERROR, EndReason.TLS_ERROR)
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def judge(subject: Subject, findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on one run as far as it got; `parts` are message keys of `words.VERDICTS` with their arguments."""
    by_rule = {item.rule: item for item in findings}
    text, first = _text(subject, by_rule)
    more = _more(subject, by_rule)
    if not more and text is TextVerdict.INTACT and findings and findings[0].severity is not Severity.INFO:
        more = [_found(findings[0])]
    parts = [first, *more][:_SENTENCES]
    if experiment := _experiment(findings, {key.replace("bursts", "buffered") for key, _ in parts[: _SENTENCES - 1]}):
        parts = [*parts[: _SENTENCES - 1], (experiment, {})]
    worst = max(findings, key=lambda item: _RANK[item.severity], default=None)
    severity = worst.severity if worst else Severity.INFO
    layer: Layer | None = worst.layer if worst and severity is not Severity.INFO else None
    if subject.end is not None and subject.end.reason in (*_NOT_STARTED, EndReason.TIMEOUT):
        severity, layer = Severity.ERROR, Layer.NETWORK
    return Verdict(text, tuple(parts), layer, severity)


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
    if "surrogate-split" in by_rule and by_rule["surrogate-split"].args["form"] != "pair":
        return TextVerdict.DAMAGED_UPSTREAM, ("surrogates", {"n": by_rule["surrogate-split"].count})
    if wrong_charset(subject):
        return TextVerdict.WRONG_CHARSET, ("wrong-charset", {"sample": by_rule["gbk-bytes-on-the-wire"].args["sample"]})
    if "invalid-bytes" in by_rule:
        return TextVerdict.DAMAGED_UPSTREAM, ("invalid-bytes", {"n": by_rule["invalid-bytes"].count})
    damaged = by_rule.get("upstream-detokenizer-fffd") or by_rule.get("relay-baked-fffd")
    if damaged:
        return TextVerdict.DAMAGED_UPSTREAM, ("fffd", {"n": damaged.count})
    if twice := by_rule.get("server-double-encoded"):
        return TextVerdict.DAMAGED_UPSTREAM, ("double-encoded", twice.args)
    if marks := by_rule.get("spring-flux-string-latin1"):
        return TextVerdict.DAMAGED_UPSTREAM, ("question-marks", {"n": marks.args["marks"]})
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


def _more(subject: Subject, by_rule: dict[str, Finding]) -> list[Part]:
    """What to say besides, the weightiest first."""
    parts: list[Part] = []
    if status := by_rule.get("error-status"):
        parts.append(("status", {"status": status.args["status"]}))
    if error := by_rule.get("error-inside-200"):
        parts.append(("error", {"message": error.args["message"]}))
    for rule in ("html-instead-of-stream", "stream-flag-ignored", "reasoning-only"):
        if found := by_rule.get(rule):
            parts.append((rule, found.args))
    if broken := by_rule.get("eventstream-bad-crc"):
        parts.append(_found(broken))
    parts += _cuts(by_rule)
    if bad := by_rule.get("invalid-json-from-server"):
        parts.append(("bad-json", {"n": bad.count}))
    for rule in ("idle-timeout-cut", "function-time-limit"):
        if found := by_rule.get(rule):
            parts.append((rule, {"seconds": found.args["seconds"]}))
    end = subject.end
    if end is not None and end.reason is not EndReason.COMPLETE:
        parts.append(("end-" + end.reason.value, {}))
    if held := next((by_rule[rule] for rule in _BUFFERED if rule in by_rule), None):
        parts.append(("bursts" if held.args.get("form") == "blocks" else "buffered", {}))
    if "char-split-decoded-per-chunk" in by_rule and "line-split-parsed-per-chunk" in by_rule:
        parts.append(("frozen", {}))
    return parts


def _cuts(by_rule: dict[str, Finding]) -> list[Part]:
    """Garbled where a character was cut and decoded per chunk; frozen where a line was cut and parsed per chunk."""
    if cut := by_rule.get("char-split-decoded-per-chunk"):
        return [("cut", {"n": cut.count, "naive": cut.args["naive"]})]
    if cut := by_rule.get("line-split-parsed-per-chunk"):
        return [("line-cut", {"n": cut.count})]
    return []


def _found(item: Finding) -> Part:
    return ("found", {"rule": item.rule, "args": item.args})


def _experiment(findings: tuple[Finding, ...], said: set[str]) -> str | None:
    """What would settle the gravest finding that is not proven, where a sentence has spoken of it."""
    for item in findings:
        experiment, after = _EXPERIMENTS.get(item.rule, ("", ""))
        if experiment and item.confidence is not Confidence.PROVEN and after in said:
            return experiment
    return None
