"""Rectangles: runs of one line merged, rotated and cropped pages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from octavo.pdf.page import PageImage, PageText, Rect
from octavo.pdf.places import merged
from octavo.pdf.reader import PdfiumReader
from support.pdfs import make_lines, make_pdf, turn

SCALE = 4.0


def test_runs_of_one_line_are_merged() -> None:
    runs = [(10, 100, 20, 110), (21, 101, 40, 109), (10, 80, 50, 90), (300, 80, 320, 90)]
    assert merged(runs) == [(10, 100, 40, 110), (10, 80, 50, 90), (300, 80, 320, 90)]
    assert merged([]) == []


def dark(image: PageImage, rect: Rect) -> int:
    """Count the dark pixels of a picture inside a rectangle of the displayed page."""
    rows = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.stride)
    left, bottom, right, top = (max(0, round(value * SCALE)) for value in rect)
    inside = rows[max(0, image.height - top) : image.height - bottom, 4 * left : 4 * right : 4]
    return int((inside < 100).sum())


def around(rect: Rect, by: float) -> Rect:
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def find(page: PageText, words: str) -> tuple[int, int]:
    start = page.clean.index(words)
    return page.raw_span(start, start + len(words))


@pytest.mark.parametrize("crop", [None, (50, 500, 400, 800)])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
async def test_a_rectangle_covers_its_words_and_nothing_else(
    reader: PdfiumReader, tmp_path: Path, degrees: int, crop: tuple[float, ...] | None
) -> None:
    # The only ink of the page: what the rectangle covers must be all of it.
    plain = make_lines(tmp_path / "plain.pdf", [["", "", "Marked"]], left=120)
    path = turn(plain, tmp_path / "turned.pdf", degrees, crop)
    facts = await reader.facts(path)
    (page,) = [page async for page in reader.pages(path, [1])]
    ((found,),) = await reader.rectangles(path, 1, [find(page, "Marked")])
    # In the file's own space neither turning nor cropping moves the words.
    (unturned,) = [one async for one in reader.pages(plain, [1])]
    assert found == pytest.approx(
        (await reader.rectangles(plain, 1, [find(unturned, "Marked")]))[0][0], abs=0.01
    )
    (rect,) = await reader.displayed(path, 1, [found])
    image = await reader.render(path, 1, SCALE)
    width, height = facts.sizes[0]
    assert (image.width, image.height) == pytest.approx((width * SCALE, height * SCALE), abs=1)
    assert 0 < rect[0] < rect[2] < width
    assert 0 < rect[1] < rect[3] < height
    everything = dark(image, (0, 0, width, height))
    assert everything > 100
    assert dark(image, around(rect, 0.5)) == everything
    assert dark(image, around(rect, -2)) > 0


async def test_a_span_over_lines_has_a_rectangle_for_each(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["one two three four five six seven eight nine ten " * 4])
    (page,) = [page async for page in reader.pages(path, [1])]
    (rects, one, none) = await reader.rectangles(
        path, 1, [(0, len(page.raw)), find(page, "two three"), (5, 5)]
    )
    assert len(rects) == page.raw.count("\r\n") + 1
    assert all(upper[1] > lower[1] for upper, lower in pairwise(rects))
    assert len(one) == 1
    assert one[0][0] > rects[0][0]
    assert none == []


async def test_indexes_beyond_the_page_are_nothing(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["Only this."])
    assert await reader.rectangles(path, 1, [(500, 600), (-5, 0)]) == [[], []]
