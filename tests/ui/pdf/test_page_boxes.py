"""Pages of sizes that no paper has: shown in bounds, by real files through the real view."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.pdf.page import PageImage
from octavo.session.state import Citation
from octavo.ui.pdf.geometry import LONGEST, SHORTEST, PageLayout
from octavo.ui.pdf.images import MAX_EDGE, MAX_PIXELS
from support.page_desk import Desk
from support.pdfs import make_pdf, write_pdf
from support.qt import until

BOXES = {
    "a thread": (0, 0, 1, 1_000_000_000),
    "a beam": (0, 0, 1_000_000_000, 1),
    "a country": (0, 0, 2_147_483_647, 2_147_483_647),
    "dust": (0, 0, 0.001, 5),
    "the largest": (0, 0, 14_400, 14_400),
    "a banner": (0, 0, 14_400, 1_000),
    "beyond the numbers": (0, 0, 3e38, 3e38),
    "turned inside out": (600, 800, 0, 0),
    "nothing": (0, 0, 0, 0),
}
INKED = b"0.1 g 0 0 14400 14400 re f"


PLAIN = b"BT /F1 11 Tf 72 760 Td (A plain page.) Tj ET"


def with_box(
    path: Path, box: Sequence[float], *, content: bytes = INKED, around: Sequence[bytes] = (PLAIN,)
) -> Path:
    """Write a page of ink with this media box, between plain ones."""
    writer = PdfWriter(clone_from=write_pdf(path, [*around, content, *around]))
    writer.pages[len(around)].mediabox = RectangleObject(tuple(box))
    writer.write(path)
    return path


@dataclasses.dataclass(slots=True)
class Seen:
    """What a view has been given."""

    images: list[PageImage]

    def watch(self, desk: Desk) -> None:
        show = desk.view.show_image

        def note(page: int, scale: float, image: PageImage) -> None:
            self.images.append(image)
            show(page, scale, image)

        desk.view.show_image = note  # type: ignore[method-assign]


def grabbed(desk: Desk) -> QImage:
    QApplication.processEvents()
    return desk.canvas.viewport().grab().toImage()


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
async def test_a_page_of_any_size_is_shown_within_bounds(
    desk: Desk, tmp_path: Path, box: tuple[float, float, float, float]
) -> None:
    """Security 11: giant and tiny page boxes, at every zoom, scrolled through and back."""
    seen = Seen([])
    seen.watch(desk)
    path = with_box(tmp_path / "odd.pdf", box)
    canvas = desk.canvas
    await desk.presenter.show_document(str(path), 2)
    await until(lambda: _settled(desk), "drawn, or said why not")
    grabbed(desk)
    for change in (canvas.zoom_in, canvas.zoom_in, canvas.zoom_out, canvas.fit_width):
        change()
        await until(lambda: _settled(desk), "drawn again")
        grabbed(desk)
    canvas.set_zoom(1000)
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        QTest.keyClick(canvas, key)
        grabbed(desk)
    await until(lambda: not desk.tasks.busy, "drawn at last")
    grabbed(desk)
    for image in seen.images:
        assert max(image.width, image.height) <= MAX_EDGE + 1
        assert image.width * image.height <= 1.01 * MAX_PIXELS + MAX_EDGE
    # and the pages beside it are as ever
    canvas.fit_width()
    canvas.go_to(3)
    await until(lambda: desk.is_drawn(3), "the page after it")


def _settled(desk: Desk) -> bool:
    return desk.is_drawn(2) or 2 in desk.canvas._problems


@pytest.mark.parametrize("name", ["the largest", "a banner"])
async def test_a_large_page_is_seen_whole_when_it_fits_the_width(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = with_box(tmp_path / "large.pdf", BOXES[name], around=())
    await desk.presenter.show_document(str(path))
    await until(lambda: desk.is_drawn(1), "drawn")
    page = desk.canvas.viewportTransform().mapRect(desk.canvas._layout.page(1))
    assert 0 <= page.left() < page.right() <= desk.canvas.viewport().width()
    image = grabbed(desk)
    middle = QPointF(page.center()) * desk.canvas.viewport().devicePixelRatioF()
    assert QColor(image.pixel(middle.toPoint())).lightness() < 60
    fitted = desk.canvas.zoom
    desk.canvas.zoom_out()
    assert desk.canvas.zoom <= fitted


async def test_a_passage_is_marked_where_its_words_are_on_a_page_shown_smaller(
    desk: Desk, tmp_path: Path
) -> None:
    box = (0, 0, 28_800, 28_800)
    words = b"BT /F1 4000 Tf 2000 14400 Td (deposit) Tj ET"
    path = with_box(tmp_path / "large.pdf", box, content=words)
    citation = Citation(
        start=0,
        end=1,
        file_id=str(path),
        filename=path.name,
        page=2,
        label="2",
        quote="deposit",
        rects=((2_000, 14_400, 14_000, 17_300),),
        verified=True,
        score=1.0,
    )
    await desk.presenter.show_citation(citation)
    await until(lambda: desk.is_drawn(2), "drawn")
    (mark,) = desk.canvas.marks
    page = desk.canvas._layout.page(2)
    size = desk.canvas._layout.given(2)[0]
    assert mark.width() == pytest.approx(12_000 * page.width() / size)
    assert page.contains(mark)
    image = grabbed(desk)
    place = desk.canvas.viewportTransform().mapRect(mark).toAlignedRect()
    assert image.rect().contains(place)
    pixels = [
        QColor(image.pixel(x, y)).lightness()
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    ]
    assert sum(light < 110 for light in pixels) > 0.1 * len(pixels)


@pytest.mark.parametrize(
    "rect",
    [
        (700.0, 10.0, 900.0, 20.0),
        (-1e30, -1e30, -1e29, -1e29),
        (math.nan, math.nan, math.nan, math.nan),
        (math.inf, 0.0, math.inf, 10.0),
    ],
)
async def test_a_passage_beside_the_page_is_not_marked(
    desk: Desk, tmp_path: Path, rect: tuple[float, float, float, float]
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", ["one", "two"], size=(595, 842))
    await desk.presenter.show_document(str(path))
    desk.canvas.mark(2, [rect])
    assert desk.canvas.marks == []
    assert desk.canvas.page == 2
    desk.canvas.mark(7, [(0, 0, 10, 10)])
    assert desk.canvas.marks == []
    grabbed(desk)


async def test_an_image_larger_than_can_be_painted_is_told_on_its_page(
    desk: Desk, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", ["one"])
    await desk.presenter.show_document(str(path))
    desk.canvas.show_image(1, 9.0, PageImage(1, 40_000, 4, bytes(160_000)))
    assert not desk.canvas.has_image(1, 9.0)
    assert "too large" in desk.canvas._problems[1].message
    grabbed(desk)


@pytest.mark.parametrize(
    "size",
    [(1, 1e9), (1e9, 1), (1e38, 1e38), (1e-9, 5), (math.nan, 5), (math.inf, 5), (-5, 5), (0, 0)],
)
def test_the_layout_of_any_size_is_bounded(size: tuple[float, float]) -> None:
    layout = PageLayout([size] * 20_000)
    page = layout.page(20_000)
    assert SHORTEST <= page.width() <= LONGEST
    assert SHORTEST <= page.height() <= LONGEST
    # 500 % of 96/72 pixels a point, counted by a scroll bar in 32 bits
    assert layout.area.height() * 5 * 96 / 72 < 2**31
    assert QRectF(layout.area).contains(page)
