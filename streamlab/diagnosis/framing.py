"""Rules about lines, events and records."""

from __future__ import annotations

from streamlab.diagnosis.facts import MAX_PLACES
from streamlab.diagnosis.subject import Subject, finding, spans_as_places
from streamlab.model import EndReason, Finding, Layer, Severity

_WITHOUT_LINES = ("json", "json-array", "aws-eventstream")  # every border is inside the one text, or in no text at all


def line_split(subject: Subject) -> Finding | None:
    """F02: a chunk ends inside a line; a client that parses each chunk alone fails there."""
    places = subject.facts.line_cuts
    if not places.count or subject.pipeline.framing in _WITHOUT_LINES:
        return None
    chunks = len(subject.pipeline.chunk_ends)
    return finding("line-split-parsed-per-chunk", Severity.WARNING, Layer.CLIENT, places, chunk_count=chunks)


def events_merged(subject: Subject) -> Finding | None:
    """F03: one chunk completes several frames; legal, but a client that handles one per chunk loses the others."""
    places = subject.facts.merged
    if not places.count:
        return None
    return finding("events-merged-in-one-chunk", Severity.INFO, Layer.CLIENT, places, most=subject.facts.most_merged)


def crlf_split(subject: Subject) -> Finding | None:
    """F36: CR and LF of one line end lie in different chunks."""
    places = subject.facts.crlf_cuts
    if not places.count or subject.pipeline.framing in _WITHOUT_LINES:
        return None
    return finding("crlf-split-across-chunks", Severity.WARNING, Layer.CLIENT, places)


def keep_alive_comments(subject: Subject) -> Finding | None:
    """F13: comment lines; a client that parses every line as JSON fails on them."""
    comments = subject.pipeline.comments
    if not comments:
        return None
    places = spans_as_places(
        subject, [(comment.start, comment.end) for comment in comments[:MAX_PLACES]], len(comments)
    )
    return finding("keepalive-comment-parsed", Severity.INFO, Layer.CLIENT, places, text=comments[0].text.strip()[:60])


def comment_blocks(subject: Subject) -> Finding | None:
    """F15: a comment with a blank line after it; some clients hand out an empty event, some of them only once an id was seen."""
    sse = subject.pipeline.sse
    if sse is None or not sse.lone_comments:
        return None
    comments = [sse.comments[index] for index in sse.lone_comments[:MAX_PLACES]]
    places = spans_as_places(subject, [(item.start, item.end) for item in comments], len(sse.lone_comments))
    rule = "comment-plus-blank-dispatches-empty-event"
    return finding(rule, Severity.INFO, Layer.CLIENT, places, text=comments[0].text.strip()[:60])


def carriage_returns(subject: Subject) -> Finding | None:
    """F37: lines that do not simply end in LF; clients that split at two LF see no event before the end."""
    ends = subject.facts.line_ends
    if subject.pipeline.framing != "sse" or not ends["CR"] or not subject.pipeline.frames:
        return None
    pure = "CRLF" if ends["CR"] == ends["LF"] == ends["CRLF"] else "CR" if not ends["LF"] else ""
    return finding("crlf-or-cr-delimiters-unrecognised", Severity.INFO, Layer.CLIENT, ends=pure or "CR, LF, CRLF")


def unframed_line(subject: Subject) -> Finding | None:
    """F17: a bare JSON line in an event stream; conforming clients drop it without a word."""
    places = subject.facts.bare_lines
    if not places.count or subject.pipeline.framing != "sse":
        return None
    start, end = places.spans[0]
    text = bytes(subject.pipeline.content[start : min(end, start + 80)]).decode("utf-8", "replace")
    return finding("unframed-line-in-sse", Severity.ERROR, Layer.SERVER, places, text=text)


def final_event_unterminated(subject: Subject) -> Finding | None:
    """F33: no blank line after the last event; the standard discards it. Where the transfer was cut short, that is the cause."""
    pipeline, end = subject.pipeline, subject.end
    if end is None or end.reason is not EndReason.COMPLETE or pipeline.framing != "sse":
        return None
    if not pipeline.frames or pipeline.frames[-1].terminated or pipeline.frames[-1].bare:
        return None
    last = pipeline.frames[-1]
    places = spans_as_places(subject, [(last.start, last.end)])
    return finding("final-event-without-blank-line", Severity.WARNING, Layer.SERVER, places)


def glued_json(subject: Subject) -> Finding | None:
    """F49: two JSON texts on one line."""
    places = subject.facts.glued
    return finding("glued-json-no-newline", Severity.ERROR, Layer.SERVER, places) if places.count else None


def html_instead(subject: Subject) -> Finding | None:
    """F18: a web page where a stream should be."""
    head = bytes(subject.pipeline.content[:200]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head.startswith((b"<!doctype", b"<html", b"<head")):
        return None
    places = spans_as_places(subject, [(0, min(len(subject.pipeline.content), 200))])
    status = subject.head.status if subject.head else 0
    return finding("html-instead-of-stream", Severity.ERROR, Layer.PROXY, places, status=status)


def missing_charset(subject: Subject) -> Finding | None:
    """F09: text/* without a charset; legal, but some clients read it as latin-1."""
    declared = subject.header("content-type").lower()
    if not declared.startswith("text/") or "charset" in declared or subject.facts.ascii:
        return None
    return finding("missing-charset-latin1", Severity.INFO, Layer.CLIENT, content_type=declared)


_AS_JSON = ("json", "octet-stream", "text/plain")  # of any kind: x-ndjson, jsonl, problem+json
_EXPECTED = {"sse": ("text/event-stream",), "ndjson": _AS_JSON, "json": _AS_JSON, "json-array": _AS_JSON}


def content_type_mismatch(subject: Subject) -> Finding | None:
    """F20: what the body is and what the head calls it differ, so that strict clients refuse it."""
    declared = subject.pipeline.content_type
    framing = subject.pipeline.framing
    expected = _EXPECTED.get(framing)
    if not declared or expected is None or any(word in declared for word in expected):
        return None
    if subject.end is None and not subject.pipeline.frames:
        return None
    return finding("content-type-mismatch", Severity.WARNING, Layer.SERVER, declared=declared, framing=framing)
