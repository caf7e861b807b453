"""The analysis object `streamlab.analysis/1`: a run as JSON-serialisable values."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from streamlab.analysis.arrived import Arrived
from streamlab.decode import json_text
from streamlab.decode.charset import decode
from streamlab.decode.frames import Frame, frame_bytes
from streamlab.decode.json_text import JsonObject
from streamlab.decode.legacy import nearest_codec
from streamlab.decode.pipeline import JsonFailure, Pipeline
from streamlab.diagnosis import prose, rules
from streamlab.diagnosis.facts.places import MAX_PLACES
from streamlab.dialects.reply import Reply
from streamlab.model import End, Excess, Finding, Headers, Span, Verdict
from streamlab.secrets import redact_headers
from streamlab.timing import Timing

SCHEMA = "streamlab.analysis/1"


def to_dict(
    arrived: Arrived,
    pipeline: Pipeline,
    reply: Reply,
    timing: Timing,
    findings: tuple[Finding, ...],
    verdict: Verdict,
) -> JsonObject:
    """The analysis object; all offsets in bytes, all times in nanoseconds since the request was sent (null: not known)."""
    sse, characters = pipeline.sse, pipeline.characters
    return {
        "schema": SCHEMA,
        "response": _response(arrived),
        "end": _end(arrived.end),
        "connection": arrived.connection and arrived.connection._asdict(),
        "reads_are": arrived.reads_are,
        "reads": [{"t_ns": t, "end": end} for t, end in zip(arrived.read_times, arrived.read_ends, strict=True)],
        "http_chunks": [
            chunk._asdict() | {"extensions": [list(pair) for pair in chunk.extensions]} for chunk in arrived.http_chunks
        ],
        "excess": _excess(arrived.excess),
        "data_frames": [frame._asdict() for frame in arrived.data_frames],
        "chunks": _chunks(arrived.chunk_times, pipeline),
        "body": {
            "bytes": pipeline.body_size,
            "content_encoding": ", ".join(pipeline.stack.names) or None,
            "content_bytes": len(pipeline.content),
            "content_error": pipeline.stack.error,
        },
        "encoding": _encoding(pipeline, findings),
        "text": pipeline.text(),
        "characters": {
            "split": [unit._asdict() | {"character": unit.character} for unit in characters.split],
            "invalid": [span._asdict() for span in characters.invalid],
        },
        "framing": pipeline.framing.value,
        "events": [_event(frame, arrived.chunk_times, pipeline) for frame in pipeline.frames],
        "comments": [comment._asdict() for comment in pipeline.comments],
        "last_event_id": sse.last_event_id if sse else "",
        "reconnection_time": sse.reconnection_time if sse else None,
        "json_failures": [_failure(item, index, pipeline) for index, item in enumerate(pipeline.json_failures)],
        "reply": reply.to_dict(),
        "timing": timing.to_dict(),
        "findings": [_finding(item) for item in findings],
        "verdict": {"text": verdict.text.value, "summary": prose.verdict_text(verdict)},
    }


def _encoding(pipeline: Pipeline, findings: tuple[Finding, ...]) -> JsonObject:
    encoding = pipeline.encoding
    # What the body seems to be written in instead, where it does; reading it so is the person's choice.
    suggested = next(filter(None, map(rules.suggested_encoding, findings)), None)
    values: JsonObject = {
        "name": encoding.name,
        "declared": encoding.declared,
        "bom": encoding.bom,
        "source": encoding.source,
    }
    return values | {"suggested": suggested} if suggested else values


def _response(arrived: Arrived) -> JsonObject:
    head = arrived.head
    return {
        "http_version": head.http_version if head else None,
        "status": head.status if head else None,
        "reason": head.reason if head else None,
        "headers": _pairs(head.headers) if head else [],
        "informational": [
            {"status": item.status, "reason": item.reason, "headers": _pairs(item.headers)}
            for item in arrived.informational
        ],
        "trailers": _pairs(arrived.trailers),
    }


def _pairs(headers: Headers) -> list[list[str]]:
    return [[name, value] for name, value in redact_headers(headers)]


def _end(end: End | None) -> JsonObject:
    if end is None:
        return {"reason": None, "kind": "", "detail": "", "t_ns": None}
    return {"reason": end.reason.value, "kind": end.kind.value, "detail": end.detail, "t_ns": _time(end.t_ns)}


def _excess(excess: list[Excess]) -> JsonObject | None:
    """What follows the end of the response on its connection, counted as `reads[].end` counts; `hex` is its beginning."""
    if not excess:
        return None
    first, data = excess[0], b"".join(item.data for item in excess)
    return {"start": first.start, "end": excess[-1].end, "t_ns": _time(first.t_ns), "hex": data.hex()}


def _time(t_ns: int) -> int | None:
    return t_ns if t_ns >= 0 else None


def _chunks(times: array[int], pipeline: Pipeline) -> list[JsonObject]:
    """The chunks on the body axis; where a content coding makes a second axis, also the slice of content that each completed."""
    found: list[JsonObject] = [
        {"index": index, "t_ns": _time(t), "start": start, "end": end}
        for index, (t, (start, end)) in enumerate(zip(times, _slices(pipeline.body_ends), strict=False))
    ]
    if pipeline.body_ends is not pipeline.chunk_ends:
        for chunk, (start, end) in zip(found, _slices(pipeline.chunk_ends), strict=True):
            chunk |= {"content_start": start, "content_end": end}
    return found


def _slices(ends: array[int]) -> Iterator[Span]:
    return zip([0, *ends[:-1]], ends, strict=False)


def _event(frame: Frame, times: array[int], pipeline: Pipeline) -> JsonObject:
    # The chunk that made the frame complete has its time; its own bytes have the chunks they lie in.
    done = min(bisect_left(pipeline.chunk_ends, frame.ready), max(len(pipeline.chunk_ends) - 1, 0))
    return {
        "index": frame.index,
        "start": frame.start,
        "end": frame.end,
        "first_chunk": pipeline.chunk_at(frame.start),
        "last_chunk": pipeline.chunk_at(max(frame.start, frame.end - 1)),
        "t_ns": _time(times[done]) if times else None,
        "event": frame.event,
        "data": _text(frame, pipeline),
        "id": frame.id,
        "retry": frame.retry,
        "dispatched": frame.dispatched,
        "terminated": frame.terminated,
        "data_spans": [list(span) for span in frame.data_spans],
    }


def _failure(item: JsonFailure, index: int, pipeline: Pipeline) -> JsonObject:
    found = item._asdict()
    # Trying lenient readers takes longer than all the rest: of very many, the first ones stand for all (null: not tried).
    tried = index < MAX_PLACES
    lenient = json_text.accepted_by(_text(pipeline.frames[item.frame], pipeline)) if tried else None
    return {"event": found.pop("frame")} | found | {"accepted_by": lenient}


def _text(frame: Frame, pipeline: Pipeline) -> str:
    return decode(frame_bytes(pipeline.content, frame), nearest_codec(pipeline.encoding.name))


def _finding(item: Finding) -> JsonObject:
    return {
        "rule": item.rule,
        "severity": item.severity.value,
        "layer": item.layer.value,
        "confidence": item.confidence.value,
        "count": item.count,
        "spans": [list(span) for span in item.spans],
        "chunks": list(item.chunks),
        "args": dict(item.args),
        "title": prose.title(item),
        "detail": prose.detail(item),
        "advice": prose.advice(item),
    }
