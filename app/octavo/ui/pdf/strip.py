"""A strip of a page around a passage, as wide as the page, with the passage marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from octavo.pdf.page import PageImage, Rect
from octavo.ui.pdf.geometry import PageLayout, merge_lines
from octavo.ui.pdf.painting import draw_marks

_AROUND: Final = 22.0
"""Points that are shown above and below the passage."""

_HIGHEST: Final = 130.0
"""Points of a page that a strip shows at most: of a long passage, its beginning."""


def strip(image: PageImage, size: tuple[float, float], rects: Sequence[Rect]) -> QImage:
    """Cut a strip out of a page.

    Args:
        image: The page as drawn.
        size: Of the page as displayed, in points.
        rects: Of the passage on the page as displayed, in points; the top of the page is shown
            if there are none.
    """
    layout = PageLayout([size])
    page = layout.page(1)
    marks = [layout.place(1, rect).translated(-page.topLeft()) for rect in merge_lines(rects)]
    marks = [mark for mark in marks if not mark.isEmpty()]
    whole = QRectF()
    for mark in marks:
        whole = whole.united(mark)
    top = max(0.0, whole.top() - _AROUND)
    height = min(_HIGHEST, page.height() - top, whole.height() + 2 * _AROUND)
    across, down = image.width / page.width(), image.height / page.height()
    drawn = QImage(
        image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32
    )
    # a copy: the pixels belong to the image that they came with
    cut = drawn.copy(QRect(0, round(top * down), image.width, max(1, round(height * down))))
    painter = QPainter(cut)
    painter.translate(0, -round(top * down))
    painter.scale(across, down)
    draw_marks(painter, marks)
    painter.end()
    return cut
