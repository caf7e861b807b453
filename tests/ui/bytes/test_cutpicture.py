"""The picture of one cut character."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from streamlab.analysis import Analysis
from streamlab.model import Chunk
from streamlab.ui.bytes.cutpicture import CutPicture, shares
from streamlab.ui.look import theme
from tests.ui.streams import cut, recorded


def analysed(text: str, *at: int) -> Analysis:
    return recorded(cut(text.encode(), *at))


@pytest.fixture
def picture(qtbot: QtBot) -> CutPicture:
    """An empty picture."""
    made = CutPicture()
    qtbot.addWidget(made)
    return made


def test_pieces_say_which_chunk_holds_what_and_what_it_shows_alone() -> None:
    analysis = analysed("a😀b", 2, 4)
    assert shares(analysis, (1, 5)) == [
        (0, b"\xf0", "\ufffd"),
        (1, b"\x9f\x98", "\ufffd\ufffd"),
        (2, b"\x80", "\ufffd"),
    ]


def test_an_empty_chunk_inside_a_character_is_no_piece() -> None:
    analysis = Analysis()
    analysis.feed([Chunk(1, b"\xe4\xbd"), Chunk(2, b""), Chunk(3, b"\xa0")])
    assert [piece.chunk for piece in shares(analysis, (0, 3))] == [0, 2]


def test_the_card_is_parted_where_the_border_runs(picture: CutPicture) -> None:
    picture.show_span(analysed("x你y", 3), (1, 4))
    picture.resize(picture.sizeHint())
    left, right = picture.piece_rects()
    assert left.width() == pytest.approx(2 * right.width())
    image, p = picture.grab().toImage(), theme.current()

    def at(point: QPointF) -> QColor:
        return image.pixelColor(point.toPoint())

    for rect in (left, right):
        assert at(QPointF(rect.center().x(), rect.bottom() - 3)).name() == p.split_wash
    between = (left.right() + right.left()) / 2
    column = {image.pixelColor(round(between), y).name() for y in range(5, 140)}
    assert p.split in column
    assert p.split_wash not in column
    assert "#0" in picture.accessibleDescription()
    assert "#1" in picture.accessibleDescription()


def test_ill_formed_bytes_are_red_and_hatched(picture: CutPicture) -> None:
    picture.show_span(recorded([b"ok \xff\xc0 ok"]), (3, 5))
    picture.resize(picture.sizeHint())
    (rect,) = picture.piece_rects()
    image = picture.grab().toImage()
    row = {image.pixelColor(x, int(rect.bottom()) - 3).name() for x in range(20, int(rect.right()) - 20)}
    assert theme.current().bad_wash in row
    assert len(row) > 1, "hatched"


def test_a_long_span_shows_its_first_bytes_and_nothing_shows_nothing(picture: CutPicture) -> None:
    picture.show_span(recorded([b"\xff" * 100]), (0, 100))
    assert sum(len(piece.data) for piece in picture._pieces) == 8
    picture.grab()
    picture.clear()
    assert picture.sizeHint().isEmpty()
    picture.grab()
