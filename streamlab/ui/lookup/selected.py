"""The text that a look-up starts with: what is selected in the part that has the focus, else the selected bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from streamlab.decode.charset import decode

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.ui.bytes.selection import Selection

_MOST = 4096  # bytes


def selected_text(focus: QWidget | None, selection: Selection, analysis: Analysis | None) -> str:
    """ "" where nothing is selected."""
    if isinstance(focus, QLineEdit):
        return focus.selectedText()
    if isinstance(focus, QTextEdit | QPlainTextEdit) and (text := focus.textCursor().selectedText()):
        return text.replace("\u2029", "\n")
    start, end = selection.span
    if analysis is None or start == end:
        return ""
    return decode(analysis.data(start, min(end, start + _MOST)), analysis.pipeline.encoding.name)
