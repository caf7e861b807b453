"""Rules about events: what stands in them, between them and instead of them."""

from __future__ import annotations

import re

from streamlab.decode.charset import decode
from streamlab.diagnosis.experiment import Experiment
from streamlab.diagnosis.facts.places import Places, first_and_last
from streamlab.diagnosis.rule import Rule, Sentence, Topic
from streamlab.diagnosis.rules.transport import chunked_twice
from streamlab.diagnosis.subject import Subject, cut_short, spans_as_places
from streamlab.diagnosis.words import lines
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Confidence, Finding, Layer, Severity

_MESSAGE = 300  # bytes: a body no longer than this may be one message of a server in trouble
_WORDS = re.compile(rb"\s{0,4000}+([A-Za-z][^\r\n]*+)")
_FEW_EVENTS, _MANY_WORDS = 2, 8


def events_merged(subject: Subject) -> Finding | None:
    """F03: one chunk completes several frames; legal, but a client that handles one per chunk loses the others."""
    places = subject.facts.merged
    if not places.count:
        return None
    return SEVERAL_EVENTS.finding(Severity.INFO, {"most": subject.facts.most_merged}, places)


SEVERAL_EVENTS = Rule(
    "events-merged-in-one-chunk",
    mode="F03",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=events_merged,
    words=lines.SEVERAL_EVENTS,
)


def keep_alive_comments(subject: Subject) -> Finding | None:
    """F13: comment lines; a client that parses every line as JSON fails on them."""
    comments = subject.pipeline.comments
    if not comments:
        return None
    spans = [(comment.start, comment.end) for comment in first_and_last(comments)]
    places = spans_as_places(subject, spans, len(comments))
    return KEEP_ALIVE_COMMENTS.finding(Severity.INFO, {"text": comments[0].text.strip()[:60]}, places)


KEEP_ALIVE_COMMENTS = Rule(
    "keepalive-comment-parsed",
    mode="F13",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=keep_alive_comments,
    words=lines.KEEP_ALIVE_COMMENTS,
)


def comment_blocks(subject: Subject) -> Finding | None:
    """F15: a comment, or fields that nobody knows, and a blank line; some clients hand out an empty event, some after an id."""
    sse = subject.pipeline.sse
    if sse is None:
        return None
    if sse.lone_comments:
        comments = [sse.comments[index] for index in first_and_last(sse.lone_comments)]
        places = spans_as_places(subject, [(item.start, item.end) for item in comments], len(sse.lone_comments))
        return LONE_COMMENTS.finding(Severity.INFO, {"text": comments[0].text.strip()[:60]}, places)
    blocks = subject.facts.in_frames.unknown_blocks
    if not blocks.count:
        return None
    start, end = blocks.spans[0]
    text = decode(subject.pipeline.content[start : min(end, start + 60)], subject.pipeline.encoding.name)
    return LONE_COMMENTS.finding(Severity.INFO, {"text": text}, blocks)


LONE_COMMENTS = Rule(
    "comment-plus-blank-dispatches-empty-event",
    mode="F15",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=comment_blocks,
    words=lines.LONE_COMMENTS,
)


def unframed_line(subject: Subject) -> Finding | None:
    """F17: a line of JSON, HTML or words in an event stream that is no field; conforming clients drop it without a word."""
    pipeline, inner = subject.pipeline, subject.facts.in_frames
    if not pipeline.framing.has_events or chunked_twice(subject):
        return None
    places = subject.facts.bare_lines
    if not places.count and (inner.json_like or not inner.plain) and not is_raw_text(subject):
        places = inner.stray if inner.stray.count else _only_line(subject)
    if not places.count:
        return None
    start, end = places.spans[0]
    text = decode(pipeline.content[start : min(end, start + 80)], pipeline.encoding.name)
    return STRAY_LINE.finding(Severity.ERROR, {"text": text}, places)


def _only_line(subject: Subject) -> Places:
    """The first line of a body that was declared as events, has none and begins with words."""
    pipeline = subject.pipeline
    if subject.end is None or pipeline.frames or pipeline.comments or cut_short(subject):
        return Places()
    line = _WORDS.match(pipeline.content)
    return spans_as_places(subject, [line.span(1)]) if line is not None and b" " in line[1] else Places()


def is_raw_text(subject: Subject) -> bool:
    """A long body that was declared as events and holds none: then no single line is at fault (guide, F17)."""
    pipeline = subject.pipeline
    if subject.end is None or cut_short(subject) or not pipeline.framing.has_events:
        return False
    if len(pipeline.content) <= _MESSAGE or any(frame.data_spans for frame in pipeline.frames):
        return False
    return len(pipeline.content.strip()) > _MESSAGE


STRAY_LINE = Rule(
    "unframed-line-in-sse",
    mode="F17",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    find=unframed_line,
    words=lines.STRAY_LINE,
    sentence=Sentence(Topic.STRAY_LINE, Says.FOUND, least=Severity.ERROR),
)


def final_event_unterminated(subject: Subject) -> Finding | None:
    """F33: no blank line after the last event; the standard discards it. Where the transfer was cut short, that is the cause."""
    pipeline, end = subject.pipeline, subject.end
    if end is None or cut_short(subject) or not pipeline.framing.has_events:
        return None
    if not pipeline.frames or pipeline.frames[-1].terminated or pipeline.frames[-1].bare:
        return None
    last = pipeline.frames[-1]
    return NO_BLANK_LINE.finding(Severity.WARNING, {}, spans_as_places(subject, [(last.start, last.end)]))


NO_BLANK_LINE = Rule(
    "final-event-without-blank-line",
    mode="F33",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=final_event_unterminated,
    words=lines.NO_BLANK_LINE,
)


def done_sentinel(subject: Subject) -> Finding | None:
    """F05: the end marker [DONE] is no JSON; a client that parses every event fails at the very end."""
    places = subject.facts.in_frames.done
    if not places.count:
        return None
    start, end = places.spans[0]
    content = subject.pipeline.content
    line = bytes(content[start : min(end, start + 40)]).decode("utf-8", "replace")
    exact = line == "data: [DONE]" and content[end : end + 1] != b"\r"
    return END_MARKER.finding(Severity.INFO, {"line": line, "form": "usual" if exact else "variant"}, places)


END_MARKER = Rule(
    "done-sentinel-json-parsed",
    mode="F05",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=done_sentinel,
    words=lines.END_MARKER,
)


def keep_alive_as_data(subject: Subject) -> Finding | None:
    """F14: a keep-alive sent as data among JSON events; SDKs that parse every event stop there. Plain text may say anything."""
    facts = subject.facts.in_frames
    if not facts.keepalives.count or not facts.json_like or facts.json_like < 9 * facts.plain:
        return None
    start, end = facts.keepalives.spans[0]
    text = bytes(subject.pipeline.content[start : min(end, start + 60)]).decode("utf-8", "replace")
    return KEEP_ALIVE_AS_DATA.finding(Severity.WARNING, {"text": text}, facts.keepalives)


KEEP_ALIVE_AS_DATA = Rule(
    "keepalive-as-data",
    mode="F14",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=keep_alive_as_data,
    words=lines.KEEP_ALIVE_AS_DATA,
)


def data_without_space(subject: Subject) -> Finding | None:
    """F19: “data:” without a space after it; legal, but a client that looks for “data: ” sees no event at all."""
    facts = subject.facts.in_frames
    if not facts.tight.count:
        return None
    return NO_SPACE.finding(Severity.INFO, {"form": "mixed" if facts.spaced.count else "always"}, facts.tight)


NO_SPACE = Rule(
    "data-without-space-ignored",
    mode="F19",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=data_without_space,
    words=lines.NO_SPACE,
)


def multi_data(subject: Subject) -> Finding | None:
    """F39: events with several data lines; legal, but not one line each."""
    places = subject.facts.in_frames.multi
    return SEVERAL_DATA_LINES.finding(Severity.INFO, {}, places) if places.count else None


SEVERAL_DATA_LINES = Rule(
    "multi-data-lines",
    mode="F39",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=multi_data,
    words=lines.SEVERAL_DATA_LINES,
)


def whitespace_eaten(subject: Subject) -> Finding | None:
    """F40: raw text in events: the one blank after the colon is the format's, and a line end inside it ends the line."""
    facts, events = subject.facts.in_frames, subject.pipeline.framing.has_events
    if not events or facts.json_like > facts.plain or not subject.reply.plain:
        return None
    if facts.stray.count and facts.plain:
        return BLANKS_LOST.finding(Severity.WARNING, {"form": "newline"}, facts.stray)
    tight, spaced = facts.tight.count - facts.tight_done, facts.spaced.count - facts.spaced_done
    if tight >= _FEW_EVENTS and spaced >= 2:
        confidence = Confidence.CONSISTENT
        return BLANKS_LOST.finding(Severity.WARNING, {"form": "space"}, facts.spaced, confidence=confidence)
    return _glued_words(subject)


def _glued_words(subject: Subject) -> Finding | None:
    """Many Latin words, each an event of its own, and not one blank between them."""
    facts = subject.facts.in_frames
    if facts.plain < _MANY_WORDS or facts.inner_spaces or facts.latin < 0.95 * facts.plain:
        return None
    places = facts.spaced if facts.spaced.count else facts.tight
    return BLANKS_LOST.finding(Severity.WARNING, {"form": "words"}, places, confidence=Confidence.CONSISTENT)


BLANKS_LOST = Rule(
    "whitespace-or-newline-eaten",
    mode="F40",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=whitespace_eaten,
    words=lines.BLANKS_LOST,
)


def double_prefix(subject: Subject) -> Finding | None:
    """F54: a gateway framed what was framed already."""
    places = subject.facts.in_frames.doubled
    return DOUBLE_PREFIX.finding(Severity.ERROR, {}, places) if places.count else None


DOUBLE_PREFIX = Rule(
    "double-data-prefix",
    mode="F54",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR,),
    find=double_prefix,
    words=lines.DOUBLE_PREFIX,
    sentence=Sentence(Topic.DOUBLE_PREFIX, Says.FOUND, least=Severity.ERROR),
)


def bad_check_sum(subject: Subject) -> Finding | None:
    """A message of an AWS event stream whose check sum is wrong; nothing after a broken prelude can be read."""
    places = subject.facts.in_frames.bad_sums
    if not places.count:
        return None
    return BAD_CHECK_SUM.finding(Severity.ERROR, {}, places, confidence=Confidence.CONSISTENT)


BAD_CHECK_SUM = Rule(
    "eventstream-bad-crc",
    mode="",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR,),
    find=bad_check_sum,
    words=lines.BAD_CHECK_SUM,
    sentence=Sentence(Topic.CHECK_SUM, Says.FOUND, least=Severity.ERROR),
    experiment=Experiment.UPSTREAM,
)
