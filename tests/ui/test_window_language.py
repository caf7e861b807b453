"""Language and theme: switched live, remembered, complete."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from streamlab import i18n
from streamlab.lab import Lab
from streamlab.ui.language.i18n import use_language
from streamlab.ui.look import theme
from streamlab.ui.settings import Settings
from streamlab.ui.window.main_window import MainWindow
from tests.ui.window_driver import Drive, ended


def words_of(window: MainWindow) -> list[str]:
    """Every visible word on buttons, labels, tabs and menus."""
    found = [widget.text() for widget in window.findChildren(QWidget) if isinstance(widget, QAbstractButton | QLabel)]
    found += [window.tabs.tabs.tabText(index) for index in range(window.tabs.tabs.count())]
    return found + [action.text() for action in window.menuBar().actions()]


def test_the_language_switches_live_and_back(drive: Drive, lab: Lab, qapp: QApplication) -> None:
    async def play(window: MainWindow) -> None:
        window.load_sample(next(one for one in lab.scenarios if one.id == "char-cut-1-2"))
        window.send()
        await ended(window)
        window.tabs.bring(window.tabs.connection)
        english = words_of(window)
        window.toolbar.language.click()
        assert i18n.language() == "zh_CN"
        await asyncio.sleep(0)
        chinese = words_of(window)
        assert window.toolbar.send_button.text() == "发送"
        assert window.tabs.findings.list.accessibleName() == "诊断"
        assert "字节" in window.verdict.sentence.text()
        assert len(chinese) == len(english)
        window.toolbar.language.click()
        await asyncio.sleep(0)
        assert words_of(window) == english

    drive(play)
    use_language(qapp, "en")


def test_the_choice_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    first = Settings(tmp_path)
    first.language, first.scheme = "zh_CN", "dark"
    first.save()
    again = Settings(tmp_path)
    assert (again.language, again.scheme) == ("zh_CN", "dark")
    monkeypatch.setenv("STREAMLAB_LANG", "en")
    assert again.language == "en"
    again.scheme = "nonsense"
    assert again.scheme == "system"


def test_the_theme_switches(drive: Drive) -> None:
    async def play(window: MainWindow) -> None:
        window.toolbar.theme.click()
        assert theme.current().scheme == "dark"
        assert window.settings.scheme == "dark"
        window.choose_theme("light")
        assert theme.current().scheme == "light"
        await asyncio.sleep(0)

    drive(play)
