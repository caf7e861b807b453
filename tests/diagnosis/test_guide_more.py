"""Beyond single modes: two faults at once, the order of decisions, charsets by name, findings without number, the odd bodies."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

import streamlab
from streamlab.diagnosis import prose as words
from streamlab.diagnosis.facts.places import MAX_PLACES
from tests.benchmarks.ratios import NOISE, ratio
from tests.diagnosis.corpus.characters import JAPANESE, KOREAN, LONG_GBK, TRADITIONAL
from tests.diagnosis.corpus.wire import (
    DONE,
    JSON,
    LINES,
    SSE,
    anthropic,
    at,
    chat,
    delta,
    event,
    fixed,
    inside,
    ollama,
    own_lines,
    tiny,
    web,
)

CUT, LINE = "char-split-decoded-per-chunk", "line-split-parsed-per-chunk"


def found(analysis: streamlab.Analysis) -> set[str]:
    return {item.rule for item in analysis.findings}


def said(analysis: streamlab.Analysis) -> str:
    return words.verdict_text(analysis.verdict)


# Two faults at once: the recording, both rules, the verdict on the text (guide §0: the first that holds decides).
BOTH: list[tuple[list[bytes], tuple[tuple[str, str], ...], str, set[str], str]] = [
    (inside(chat("世\ufffd界和"), "和", 1), SSE, "complete", {CUT, LINE, "relay-baked-fffd"}, "damaged-upstream"),
    (
        at(tiny("你好，世界", "再见").decode().encode("gbk"), 13),
        SSE,
        "complete",
        {"gbk-bytes-on-the-wire", LINE},
        "wrong-charset",
    ),
    (inside(chat("你好", finish="", done=b""), "好", 2), SSE, "reset", {CUT, "premature-close"}, "truncated"),
    (
        [b"\xef\xbb\xbf" + chat("你")[:-1]],
        SSE,
        "complete",
        {"bom-first-event-lost", "final-event-without-blank-line"},
        "intact",
    ),
    (
        [chat("你", done=b"data: {'a':1}\n\n" + DONE).replace("你".encode(), b"\xff")],
        SSE,
        "complete",
        {"invalid-bytes", "invalid-json-from-server"},
        "damaged-upstream",
    ),
    (
        [web("你", "好", more=b'{"status":"Fail","message":"busy"}')],
        SSE,
        "complete",
        {"glued-json-no-newline", "error-inside-200", "content-type-mismatch"},
        "intact",
    ),
    (
        [gzip.compress(chat("你"), mtime=0)],
        (*SSE, ("Content-Length", "5"), ("Transfer-Encoding", "chunked")),
        "complete",
        {"compressed-but-not-declared", "framing-header-conflict"},
        "not-text",
    ),
    (
        [chat("你", finish="", done=b"").replace("你".encode(), "世\ufffd界".encode())],
        SSE,
        "complete",
        {"relay-baked-fffd", "clean-eof-no-terminal"},
        "damaged-upstream",
    ),
    (
        [chat("笑①", "a").replace("①".encode(), b"\\ud83d") + b'{"error":{"message":"x"}}\n'],
        SSE,
        "complete",
        {"surrogate-split", "unframed-line-in-sse"},
        "damaged-upstream",
    ),
    (
        [tiny("a").replace(b"a", b"\xed\xa0\xbd\xed\xb8\x80\xff")],
        SSE,
        "complete",
        {"surrogate-split", "invalid-bytes"},
        "damaged-upstream",
    ),
    (
        [anthropic("你\u2028好", ended=False)],
        (("Content-Type", "text/event-stream"),),
        "incomplete",
        {"premature-close", "unicode-line-separator-split", "missing-charset-latin1"},
        "truncated",
    ),
    (
        [b"<html><title>502</title>", b"</html>"],
        (("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
        "complete",
        {"html-instead-of-stream", "content-encoding-lie"},
        "intact",
    ),
]


@pytest.mark.parametrize(("pieces", "headers", "end", "rules", "text"), BOTH)
def test_two_faults_are_both_found(
    pieces: list[bytes], headers: tuple[tuple[str, str], ...], end: str, rules: set[str], text: str
) -> None:
    analysis = streamlab.analyze(pieces, headers=headers, end=end)
    assert rules <= found(analysis)
    assert analysis.verdict.text.value == text
    assert "{" not in said(analysis).replace("{'", "")


def test_a_cut_is_never_the_servers_fault() -> None:
    """Every cutting of a healthy stream, its transfer cut short at every byte: nobody but client and network."""
    body = chat("你😀", "好")
    for size in range(1, len(body)):
        for end in ("incomplete", "reset"):
            analysis = streamlab.analyze(fixed(body[:size], 3), headers=SSE, end=end)
            layers = {item.layer.value for item in analysis.findings if item.severity.value != "info"}
            assert layers <= {"client", "network"}, [item.rule for item in analysis.findings]
    packed = gzip.compress(body, mtime=0)
    for size in range(12, len(packed)):
        analysis = streamlab.analyze([packed[:size]], headers=[*SSE, ("Content-Encoding", "gzip")], end="reset")
        assert {item.layer.value for item in analysis.findings if item.severity.value != "info"} <= {
            "client",
            "network",
        }


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("gb18030", LONG_GBK, "GBK"),
        ("gb18030", "用繁體字寫的 GB18030，還有表情 😀", "GBK"),
        ("big5", TRADITIONAL, "Big5"),
        ("big5", "謝謝您，這是測試。", "Big5"),
        ("shift_jis", JAPANESE, "Shift_JIS"),
        ("shift_jis", "テスト、ありがとう", "Shift_JIS"),
        ("euc_jp", JAPANESE, "EUC-JP"),
        ("euc_kr", KOREAN, "EUC-KR"),
        ("utf-16-le", '{"t": "你好，世界"}', "UTF-16 LE"),
        ("utf-16-be", '{"t": "hello"}', "UTF-16 BE"),
    ],
)
def test_a_charset_is_called_by_its_name(codec: str, text: str, name: str) -> None:
    body = text if text.startswith("{") else tiny(text, "ok").decode()
    analysis = streamlab.analyze([body.encode(codec)], headers=JSON if text.startswith("{") else SSE)
    rule = "gbk-bytes-on-the-wire" if codec == "gb18030" else "other-charset-on-the-wire"
    (item,) = [item for item in analysis.findings if item.rule == rule]
    assert (item.args["charset"], item.layer.value, item.confidence.value) == (name, "server", "proven")
    assert name in words.title(item)
    assert analysis.verdict.text.value == "wrong-charset"
    assert f"The bytes are {name}, not UTF-8" in said(analysis)
    suggested = analysis.to_dict()["encoding"]["suggested"]
    again = streamlab.analyze([body.encode(codec)], headers=SSE, encoding=suggested).to_dict()
    assert again["text"] == body
    assert "suggested" not in again["encoding"]


@pytest.mark.parametrize(("declared", "rule"), [("gbk", "utf8-read-as-gbk"), ("ISO-8859-1", "bytes-shown-as-latin1")])
def test_a_head_that_declares_the_wrong_charset(declared: str, rule: str) -> None:
    head = [("Content-Type", f"application/json; charset={declared}")]
    analysis = streamlab.analyze([own_lines("你好，世界")], headers=head)
    (item,) = analysis.findings
    assert (item.rule, item.layer.value, item.args["suggested"]) == (rule, "server", "utf-8")
    assert analysis.verdict.text.value == "wrong-charset"
    assert item.args["shown"] in said(analysis)
    assert not streamlab.analyze([own_lines("hello")], headers=head).findings
    text = "你好，世界" if declared == "gbk" else "naïve café"
    assert not streamlab.analyze([own_lines(text).decode().encode(declared)], headers=head).findings


def test_what_is_no_text_of_any_charset() -> None:
    for body in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"\0", b"\0" * 99, bytes(99) + "你".encode()):
        analysis = streamlab.analyze([body])
        assert (analysis.verdict.text.value, said(analysis)) == ("not-text", "The body is not text.")
        assert found(analysis) == set()


# What little there may be of a response, and the one sentence that says so.
LITTLE: list[tuple[dict[str, Any], list[bytes], str]] = [
    ({}, [], "The body is empty: the server ended it properly and sent nothing."),
    ({"status": 204}, [], "There is no body, and with status 204 there is none to miss."),
    ({"status": 304}, [b""], "There is no body, and with status 304 there is none to miss."),
    (
        {"headers": {"Content-Length": "120"}},
        [],
        "The head speaks of 120 bytes, and no body came: that is the answer to a HEAD request.",
    ),
    (
        {"status": 302, "headers": {"Location": "/x"}},
        [],
        "There is no body, and with status 302 there is none to miss. It is a redirect to /x, which was not followed.",
    ),
    ({"end": "reset"}, [], "The head arrived, but no byte of the body. The connection was reset."),
    ({"end": "aborted"}, [], "The head arrived, but no byte of the body. You stopped it."),
    ({"end": "connect-error"}, [], "Nothing arrived. No connection could be made."),
    ({"headers": dict(SSE)}, [b": ping\n\n"], "Bytes intact. Only comments came, and no event."),
    ({"headers": dict(SSE)}, [b"\n\n"], "Bytes intact. No event came."),
    ({"headers": dict(SSE)}, [DONE], "Bytes intact. There is no text in the reply."),
    (
        {"headers": dict(SSE)},
        [event({"error": True})],
        "Bytes intact. The stream reports an error and does not say which.",
    ),
    (
        {"headers": dict(SSE)},
        [event({"error": {"message": "busy"}})],
        "Bytes intact. The stream reports an error: busy",
    ),
    ({"status": 500}, [b"oops"], "Bytes intact. The server answered 500."),
    (
        {"status": 502, "headers": {"Content-Type": "text/html"}},
        [b"<html>"],
        "Bytes intact. The server answered 502. What came is a web page, not a stream.",
    ),
    (
        {"headers": dict(SSE)},
        [chat("你", finish="length")],
        "Bytes intact. The model stopped with “length”; the stream is not broken.",
    ),
    ({}, [b"a"], "Bytes intact."),
    ({}, [b"\xe4"], "The body ends in the middle of a character."),
]


@pytest.mark.parametrize(("options", "pieces", "sentence"), LITTLE)
def test_what_is_said_of_little(options: dict[str, Any], pieces: list[bytes], sentence: str) -> None:
    assert said(streamlab.analyze(pieces, **options)) == sentence


MANY = 20_000


@pytest.mark.parametrize(
    ("body", "headers", "rule", "count"),
    [
        (b"data:{'a':1}\n\n" * 5 * MANY, SSE, "invalid-json-from-server", 5 * MANY),
        (b"data:{}\n\n" * MANY, SSE, "data-without-space-ignored", MANY),
        (b": x\n\n" * MANY + DONE, SSE, "keepalive-comment-parsed", MANY),
        (b'data: {"t":"\xff"}\n\n' * MANY, SSE, "invalid-bytes", MANY),
        (b'data: {"t":"\xef\xbf\xbd"}\n\n' * MANY, SSE, "upstream-detokenizer-fffd", MANY),
        (b'{"a":1}{"b":2}\n' * MANY, LINES, "glued-json-no-newline", MANY),
    ],
)
def test_findings_without_number_are_one(body: bytes, headers: Any, rule: str, count: int) -> None:
    analysis = streamlab.analyze([body], headers=headers)
    (item,) = [item for item in analysis.findings if item.rule == rule]
    assert item.count == count
    assert len(item.spans) == MAX_PLACES
    assert list(item.spans) == sorted(item.spans)
    assert item.spans[0][0] < 100
    assert item.spans[-1][0] > len(body) - 100
    assert f"and {count - 1:,} more, the last at {item.spans[-1][0]}" in words.places(item)


def test_the_analysis_object_stays_small_per_finding() -> None:
    found = streamlab.analyze([b"data: {'a':\xff1}\n\n" * MANY], headers=SSE).to_dict()
    assert len(json.dumps(found["findings"])) < 40_000
    tried = [item["accepted_by"] is not None for item in found["json_failures"]]
    assert (len(tried), sum(tried)) == (MANY, MAX_PLACES)


def test_cut_lines_and_characters_without_number() -> None:
    body = b"".join(event({"t": "你好"}) for _ in range(2000))
    analysis = streamlab.analyze(fixed(body, 1), headers=SSE)
    for rule, least in ((CUT, 4000), (LINE, 20_000)):
        (item,) = [item for item in analysis.findings if item.rule == rule]
        assert item.count >= least
        assert len(item.spans) == MAX_PLACES
        assert item.spans[-1][0] > len(body) - 40


def test_findings_without_number_cost_no_more_each() -> None:
    def job(count: int) -> None:
        streamlab.analyze([b"data: {'a':\xff1}\n\n" * count], headers=SSE)

    assert ratio(lambda: job(8_000), lambda: job(800), pairs=3) < 15 * NOISE


def test_what_the_guides_clock_proves() -> None:
    lines = ollama(*(f"第{n}段" for n in range(40)), step_ms=150)
    held = streamlab.analyze([(6_500_000_000, lines)], headers=LINES)
    (item,) = [item for item in held.findings if item.rule == "buffered-all-at-once"]
    assert (item.confidence.value, item.args["form"], item.args["made_ms"]) == ("proven", "clock", 6000)
    assert "the times in it prove it" in said(held)
    replayed = streamlab.analyze([(700_000_000, lines)], headers=LINES)  # from a cache: it was made long before
    assert "buffered-all-at-once" not in found(replayed)
    constant = chat(*(f"第{n}段" for n in range(40)))
    (item,) = [
        item for item in streamlab.analyze([(6_500_000_000, constant)], headers=SSE).findings if "buffer" in item.rule
    ]
    assert item.confidence.value == "consistent"
    stamped = b"".join(event({"ts": 1760000000000 + n * 150, "t": "好"}) for n in range(40))
    (item,) = [
        item for item in streamlab.analyze([(6_500_000_000, stamped)], headers=SSE).findings if "buffer" in item.rule
    ]
    assert item.confidence.value == "proven"


def test_a_long_silence_only_informs() -> None:
    pieces = [(100_000_000, event(delta("你"))), (41_000_000_000, chat("好"))]
    (item,) = [
        item for item in streamlab.analyze(pieces, headers=SSE).findings if item.rule == "long-silence-no-keepalive"
    ]
    assert (item.severity.value, item.args["seconds"]) == ("info", 40)
    pinged = [pieces[0], (20_000_000_000, b": ping\n\n"), pieces[1]]
    assert "long-silence-no-keepalive" not in found(streamlab.analyze(pinged, headers=SSE))
