"""Where the characters of a page are, for whoever selects them."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.pdf.page import Rect
from octavo.pdf.placed import PlacedText, placed_words
from octavo.pdf.reader import PdfiumReader
from support.pdfs import make_columns, make_pdf, turn


def line(text: str, y: float, *, start: int = 0) -> list[tuple[int, int, Rect]]:
    """Return units of 10 × 10 points for the letters of a line."""
    return [
        (start + n, start + n + 1, (10.0 * n, y, 10.0 * n + 10, y + 10))
        for n, one in enumerate(text)
        if one != " "
    ]


TEXT = "two words\r\nand more"
PLACED = PlacedText.of(TEXT, line("two words", 100) + line("and more", 85, start=11))


@pytest.mark.parametrize(
    ("point", "position"),
    [
        ((1, 105), 0),
        ((9, 105), 1),
        ((-50, 105), 0),
        ((500, 105), 9),
        ((500, 90), 19),
        ((12, 300), 1),
        ((12, -300), 12),
        ((33, 105), 3),
    ],
)
def test_a_point_is_before_or_behind_the_nearest_character(
    point: tuple[float, float], position: int
) -> None:
    assert PLACED.at(*point) == position


def turned(units: list[tuple[int, int, Rect]], way: int) -> list[tuple[int, int, Rect]]:
    """Return units turned by quarters clockwise about the corner of the page."""
    for _ in range(way):
        units = [(one, two, (b, -r, t, -a)) for one, two, (a, b, r, t) in units]
    return units


@pytest.mark.parametrize("way", [0, 1, 2, 3])
def test_lines_that_are_turned_are_taken_as_they_are_read(way: int) -> None:
    units = line("two words", 100) + line("and more", 85, start=11)
    placed = PlacedText.of(TEXT, turned(units, way))
    assert list(placed.ways) == [way, way]
    for point, position in [((1, 105), 0), ((9, 105), 1), ((500, 105), 9), ((33, 90), 14)]:
        [(_, _, (x, y, *_))] = turned([(0, 0, (*map(float, point), *map(float, point)))], way)
        assert placed.at(x, y) == position
    expected = [(40.0, 100.0, 90.0, 110.0), (0.0, 85.0, 30.0, 95.0)]
    [first, second] = placed.rectangles(4, 14)
    assert [first, second] == [rect for _, _, rect in turned([(0, 0, r) for r in expected], way)]


def test_a_header_stands_level_above_turned_text_and_a_number_goes_with_most() -> None:
    text = "head\r\ntwo words\r\nand more\r\n7"
    body = line("two words", 100, start=6) + line("and more", 85, start=17)
    units = [*line("head", 300), *turned(body, 1), *line("7", 0, start=27)]
    assert list(PlacedText.of(text, units).ways) == [0, 1, 1, 1]


def test_a_span_has_a_rectangle_for_each_line() -> None:
    assert PLACED.rectangles(4, 14) == [(40, 100, 90, 110), (0, 85, 30, 95)]
    assert PLACED.rectangles(3, 4) == []  # a space
    assert PLACED.rectangles(0, 0) == []
    assert PLACED.rectangles(0, 1_000) == [(0, 100, 90, 110), (0, 85, 80, 95)]


def test_words_are_whole_and_copied_without_what_is_not_to_be_seen() -> None:
    text = PlacedText.of("a termi\ufffenation it’s", ())
    assert text.word(4) == (2, 14)
    assert text.copied(*text.word(4)) == "termination"
    assert text.word(20) == (15, 19)
    assert PLACED.copied(0, len(TEXT)) == "two words\nand more"


def test_there_may_be_no_text() -> None:
    nothing = PlacedText.of("", ())
    assert not nothing
    assert nothing.at(5, 5) == 0
    assert nothing.rectangles(0, 9) == []
    assert not nothing.is_over(5, 5)


def test_recognised_words_are_units() -> None:
    words = [(0, 3, (0.0, 0.0, 1.0, 1.0)), (4, 9, (2.0, 0.0, 3.0, 1.0))]
    placed = placed_words("two words", words, [(10, 10, 40, 20), (45, 10, 95, 20)])
    assert placed.at(12, 15) == 0
    assert placed.at(90, 15) == 9
    assert placed.rectangles(5, 6) == [(45, 10, 95, 20)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
async def test_characters_are_where_the_page_shows_them(tmp_path: Path, degrees: int) -> None:
    path = make_pdf(tmp_path / "lease.pdf", ["The deposit is three rents."])
    path = turn(path, tmp_path / "turned.pdf", degrees, crop=(40, 30, 560, 800))
    reader = PdfiumReader()
    placed = await reader.characters(path, 1)
    start = placed.text.index("deposit")
    (rects,) = await reader.rectangles(path, 1, [(start, start + 7)])
    (shown,) = await reader.displayed(path, 1, rects)
    mine = placed.rectangles(start, start + 7)
    around = (
        min(rect[0] for rect in mine),
        min(rect[1] for rect in mine),
        max(rect[2] for rect in mine),
        max(rect[3] for rect in mine),
    )
    assert around == pytest.approx(shown, abs=4)
    await reader.aclose()


async def test_a_column_is_not_selected_with_the_one_beside_it(tmp_path: Path) -> None:
    path = make_columns(tmp_path / "two.pdf", ["left one", "left two"], ["right one", "right two"])
    reader = PdfiumReader()
    placed = await reader.characters(path, 1)
    begin = placed.text.index("left one")
    end = placed.text.index("left two") + len("left two")
    right = placed.text.index("right one")
    if right > end:  # the order of the file: column after column
        (edge, *_), *_ = placed.rectangles(right, right + 5)
        assert all(rect[2] < edge for rect in placed.rectangles(begin, end))
    await reader.aclose()
