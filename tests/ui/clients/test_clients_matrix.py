"""The matrix and the chunk list as models and as pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from streamlab.api import analyze
from streamlab.clients import CLIENTS, Reading, Run
from streamlab.ui.clients.chunks import ChunkModel, ChunkTable
from streamlab.ui.clients.digest import cut, digest
from streamlab.ui.clients.model import MatrixModel, cell_text, cell_words
from streamlab.ui.clients.picture import DifferencePicture, Strip
from streamlab.ui.clients.table import MatrixTable, paint_cell, two_lines
from streamlab.ui.clients.work import Found
from streamlab.ui.look import palette

CONTENT = 'data: {"t":"你好"}\r\n\r\n'.encode()
AT = CONTENT.index("你".encode())
LIGHT = palette.colours("light")


def found(cuttings: int, failing: int, *, complete: bool = True, stopped: bool = False) -> Found:
    return Found("latin1", "every", cuttings, failing, complete, stopped)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "·"),
        (found(0, 0, complete=False, stopped=True), "·"),
        (found(1, 0), "✓"),
        (found(4031, 0), "✓"),
        (found(1, 1), "✗"),
        (found(4031, 12), "✗ 12 / 4,031"),
        (found(153_403, 18_000), "✗ 18k / 153k"),
        (found(900, 3, complete=False, stopped=True), "✗ 3 / 900+"),
        (found(900, 0, complete=False), "✓ 900+"),
    ],
)
def test_the_text_of_a_cell(cell: Found | None, text: str) -> None:
    assert cell_text(cell) == text


def test_the_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = MatrixModel()
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    model.shape(tuple(CLIENTS), ("Mine",), ("recorded", "merged", "every"))
    model.fill([found(4031, 12), Found("latin1", "merged", 1, 1, complete=True, stopped=False)])
    assert model.rowCount() == len(CLIENTS) + 1 + 6
    heading = model.index(0, 0)
    assert model.key(heading) is None
    assert model.flags(heading) == Qt.ItemFlag.NoItemFlags
    index = model.index_of(("latin1", "every"))
    assert index.data() == "✗ 12 / 4,031"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert (
        tip == "fromCharCode per byte · Each single border: 12 of 4,031 cuttings break it; it fails in one piece, too"
    )
    assert model.headerData(index.row(), Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole).endswith(
        "ISO-8859-1 in Java does the same."
    )
    assert len(model.missing()) == (len(CLIENTS) + 1) * 3 - 2
    model.shape(tuple(CLIENTS), (), ("recorded", "every"))
    assert list(model.cells) == [("latin1", "every")]
    model.forget("latin1")
    assert not model.cells


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, "not computed"),
        (found(0, 0), "there is nothing to cut"),
        (found(1, 0), "as a correct reader"),
        (found(1, 1), "differs from a correct reader"),
        (found(4031, 0), "right in all 4,031 cuttings"),
        (found(4031, 12, complete=False), "12 of 4,031 cuttings break it (there are more)"),
        (found(900, 0, complete=False, stopped=True), "right in all 900 cuttings (stopped there)"),
    ],
)
def test_the_words_of_a_cell(cell: Found | None, words: str) -> None:
    assert cell_words(cell) == words


def test_a_click_on_a_name_chooses_its_first_cell(qtbot: QtBot) -> None:
    model = MatrixModel()
    table = MatrixTable(model)
    qtbot.addWidget(table)
    table.resize(700, 500)
    model.shape(tuple(CLIENTS), (), ("merged", "every"))
    table.show()
    header = table.verticalHeader()
    for row, key in ((2, ("npm-buffer", "merged")), (0, ("npm-buffer", "merged"))):
        at = QPoint(30, header.sectionViewportPosition(row) + 8)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert model.key(table.currentIndex()) == key, "a heading chooses nothing"


def test_a_title_in_two_lines() -> None:
    assert two_lines("Each single border") == ["Each single", "border"]
    assert two_lines("merged") == ["merged"]


def test_a_colour_never_stands_alone() -> None:
    """Good, bad, calm and open cells differ in shape, too."""
    drawn = []
    for cell, calm in ((found(1, 0), False), (found(1, 1), False), (found(1, 1), True), (None, False)):
        image = QImage(60, 20, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.panel))
        painter = QPainter(image)
        paint_cell(painter, QRectF(0, 0, 60, 20), cell, LIGHT, calm=calm)
        painter.end()
        drawn.append(image)
    good, bad, calm_bad, unknown = drawn
    assert good.pixelColor(6, 10) == QColor(LIGHT.ok_wash)
    assert bad.pixelColor(6, 10) == QColor(LIGHT.bad_wash)
    assert calm_bad.pixelColor(6, 10) == unknown.pixelColor(6, 10) == QColor(LIGHT.chunk_even)
    shapes = [
        {(x, y) for x in range(20, 40) for y in range(20) if one.pixelColor(x, y) != one.pixelColor(6, 10)}
        for one in (good, bad, unknown)
    ]
    assert shapes[0] != shapes[1] != shapes[2]


def test_the_table_paints_cells_where_they_are(qtbot: QtBot) -> None:
    model = MatrixModel()
    table = MatrixTable(model)
    qtbot.addWidget(table)
    table.resize(700, 500)
    model.shape(tuple(CLIENTS), (), ("merged", "every"))
    model.fill([found(10, 2), Found("latin1", "merged", 1, 0, complete=True, stopped=False)])
    table.show()
    image = table.viewport().grab().toImage()
    for key, wash in ((("latin1", "every"), LIGHT.bad_wash), (("latin1", "merged"), LIGHT.ok_wash)):
        corner = table.visualRect(model.index_of(key)).topLeft()
        assert image.pixelColor(corner.x() + 8, corner.y() + 6) == QColor(wash)
    open_cell = table.visualRect(model.index_of(("npm-buffer", "every"))).topLeft()
    assert image.pixelColor(open_cell.x() + 8, open_cell.y() + 6) == QColor(LIGHT.chunk_even)


def test_the_chunk_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    reading = Reading(analyze([CONTENT], headers={"content-type": "text/event-stream"}))
    model = ChunkModel()
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    model.show_run(
        reading.analysis, digest(Run("node-buffer", CLIENTS["node-buffer"], "bytes", range(1, len(CONTENT)), reading))
    )
    assert model.rowCount() == len(CONTENT)
    assert model.index(AT, 0).data() == f"#{AT} · 1 B · E4 · � · �"
    model.show_run(reading.analysis, digest(Run("httpx-sse", CLIENTS["httpx-sse"], "at", (4, AT), reading)))
    assert [model.line(row).outcome for row in range(3)] == [
        (("nothing", "nothing new"),),
        (("nothing", "nothing new"),),
        (("given", '{"t":"你好"}'),),
    ]


def test_the_chunk_list_shows_the_difference(qtbot: QtBot) -> None:
    reading = Reading(analyze([CONTENT * 40]))
    table = ChunkTable()
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    borders = range(1, len(CONTENT) * 40)
    full = digest(Run("node-buffer", CLIENTS["node-buffer"], "bytes", borders, reading))
    table.show_run(reading.analysis, full, len(CONTENT) * 20)
    row = len(CONTENT) * 20
    assert table.rowAt(0) <= row <= table.rowAt(table.viewport().height() - 1)


def test_the_strip_draws_the_border_where_it_cuts() -> None:
    reading = Reading(analyze([CONTENT]))
    run = Run("node-buffer", CLIENTS["node-buffer"], "at", (AT + 1,), reading)
    strip = Strip(reading.analysis, cut(run, digest(run).difference), 360)
    assert strip.window[0] < AT + 1 < strip.window[1]
    assert strip.cell * (strip.window[1] - strip.window[0]) <= 360
    image = QImage(360, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.panel))
    painter = QPainter(image)
    strip.paint(painter, LIGHT, 0, "chunk {chunk}")
    painter.end()
    assert image.pixelColor(int(strip.x(AT + 1)), 5) == QColor(LIGHT.split)
    washed = QPointF(strip.x(AT) + 5, 24)
    assert image.pixelColor(washed.toPoint()) == QColor(LIGHT.split_wash)


@pytest.mark.parametrize("width", [200, 360, 900])
def test_the_picture_fits_any_width(qtbot: QtBot, width: int) -> None:
    reading = Reading(analyze(["世界".encode() * 50]))
    run = Run("latin1", CLIENTS["latin1"], "at", (1,), reading)
    picture = DifferencePicture()
    qtbot.addWidget(picture)
    full = digest(run)
    picture.show_run(reading.analysis, full.difference, cut(run, full.difference))
    picture.resize(width, picture.sizeHint().height())
    picture.grab()
    assert picture.isVisible()
    assert picture.accessibleDescription().startswith("Right: 世界")
    picture.show_run(None, None, None)
    assert not picture.isVisible()
