"""The request editor: every part goes in and comes out, and problems are said while typing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streamlab.request import Body, Request, Timeouts
from streamlab.ui.request.body import parse_bytes
from streamlab.ui.request.editor import RequestEditor
from streamlab.ui.request.headers import parse_header_lines

ADDRESS = "POST", "http://127.0.0.1/x"


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[RequestEditor]:
    widget = RequestEditor(lambda: ADDRESS)
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    widget.check()  # stops the pause after typing


@pytest.mark.parametrize(
    "body",
    [
        Body(),
        Body("text", "你好"),
        Body("json", '{"a": 1}'),
        Body("bytes", data=b"\x00\xff"),
        Body("file", path="/x/y"),
    ],
)
def test_a_request_comes_out_as_it_went_in(editor: RequestEditor, body: Body) -> None:
    request = Request(
        *ADDRESS,
        headers=(("X-One", "1"), ("x-one", "2"), ("Authorization", "Bearer s3cret")),
        body=body,
        timeouts=Timeouts(3, 4.5, None, 6),
        verify=False,
        proxy="http://127.0.0.1:1",
        http2=True,
        follow_redirects=True,
    )
    editor.set_request(request)
    assert editor.request() == request


def test_a_header_switched_off_is_not_sent(editor: RequestEditor) -> None:
    editor.set_request(Request(*ADDRESS, headers=(("A", "1"), ("B", "2"))))
    item = editor.headers.table.item(0, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    assert editor.request().headers == (("B", "2"),)


def test_pasted_lines_become_headers(editor: RequestEditor) -> None:
    QGuiApplication.clipboard().setText("X-A: 1\nnot a header\r\nX-B:2:3\n")
    QTest.keyClick(editor.headers.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.request().headers == (("X-A", "1"), ("X-B", "2:3"))
    editor.headers.table.selectRow(0)
    QTest.keyClick(editor.headers.table, Qt.Key.Key_Delete)
    assert editor.request().headers == (("X-B", "2:3"),)
    assert parse_header_lines(": x\n") == ()


def test_a_secret_is_shown_as_dots(editor: RequestEditor) -> None:
    editor.set_request(Request(*ADDRESS, headers=(("Authorization", "Bearer s3cret"),)))
    from PySide6.QtWidgets import QStyleOptionViewItem

    option = QStyleOptionViewItem()
    editor.headers.table.itemDelegate().initStyleOption(option, editor.headers.table.model().index(0, 1))  # type: ignore[attr-defined]
    assert set(option.text) == {"•"}


def test_json_that_does_not_parse_is_said_with_line_and_column(editor: RequestEditor, qtbot: QtBot) -> None:
    editor.set_request(Request(*ADDRESS, body=Body("json", '{\n  "a": 1,\n}')))
    note = editor.body.note.text()
    assert note.startswith("Line 3, column 1:")
    assert "It is sent as it stands" in note
    assert "▲" in editor.tabs.tabText(1)
    editor.body.edit.setPlainText('{"a": 1}')
    qtbot.waitUntil(lambda: editor.body.note.text() == "")
    assert "▲" not in editor.tabs.tabText(1)


def test_bytes_that_are_none_are_said(editor: RequestEditor) -> None:
    editor.set_request(Request(*ADDRESS, body=Body("bytes", data=b"ok")))
    editor.body.edit.setPlainText("b2s")
    editor.check()
    assert editor.own_error() == "This is not valid base64."
    assert editor.body.note.isVisibleTo(editor.body)


def test_a_missing_file_is_said(editor: RequestEditor, tmp_path: Path) -> None:
    editor.set_request(Request(*ADDRESS, body=Body("file", path=str(tmp_path / "none"))))
    assert "does not exist" in editor.body.note.text()


def test_tls_without_verification_is_visible(editor: RequestEditor) -> None:
    editor.set_request(Request(*ADDRESS, verify=False))
    assert "identity is not checked" in editor.options._warning.text()
    editor.options.verify.setChecked(True)
    assert editor.options._warning.text() == ""


def test_formatting_json_can_be_undone(editor: RequestEditor) -> None:
    editor.set_request(Request(*ADDRESS, body=Body("json", '{"a":"你"}')))
    editor.body._format.click()
    assert editor.request().body.text == '{\n  "a": "你"\n}'
    editor.body.edit.undo()
    assert editor.request().body.text == '{"a":"你"}'


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("hex", "E4 BD\nA0", (b"\xe4\xbd\xa0", None)),
        ("hex", "E4 B", (b"\xe4", 3)),
        ("hex", "E4 xx", (b"\xe4", 3)),
        ("base64", "5L2g\n5aW9", ("你好".encode(), None)),
        ("base64", "5L2", (b"", 0)),
        ("hex", "", (b"", None)),
    ],
)
def test_parse_bytes(kind: str, text: str, expected: tuple[bytes, int | None]) -> None:
    assert parse_bytes(kind, text) == expected
