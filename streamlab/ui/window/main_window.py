"""The main window: lays the cards out and connects them; knows no loop and no network."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from streamlab import i18n
from streamlab.guide import place_of_rule
from streamlab.library.entry import Entry
from streamlab.model import Severity
from streamlab.request import to_fill
from streamlab.ui.bytes.selection import Selection
from streamlab.ui.bytes.view import BytesView
from streamlab.ui.language.i18n import use_language
from streamlab.ui.look import theme
from streamlab.ui.look.icons import app_icon
from streamlab.ui.look.parts import Card, Remark, take_focus
from streamlab.ui.look.window_style import window_style
from streamlab.ui.loop.runs import Runs
from streamlab.ui.window.dialogs import ask_limits, ask_recording, ask_target
from streamlab.ui.window.drop import DropWindow
from streamlab.ui.window.experiments import Experiments
from streamlab.ui.window.gate import Gate
from streamlab.ui.window.handlers import Handlers
from streamlab.ui.window.menu_bar import WindowMenus
from streamlab.ui.window.parts import Parts
from streamlab.ui.window.showing import Showing
from streamlab.ui.window.sidebar import Sidebar, scenario_title
from streamlab.ui.window.statusbar import StatusBar
from streamlab.ui.window.timeline import Timeline
from streamlab.ui.window.toolbar import Toolbar
from streamlab.ui.window.verdict import VerdictCard

if TYPE_CHECKING:
    from streamlab.lab import Scenario
    from streamlab.request import Preset, Problem, Request
    from streamlab.ui.guide.dialog import GuideDialog
    from streamlab.ui.look.palette import Palette
    from streamlab.ui.lookup.dialog import LookupDialog
    from streamlab.ui.request.editor import RequestEditor
    from streamlab.ui.settings import Settings
    from streamlab.ui.tabs.card import TabsCard

SIDEBAR_WIDTH = 232
EDITOR_HEIGHT = 290
TABS_HEIGHT = 140


class MainWindow(DropWindow):
    """One window, one run shown at a time, one selection."""

    first_painted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.settings, self.selection, self.runs = settings, Selection(self), Runs(settings, self)
        self._lab_url: str | None = None
        self._scenarios: tuple[Scenario, ...] = ()
        self._painted = self._told = False
        self._use_theme(theme.current())
        self._build()
        self.gate = Gate(self)
        parts = self._parts()
        self.showing = Showing(parts, self)
        self.handlers = Handlers(parts, self)
        self._menus = self._made_menus()
        self._connect()
        Experiments(self.runs, self.verdict, self.gate, self.send, self.status.say, self)
        self.setWindowIcon(app_icon())
        self.resize(1480, 940)
        self.restoreGeometry(settings.state("geometry"))
        self._splitter.restoreState(settings.state("splitter"))
        self.retranslate()

    # --- what others call -----------------------------------------------------------------------------------------

    @cached_property
    def editor(self) -> RequestEditor:
        """The request editor, folded away; made when first asked for, which the first paint does not do."""
        from streamlab.ui.request.editor import RequestEditor

        editor = RequestEditor(self.toolbar.address, self)
        editor.setFixedHeight(EDITOR_HEIGHT)
        editor.hide()
        editor.checked.connect(self._show_problems)
        self._main.insertWidget(1, editor)
        return editor

    @cached_property
    def tabs(self) -> TabsCard:
        """The tabs; they too are made after the first paint."""
        from streamlab.ui.tabs.card import TabsCard

        tabs = TabsCard(self.selection, self)
        tabs.setMinimumHeight(TABS_HEIGHT)
        self._splitter.replaceWidget(1, tabs)
        self._empty_tabs.deleteLater()
        tabs.clients.notice.connect(self.status.say)
        tabs.clients.handler_wanted.connect(self.handlers.open)
        tabs.findings.detail.encoding_wanted.connect(self.showing.read_in)
        tabs.findings.detail.guide_wanted.connect(lambda rule: self.guide.open_at(place_of_rule(rule)))
        tabs.show()
        return tabs

    @cached_property
    def lookup(self) -> LookupDialog:
        """The reverse look-up, in a window of its own."""
        from streamlab.ui.lookup.dialog import LookupDialog

        return LookupDialog(self.runs, self.selection, self)

    @cached_property
    def guide(self) -> GuideDialog:
        """The guide, in a window of its own."""
        from streamlab.ui.guide.dialog import GuideDialog

        return GuideDialog(self)

    def prepare(self) -> None:
        """What can wait until after the first paint: the ready requests, the tabs, the editor."""
        self._fill_presets()
        for part in (self.tabs, self.editor):
            part.ensurePolished()

    def use_lab(self, url: str, scenarios: tuple[Scenario, ...]) -> None:
        """The lab runs at `url`: its samples and presets are ready."""
        self._lab_url, self._scenarios = url, scenarios
        self.toolbar.show_lab(url)
        self.sidebar.set_samples(scenarios)
        self._fill_presets()

    def load_preset(self, preset: Preset) -> None:
        """Makes a preset the request."""
        self.set_request(preset.request)
        self.toolbar.mark_preset(preset.id)

    def load_demo(self) -> None:
        """The demo request, ready to be sent."""
        for preset in self._fill_presets():
            if preset.id == "demo":
                self.load_preset(preset)
                self.toolbar.send_button.setFocus()

    def load_sample(self, scenario: Scenario) -> None:
        """Makes a sample of the lab the request."""
        demo = next((preset for preset in self._fill_presets() if preset.id == "demo"), None)
        if demo is None or self._lab_url is None:
            return
        self.set_request(replace(demo.request, url=f"{self._lab_url}/s/{scenario.id}"))
        self.status.say(scenario.shown_summary)

    def set_request(self, request: Request) -> None:
        """Shows a request in the toolbar and in the editor; what a recording masks is left to be filled in."""
        request = to_fill(request)
        self.toolbar.set_address(request.method, request.url)
        self.editor.set_request(request)
        self.toolbar.mark_preset(None)

    def send(self, request: Request | None = None) -> None:
        """Sends the request as it stands, or another in its place, or says what keeps it from being sent."""
        if self.runs.running:
            return
        if request is not None:
            self.set_request(request)
        problems = self.editor.check()
        faults = [problem for problem in problems if problem.severity is Severity.ERROR]
        own = self.editor.own_error()
        self._told = bool(faults or own)
        self._show_problems(problems)
        if own or any(problem.field in ("headers", "body", "options") for problem in faults):
            self.sidebar.request.setChecked(True)
            self.editor.show_part("body" if own else next(p.field for p in faults if p.field not in ("url", "method")))
        elif faults:
            self.toolbar.url.setFocus()
        if not self._told:
            self.sidebar.request.setChecked(False)
            self.gate.pass_on(self.editor.request(), self._send)

    def _send(self, request: Request) -> None:
        self.editor.agree(request)
        self.runs.send(request, scenario_title(request.url, self._lab_url, self._scenarios))

    def open_file(self, path: Path) -> None:
        """Opens a recording."""
        self.runs.open(path)

    def settle(self) -> None:
        """Shows now what waits for its turn to be shown."""
        self.showing.settle()

    def save_as(self) -> None:
        """Asks where the shown run's recording is to be copied."""
        run = self.runs.current
        if run is None:
            self.status.say(self.tr("There is nothing to save yet. Send a request first."))
        else:
            ask_target(self, f"{run.started:%Y%m%d-%H%M%S}.slrec", lambda path: self.runs.save(run, path))

    def choose_language(self, name: str) -> None:
        """Switches every text, now."""
        self.settings.language = name
        app = QApplication.instance()
        assert app is not None
        with self.tabs.clients.resting():
            use_language(app, name)
            self.retranslate()

    def toggle_language(self) -> None:
        """English or Chinese."""
        self.choose_language("en" if i18n.language() == "zh_CN" else "zh_CN")

    def choose_theme(self, name: str) -> None:
        """'system', 'light' or 'dark'."""
        self.settings.scheme = name
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        with self.tabs.clients.resting():
            theme.apply(app, theme.scheme_of(app.styleHints().colorScheme()) if name == "system" else name)
        self._menus.check("theme", name)

    def toggle_theme(self) -> None:
        """Light or dark."""
        self.choose_theme("light" if theme.current().scheme == "dark" else "dark")

    def cycle_panes(self) -> None:
        """Moves the focus on to the next part of the window."""
        stops = (self.toolbar.url, self.sidebar.samples, self.timeline, self.bytes, self.tabs)
        focus = self.focusWidget()
        now = next((i for i, stop in enumerate(stops) if focus is stop or (focus and stop.isAncestorOf(focus))), -1)
        following = stops[(now + 1) % len(stops)]
        content = self.tabs.tabs.currentWidget() if following is self.tabs else following
        if not take_focus(content):
            self.tabs.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.toolbar, self.sidebar, self.status = (
            Toolbar(self),
            Sidebar(self),
            StatusBar(lambda: self.settings.limits, self),
        )
        self.verdict = VerdictCard(self)
        self.timeline, self.bytes = Timeline(self.selection, self), BytesView(self.selection, self)
        self._problems = Remark("warn", self)
        self._problems.setObjectName("problemCard")
        self._problems.setContentsMargins(14, 9, 14, 9)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.addWidget(self.bytes)
        self._empty_tabs = Card(self._splitter)  # where the tabs will be
        self._splitter.addWidget(self._empty_tabs)
        self._splitter.setSizes([440, 300])
        self._splitter.setHandleWidth(8)
        self._splitter.setChildrenCollapsible(False)
        self.bytes.setMinimumHeight(120)
        self._empty_tabs.setMinimumHeight(TABS_HEIGHT)
        self.sidebar.setFixedWidth(SIDEBAR_WIDTH)
        main = self._main = QVBoxLayout()
        main.setContentsMargins(12, 10, 12, 10)
        main.setSpacing(8)
        for widget in (self._problems, self.verdict, self.timeline):
            main.addWidget(widget)
        main.addWidget(self._splitter, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(main, 1)
        root = QWidget(self)
        outer = QVBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.toolbar)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(root)

    def _parts(self) -> Parts:
        return Parts(
            settings=self.settings,
            runs=self.runs,
            selection=self.selection,
            sidebar=self.sidebar,
            verdict=self.verdict,
            timeline=self.timeline,
            bytes=self.bytes,
            status=self.status,
            made_tabs=lambda: self.tabs,
        )

    def _made_menus(self) -> WindowMenus:
        menus = WindowMenus(
            self,
            {
                "send": self.send,
                "stop": self.runs.stop,
                "open": lambda: ask_recording(self, self.open_file),
                "save": self.save_as,
                "settings": lambda: ask_limits(self, self.settings),
                "quit": self.close,
                "copy_reply": lambda: self.tabs.reply.copy(),
                "copy_finding": lambda: self.tabs.findings.detail.copy(),
                "copy_headers": lambda: self.tabs.connection.copy(),
                "look_up": lambda: self.lookup.open_with_selected(self.focusWidget()),
                "handler": self.handlers.open,
                "guide": lambda: self.guide.open_at(),
                "import": self.handlers.import_clipboard,
                "editor": self.sidebar.request.toggle,
                "address": self.toolbar.focus_address,
                "cycle": self.cycle_panes,
                "language": self.choose_language,
                "theme": self.choose_theme,
                "text": self.bytes.set_text_mode,
            },
        )
        self.bytes.text_mode_changed.connect(lambda mode: menus.check("text", mode))
        menus.check("theme", self.settings.scheme)
        menus.check("text", self.bytes.text_mode)
        return menus

    def _connect(self) -> None:
        bar, runs = self.toolbar, self.runs
        bar.send.connect(self.send)
        bar.stop.connect(runs.stop)
        bar.preset_chosen.connect(self.load_preset)
        bar.address_changed.connect(lambda: self.editor.touch())
        bar.language_toggled.connect(self.toggle_language)
        bar.theme_toggled.connect(self.toggle_theme)
        self.status.read_as.chosen.connect(self.showing.read_as)
        self.sidebar.request_toggled.connect(lambda unfolded: self.editor.setVisible(unfolded))
        self.sidebar.run_chosen.connect(self._show_earlier)
        self.sidebar.pin_toggled.connect(runs.pin)
        self.sidebar.sample_chosen.connect(self.load_sample)
        self.bytes.notice.connect(self.status.say)
        self.bytes.cuts_wanted.connect(self.handlers.try_cuts)
        self.handlers.request_made.connect(self.set_request)
        runs.running_changed.connect(bar.show_running)
        runs.running_changed.connect(self.status.read_as.setDisabled)
        runs.working.connect(lambda text: self.status.say(text, busy=bool(text)))
        theme.notifier().changed.connect(self._use_theme)

    # --- the request ----------------------------------------------------------------------------------------------

    def _show_earlier(self, run: Entry) -> None:
        self.runs.show(run)
        self.settle()
        if run.request is not None and run.request.url:
            self.set_request(run.request)

    def _fill_presets(self) -> tuple[Preset, ...]:
        from streamlab.request import presets

        ready = presets(self._lab_url)
        self.toolbar.set_presets(ready)
        return ready

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Marks the URL at once; sentences appear after the first try to send."""
        address = next((problem for problem in problems if problem.field in ("url", "method")), None)
        faults = [problem.detail for problem in problems if problem.severity is Severity.ERROR]
        own = self.editor.own_error()
        sentences = [*faults, *([own] if own else [])]
        self._problems.say("\n".join(sentences) if self._told else "")
        self._told = self._told and bool(sentences)
        self.toolbar.show_problem(address if address is not None and (self._told or self.toolbar.url.text()) else None)

    # --- Qt's hooks -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Texts in the language in force; the cards retranslate themselves."""
        self.setWindowTitle(self.tr("streamlab"))
        self.setAccessibleName(self.tr("streamlab"))
        self._menus.retranslate()
        if self.toolbar.preset.count():
            self._fill_presets()
        self.showing.retranslate()

    def event(self, event: QEvent) -> bool:
        """Qt's hook; tells when the window is first on the screen."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            self.first_painted.emit()
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers the geometry; the loop ends what still runs."""
        self.settings.set_state("geometry", self.saveGeometry())
        self.settings.set_state("splitter", self._splitter.saveState())
        self.settings.save()
        event.accept()

    def _use_theme(self, palette: Palette) -> None:
        self.setStyleSheet(window_style(palette))
