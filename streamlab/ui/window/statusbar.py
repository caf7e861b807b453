"""The bar at the bottom: the run's state and counters while they grow, and how the stream is read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from streamlab.i18n import translate
from streamlab.library import shelf
from streamlab.model import EndKind
from streamlab.ui.look.parts import Translated, set_role
from streamlab.ui.window.read_as import ReadAsButtons
from streamlab.words.figures import seconds, size

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlab.library.entry import Entry
    from streamlab.session import Batch

TICK_MS = 100
GOOD, BAD, STOPPED = "✓", "✕", "■"


class StatusBar(Translated):
    """`statusLabel`: state · chunks · bytes · first byte · elapsed · recording; on the right dialect · framing · encoding."""

    def __init__(self, limits: Callable[[], shelf.Limits] = shelf.Limits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = limits
        self.setObjectName("bottomBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run: Entry | None = None
        self._batch: Batch | None = None
        self._message = ""
        self._arrived = 0.0  # when the newest batch came, by the monotonic clock
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._refresh)
        self._sign, self.label, self.read_as = QLabel(self), QLabel(self), ReadAsButtons(self)
        self.label.setObjectName("statusLabel")
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(90)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 14, 5)
        layout.setSpacing(9)
        for label in (self._sign, self.label):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "dim")
        layout.addWidget(self._sign)
        layout.addWidget(self._progress)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.read_as)
        self.setFixedHeight(30)
        self.retranslate()

    def show_run(self, run: Entry) -> None:
        """Another run."""
        self._run, self._batch, self._message = run, None, ""
        self.label.setToolTip(self._tip())
        self._ticks.stop()
        self._refresh()

    def publish(self, batch: Batch) -> None:
        """Newer counts."""
        self._batch, self._message, self._arrived = batch, "", time.monotonic()
        if batch.end is not None:
            self._ticks.stop()
        elif not self._ticks.isActive():
            self._ticks.start()
        self._refresh()

    def say(self, message: str, *, busy: bool = False) -> None:
        """A sentence in place of the counters, until the next batch."""
        self._message = message
        self._refresh()
        self._progress.setVisible(busy)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._progress.setAccessibleName(self.tr("Working"))
        self.label.setToolTip(self._tip())
        self._refresh()

    def _refresh(self) -> None:
        batch = self._batch
        self._progress.setVisible(batch is not None and batch.end is None)
        self._show_sign()
        if self._message:
            self.label.setText(self._message)
            return
        if batch is None:
            self.label.setText(self.tr("Ready") if self._run is None else self.tr("Connecting"))
            self.read_as.hide()
            return
        self.label.setText(" · ".join(self._parts(batch)))
        if self._run is not None:
            self.read_as.setVisible(batch.chunks > 0)
            self.read_as.show_reading(self._run.analysis, self._run.reading)

    def _parts(self, batch: Batch) -> list[str]:
        parts = [self._state(batch)]
        if batch.chunks:
            parts += [translate("Status", "%n chunk(s)", batch.chunks), size(batch.content_size)]
        times = self._run.analysis.chunk_times if self._run is not None else ()
        if times and times[0] >= 0:
            parts.append(self.tr("first byte {time}").format(time=seconds(times[0])))
        waited = 0.0 if batch.end is not None else time.monotonic() - self._arrived
        if batch.t_ns >= 0:  # a log may not know
            parts.append(seconds(batch.t_ns + int(waited * 1e9)))
        if batch.problem:
            parts.append(batch.problem)
        elif batch.kept is not None:
            parts.append(self.tr("recording saved") if batch.kept.exists() else self.tr("the recording was removed"))
        return parts

    def _tip(self) -> str:
        path = self._run.recording if self._run is not None else None
        if path is None:
            return ""
        limits = self._limits()
        bound = self.tr(
            "The newest {count} recordings stay here, up to {size}, and those that are marked as kept in the history."
        )
        bound = bound.format(count=limits.files, size=size(limits.size))
        return f"{path}\n{bound}" if shelf.is_ours(path) else str(path)

    def _state(self, batch: Batch) -> str:
        if batch.end is None:
            states = {
                "connecting": self.tr("Connecting"),
                "waiting": self.tr("Waiting for the first byte"),
                "streaming": self.tr("Receiving") if batch.chunks else self.tr("Head received, waiting for the body"),
            }
            return states[batch.state]
        if batch.end.kind is EndKind.RECORDING:
            return self.tr("The recording stops here")
        return {
            "complete": self.tr("Complete"),
            "incomplete": self.tr("Broken off"),
            "protocol-error": self.tr("Protocol error"),
            "reset": self.tr("Connection reset"),
            "timeout": self.tr("Timed out"),
            "aborted": self.tr("Stopped"),
            "connect-error": self.tr("No connection"),
            "tls-error": self.tr("No TLS connection"),
        }[batch.end.reason.value]

    def _show_sign(self) -> None:
        end = self._batch.end if self._batch is not None else None
        reason = end.reason.value if end is not None and not self._message else ""
        if end is not None and end.kind is EndKind.RECORDING:  # streamlab's doing, not the network's
            reason = reason and "aborted"
        self._sign.setText({"": "", "complete": GOOD, "aborted": STOPPED}.get(reason, BAD))
        self._sign.setVisible(bool(reason))
        set_role(self._sign, {"complete": "ok", "aborted": "dim"}.get(reason, "bad"))
