"""The Headers & connection tab: the head as it came but for its secrets, and the facts of the connection beside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSplitter, QStackedLayout, QWidget

from streamlab.secrets import redact_headers
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.parts import EmptyState, Translated, scrolled
from streamlab.words.encodings import encoding_name
from streamlab.words.figures import milliseconds_text, size
from streamlab.words.framings import framing_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.analysis import Analysis
    from streamlab.model import Head, Headers
    from streamlab.session import Batch


class ConnectionTab(Translated):
    """Head, 1xx responses and trailers verbatim on the left; a list of facts on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._batch: Batch | None = None
        self.raw = QPlainTextEdit(self)
        self.raw.setObjectName("headersView")
        self.raw.setReadOnly(True)
        self.raw.setFont(fonts.fixed_font())
        self.raw.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.raw.document().setDocumentMargin(14)
        self.facts = QLabel(self)
        self.facts.setObjectName("scrolled")
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setWordWrap(True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts.setContentsMargins(16, 12, 16, 12)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = self._area = scrolled(self.facts, self, sideways=True)
        self._empty, splitter = EmptyState(self), QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.raw)
        splitter.addWidget(area)
        splitter.setSizes([600, 480])
        splitter.setChildrenCollapsible(False)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(splitter)
        theme.notifier().changed.connect(self._recolour)
        self.retranslate()

    def show_run(self, analysis: Analysis | None) -> None:
        """Another run, or none."""
        self._analysis, self._batch = analysis, None
        self._pages.setCurrentIndex(0)

    def publish(self, batch: Batch) -> None:
        """The head is shown as soon as it is there, before any body."""
        self._batch = batch
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what came while the tab was hidden."""
        super().showEvent(event)
        self.refresh()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._empty.setText(
            self.tr("No reply yet. The head, the trailers and the facts of the connection appear here.")
        )
        self.raw.setAccessibleName(self.tr("Response head"))
        for widget in (self._area, self.facts):
            widget.setAccessibleName(self.tr("Facts of the connection"))
        self.refresh()

    def refresh(self) -> None:
        """Shows the newest batch."""
        analysis, batch = self._analysis, self._batch
        if analysis is None or batch is None or (analysis.head is None and batch.end is None):
            return
        text = "\n".join(self._lines(analysis))
        if text != self.raw.toPlainText():
            self.raw.setPlainText(text)
        facts = _table(self._rows(analysis, batch))
        if facts != self.facts.text():
            self.facts.setText(facts)
        self._pages.setCurrentIndex(1)

    def copy(self) -> None:
        """Puts the response head on the clipboard."""
        self.refresh()
        QGuiApplication.clipboard().setText(self.raw.toPlainText())

    def _recolour(self, _palette: object) -> None:
        self.refresh()

    def _lines(self, analysis: Analysis) -> Iterator[str]:
        head: Head | None = analysis.head
        if head is None:
            yield self.tr("No response head arrived.")
            return
        for informational in head.informational:
            yield f"{head.http_version} {informational.status} {informational.reason}".rstrip()
            yield from _header_lines(informational.headers)
            yield ""
        yield f"{head.http_version} {head.status} {head.reason}".rstrip()
        yield from _header_lines(head.headers)
        if analysis.trailers:
            yield ""
            yield self.tr("Trailers")
            yield from _header_lines(analysis.trailers)

    def _rows(self, analysis: Analysis, batch: Batch) -> Iterator[tuple[str, str]]:
        if batch.end is not None:
            from streamlab.words.ends import end_text

            yield self.tr("End"), end_text(batch.end)
        if analysis.head is not None:
            yield self.tr("Protocol"), analysis.head.http_version
            yield self.tr("Head after"), milliseconds_text(analysis.head.t_ns / 1e6)
        if analysis.connection is not None and analysis.connection.tls:
            yield self.tr("TLS"), " · ".join(filter(None, analysis.connection))
            yield self.tr("TLS records read"), f"{batch.reads:,}"
        else:
            yield self.tr("Socket reads"), f"{batch.reads:,}"
        if analysis.excess:
            yield self.tr("After the end"), size(analysis.excess[-1].end - analysis.excess[0].start)
        if analysis.http_chunks:
            yield self.tr("HTTP chunks"), f"{len(analysis.http_chunks):,}"
        if analysis.data_frames:
            yield self.tr("HTTP/2 DATA frames"), f"{len(analysis.data_frames):,}"
        yield self.tr("Chunks"), f"{batch.chunks:,}"
        yield self.tr("Body"), size(analysis.body_size)
        if analysis.content_encoding:
            coding = f"{analysis.content_encoding} → {size(analysis.content_size)}"
            yield self.tr("Content coding"), f"{coding} {analysis.content_error or ''}".strip()
        names = (analysis.dialect, framing_name(analysis.framing), encoding_name(analysis.encoding))
        yield self.tr("Read as"), " · ".join(names)
        if batch.end is not None:
            yield from self._timing(analysis)

    def _timing(self, analysis: Analysis) -> Iterator[tuple[str, str]]:
        timing = analysis.timing
        for name, value in (
            (self.tr("First byte"), timing.first_byte_ms),
            (self.tr("First text"), timing.first_text_ms),
            (self.tr("Total"), timing.total_ms),
        ):
            if value is not None:
                yield name, milliseconds_text(value)
        gaps = {name: milliseconds_text(value) for name, value in timing.gaps.items() if value is not None}
        if gaps:
            text = self.tr("median {p50} · 95 % {p95} · longest {max}")
            yield self.tr("Gaps between chunks"), text.format(**gaps)


def _table(rows: Iterator[tuple[str, str]]) -> str:
    dim = theme.current().dim
    cells = (
        f'<tr><td style="color: {dim}; padding: 3px 22px 3px 0; white-space: nowrap">{escape(name)}</td>'
        f'<td style="padding: 3px 0">{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f"<table>{''.join(cells)}</table>"


def _header_lines(headers: Headers) -> Iterator[str]:
    for name, value in redact_headers(headers):
        yield f"{name}: {value}"
