"""Rules about content codings."""

from __future__ import annotations

from streamlab.decode.content import GZIP_MAGIC, ZSTD_MAGIC
from streamlab.diagnosis.args import BrokenCoding
from streamlab.diagnosis.rule import About, Rule, Sentence, Topic
from streamlab.diagnosis.subject import Subject, spans_as_places
from streamlab.diagnosis.words import content
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Finding, Layer, Severity


def compressed(subject: Subject) -> str:
    """The name of the coding whose magic begins the content although none is declared, or none any more."""
    head = bytes(subject.pipeline.content[:4])
    return "gzip" if head.startswith(GZIP_MAGIC) else "zstd" if head == ZSTD_MAGIC else ""


def compressed_not_declared(subject: Subject) -> Finding | None:
    """F51: compressed bytes without Content-Encoding."""
    coding = compressed(subject)
    if not coding:
        return None
    places = spans_as_places(subject, [(0, min(4, len(subject.pipeline.content)))])
    return COMPRESSED_NOT_DECLARED.finding(Severity.ERROR, {"coding": coding}, places)


COMPRESSED_NOT_DECLARED = Rule(
    "compressed-but-not-declared",
    mode="F51",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR,),
    about=About.TRANSFER,
    find=compressed_not_declared,
    words=content.CODING_NOT_DECLARED,
)


def content_encoding(subject: Subject) -> Finding | None:
    """F50: Content-Encoding names a coding that the body does not have, or the coded body is broken."""
    stack = subject.pipeline.stack
    error, coding = stack.error, ", ".join(stack.names)
    if stack.unknown:
        args = BrokenCoding(coding=stack.unknown, error="unknown")
        return CODING_UNTRUE.finding(Severity.WARNING, args, layer=Layer.SERVER)
    if stack.too_big or not error:  # a limit of ours is no fault of the coding
        return None
    if stack.plain or (error == "corrupt" and not subject.pipeline.content):
        return CODING_UNTRUE.finding(Severity.ERROR, {"coding": coding, "error": error})
    layer = Layer.NETWORK if error == "truncated" else Layer.SERVER
    return CODING_BROKEN.finding(Severity.ERROR, {"coding": coding, "error": error}, layer=layer)


CODING_UNTRUE = Rule(
    "content-encoding-lie",
    mode="F50",
    layers=(Layer.PROXY, Layer.SERVER),
    severities=(Severity.ERROR, Severity.WARNING),
    about=About.TRANSFER,
    find=content_encoding,
    words=content.CODING_UNTRUE,
    sentence=Sentence(Topic.CODING, Says.FOUND, least=Severity.ERROR),
)
CODING_BROKEN = Rule(
    "content-coding-broken",
    mode="F50",
    layers=(Layer.SERVER, Layer.NETWORK),
    severities=(Severity.ERROR,),
    about=About.TRANSFER,
    find=content_encoding,
    words=content.CODING_BROKEN,
    sentence=Sentence(Topic.CODING, Says.FOUND, least=Severity.ERROR),
)
