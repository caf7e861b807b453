"""Where each byte is."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlab.ui.bytes.geometry import GROUP, PER_ROW, Bands, Columns, Measures, fit, hex_column, hex_x, quads

M = Measures(char=7.0, hex_cell=24.0, row=20.0)
SIZES = st.lists(st.integers(0, 2_000), min_size=1, max_size=30)


def bands_of(sizes: list[int], per_row: int = 16) -> Bands:
    bands = Bands(20.0, 7.0)
    bands.reset(list(accumulate(sizes)), per_row)
    bands.grow(len(sizes))
    return bands


def test_a_band_is_as_high_as_its_hex_and_an_empty_chunk_has_one_row() -> None:
    bands = bands_of([16, 17, 0, 1])
    assert [bands.rows_of(chunk) for chunk in range(4)] == [1, 2, 1, 1]
    assert [bands.top(chunk) for chunk in range(5)] == [0, 35, 90, 125, 160]
    assert (bands.count, bands.size, bands.height) == (4, 34, 160)


@given(SIZES, st.integers(1, 5))
def test_growing_in_batches_is_growing_at_once(sizes: list[int], batch: int) -> None:
    grown = Bands(20.0, 7.0)
    grown.reset(list(accumulate(sizes)), 16)
    for count in range(0, len(sizes) + batch, batch):
        grown.grow(min(count, len(sizes)))
    assert list(grown.rows(0, grown.height)) == list(bands_of(sizes).rows(0, grown.height))


@given(SIZES, st.integers(1, 4))
def test_rows_tile_the_content_in_order(sizes: list[int], stride: int) -> None:
    bands = bands_of(sizes)
    rows = list(bands.rows(0, bands.height, stride))
    assert [offset for row in rows for offset in range(row.start, row.end)] == list(range(sum(sizes)))
    for row in rows:
        assert bands.row_of(row.start, stride) == bands.row_of(row.end - 1, stride) == row
        assert bands.row_at(row.top + 1, stride) == row
        assert bands.row_top(row.chunk, 0) <= row.top < bands.top(row.chunk + 1) - 20, "inside its band"


@given(SIZES)
def test_the_band_at_a_place_is_the_one_that_covers_it(sizes: list[int]) -> None:
    bands = bands_of(sizes)
    for chunk in range(len(sizes)):
        assert bands.chunk_at(bands.top(chunk)) == chunk == bands.chunk_at(bands.top(chunk + 1) - 0.5)
    assert bands.chunk_at(-1) == -1
    assert bands.chunk_at(bands.height) == len(sizes)


def test_a_screen_has_as_many_rows_in_a_long_stream_as_in_a_short_one() -> None:
    short, long = bands_of([60] * 100), bands_of([60] * 100_000)
    middle = long.top(50_000)
    assert len(list(long.rows(middle, middle + 700))) == len(list(short.rows(0, 700)))
    huge = bands_of([5, 1_000_000, 5])
    assert len(list(huge.rows(400_000, 400_700))) <= 700 / 20 + 2


@pytest.mark.parametrize(("cells", "stride"), [(6, 1), (37, 1), (38, 2), (53, 2), (54, 3)])
def test_a_line_of_text_has_as_many_rows_as_fit_beside_two_wide_characters(cells: int, stride: int) -> None:
    assert Columns(16, cells, 0, 0, 0).stride == stride


@given(SIZES, st.integers(1, 4))
def test_a_line_of_text_stands_beside_the_first_of_its_bytes(sizes: list[int], stride: int) -> None:
    bands = bands_of(sizes)
    for line in bands.rows(0, bands.height, stride):
        assert bands.row_of(line.start).top == line.top
        assert line.end - line.start <= 16 * stride


def test_a_step_keeps_the_column_and_stops_at_the_ends() -> None:
    bands = bands_of([40, 0, 3, 16])
    assert bands.step(5, 1) == 21
    assert bands.step(21, -1) == 5
    assert bands.step(39, 1) == 42, "the nearest byte of the short row, past an empty chunk"
    assert bands.step(0, -3) == 0
    assert bands.step(0, 100) == 43


@pytest.mark.parametrize("per_row", PER_ROW)
def test_every_place_in_a_hex_cell_is_its_column(per_row: int) -> None:
    for column in range(per_row):
        left = hex_x(column, M)
        assert hex_column(left + 0.1, per_row, M) == column == hex_column(left + M.hex_cell - 0.1, per_row, M)
    assert hex_column(-50, per_row, M) == 0
    assert hex_column(9_999, per_row, M) == per_row - 1
    assert hex_x(GROUP, M) - hex_x(GROUP - 1, M) == M.hex_cell + M.gap


def test_wider_windows_get_wider_rows_and_the_text_always_its_share() -> None:
    widths = [fit(width, M).per_row for width in range(500, 3_000, 50)]
    assert widths == sorted(widths)
    assert set(widths) == set(PER_ROW)
    for width in range(900, 3_000, 50):
        columns = fit(width, M)
        assert columns.text_cells >= 2.5 * columns.per_row
        assert columns.stride * columns.per_row <= columns.text_cells
        assert columns.hex_x < columns.base64_x < columns.text_x < width


@given(st.integers(1, 5_000), st.sampled_from(PER_ROW), st.integers(0, 100))
def test_the_base64_quads_that_begin_in_a_row_fit_into_it(size: int, per_row: int, before: int) -> None:
    bands = bands_of([before, size], per_row)
    start = bands.span(1)[0]
    for row in bands.rows(bands.top(1), bands.height):
        assert sum((at - start) % 3 == 0 for at in range(row.start, row.end)) <= quads(per_row)
