"""The window's language: Qt's translators and `streamlab.i18n` switched together, live."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from streamlab import i18n
from streamlab.resources import asset

_installed: list[QTranslator] = []


def use_language(app: QCoreApplication, name: str) -> None:
    """Makes `name` the language of every text; Qt then sends LanguageChange to all widgets."""
    i18n.set_language(name)
    while _installed:
        app.removeTranslator(_installed.pop())
    if i18n.language() == "en":
        return
    own, qt = QTranslator(app), QTranslator(app)
    catalogue = asset("i18n", f"streamlab_{name}.qm")
    if catalogue.is_file() and own.load(catalogue.read_bytes()):
        _install(app, own)
    if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _install(app, qt)


def _install(app: QCoreApplication, translator: QTranslator) -> None:
    app.installTranslator(translator)
    _installed.append(translator)
