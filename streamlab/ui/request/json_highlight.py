"""Colours JSON while it is typed, line by line; a line that is no JSON simply stays plain."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from streamlab.ui.look import theme

_TOKENS = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*"?)(?P<colon>\s*:)?'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>\b(?:true|false|null)\b)"
)
LONGEST_LINE = 20_000  # a pasted one-line body of megabytes stays editable


class JsonHighlighter(QSyntaxHighlighter):
    """Keys in the accent, strings in green, numbers and words in violet; the failing character underlined."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.active = False
        self._failure: tuple[int, int] | None = None  # line and column, from 1
        self.use_theme()

    def use_theme(self) -> None:
        """Takes the colours of the theme in force."""
        colours = theme.current()
        self._key, self._string, self._number = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self._key.setForeground(QColor(colours.accent))
        self._string.setForeground(QColor(colours.ok))
        self._number.setForeground(QColor(colours.json))
        self._bad = QTextCharFormat()
        self._bad.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._bad.setUnderlineColor(QColor(colours.json))
        self._bad.setBackground(QColor(colours.json_wash))
        self.rehighlight()

    def set_active(self, active: bool) -> None:
        """On for JSON, off for every other kind of body."""
        if active != self.active:
            self.active = active
            self.rehighlight()

    def set_failure(self, place: tuple[int, int] | None) -> None:
        """Marks the character at (line, column), both from 1; None unmarks."""
        if place != self._failure:
            self._failure = place
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Qt's hook for one line."""
        if not self.active or len(text) > LONGEST_LINE:
            return
        for match in _TOKENS.finditer(text):
            if match["string"]:
                form = self._key if match["colon"] else self._string
                self.setFormat(match.start("string"), len(match["string"]), form)
            else:
                self.setFormat(match.start(), len(match[0]), self._number)
        if self._failure is not None and self._failure[0] == self.currentBlock().blockNumber() + 1:
            self.setFormat(min(self._failure[1] - 1, max(0, len(text) - 1)), 1, self._bad)
