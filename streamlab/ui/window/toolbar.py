"""The bar at the top: preset, method, URL, Send, Stop, the lab's state, language and theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from streamlab import i18n
from streamlab.ui.look import fonts, theme
from streamlab.ui.look.icons import icon
from streamlab.ui.look.parts import Translated, set_role

if TYPE_CHECKING:
    from streamlab.request import Preset, Problem
    from streamlab.ui.look.palette import Palette

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


class Toolbar(Translated):
    """Says what the person did; decides nothing."""

    send = Signal()
    stop = Signal()
    preset_chosen = Signal(object)  # Preset
    address_changed = Signal()
    language_toggled = Signal()
    theme_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presets: tuple[Preset, ...] = ()
        self._lab_url: str | None = None
        self.preset, self.method, self.url = QComboBox(self), QComboBox(self), QLineEdit(self)
        self.send_button, self.stop_button = QPushButton(self), QPushButton(self)
        self.lab, self.language, self.theme = QLabel(self), QToolButton(self), QToolButton(self)
        self._name()
        self._lay_out()
        self.preset.activated.connect(self._choose_preset)
        self.method.currentTextChanged.connect(lambda _text: self.address_changed.emit())
        self.url.textChanged.connect(lambda _text: self.address_changed.emit())
        self.url.returnPressed.connect(self.send)
        self.send_button.clicked.connect(self.send)
        self.stop_button.clicked.connect(self.stop)
        self.language.clicked.connect(self.language_toggled)
        self.theme.clicked.connect(self.theme_toggled)
        theme.notifier().changed.connect(self._use_theme)
        self.show_running(False)
        self.retranslate()

    def address(self) -> tuple[str, str]:
        """Method and URL as they stand."""
        return self.method.currentText().strip(), self.url.text().strip()

    def focus_address(self) -> None:
        """Ready for another address to be typed."""
        self.url.setFocus()
        self.url.selectAll()

    def set_address(self, method: str, url: str) -> None:
        """Shows method and URL from their beginning."""
        self.method.setCurrentText(method)
        self.url.setText(url)
        self.url.setCursorPosition(0)

    def set_presets(self, presets: tuple[Preset, ...]) -> None:
        """Fills the list of presets, keeping the choice."""
        chosen = self.preset.currentData()
        self._presets = presets
        self.preset.clear()
        for preset in presets:
            self.preset.addItem(preset.name, preset.id)
        self.preset.setCurrentIndex(self.preset.findData(chosen) if chosen else -1)

    def mark_preset(self, preset_id: str | None) -> None:
        """Shows which preset the request came from; None for none."""
        self.preset.setCurrentIndex(self.preset.findData(preset_id) if preset_id else -1)

    def show_lab(self, url: str | None) -> None:
        """Green with its address while the lab runs."""
        self._lab_url = url
        self._show_lab()

    def show_running(self, running: bool) -> None:
        """Send waits while a run goes on; Stop waits otherwise."""
        idle, live = (self.send_button, self.stop_button) if running else (self.stop_button, self.send_button)
        live.setEnabled(True)
        if idle.hasFocus():
            live.setFocus()
        idle.setEnabled(False)

    def show_problem(self, problem: Problem | None) -> None:
        """Frames the URL while it cannot be sent."""
        self.url.setProperty("problem", problem is not None)
        self.url.setToolTip(problem.detail if problem is not None else "")
        self.url.style().polish(self.url)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.preset.setAccessibleName(self.tr("Ready requests"))
        self.preset.setToolTip(self.tr("Ready requests"))
        self.preset.setPlaceholderText(self.tr("Own request"))
        self.method.setAccessibleName(self.tr("Method"))
        self.url.setAccessibleName(self.tr("Address"))
        self.url.setPlaceholderText(self.tr("https://… or choose a sample on the left"))
        self.send_button.setText(self.tr("Send"))
        self.send_button.setAccessibleName(self.tr("Send the request"))
        self.send_button.setToolTip(self.tr("Send the request (Ctrl+Return)"))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setAccessibleName(self.tr("Stop the run"))
        self.stop_button.setToolTip(self.tr("Stop the run; everything received stays (Esc)"))
        self.language.setText("文" if i18n.language() == "en" else "EN")
        self.language.setAccessibleName(self.tr("Switch to Chinese"))
        self.language.setToolTip(self.tr("Switch to Chinese"))
        self.theme.setAccessibleName(self.tr("Light or dark"))
        self.theme.setToolTip(self.tr("Light or dark"))
        self._show_lab()

    def _name(self) -> None:
        for widget, name in (
            (self.preset, "presetCombo"),
            (self.method, "methodCombo"),
            (self.url, "urlEdit"),
            (self.send_button, "sendButton"),
            (self.stop_button, "stopButton"),
            (self.lab, "labState"),
            (self.language, "languageButton"),
            (self.theme, "themeButton"),
        ):
            widget.setObjectName(name)
        self.send_button.setProperty("primary", True)
        self.lab.setProperty("role", "pill")
        self.method.addItems(METHODS)
        self.method.setEditable(True)
        self.method.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.method.setFixedWidth(104)
        self.preset.setMinimumWidth(120)
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.preset.setMinimumContentsLength(16)
        self.preset.view().setMinimumWidth(320)
        self.url.setFont(fonts.fixed_font())
        self.url.setMinimumWidth(200)
        self.theme.setIconSize(QSize(16, 16))
        self._use_theme(theme.current())

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        widgets = (
            self.preset,
            self.method,
            self.url,
            self.send_button,
            self.stop_button,
            self.lab,
            self.language,
            self.theme,
        )
        for widget in widgets:
            if widget is not self.lab:
                widget.setSizePolicy(widget.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
                widget.setFixedHeight(34)
            layout.addWidget(widget, int(widget is self.url))

    def _choose_preset(self, index: int) -> None:
        self.preset_chosen.emit(self._presets[index])

    def _show_lab(self) -> None:
        running = self._lab_url is not None
        self.lab.setText(("● " if running else "○ ") + self.tr("lab"))
        text = self.tr("The lab server runs at {url}") if running else self.tr("The lab server is not running")
        self.lab.setToolTip(text.format(url=self._lab_url))
        self.lab.setAccessibleName(self.lab.toolTip())
        set_role(self.lab, "pillOk" if running else "pill")

    def _use_theme(self, palette: Palette) -> None:
        self.theme.setIcon(icon("theme", palette.dim))
