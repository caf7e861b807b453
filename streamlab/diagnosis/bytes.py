"""Rules about bytes and characters: what was cut, what is ill-formed, which charset it really is."""

from __future__ import annotations

import itertools

from streamlab.decode.charset import decode
from streamlab.decode.content import GZIP_MAGIC
from streamlab.diagnosis.places import MAX_PLACES, Places
from streamlab.diagnosis.subject import Subject, finding, spans_as_places
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity


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


def is_gb18030(subject: Subject) -> bool:
    """The body is no UTF-8, but strict GB18030 as a whole, and nearly all of it Chinese."""
    cache = subject.facts
    if cache.gb18030 is None and subject.end is not None:
        cache.gb18030 = _decodes_as_chinese(bytes(subject.pipeline.content))
    return bool(cache.gb18030)


def _decodes_as_chinese(content: bytes) -> bool:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    strange = [c for c in text if c > "\x7f"]
    chinese = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in strange)
    return bool(strange) and chinese >= 0.8 * len(strange)


def wrong_charset(subject: Subject) -> bool:
    """UTF-8 fails not only at the end, and GB18030 explains the whole body (guide §0, step 2)."""
    if subject.binary or subject.pipeline.encoding.name != "utf-8" or unexplained(subject) <= 0:
        return False
    return is_gb18030(subject)


def gbk_on_the_wire(subject: Subject) -> Finding | None:
    """F27: the server wrote GBK."""
    if not wrong_charset(subject):
        return None
    invalid = [(span.start, span.end) for span in subject.pipeline.characters.invalid]
    declared = subject.pipeline.encoding.declared or ""
    text = subject.pipeline.content.decode("gb18030", "replace")
    sample = "".join(c for c in text if c > "\x7f")[:12]
    places = spans_as_places(subject, invalid)
    confidence = Confidence.PROVEN if len(sample) >= 6 else Confidence.CONSISTENT
    return finding(
        "gbk-bytes-on-the-wire",
        Severity.ERROR,
        Layer.SERVER,
        places,
        confidence=confidence,
        sample=sample,
        declared=declared,
    )


def invalid_bytes(subject: Subject) -> Finding | None:
    """F35: ill-formed bytes that no charset explains."""
    invalid = subject.pipeline.characters.invalid
    count = unexplained(subject)
    if count <= 0 or subject.binary or wrong_charset(subject) or compressed(subject):
        return None
    spans = [(span.start, span.end) for span in invalid[: min(count, MAX_PLACES)]]
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
    """F34: the last bytes are the beginning of a character."""
    length = tail_length(subject)
    if not length or wrong_charset(subject) or compressed(subject):
        return None
    size = len(subject.pipeline.content)
    broken = subject.end is not None and subject.end.reason is not EndReason.COMPLETE
    return finding(
        "ends-inside-character",
        Severity.ERROR,
        Layer.NETWORK if broken else Layer.SERVER,
        spans_as_places(subject, [(size - length, size)]),
        confidence=Confidence.CONSISTENT,
        bytes=bytes(subject.pipeline.content[size - length :]).hex(" ").upper(),
    )


def bom_first(subject: Subject) -> Finding | None:
    """F38: a byte order mark begins the body; many SSE clients lose the first event to it."""
    if subject.pipeline.encoding.bom is None or subject.pipeline.framing == "text":
        return None
    size = 3 if subject.pipeline.encoding.bom == "utf-8" else 2
    return finding("bom-first-event-lost", Severity.WARNING, Layer.SERVER, spans_as_places(subject, [(0, size)]))


def compressed(subject: Subject) -> str:
    """The name of the coding whose magic begins the content although none is declared."""
    head = bytes(subject.pipeline.content[:4])
    if subject.pipeline.stack.names:
        return ""
    return "gzip" if head.startswith(GZIP_MAGIC) else "zstd" if head == b"\x28\xb5\x2f\xfd" else ""


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
