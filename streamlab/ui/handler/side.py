"""Beside the code: whether the device has a TextDecoder, the request the code makes, what it waits for, values to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from streamlab.i18n import translate
from streamlab.ui.handler.values import ValuesTable
from streamlab.ui.look import fonts
from streamlab.ui.look.parts import Card, Remark, column
from streamlab.words.figures import size

if TYPE_CHECKING:
    from streamlab.importing.imported import Imported
    from streamlab.ui.handler.look import FirstLook

DECODERS: Final = (None, False, True)  # as the code suggests, without, with
WIDTH: Final = 320


class Side(Card):
    """Shows a `FirstLook`; tells what is chosen."""

    changed = Signal()  # the decoder or a value
    request_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._look: FirstLook | None = None
        self._titles = [self._label("section") for _ in range(4)]
        self._decoders = [QPushButton(self) for _ in DECODERS]
        self._hint, self._body = self._label("dim"), self._label("dim")
        self._address, self._registers = self._label("code"), self._label("code")
        self._nothing = self._label("dim")
        self._address.setFont(fonts.fixed_font())
        self._registers.setFont(fonts.fixed_font())
        self.use_request, self.lost, self.hints = QPushButton(self), Remark("warn", self), Remark("warn", self)
        self.use_request.setObjectName("useRequestButton")
        self.values = ValuesTable(self)
        self._lay_out()
        self.values.changed.connect(self.changed)
        self.use_request.clicked.connect(self.request_wanted)
        self.retranslate()

    @property
    def text_decoder(self) -> bool | None:
        """What the switch says."""
        return DECODERS[next(at for at, button in enumerate(self._decoders) if button.isChecked())]

    def choose_decoder(self, choice: bool | None) -> None:
        """Moves the switch."""
        self._decoders[DECODERS.index(choice)].setChecked(True)

    def show_look(self, look: FirstLook | None) -> None:
        """What is known of the code; None: nothing yet."""
        self._look = look
        facts = look.facts if look else None
        request = look.request if look else None
        self.use_request.setEnabled(request is not None)
        self._address.setText(_breakable(f"{request.method} {request.url}") if request else self.tr("none"))
        self._body.setText(self._described(request) if request else "")
        self._body.setVisible(request is not None)
        self.lost.say("\n".join(request.lost) if request else "")
        registers = facts.registers if facts else ()
        self._registers.setText(", ".join(registers) or self.tr("nothing"))
        self.hints.say("\n".join(facts.hints) if facts else "")
        self.values.show_names(_names(look))
        self.values.setVisible(bool(self.values.names))
        self._nothing.setVisible(not self.values.names)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        titles = (self.tr("TextDecoder"), self.tr("Its request"), self.tr("It waits for"), self.tr("Values to fill in"))
        for label, text in zip(self._titles, titles, strict=True):
            label.setText(text)
        for button, text in zip(self._decoders, (self.tr("Auto"), self.tr("Without"), self.tr("With")), strict=True):
            button.setText(text)
        names = (
            self.tr("TextDecoder as the code suggests"),
            self.tr("A device without TextDecoder"),
            self.tr("A device with TextDecoder"),
        )
        for button, text in zip(self._decoders, names, strict=True):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._hint.setText(self.tr("Phones often have none, browsers have one."))
        self.use_request.setText(self.tr("Use its request"))
        self.use_request.setToolTip(self.tr("Puts the request of this code into the request editor"))
        self._nothing.setText(self.tr("No value is missing."))
        self.show_look(self._look)

    def _described(self, request: Imported) -> str:
        parts = [translate("Side", "%n header(s)", len(request.headers))]
        if request.body is not None:
            form = "JSON" if request.is_json else self.tr("text")
            parts.append(
                self.tr("body: {form}, {size}").format(
                    form=form, size=size(len(request.body.encode("utf-8", "replace")))
                )
            )
        if request.timeout_ms is not None:
            parts.append(self.tr("timeout {ms} ms").format(ms=f"{request.timeout_ms:,}"))
        return " · ".join(parts)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def _lay_out(self) -> None:
        group, switch = QButtonGroup(self), QHBoxLayout()
        switch.setSpacing(0)
        for button, side in zip(self._decoders, ("left", "middle", "right"), strict=True):
            button.setCheckable(True)
            button.setProperty("segment", side)
            button.clicked.connect(self.changed)
            group.addButton(button)
            switch.addWidget(button)
        switch.addStretch()
        self._decoders[0].setChecked(True)
        layout = column(margins=(16, 14, 16, 14), spacing=6)
        device, request, waits, values = self._titles
        layout.addWidget(device)
        layout.addLayout(switch)
        layout.addWidget(self._hint)
        for widget in (
            request,
            self._address,
            self._body,
            self.use_request,
            self.lost,
            waits,
            self._registers,
            self.hints,
            values,
        ):
            if widget in self._titles:
                layout.addSpacing(10)
            layout.addWidget(widget)
        layout.addWidget(self._nothing)
        layout.addWidget(self.values, 1)
        layout.addStretch()
        self.setLayout(layout)


def _names(look: FirstLook | None) -> tuple[str, ...]:
    if look is None:
        return ()
    return look.request.variables if look.request else look.facts.variables


def _breakable(text: str) -> str:
    """A long address may be broken after its strokes."""
    return text.replace("/", "/\u200b")
