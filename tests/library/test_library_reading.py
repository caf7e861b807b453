"""What may be chosen by hand is called as the findings, the status bar and the reports call it."""

from __future__ import annotations

import pytest

import streamlab
from streamlab.analysis import Analysis
from streamlab.decode.charset import python_name
from streamlab.diagnosis import prose
from streamlab.diagnosis.facts.charsets import CHARSETS
from streamlab.library import reading
from streamlab.model import Framing
from streamlab.reports.summary import number_lines
from streamlab.reports.terminal import Ink
from streamlab.words.encodings import encoding_name
from streamlab.words.framings import framing_name

# In each: common characters, enough of them to be sure.
TEXTS = {
    "gb18030": "好的，我来解释：国标编码的一个汉字占两个字节，而不是三个。",
    "big5": "好的，我來解釋：大五碼的一個漢字佔兩個位元組，而不是三個。",
    "shift_jis": "はい、説明します。漢字は二バイトです。ありがとう。",
    "euc_jp": "はい、説明します。漢字は二バイトです。ありがとう。",
    "euc_kr": "네, 설명하겠습니다. 한글 한 글자는 두 바이트입니다.",
    "utf-16-le": "hello, world",
    "utf-16-be": "hello, world",
}


def test_every_charset_that_a_finding_may_suggest_is_tried_here() -> None:
    assert set(TEXTS) == set(CHARSETS)


@pytest.mark.parametrize("charset", CHARSETS)
def test_what_a_finding_suggests_is_in_the_menu_under_the_same_name(charset: str) -> None:
    body = f'{{"t":"{TEXTS[charset]}"}}'.encode(charset)
    (finding,) = (item for item in streamlab.analyze([body]).findings if "suggested" in item.args)
    suggested, name = finding.args["suggested"], finding.args["charset"]
    assert suggested == charset
    assert reading.encodings()[suggested] == name
    assert name in prose.title(finding)
    for text in (prose.detail(finding), prose.advice(finding)):
        assert name in text
        assert not any(other in text for other in reading.encodings().values() if other not in (name, "UTF-8"))
    chosen = streamlab.analyze([body], encoding=suggested)
    assert encoding_name(chosen.encoding) == name


def test_what_is_in_the_menu_is_called_so_once_it_is_chosen() -> None:
    for codec, name in reading.encodings().items():
        assert python_name(codec) == codec  # so that it is found to be the one chosen, whoever chose it
        assert encoding_name(Analysis(encoding=codec).pipeline.encoding.name) in (name, "UTF-8")
        assert encoding_name(streamlab.analyze([b"x"], encoding=codec).encoding) == name
    assert len(set(reading.encodings().values())) == len(reading.ENCODINGS)


def test_framings_in_the_menu_are_all_there_are_and_obeyed_under_their_names() -> None:
    assert list(reading.framings()) == [framing.value for framing in Framing]
    for value, name in reading.framings().items():
        assert framing_name(streamlab.analyze([b""], framing=value).framing) == name


def test_a_report_calls_both_by_their_names() -> None:
    headers = {"Content-Type": "text/plain; charset=gb2312"}
    analysis = streamlab.analyze(["data: 你好\n\n".encode("gbk")], headers=headers)
    assert any("GBK, SSE, plain-text" in line for line in number_lines(analysis, Ink()))
