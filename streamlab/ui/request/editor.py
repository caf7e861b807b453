"""The request editor: headers, body and options as tabs; problems stand below the part they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from streamlab.request import Origin, Problem, Request, agreed, validate
from streamlab.ui.look import theme
from streamlab.ui.look.parts import Card, Remark, column
from streamlab.ui.request.body import BodyEditor
from streamlab.ui.request.headers import HeadersEditor
from streamlab.ui.request.options import OptionsEditor

if TYPE_CHECKING:
    from collections.abc import Callable

TYPING_PAUSE_MS = 150
FIELDS = ("headers", "body", "options")


class RequestEditor(Card):
    """Everything of a request but its method and URL, which stand in the toolbar and are asked for by `address`."""

    changed = Signal()
    checked = Signal(object)  # the problems, whenever they may have changed

    def __init__(self, address: Callable[[], tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._origin = Origin()  # of the request as it was set
        self.headers, self.body, self.options = HeadersEditor(self), BodyEditor(self), OptionsEditor(self)
        self._notes = {"headers": Remark("warn", self), "options": Remark("warn", self)}
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for part, note in (
            (self.headers, self._notes["headers"]),
            (self.body, None),
            (self.options, self._notes["options"]),
        ):
            page = QWidget(self.tabs)
            page.setLayout(column(*(widget for widget in (part, note) if widget is not None), margins=(12, 12, 12, 12)))
            self.tabs.addTab(page, "")
        self.setLayout(column(self.tabs, margins=(1, 4, 1, 1)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE_MS)
        self._timer.timeout.connect(self.check)
        for part in (self.headers, self.body, self.options):
            part.changed.connect(self.touch)
        theme.notifier().changed.connect(self._use_theme)
        self.retranslate()

    def request(self) -> Request:
        """The request as it stands."""
        method, url = self._address()
        return Request(
            method=method,
            url=url,
            headers=self.headers.headers(),
            body=self.body.body(),
            timeouts=self.options.timeouts(),
            verify=self.options.verify.isChecked(),
            proxy=self.options.proxy.text().strip() or None,
            http2=self.options.http2.isChecked(),
            follow_redirects=self.options.redirects.isChecked(),
            origin=self._origin,
        )

    def set_request(self, request: Request) -> None:
        """Shows a request; the caller sets method and URL."""
        self._origin = request.origin
        self.headers.set_headers(request.headers)
        self.body.set_body(request.body)
        self.options.show_options(
            request.timeouts,
            verify=request.verify,
            proxy=request.proxy,
            http2=request.http2,
            redirects=request.follow_redirects,
        )
        self.check()

    def agree(self, request: Request) -> None:
        """A person has agreed to `request`: where it is the one that stands here, it is the person's own from now on."""
        mine = agreed(self.request())
        if mine == request:
            self._origin = mine.origin
            self.options.redirects.setChecked(mine.follow_redirects)

    def show_part(self, field: str) -> None:
        """Brings headers, body or options to the front and puts the focus there."""
        self.tabs.setCurrentIndex(FIELDS.index(field))
        (self.headers.table, self.body.edit, self.options.proxy)[FIELDS.index(field)].setFocus()

    def touch(self) -> None:
        """Something was typed: check after a short pause."""
        self._timer.start()
        self.changed.emit()

    def check(self) -> tuple[Problem, ...]:
        """Checks now, shows what is wrong, and tells it."""
        self._timer.stop()
        problems = validate(self.request())
        for field, note in self._notes.items():
            note.say("\n".join(problem.detail for problem in problems if problem.field == field))
        self._show_body_problem(next((problem for problem in problems if problem.field == "body"), None))
        self._name_tabs(problems)
        self.checked.emit(problems)
        return problems

    def own_error(self) -> str:
        """What keeps the body from being sent as written and no request can know: bad hex, bad base64."""
        return self.body.own_problem()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.tabs.setAccessibleName(self.tr("Request"))
        self.check()

    def _show_body_problem(self, problem: Problem | None) -> None:
        if own := self.body.own_problem():
            self.body.show_problem(own, None)
        elif problem is not None and problem.kind == "bad-json":
            from streamlab.diagnosis.words.reasons import json_reason

            place = problem.args["line"], problem.args["column"]
            sentence = self.tr("Line {line}, column {column}: {reason}. It is sent as it stands.")
            reason = json_reason(problem.args["reason"])
            self.body.show_problem(sentence.format(line=place[0], column=place[1], reason=reason), place)
        else:
            self.body.show_problem(problem.detail if problem is not None else "", None)

    def _name_tabs(self, problems: tuple[Problem, ...]) -> None:
        count = len(self.headers.headers())
        names = (
            self.tr("Headers {count}").format(count=count) if count else self.tr("Headers"),
            self.tr("Body"),
            self.tr("Options"),
        )
        troubled = {problem.field for problem in problems} | ({"body"} if self.own_error() else set())
        for index, (field, name) in enumerate(zip(FIELDS, names, strict=True)):
            self.tabs.setTabText(index, f"{name} ▲" if field in troubled else name)

    def _use_theme(self, _palette: object) -> None:
        self.body.use_theme()
