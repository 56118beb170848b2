"""The images of pages within their limit."""

from __future__ import annotations

from octavo.pdf.page import PageImage
from octavo.ui.pdf.images import PageImages


def image(edge: int = 10, value: int = 255) -> PageImage:
    return PageImage(edge, edge, 4 * edge, bytes([value]) * (4 * edge * edge))


def test_the_image_used_longest_ago_goes_first() -> None:
    images = PageImages(limit=1000)  # two of 400 bytes
    images.put(1, 1.0, image())
    images.put(2, 1.0, image())
    assert images.get(1) is not None
    images.put(3, 1.0, image())
    assert [images.has(page, 1.0) for page in (1, 2, 3)] == [True, False, True]
    assert images.size == 800


def test_pages_in_view_stay() -> None:
    images = PageImages(limit=500)
    images.pinned = range(1, 4)
    for page in (4, 1, 2, 3):
        images.put(page, 1.0, image())
    assert [images.has(page, 1.0) for page in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_page_has_one_image_at_a_time() -> None:
    images = PageImages(limit=10_000)
    images.put(1, 1.0, image(10))
    images.put(1, 2.0, image(20))
    assert len(images) == 1
    assert images.size == 1600
    assert not images.has(1, 1.0)
    assert images.has(1, 2.0)
    images.clear()
    assert (len(images), images.size) == (0, 0)


def test_the_pixels_are_what_they_were() -> None:
    images = PageImages(limit=10_000)
    images.put(1, 1.0, PageImage(1, 1, 4, bytes([10, 20, 30, 0])))
    drawn = images.get(1)
    assert drawn is not None
    color = drawn.image.pixelColor(0, 0)
    assert (color.red(), color.green(), color.blue()) == (30, 20, 10)
