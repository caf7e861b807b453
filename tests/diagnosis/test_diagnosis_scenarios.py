"""Every lab scenario, end to end: what it shows is found, nothing else is, and the verdict and reply are right."""

from __future__ import annotations

import re

import pytest

from streamlab.analysis import analyze_messages
from streamlab.diagnosis import prose as words
from streamlab.lab.scenarios import load_all
from streamlab.model import Severity
from tests.analysis.law import batches, check_spans, fed
from tests.diagnosis.played import played

SCENARIOS = {scenario.id: scenario for scenario in load_all()}
CHAR, LINE, MERGED = "char-split-decoded-per-chunk", "line-split-parsed-per-chunk", "events-merged-in-one-chunk"
WEB = "你好，我是一个网页端的回复。\n每一行都重复全部文字。😀"

# id -> rules of weight, rules that only inform, verdict, the reply's text
EXPECTED: dict[str, tuple[set[str], set[str], str, str | None]] = {
    "all-at-once": ({"buffered-all-at-once"}, {MERGED}, "intact", "等了很久，然后一下子全都来了，没有流式可言。"),
    "body-cut-short": ({"premature-close"}, set(), "truncated", "声明的长度比实际的"),
    "bom": ({"bom-first-event-lost"}, set(), "intact", "开头有一个看不见的标记。"),
    "char-cut-1-2": ({CHAR, LINE}, set(), "intact", "你好，世界 ok"),
    "char-cut-2-1": ({CHAR, LINE}, set(), "intact", "你好，世界 ok"),
    "chatgpt-web-cut": ({CHAR, LINE}, {MERGED, "cumulative-vs-delta"}, "intact", WEB),
    "chatgpt-web-error-glued": (
        {"glued-json-no-newline", "error-inside-200", LINE},
        {"cumulative-vs-delta"},
        "intact",
        "正在进行中",
    ),
    "chatgpt-web-merged": (set(), {MERGED, "cumulative-vs-delta"}, "intact", WEB),
    "chatgpt-web-smooth": (set(), {"cumulative-vs-delta"}, "intact", WEB),
    "content-length-too-short": (
        {
            "framing-header-conflict",
            "clean-eof-no-terminal",
            "invalid-json-from-server",
            "final-event-without-blank-line",
        },
        {MERGED},
        "intact",
        "声明的长度比实际的短。",
    ),
    "big5-body": ({"other-charset-on-the-wire"}, set(), "wrong-charset", None),
    "chunked-twice": (
        {"framing-header-conflict"},
        {"crlf-or-cr-delimiters-unrecognised"},
        "intact",
        None,
    ),
    "bad-chunk-size": ({"http-protocol-error"}, set(), "truncated", "说到一半，报文坏了"),
    "long-silence": (set(), {"long-silence-no-keepalive"}, "intact", "让我想一想。好了"),
    "declared-gbk": ({"utf8-read-as-gbk"}, set(), "wrong-charset", None),
    "declared-latin1": ({"bytes-shown-as-latin1"}, set(), "wrong-charset", None),
    "empty-choices": (set(), {"empty-choices-chunk"}, "intact", "没有 choices也是合法的。"),
    "held-by-the-clock": ({"buffered-all-at-once"}, {MERGED}, "intact", "每条记录都写着自己生成的时间。"),
    "last-event-copy": (
        {"cumulative-vs-delta"},
        set(),
        "intact",
        "今天天气很好，出去走走。今天天气很好，出去走走。",
    ),
    "crlf-cut": (
        {"crlf-split-across-chunks"},
        {"crlf-or-cr-delimiters-unrecognised"},
        "intact",
        "你好，换行符也会被切断。",
    ),
    "demo": ({CHAR, LINE, "invalid-json-from-server"}, set(), "intact", None),
    "emoji-cut-1-3": ({CHAR, LINE}, set(), "intact", "表情：😀👋🎉 ok"),
    "emoji-cut-2-2": ({CHAR, LINE}, set(), "intact", "表情：😀👋🎉 ok"),
    "emoji-cut-3-1": ({CHAR, LINE}, set(), "intact", "表情：😀👋🎉 ok"),
    "endless": ({"clean-eof-no-terminal"}, set(), "truncated", None),
    "error-inside-200": ({"error-inside-200"}, set(), "intact", "今天的天气"),
    "every-byte": ({CHAR, LINE}, set(), "intact", "你好😀"),
    "fffd-in-payload": ({"upstream-detokenizer-fffd"}, set(), "damaged-upstream", "我可以��助你，世��和平。"),
    "flood": (set(), set(), "intact", None),
    "gbk-body": ({"gbk-bytes-on-the-wire"}, set(), "wrong-charset", None),
    "gzip-buffered": ({"compression-buffering"}, {MERGED}, "intact", "压缩器把所有事件都留在手里，最后才交出来。"),
    "gzip-per-event": (set(), set(), "intact", "压缩也可以是流式的。"),
    "http-error": ({"error-status"}, set(), "intact", ""),
    "invalid-byte": ({"invalid-bytes"}, set(), "damaged-upstream", "这里有一个坏字节�，那里还有�一个。"),
    "keep-alive-comments": (
        set(),
        {"keepalive-comment-parsed", "comment-plus-blank-dispatches-empty-event"},
        "intact",
        "想好了：可以。",
    ),
    "line-cut": ({LINE}, set(), "intact", "你好，这一行被切成两半。"),
    "malformed-json": ({"invalid-json-from-server"}, set(), "intact", "好的，继续，再来，还有，最后，完。"),
    "missing-done": ({"clean-eof-no-terminal"}, set(), "intact", "结尾少了一个标记。"),
    "no-final-chunk": (set(), {"premature-close"}, "intact", "内容完整，报文却没有结束。"),
    "redirect": (set(), set(), "intact", ""),
    "reset-mid-character": ({"premature-close", "ends-inside-character"}, set(), "truncated", "说到一半，"),
    "smooth": (set(), set(), "intact", "你好，世界！\n\n这是一段**正常**的流式回复：不多也不少。😀"),
    "stall": ({"premature-close", "idle-timeout-cut"}, set(), "truncated", "说到一半，忽然"),
    "two-events-in-one-chunk": (set(), {MERGED}, "intact", "一二三四五六七八"),
    "after-done": ({"data-after-terminal"}, set(), "intact", "好的"),
    "bad-crc": ({"clean-eof-no-terminal", "eventstream-bad-crc"}, set(), "truncated", "你好"),
    "cdn-buffered": ({"cdn-or-tunnel-buffering"}, {MERGED}, "intact", "等了很久，然后一下子全都来了，没有流式可言。"),
    "data-without-space": (set(), {"data-without-space-ignored"}, "intact", "没有空格"),
    "dev-proxy-buffered": (
        {"dev-proxy-or-function-platform-buffering"},
        {MERGED},
        "intact",
        "等了很久，然后一下子全都来了，没有流式可言。",
    ),
    "done-variant": (
        set(),
        {"crlf-or-cr-delimiters-unrecognised", "done-sentinel-json-parsed", "data-without-space-ignored"},
        "intact",
        "好的",
    ),
    "double-encoded": ({"server-double-encoded"}, set(), "damaged-upstream", "ä½\xa0å¥½ ok"),
    "double-prefix": ({"double-data-prefix"}, set(), "intact", "好"),
    "encoding-lie": ({"content-encoding-lie"}, set(), "intact", "其实没有压缩。"),
    "function-limit": ({"function-time-limit", "premature-close"}, set(), "truncated", "说得很慢，还没"),
    "gzip-cut": ({"premature-close", "content-coding-broken"}, set(), "truncated", "压缩到一半就断了"),
    "gzip-undeclared": ({"compressed-but-not-declared"}, set(), "not-text", ""),
    "json-array": (set(), {"json-array-or-pretty-stream"}, "intact", "数组也能流式"),
    "keepalive-as-data": ({"keepalive-as-data"}, set(), "intact", "想好了：可以。"),
    "last-event-open": ({"final-event-without-blank-line"}, set(), "intact", "好"),
    "length-limit": (set(), {"length-or-filter-finish"}, "intact", "话说到一半"),
    "line-separator": ({"unicode-line-separator-split"}, set(), "intact", "引文：第一句\u2028第二句。"),
    "login-page": ({"html-instead-of-stream"}, set(), "intact", None),
    "long-line": ({"line-too-long"}, set(), "intact", None),
    "multi-data": (set(), {"multi-data-lines"}, "intact", "多行数据"),
    "newline-lost": ({"whitespace-or-newline-eaten"}, set(), "intact", "# Titlefirst lineend"),
    "no-charset": (set(), {"missing-charset-latin1"}, "intact", "进入其中✅。"),
    "question-marks": ({"spring-flux-string-latin1"}, set(), "damaged-upstream", "?????????????ok??"),
    "reasoning-only": ({"reasoning-only"}, set(), "intact", ""),
    "relay-fffd": ({"relay-baked-fffd"}, set(), "damaged-upstream", "我可��助你，世��平安"),
    "stream-ignored": ({"stream-flag-ignored"}, set(), "intact", "一次给完。"),
    "surrogate-bytes": ({"surrogate-split"}, set(), "damaged-upstream", "笑������。"),
    "surrogate-escapes": ({"surrogate-split"}, set(), "intact", "笑😀。"),
    "unframed-error": ({"error-inside-200", "unframed-line-in-sse"}, set(), "intact", "好"),
    "words-glued": ({"whitespace-or-newline-eaten"}, {"data-without-space-ignored"}, "intact", "Hello!HowmayIhelpyou?"),
    "wrong-type": ({"content-type-mismatch"}, set(), "intact", "标签贴错了。"),
}
# Nearly every stream of this dialect has them, and they only inform.
ROUTINE = {"done-sentinel-json-parsed", "empty-choices-chunk"}
# One recording cannot tell an inference server from a relay: the rule that fits is found, the other is not.
EITHER = {"upstream-detokenizer-fffd", "relay-baked-fffd"}


def test_every_scenario_is_expected() -> None:
    assert set(EXPECTED) == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(name: str) -> None:
    scenario = SCENARIOS[name]
    analysis = analyze_messages(played(scenario), request={"stream": True})
    weighty, informing, verdict, text = EXPECTED[name]
    assert {item.rule for item in analysis.findings if item.severity is not Severity.INFO} == weighty
    informed = {item.rule for item in analysis.findings if item.severity is Severity.INFO}
    assert informed - (ROUTINE - set(scenario.shows)) == informing
    shown = set(scenario.shows) - EITHER if EITHER & weighty else set(scenario.shows)
    assert shown <= weighty | informing
    assert analysis.verdict.text.value == verdict
    assert text is None or analysis.reply.text == text
    check_spans(analysis)


@pytest.mark.parametrize("name", SCENARIOS)
def test_batches_change_nothing(name: str) -> None:
    messages = played(SCENARIOS[name], 60)
    expected = analyze_messages(messages).to_dict()
    for groups in batches(messages):
        assert fed(groups).to_dict() == expected


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_words_are_complete(name: str) -> None:
    analysis = analyze_messages(played(SCENARIOS[name]))
    for item in analysis.to_dict()["findings"]:
        for word in ("title", "detail", "advice"):
            assert item[word]
            assert not re.search(r"\{\w+\}", item[word])
    for finding in analysis.findings:
        assert words.layer_name(finding.layer)
        assert words.severity_name(finding.severity)
        assert bool(words.places(finding)) == bool(finding.spans)
    summary = words.verdict_text(analysis.verdict)
    assert summary
    assert "{" not in summary
    assert "%n" not in summary


def test_the_demo_says_what_happened() -> None:
    analysis = analyze_messages(played(SCENARIOS["demo"]))
    assert words.verdict_text(analysis.verdict) == (
        "Bytes intact. 3 characters cut by chunk borders: a client that decodes each chunk by itself shows ���. "
        "1 frame with malformed JSON."
    )
    cut = next(item for item in analysis.findings if item.rule == CHAR)
    assert words.places(cut).startswith("你 at ")
    assert cut.args["bytes"] == "E4 │ BD A0"
    assert "E4 │ BD A0" in words.detail(cut)
