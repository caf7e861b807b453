"""Rules about what the head says of the body: its type, its charset, and a page where a stream should be."""

from __future__ import annotations

import re

from streamlab.decode.charset import decode
from streamlab.diagnosis.args import NoCharset, OtherType, WebPage
from streamlab.diagnosis.rule import Rule, Sentence, Topic
from streamlab.diagnosis.rules.events import is_raw_text
from streamlab.diagnosis.subject import Subject, spans_as_places
from streamlab.diagnosis.words import lines
from streamlab.diagnosis.words.verdicts import Says
from streamlab.model import Finding, Framing, Layer, Severity

_PAGE = 4096
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,4000}+<")
_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
_BEYOND_ASCII = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_FEW_CHARACTERS = 12
_AS_JSON = ("json", "octet-stream", "text/plain")  # of any kind: x-ndjson, jsonl, problem+json
_EXPECTED = {
    Framing.SSE: ("text/event-stream",),
    Framing.NDJSON: _AS_JSON,
    Framing.JSON: _AS_JSON,
    Framing.JSON_ARRAY: _AS_JSON,
}


def html_instead(subject: Subject) -> Finding | None:
    """F18: a web page where a stream should be. A reply may begin with "<think>", so a bracket alone is not enough."""
    pipeline = subject.pipeline
    if not _TAG.match(pipeline.content):
        return None
    head = bytes(pipeline.content[:_PAGE]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    declared = pipeline.content_type == "text/html" and not pipeline.framing.has_frames
    page = head.startswith((b"<!doctype", b"<html", b"<head"))
    if not page and (not declared or head.startswith(b"<think")):
        return None
    places = spans_as_places(subject, [(0, min(len(pipeline.content), 200))])
    status = subject.head.status if subject.head else 0
    if 300 <= status < 400:
        return None  # the page that goes with a redirect
    found = _TITLE.search(bytes(pipeline.content[:_PAGE]))
    title = decode(found[1], pipeline.encoding.name).strip()[:80] if found else ""
    args: WebPage = {"status": status, "page_title": title, "form": "refused" if status >= 400 else "page"}
    return WEB_PAGE.finding(Severity.ERROR, args, places)


WEB_PAGE = Rule(
    "html-instead-of-stream",
    mode="F18",
    layers=(Layer.PROXY,),
    severities=(Severity.ERROR,),
    find=html_instead,
    words=lines.WEB_PAGE,
    sentence=Sentence(Topic.WEB_PAGE, Says.WEB_PAGE, forms={"refused": Says.WEB_PAGE_REFUSED}),
)


def missing_charset(subject: Subject) -> Finding | None:
    """F09: text/* without a charset; legal, but some clients read it as latin-1, and then a byte 85 even ends the line."""
    if subject.facts.ascii or subject.pipeline.encoding.declared or not subject.utf8:
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
        return NO_CHARSET.finding(Severity.INFO, {"content_type": declared, "form": "garbled"}, places)
    characters = " ".join(list(subject.facts.torn_characters)[:_FEW_CHARACTERS])
    args: NoCharset = {"content_type": declared, "form": "torn", "characters": characters}
    return NO_CHARSET.finding(Severity.INFO, args, torn)


NO_CHARSET = Rule(
    "missing-charset-latin1",
    mode="F09",
    layers=(Layer.CLIENT,),
    severities=(Severity.INFO,),
    find=missing_charset,
    words=lines.NO_CHARSET,
)


def content_type_mismatch(subject: Subject) -> Finding | None:
    """F20: what the body is and what the head calls it differ, so that strict clients refuse it."""
    declared = subject.pipeline.content_type
    framing = subject.pipeline.framing
    expected = _EXPECTED.get(framing)
    if not declared or expected is None or (subject.end is None and not subject.pipeline.frames):
        return None
    args: OtherType = {"declared": declared, "framing": framing.value}
    if any(word in declared for word in expected):
        if not framing.has_events:
            return None
        charset = subject.pipeline.encoding.declared
        if not subject.pipeline.declares_events:
            args["form"] = "several"  # “application/json, text/event-stream”: no client's comparison takes it
        elif charset and charset.replace("_", "-") not in ("utf-8", "utf8"):
            args |= {"form": "charset", "declared": f"{declared}; charset={charset}"}  # EventSource gives up
        elif is_raw_text(subject) and not subject.pipeline.comments:
            args |= {"form": "raw", "framing": Framing.TEXT.value}
        else:
            return None
    return OTHER_TYPE.finding(Severity.WARNING, args)


OTHER_TYPE = Rule(
    "content-type-mismatch",
    mode="F20",
    layers=(Layer.SERVER,),
    severities=(Severity.WARNING,),
    find=content_type_mismatch,
    words=lines.OTHER_TYPE,
)
