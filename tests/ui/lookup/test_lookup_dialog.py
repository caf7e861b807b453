"""“What was this text?” as a person uses it: paste, read, copy, jump to the bytes."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from streamlab.lab import Lab
from streamlab.lookup import Fate
from streamlab.ui.bytes.pane import Pane
from streamlab.ui.lookup.dialog import MOST_SHOWN, LookupDialog
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended, until


async def answered(dialog: LookupDialog, text: str) -> None:
    """The answer to `text` is shown."""
    dialog.edit.put(text)
    dialog.ask()
    await until(lambda: dialog._lookup is not None and dialog._lookup.text == text.strip("\x00"), text)


def opened(window: MainWindow) -> LookupDialog:
    window.lookup.open_with("")
    return window.lookup


def test_the_answer_comes_while_typing(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        assert dialog.empty.isVisible()
        dialog.edit.insertPlainText("浣犲ソ")
        await until(lambda: dialog.cards)
        assert "你好" in dialog.answer.text()
        (card,) = dialog.cards
        assert card.original.text() == "你好"
        assert "whole" in card.pill.text()
        assert "GBK" in card.chain.accessibleDescription()
        card.copy_button.click()
        assert QGuiApplication.clipboard().text() == "你好"
        dialog.edit.clear()
        await until(lambda: dialog.empty.isVisible() and not dialog.cards)
        dialog.close()

    drive(play)


def test_only_the_newest_question_is_answered(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        for text in ("浣犲ソ", "ä½\xa0å¥½ï¼Œ", "ÄãºÃ"):
            dialog.edit.put(text)
            dialog.ask()
        await until(lambda: dialog.cards)
        assert dialog._lookup is not None
        assert dialog._lookup.text == "ÄãºÃ"
        dialog.close()

    drive(play)


def test_the_states(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        for text, outcome, role in (
            ("你好，世界", Fate.FINE, "ok"),
            ("\\u4f60\\u597d", Fate.ESCAPED, "ok"),
            ("锟斤拷锟斤拷", Fate.DAMAGED, "bad"),
            ("你��吗", Fate.DAMAGED, "bad"),
            ("鎮�濂�锛�", Fate.GARBLED, "title"),
        ):
            await answered(dialog, text)
            assert dialog._lookup is not None
            assert dialog._lookup.outcome is outcome
            assert dialog.answer.property("role") == role
            assert dialog.answer.text()
            assert bool(dialog.cards) == (outcome is not Fate.FINE)
        dialog.close()

    drive(play)


def test_a_no_break_space_survives_the_field(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        dialog.edit.put("ä½\xa0å¥½\nä½\xa0")
        assert dialog.edit.text() == "ä½\xa0å¥½\nä½\xa0"
        dialog.close()

    drive(play)


def test_a_long_paste_is_looked_up_whole_and_shown_in_part(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        data = QMimeData()
        long = "你好，世界。".encode().decode("latin-1") * 4000
        data.setText(long)
        dialog.edit.insertFromMimeData(data)
        assert len(dialog.edit.toPlainText()) == MOST_SHOWN
        dialog.ask()
        await until(lambda: dialog.cards)
        assert dialog._lookup is not None
        assert dialog._lookup.candidates[0].original == "你好，世界。" * 4000
        assert "20,000" in dialog.note.text()
        dialog.edit.insertPlainText("x")
        assert len(dialog.edit.text()) == MOST_SHOWN + 1
        dialog.close()

    drive(play)


def test_the_places_in_the_recording(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        await answered(dialog, "浣犲ソ")
        dialog.cards[0].show_button.click()
        await until(lambda: "no recording" in dialog.cards[0].places.text().lower())
        window.load_demo()
        window.send()
        await ended(window)
        run = window.runs.current
        assert run is not None
        word = next(
            delta.text for delta in run.analysis.deltas if len(delta.text.encode()) >= 6 and delta.text.isalpha()
        )
        garbled = word.encode().decode("latin-1")
        await answered(dialog, garbled)
        dialog.cards[0].show_button.click()
        await until(lambda: "1 of" in dialog.cards[0].places.text())
        start, end = window.selection.span
        assert run.analysis.data(start, end).decode() == word
        window.lookup.open_with_selected(window.bytes)
        assert dialog.edit.text() == word
        dialog.close()

    drive(play)


def test_places_that_are_found_too_late_are_those_of_another_recording(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        window.load_demo()
        for _ in range(2):
            window.send()
            await ended(window)
        await answered(dialog, "浣犲ソ")
        dialog.show_next_place()
        await asyncio.sleep(0)  # the search has begun
        window.runs.show(window.runs.history[1])
        await until(lambda: not any(task.get_name() == "places" for task in asyncio.all_tasks()))
        assert dialog.cards[0].places.text() == ""
        dialog.close()

    drive(play)


def test_the_menu_opens_it_with_what_is_selected(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        body = window.editor.findChild(QPlainTextEdit, "bodyEdit")
        assert body is not None
        body.setPlainText("see 浣犲ソ")
        cursor = body.textCursor()
        cursor.setPosition(4)
        cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
        body.setTextCursor(cursor)
        window.lookup.open_with_selected(body)
        assert window.lookup.edit.text() == "浣犲ソ"
        window.lookup.close()
        window._menus._menus.actions["look_up"].trigger()
        assert window.lookup.isVisible()
        window.lookup.close()

    drive(play)


def test_it_speaks_the_language_in_force_and_every_button_has_a_name(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        dialog = opened(window)
        await answered(dialog, "浣犲ソ")
        for name in ("zh_CN", "en"):
            window.choose_language(name)
            assert all(button.accessibleName() for button in dialog.findChildren(QAbstractButton))
            assert dialog.edit.accessibleName()
        assert "It was" in dialog.answer.text()
        dialog.close()

    drive(play)


def test_context_menus_offer_it(drive: Drive, lab: Lab) -> None:
    async def play(window: MainWindow) -> None:
        window.load_sample(next(one for one in lab.scenarios if one.id == "double-encoded"))
        window.send()
        await ended(window)
        view = window.tabs.reply.view
        window.tabs.bring(window.tabs.reply)
        window.tabs.reply.flush()
        view.setFocus()
        view.selectAll()
        selected = view.textCursor().selectedText()
        menu = view.menu()
        menu.actions()[-1].trigger()
        assert window.lookup.edit.text() == selected
        await until(lambda: window.lookup.cards)
        assert window.lookup.cards[0].original.text() != selected
        assert "latin-1" in window.lookup.cards[0].chain.accessibleDescription()
        window.lookup.close()
        menu.deleteLater()
        pane = window.bytes.findChild(Pane, "textPane")
        assert pane is not None
        menu = pane.menu()
        assert menu.actions()[-1].text() == "What was this text?…"
        menu.deleteLater()

    drive(play)
