"""Rules about time: what was held back, and by whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from streamlab.diagnosis.args import Held, HeldOnTheWay, Seconds
from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.facts.clock import made_within
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject
from streamlab.diagnosis.words import course
from streamlab.diagnosis.words.verdicts import Says
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
_FEW_FRAMES = 8
_FEW_BLOCKS = 3
_MANY_AT_ONCE = 10  # frames in a burst of a compressor that is not flushed …
_APART_NS = 300_000_000  # … and the time between its bursts
_SHORTEST_NS = 500_000_000
_PACE_NS = 5_000_000  # per frame: a model that thought long may write as fast as this, a buffer is emptied faster
_LONG_SILENCE_NS = 30_000_000_000
_GATEWAY_TIMEOUTS = (504, 524)
_SLOW_NS = 50_000_000  # a chunk; a file that is sent at once comes in blocks as well
_FUNCTION_LIMITS_S = (10, 15, 25, 30, 60, 300)
_IDLE_LIMITS_S = (30, 60, 100, 120, 240, 300)


def _buffered(subject: Subject) -> Held | None:
    """F04: eight frames or more, all within a twentieth of the run after at least half of it in silence."""
    times, end, ends = subject.chunk_times, subject.end, subject.pipeline.chunk_ends
    frames = len(subject.pipeline.frames)
    if end is None or frames < _FEW_FRAMES or not times or times[-1] < 0:
        return None
    if end.reason is not EndReason.COMPLETE and not subject.told_its_end:
        return None  # more was to come
    # A compressor that holds everything back still sends its own header at once: time runs from the first content.
    first = times[bisect_right(ends, 0)]
    last = times[bisect_left(ends, ends[-1])]
    wait, spread, total = first, last - first, max(end.t_ns, last)
    args: Held = {
        "frames": frames,
        "chunk_count": len(times),
        "wait_ms": wait // 1_000_000,
        "spread_ms": spread // 1_000_000,
    }
    made = made_within(subject.pipeline.content, subject.pipeline.frames)
    if made is not None:
        # What was replayed from a cache was made long ago: it cannot have taken longer than we waited.
        proven = made >= max(_SHORTEST_NS, 5 * spread) and wait >= 0.8 * made
        return {**args, "form": "clock", "made_ms": made // 1_000_000} if proven else None
    if total < _SHORTEST_NS or wait < 0.5 * total or spread >= 0.05 * total or spread >= _PACE_NS * frames:
        return None
    return args


def all_at_once(subject: Subject) -> Finding | None:
    """F04: a long wait, then everything. F43 and F44 are the same where the head names the hop that is known to do it."""
    if subject.pipeline.stack.names:
        return None
    args = _buffered(subject) or _in_blocks(subject) or _of_known_length(subject)
    if args is None:
        return None
    hop, rule = _hop(subject)
    if _has_length(subject):
        args["form"] = "length"
    confidence = Confidence.PROVEN if args.get("form") in ("clock", "length") else Confidence.CONSISTENT
    return rule.finding(Severity.WARNING, {"hop": hop, **args}, confidence=confidence)


_HELD: Sentence[Held] = Sentence(
    Topic.HELD, Says.BUFFERED, forms={"blocks": Says.BURSTS, "clock": Says.HELD_CLOCK, "length": Says.HELD_LENGTH}
)
HELD_BACK = Rule(
    "buffered-all-at-once",
    mode="F04",
    layers=(Layer.PROXY,),
    severities=(Severity.WARNING,),
    about=About.CONTENT | About.BUFFERING,
    find=all_at_once,
    words=course.HELD_BACK,
    sentence=_HELD,
    experiment=Experiment.UPSTREAM,
)
HELD_BY_CDN = Rule(
    "cdn-or-tunnel-buffering",
    mode="F43",
    layers=(Layer.PROXY,),
    severities=(Severity.WARNING,),
    about=About.CONTENT | About.BUFFERING,
    find=all_at_once,
    words=course.HELD_BY_CDN,
    sentence=_HELD,
    experiment=Experiment.UPSTREAM,
)
HELD_BY_PLATFORM = Rule(
    "dev-proxy-or-function-platform-buffering",
    mode="F44",
    layers=(Layer.PROXY,),
    severities=(Severity.WARNING,),
    about=About.CONTENT | About.BUFFERING,
    find=all_at_once,
    words=course.HELD_BY_PLATFORM,
    sentence=_HELD,
    experiment=Experiment.UPSTREAM,
)
_HOPS = ((_CDN, HELD_BY_CDN), (_PLATFORM, HELD_BY_PLATFORM), (_TUNNEL, HELD_BY_CDN))


def _has_length(subject: Subject) -> bool:
    """A stream whose length was known when its head was sent was complete by then (guide, F04)."""
    known = bool(subject.header("content-length")) and not subject.header("transfer-encoding")
    return known and subject.pipeline.declares_events


def _of_known_length(subject: Subject) -> Held | None:
    """Where no times are known, a length alone proves it; a stream that came at its own pace was not held back."""
    times, end, frames = subject.chunk_times, subject.end, len(subject.pipeline.frames)
    if end is None or end.reason is not EndReason.COMPLETE or not times or times[-1] >= 0 or frames < _FEW_FRAMES:
        return None
    return {"frames": frames, "chunk_count": len(times)} if _has_length(subject) else None


def _in_blocks(subject: Subject) -> Held | None:
    """Bursts of whole buffers: most chunks are exactly 4, 8, 16 or 32 KiB, hold many frames each and come slowly."""
    times, facts, frames = subject.chunk_times, subject.facts, len(subject.pipeline.frames)
    count = len(times)
    if subject.end is None or count < _FEW_BLOCKS or times[0] < 0 or facts.blocks < 0.6 * count:
        return None
    if frames < 5 * count or times[-1] - times[0] < _SLOW_NS * count:
        return None
    return {"frames": frames, "chunk_count": count, "blocks": facts.blocks, "form": "blocks"}


def _hop(subject: Subject) -> tuple[str, Rule[HeldOnTheWay]]:
    """The header that names a hop known to hold streams back, and the rule for it."""
    for names, rule in _HOPS:
        for name, pattern in names:
            value = subject.header(name)
            if value and pattern in value.lower():
                return f"{name}: {value[:60]}", rule
    return "", HELD_BACK


def compression_buffering(subject: Subject) -> Finding | None:
    """F12: the same under a content coding that was not flushed per event; or coded chunks that complete nothing for long."""
    pipeline = subject.pipeline
    if not pipeline.stack.names or subject.end is None:
        return None
    args = _buffered(subject)
    ends = pipeline.chunk_ends
    held = sum(1 for index in range(1, len(ends)) if ends[index] == ends[index - 1]) + bool(ends and not ends[0])
    times = subject.chunk_times
    slow = bool(times) and times[0] >= 0 and times[-1] - times[0] >= _SLOW_NS * len(times)
    late = held >= 4 and held * 2 >= len(ends) and slow
    if args is None and not (late or _bursts(subject)):
        return None  # without times, small chunks look the same (guide, F12)
    if args is None:
        args = {"frames": len(pipeline.frames), "chunk_count": len(ends)}
        if late:
            args["form"] = "late"
    confidence = Confidence.PROVEN if args.get("form") == "clock" else Confidence.CONSISTENT
    coding = ", ".join(pipeline.stack.names)
    return HELD_BY_COMPRESSION.finding(
        Severity.WARNING, {"coding": coding, "held": held, **args}, confidence=confidence
    )


HELD_BY_COMPRESSION = Rule(
    "compression-buffering",
    mode="F12",
    layers=(Layer.PROXY,),
    severities=(Severity.WARNING,),
    about=About.CONTENT | About.BUFFERING,
    find=compression_buffering,
    words=course.HELD_BY_COMPRESSION,
    sentence=_HELD,
    experiment=Experiment.IDENTITY,
)


def _bursts(subject: Subject) -> bool:
    """Many frames at once, and again after a while."""
    times, ends, frames = subject.chunk_times, subject.pipeline.chunk_ends, len(subject.pipeline.frames)
    full = [index for index, (start, end) in enumerate(pairwise((0, *ends))) if start < end]
    if len(full) < _FEW_BLOCKS or times[0] < 0 or frames < _MANY_AT_ONCE * len(full):
        return False
    return times[full[-1]] - times[full[0]] >= _APART_NS * (len(full) - 1)


def idle_timeout_cut(subject: Subject) -> Finding | None:
    """F11: an abnormal end whose last silence is the idle limit of a common hop, or a gateway that gave up after one."""
    end, head, times = subject.end, subject.head, subject.chunk_times
    if end is None:
        return None
    if head is not None and head.status in _GATEWAY_TIMEOUTS:
        limit = _limit(max(head.t_ns, times[0] if times else 0))
        if limit is not None:
            args: Seconds = {"seconds": limit, "form": "gateway"}
            return CUT_IN_SILENCE.finding(Severity.ERROR, args, confidence=Confidence.CONSISTENT)
    if not _cut_off(end):
        return None
    last = subject.last_byte_ns or (head.t_ns if head is not None else 0)
    limit = _limit(end.t_ns - last) if last >= 0 else None
    if limit is None:
        return None
    severity = Severity.INFO if subject.told_its_end else Severity.ERROR  # nothing was lost
    return CUT_IN_SILENCE.finding(severity, {"seconds": limit}, confidence=Confidence.CONSISTENT)


CUT_IN_SILENCE = Rule(
    "idle-timeout-cut",
    mode="F11",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR, Severity.INFO),
    about=About.TRANSFER | About.IDLE,
    find=idle_timeout_cut,
    words=course.CUT_IN_SILENCE,
    sentence=Sentence(Topic.IDLE, Says.IDLE, least=Severity.WARNING, forms={"gateway": Says.IDLE_GATEWAY}),
    experiment=lambda cut: None if cut.get("form") == "gateway" else Experiment.AGAIN,
)


def _limit(silence_ns: int) -> int | None:
    return next((s for s in _IDLE_LIMITS_S if abs(silence_ns / 1e9 - s) <= 1.5), None)


def long_silence(subject: Subject) -> Finding | None:
    """F11: nothing came for so long that many a hop would have hung up, and no comment was sent to prevent it."""
    times, ends = subject.chunk_times, subject.pipeline.body_ends
    if subject.end is None or not times or min(times) < 0 or subject.pipeline.comments:
        return None
    if not subject.pipeline.framing.has_lines or len(subject.pipeline.frames) < 2:
        return None
    brought = [time for time, (start, end) in zip(times, pairwise((0, *ends)), strict=True) if start < end]
    longest = max(later - earlier for earlier, later in pairwise((0, *brought)))
    if longest <= _LONG_SILENCE_NS:
        return None
    seconds = longest // 1_000_000_000
    return LONG_SILENCE.finding(Severity.INFO, {"seconds": seconds})


LONG_SILENCE = Rule(
    "long-silence-no-keepalive",
    mode="F11",
    layers=(Layer.SERVER,),
    severities=(Severity.INFO,),
    find=long_silence,
    words=course.LONG_SILENCE,
)


def function_limit(subject: Subject) -> Finding | None:
    """F45: it stopped at a usual limit of function platforms while it was still producing (a long silence would be F11)."""
    end, times, reply = subject.end, subject.chunk_times, subject.reply
    if end is None or not (_cut_off(end) or end.reason is EndReason.COMPLETE) or not times or times[-1] < 0:
        return None
    if "missing_terminal" not in reply.violations or reply.finish or reply.empty:
        return None
    total, silence = end.t_ns / 1e9, (end.t_ns - subject.last_byte_ns) / 1e9
    limit = next((s for s in _FUNCTION_LIMITS_S if abs(total - s) <= 0.5 + s / 100), None)
    if limit is None or silence > 2:
        return None
    return STOPPED_BY_TIME.finding(Severity.WARNING, {"seconds": limit}, confidence=Confidence.CONSISTENT)


STOPPED_BY_TIME = Rule(
    "function-time-limit",
    mode="F45",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=function_limit,
    words=course.STOPPED_BY_TIME,
    sentence=Sentence(Topic.TIME_LIMIT, Says.TIME_LIMIT, least=Severity.WARNING),
    experiment=Experiment.AGAIN,
)


def _cut_off(end: End) -> bool:
    return end.reason in (EndReason.INCOMPLETE, EndReason.RESET)
