"""The window's language: Qt's translators and `streamlab.i18n` switched together, live."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from streamlab import i18n
from streamlab.resources import asset

# With the bytes it was loaded from: Qt reads them where they are and copies nothing.
_installed: list[tuple[QTranslator, bytes]] = []


def use_language(app: QCoreApplication, name: str) -> None:
    """Makes `name` the language of every text; Qt then sends LanguageChange to all widgets."""
    i18n.set_language(name)
    while _installed:
        app.removeTranslator(_installed.pop()[0])
    if i18n.language() == "en":
        return
    own, qt = QTranslator(app), QTranslator(app)
    catalogue = asset("i18n", f"streamlab_{name}.qm")
    data = catalogue.read_bytes() if catalogue.is_file() else b""
    if data and own.load(data):
        _install(app, own, data)
    if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _install(app, qt, b"")


def _install(app: QCoreApplication, translator: QTranslator, data: bytes) -> None:
    app.installTranslator(translator)
    _installed.append((translator, data))
