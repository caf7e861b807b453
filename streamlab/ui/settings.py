"""What the window remembers between starts, and where its recordings lie."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QByteArray, QSettings

from streamlab import i18n
from streamlab.library.shelf import MOST_BYTES, MOST_FILES, Limits

SCHEMES = ("system", "light", "dark")


def default_home() -> Path:
    """`$STREAMLAB_HOME`, else the platform's place for a program's data."""
    chosen = os.environ.get("STREAMLAB_HOME")
    return Path(chosen) if chosen else user_data_path("streamlab", appauthor=False)


class Settings:
    """Typed access to one ini file below `home`."""

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or default_home()
        self._store = QSettings(str(self.home / "window.ini"), QSettings.Format.IniFormat)

    @property
    def recordings(self) -> Path:
        """The folder every run is recorded into."""
        return self.home / "recordings"

    @property
    def language(self) -> str:
        """The environment's choice, else the person's, else the system's."""
        if "STREAMLAB_LANG" in os.environ:
            return i18n.system_language()
        chosen = str(self._store.value("language", ""))
        return chosen if chosen in i18n.LANGUAGES else i18n.system_language()

    @language.setter
    def language(self, name: str) -> None:
        self._store.setValue("language", name)

    @property
    def scheme(self) -> str:
        """One of `SCHEMES`."""
        chosen = str(self._store.value("scheme", "system"))
        return chosen if chosen in SCHEMES else "system"

    @scheme.setter
    def scheme(self, name: str) -> None:
        self._store.setValue("scheme", name)

    @property
    def limits(self) -> Limits:
        """How much of the history stays on the disk."""
        return Limits(self._number("history/files", MOST_FILES), self._number("history/bytes", MOST_BYTES))

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._store.setValue("history/files", limits.files)
        self._store.setValue("history/bytes", str(limits.size))  # more than Qt's integers hold

    def _number(self, name: str, otherwise: int) -> int:
        """A number above 0; what a person wrote into the file may be anything."""
        text = str(self._store.value(name, otherwise))
        return max(1, int(text)) if text.isascii() and text.isdigit() else otherwise

    def state(self, name: str) -> QByteArray:
        """A saved geometry or splitter state; empty where there is none."""
        value = self._store.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, value: QByteArray) -> None:
        """Remembers a geometry or splitter state."""
        self._store.setValue(f"state/{name}", value)

    def save(self) -> None:
        """Writes to disk now."""
        self._store.sync()
