"""Turns: one part at a time, each once, in the order they became due."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from streamlab.ui.loop.turns import Turns

pytestmark = pytest.mark.usefixtures("qapp")


def test_each_part_once_per_turn_and_in_order(qtbot: QtBot) -> None:
    owner, taken = QObject(), []
    turns = Turns(1, owner)

    def first() -> None:
        taken.append("first")
        if len(taken) == 1:
            turns.add(second, first)  # the second is due already

    def second() -> None:
        taken.append("second")

    turns.add(first, second)
    assert not taken, "not before the loop is free"
    qtbot.waitUntil(lambda: len(taken) == 3)
    assert taken == ["first", "second", "first"]


def test_settling_takes_all_at_once_and_clearing_none() -> None:
    owner, taken = QObject(), []
    turns = Turns(1, owner)
    turns.add(lambda: taken.append(1), lambda: taken.append(2))
    turns.finish()
    assert taken == [1, 2]
    turns.add(lambda: taken.append(3))
    turns.clear()
    QApplication.processEvents()
    turns.finish()
    assert taken == [1, 2]
