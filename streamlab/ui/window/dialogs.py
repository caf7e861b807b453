"""The file dialogs: opened beside the loop, never run inside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def ask_recording(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Asks for a recording to open."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("Dialogs", "Open a recording"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [translate("Dialogs", "Recordings (*.slrec *.slrec.gz)"), translate("Dialogs", "All files (*)")]
    )
    _open(dialog, then)


def ask_target(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Asks where a recording is to be saved; `name` is proposed."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("Dialogs", "Save the recording"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(
        [
            translate("Dialogs", "Recording (*.slrec)"),
            translate("Dialogs", "Compressed recording (*.slrec.gz)"),
        ]
    )
    dialog.setDefaultSuffix("slrec")
    dialog.selectFile(name)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
