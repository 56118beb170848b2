"""Where pages and their rectangles lie."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from octavo.ui.pdf.geometry import GAP, PageLayout, merge_lines

SIZES = [(595.0, 842.0), (842.0, 595.0), (300.0, 400.0)]


def test_pages_are_centred_one_below_the_other() -> None:
    layout = PageLayout(SIZES)
    assert layout.page(1) == QRectF(-297.5, GAP, 595, 842)
    assert layout.page(2) == QRectF(-421, 842 + 2 * GAP, 842, 595)
    assert layout.page(3).bottom() + GAP == layout.area.bottom()
    assert layout.area.width() == 842 + 2 * GAP


@given(st.lists(st.tuples(st.floats(10, 2000), st.floats(10, 2000)), min_size=1, max_size=30))
def test_every_height_finds_its_page(sizes: list[tuple[float, float]]) -> None:
    layout = PageLayout(sizes)
    for number in range(1, len(sizes) + 1):
        page = layout.page(number)
        assert layout.at(page.center().y()) == number
        assert list(layout.between(page.center().y(), page.center().y())) == [number]
    everything = layout.between(layout.area.top(), layout.area.bottom())
    assert list(everything) == list(range(1, len(sizes) + 1))


def test_a_gap_belongs_to_no_page_in_view() -> None:
    layout = PageLayout(SIZES)
    gap = layout.page(1).bottom() + GAP / 2
    assert list(layout.between(gap, gap + GAP)) == [2]
    assert list(layout.between(gap, gap + 0.1)) == []
    assert list(layout.between(0, 1)) == []


def test_no_pages() -> None:
    layout = PageLayout(())
    assert layout.at(100) == 0
    assert list(layout.between(0, 1000)) == []


def test_a_page_without_a_size_gets_one() -> None:
    assert PageLayout([(0.0, 0.0)]).page(1).width() > 0


def test_a_rectangle_is_placed_from_the_foot_of_its_page() -> None:
    layout = PageLayout(SIZES)
    placed = layout.place(2, (10, 20, 110, 32))
    page = layout.page(2)
    assert placed == QRectF(page.left() + 10, page.bottom() - 32, 100, 12)


def test_thousands_of_pages_are_laid_out_at_once() -> None:
    begun = time.thread_time()
    PageLayout([(595.0, 842.0)] * 5000)
    assert time.thread_time() - begun < 0.1


@pytest.mark.parametrize(
    ("rects", "merged"),
    [
        ([], []),
        ([(0, 0, 10, 10), (11, 0, 20, 10)], [(0, 0, 20, 10)]),
        ([(11, 0, 20, 10), (0, 1, 10, 9)], [(0, 0, 20, 10)]),
        ([(0, 0, 10, 10), (0, 12, 10, 22)], [(0, 12, 10, 22), (0, 0, 10, 10)]),
        ([(0, 0, 10, 10), (200, 0, 210, 10)], [(0, 0, 10, 10), (200, 0, 210, 10)]),
        ([(0, 0, 10, 10), (30, 0, 40, 10), (11, 0, 29, 10)], [(0, 0, 40, 10)]),
        ([(0, 20, 10, 26), (0, 14, 10, 20), (0, 11, 10, 14)], [(0, 11, 10, 26)]),  # turned
        ([(0, 0, 90, 10), (0, 10, 90, 20)], [(0, 10, 90, 20), (0, 0, 90, 10)]),  # two lines
    ],
)
def test_rectangles_of_a_line_are_merged(
    rects: list[tuple[float, float, float, float]], merged: list[tuple[float, float, float, float]]
) -> None:
    assert merge_lines(rects) == merged
