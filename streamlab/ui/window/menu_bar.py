"""What the main window's menus hold and are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMessageBox

from streamlab import i18n
from streamlab.ui.settings import SCHEMES
from streamlab.ui.window.menus import LANGUAGE_NAMES, Menus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEY = QKeySequence.StandardKey
_LINE: Final = ""
_ACTIONS: Final[tuple[tuple[str, str, tuple[str | KEY, ...]], ...]] = (
    ("file", "send", ("Ctrl+Return", "Ctrl+Enter")),
    ("file", "stop", ("Esc",)),
    ("file", _LINE, ()),
    ("file", "open", (KEY.Open,)),
    ("file", "save", (KEY.Save,)),
    ("file", _LINE, ()),
    ("file", "settings", (KEY.Preferences,)),
    ("file", _LINE, ()),
    ("file", "quit", (KEY.Quit,)),
    ("edit", "copy_reply", ()),
    ("edit", "copy_finding", ()),
    ("edit", "copy_headers", ()),
    ("edit", _LINE, ()),
    ("edit", "look_up", ("Ctrl+Shift+U",)),
    ("edit", _LINE, ()),
    ("edit", "import", ("Ctrl+Shift+V",)),
    ("edit", "handler", ("Ctrl+J",)),
    ("view", "editor", ("Ctrl+E",)),
    ("view", "address", ("Ctrl+L",)),
    ("view", "cycle", ("F6",)),
    ("view", _LINE, ()),
    ("help", "guide", (KEY.HelpContents,)),
    ("help", _LINE, ()),
    ("help", "about", ()),
)
_CHOICES: Final = {"language": i18n.LANGUAGES, "theme": SCHEMES, "text": ("correct", "naive")}


class WindowMenus:
    """File, Edit, View, Help. `calls` says what each action does; that of a choice is called with what was chosen."""

    def __init__(self, window: QMainWindow, calls: Mapping[str, Callable[..., Any]]) -> None:
        self._window = window
        self._menus = Menus(window.menuBar(), window)
        for menu, key, shortcuts in _ACTIONS:
            if key == _LINE:
                self._menus.add_separator(menu)
            else:
                self._menus.add(menu, key, self._about if key == "about" else calls[key], *shortcuts)
        window.addAction(self._menus.actions["look_up"])  # context menus offer what the window has
        for key, names in _CHOICES.items():
            self._menus.add_choice(key, names, calls[key])

    def check(self, submenu: str, key: str) -> None:
        """Marks the choice in force."""
        self._menus.check(submenu, key)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.check("language", i18n.language())
        self._menus.retranslate(_names() | {f"language.{key}": name for key, name in LANGUAGE_NAMES.items()})

    def _about(self) -> None:
        from importlib.metadata import version

        translate = QCoreApplication.translate
        text = translate("Menu", "streamlab {version}\n\nWho broke this character, and how do I prove it?")
        box = QMessageBox(self._window)
        box.setWindowTitle(translate("Menu", "About streamlab"))
        box.setText(text.format(version=version("streamlab")))
        box.finished.connect(box.deleteLater)
        box.open()


def _names() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "menu.file": translate("Menu", "&File"),
        "menu.edit": translate("Menu", "&Edit"),
        "menu.view": translate("Menu", "&View"),
        "menu.help": translate("Menu", "&Help"),
        "menu.language": translate("Menu", "&Language"),
        "menu.theme": translate("Menu", "&Theme"),
        "menu.text": translate("Menu", "Te&xt pane"),
        "send": translate("Menu", "Send"),
        "stop": translate("Menu", "Stop"),
        "open": translate("Menu", "Open recording…"),
        "save": translate("Menu", "Save recording as…"),
        "settings": translate("Menu", "Limits of the history…"),
        "quit": translate("Menu", "Quit"),
        "copy_reply": translate("Menu", "Copy the reply"),
        "copy_finding": translate("Menu", "Copy the finding"),
        "copy_headers": translate("Menu", "Copy the response head"),
        "look_up": translate("Menu", "What was this text?…"),
        "import": translate("Menu", "Paste a request (cURL, fetch, uni.request)"),
        "handler": translate("Menu", "Your own handler…"),
        "editor": translate("Menu", "Headers, body and options"),
        "address": translate("Menu", "Go to the address"),
        "cycle": translate("Menu", "Next part of the window"),
        "theme.system": translate("Menu", "As the system"),
        "theme.light": translate("Menu", "Light"),
        "theme.dark": translate("Menu", "Dark"),
        "text.correct": translate("Menu", "Correctly decoded"),
        "text.naive": translate("Menu", "As a per-chunk client shows it"),
        "guide": translate("Menu", "The guide"),
        "about": translate("Menu", "About streamlab"),
    }
