"""The order in which lines of a picture are read."""

from __future__ import annotations

from octavo.pdf.columns import Box, in_reading_order

WIDTH = 1000


def column(left: int, right: int, lines: int, top: int = 100) -> list[Box]:
    return [(left, top + 30 * n, right, top + 30 * n + 20) for n in range(lines)]


def test_lines_go_down_whatever_order_they_are_found_in() -> None:
    boxes = column(100, 900, 5)[::-1]
    assert in_reading_order(boxes, WIDTH) == [4, 3, 2, 1, 0]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    title = [(100, 40, 900, 70)]
    note = [(100, 400, 900, 420)]
    left, right = column(100, 480, 6), column(520, 900, 6)
    beside = [box for pair in zip(left, right, strict=True) for box in pair]
    order = in_reading_order([*title, *beside, *note], WIDTH)
    assert order == [0, 1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12, 13]


def test_a_table_is_read_by_its_rows() -> None:
    names, numbers = column(100, 250, 6), column(700, 800, 6)
    beside = [box for pair in zip(names, numbers, strict=True) for box in pair]
    assert in_reading_order(beside, WIDTH) == list(range(12))


def test_words_on_one_line_go_to_the_right_though_their_ink_differs() -> None:
    assert in_reading_order([(300, 104, 400, 124), (100, 100, 280, 120)], WIDTH) == [1, 0]


def test_no_lines_have_no_order() -> None:
    assert in_reading_order([], WIDTH) == []
