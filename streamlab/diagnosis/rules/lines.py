"""Rules about lines: where they end, how long they are, what stands on one."""

from __future__ import annotations

from streamlab.diagnosis.args import CutLines
from streamlab.diagnosis.rule import Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject, spans_as_places
from streamlab.diagnosis.words import lines
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Finding, Framing, Layer, Severity

_LIMITS_KIB = (64, 128, 256, 512)


def line_split(subject: Subject) -> Finding | None:
    """F02: a chunk ends inside a line; a client that parses each chunk alone fails there."""
    places = subject.facts.line_cuts
    if not places.count or not subject.pipeline.framing.has_lines:
        return None
    args = CutLines(chunk_count=len(subject.pipeline.chunk_ends), lines=subject.facts.cut_lines)
    return LINE_CUT.finding(Severity.WARNING, args, places)


LINE_CUT = Rule(
    "line-split-parsed-per-chunk",
    mode="F02",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING,),
    find=line_split,
    words=lines.LINE_CUT,
    sentence=Sentence(
        Topic.CUT,
        Says.LINE_CUT,
        otherwise=Sentence(Topic.FROZEN, Says.FROZEN),
        count=lambda args: args["lines"],
    ),
)


def crlf_split(subject: Subject) -> Finding | None:
    """F36: CR and LF of one line end lie in different chunks; it only matters between two lines of one event."""
    places, inside = subject.facts.crlf_cuts, subject.facts.crlf_inside
    if not places.count or not subject.pipeline.framing.has_lines:
        return None
    if inside.count and subject.pipeline.framing.has_events:
        return CRLF_CUT.finding(Severity.WARNING, {}, inside)
    return CRLF_CUT.finding(Severity.INFO, {"form": "harmless"}, places)


CRLF_CUT = Rule(
    "crlf-split-across-chunks",
    mode="F36",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING, Severity.INFO),
    find=crlf_split,
    words=lines.CRLF_CUT,
)


def carriage_returns(subject: Subject) -> Finding | None:
    """F37: lines that do not simply end in LF; clients that split at two LF see no event before the end."""
    ends = subject.facts.line_ends
    if not subject.pipeline.framing.has_events or not ends["CR"] or not subject.pipeline.frames:
        return None
    first = subject.facts.first_cr
    span = (first, first + 2 if subject.pipeline.content[first + 1 : first + 2] == b"\n" else first + 1)
    pure = "CRLF" if ends["CR"] == ends["LF"] == ends["CRLF"] else "CR" if not ends["LF"] else ""
    places = spans_as_places(subject, [span], ends["CR"])
    return OTHER_LINE_ENDS.finding(Severity.INFO, {"ends": pure or "CR, LF, CRLF"}, places)


OTHER_LINE_ENDS = Rule(
    "crlf-or-cr-delimiters-unrecognised",
    mode="F37",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=carriage_returns,
    words=lines.OTHER_LINE_ENDS,
)


def glued_json(subject: Subject) -> Finding | None:
    """F49: two JSON texts on one line."""
    places = subject.facts.glued
    return GLUED_JSON.finding(Severity.ERROR, {}, places) if places.count else None


GLUED_JSON = Rule(
    "glued-json-no-newline",
    mode="F49",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    find=glued_json,
    words=lines.GLUED_JSON,
    sentence=Sentence(Topic.GLUED, Says.FOUND, least=Severity.ERROR),
)


def line_separators(subject: Subject) -> Finding | None:
    """F22: characters that splitlines() takes for line ends and the protocol does not."""
    places = subject.facts.separators
    if not places.count or not subject.pipeline.framing.has_lines or not subject.utf8:
        return None
    start, end = places.spans[0]
    code = f"U+{ord(bytes(subject.pipeline.content[start:end]).decode()):04X}"
    return LINE_SEPARATOR.finding(Severity.WARNING, {"code": code, "start": start}, places)


LINE_SEPARATOR = Rule(
    "unicode-line-separator-split",
    mode="F22",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING,),
    find=line_separators,
    words=lines.LINE_SEPARATOR,
)


def long_line(subject: Subject) -> Finding | None:
    """F41: a line beyond the limit of a common reader."""
    facts = subject.facts.in_frames
    if not facts.long_lines.count:
        return None
    limit = max(size for size in _LIMITS_KIB if facts.longest >= size << 10)
    return LONG_LINE.finding(Severity.WARNING, {"size": facts.longest, "form": f"{limit}k"}, facts.long_lines)


LONG_LINE = Rule(
    "line-too-long",
    mode="F41",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING,),
    find=long_line,
    words=lines.LONG_LINE,
)


def array_stream(subject: Subject) -> Finding | None:
    """F53: one JSON array of records, or records over several lines: no line of it is JSON."""
    pipeline = subject.pipeline
    if len(pipeline.frames) < 2 or not (pipeline.framing.has_records and subject.reply.streamed):
        return None
    first, in_array = pipeline.frames[0], pipeline.framing is Framing.JSON_ARRAY
    if not in_array and pipeline.content.find(b"\n", first.start, min(first.end, first.start + 4096)) < 0:
        return None
    places = spans_as_places(subject, [(first.start, first.end)])
    return JSON_OVER_LINES.finding(Severity.INFO, {"form": "array" if in_array else "pretty"}, places)


JSON_OVER_LINES = Rule(
    "json-array-or-pretty-stream",
    mode="F53",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=array_stream,
    words=lines.JSON_OVER_LINES,
)
