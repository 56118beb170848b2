"""Puts pages of a document on paper, in strips so narrow that the loop can go on between them.

Qt's painter keeps Python's lock while it packs an image, in whichever thread it works: a whole page
would hold the window up for half a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPainter

from octavo.pdf.page import PageImage
from octavo.ui.pdf.images import bounded_scale
from octavo.ui.printing.refusal import refused

MOST_DPI: Final = 600
"""Dots per inch at which pages are drawn at most; a large page gets fewer, see `bounded_scale`."""

_STRIP_PIXELS: Final = 96_000
"""Of a strip of the image: some 10 ms of packing."""

_OVERLAP: Final = 2
"""Rows that a strip shares with the next one, so that no line of paper shows between them."""


async def print_pages(
    device: QPagedPaintDevice,
    pages: Sequence[tuple[int, tuple[float, float]]],
    draw: Callable[[int, float], Awaitable[PageImage]],
    on_page: Callable[[int], object],
    *,
    abort: Callable[[], object],
) -> None:
    """Print pages, each as large as the paper lets it be, in the middle, the long way round.

    Args:
        device: What they are printed on; its paper is set.
        pages: Their numbers, and width and height of each in points.
        draw: Draws a page at so many pixels per point.
        on_page: Called with how many pages are done, before each one and at the end.
        abort: Called when not all are done, so that the device forgets those that are.

    Raises:
        PrintError: the device does not take them.
        AppError: a page cannot be drawn.
    """
    painter = QPainter()
    try:
        for done, (page, size) in enumerate(pages):
            on_page(done)
            _turn_paper(device, size)
            if done and not device.newPage():
                raise refused()
            if not done and not painter.begin(device):
                raise refused()
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            area = _fitted(device, size)
            scale = min(area.width() / size[0], MOST_DPI / 72)
            await _paint(painter, await draw(page, bounded_scale(size, scale)), area)
        if not painter.end():
            raise refused()
        on_page(len(pages))
    finally:
        if painter.isActive():
            abort()
            painter.end()


def _turn_paper(device: QPagedPaintDevice, size: tuple[float, float]) -> None:
    wide = size[0] > size[1]
    device.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


def _fitted(device: QPagedPaintDevice, size: tuple[float, float]) -> QRectF:
    """Return where a page lies on the paper, in dots from the corner that can be printed on."""
    room = device.pageLayout().paintRectPixels(device.logicalDpiX())
    scale = min(room.width() / size[0], room.height() / size[1])
    width, height = size[0] * scale, size[1] * scale
    return QRectF((room.width() - width) / 2, (room.height() - height) / 2, width, height)


async def _paint(painter: QPainter, image: PageImage, area: QRectF) -> None:
    whole = QImage(
        image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32
    )
    across, down = area.width() / image.width, area.height() / image.height
    rows = max(_OVERLAP + 1, _STRIP_PIXELS // image.width)
    for top in range(0, image.height, rows):
        strip = QRectF(0, top, image.width, min(rows + _OVERLAP, image.height - top))
        target = QRectF(
            area.left(), area.top() + top * down, strip.width() * across, strip.height() * down
        )
        painter.drawImage(target, whole, strip)
        await asyncio.sleep(0)
