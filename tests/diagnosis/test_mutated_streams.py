"""Every dialect's healthy stream, spoilt in one way at a time: the fault is found, whoever speaks, and nothing else of weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest

import streamlab
from streamlab.analysis import Analysis
from streamlab.model import Headers, Severity
from tests.diagnosis.test_clean_streams import CLEAN

Spoil = Callable[[str], bytes]
_HANZI = re.compile("[\u4e00-\u9fff]")


def _lines(text: str, end: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", end).encode()


# What is done to an event stream -> the rules of weight that it gives, the verdict's word.
EVENTS: dict[str, tuple[Spoil, set[str], str]] = {
    "CRLF": (lambda text: _lines(text, "\r\n"), set(), "intact"),
    "CR": (lambda text: _lines(text, "\r"), set(), "intact"),
    "comments": (lambda text: _lines(text, "\n").replace(b"\n\n", b"\n\n: ping\n\n"), set(), "intact"),
    "blank lines": (lambda text: _lines(text, "\n").replace(b"\n\n", b"\n\n\n\n"), set(), "intact"),
    "no space": (lambda text: text.replace("data: ", "data:").encode(), set(), "intact"),
    "padding": (lambda text: b":" + b" " * 2048 + b"\n\n" + text.encode(), set(), "intact"),
    "open end": (lambda text: text.rstrip().encode() + b"\n", {"final-event-without-blank-line"}, "intact"),
}
# The same for any stream.
ANY: dict[str, tuple[Spoil, set[str], str]] = {
    "BOM": (lambda text: b"\xef\xbb\xbf" + text.encode(), {"bom-first-event-lost"}, "intact"),
    "gzip": (lambda text: gzip.compress(text.encode(), mtime=0), {"compressed-but-not-declared"}, "not-text"),
}
STREAMS = {
    name: (body.decode(), head)
    for name, (body, head) in CLEAN.items()
    if streamlab.analyze([body]).framing != "aws-eventstream"
}
SSE = [
    name for name, (text, head) in STREAMS.items() if streamlab.analyze([text.encode()], headers=head).framing == "sse"
]


def _in_reply(name: str) -> str:
    """A Chinese character of the reply that stands in the stream as such."""
    text, head = STREAMS[name]
    reply = streamlab.analyze([text.encode()], headers=head).reply.text
    return next((found for found in _HANZI.findall(reply) if found in text), "")


CHINESE = {name: character for name in STREAMS if (character := _in_reply(name))}


def weighty(analysis: Analysis) -> set[str]:
    return {item.rule for item in analysis.findings if item.severity is not Severity.INFO}


def check(data: bytes, head: Headers, rules: set[str], verdict: str) -> None:
    for pieces in ([data], [data[: len(data) // 2], data[len(data) // 2 :]]):
        analysis = streamlab.analyze(pieces, headers=head)
        borders = {"line-split-parsed-per-chunk", "char-split-decoded-per-chunk", "crlf-split-across-chunks"}
        assert weighty(analysis) - borders == rules
        assert analysis.verdict.text.value == verdict


@pytest.mark.parametrize("how", ANY)
@pytest.mark.parametrize("name", STREAMS)
def test_any_stream(name: str, how: str) -> None:
    (text, head), (spoil, rules, verdict) = STREAMS[name], ANY[how]
    check(spoil(text), head, rules, verdict)


# A last line that is no data is taken by nobody where no line end follows.
SPOILT = [
    (name, how)
    for name in SSE
    for how in EVENTS
    if how != "open end" or STREAMS[name][0].rstrip().rpartition("\n")[2].startswith("data")
]


@pytest.mark.parametrize(("name", "how"), SPOILT)
def test_event_streams(name: str, how: str) -> None:
    (text, head), (spoil, rules, verdict) = STREAMS[name], EVENTS[how]
    check(spoil(text), head, rules, verdict)


@pytest.mark.parametrize("name", CHINESE)
def test_damaged_text(name: str) -> None:
    (text, head), character = STREAMS[name], CHINESE[name]
    damaged = streamlab.analyze([text.replace(character, "\ufffd\ufffd").encode()], headers=head)
    assert weighty(damaged) & {"relay-baked-fffd", "upstream-detokenizer-fffd"}
    assert damaged.verdict.text.value == "damaged-upstream"
    data = text.encode().replace(character.encode(), b"\xff")
    check(data, head, {"invalid-bytes"}, "damaged-upstream")
    if len(_HANZI.findall(text)) > 8:
        check(text.encode("gb18030"), head, {"gbk-bytes-on-the-wire"}, "wrong-charset")


@pytest.mark.parametrize("name", STREAMS)
def test_cut_short_anywhere(name: str) -> None:
    """Nobody but network and client; what arrived is intact."""
    text, head = STREAMS[name]
    body = text.encode()
    for size in range(1, len(body), max(1, len(body) // 60)):
        for end in ("incomplete", "reset", "aborted"):
            analysis = streamlab.analyze([body[:size]], headers=head, end=end)
            layers = {item.layer.value for item in analysis.findings if item.severity is not Severity.INFO}
            assert layers <= {"client", "network"}, (size, weighty(analysis))
            assert analysis.verdict.text.value in ("intact", "truncated")
