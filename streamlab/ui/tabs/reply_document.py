"""The reply in a QTextDocument, rendered as it grows: finished blocks stay, only the last one is written again."""

from __future__ import annotations

import time
from bisect import bisect_right
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from streamlab.ui.look import fonts, theme
from streamlab.ui.tabs.reply_text import ReplyText

if TYPE_CHECKING:
    from streamlab.ui.look.markdown import Block

LONGEST_BLOCK = 4_000  # a longer block is continued in another: it would be written again as a whole at every change
WINDOW = 2 * LONGEST_BLOCK  # how much is parsed at a time; more than the longest block


class Rendered(NamedTuple):
    """A rendered stretch: characters [start, end) of the reply stand in the document from `position` on."""

    position: int
    start: int
    end: int


class ReplyDocument:
    """Writes a `ReplyText` into `document`; knows which reply character stands where."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.raw = False
        self.clear()

    def clear(self) -> None:
        """Empties the document; the next `render` writes everything."""
        self._document.clear()
        self._pieces: list[Rendered] = []
        self._finished = 0  # so many pieces stay
        self._from = self._at = 0  # the tail: its first character of the reply, its first position in the document
        self._kind = ""  # of the plain text that stands last and can be continued
        self._fence = ""  # the opening line of the block of code that the tail continues
        self._source = ""
        self._deadline = inf

    def render(self, text: ReplyText, budget_s: float = inf) -> bool:
        """Writes what is new; False where the budget ran out before all of it was written."""
        self._source, self._deadline = text.text, time.perf_counter() + budget_s
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.setPosition(self._at)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        del self._pieces[self._finished :]
        done = all(self._write(cursor, start, end, kind) for start, end, kind in text.runs(self._from))
        cursor.endEditBlock()
        return done

    @property
    def written(self) -> int:
        """How many characters of the reply are in the document."""
        return self._pieces[-1].end if self._pieces else 0

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The reply's characters between two document positions."""
        return self._character(first), max(self._character(max(first, last - 1)) + 1, self._character(first) + 1)

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The document positions of the reply's characters [start, end)."""
        return self._position(start), self._position(end - 1) + 1

    def _write(self, cursor: QTextCursor, start: int, end: int, kind: str) -> bool:
        if self.raw or kind == "reasoning":
            return self._write_plain(cursor, start, end, kind)
        return self._write_markdown(cursor, start, end)

    def _write_plain(self, cursor: QTextCursor, start: int, end: int, kind: str) -> bool:
        colours, form = theme.current(), QTextCharFormat()
        form.setForeground(QColor(colours.dim if kind == "reasoning" else colours.text))
        if self.raw:
            form.setFont(fonts.fixed_font())
        if kind != self._kind:
            self._begin_plain(cursor, form, kind)
        self._kind = kind
        for begin in range(start, end, LONGEST_BLOCK):
            stop = min(end, begin + LONGEST_BLOCK)
            if cursor.block().length() > LONGEST_BLOCK:
                cursor.insertBlock()
            self._pieces.append(Rendered(cursor.position(), begin, stop))
            cursor.insertText(self._source[begin:stop], form)
            self._commit(cursor, stop)
            if stop < end and time.perf_counter() > self._deadline:
                return False
        return True

    def _begin_plain(self, cursor: QTextCursor, form: QTextCharFormat, kind: str) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if kind == "reasoning" and not self.raw:
            block.setLeftMargin(14)
            block.setBottomMargin(6)
        if cursor.block().length() > 1:
            cursor.insertBlock(block, form)
        else:
            cursor.setBlockFormat(block)

    def _write_markdown(self, cursor: QTextCursor, start: int, end: int) -> bool:
        self._kind = ""
        while start < end:
            written = self._write_window(cursor, start, min(end, start + WINDOW), end)
            if written == start:  # only blanks, or definitions that show nothing
                return True
            start = written
            if start < end and time.perf_counter() > self._deadline:
                return False
        return True

    def _write_window(self, cursor: QTextCursor, start: int, stop: int, end: int) -> int:
        """Writes the blocks of characters [start, stop) that are whole, at least one; where the next one begins."""
        from streamlab.ui.look.markdown import MarkdownWriter, parts_of

        opening = self._fence  # a block of code that goes on begins with its opening line again
        source, following = opening + self._source[start:stop], ""
        parts = parts_of(source)
        if parts and (cut := _cut(parts[-1], source)):
            parts = parts_of(source[:cut])
            following = _opening(parts[-1])
        elif stop < end and len(parts) > 1:
            parts.pop()  # it goes on behind the window
        writer = MarkdownWriter()
        for part in parts:
            begin, last = (max(start, start + at - len(opening)) for at in (part.start, part.end))
            self._pieces.append(Rendered(cursor.position(), begin, last))
            writer.write(cursor, part)
            if last < len(self._source):
                self._fence = following if part is parts[-1] else ""
                self._commit(cursor, last)
        return self._pieces[-1].end if parts else start

    def _commit(self, cursor: QTextCursor, end: int) -> None:
        self._finished = len(self._pieces)
        self._from, self._at = end, cursor.position()

    def _character(self, position: int) -> int:
        index = bisect_right(self._pieces, position, key=lambda piece: piece.position) - 1
        if index < 0:
            return 0
        piece, rendered, table = self._aligned(index)
        inside = utf16_index(rendered, position - piece.position)
        return table[min(inside, len(table) - 1)] if table else piece.start

    def _position(self, character: int) -> int:
        index = bisect_right(self._pieces, character, key=lambda piece: piece.start) - 1
        if index < 0:
            return 0
        piece, rendered, table = self._aligned(index)
        inside = bisect_right(table, character) - 1 if table else 0
        return piece.position + utf16_length(rendered[: max(0, inside)])

    def _aligned(self, index: int) -> tuple[Rendered, str, list[int]]:
        """A piece, what the document shows for it, and for each shown character its index in the reply."""
        from streamlab.ui.look.markdown import align

        piece = self._pieces[index]
        cursor = QTextCursor(self._document)
        cursor.setPosition(piece.position)
        if index + 1 < len(self._pieces):
            cursor.setPosition(self._pieces[index + 1].position, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        rendered = cursor.selectedText()
        return piece, rendered, [piece.start + at for at in align(rendered, self._source[piece.start : piece.end])]


def _cut(part: Block, source: str) -> int:
    """Where to break a last block that has grown too long: after a line, else anywhere; 0 for not at all."""
    limit = part.start + LONGEST_BLOCK
    if part.end <= limit:
        return 0
    line_end = source.rfind("\n", part.start + LONGEST_BLOCK // 2, limit) + 1
    return line_end or (0 if _opening(part) else limit)


def _opening(part: Block) -> str:
    """The line that opens a block of code; '' for every other block."""
    token = part.tokens[0]
    return f"{token.markup}{token.info}\n" if token.type == "fence" else ""


def utf16_length(text: str) -> int:
    """How many positions of a document `text` takes: Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_index(text: str, units: int) -> int:
    """The index of the character at `units` UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
