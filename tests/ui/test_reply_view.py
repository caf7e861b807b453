"""The reply as Markdown: safe, incremental, and mapped to the bytes it came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat

from streamlab.dialects import Delta
from streamlab.ui.look.markdown import align, parts_of
from streamlab.ui.tabs.reply_document import LONGEST_BLOCK, ReplyDocument, utf16_index, utf16_length
from streamlab.ui.tabs.reply_text import ReplyText

SOURCE = """# Title 😀

A *paragraph* with **bold**, `code` and [a link](https://example.com).

- one
- two
  1. inner
- 三

> quoted

| a | b |
|---|---|
| 1 | 2 |

```python
print("你好")

x = 1
```

<b>no html</b> ![picture](http://127.0.0.1:1/x.png)
"""


def reply_of(text: str, size: int = 3, kind: str = "text") -> ReplyText:
    reply = ReplyText()
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    reply.extend([Delta(10 * i, 10 * i + 5, piece, kind) for i, piece in enumerate(pieces)])
    return reply


def rendered(text: str, *, raw: bool = False) -> ReplyDocument:
    document = ReplyDocument(QTextDocument())
    document.raw = raw
    document.render(reply_of(text))
    return document


def plain(document: ReplyDocument) -> str:
    return document._document.toPlainText()


@pytest.mark.usefixtures("qapp")
def test_growing_equals_whole() -> None:
    whole = rendered(SOURCE)
    growing = ReplyDocument(QTextDocument())
    for end in range(1, len(SOURCE) + 1):
        growing.render(reply_of(SOURCE[:end]))
    assert plain(growing) == plain(whole)


@pytest.mark.usefixtures("qapp")
def test_only_the_last_block_is_written_again() -> None:
    document = ReplyDocument(QTextDocument())
    document._document.documentLayout()  # without a layout nothing is told
    document.render(reply_of("first\n\nsecond\n\nthi"))
    touched: list[int] = []
    document._document.contentsChange.connect(lambda at, _removed, _added: touched.append(at))
    document.render(reply_of("first\n\nsecond\n\nthird"))
    assert min(touched) >= len("first\nsecond")


@pytest.mark.usefixtures("qapp")
def test_html_stays_text_and_nothing_is_fetched() -> None:
    document = rendered(SOURCE)
    assert "<b>no html</b>" in plain(document)
    block = document._document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            form = iterator.fragment().charFormat()
            assert not form.isImageFormat()
            assert not form.isAnchor()
            assert form.objectType() != QTextFormat.ObjectTypes.ImageObject.value
            iterator += 1
        block = block.next()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("word", ["Title", "bold", "code", "inner", "三", "quoted", "你好", "x = 1", "no html"])
@pytest.mark.parametrize("raw", [False, True])
def test_places_map_both_ways(word: str, raw: bool) -> None:
    document = rendered(SOURCE, raw=raw)
    start = SOURCE.index(word)
    first, last = document.positions(start, start + len(word))
    cursor = QTextCursor(document._document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == word
    assert document.characters(first, last) == (start, start + len(word))


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_without_end_is_broken_up() -> None:
    document = rendered("字" * (3 * LONGEST_BLOCK))
    longest = max(document._document.findBlockByNumber(i).length() for i in range(document._document.blockCount()))
    assert longest <= LONGEST_BLOCK + 1
    assert plain(document).count("字") == 3 * LONGEST_BLOCK


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab \n*_`#>-|[]()!1.<&\\~😀你", max_size=60))
def test_no_text_breaks_the_writer(text: str) -> None:
    growing = ReplyDocument(QTextDocument())
    for end in range(0, len(text) + 1, 7):
        growing.render(reply_of(text[:end]))
    growing.render(reply_of(text))
    if text:
        assert plain(growing) == plain(rendered(text))


@given(st.text(max_size=30), st.integers(0, 60))
def test_utf16_positions(text: str, units: int) -> None:
    index = utf16_index(text, units)
    assert utf16_length(text[:index]) <= max(units, 0)
    assert utf16_index(text, utf16_length(text)) == len(text)


def test_parts_tile_the_source() -> None:
    parts = parts_of(SOURCE)
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
    assert parts[-1].end == len(SOURCE)


def test_align_skips_marks() -> None:
    assert align("bold x", "**bold** x") == [2, 3, 4, 5, 8, 9]


def test_reply_text_maps_deltas() -> None:
    reply = ReplyText()
    reply.extend([Delta(0, 4, "think", "reasoning"), Delta(10, 14, "ab", "text"), Delta(20, 24, "cd", "text")])
    assert list(reply.runs(0)) == [(0, 5, "reasoning"), (5, 9, "text")]
    assert list(reply.runs(6)) == [(6, 9, "text")]
    assert reply.byte_span(6, 8) == (10, 24)
    assert reply.characters((11, 12)) == (5, 7)
    assert reply.characters((12, 21)) == (5, 9)
    assert reply.characters((15, 18)) is None


@pytest.mark.usefixtures("qapp")
def test_long_code_stays_code() -> None:
    source = "Look:\n\n```python\n" + "value = 1\n" * 2_000 + "```\n\nafter *it*\n"
    growing = ReplyDocument(QTextDocument())
    for end in range(0, len(source), 997):
        growing.render(reply_of(source[:end], 500))
    growing.render(reply_of(source, 500))
    assert plain(growing).split("\n") == ["Look:", *["value = 1"] * 2_000, "after it"]
    at = source.rindex("value")
    first, last = growing.positions(at, at + 5)
    assert plain(growing)[first:last] == "value"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("raw", [False, True])
def test_slices_equal_the_whole(raw: bool) -> None:
    source = SOURCE * 30 + "word " * 5_000 + "\n\n" + "line\n" * 4_000
    sliced = ReplyDocument(QTextDocument())
    sliced.raw = raw
    rounds = 1
    while not sliced.render(reply_of(source, 500), 0):
        rounds += 1
    assert rounds > 5
    assert plain(sliced) == plain(rendered(source, raw=raw))
