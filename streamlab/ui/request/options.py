"""The request's options: a time limit per phase, TLS verification, proxy, HTTP/2, redirects."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QLineEdit, QWidget

from streamlab.request.value import Timeouts
from streamlab.ui.look.parts import Remark, Translated

PHASES = ("connect", "write", "read", "pool")


class OptionsEditor(Translated):
    """Plain controls; a time limit of 0 shows as “no limit”."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits = {phase: QDoubleSpinBox(self) for phase in PHASES}
        self._names = {phase: QLabel(self) for phase in PHASES}
        self.verify, self.http2, self.redirects = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self.proxy, self._proxy_name = QLineEdit(self), QLabel(self)
        self._warning = Remark("warn", self)
        self._lay_out()
        for box in self.limits.values():
            box.setRange(0, 86_400)
            box.setDecimals(1)
            box.setFixedWidth(120)
            box.lineEdit().setTextMargins(8, 0, 8, 0)
            box.valueChanged.connect(lambda _value: self.changed.emit())
        for check in (self.verify, self.http2, self.redirects):
            check.toggled.connect(lambda _on: self.changed.emit())
        self.verify.toggled.connect(lambda _on: self._warn())
        self.proxy.textChanged.connect(lambda _text: self.changed.emit())
        self.verify.setChecked(True)
        self.retranslate()

    def timeouts(self) -> Timeouts:
        """The limits in seconds."""
        return Timeouts(**{phase: box.value() or None for phase, box in self.limits.items()})

    def show_options(
        self, timeouts: Timeouts, *, verify: bool, proxy: str | None, http2: bool, redirects: bool
    ) -> None:
        """Shows the options of a request."""
        with QSignalBlocker(self):
            for phase, box in self.limits.items():
                box.setValue(getattr(timeouts, phase) or 0)
            self.verify.setChecked(verify)
            self.http2.setChecked(http2)
            self.redirects.setChecked(redirects)
            self.proxy.setText(proxy or "")
        self._warn()
        self.changed.emit()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        names = {
            "connect": self.tr("Connect within"),
            "write": self.tr("Send within"),
            "read": self.tr("Longest silence"),
            "pool": self.tr("Wait for a connection"),
        }
        for phase, name in names.items():
            self._names[phase].setText(name)
            self.limits[phase].setAccessibleName(name)
            self.limits[phase].setSuffix(self.tr(" s"))
            self.limits[phase].setSpecialValueText(self.tr("no limit"))
        self.verify.setText(self.tr("Verify the TLS certificate"))
        self.http2.setText(self.tr("Allow HTTP/2"))
        self.redirects.setText(self.tr("Follow redirects"))
        self._proxy_name.setText(self.tr("Proxy"))
        self.proxy.setAccessibleName(self.tr("Proxy"))
        self.proxy.setPlaceholderText(self.tr("none – for example http://127.0.0.1:8080 or socks5://…"))
        self._warn()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, phase in enumerate(PHASES):
            grid.addWidget(self._names[phase], row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self.limits[phase], row, 1)
        grid.setColumnMinimumWidth(2, 36)
        for row, check in enumerate((self.verify, self.http2, self.redirects)):
            grid.addWidget(check, row, 3, 1, 2)
        grid.addWidget(self._proxy_name, 3, 3)
        grid.addWidget(self.proxy, 3, 4)
        grid.addWidget(self._warning, 4, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(5, 1)

    def _warn(self) -> None:
        self._warning.say(
            ""
            if self.verify.isChecked()
            else self.tr("The server's identity is not checked: anyone on the way can read and change this exchange.")
        )
