"""Colours JavaScript while it is typed, line by line."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from streamlab.ui.look import theme

_TOKENS: Final = re.compile(
    r"""(?P<comment>//.*)|(?P<block>/\*)|(?P<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?P<template>`)
    |(?P<number>\b(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)n?\b)
    |(?P<word>\b(?:async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|false|finally|for|from
        |function|if|import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void
        |while|yield)\b)""",
    re.VERBOSE,
)
_ENDS: Final = {1: re.compile(r"\*/"), 2: re.compile(r"(?<!\\)(?:\\\\)*`")}  # of a comment, of a template
LONGEST_LINE: Final = 5_000
LONGEST: Final = 300_000  # characters of a document; beyond, plain text stays quick to edit


class JavaScriptHighlighter(QSyntaxHighlighter):
    """Words of the language in the accent, strings in green, numbers in violet, comments faint."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.use_theme()

    def use_theme(self) -> None:
        """Takes the colours of the theme in force."""
        colours = theme.current()
        self._forms = {
            name: _form(colour)
            for name, colour in (
                ("word", colours.accent),
                ("string", colours.ok),
                ("number", colours.json),
                ("comment", colours.dim),
            )
        }
        self._forms["comment"].setFontItalic(True)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Qt's hook for one line."""
        self.setCurrentBlockState(0)
        if len(text) > LONGEST_LINE or self.document().characterCount() > LONGEST:
            return
        at = 0
        if (state := self.previousBlockState()) in _ENDS:
            at = self._until(text, 0, 0, state)
        while at < len(text) and (match := _TOKENS.search(text, at)) is not None:
            kind = match.lastgroup
            if kind in ("block", "template"):
                at = self._until(text, match.start(), match.end(), 1 if kind == "block" else 2)
            else:
                self.setFormat(match.start(), len(match[0]), self._forms[kind or "word"])
                at = match.end()

    def _until(self, text: str, start: int, inside: int, state: int) -> int:
        """Colours a comment or a template from `start` to its end, or to the end of the line; where that is."""
        end = _ENDS[state].search(text, inside)
        if end is None:
            self.setCurrentBlockState(state)
        last = end.end() if end else len(text)
        self.setFormat(start, last - start, self._forms["comment" if state == 1 else "string"])
        return last


def _form(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    return form
