"""Scenario files: ours all load, a bad one says where and why, overrides that make no sense are refused."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from streamlab.errors import ScenarioError, UsageError
from streamlab.i18n import set_language
from streamlab.lab import Scenario, scenarios
from streamlab.lab.play import writes
from streamlab.lab.scenario import load_scenario, parse_scenario

if TYPE_CHECKING:
    from pathlib import Path

WORDS = 'title = "A"\ntitle_zh = "甲"\nsummary = "B"\nsummary_zh = "乙"\n'
CHAT = '[body]\ndialect = "openai-chat"\n'
PROMISED = set(
    """
    demo smooth char-cut-1-2 char-cut-2-1 emoji-cut-1-3 emoji-cut-2-2 emoji-cut-3-1 every-byte line-cut
    two-events-in-one-chunk crlf-cut bom invalid-byte gbk-body fffd-in-payload malformed-json error-inside-200
    keep-alive-comments missing-done all-at-once stall reset-mid-character no-final-chunk content-length-too-short
    body-cut-short gzip-per-event gzip-buffered chatgpt-web-smooth chatgpt-web-merged chatgpt-web-cut
    chatgpt-web-error-glued endless flood http-error redirect
    after-done bad-crc cdn-buffered data-without-space dev-proxy-buffered done-variant double-encoded
    double-prefix encoding-lie function-limit gzip-cut gzip-undeclared json-array keepalive-as-data
    last-event-open length-limit line-separator login-page long-line multi-data newline-lost no-charset
    question-marks reasoning-only relay-fffd stream-ignored surrogate-bytes surrogate-escapes
    unframed-error words-glued wrong-type
    bad-chunk-size big5-body chunked-twice declared-gbk declared-latin1 empty-choices held-by-the-clock last-event-copy long-silence
""".split()  # noqa: SIM905 (a list of words is read as words)
)


def scenario(name: str) -> Scenario:
    return next(each for each in scenarios.load_all() if each.id == name)


def written(told: Scenario) -> bytes:
    return b"".join(piece.data for piece in writes(told))


def test_all_promised_scenarios_are_there_and_the_demo_is_first() -> None:
    loaded = [each.id for each in scenarios.load_all()]
    assert sorted(loaded) == sorted(PROMISED)
    assert loaded[0] == "demo"


@pytest.mark.parametrize("told", scenarios.load_all(), ids=lambda told: told.id)
def test_every_scenario_speaks_both_languages_and_names_rules(told: Scenario) -> None:
    assert re.search(r"[一-鿿]", told.title_zh)
    assert re.search(r"[一-鿿]", told.summary_zh)
    assert not re.search(r"[一-鿿]", told.title + told.summary)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule) for rule in told.shows)


def test_the_words_follow_the_language_in_force() -> None:
    told = scenario("smooth")
    assert (told.shown_title, told.shown_summary) == (told.title, told.summary)
    set_language("zh_CN")
    try:
        assert (told.shown_title, told.shown_summary) == (told.title_zh, told.summary_zh)
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "not TOML"),
        ('title = "A"', "title_zh: missing"),
        (WORDS + "colour = 1", "colour: unknown key"),
        (WORDS + 'gap = "soon"', "gap: 'soon' is no duration"),
        (WORDS + 'gap = "11m"', "gap: '11m' is no duration"),
        (WORDS + 'gap = "700s"', "gap: '700s' is longer"),
        (WORDS + "gap = 35", "gap: not a text"),
        (WORDS + 'cut = "sideways"', "cut: 'sideways' is no cut"),
        (WORDS + 'end = "explode"', "end: 'explode' is none of complete, close, reset, stall"),
        (WORDS + 'shows = "x"', "shows: not a list of texts"),
        (WORDS + "shows = [1]", "shows: not a list of texts"),
        (WORDS + "response = 1", "response: not a table"),
        (WORDS + "[response]\nstatus = 99", "response.status: 99 is no whole number from 200 to 599"),
        (WORDS + "[response]\nstatus = true", "response.status: True is no whole number"),
        (WORDS + '[response]\nheaders = ["nonsense"]', "response.headers: 'nonsense' is not of the form"),
        (WORDS + '[response]\nheaders = ["A: b\\r\\nC: d"]', "response.headers"),
        (WORDS + "[response]\nlength_off_by = 3", "response.length_off_by: needs framing"),
        (WORDS + "[response]\ncolour = 3", "response.colour: unknown key"),
        (WORDS + '[response]\nstatus = 204\n[body]\nscript = [{ raw = "x" }]', "response.status: 204 has no body"),
        (WORDS + '[body]\ndialect = "klingon"', "body.dialect: 'klingon' is none of"),
        (WORDS + '[body]\nencoding = "klingon"', "body.encoding: 'klingon' is no text encoding"),
        (WORDS + '[body]\nencoding = "hex"', "body.encoding: 'hex' is no text encoding"),
        (WORDS + "[body]\nbom = 1", "body.bom: not true or false"),
        (WORDS + '[body]\ntail = ["done"]', "body.tail: 'done' is no closing event of raw"),
        (WORDS + "[body]\nscript = [1]", r"body.script\[0\]: neither a text nor a table"),
        (WORDS + "[body]\nscript = [{}]", r"body.script\[0\]: needs exactly one of"),
        (WORDS + '[body]\nscript = [{ hex = "F" }]', r"body.script\[0\].hex"),
        (WORDS + '[body]\nscript = [{ base64 = "?" }]', r"body.script\[0\].base64"),
        (WORDS + '[body]\nscript = [{ text = "a", colour = "b" }]', r"body.script\[0\].colour: unknown key"),
        (WORDS + '[body]\nscript = [{ text = "a", ends_at = "1|2" }]', r"ends_at: there is no such border in 'a'"),
        (WORDS + '[body]\nscript = ["a", { text = "b", cut = "c" }]', r"body.script\[1\].cut: 'c' is no cut"),
        (WORDS + '[body]\nscript = [{ text = "b", wire = { "b" = "zz" } }]', r"script\[0\].wire.b"),
        (WORDS + '[body]\nencoding = "gbk"\nscript = ["😀"]', r"body.script\[0\].text"),
        (WORDS + "[body]\ncount = 5", "count: only a script told in a dialect"),
        (WORDS + CHAT + 'count = 2\nscript = ["a"]', "count: '2' is no whole number from 5"),
        (WORDS + CHAT + 'count = true\nscript = ["a"]', "body.count: neither"),
        (WORDS + CHAT + 'count = "endless"\nscript = [{ pause = "1s" }]', "count: only a script"),
        (
            WORDS + CHAT + 'count = "endless"\nscript = ["a"]\n[response]\nframing = "content-length"',
            "count: a body that is repeated has no Content-Length",
        ),
    ],
)
def test_a_bad_file_says_where_and_why(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(ScenarioError, match=reason) as caught:
        load_scenario(path)
    assert caught.value.path == str(path)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(ScenarioError, match="cannot be read"):
        scenarios.load_all(tmp_path)
    with pytest.raises(ScenarioError, match="cannot be read"):
        scenarios.load_all(tmp_path / "nowhere")


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "notes.md").write_text("no scenario", encoding="utf-8")
    assert [each.id for each in scenarios.load_all(tmp_path)] == ["mine"]


def test_a_script_has_bytes_of_every_kind() -> None:
    script = '{ raw = "你" }, { hex = "ff 00" }, { base64 = "/w==" }, "a", { text = "?", wire = { "?" = "80" } }'
    assert written(parse_scenario("x", f"{WORDS}[body]\nscript = [{script}]")) == "你".encode() + b"\xff\x00\xffa\x80"


def test_a_pause_is_the_silence_before_what_follows_even_if_that_is_the_tail() -> None:
    script = '[{ pause = "1s" }, "a", { pause = "2s" }, { pause = "0.5s" }]'
    told = parse_scenario("x", f"{WORDS}{CHAT}script = {script}")
    assert [piece.pause_ms for piece in writes(told)] == [0, 1000, 2500, 0, 0]


@pytest.mark.parametrize("count", [5, 6, 17, 1000])
def test_count_is_the_number_of_events(count: int) -> None:
    told = scenario("flood").override(count=str(count))
    body = written(told)
    assert body.count(b"\n\n") == count
    assert body.endswith(b"data: [DONE]\n\n")
    usage = json.loads(body.split(b"data: ")[-2])["usage"]
    assert usage["completion_tokens"] == count - 4


def test_a_cumulative_dialect_is_repeated_within_bounds() -> None:
    lines = written(scenario("chatgpt-web-smooth").override(count="40")).split(b"\n")
    assert len(lines) == 40
    texts = [json.loads(line)["text"] for line in lines]
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    with pytest.raises(UsageError, match="count: '10001' is no whole number from 3 to 10000"):
        scenario("chatgpt-web-smooth").override(count="10001")


def test_a_gap_of_zero_drops_the_pauses() -> None:
    told = scenario("all-at-once").override(gap="0")
    assert not told.gap_ms
    assert not any(piece.pause_ms for piece in writes(told))


def test_another_gap_keeps_the_pauses() -> None:
    told = scenario("demo").override(gap="0.1s")
    assert told.gap_ms == 100
    assert [piece.pause_ms for piece in writes(told) if piece.pause_ms] == [450, 450]


def test_another_cut_replaces_the_cuts_of_single_events_too() -> None:
    whole = scenario("demo").override(cut="every-event")
    assert all(piece.data.endswith(b"\n\n") for piece in writes(whole))
    assert written(whole) == written(scenario("demo"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("gap", "-1"), ("gap", "1e9s"), ("cut", "fixed:0"), ("count", "many"), ("count", "-5"), ("count", "10000001")],
)
def test_an_override_that_makes_no_sense_is_refused(name: str, value: str) -> None:
    with pytest.raises(UsageError):
        scenario("demo").override(**{name: value})


def test_every_chat_scenario_is_made_of_the_shapes_it_promises() -> None:
    lines = written(scenario("smooth")).decode().split("\n\n")
    assert lines[0].startswith('data: {"id":"chatcmpl-lab","object":"chat.completion.chunk"')
    records = [json.loads(line.removeprefix("data: ")) for line in lines[:-2]]
    reply = "".join(record["choices"][0]["delta"].get("content", "") for record in records if record["choices"])
    assert reply == "你好，世界！\n\n这是一段**正常**的流式回复：不多也不少。😀"
    assert records[-2]["choices"][0]["finish_reason"] == "stop"
    assert records[-1]["choices"] == []
    assert lines[-2:] == ["data: [DONE]", ""]
