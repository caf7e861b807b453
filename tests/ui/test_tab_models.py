"""The models behind the tabs: Qt's own checks, growth in batches, what rows say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis, analyze_messages
from streamlab.model import Chunk, End, EndReason, Finding, Head, Layer, Severity
from streamlab.ui.frame_text import byte_span, character_at
from streamlab.ui.json_nodes import children_of
from streamlab.ui.selection import Selection
from streamlab.ui.tabs.events import DATA, EventModel
from streamlab.ui.tabs.findings import FindingModel
from streamlab.ui.tabs.json_tree import JsonModel

BODY = 'data: {"a": "你好", "b": [1, 2]}\n\nevent: odd\ndata: {"a": \ndata: "😀"}\n\ndata: {broken\n\n'.encode()
HEAD = Head(0, "HTTP/1.1", 200, "OK", (("Content-Type", "text/event-stream"),))


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    """Qt's own rules for models; keeps watching."""
    tester.check(model)  # type: ignore[no-untyped-call]


def analysis(cut: int = 11) -> Analysis:
    chunks = [Chunk(1_000_000 * at, BODY[at : at + cut]) for at in range(0, len(BODY), cut)]
    return analyze_messages([HEAD, *chunks, End(10**9, EndReason.COMPLETE)])


def test_event_model(qtmodeltester: ModelTester) -> None:
    model, run = EventModel(), analysis()
    check(qtmodeltester, model)
    model.show_run(run)
    assert model.rowCount() == 0
    model.grow(1, 0)
    model.grow(3, 1)
    assert model.rowCount() == 3
    rows = [[model.index(row, column).data() for column in range(6)] for row in range(3)]
    assert rows[1][3] == "odd"
    assert rows[1][2] == "#3–6"
    assert rows[0][5] == '{"a": "你好", "b": [1, 2]}'
    assert rows[2][5].startswith("✕ ")
    assert model.row_at(run.frames[1].start + 2) == 1
    assert model.row_at(run.frames[1].end) == 1, "its line end, where JSON that breaks off fails"
    assert model.row_at(len(BODY) - 1) == -1
    check(qtmodeltester, model)


def test_a_long_frame_shows_its_beginning(qtbot: QtBot) -> None:
    run = analyze_messages([HEAD, Chunk(0, b"data: " + "字".encode() * 5_000 + b"\n\n"), End(1, EndReason.COMPLETE)])
    model = EventModel()
    model.show_run(run)
    model.grow(1, 0)
    text = model.index(0, DATA).data()
    assert text.endswith("字…")
    assert len(text) < 300


def test_json_model(qtmodeltester: ModelTester) -> None:
    model = JsonModel()
    check(qtmodeltester, model)
    model.show_text('{"a": [1, {"b": null}], "c": "x", "d": {}}')
    root = model.index(0, 0)
    assert model.rowCount(root) == 3
    first = model.index(0, 0, root)
    assert model.rowCount(first) == 2
    assert model.index(1, 1, root).data() == '"x"'
    assert not model.hasChildren(model.index(2, 0, root))
    check(qtmodeltester, model)


def test_characters_of_frames_are_bytes_of_the_content() -> None:
    run = analysis()
    model = JsonModel()
    for frame, word in ((run.frames[0], "你好"), (run.frames[1], "😀")):
        text = run.frame_text(frame)
        model.show_text(text)
        assert model.root is not None
        node = children_of(text, model.root)[0]
        start, end = byte_span(run, frame, node.start, node.end)
        assert run.data(start, end).decode() == f'"{word}"'
        assert character_at(run, frame, start) == node.start
        assert character_at(run, frame, start + 2) == node.start + 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_ill_formed_bytes_do_not_shift_the_map(encoding: str) -> None:
    body = b'data: {"a": "\xff\xff", "b": "' + "好".encode(encoding) + b'"}\n\n'
    run = analyze_messages([HEAD, Chunk(0, body), End(1, EndReason.COMPLETE)], encoding=encoding)
    text = run.frame_text(run.frames[0])
    at = text.index("好")
    start, end = byte_span(run, run.frames[0], at, at + 1)
    assert body[start:end].decode(encoding) == "好"


def finding(rule: str, count: int = 1) -> Finding:
    return Finding(rule, Severity.WARNING, Layer.CLIENT, count=count, args={"chunk_count": 9})


def test_finding_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = FindingModel()
    check(qtmodeltester, model)
    model.replace((finding("line-split-parsed-per-chunk"),))
    with qtbot.assertNotEmitted(model.modelReset):
        model.replace((finding("line-split-parsed-per-chunk", 2), finding("crlf-split-across-chunks")))
    assert model.rowCount() == 2
    assert model.row_of("crlf-split-across-chunks") == 1
    with qtbot.waitSignal(model.modelReset):
        model.replace((finding("crlf-split-across-chunks"),))
    check(qtmodeltester, model)


def test_selection_forgets_what_is_empty(qtbot: QtBot) -> None:
    selection = Selection()
    with qtbot.waitSignal(selection.changed):
        selection.select(3, 5, self_ := object())
    assert selection.origin is self_
    selection.select(5, 5)
    assert selection.span == (0, 0)
