"""What the main window's menus hold and are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMessageBox

from streamlab import i18n
from streamlab.ui.menus import LANGUAGE_NAMES, Menus
from streamlab.ui.settings import SCHEMES

if TYPE_CHECKING:
    from streamlab.ui.window import MainWindow

KEY = QKeySequence.StandardKey


class WindowMenus:
    """File, Edit, View, Help."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._menus = Menus(window.menuBar(), window)
        add = self._menus.add
        add("file", "send", window.send, "Ctrl+Return", "Ctrl+Enter")
        add("file", "stop", window.runs.stop, "Esc")
        self._menus.add_separator("file")
        add("file", "open", window.choose_file, KEY.Open)
        add("file", "save", window.save_as, KEY.Save)
        self._menus.add_separator("file")
        add("file", "quit", window.close, KEY.Quit)
        add("edit", "copy_reply", self._copy_reply)
        add("edit", "copy_finding", lambda: window.tabs.findings.detail.copy())
        add("edit", "copy_headers", self._copy_headers)
        add("view", "editor", lambda: window.sidebar.request.toggle(), "Ctrl+E")
        add("view", "address", self._focus_address, "Ctrl+L")
        add("view", "cycle", window.cycle_panes, "F6")
        self._menus.add_separator("view")
        self._menus.add_choice("language", i18n.LANGUAGES, window.choose_language)
        self._menus.add_choice("theme", SCHEMES, window.choose_theme)
        self._menus.add_choice("text", ("correct", "naive"), window.bytes.set_text_mode)
        window.bytes.text_mode_changed.connect(lambda mode: self.check("text", mode))
        add("help", "about", self._about)
        self.check("theme", window.settings.scheme)
        self.check("text", "correct")

    def check(self, submenu: str, key: str) -> None:
        """Marks the choice in force."""
        self._menus.check(submenu, key)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.check("language", i18n.language())
        self._menus.retranslate(_names() | {f"language.{key}": name for key, name in LANGUAGE_NAMES.items()})

    def _focus_address(self) -> None:
        self._window.toolbar.url.setFocus()
        self._window.toolbar.url.selectAll()

    def _copy_reply(self) -> None:
        run = self._window.runs.current
        if run is not None:
            QGuiApplication.clipboard().setText(run.analysis.reply.text)

    def _copy_headers(self) -> None:
        self._window.tabs.connection.refresh()
        QGuiApplication.clipboard().setText(self._window.tabs.connection.raw.toPlainText())

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
        "quit": translate("Menu", "Quit"),
        "copy_reply": translate("Menu", "Copy the reply"),
        "copy_finding": translate("Menu", "Copy the finding"),
        "copy_headers": translate("Menu", "Copy the response head"),
        "editor": translate("Menu", "Headers, body and options"),
        "address": translate("Menu", "Go to the address"),
        "cycle": translate("Menu", "Next part of the window"),
        "theme.system": translate("Menu", "As the system"),
        "theme.light": translate("Menu", "Light"),
        "theme.dark": translate("Menu", "Dark"),
        "text.correct": translate("Menu", "Correctly decoded"),
        "text.naive": translate("Menu", "As a per-chunk client shows it"),
        "about": translate("Menu", "About streamlab"),
    }
