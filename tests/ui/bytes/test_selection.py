"""One selection, one span."""

from __future__ import annotations

from streamlab.model import Span
from streamlab.ui.bytes.selection import EMPTY, Selection


def test_it_tells_each_change_once() -> None:
    selection, told = Selection(), list[Span]()
    selection.changed.connect(told.append)
    selection.select(3, 7, "hex")
    selection.select(3, 7, "text")
    assert (told, selection.span, selection.origin) == ([(3, 7)], (3, 7), "text")
    selection.clear()
    assert told == [(3, 7), EMPTY]


def test_an_empty_a_backward_and_a_negative_span() -> None:
    selection = Selection()
    selection.select(5, 5)
    assert selection.span == EMPTY
    selection.select(9, 4)
    assert selection.span == EMPTY
    selection.select(-3, 4)
    assert selection.span == (0, 4)


def test_a_span_may_be_larger_than_32_bits() -> None:
    selection, told = Selection(), list[Span]()
    selection.changed.connect(told.append)
    selection.select(2**40, 2**40 + 3)
    assert told == [(2**40, 2**40 + 3)]
