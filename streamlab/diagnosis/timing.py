"""Rules about time: what was held back, and by whom."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from streamlab.diagnosis.subject import Subject, finding
from streamlab.model import Confidence, End, EndReason, Finding, Layer, Severity

# Header and what its value must hold, the surest sign first.
_CDN = (("cf-ray", ""), ("server", "cloudflare"), ("x-amz-cf-id", ""), ("x-azure-ref", ""), ("x-served-by", "cache"))
_PLATFORM = (
    ("x-amzn-requestid", ""),
    ("x-amzn-trace-id", ""),
    ("x-amz-apigw-id", ""),
    ("x-vercel-id", ""),
    ("x-nf-request-id", ""),
    ("x-powered-by", "express"),
    ("x-powered-by", "next.js"),
)
_TUNNEL = (("x-powered-by", "iisnode"), ("server", "microsoft-iis"), ("via", ""))
_HOPS = (
    (_CDN, "cdn-or-tunnel-buffering"),
    (_PLATFORM, "dev-proxy-or-function-platform-buffering"),
    (_TUNNEL, "cdn-or-tunnel-buffering"),
)
_FEW_BLOCKS = 4
_SLOW_NS = 50_000_000  # a chunk; a file that is sent at once comes in blocks as well
_FUNCTION_LIMITS_S = (10, 15, 25, 30, 60, 300)
_IDLE_LIMITS_S = (30, 60, 100, 120, 240, 300)


def _buffered(subject: Subject) -> dict[str, Any] | None:
    """F04: eight frames or more, all within a twentieth of the run after at least half of it in silence."""
    times, end = subject.chunk_times, subject.end
    frames = len(subject.pipeline.frames)
    if end is None or end.reason is not EndReason.COMPLETE or frames < 8 or not times or times[-1] < 0:
        return None
    # A compressor that holds everything back still sends its own header at once: time runs from the first content.
    first = times[bisect_right(subject.pipeline.chunk_ends, 0)]
    wait, spread, total = first, times[-1] - first, max(end.t_ns, times[-1])
    if total < 500_000_000 or wait < 0.5 * total or spread >= 0.05 * total:
        return None
    return {"frames": frames, "chunk_count": len(times), "wait_ms": wait // 1_000_000, "spread_ms": spread // 1_000_000}


def all_at_once(subject: Subject) -> Finding | None:
    """F04: a long wait, then everything. F43 and F44 are the same where the head names the hop that is known to do it."""
    if subject.pipeline.stack.names:
        return None
    args = _buffered(subject) or _in_blocks(subject)
    if args is None:
        return None
    hop, rule = _hop(subject)
    # A stream whose length was known when its head was sent was complete by then (guide, F04).
    whole = subject.pipeline.content_type == "text/event-stream" and bool(subject.header("content-length"))
    confidence = Confidence.PROVEN if whole else Confidence.CONSISTENT
    return finding(rule, Severity.WARNING, Layer.PROXY, confidence=confidence, hop=hop, **args)


def _in_blocks(subject: Subject) -> dict[str, Any] | None:
    """Bursts of whole buffers: most chunks are exactly 4, 8, 16 or 32 KiB, hold many frames each and come slowly."""
    times, facts, frames = subject.chunk_times, subject.facts, len(subject.pipeline.frames)
    count = len(times)
    if subject.end is None or count < _FEW_BLOCKS or times[0] < 0 or facts.blocks < 0.6 * count:
        return None
    if frames < 5 * count or times[-1] - times[0] < _SLOW_NS * count:
        return None
    return {"frames": frames, "chunk_count": count, "blocks": facts.blocks, "form": "blocks"}


def _hop(subject: Subject) -> tuple[str, str]:
    """The header that names a hop known to hold streams back, and the rule for it."""
    for names, rule in _HOPS:
        for name, pattern in names:
            value = subject.header(name)
            if value and pattern in value.lower():
                return f"{name}: {value[:60]}", rule
    return "", "buffered-all-at-once"


def compression_buffering(subject: Subject) -> Finding | None:
    """F12: the same under a content coding that was not flushed per event; or coded chunks that complete nothing for long."""
    pipeline = subject.pipeline
    if not pipeline.stack.names or subject.end is None:
        return None
    args = _buffered(subject)
    ends = pipeline.chunk_ends
    held = sum(1 for index in range(1, len(ends)) if ends[index] == ends[index - 1]) + bool(ends and not ends[0])
    if args is None and (held < 4 or held * 2 < len(ends)):
        return None
    args = args or {"frames": len(pipeline.frames), "chunk_count": len(ends), "wait_ms": 0, "spread_ms": 0}
    coding = ", ".join(pipeline.stack.names)
    return finding(
        "compression-buffering",
        Severity.WARNING,
        Layer.PROXY,
        confidence=Confidence.CONSISTENT,
        coding=coding,
        held=held,
        **args,
    )


def idle_timeout_cut(subject: Subject) -> Finding | None:
    """F11: an abnormal end whose last silence is the idle limit of a common hop."""
    end = subject.end
    if end is None or not _cut_off(end):
        return None
    last = subject.chunk_times[-1] if subject.chunk_times else 0
    silence = (end.t_ns - last) / 1e9
    limit = next((s for s in _IDLE_LIMITS_S if abs(silence - s) <= 1.5), None)
    if limit is None:
        return None
    return finding("idle-timeout-cut", Severity.ERROR, Layer.PROXY, confidence=Confidence.CONSISTENT, seconds=limit)


def function_limit(subject: Subject) -> Finding | None:
    """F45: it stopped at a usual limit of function platforms while it was still producing (a long silence would be F11)."""
    end, times, reply = subject.end, subject.chunk_times, subject.reply
    if end is None or not (_cut_off(end) or end.reason is EndReason.COMPLETE) or not times or times[-1] < 0:
        return None
    if "missing_terminal" not in reply.violations or reply.finish or reply.empty:
        return None
    total, silence = end.t_ns / 1e9, (end.t_ns - times[-1]) / 1e9
    limit = next((s for s in _FUNCTION_LIMITS_S if abs(total - s) <= 0.5 + s / 100), None)
    if limit is None or silence > 2:
        return None
    rule = "function-time-limit"
    return finding(rule, Severity.WARNING, Layer.SERVER, confidence=Confidence.CONSISTENT, seconds=limit)


def _cut_off(end: End) -> bool:
    return end.reason in (EndReason.INCOMPLETE, EndReason.RESET)
