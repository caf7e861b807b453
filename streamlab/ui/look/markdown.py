"""Writes Markdown into a QTextDocument, block by block, as safe text: no HTML, no images, nothing is ever fetched.

Own writing instead of `setMarkdown`, because a growing reply needs its last block replaced without touching the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from streamlab.ui.look import fonts, theme

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLETS = "•◦▪"
INDENT = 22.0
REACH = 64  # the longest run of marks between two shown characters: the address of a link


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block of a Markdown source: characters [start, end) and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables; raw HTML stays text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def parts_of(source: str) -> list[Block]:
    """The top-level blocks of `source`; each part runs to where the next begins."""
    tokens = parser().parse(source)
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    groups: list[tuple[int, list[Token]]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.map:
            groups.append((starts[token.map[0]] if groups else 0, []))
        if groups:
            groups[-1][1].append(token)
    ends = [*(start for start, _ in groups[1:]), len(source)][: len(groups)]
    return [Block(start, end, tuple(group)) for (start, group), end in zip(groups, ends, strict=True)]


class MarkdownWriter:
    """Writes parts at the end of a document through one cursor."""

    def __init__(self, *, links: bool = False) -> None:
        """`links`: whether an address can be followed; only those of our own pages may."""
        self._links = links
        self._colours = theme.current()
        self._fixed = fonts.fixed_font()
        self._lists: list[int | None] = []  # per open list: the next number, None for bullets
        self._quotes = 0
        self._bullet = ""
        self._fresh = True

    def write(self, cursor: QTextCursor, part: Block) -> None:
        """Writes one part; the cursor stands at the end of the document."""
        self._lists, self._quotes, self._bullet = [], 0, ""
        self._fresh = cursor.block().length() <= 1  # an empty first block, or the one Qt keeps after a table
        tokens, index = part.tokens, 0
        while index < len(tokens):
            if tokens[index].type == "table_open":
                index = self._table(cursor, tokens, index)
            else:
                self._block(cursor, tokens[index], tokens[index - 1] if index else None)
                index += 1

    def _block(self, cursor: QTextCursor, token: Token, before: Token | None) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._bullet = self._next_bullet()
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "inline":
                level = int(before.tag[1]) if before is not None and before.type == "heading_open" else 0
                self._begin(cursor, level)
                self._inline(cursor, token.children or (), level)
            case "fence" | "code_block":
                self._code(cursor, token.content.removesuffix("\n"))
            case "hr":
                self._begin(cursor, 0)
                cursor.insertText("─" * 24, self._format(self._colours.faint))
            case "html_block":
                self._begin(cursor, 0)
                cursor.insertText(token.content, self._format())

    def _next_bullet(self) -> str:
        number = self._lists[-1]
        if number is None:
            return BULLETS[(len(self._lists) - 1) % len(BULLETS)]
        self._lists[-1] = number + 1
        return f"{number}."

    def _begin(self, cursor: QTextCursor, heading: int) -> None:
        """A new paragraph; the first one of a list item carries the bullet in its hanging indent."""
        block = QTextBlockFormat()
        depth = len(self._lists) + self._quotes
        block.setLeftMargin(INDENT * depth)
        block.setTopMargin(10 if heading else 0)
        block.setBottomMargin(4 if self._lists else 9)
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setHeadingLevel(heading)
        if self._bullet:
            block.setTextIndent(-INDENT + 4)
        self._new_block(cursor, block)
        if self._bullet:
            cursor.insertText(self._bullet + "\u2002", self._format(self._colours.dim))
            self._bullet = ""

    def _new_block(self, cursor: QTextCursor, block: QTextBlockFormat) -> None:
        if self._fresh:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(self._format())
        else:
            cursor.insertBlock(block, self._format())
        self._fresh = False

    def _inline(self, cursor: QTextCursor, children: Sequence[Token], heading: int) -> None:
        current = self._format(self._colours.dim if self._quotes else None)
        if heading:
            current.setFontWeight(QFont.Weight.DemiBold)
            current.setProperty(QTextCharFormat.Property.FontSizeAdjustment, max(0, 3 - heading))
        stack = [current]
        for token in children:
            if token.nesting > 0:
                stack.append(self._nested(stack[-1], token))
            elif token.nesting < 0:
                stack.pop()
            elif token.type == "code_inline":
                cursor.insertText(token.content, self._mono(stack[-1]))
            elif token.type == "image":
                cursor.insertText(f"🖼 {token.content}", self._nested(stack[-1], token))
            elif token.type in ("softbreak", "hardbreak"):
                cursor.insertText("\u2028", stack[-1])
            else:
                cursor.insertText(token.content, stack[-1])

    def _nested(self, outer: QTextCharFormat, token: Token) -> QTextCharFormat:
        inner = QTextCharFormat(outer)
        match token.type:
            case "strong_open":
                inner.setFontWeight(QFont.Weight.Bold)
            case "em_open":
                inner.setFontItalic(True)
            case "s_open":
                inner.setFontStrikeOut(True)
            case "link_open":
                inner.setForeground(QColor(self._colours.accent))
                inner.setToolTip(str(token.attrGet("href") or ""))
                if self._links:
                    inner.setAnchor(True)
                    inner.setAnchorHref(str(token.attrGet("href") or ""))
            case "image":
                inner.setForeground(QColor(self._colours.dim))
                inner.setToolTip(str(token.attrGet("src") or ""))
        return inner

    def _code(self, cursor: QTextCursor, code: str) -> None:
        block = QTextBlockFormat()
        block.setLeftMargin(INDENT * (len(self._lists) + self._quotes))
        block.setBackground(QColor(self._colours.chunk_even))
        block.setNonBreakableLines(False)
        form = self._mono(self._format())
        form.setBackground(QBrush())
        for line in code.split("\n"):
            self._new_block(cursor, block)
            cursor.insertText(line, form)
        after = QTextBlockFormat(block)
        after.setBottomMargin(9)
        cursor.setBlockFormat(after)

    def _table(self, cursor: QTextCursor, tokens: Sequence[Token], index: int) -> int:
        """Writes the table that opens at `index`; returns the index after it."""
        rows: list[list[Token]] = []
        while tokens[index].type != "table_close":
            if tokens[index].type == "tr_open":
                rows.append([])
            elif tokens[index].type == "inline":
                rows[-1].append(tokens[index])
            index += 1
        form = QTextTableFormat()
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setBorderBrush(QColor(self._colours.line))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBottomMargin(9)
        form.setWidth(QTextLength())
        table = cursor.insertTable(len(rows), max(map(len, rows)), form)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._inline(table.cellAt(row, column).firstCursorPosition(), cell.children or (), 6 if row == 0 else 0)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True
        return index + 1

    def _format(self, colour: str | None = None) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour or self._colours.text))
        return form

    def _mono(self, outer: QTextCharFormat) -> QTextCharFormat:
        form = QTextCharFormat(outer)
        form.setFont(self._fixed, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        form.setBackground(QColor(self._colours.chunk_even))
        return form


def align(rendered: str, source: str) -> list[int]:
    """For each rendered character its index in `source`: rendering drops marks and adds bullets, and moves nothing."""
    found: list[int] = []
    at = 0
    for character in rendered:
        # A blank may be the writer's own, so it must be near; separators of blocks and lines always are.
        reach = 0 if character in "\u2028\u2029" else 3 if character.isspace() else REACH
        hit = source.find(character, at, at + reach)
        found.append(at if hit < 0 else hit)
        at = at if hit < 0 else hit + 1
    return found
