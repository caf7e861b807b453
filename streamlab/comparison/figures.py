"""The figures by which a run is compared with another."""

from __future__ import annotations

from streamlab.analysis import Analysis
from streamlab.comparison.experiments import Figures
from streamlab.diagnosis import rules
from streamlab.diagnosis.rule import About
from streamlab.model import EndReason


def figures(run: Analysis) -> Figures:
    """Computed when an experiment starts and when it ends; as long as the reply is, so not on a thread that paints."""
    reply, timing = run.reply, run.timing
    found = frozenset(item.rule for item in run.findings)
    unfinished = bool(found & rules.ids(About.UNFINISHED))
    complete = run.end is not None and run.end.reason is EndReason.COMPLETE and not unfinished
    text = reply.text + (reply.reasoning or "")
    return Figures(
        status=run.head.status if run.head is not None else None,
        end=run.end.reason if run.end is not None else None,
        coding=run.content_encoding,
        first_text_ms=timing.first_text_ms,
        total_ms=timing.total_ms,
        chunks=len(run.chunk_ends),
        frames=len(run.frames),
        streamed=run.is_streamed,
        text=text,
        rules=found,
        damaged=text.count("\ufffd"),
        broke_s=None if complete else _broke_s(run, idle=bool(found & rules.ids(About.IDLE))),
    )


def _broke_s(run: Analysis, *, idle: bool) -> float | None:
    """After how many seconds it broke off: of silence where an idle limit seems to have hit, else since the request."""
    if run.end is None or run.end.t_ns < 0:
        return None
    since = run.chunk_times[-1] if idle and run.chunk_times else 0
    return (run.end.t_ns - max(0, since)) / 1e9
