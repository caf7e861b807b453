"""The verdict: a word about the text, a few sentences about what happened (guide §0, decision order)."""

from __future__ import annotations

from typing import Any

from streamlab.diagnosis.rules.bytes import tail_length, unreadable
from streamlab.diagnosis.subject import Subject, cut_short
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity, TextVerdict, Verdict

Part = tuple[str, dict[str, Any]]
_SENTENCES = 3  # more is for the findings to say
_BUFFERED = (
    "buffered-all-at-once",
    "cdn-or-tunnel-buffering",
    "dev-proxy-or-function-platform-buffering",
    "compression-buffering",
)
_CHARSETS = {
    "gbk-bytes-on-the-wire": "wrong-charset",
    "other-charset-on-the-wire": "wrong-charset",
    "utf8-read-as-gbk": "declared-charset",
    "bytes-shown-as-latin1": "declared-charset",
}
# Errors that have no sentence of their own.
_BY_TITLE = (
    "eventstream-bad-crc",
    "framing-header-conflict",
    "content-encoding-lie",
    "content-coding-broken",
    "unframed-line-in-sse",
    "glued-json-no-newline",
    "double-data-prefix",
)
_HELD = {"blocks": "bursts", "clock": "held-clock", "length": "held-length"}  # by the form of the finding
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
_BODILESS = (204, 205, 304)
_NOT_STARTED = (EndReason.CONNECT_ERROR, EndReason.TLS_ERROR)
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def judge(subject: Subject, findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on one run as far as it got; `parts` are message keys of `words.VERDICTS` with their arguments."""
    by_rule = {item.rule: item for item in findings}
    text, first = _text(subject, by_rule)
    more = _more(subject, by_rule)
    if not more and text is TextVerdict.INTACT:
        if speechless := _speechless(subject):
            more = [(speechless, {})]
        if findings and findings[0].severity is not Severity.INFO:
            more.append(_found(findings[0]))
    parts = _with_experiment([first, *more][:_SENTENCES], findings)
    worst = max(findings, key=lambda item: _RANK[item.severity], default=None)
    severity = worst.severity if worst else Severity.INFO
    layer: Layer | None = worst.layer if worst and severity is not Severity.INFO else None
    if subject.end is not None and subject.end.reason in (*_NOT_STARTED, EndReason.TIMEOUT):
        severity, layer = Severity.ERROR, Layer.NETWORK
    return Verdict(text, tuple(parts), layer, severity)


def _text(subject: Subject, by_rule: dict[str, Finding]) -> tuple[TextVerdict, Part]:
    pipeline = subject.pipeline
    if not pipeline.body_size:
        return _nothing(subject)
    if unreadable(subject) or (pipeline.stack.error == "corrupt" and not pipeline.content):
        return TextVerdict.NOT_TEXT, ("not-text", {})
    return _wrong(by_rule) or _missing(subject, by_rule) or (TextVerdict.INTACT, ("intact", {}))


def _wrong(by_rule: dict[str, Finding]) -> tuple[TextVerdict, Part] | None:
    """What was wrong with the text before it came here."""
    halves = by_rule.get("surrogate-split")
    if halves and halves.args["form"] != "pair":
        return TextVerdict.DAMAGED_UPSTREAM, ("surrogates", {"n": halves.count})
    for rule, key in _CHARSETS.items():
        if found := by_rule.get(rule):
            sure = found.confidence is Confidence.PROVEN
            return TextVerdict.WRONG_CHARSET, (key if sure else key + "-perhaps", found.args)
    if "invalid-bytes" in by_rule:
        return TextVerdict.DAMAGED_UPSTREAM, ("invalid-bytes", {"n": by_rule["invalid-bytes"].count})
    damaged = by_rule.get("upstream-detokenizer-fffd") or by_rule.get("relay-baked-fffd")
    if damaged:
        return TextVerdict.DAMAGED_UPSTREAM, ("fffd", {"n": damaged.count})
    if twice := by_rule.get("server-double-encoded"):
        return TextVerdict.DAMAGED_UPSTREAM, ("double-encoded", twice.args)
    if marks := by_rule.get("spring-flux-string-latin1"):
        return TextVerdict.DAMAGED_UPSTREAM, ("question-marks", {"n": marks.args["marks"]})
    return None


def _missing(subject: Subject, by_rule: dict[str, Finding]) -> tuple[TextVerdict, Part] | None:
    """What did not come any more."""
    end = subject.end
    if tail_length(subject) and subject.reply.finish_norm != "length":
        return TextVerdict.TRUNCATED, ("ends-inside-character", {})
    if end is not None and end.reason is not EndReason.ABORTED and cut_short(subject) and not subject.told_its_end:
        return TextVerdict.TRUNCATED, ("truncated", {})
    missing = by_rule.get("clean-eof-no-terminal")
    if missing and not missing.args["finish"]:
        return TextVerdict.TRUNCATED, ("no-terminal", {})
    return None


def _nothing(subject: Subject) -> tuple[TextVerdict, Part]:
    head, end = subject.head, subject.end
    if end is None:
        return TextVerdict.INTACT, ("waiting", {})
    if head is None or end.reason in _NOT_STARTED:
        return TextVerdict.TRUNCATED, ("nothing", {})
    if end.reason is not EndReason.COMPLETE:
        return TextVerdict.TRUNCATED, ("head-only", {})
    if head.status in _BODILESS or 300 <= head.status < 400:
        return TextVerdict.INTACT, ("no-body", {"status": head.status})
    if subject.header("content-length").strip("0 "):
        return TextVerdict.INTACT, ("head-request", {"length": subject.header("content-length")[:20]})
    return TextVerdict.INTACT, ("empty", {})


def _more(subject: Subject, by_rule: dict[str, Finding]) -> list[Part]:
    """What to say besides, the weightiest first."""
    parts = _refused(subject, by_rule)
    if stopped := by_rule.get("length-or-filter-finish"):
        parts.append(("stopped", {"finish": stopped.args["finish"]}))
    parts += [
        _found(by_rule[rule]) for rule in _BY_TITLE if rule in by_rule and by_rule[rule].severity is Severity.ERROR
    ]
    parts += _cuts(by_rule)
    if bad := by_rule.get("invalid-json-from-server"):
        parts.append(("bad-json", {"n": bad.count}))
    end = subject.end
    if end is not None and end.reason is not EndReason.COMPLETE:
        early = end.reason is EndReason.ABORTED and not subject.pipeline.body_size
        parts.append(("stopped-early" if early else "end-" + end.reason.value, {}))
    if held := next((by_rule[rule] for rule in _BUFFERED if rule in by_rule), None):
        parts.append((_HELD.get(held.args.get("form", ""), "buffered"), {}))
    if "char-split-decoded-per-chunk" in by_rule and "line-split-parsed-per-chunk" in by_rule:
        parts.append(("frozen", {}))
    return parts


def _refused(subject: Subject, by_rule: dict[str, Finding]) -> list[Part]:
    """Why no reply came, or no more of it."""
    parts: list[Part] = []
    if status := by_rule.get("error-status"):
        parts.append(("status", {"status": status.args["status"]}))
    elif subject.head is not None and 300 <= subject.head.status < 400 and subject.header("location"):
        parts.append(("redirect", {"location": subject.header("location")[:200]}))
    if error := by_rule.get("error-inside-200"):
        parts.append(("error" if error.args["message"] else "error-unnamed", {"message": error.args["message"]}))
    for rule in ("idle-timeout-cut", "function-time-limit"):
        if (found := by_rule.get(rule)) and found.severity is not Severity.INFO:
            gateway = found.args.get("form") == "gateway"
            parts.append(("idle-gateway" if gateway else rule, {"seconds": found.args["seconds"]}))
    for rule in ("html-instead-of-stream", "stream-flag-ignored", "reasoning-only"):
        if (found := by_rule.get(rule)) and found.severity is not Severity.INFO:
            parts.append(("html-refused" if found.args.get("form") == "refused" else rule, found.args))
    return parts


def _speechless(subject: Subject) -> str:
    """What to say of a stream that is over and brought no text."""
    pipeline, reply = subject.pipeline, subject.reply
    if subject.end is None or not pipeline.body_size or reply.error is not None or not reply.streamed:
        return ""
    if not pipeline.frames:
        return "only-comments" if pipeline.comments else "no-events"
    return "no-text" if reply.empty and (subject.head is None or subject.head.status < 300) else ""


def _cuts(by_rule: dict[str, Finding]) -> list[Part]:
    """Garbled where a character was cut and decoded per chunk; frozen where a line was cut and parsed per chunk."""
    if cut := by_rule.get("char-split-decoded-per-chunk"):
        return [("cut", {"n": cut.count, "naive": cut.args["naive"]})]
    if cut := by_rule.get("line-split-parsed-per-chunk"):
        return [("line-cut", {"n": cut.count})]
    return []


def _found(item: Finding) -> Part:
    return ("found", {"rule": item.rule, "args": item.args})


def _with_experiment(parts: list[Part], findings: tuple[Finding, ...]) -> list[Part]:
    """After the sentence about the gravest finding that is not proven, what would settle it."""
    said = [key.replace("bursts", "buffered") for key, _ in parts[: _SENTENCES - 1]]
    for item in findings:
        experiment, after = _EXPERIMENTS.get(item.rule, ("", ""))
        if experiment and item.confidence is not Confidence.PROVEN and after in said:
            at = said.index(after) + 1
            return [*parts[:at], (experiment, {}), *parts[at:]][:_SENTENCES]
    return parts
