"""The analysis object `streamlab.analysis/1`: a run as JSON-serialisable values."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from streamlab.analysis.run import Run
from streamlab.decode import json_text
from streamlab.decode.frames import Frame
from streamlab.decode.pipeline import JsonFailure
from streamlab.diagnosis import words
from streamlab.diagnosis.facts.places import MAX_PLACES
from streamlab.model import Finding, Headers

SCHEMA = "streamlab.analysis/1"


def to_dict(run: Run) -> dict[str, Any]:
    """The analysis object; all offsets in bytes, all times in nanoseconds since the request was sent (null: not known)."""
    pipeline = run.pipeline
    sse = pipeline.sse
    return {
        "schema": SCHEMA,
        "response": _response(run),
        "end": _end(run),
        "connection": run.connection and run.connection._asdict(),
        "reads_are": run.reads_are,
        "reads": [{"t_ns": t, "end": end} for t, end in zip(run.read_times, run.read_ends, strict=True)],
        "http_chunks": [
            chunk._asdict() | {"extensions": [list(pair) for pair in chunk.extensions]} for chunk in run.http_chunks
        ],
        "excess": _excess(run),
        "data_frames": [frame._asdict() for frame in run.data_frames],
        "chunks": _chunks(run),
        "body": {
            "bytes": run.body_size,
            "content_encoding": run.content_encoding or None,
            "content_bytes": run.content_size,
            "content_error": run.content_error,
        },
        "encoding": _encoding(run),
        "text": pipeline.text(),
        "characters": _characters(run),
        "framing": run.framing,
        "events": [_event(run, frame) for frame in run.frames],
        "comments": [comment._asdict() for comment in run.comments],
        "last_event_id": sse.last_event_id if sse else "",
        "reconnection_time": sse.reconnection_time if sse else None,
        "json_failures": [_failure(run, item, index) for index, item in enumerate(run.json_failures)],
        "reply": run.reply.to_dict(),
        "timing": run.timing.to_dict(),
        "findings": [_finding(item) for item in run.findings],
        "verdict": {"text": run.verdict.text.value, "summary": words.verdict_text(run.verdict)},
    }


def _encoding(run: Run) -> dict[str, Any]:
    encoding = run.pipeline.encoding
    # What the body seems to be written in instead, where it does; reading it so is the person's choice.
    suggested = next((item.args["suggested"] for item in run.findings if "suggested" in item.args), None)
    return {
        "name": encoding.name,
        "declared": encoding.declared,
        "bom": encoding.bom,
        "source": encoding.source,
    } | ({"suggested": suggested} if suggested else {})


def _response(run: Run) -> dict[str, Any]:
    head = run.head
    return {
        "http_version": head.http_version if head else None,
        "status": head.status if head else None,
        "reason": head.reason if head else None,
        "headers": _pairs(head.headers) if head else [],
        "informational": [
            {"status": item.status, "reason": item.reason, "headers": _pairs(item.headers)}
            for item in run.informational
        ],
        "trailers": _pairs(run.trailers),
    }


def _pairs(headers: Headers) -> list[list[str]]:
    return [[name, value] for name, value in headers]


def _end(run: Run) -> dict[str, Any]:
    if run.end is None:
        return {"reason": None, "detail": "", "t_ns": None}
    return {"reason": run.end.reason.value, "detail": run.end.detail, "t_ns": _time(run.end.t_ns)}


def _excess(run: Run) -> dict[str, Any] | None:
    """What follows the end of the response on its connection, counted as `reads[].end` counts; `hex` is its beginning."""
    if not run.excess:
        return None
    first, data = run.excess[0], b"".join(item.data for item in run.excess)
    return {"start": first.start, "end": run.excess[-1].end, "t_ns": _time(first.t_ns), "hex": data.hex()}


def _time(t_ns: int) -> int | None:
    return t_ns if t_ns >= 0 else None


def _chunks(run: Run) -> list[dict[str, Any]]:
    """The chunks on the body axis; where a content coding makes a second axis, also the slice of content that each completed."""
    found = [
        {"index": index, "t_ns": _time(t), "start": start, "end": end}
        for index, (t, start, end) in enumerate(_slices(run, run.pipeline.body_ends))
    ]
    if run.pipeline.body_ends is not run.pipeline.chunk_ends:
        for chunk, (_t, start, end) in zip(found, _slices(run, run.pipeline.chunk_ends), strict=True):
            chunk |= {"content_start": start, "content_end": end}
    return found


def _slices(run: Run, ends: array[int]) -> Iterator[tuple[int, int, int]]:
    return zip(run.chunk_times, [0, *ends[:-1]], ends, strict=False)


def _characters(run: Run) -> dict[str, Any]:
    split = [unit._asdict() | {"character": unit.character} for unit in run.split]
    return {"split": split, "invalid": [span._asdict() for span in run.invalid]}


def _event(run: Run, frame: Frame) -> dict[str, Any]:
    # The chunk that made the frame complete has its time; its own bytes have the chunks they lie in.
    done = min(bisect_left(run.chunk_ends, frame.ready), max(len(run.chunk_ends) - 1, 0))
    return {
        "index": frame.index,
        "start": frame.start,
        "end": frame.end,
        "first_chunk": run.chunk_at(frame.start),
        "last_chunk": run.chunk_at(max(frame.start, frame.end - 1)),
        "t_ns": _time(run.chunk_times[done]) if run.chunk_times else None,
        "event": frame.event,
        "data": run.frame_text(frame),
        "id": frame.id,
        "retry": frame.retry,
        "dispatched": frame.dispatched,
        "terminated": frame.terminated,
        "data_spans": [list(span) for span in frame.data_spans],
    }


def _failure(run: Run, item: JsonFailure, index: int) -> dict[str, Any]:
    found = item._asdict()
    # Trying lenient readers takes longer than all the rest: of very many, the first ones stand for all (null: not tried).
    tried = index < MAX_PLACES
    lenient = json_text.accepted_by(run.frame_text(run.frames[item.frame])) if tried else None
    return {"event": found.pop("frame")} | found | {"accepted_by": lenient}


def _finding(item: Finding) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "severity": item.severity.value,
        "layer": item.layer.value,
        "confidence": item.confidence.value,
        "count": item.count,
        "spans": [list(span) for span in item.spans],
        "chunks": list(item.chunks),
        "args": item.args,
        "title": words.title(item),
        "detail": words.detail(item),
        "advice": words.advice(item),
    }
