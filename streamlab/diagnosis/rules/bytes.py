"""Rules about bytes and characters: what is cut or ill-formed, which charset it is."""

from __future__ import annotations

import itertools

from streamlab.decode.charset import decode, is_ascii_superset
from streamlab.decode.legacy import nearest_codec
from streamlab.diagnosis.args import CutCharacter, DeclaredWrongly, IllFormed, OtherCharset
from streamlab.diagnosis.facts.charsets import Charset
from streamlab.diagnosis.facts.places import Places, first_and_last
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.rules.coding import compressed
from streamlab.diagnosis.rules.text import stopped_inside_character
from streamlab.diagnosis.subject import Subject, cut_short, spans_as_places
from streamlab.diagnosis.words import content
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Confidence, EndReason, Finding, Layer, Severity
from streamlab.words.encodings import encoding_name

_PAGE = 1024  # enough to see that something is no text
_MANY = 6  # characters beyond ASCII: fewer may be another charset by chance (guide, statistics)


def char_split(subject: Subject) -> Finding | None:
    """F01: a character's bytes lie in different chunks. TCP and HTTP promise bytes, so the client is at fault, never the server."""
    cut = subject.facts.cut
    if not cut or subject.binary:
        return None
    chunks = [chunk for unit in cut for chunk in (unit.first_chunk, unit.last_chunk)]
    places = Places(subject.facts.cut_count, [(unit.start, unit.end) for unit in cut], chunks)
    first = cut[0]
    args: CutCharacter = {
        "character": first.character,
        "start": first.start,
        "end": first.end,
        "first_chunk": first.first_chunk,
        "last_chunk": first.last_chunk,
        "bytes": _cut_hex(subject, first.start, first.end),
        "naive": _naive(subject, first.start, first.end),
    }
    return CHARACTER_CUT.finding(Severity.WARNING, args, places)


CHARACTER_CUT = Rule(
    "char-split-decoded-per-chunk",
    mode="F01",
    layers=(Layer.CLIENT,),
    severities=(Severity.WARNING,),
    about=About.CONTENT | About.CHARACTERS,
    find=char_split,
    words=content.CHARACTER_CUT,
    sentence=Sentence(Topic.CUT, Says.CUT),
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
    return None if compressed(subject) else subject.facts.charset(whole=subject.end.reason is EndReason.COMPLETE)


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
    args: OtherCharset = {
        "sample": charset.sample,
        "charset": encoding_name(charset.name),
        "declared": subject.pipeline.encoding.declared or "",
        "suggested": charset.name,
    }
    rule = GBK_SENT if charset.name == "gb18030" else OTHER_CHARSET_SENT
    confidence = Confidence.PROVEN if charset.characters >= _MANY else Confidence.CONSISTENT
    places = spans_as_places(subject, spans, len(invalid))
    return rule.finding(Severity.ERROR, args, places, confidence=confidence)


GBK_SENT = Rule(
    "gbk-bytes-on-the-wire",
    mode="F27",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.TRANSFER | About.CHARSET,
    find=other_charset,
    words=content.GBK_SENT,
    sentence=Sentence(Topic.CHARSET, Says.WRONG_CHARSET, unsure=Says.WRONG_CHARSET_PERHAPS),
)
OTHER_CHARSET_SENT = Rule(
    "other-charset-on-the-wire",
    mode="F27",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.TRANSFER | About.CHARSET,
    find=other_charset,
    words=content.OTHER_CHARSET_SENT,
    sentence=Sentence(Topic.CHARSET, Says.WRONG_CHARSET, unsure=Says.WRONG_CHARSET_PERHAPS),
)


def utf8_after_all(subject: Subject) -> str:
    """The first characters beyond ASCII of a body that is UTF-8 although the head declares something else; else nothing."""
    encoding = subject.pipeline.encoding
    declared = encoding.source == "declared" and nearest_codec(encoding.name) in _READ_AS
    if not declared or subject.end is None or subject.facts.ascii:
        return ""
    sample = subject.facts.utf8_sample()
    return sample if len(sample) >= _MANY // 2 else ""


def declared_wrongly(subject: Subject) -> Finding | None:
    """F24, F28: the head declares another charset for a body that is UTF-8 from end to end, as hardly any other text is."""
    encoding, sample = subject.pipeline.encoding, utf8_after_all(subject)
    if not sample:
        return None
    args: DeclaredWrongly = {
        "sample": sample,
        "shown": decode(sample.encode(), encoding.name),
        "declared": encoding.declared,
        "suggested": "utf-8",
    }
    return _READ_AS[nearest_codec(encoding.name)].finding(Severity.ERROR, args)


DECLARED_GBK = Rule(
    "utf8-read-as-gbk",
    mode="F28",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.CHARSET,
    find=declared_wrongly,
    words=content.WRONGLY_DECLARED,
    sentence=Sentence(Topic.CHARSET, Says.DECLARED_CHARSET),
)
DECLARED_LATIN1 = Rule(
    "bytes-shown-as-latin1",
    mode="F24",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.CHARSET,
    find=declared_wrongly,
    words=content.WRONGLY_DECLARED,
    sentence=Sentence(Topic.CHARSET, Says.DECLARED_CHARSET),
)
# What a browser or library reads UTF-8 as where the head says so.
_READ_AS = {"gb18030": DECLARED_GBK, "cp1252": DECLARED_LATIN1}


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
    args: IllFormed = {
        "reason": first.reason,
        "start": first.start,
        "bytes": bytes(subject.pipeline.content[first.start : first.end]).hex(" ").upper(),
        "encoding": subject.pipeline.encoding.name,
    }
    return ILL_FORMED.finding(Severity.ERROR, args, spans_as_places(subject, spans, count))


ILL_FORMED = Rule(
    "invalid-bytes",
    mode="F35",
    layers=(Layer.SERVER,),
    severities=(Severity.ERROR,),
    about=About.CONTENT | About.CHARACTERS,
    find=invalid_bytes,
    words=content.ILL_FORMED,
    sentence=Sentence(Topic.ILL_FORMED, Says.ILL_FORMED),
)


def ends_inside_character(subject: Subject) -> Finding | None:
    """F34: the last bytes are the beginning of a character, or the model stopped at its limit between the bytes of one."""
    if stopped_inside_character(subject):
        places, confidence = subject.facts.fffd, Confidence.CONSISTENT
        return TORN_END.finding(Severity.INFO, {"form": "limit"}, places, confidence=confidence)
    length = tail_length(subject)
    if not length or wrong_charset(subject):
        return None
    size = len(subject.pipeline.content)
    return TORN_END.finding(
        Severity.INFO if subject.reply.finish_norm == "length" else Severity.ERROR,
        {"bytes": bytes(subject.pipeline.content[size - length :]).hex(" ").upper()},
        spans_as_places(subject, [(size - length, size)]),
        layer=Layer.NETWORK if cut_short(subject) else Layer.SERVER,
        confidence=Confidence.CONSISTENT,
    )


TORN_END = Rule(
    "ends-inside-character",
    mode="F34",
    layers=(Layer.SERVER, Layer.NETWORK),
    severities=(Severity.ERROR, Severity.INFO),
    about=About.CONTENT | About.CHARACTERS,
    find=ends_inside_character,
    words=content.TORN_END,
    sentence=Sentence(Topic.TORN_END, Says.TORN_END, least=Severity.ERROR),
)


def bom_first(subject: Subject) -> Finding | None:
    """F38: a byte order mark begins the body; many SSE clients lose the first event to it."""
    if subject.pipeline.encoding.bom is None or not subject.pipeline.framing.has_frames:
        return None
    size = 3 if subject.pipeline.encoding.bom == "utf-8" else 2
    return BYTE_ORDER_MARK.finding(Severity.WARNING, {}, spans_as_places(subject, [(0, size)]))


BYTE_ORDER_MARK = Rule(
    "bom-first-event-lost",
    mode="F38",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=bom_first,
    words=content.BYTE_ORDER_MARK,
)


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
