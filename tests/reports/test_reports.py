"""The report: chunks with their cuts marked, words for a run, nothing that can steer a terminal."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streamlab.analysis import Analysis, analyze_messages
from streamlab.model import Chunk, End, EndReason, Head, Message
from streamlab.reports.chunks import MAX_MARKS, chunk_lines, tiled
from streamlab.reports.document import to_json
from streamlab.reports.summary import report_lines, verdict_lines
from streamlab.reports.terminal import Ink, Shapes, columns, escape, escape_line, shapes_for, shortened, wrap

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PLAIN = Ink()


def run(
    *chunks: bytes, content_type: str = "text/plain; charset=utf-8", end: EndReason = EndReason.COMPLETE
) -> Analysis:
    head = Head(1, "HTTP/1.1", 200, "OK", (("Content-Type", content_type),))
    body = [Chunk(1_000_000 * index, data) for index, data in enumerate(chunks, 1)]
    messages: list[Message] = [head, *body, End(1_000_000 * (len(chunks) + 1), end, detail="why: \x1b[2J")]
    return analyze_messages(messages)


def shown(analysis: Analysis, index: int, ink: Ink = PLAIN) -> list[str]:
    """The lines of one chunk, without the names of the views."""
    return [line[10:] if number else line for number, line in enumerate(chunk_lines(analysis, index, ink))]


def test_a_cut_character_is_marked_in_all_three_views() -> None:
    analysis = run(b"a\xe4\xbd", b"\xa0b")
    assert shown(analysis, 0) == ["#0  +0.001 s  3 bytes", "61 ⟦E4 BD│", "Y⟦eS9│", "a⟦你│"]
    assert shown(analysis, 1) == ["#1  +0.002 s  2 bytes", "│A0⟧ 62", "│oG⟧I=", "│你⟧b"]


def test_a_character_cut_twice_has_a_border_on_both_sides() -> None:
    analysis = run(b"\xf0\x9f", b"\x91", b"\x8b")
    assert [shown(analysis, index)[3] for index in range(3)] == ["⟦👋│", "│👋│", "│👋⟧"]


def test_marks_without_the_shapes_of_unicode() -> None:
    ascii_ink = Ink(shapes=shapes_for("ascii"))
    assert shown(run(b"a\xe4", b"\xbd\xa0"), 0, ascii_ink)[1] == "61 [[E4|"
    assert shapes_for("utf-8") == Shapes()
    assert shapes_for("no such encoding") == shapes_for("ascii")


def test_ill_formed_bytes_and_a_json_failure_have_shapes_of_their_own() -> None:
    assert shown(run(b"a\xffb"), 0)[1:] == ["61 «FF» 62", "Y«f9»i", "a«\ufffd»b"]
    broken = run(b'data: {"a":1 "b":2}\n\n', content_type="text/event-stream")
    assert shown(broken, 0)[3] == 'data: {"a":1 ▸"b":2}\\n\\n'


def test_colour_comes_on_top_of_the_shapes() -> None:
    line = shown(run(b"\xe4", b"\xbd\xa0"), 0, Ink(colour=True))[1]
    assert "\x1b[" in line
    assert "⟦E4│" in line


def test_an_empty_chunk_is_its_head_line() -> None:
    assert shown(run(b"", b"x"), 0) == ["#0  +0.001 s  0 bytes"]


def test_a_long_chunk_keeps_its_head_its_tail_and_its_cut() -> None:
    analysis = run(b"start" + b"." * 100_000 + b"\xe4\xbd", b"\xa0" + b"-" * 100_000 + b"end")
    for index in (0, 1):
        lines = list(chunk_lines(analysis, index, PLAIN))
        assert all(columns(line) <= PLAIN.width for line in lines)
        assert "…" in lines[1]
    assert shown(analysis, 0)[3].startswith("start.")
    assert shown(analysis, 0)[3].endswith(".⟦你│")
    assert shown(analysis, 1)[3].startswith("│你⟧-")
    assert shown(analysis, 1)[3].endswith("-end")


def test_many_marks_are_counted_not_dropped() -> None:
    lines = shown(run(b"a\xff" * (MAX_MARKS + 5)), 0)
    assert lines[-1] == "5 more marks in this chunk"


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_pieces_tile_the_chunk_and_base64_loses_nothing(chunks: Sequence[bytes]) -> None:
    analysis = run(*chunks)
    for index, data in enumerate(chunks):
        span = analysis.chunk_span(index)
        tiles, _ = tiled(analysis, span)
        assert [tile.start for tile in tiles[1:]] == [tile.end for tile in tiles[:-1]]
        assert b"".join(analysis.data(tile.start, tile.end) for tile in tiles) == data
        if tiles:
            text = re.sub("[⟦⟧│«»▸]", "", shown(analysis, index, Ink(width=1000))[2])
            assert base64.b64decode(text) == data
        assert not CONTROL.search("".join(shown(analysis, index)))


@given(st.text())
def test_nothing_escaped_steers_a_terminal(text: str) -> None:
    assert not CONTROL.search(escape_line(text))
    assert not CONTROL.search(escape(text).replace("\n", "").replace("\t", ""))


def test_escapes_are_readable() -> None:
    assert escape("a\x1b[31m\r\nb\u202e\x9b") == "a\\x1b[31m\\r\nb\\u202e\\x9b"
    assert escape_line("a\tb\n") == "a\\tb\\n"
    assert escape("你好\ud800") == "你好\\ud800"


@example("0" * 13 + "\U00016fe0" * 3, 20)  # wide, beyond the BMP
@given(st.text(st.characters(exclude_categories=["C", "M", "Z"])), st.integers(20, 80))
def test_wrapped_lines_keep_their_width_and_their_text(text: str, width: int) -> None:
    lines = list(wrap(text, width, "  "))
    assert "".join(line[2:] for line in lines) == text
    for line in lines:
        torn_nowhere = all(columns(character) < 2 or character in "、。，；：！？”）" for character in line[3:])
        assert columns(line) <= width or torn_nowhere, "it could have been broken"


def test_what_is_wide_beyond_the_bmp_is_broken_like_a_hanzi() -> None:
    text = "0" * 13 + "\U00016fe0" * 3
    assert columns(text) == 19
    assert list(wrap(text, 18)) == ["0" * 13 + "\U00016fe0" * 2, "\U00016fe0"]
    assert list(wrap("𠀀" * 8 + "。", 14)) == ["𠀀" * 7, "𠀀。"]


def test_a_character_of_several_code_points_is_torn_nowhere() -> None:
    family = "👨\u200d👩\u200d👧"
    assert columns(family) == columns("e\u0301") + 1 == 2
    assert list(wrap(family * 6, 10)) == [family * 5, family]


def test_wide_characters_take_two_columns() -> None:
    assert columns("你a") == 3
    assert list(wrap("你好世界你好世界", 14)) == ["你好世界你好世", "界"]
    assert shortened("你好世界你好世界", 9, "…") == "你好…世界"


def test_the_report_says_verdict_findings_numbers_and_reply() -> None:
    text = "\n".join(report_lines(run("一".encode()[:1], "一".encode()[1:] + b"\x1b[2J"), PLAIN))
    assert "cut by" in text
    assert "一 at 0–3" in text
    assert "HTTP/1.1 200 OK" in text
    assert text.endswith("Reply\n一\\x1b[2J")
    assert not CONTROL.search(text.replace("\n", ""))


def test_an_empty_reply_is_said() -> None:
    assert list(report_lines(run(), PLAIN))[-1] == "(no reply text)"


@pytest.mark.parametrize("reason", [reason for reason in EndReason if reason is not EndReason.COMPLETE])
def test_an_end_that_is_news_is_told_safely(reason: EndReason) -> None:
    lines = list(verdict_lines(run(b"abc", end=reason), PLAIN))
    assert len(lines) > 1
    assert not CONTROL.search("".join(lines))


def test_json_survives_every_encoding() -> None:
    value = {"text": "你\ud800"}
    for encoding in ("utf-8", "ascii", "gbk"):
        assert json.loads(to_json(value, encoding).encode(encoding)) == value
    assert "你" in to_json({"text": "你"})
