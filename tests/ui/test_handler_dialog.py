"""The handler dialog in the real window: paste, look, fill in, run, take the request over; nothing of it on the UI thread."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from streamlab.resources import asset
from streamlab.sandbox import script
from streamlab.sandbox.values import Limits
from streamlab.ui.handler.code_edit import CodeEdit
from streamlab.ui.handler.dialog import EXAMPLES, HandlerDialog
from streamlab.ui.handler.highlight import JavaScriptHighlighter
from streamlab.ui.look import theme
from streamlab.ui.window.main_window import MainWindow
from tests.clients.emulated.test_clients_last_line import AS_PUBLISHED, MENDED
from tests.ui.window_driver import Drive, ended, until


async def looked(window: MainWindow, source: str) -> HandlerDialog:
    """The dialog, once it has looked at `source`."""
    window.handlers.open()
    dialog = window.handlers.dialog
    dialog.show_source(source)
    await settled(dialog)
    return dialog


async def settled(dialog: HandlerDialog) -> None:
    await until(lambda: not dialog._pause.isActive() and not dialog._looking, "the look never ended")


async def ran(dialog: HandlerDialog) -> None:
    dialog.run_button.click()
    await asyncio.sleep(0)
    await until(dialog.run_button.isEnabled, "the trial never ended")


def problems(dialog: HandlerDialog) -> list[str]:
    return [dialog.problems.item(row).text() for row in range(dialog.problems.count())]


def marked(dialog: HandlerDialog) -> tuple[int, ...]:
    return dialog.editor.marked


def said(dialog: HandlerDialog) -> str:
    return dialog.note.text()


def test_the_example_is_the_published_snippet() -> None:
    assert asset("clients", "examples", "mini-program.js").read_text("utf-8") == AS_PUBLISHED


def test_the_published_snippet_shows_its_slip_at_its_line(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        dialog = await looked(window, AS_PUBLISHED)
        assert dialog.side.values.names == ("url", "token", "prompt")
        assert dialog.problems.isHidden()
        await ran(dialog)
        line = AS_PUBLISHED.split("\n").index("  const uint8Array = new Uint8Array(uint8Array)") + 1
        assert marked(dialog) == (line,)
        (problem,) = problems(dialog)
        assert problem.endswith(f"Line {line}: ReferenceError: Cannot access 'uint8Array' before initialization")
        assert problem.startswith("48 chunks, the first is 0 · ")
        assert said(dialog) == "Ran over 48 chunks · 0 values assigned · 48 errors"
        assert window.tabs.clients.model.key(window.tabs.clients.table.currentIndex()) == ("handler", "recorded")
        assert window.tabs.tabs.currentWidget() is window.tabs.clients
        dialog.problems.itemActivated.emit(dialog.problems.item(0))
        assert dialog.editor.textCursor().blockNumber() + 1 == line
        dialog.show_source(MENDED)
        await settled(dialog)
        assert not marked(dialog)
        assert problems(dialog) == []

    drive(play)


def test_its_request_goes_into_the_editor(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = await looked(window, AS_PUBLISHED)
        dialog.side.values.set_value("url", "http://127.0.0.1:1")
        dialog.side.values.set_value("prompt", "你好")
        await settled(dialog)
        assert dialog.side.values.names == ("url", "token", "prompt")
        dialog.side.use_request.click()
        request = window.editor.request()
        assert (request.method, request.url) == ("POST", "http://127.0.0.1:1/api/chat-process")
        assert request.headers == (("Authorization", "Bearer {{token}}"),)
        assert json.loads(request.body.text) == {"prompt": "你好", "options": {}}
        assert said(dialog) == "The request is in the editor. Without a value: token."
        assert window.editor.isVisible()

    drive(play)


def test_what_cannot_run_is_said_at_once(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = await looked(window, "const a = 1\nlet text: string = ''\n")
        assert marked(dialog) == (2,)
        assert "Line 2 is TypeScript" in problems(dialog)[0]
        assert not dialog.side.use_request.isEnabled()
        dialog.show_source("uni.request({ url, enableChunked: true }).onChunkReceived(() => {})")
        await settled(dialog)
        assert "success, fail or complete" in dialog.side.hints.text()
        dialog.show_source("  ")
        await settled(dialog)
        assert problems(dialog) == []
        await ran(dialog)
        assert "There is no code" in said(dialog)

    drive(play)


def test_a_loop_for_ever_does_not_stop_the_window(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.handlers.open()
        dialog = window.handlers.dialog
        dialog.show_source("while (true);")
        await until(lambda: dialog._looking)
        turns = 0
        while dialog._looking:
            await asyncio.sleep(0.01)
            turns += 1
        assert turns > 20
        assert "interrupted" in problems(dialog)[0]

    drive(play)


@pytest.mark.parametrize("over_a_reply", [False, True])
def test_closing_the_window_ends_what_hears_of_no_limit(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, *, over_a_reply: bool
) -> None:
    monkeypatch.setattr(script, "LIMITS", Limits(seconds=10_000, total=10_000))

    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        window.handlers.open()
        dialog = window.handlers.dialog
        deaf = "String.raw({ raw: { length: 2 ** 50 } })"
        dialog.show_source(f"onChunkReceived(() => {deaf})" if over_a_reply else deaf)
        if over_a_reply:
            dialog.run_button.click()
            await until(lambda: not dialog.run_button.isEnabled())
        else:
            await until(lambda: dialog._looking)
        await asyncio.sleep(0.2)

    drive(play)
    deadline = time.monotonic() + 5  # killed at once, and soon taken note of
    while _children() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _children()


def _children() -> list[str]:
    """The processes that this one has started; none where the system does not tell."""
    tasks = Path("/proc/self/task")
    return [children for path in tasks.glob("*/children") if (children := path.read_text("ascii"))]


def test_without_a_reply_it_waits_for_one(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = await looked(window, MENDED)
        await ran(dialog)
        assert "There is no reply yet" in said(dialog)
        dialog.example_wanted.emit("corrected")
        assert "send a request" in said(dialog)

    drive(play)


def test_examples(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.load_demo()
        window.send()
        await ended(window)
        window.handlers.open()
        dialog = window.handlers.dialog
        assert len(dialog.examples.menu().actions()) == len(EXAMPLES)
        for name, errors in (("fetch", True), ("corrected", False)):
            dialog.example_wanted.emit(name)
            await settled(dialog)
            assert problems(dialog) == []
            await ran(dialog)
            assert bool(problems(dialog)) is errors, problems(dialog)
        dialog.editor.undo()
        dialog.editor.undo()
        assert dialog.editor.toPlainText() == ""

    drive(play)


def test_the_code_is_remembered_and_values_are_not(drive: Drive) -> None:
    async def first(window: MainWindow) -> None:
        dialog = await looked(window, AS_PUBLISHED)
        dialog.side.choose_decoder(True)
        dialog.side.values.set_value("token", "secret")
        dialog.close()

    async def second(window: MainWindow) -> None:
        assert b"secret" not in (window.settings.home / "window.ini").read_bytes()
        window.handlers.open()
        dialog = window.handlers.dialog
        assert dialog.editor.toPlainText() == AS_PUBLISHED
        assert dialog.side.text_decoder is True
        await settled(dialog)
        assert dialog.side.values.values() == {}

    drive(first)
    drive(second)


def test_a_request_is_pasted_from_the_clipboard(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        QGuiApplication.clipboard().setText("curl http://127.0.0.1:1/x -H 'A: b' --json '{\"a\": 1}' -F c=d")
        window.handlers.import_clipboard()
        await until(lambda: window.toolbar.url.text() == "http://127.0.0.1:1/x")
        request = window.editor.request()
        assert (request.method, request.body.kind, request.body.text) == ("POST", "json", '{"a": 1}')
        assert "--form was not taken over" in window.status.label.text()
        QGuiApplication.clipboard().setText("hello there")
        window.handlers.import_clipboard()
        await until(lambda: "no request" in window.status.label.text())

    drive(play)


def test_every_part_has_a_name_and_both_schemes_paint(drive: Drive, qapp: QApplication) -> None:
    async def play(window: MainWindow) -> None:
        dialog = await looked(window, AS_PUBLISHED)
        for kind in (
            dialog.editor,
            dialog.problems,
            dialog.side.values.table,
            dialog.run_button,
            dialog.side.use_request,
        ):
            assert isinstance(kind, QWidget)
            assert kind.accessibleName() or getattr(kind, "text", str)(), kind
        dialog.editor.mark([3])
        theme.apply(qapp, "dark")
        assert not dialog.grab().isNull()
        window.choose_language("zh_CN")
        window.choose_language("en")
        await settled(dialog)

    drive(play)


def test_javascript_is_coloured(qapp: QApplication) -> None:
    edit = CodeEdit()
    edit.setPlainText("const a = `x\n${b} y` // c\n/* d\n*/ return 'e' + 0x1F\n" + "x" * 6_000)
    p = theme.current()

    def colours(line: int) -> list[tuple[str, str]]:
        block = edit.document().findBlockByNumber(line)
        ranges = block.layout().formats()
        return [(block.text()[r.start : r.start + r.length], r.format.foreground().color().name()) for r in ranges]

    assert colours(0) == [("const", p.accent), ("`x", p.ok)]
    assert colours(1) == [("${b} y`", p.ok), ("// c", p.dim)]
    assert colours(2) == [("/* d", p.dim)]
    assert colours(3) == [("*/", p.dim), ("return", p.accent), ("'e'", p.ok), ("0x1F", p.json)]
    assert colours(4) == []
    assert isinstance(edit._highlighter, JavaScriptHighlighter)
    edit.mark([1, 99])
    assert edit.marked == (1,)
    edit.resize(300, 200)
    assert not edit.grab().isNull()
    edit.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
