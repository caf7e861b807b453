"""The Clients tab through its widgets: computing, cancelling, another run, choosing, handlers, cuts, copying."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis
from streamlab.api import analyze
from streamlab.clients import CLIENTS, COLUMNS, Handler, Reading, matrix
from streamlab.clients.base import Client, Response
from streamlab.clients.corrected.generator import LANGUAGES, corrected_handler
from streamlab.sandbox import script
from streamlab.sandbox.values import Limits
from streamlab.ui.clients.detail import CHUNKS, DIFFERENCE, HANDLER
from streamlab.ui.tabs.clients import ClientsTab
from tests.ui.clients.tabs import SLOW_MS, batch, choose, computed, made, wait_computed
from tests.ui.streams import EVENT, cut, recorded

AT = EVENT.index("你".encode())
HANDLER_SOURCE = """
uni.request({url, enableChunked: true}).onChunkReceived(({data}) => {
  this.message = Buffer.from(data).toString()
  if (this.message.includes("好")) console.log("seen")
  null.length
})
"""


def character_cut() -> Analysis:
    return recorded([EVENT, *cut(EVENT, AT + 1), b"data: [DONE]\n\n"])


def long_run() -> Analysis:
    return recorded([EVENT] * 400)


def plain(analysis: Analysis) -> dict[tuple[str, str], tuple[int, int]]:
    return {(cell.client, cell.cuts): (cell.cuttings, cell.failing) for cell in matrix(Reading(analysis))}


def is_computing(tab: ClientsTab) -> bool:
    return tab.work.computing


def shown_cells(tab: ClientsTab) -> dict[tuple[str, str], tuple[int, int]]:
    return {key: (cell.cuttings, cell.failing) for key, cell in tab.model.cells.items()}


def test_the_matrix_says_what_the_library_says(qtbot: QtBot) -> None:
    analysis = character_cut()
    tab = made(qtbot)
    counted: list[tuple[int, int]] = []
    tab.counted.connect(lambda failing, of: counted.append((failing, of)))
    tab.show_run(analysis)
    tab.publish(batch(analysis, ended=False))
    assert not is_computing(tab)
    assert not tab.table.isVisible()
    tab.publish(batch(analysis))
    assert is_computing(tab)
    assert tab.cancel_button.isVisible()
    assert tab.progress.isVisible()
    wait_computed(qtbot, tab)
    assert shown_cells(tab) == plain(analysis)
    assert not tab.cancel_button.isVisible()
    assert not tab.progress.isVisible()
    came, others, hopeless = tab.model.failing()
    assert "textdecoder-per-chunk" in came
    assert "latin1" in hopeless
    assert "mini-program-last-line" in hopeless, "it shows nothing of an event stream"
    assert "reference" not in (*came, *others, *hopeless)
    assert counted[-1] == (len(came) + len(others), len(CLIENTS))
    assert tab.sentence.text().startswith(f"The chunks as they came break {len(came)} of {len(CLIENTS)} clients.")
    assert "TextDecoder per chunk" in tab.sentence.toolTip()


def test_it_computes_only_in_sight(qtbot: QtBot) -> None:
    analysis = long_run()
    tab = made(qtbot, analysis, shown=False)
    assert not is_computing(tab)
    tab.show()
    assert is_computing(tab)
    qtbot.waitUntil(lambda: len(tab.model.cells) > 5, timeout=SLOW_MS)
    tab.hide()
    assert not tab.work._timer.isActive()
    known = len(tab.model.cells)
    tab.show()
    qtbot.waitUntil(lambda: len(tab.model.cells) > known, timeout=SLOW_MS)
    tab.cancel_button.click()
    wait_computed(qtbot, tab)


def test_cancel_keeps_what_is_there_and_goes_on_later(qtbot: QtBot) -> None:
    analysis = recorded([EVENT] * 120)
    tab = made(qtbot, analysis)
    qtbot.waitUntil(lambda: len(tab.model.cells) > 20, timeout=SLOW_MS)
    QTest.mouseClick(tab.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.work.computing, timeout=SLOW_MS)
    known = len(tab.model.cells)
    assert known < len(CLIENTS) * len(COLUMNS)
    assert tab.sentence.text() == f"Stopped: {known} of {len(CLIENTS) * len(COLUMNS)} cells are computed."
    assert tab.cancel_button.text() == "Go on"
    assert any(cell.complete for cell in tab.model.cells.values())
    tab.cancel_button.click()
    assert tab.cancel_button.text() == "Cancel"
    wait_computed(qtbot, tab)
    assert shown_cells(tab) == plain(analysis)


def test_another_run_in_the_middle(qtbot: QtBot) -> None:
    tab = made(qtbot, long_run())
    qtbot.waitUntil(lambda: len(tab.model.cells) > 20, timeout=SLOW_MS)
    tab.choose(("node-buffer", "merged"))
    other = character_cut()
    tab.show_run(other)
    assert tab.model.cells == {}
    assert not tab.work.computing
    assert tab.sentence.text().startswith("Which clients")
    tab.publish(batch(other))
    wait_computed(qtbot, tab)
    assert shown_cells(tab) == plain(other)
    shown = tab.detail._shown
    assert shown is not None
    assert shown.run.size == other.content_size


def test_nothing_runs_when_the_tab_has_gone(qtbot: QtBot) -> None:
    tab = made(qtbot, long_run())
    worker = tab.work.worker
    qtbot.waitUntil(lambda: bool(tab.model.cells), timeout=SLOW_MS)
    tab.hide()
    with qtbot.waitSignal(tab.destroyed):
        tab.deleteLater()
    assert worker.join(SLOW_MS / 1000)


def test_a_chosen_cell_in_words_bytes_and_everywhere(qtbot: QtBot) -> None:
    analysis = character_cut()
    tab = computed(qtbot, analysis)
    assert tab.detail._selection.span == (0, 0), "what it chose by itself selected bytes"
    assert tab.detail._shown is not None
    choose(qtbot, tab, "node-buffer", "every")
    page = tab.detail.run_page
    assert (
        page.sentence.text() == "Node chunk.toString() shows “���好” where the reply says “你好”: 1 character replaced."
    )
    cell = tab.model.cells["node-buffer", "every"]
    assert page.cut.text().split("\n") == [
        f"The smallest cut that breaks it: one border at byte {AT + 1:,}, inside 你.",
        f"Of this cell: {cell.failing} of {cell.cuttings} cuttings break it.",
    ]
    assert tab.detail._selection.span == (AT, AT + 3)
    assert "���" in page.picture.accessibleDescription()
    tab.detail._selection.clear()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.detail._selection.span == (AT, AT + 3)
    tab.detail._selection.clear()
    tab.detail.bytes_button.click()
    assert tab.detail._selection.span == (AT, AT + 3)
    choose(qtbot, tab, "reference", "every")
    assert "exactly what a correct reader gives" in page.sentence.text()
    assert not page.picture.isVisible()
    assert not tab.detail.bytes_button.isEnabled()


def test_the_keys_step_over_headings(qtbot: QtBot) -> None:
    tab = computed(qtbot, character_cut())
    choose(qtbot, tab, "latin1", "recorded")
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.model.key(tab.table.currentIndex()) == ("textdecoder-per-chunk", "recorded")
    QTest.keyClick(tab.table, Qt.Key.Key_Up)
    QTest.keyClick(tab.table, Qt.Key.Key_Right)
    assert tab.model.key(tab.table.currentIndex()) == ("latin1", COLUMNS[1])
    wait_computed(qtbot, tab)
    QTest.keyClick(tab.table, Qt.Key.Key_Home)
    assert tab.model.key(tab.table.currentIndex()) == ("latin1", COLUMNS[0])
    wait_computed(qtbot, tab)


def test_a_cell_that_is_not_there_yet_comes_first(qtbot: QtBot) -> None:
    tab = made(qtbot, long_run())
    tab.choose(("node-buffer", "every"))
    assert tab.detail.run_page.title.text() == "Node chunk.toString()"
    qtbot.waitUntil(lambda: tab.detail._shown is not None, timeout=SLOW_MS)
    assert tab.work.computing
    assert ("node-buffer", "every") in tab.model.cells
    assert ("npm-buffer", "every") not in tab.model.cells
    tab.cancel_button.click()
    wait_computed(qtbot, tab)
    assert tab.detail.run_page.sentence.text().startswith("Node chunk.toString() shows")
    assert tab.model.key(tab.table.currentIndex()) == ("node-buffer", "every")


def test_a_hundred_thousand_chunks(qtbot: QtBot) -> None:
    analysis = analyze(["你好世界\n".encode() * 7_700])
    assert analysis.content_size > 100_000
    tab = made(qtbot, analysis)
    tab.choose(("node-buffer", "bytes"))
    qtbot.waitUntil(lambda: tab.detail._shown is not None and tab.detail._shown.last, timeout=SLOW_MS)
    tab.cancel_button.click()
    tab.detail.segments[CHUNKS].click()
    chunks = tab.detail.chunks
    assert chunks.isVisible()
    assert chunks.chunks.rowCount() == analysis.content_size
    chunks.setFocus()
    QTest.keyClick(chunks, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = analysis.content_size - 1
    assert chunks.currentIndex().row() == last
    assert tab.detail._selection.span == (last, last + 1)
    chunks.grab()
    assert chunks.chunks._lines.cache_info().misses < 200, "rows out of sight were made"
    assert chunks.chunks.line(last).hex == "0A"
    assert chunks.chunks.line(1).outcome == (("given", "�"),)
    wait_computed(qtbot, tab)


def test_cancel_ends_a_handler_that_hears_of_no_limit(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "LIMITS", Limits(seconds=10_000, total=10_000))
    deaf = partial(Handler, source="onChunkReceived(() => String.raw({ raw: { length: 2 ** 50 } }))")
    tab = computed(qtbot, character_cut())
    for _ in range(3):
        known = dict(tab.model.cells)
        tab.set_handlers({"Mine": deaf})
        assert tab.work.computing
        QTest.qWait(100)
        tab.cancel_button.click()
        wait_computed(qtbot, tab)
        assert {key for key, cell in tab.model.cells.items() if cell.complete} == {*known}
        assert tab.detail.run_page.sentence.text() == "Cancelled before its end."
        tab.set_handlers({})
    tab.set_handlers({"Mine": partial(Handler, source=HANDLER_SOURCE)})
    wait_computed(qtbot, tab)
    assert tab.model.cells["Mine", "recorded"].complete


def test_a_handler_is_a_client_like_any_other(qtbot: QtBot) -> None:
    analysis = character_cut()
    tab = computed(qtbot, analysis)
    tab.set_handlers({"Mine": partial(Handler, source=HANDLER_SOURCE)})
    assert tab.model.rows[0].client == ""
    assert tab.model.rows[1].client == "Mine"
    assert tab.model.key(tab.table.currentIndex()) == ("Mine", COLUMNS[0])
    wait_computed(qtbot, tab)
    assert tab.model.missing() == []
    assert "chunk 0 · line 5 · TypeError" in tab.detail.run_page.errors.text()
    run = tab.detail._shown
    assert run is not None
    tab.detail.show_page(CHUNKS)
    outcome = dict(tab.detail.chunks.chunks.line(0).outcome)
    assert outcome["error"].startswith("✗ line 5 · TypeError")
    assert outcome["state"].startswith("message = “data: ")
    assert outcome["console"] == "console.log: seen"
    before = tab.model.cells["Mine", "recorded"]
    other = partial(Handler, source="({data}) => {}")
    tab.set_handlers({"Mine": other, "Twice": other})
    wait_computed(qtbot, tab)
    assert tab.model.cells["Mine", "recorded"] is not before
    assert tab.detail.run_page.errors.text() == "", "the run of the handler before"
    assert tab.model.clients == len(CLIENTS) + 2
    tab.set_handlers({})
    assert tab.model.clients == len(CLIENTS)
    assert tab.model.missing() == []


def test_more_cuts_and_fewer(qtbot: QtBot) -> None:
    tab = computed(qtbot, character_cut())
    notices: list[str] = []
    tab.notice.connect(notices.append)
    for cuts in ("random:3", "random:3", f"at:{AT + 1}", "recorded"):
        tab.add_cut(cuts)
    wait_computed(qtbot, tab)
    assert tab.model.cuts == (*COLUMNS, "random:3", f"at:{AT + 1}")
    assert tab.model.missing() == []
    assert tab.model.cells["node-buffer", f"at:{AT + 1}"].failing == 1
    tab.try_cuts(f"at:{AT + 3}")
    wait_computed(qtbot, tab)
    assert tab.model.cuts == (*COLUMNS, "random:3", f"at:{AT + 3}")
    assert tab.model.cells["node-buffer", f"at:{AT + 3}"].failing == 0
    tab.try_cuts("")
    assert tab.model.cuts == (*COLUMNS, "random:3")
    for wrong in ("at:5,4", "fixed:x", "nonsense"):
        tab.add_cut(wrong)
    assert len(notices) == 3
    assert notices[0] == "“at:5,4”: each offset must be greater than the one before."
    assert tab.model.cuts == (*COLUMNS, "random:3")


def test_cuts_from_the_menu(qtbot: QtBot) -> None:
    tab = computed(qtbot, character_cut())
    tab.cuts.fill()
    actions = {action.text(): action for menu in (tab.cuts.menu, *tab.cuts.menu.findChildren(type(tab.cuts.menu)))
               for action in menu.actions()}  # fmt: skip
    assert not actions["WeChat 1,024 B"].isEnabled(), "it is there already"
    actions["WeChat 1,460 B"].trigger()
    actions["Random sizes, seed 1"].trigger()
    tab.cuts.ask_size()
    dialog = tab.cuts.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setIntValue(7)
    dialog.accept()
    tab.cuts.ask_borders()
    dialog = next(one for one in tab.cuts.findChildren(QInputDialog) if one.isVisible())
    dialog.setTextValue("3, 9 12")
    dialog.accept()
    wait_computed(qtbot, tab)
    assert tab.model.cuts == (*COLUMNS, "wechat:1460", "random:1", "fixed:7", "at:3,9,12")
    tab.cuts.fill()
    next(action for action in tab.cuts.menu.actions() if action.text() == "✕ Every 7 B").trigger()
    assert "fixed:7" not in tab.model.cuts


def test_after_a_cancel_only_what_is_new_is_computed(qtbot: QtBot) -> None:
    tab = made(qtbot, recorded([EVENT] * 120))
    qtbot.waitUntil(lambda: len(tab.model.cells) > 20, timeout=SLOW_MS)
    tab.cancel_button.click()
    wait_computed(qtbot, tab)
    known = set(tab.model.cells)
    tab.add_cut("fixed:9")
    wait_computed(qtbot, tab)
    assert set(tab.model.cells) - known == {(client, "fixed:9") for client in CLIENTS}
    assert tab.cancel_button.text() == "Go on"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_handler_is_copied_and_shown(qtbot: QtBot, language: str) -> None:
    analysis = character_cut()
    tab = made(qtbot, analysis)
    notices: list[str] = []
    tab.notice.connect(notices.append)
    assert tab.copy_button.isEnabled()
    tab.copy_button.menu().aboutToShow.emit()
    tab.copy_button.menu().actions()[LANGUAGES.index(language)].trigger()
    assert QGuiApplication.clipboard().text() == corrected_handler(language, analysis)
    assert notices
    assert notices[0].startswith("Copied: the corrected handler for ")
    assert tab.detail.handler.view.isVisible()
    assert tab.detail.handler.view.toPlainText() == corrected_handler(language, analysis)
    assert tab.detail.handler.languages.currentData() == language
    wait_computed(qtbot, tab)
    assert tab.detail.segments[HANDLER].isChecked(), "the result took its place"


def test_the_handler_page_by_its_own_buttons(qtbot: QtBot) -> None:
    analysis = character_cut()
    tab = computed(qtbot, analysis)
    tab.detail.segments[HANDLER].click()
    page = tab.detail.handler
    assert page.view.toPlainText() == corrected_handler("mini-program", analysis)
    page.languages.setCurrentIndex(3)
    page.languages.activated.emit(3)
    assert page.view.toPlainText() == corrected_handler("python", analysis)
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == corrected_handler("python", analysis)
    tab.show_run(None)
    assert page.view.toPlainText() == ""
    assert tab.detail.segments[DIFFERENCE].isChecked()


def test_what_it_says_without_a_matrix(qtbot: QtBot) -> None:
    tab = made(qtbot)
    assert "No reply yet" in tab._empty.text()
    assert tab._empty.isVisible()
    analysis = recorded([], ended=True)
    tab.show_run(analysis)
    assert "still coming" in tab._empty.text()
    assert not tab.copy_button.isEnabled()
    tab.publish(batch(analysis))
    assert "no body" in tab._empty.text()
    assert not tab.work.computing


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ([b'{"text":"a"}\n{"text":"ab"}\n'], "It came in one chunk."),
        (
            [b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x80\x81" * 20] * 2,
            "The body is no text: whoever reads it as text cannot be right.",
        ),
    ],
)
def test_what_makes_the_matrix_say_less(qtbot: QtBot, chunks: list[bytes], words: str) -> None:
    tab = computed(qtbot, analyze(chunks))
    assert tab.sentence.text().endswith(words)


def test_nothing_is_broken(qtbot: QtBot) -> None:
    tab = computed(qtbot, analyze([b"plain words", b" and no more"], headers={"content-type": "text/plain"}))
    came, others, hopeless = tab.model.failing()
    assert not came
    assert not others
    assert hopeless
    assert "Wrong even in one piece: " in tab.sentence.text()
    assert tab.detail.run_page.title.text() == "No cut is to blame"


def test_few_clients_are_named(qtbot: QtBot) -> None:
    event = b'data: {"t":"a"}\n\n'
    tab = computed(qtbot, recorded([event, event]))
    assert (
        tab.sentence.text() == "The chunks as they came break no client. Wrong even in one piece: Mini-program snippet."
    )


class Unfit(Client):
    """A client that fails as none may."""

    def __init__(self, response: Response) -> None:
        raise RuntimeError("unfit")

    def feed(self, chunk: bytes) -> object:  # type: ignore[override]
        raise NotImplementedError


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_our_own_is_said_and_does_no_more(qtbot: QtBot) -> None:
    tab = computed(qtbot, character_cut())
    tab.set_handlers({"Unfit": Unfit})
    qtbot.waitUntil(lambda: "streamlab itself failed" in tab.sentence.text(), timeout=SLOW_MS)
    assert tab.sentence.text() == "streamlab itself failed: RuntimeError: unfit"
    assert tab.work.worker.join(SLOW_MS / 1000)
    tab.set_handlers({})
    choose(qtbot, tab, "node-buffer", "recorded")
    assert tab.detail.run_page.sentence.text().startswith("Node chunk.toString()")


def test_the_words_follow_the_language(qtbot: QtBot) -> None:
    tab = computed(qtbot, character_cut())
    choose(qtbot, tab, "node-buffer", "recorded")
    before = tab.detail.run_page.sentence.text()
    tab.detail.run_page.sentence.say("")
    tab.detail.run_page.retranslate()
    tab.retranslate()
    assert tab.detail.run_page.sentence.text() == before
    names = [tab.findChild(type(widget), widget.objectName()) for widget in (tab.table, tab.detail.chunks)]
    assert all(widget is not None and widget.accessibleName() for widget in names)
    for button in (tab.cancel_button, tab.handler_button, tab.copy_button, tab.cuts.button, *tab.detail.segments):
        assert button.accessibleName()
    with qtbot.waitSignal(tab.handler_wanted):
        tab.handler_button.click()
