"""The models behind the tabs: Qt's own checks, growth in batches, what rows say."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis, analyze_messages
from streamlab.decode.json_tree import PAGE, JsonTree
from streamlab.model import Chunk, End, EndReason, Finding, Head, Layer, Severity
from streamlab.session import Batch
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.look.parts import EmptyState
from streamlab.ui.tabs.events import DATA, EventModel
from streamlab.ui.tabs.findings import FindingModel
from streamlab.ui.tabs.json_tree import LARGEST_TEXT, JsonModel, JsonTab

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
    model.show_tree(JsonTree(b'{"a": [1, {"b": null}], "c": "x", "d": {}}'))
    root = model.index(0, 0)
    assert model.rowCount(root) == 3
    first = model.index(0, 0, root)
    assert model.rowCount(first) == 2
    assert model.index(1, 1, root).data() == '"x"'
    assert not model.hasChildren(model.index(2, 0, root))
    check(qtmodeltester, model)


def test_json_model_shows_where_it_breaks(qtmodeltester: ModelTester) -> None:
    model = JsonModel()
    model.show_tree(JsonTree(b'{"\\ud83d": [1, {"b": nul'))
    check(qtmodeltester, model)
    first = model.index(0, 0, model.index(0, 0))
    assert first.data() == "\\ud83d"
    assert model.index(0, 1, model.index(0, 0)).data() == "[2], breaks off"
    inner = model.index(0, 1, model.index(1, 0, first))
    assert inner.data() == "no JSON from here on: nul"


def test_json_model_reads_on(qtmodeltester: ModelTester) -> None:
    model = JsonModel()
    model.show_tree(JsonTree(b"[" + b"7," * PAGE + b"8]"))
    root = model.index(0, 0)
    assert model.rowCount(root) == PAGE + 1
    assert not model.read_more(root)
    assert model.index(PAGE, 0, root).data() == "…"
    assert "Enter" in model.index(PAGE, 1, root).data()
    assert model.read_more(model.index(PAGE, 0, root))
    assert model.index(PAGE, 1, root).data() == "8"
    assert model.rowCount(root) == PAGE + 1
    check(qtmodeltester, model)


def json_tab(qtbot: QtBot, body: bytes, encoding: str | None = None) -> tuple[JsonTab, Selection]:
    run = analyze_messages([HEAD, Chunk(0, body), End(1, EndReason.COMPLETE)], encoding=encoding)
    selection = Selection()
    tab = JsonTab(selection)
    qtbot.addWidget(tab)
    tab.show_run(run)
    counts = (1, run.content_size, 0, len(run.frames), 0, 0, len(run.json_failures), 0)
    tab.publish(Batch("ended", 1, *counts, run.findings, run.verdict, run.end))
    return tab, selection


def test_enter_on_the_last_row_reads_on(qtbot: QtBot) -> None:
    tab, _selection = json_tab(qtbot, b"data: [" + b"7," * PAGE + b"8]\n\n")
    root = tab.model.index(0, 0)
    tab.tree.expand(root)
    tab.tree.setCurrentIndex(tab.model.index(PAGE, 0, root))
    QTest.keyClick(tab.tree, Qt.Key.Key_Return)
    gc.collect()
    assert tab.tree.currentIndex() == tab.model.index(PAGE, 0, root)
    assert tab.tree.currentIndex().siblingAtColumn(1).data() == "8"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_node_is_its_bytes_and_back(qtbot: QtBot, encoding: str) -> None:
    body = b'data: {"a": "\xff\xff",\ndata: "b": ["' + "好".encode(encoding) + b'"]}\n\n'
    tab, selection = json_tab(qtbot, body, encoding)
    members = tab.model.index(1, 0, tab.model.index(0, 0))
    node = tab.model.index(0, 0, members)
    tab.tree.setCurrentIndex(node)
    assert body[slice(*selection.span)].decode(encoding) == '"好"'
    tab.tree.setCurrentIndex(tab.model.index(0, 0))
    at = body.index(b'["') + 2
    selection.select(at, at + 1)
    assert tab.tree.currentIndex() == node


def test_an_event_too_large_for_a_tree_says_so(qtbot: QtBot) -> None:
    tab, _selection = json_tab(qtbot, b'data: "' + b"a" * LARGEST_TEXT + b'"\n\n')
    assert tab.model.rowCount() == 0
    assert "too large" in tab.findChildren(EmptyState)[0].text()


def test_json_model_goes_only_so_deep() -> None:
    model = JsonModel()
    model.show_tree(JsonTree(b"[" * 1_000 + b"]" * 1_000))
    index = model.index(0, 0)
    while model.hasChildren(index):
        index = model.index(0, 0, index)
    assert "not shown" in index.siblingAtColumn(1).data()
    assert not model.read_more(index)


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
