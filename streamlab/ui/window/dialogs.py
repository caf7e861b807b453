"""The dialogs for files and for what stays of them: opened beside the loop, never run inside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QLabel, QSpinBox, QWidget

from streamlab.library.shelf import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.ui.settings import Settings

MEGABYTE = 1_000_000
_BUTTON = QDialogButtonBox.StandardButton


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


def ask_limits(parent: QWidget, settings: Settings) -> QDialog:
    """Asks how much of the history stays on the disk."""
    translate = QCoreApplication.translate
    dialog = QDialog(parent)
    dialog.setObjectName("limitsDialog")
    dialog.setWindowTitle(translate("Dialogs", "Limits of the history"))
    told = QLabel(translate("Dialogs", "Every run is recorded in {folder}. Before a new one the oldest are removed beyond these "
                            "limits, but never the newest, and none that is open, still grows or is marked as kept.")
                  .format(folder=settings.recordings), dialog)  # fmt: skip
    told.setTextFormat(Qt.TextFormat.PlainText)
    told.setWordWrap(True)
    files = _number(dialog, "limitFiles", translate("Dialogs", "Recordings"), settings.limits.files, "")
    megabytes = _number(
        dialog, "limitSize", translate("Dialogs", "Together at most"), settings.limits.size // MEGABYTE, " MB"
    )
    buttons = QDialogButtonBox(_BUTTON.Ok | _BUTTON.Cancel | _BUTTON.RestoreDefaults, dialog)
    layout = QFormLayout(dialog)
    layout.addRow(told)
    for box in (files, megabytes):
        layout.addRow(box.accessibleName(), box)
    layout.addRow(buttons)

    def take() -> None:
        settings.limits = Limits(files.value(), megabytes.value() * MEGABYTE)

    def restore() -> None:
        files.setValue(Limits().files)
        megabytes.setValue(Limits().size // MEGABYTE)

    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    buttons.button(_BUTTON.RestoreDefaults).clicked.connect(restore)
    dialog.accepted.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _number(parent: QWidget, name: str, label: str, value: int, unit: str) -> QSpinBox:
    box = QSpinBox(parent)
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setRange(1, 1_000_000)
    box.setSuffix(unit)
    box.setValue(value)
    return box


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
