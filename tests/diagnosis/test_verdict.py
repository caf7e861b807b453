"""The verdict: one word about the text, the order of its causes, and one line for people."""

from __future__ import annotations

import gzip

import pytest

from streamlab.analysis import Analysis, analyze_messages
from streamlab.diagnosis.prose import verdict_text
from streamlab.model import Chunk, End, EndKind, EndReason, Head, Layer, Message, Severity
from tests.analysis.law import messages
from tests.diagnosis.test_diagnosis_rules import SSE, event, reply, run

TRY_PLAIN = "To see what is missing, send the request without streaming and compare."
TRY_UPSTREAM = "Where it happened is unknown: record the upstream directly and compare."


def text(analysis: Analysis) -> tuple[str, str]:
    return analysis.verdict.text.value, verdict_text(analysis.verdict)


def test_before_anything_arrived() -> None:
    assert text(Analysis()) == ("intact", "Waiting for the first byte.")
    analysis = Analysis()
    analysis.feed([Head(1, "HTTP/1.1", 200, "OK", ())])
    assert text(analysis) == ("intact", "Waiting for the first byte.")


@pytest.mark.parametrize(
    ("data", "end", "expected"),
    [
        (reply("a"), EndReason.COMPLETE, ("intact", "Bytes intact.")),
        (reply("a"), EndReason.RESET, ("intact", "Bytes intact. The connection was reset.")),
        (
            reply("a", done=""),
            EndReason.ABORTED,
            ("intact", "Bytes intact. You stopped it; everything received is kept."),
        ),
        (
            reply("a", done=""),
            EndReason.INCOMPLETE,
            ("truncated", "What arrived is intact, but it is not all. The transfer was cut short."),
        ),
        (
            reply("a", done=""),
            EndReason.COMPLETE,
            (
                "truncated",
                "The bytes are intact, but the reply has no end. " + TRY_PLAIN,
            ),
        ),
        (
            reply("a", done=event("", "stop")),
            EndReason.COMPLETE,
            ("intact", "Bytes intact. Found: the end marker is missing."),
        ),
        (b"", EndReason.COMPLETE, ("intact", "The body is empty: the server ended it properly and sent nothing.")),
        (b"", EndReason.TIMEOUT, ("truncated", "The head arrived, but no byte of the body. It timed out.")),
        (b"\0\0\1\2", EndReason.COMPLETE, ("not-text", "The body is not text.")),
        (gzip.compress(b"x", mtime=0), EndReason.COMPLETE, ("not-text", "The body is not text.")),
        (
            b"a\xffb",
            EndReason.COMPLETE,
            ("damaged-upstream", "The bytes are damaged: 1 ill-formed sequence came from upstream."),
        ),
        (
            "你".encode()[:2],
            EndReason.RESET,
            ("truncated", "The body ends in the middle of a character. The connection was reset."),
        ),
        (
            "你好世界再见".encode("gbk"),
            EndReason.COMPLETE,
            ("wrong-charset", "The bytes are GBK, not UTF-8: 你好世界再见…"),
        ),
        (
            "你好世界".encode("gbk"),
            EndReason.COMPLETE,
            (
                "wrong-charset",
                "The bytes are no UTF-8 and read as GBK: 你好世界. So few characters are no proof.",
            ),
        ),
        (
            reply("a\ufffd\ufffdb"),
            EndReason.COMPLETE,
            (
                "damaged-upstream",
                "The text was damaged before it was sent: 2 U+FFFD in the payload. " + TRY_UPSTREAM,
            ),
        ),
    ],
)
def test_verdicts(data: bytes, end: EndReason, expected: tuple[str, str]) -> None:
    assert text(run(data, end=end)) == expected


@pytest.mark.parametrize("reason", [EndReason.CONNECT_ERROR, EndReason.TLS_ERROR, EndReason.TIMEOUT])
def test_no_connection(reason: EndReason) -> None:
    verdict = analyze_messages([End(5, reason, EndKind.REFUSED)]).verdict
    assert (verdict.text.value, verdict.layer, verdict.severity) == ("truncated", Layer.NETWORK, Severity.ERROR)


def test_the_layer_at_fault_is_that_of_the_gravest_finding() -> None:
    data = reply("你")
    cut = data.index("你".encode()) + 1
    verdict = run([data[:cut], data[cut:]]).verdict
    assert (verdict.layer, verdict.severity) == (Layer.CLIENT, Severity.WARNING)
    verdict = run([data[:cut] + b"\xff", data[cut:]]).verdict
    assert (verdict.layer, verdict.severity) == (Layer.SERVER, Severity.ERROR)
    verdict = run(b"data: x\n\n").verdict
    assert (verdict.layer, verdict.severity) == (None, Severity.INFO)


def test_garbled_and_frozen_are_told_apart() -> None:
    data = reply("你")
    cut = data.index("你".encode()) + 1
    garbled = [key for key, _ in run([data[:cut], data[cut:]]).verdict.parts]
    assert garbled == ["intact", "cut", "frozen"]
    assert [key for key, _ in run([data[:10], data[10:]]).verdict.parts] == ["intact", "line-cut"]
    plain = "你好".encode()
    assert [key for key, _ in run([plain[:1], plain[1:]], ()).verdict.parts][:2] == ["intact", "cut"]


def test_the_next_experiment_is_named_where_something_is_open() -> None:
    held = [b"", gzip.compress(reply(*"abcdefgh"), mtime=0)]
    times: list[Message] = [
        Head(1, "HTTP/1.1", 200, "", (*SSE, ("Content-Encoding", "gzip"))),
        Chunk(2_000_000_000, held[1]),
    ]
    verdict = analyze_messages([*times, End(2_000_000_001, EndReason.COMPLETE)]).verdict
    assert [key for key, _ in verdict.parts] == ["intact", "buffered", "try-identity"]
    assert all(len(run(data).verdict.parts) <= 3 for data in (reply("a\ufffdb"), b"a\xffb", b"<html>"))


def test_a_live_stream_has_no_end_to_miss() -> None:
    analysis = analyze_messages(messages([reply("a", done=""), "你".encode()[:1]], SSE)[:-1])
    assert text(analysis) == ("intact", "Bytes intact.")
