"""The menus and their shortcuts; every action is also reachable without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文"}


class Menus:
    """Builds the actions once; `retranslate` names them."""

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        self._window = window
        self._menus: dict[str, QMenu] = {}
        for key in ("file", "edit", "view", "help"):
            self._menus[key] = QMenu(bar)
            bar.addMenu(self._menus[key])
        self.actions: dict[str, QAction] = {}
        self._submenus = {key: QMenu(self._menus["view"]) for key in ("language", "theme", "text")}

    def add(
        self, menu: str, key: str, call: Callable[[], object], *shortcuts: str | QKeySequence.StandardKey
    ) -> QAction:
        """One action under `key`."""
        action = QAction(self._window)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.triggered.connect(lambda _checked=False: call())
        self._menus[menu].addAction(action)
        self.actions[key] = action
        return action

    def add_separator(self, menu: str) -> None:
        """A line."""
        self._menus[menu].addSeparator()

    def add_choice(self, submenu: str, keys: tuple[str, ...], call: Callable[[str], object]) -> None:
        """One of several; the action of `key` is named '<submenu>.<key>'."""
        group = QActionGroup(self._window)
        menu = self._submenus[submenu]
        self._menus["view"].addMenu(menu)
        for key in keys:
            action = QAction(self._window)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, key=key: call(key))
            group.addAction(action)
            menu.addAction(action)
            self.actions[f"{submenu}.{key}"] = action

    def check(self, submenu: str, key: str) -> None:
        """Marks the choice in force."""
        self.actions[f"{submenu}.{key}"].setChecked(True)

    def retranslate(self, names: dict[str, str]) -> None:
        """`names`: a text per action, menu ('menu.file') and submenu ('menu.language')."""
        for key, action in self.actions.items():
            action.setText(names[key])
        for key, menu in (*self._menus.items(), *self._submenus.items()):
            menu.setTitle(names[f"menu.{key}"])
