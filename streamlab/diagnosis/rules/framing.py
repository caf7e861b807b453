"""Rules about lines, events and records."""

from __future__ import annotations

import re
from typing import Any

from streamlab.decode.charset import decode
from streamlab.diagnosis.facts.places import Places, first_and_last
from streamlab.diagnosis.rules.transport import chunked_twice
from streamlab.diagnosis.subject import Subject, cut_short, finding, spans_as_places
from streamlab.model import Confidence, Finding, Framing, Layer, Severity

_PAGE = 4096
_MESSAGE = 300  # bytes: a body no longer than this may be one message of a server in trouble
_BEYOND_ASCII = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_WORDS = re.compile(rb"\s{0,4000}+([A-Za-z][^\r\n]*+)")
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,4000}+<")
_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
_FEW_CHARACTERS = 12
_FEW_EVENTS, _MANY_WORDS = 2, 8
_LIMITS_KIB = (64, 128, 256, 512)


def line_split(subject: Subject) -> Finding | None:
    """F02: a chunk ends inside a line; a client that parses each chunk alone fails there."""
    places = subject.facts.line_cuts
    if not places.count or not subject.pipeline.framing.has_lines:
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
    """F36: CR and LF of one line end lie in different chunks; it only matters between two lines of one event."""
    rule, places, inside = "crlf-split-across-chunks", subject.facts.crlf_cuts, subject.facts.crlf_inside
    if not places.count or not subject.pipeline.framing.has_lines:
        return None
    if inside.count and subject.pipeline.framing.has_events:
        return finding(rule, Severity.WARNING, Layer.CLIENT, inside)
    return finding(rule, Severity.INFO, Layer.CLIENT, places, form="harmless")


def keep_alive_comments(subject: Subject) -> Finding | None:
    """F13: comment lines; a client that parses every line as JSON fails on them."""
    comments = subject.pipeline.comments
    if not comments:
        return None
    spans = [(comment.start, comment.end) for comment in first_and_last(comments)]
    places = spans_as_places(subject, spans, len(comments))
    return finding("keepalive-comment-parsed", Severity.INFO, Layer.CLIENT, places, text=comments[0].text.strip()[:60])


def comment_blocks(subject: Subject) -> Finding | None:
    """F15: a comment, or fields that nobody knows, and a blank line; some clients hand out an empty event, some after an id."""
    sse, rule = subject.pipeline.sse, "comment-plus-blank-dispatches-empty-event"
    if sse is None:
        return None
    if sse.lone_comments:
        comments = [sse.comments[index] for index in first_and_last(sse.lone_comments)]
        places = spans_as_places(subject, [(item.start, item.end) for item in comments], len(sse.lone_comments))
        return finding(rule, Severity.INFO, Layer.CLIENT, places, text=comments[0].text.strip()[:60])
    blocks = subject.facts.in_frames.unknown_blocks
    if not blocks.count:
        return None
    start, end = blocks.spans[0]
    text = decode(subject.pipeline.content[start : min(end, start + 60)], subject.pipeline.encoding.name)
    return finding(rule, Severity.INFO, Layer.CLIENT, blocks, text=text)


def carriage_returns(subject: Subject) -> Finding | None:
    """F37: lines that do not simply end in LF; clients that split at two LF see no event before the end."""
    ends = subject.facts.line_ends
    if not subject.pipeline.framing.has_events or not ends["CR"] or not subject.pipeline.frames:
        return None
    first = subject.facts.first_cr
    span = (first, first + 2 if subject.pipeline.content[first + 1 : first + 2] == b"\n" else first + 1)
    places = spans_as_places(subject, [span], ends["CR"])
    pure = "CRLF" if ends["CR"] == ends["LF"] == ends["CRLF"] else "CR" if not ends["LF"] else ""
    rule = "crlf-or-cr-delimiters-unrecognised"
    return finding(rule, Severity.INFO, Layer.CLIENT, places, ends=pure or "CR, LF, CRLF")


def unframed_line(subject: Subject) -> Finding | None:
    """F17: a line of JSON, HTML or words in an event stream that is no field; conforming clients drop it without a word."""
    pipeline, inner = subject.pipeline, subject.facts.in_frames
    if not pipeline.framing.has_events or chunked_twice(subject):
        return None
    places = subject.facts.bare_lines
    if not places.count and (inner.json_like or not inner.plain) and not _is_raw_text(subject):
        places = inner.stray if inner.stray.count else _only_line(subject)
    if not places.count:
        return None
    start, end = places.spans[0]
    text = decode(pipeline.content[start : min(end, start + 80)], pipeline.encoding.name)
    return finding("unframed-line-in-sse", Severity.ERROR, Layer.SERVER, places, text=text)


def _only_line(subject: Subject) -> Places:
    """The first line of a body that was declared as events, has none and begins with words."""
    pipeline = subject.pipeline
    if subject.end is None or pipeline.frames or pipeline.comments or cut_short(subject):
        return Places()
    line = _WORDS.match(pipeline.content)
    return spans_as_places(subject, [line.span(1)]) if line is not None and b" " in line[1] else Places()


def _is_raw_text(subject: Subject) -> bool:
    """A long body that was declared as events and holds none: then no single line is at fault (guide, F17)."""
    pipeline = subject.pipeline
    if (
        subject.end is None
        or cut_short(subject)
        or not pipeline.framing.has_events
        or len(pipeline.content) <= _MESSAGE
    ):
        return False
    return not any(frame.data_spans for frame in pipeline.frames) and len(pipeline.content.strip()) > _MESSAGE


def final_event_unterminated(subject: Subject) -> Finding | None:
    """F33: no blank line after the last event; the standard discards it. Where the transfer was cut short, that is the cause."""
    pipeline, end = subject.pipeline, subject.end
    if end is None or cut_short(subject) or not pipeline.framing.has_events:
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
    """F18: a web page where a stream should be. A reply may begin with "<think>", so a bracket alone is not enough."""
    pipeline = subject.pipeline
    if not _TAG.match(pipeline.content):
        return None
    head = bytes(pipeline.content[:_PAGE]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    declared = (
        pipeline.content_type == "text/html" and not pipeline.framing.has_frames and not head.startswith(b"<think")
    )
    if not declared and not head.startswith((b"<!doctype", b"<html", b"<head")):
        return None
    places = spans_as_places(subject, [(0, min(len(pipeline.content), 200))])
    status = subject.head.status if subject.head else 0
    if 300 <= status < 400:
        return None  # the page that goes with a redirect
    found = _TITLE.search(bytes(pipeline.content[:_PAGE]))
    title = decode(found[1], pipeline.encoding.name).strip()[:80] if found else ""
    form = "refused" if status >= 400 else "page"
    rule = "html-instead-of-stream"
    return finding(rule, Severity.ERROR, Layer.PROXY, places, status=status, page_title=title, form=form)


def missing_charset(subject: Subject) -> Finding | None:
    """F09: text/* without a charset; legal, but some clients read it as latin-1, and then a byte 85 even ends the line."""
    if subject.facts.ascii or subject.pipeline.encoding.declared or not is_utf8(subject):
        return None
    declared = subject.header("content-type").lower()
    if not declared.startswith("text/") or "charset" in declared:
        return None
    if subject.pipeline.characters.invalid:
        return None  # it is no UTF-8, and has worse faults
    torn = subject.facts.torn if subject.pipeline.framing.has_lines else None
    if torn is None or not torn.count:
        first = _BEYOND_ASCII.search(subject.pipeline.content, subject.facts.ascii_to)
        places = spans_as_places(subject, [first.span()]) if first else None
        rule = "missing-charset-latin1"
        return finding(rule, Severity.INFO, Layer.CLIENT, places, content_type=declared, form="garbled")
    characters = " ".join(list(subject.facts.torn_characters)[:_FEW_CHARACTERS])
    return finding(
        "missing-charset-latin1",
        Severity.INFO,
        Layer.CLIENT,
        torn,
        content_type=declared,
        form="torn",
        characters=characters,
    )


_AS_JSON = ("json", "octet-stream", "text/plain")  # of any kind: x-ndjson, jsonl, problem+json
_EXPECTED = {
    Framing.SSE: ("text/event-stream",),
    Framing.NDJSON: _AS_JSON,
    Framing.JSON: _AS_JSON,
    Framing.JSON_ARRAY: _AS_JSON,
}


def content_type_mismatch(subject: Subject) -> Finding | None:
    """F20: what the body is and what the head calls it differ, so that strict clients refuse it."""
    declared = subject.pipeline.content_type
    framing = subject.pipeline.framing
    expected = _EXPECTED.get(framing)
    if not declared or expected is None or (subject.end is None and not subject.pipeline.frames):
        return None
    args: dict[str, Any] = {"declared": declared, "framing": framing.value}
    if any(word in declared for word in expected):
        if not framing.has_events:
            return None
        charset = subject.pipeline.encoding.declared
        if not subject.pipeline.declares_events:
            args["form"] = "several"  # “application/json, text/event-stream”: no client's comparison takes it
        elif charset and charset.replace("_", "-") not in ("utf-8", "utf8"):
            args |= {"form": "charset", "declared": f"{declared}; charset={charset}"}  # EventSource gives up
        elif _is_raw_text(subject) and not subject.pipeline.comments:
            args |= {"form": "raw", "framing": Framing.TEXT.value}
        else:
            return None
    return finding("content-type-mismatch", Severity.WARNING, Layer.SERVER, **args)


def done_sentinel(subject: Subject) -> Finding | None:
    """F05: the end marker [DONE] is no JSON; a client that parses every event fails at the very end."""
    places = subject.facts.in_frames.done
    if not places.count:
        return None
    start, end = places.spans[0]
    content = subject.pipeline.content
    line = bytes(content[start : min(end, start + 40)]).decode("utf-8", "replace")
    exact = line == "data: [DONE]" and content[end : end + 1] != b"\r"
    form = "usual" if exact else "variant"
    return finding("done-sentinel-json-parsed", Severity.INFO, Layer.CLIENT, places, line=line, form=form)


def keep_alive_as_data(subject: Subject) -> Finding | None:
    """F14: a keep-alive sent as data among JSON events; SDKs that parse every event stop there. Plain text may say anything."""
    facts = subject.facts.in_frames
    if not facts.keepalives.count or not facts.json_like or facts.json_like < 9 * facts.plain:
        return None
    start, end = facts.keepalives.spans[0]
    text = bytes(subject.pipeline.content[start : min(end, start + 60)]).decode("utf-8", "replace")
    return finding("keepalive-as-data", Severity.WARNING, Layer.SERVER, facts.keepalives, text=text)


def data_without_space(subject: Subject) -> Finding | None:
    """F19: “data:” without a space after it; legal, but a client that looks for “data: ” sees no event at all."""
    facts = subject.facts.in_frames
    if not facts.tight.count:
        return None
    form = "mixed" if facts.spaced.count else "always"
    return finding("data-without-space-ignored", Severity.INFO, Layer.CLIENT, facts.tight, form=form)


def line_separators(subject: Subject) -> Finding | None:
    """F22: characters that splitlines() takes for line ends and the protocol does not."""
    places = subject.facts.separators
    if not places.count or not subject.pipeline.framing.has_lines or not is_utf8(subject):
        return None
    start, end = places.spans[0]
    code = f"U+{ord(bytes(subject.pipeline.content[start:end]).decode()):04X}"
    return finding("unicode-line-separator-split", Severity.WARNING, Layer.CLIENT, places, code=code, start=start)


def multi_data(subject: Subject) -> Finding | None:
    """F39: events with several data lines; legal, but not one line each."""
    places = subject.facts.in_frames.multi
    return finding("multi-data-lines", Severity.INFO, Layer.CLIENT, places) if places.count else None


def whitespace_eaten(subject: Subject) -> Finding | None:
    """F40: raw text in events: the one blank after the colon is the format's, and a line end inside it ends the line."""
    facts, rule = subject.facts.in_frames, "whitespace-or-newline-eaten"
    events = subject.pipeline.framing.has_events
    if not events or facts.json_like > facts.plain or subject.reply.dialect != "plain-text":
        return None
    if facts.stray.count and facts.plain:
        return finding(rule, Severity.WARNING, Layer.SERVER, facts.stray, form="newline")
    tight, spaced = facts.tight.count - facts.tight_done, facts.spaced.count - facts.spaced_done
    if tight >= _FEW_EVENTS and spaced >= 2:
        confidence = Confidence.CONSISTENT
        return finding(rule, Severity.WARNING, Layer.SERVER, facts.spaced, confidence=confidence, form="space")
    return _glued_words(subject)


def _glued_words(subject: Subject) -> Finding | None:
    """Many Latin words, each an event of its own, and not one blank between them."""
    facts = subject.facts.in_frames
    if facts.plain < _MANY_WORDS or facts.inner_spaces or facts.latin < 0.95 * facts.plain:
        return None
    return finding(
        "whitespace-or-newline-eaten",
        Severity.WARNING,
        Layer.SERVER,
        facts.spaced if facts.spaced.count else facts.tight,
        confidence=Confidence.CONSISTENT,
        form="words",
    )


def long_line(subject: Subject) -> Finding | None:
    """F41: a line beyond the limit of a common reader."""
    facts = subject.facts.in_frames
    if not facts.long_lines.count:
        return None
    limit = max(size for size in _LIMITS_KIB if facts.longest >= size << 10)
    rule = "line-too-long"
    return finding(rule, Severity.WARNING, Layer.CLIENT, facts.long_lines, size=facts.longest, form=f"{limit}k")


def array_stream(subject: Subject) -> Finding | None:
    """F53: one JSON array of records, or records over several lines: no line of it is JSON."""
    pipeline = subject.pipeline
    if len(pipeline.frames) < 2 or not (pipeline.framing.has_records and subject.reply.streamed):
        return None
    first, in_array = pipeline.frames[0], pipeline.framing is Framing.JSON_ARRAY
    if not in_array and pipeline.content.find(b"\n", first.start, min(first.end, first.start + 4096)) < 0:
        return None
    form = "array" if in_array else "pretty"
    places = spans_as_places(subject, [(first.start, first.end)])
    return finding("json-array-or-pretty-stream", Severity.INFO, Layer.CLIENT, places, form=form)


def double_prefix(subject: Subject) -> Finding | None:
    """F54: a gateway framed what was framed already."""
    places = subject.facts.in_frames.doubled
    return finding("double-data-prefix", Severity.ERROR, Layer.PROXY, places) if places.count else None


def bad_check_sum(subject: Subject) -> Finding | None:
    """A message of an AWS event stream whose check sum is wrong; nothing after a broken prelude can be read."""
    places = subject.facts.in_frames.bad_sums
    if not places.count:
        return None
    confidence = Confidence.CONSISTENT
    return finding("eventstream-bad-crc", Severity.ERROR, Layer.PROXY, places, confidence=confidence)


def is_utf8(subject: Subject) -> bool:
    """The text is UTF-8, as far as it is read."""
    return subject.pipeline.encoding.name == "utf-8" and not subject.binary
