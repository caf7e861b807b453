"""Rules about bytes and characters: what is cut or ill-formed, which charset it is."""

from __future__ import annotations

import itertools

from streamlab.decode.charset import decode, is_ascii_superset
from streamlab.decode.content import GZIP_MAGIC, ZSTD_MAGIC
from streamlab.decode.legacy import nearest_codec
from streamlab.diagnosis.facts.charsets import Charset, charset_of, sample_of_utf8
from streamlab.diagnosis.facts.places import Places, first_and_last
from streamlab.diagnosis.rules.text import stopped_inside_character
from streamlab.diagnosis.subject import Subject, cut_short, finding, spans_as_places
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity
from streamlab.words.encodings import encoding_name

_PAGE = 1024  # enough to see that something is no text
_MANY = 6  # characters beyond ASCII: fewer may be another charset by chance (guide, statistics)
# What a browser or library reads UTF-8 as where the head says so: the codec, and whose mode of the guide it is.
_READ_AS = {"gb18030": "utf8-read-as-gbk", "cp1252": "bytes-shown-as-latin1"}


def char_split(subject: Subject) -> Finding | None:
    """F01: a character's bytes lie in different chunks. TCP and HTTP promise bytes, so the client is at fault, never the server."""
    cut = subject.facts.cut
    if not cut or subject.binary:
        return None
    chunks = [chunk for unit in cut for chunk in (unit.first_chunk, unit.last_chunk)]
    places = Places(subject.facts.cut_count, [(unit.start, unit.end) for unit in cut], chunks)
    first = cut[0]
    return finding(
        "char-split-decoded-per-chunk",
        Severity.WARNING,
        Layer.CLIENT,
        places,
        character=first.character,
        start=first.start,
        end=first.end,
        first_chunk=first.first_chunk,
        last_chunk=first.last_chunk,
        bytes=_cut_hex(subject, first.start, first.end),
        naive=_naive(subject, first.start, first.end),
    )


def _pieces(subject: Subject, start: int, end: int) -> list[bytes]:
    pipeline = subject.pipeline
    borders = [pipeline.chunk_ends[chunk] for chunk in range(pipeline.chunk_at(start), pipeline.chunk_at(end - 1))]
    edges = [start, *sorted({border for border in borders if start < border < end}), end]
    return [bytes(pipeline.content[a:b]) for a, b in itertools.pairwise(edges)]


def _cut_hex(subject: Subject, start: int, end: int) -> str:
    return " │ ".join(piece.hex(" ").upper() for piece in _pieces(subject, start, end))


def _naive(subject: Subject, start: int, end: int) -> str:
    """What a client that decodes each chunk by itself shows instead."""
    encoding = subject.pipeline.encoding.name
    return "".join(decode(piece, encoding) for piece in _pieces(subject, start, end))


def tail_length(subject: Subject) -> int:
    """Bytes at the very end that are the beginning of a character which never came."""
    invalid, size = subject.pipeline.characters.invalid, len(subject.pipeline.content)
    if subject.end is None or not invalid or subject.binary:
        return 0
    last = invalid[-1]
    return last.end - last.start if last.end == size and last.reason == "truncated" else 0


def unexplained(subject: Subject) -> int:
    """Ill-formed spans that are neither the torn end nor half characters (three spans each)."""
    invalid = len(subject.pipeline.characters.invalid)
    return invalid - bool(tail_length(subject)) - 3 * subject.facts.surrogates.count


def wrong_charset(subject: Subject) -> Charset | None:
    """UTF-8 fails not only at the end, and another charset explains the whole body (guide §0, step 2)."""
    if subject.end is None or subject.binary or subject.pipeline.encoding.name != "utf-8":
        return None
    if unexplained(subject) <= 0 and 0 not in subject.pipeline.content[:_PAGE]:
        return None
    facts = subject.facts
    if not facts.charset_asked and not compressed(subject):
        facts.charset_asked = True
        facts.charset = charset_of(subject.pipeline.content, whole=subject.end.reason is EndReason.COMPLETE)
    return facts.charset


def is_utf16(subject: Subject) -> bool:
    """The body is UTF-16 that nothing declares: no line or frame of it was found."""
    charset = wrong_charset(subject)
    return charset is not None and charset.name.startswith("utf-16")


def other_charset(subject: Subject) -> Finding | None:
    """F27: the server wrote GBK, or another charset of China, Japan or Korea."""
    charset = wrong_charset(subject)
    if charset is None:
        return None
    invalid = subject.pipeline.characters.invalid
    spans = [(span.start, span.end) for span in first_and_last(invalid)]
    return finding(
        "gbk-bytes-on-the-wire" if charset.name == "gb18030" else "other-charset-on-the-wire",
        Severity.ERROR,
        Layer.SERVER,
        spans_as_places(subject, spans, len(invalid)),
        confidence=Confidence.PROVEN if charset.characters >= _MANY else Confidence.CONSISTENT,
        sample=charset.sample,
        charset=encoding_name(charset.name),
        declared=subject.pipeline.encoding.declared or "",
        suggested=charset.name,
    )


def utf8_after_all(subject: Subject) -> str:
    """The first characters beyond ASCII of a body that is UTF-8 although the head declares something else; else nothing."""
    pipeline, facts = subject.pipeline, subject.facts
    declared = pipeline.encoding.source == "declared" and nearest_codec(pipeline.encoding.name) in _READ_AS
    if not declared or subject.end is None or facts.ascii:
        return ""
    if facts.utf8 is None:
        facts.utf8 = sample_of_utf8(pipeline.content)
    return facts.utf8 if len(facts.utf8) >= _MANY // 2 else ""


def declared_wrongly(subject: Subject) -> Finding | None:
    """F24, F28: the head declares another charset for a body that is UTF-8 from end to end, as hardly any other text is."""
    pipeline, sample = subject.pipeline, utf8_after_all(subject)
    if not sample:
        return None
    rule = _READ_AS[nearest_codec(pipeline.encoding.name)]
    shown = decode(sample.encode(), pipeline.encoding.name)
    declared = pipeline.encoding.declared
    return finding(rule, Severity.ERROR, Layer.SERVER, sample=sample, shown=shown, declared=declared, suggested="utf-8")


def invalid_bytes(subject: Subject) -> Finding | None:
    """F35: ill-formed bytes that no charset explains."""
    invalid = subject.pipeline.characters.invalid
    count = unexplained(subject)
    if count <= 0 or subject.binary or wrong_charset(subject) or utf8_after_all(subject):
        return None
    named = first_and_last(invalid)
    named = named if count > len(named) else named[:count]
    spans = [(span.start, span.end) for span in named]
    first = invalid[0]
    return finding(
        "invalid-bytes",
        Severity.ERROR,
        Layer.SERVER,
        spans_as_places(subject, spans, count),
        reason=first.reason,
        start=first.start,
        bytes=bytes(subject.pipeline.content[first.start : first.end]).hex(" ").upper(),
        encoding=subject.pipeline.encoding.name,
    )


def ends_inside_character(subject: Subject) -> Finding | None:
    """F34: the last bytes are the beginning of a character, or the model stopped at its limit between the bytes of one."""
    rule = "ends-inside-character"
    if stopped_inside_character(subject):
        confidence, severity = Confidence.CONSISTENT, Severity.INFO
        return finding(rule, severity, Layer.SERVER, subject.facts.fffd, confidence=confidence, form="limit")
    length = tail_length(subject)
    if not length or wrong_charset(subject):
        return None
    size = len(subject.pipeline.content)
    return finding(
        rule,
        Severity.INFO if subject.reply.finish_norm == "length" else Severity.ERROR,
        Layer.NETWORK if cut_short(subject) else Layer.SERVER,
        spans_as_places(subject, [(size - length, size)]),
        confidence=Confidence.CONSISTENT,
        bytes=bytes(subject.pipeline.content[size - length :]).hex(" ").upper(),
    )


def bom_first(subject: Subject) -> Finding | None:
    """F38: a byte order mark begins the body; many SSE clients lose the first event to it."""
    if subject.pipeline.encoding.bom is None or not subject.pipeline.framing.has_frames:
        return None
    size = 3 if subject.pipeline.encoding.bom == "utf-8" else 2
    return finding("bom-first-event-lost", Severity.WARNING, Layer.SERVER, spans_as_places(subject, [(0, size)]))


def compressed(subject: Subject) -> str:
    """The name of the coding whose magic begins the content although none is declared, or none any more."""
    head = bytes(subject.pipeline.content[:4])
    return "gzip" if head.startswith(GZIP_MAGIC) else "zstd" if head == ZSTD_MAGIC else ""


def unreadable(subject: Subject) -> bool:
    """The content is still compressed, or is what a broken coding left: rules about text have nothing to say (guide §0, step 1)."""
    pipeline = subject.pipeline
    if subject.binary:
        return False
    if compressed(subject) or (pipeline.stack.plain and pipeline.characters.invalid):
        return True
    start = pipeline.content[:_PAGE]
    if b"\0" not in start or not is_ascii_superset(pipeline.encoding.name) or is_utf16(subject):
        return False
    return start[:1] == b"\0" or b"\0\0" in start[:64] or bool(pipeline.characters.invalid)


def compressed_not_declared(subject: Subject) -> Finding | None:
    """F51: compressed bytes without Content-Encoding."""
    coding = compressed(subject)
    if not coding:
        return None
    places = spans_as_places(subject, [(0, min(4, len(subject.pipeline.content)))])
    return finding("compressed-but-not-declared", Severity.ERROR, Layer.PROXY, places, coding=coding)


def content_encoding_lie(subject: Subject) -> Finding | None:
    """F50: Content-Encoding names a coding that the body does not have, or the coded body is broken."""
    stack = subject.pipeline.stack
    error, coding = stack.error, ", ".join(stack.names)
    if stack.unknown:
        return finding("content-encoding-lie", Severity.WARNING, Layer.SERVER, coding=stack.unknown, error="unknown")
    if stack.too_big:
        return finding("content-coding-broken", Severity.ERROR, Layer.SERVER, coding=coding, error="too-big")
    if not error:
        return None
    if stack.plain or (error == "corrupt" and not subject.pipeline.content):
        return finding("content-encoding-lie", Severity.ERROR, Layer.PROXY, coding=coding, error=error)
    layer = Layer.NETWORK if error == "truncated" else Layer.SERVER
    return finding("content-coding-broken", Severity.ERROR, layer, coding=coding, error=error)
