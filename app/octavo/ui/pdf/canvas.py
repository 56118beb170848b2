"""The canvas: all pages of a document, drawn where they are seen, passages marked.

It says by `PageCanvas.pages_wanted` which pages it wants at which scale and shows what it is given;
until then an image of another scale is stretched, and a page without one stays paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from octavo.pdf.page import DocumentFacts, PageImage, Rect
from octavo.session.state import Problem
from octavo.ui import theme
from octavo.ui.pdf import painting
from octavo.ui.pdf.geometry import PageLayout, merge_lines
from octavo.ui.pdf.images import PAINTABLE, PageImages, bounded_scale
from octavo.ui.pdf.scrolling import ScrollingPages
from octavo.words import say

CACHE_BYTES: Final = 96 * 1024 * 1024
_AHEAD_BYTES: Final = CACHE_BYTES // 6
"""Pages that are not in view are drawn ahead only if their images are smaller than this."""

_NARROW: Final = 200
"""Logical pixels: on a page less wide there is no room for words."""

_SETTLE_MS: Final = 60
"""Pages are asked for when scrolling and zooming have paused this long."""


class PageCanvas(ScrollingPages):
    """Shows the pages of one document.

    Signals:
        pages_wanted: With the page numbers (tuple of int, most wanted first) and the scale in
            device pixels per point at which they would be sharp; scales above what a page's size
            allows are for the receiver to reduce by `drawing_scale`.
    """

    pages_wanted = Signal(object, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: DocumentFacts | None = None
        self._turn = 0
        self._images = PageImages(CACHE_BYTES)
        self._problems: dict[int, Problem] = {}
        self._marked_page = 0
        self._mark_rects: tuple[Rect, ...] = ()
        self._marks: list[QRectF] = []
        self._layers: dict[painting.Layer, dict[int, list[QRectF]]] = {}
        self._wanted: tuple[tuple[int, ...], float] = ((), 0.0)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._ask_for_pages)
        self._refresh_ground()

    # -- content -----------------------------------------------------------------------------

    def show_document(self, facts: DocumentFacts) -> None:
        """Lay out a document's pages and go to the first one."""
        self.clear()
        self._facts = facts
        self.lay_out(PageLayout(facts.sizes))

    def clear(self) -> None:
        """Show nothing."""
        self._facts = None
        self._turn = 0
        self._layout = PageLayout(())
        self._images.clear()
        self._problems.clear()
        self._layers.clear()
        self._unmark()
        self._wanted = ((), 0.0)
        self.scene().setSceneRect(self._layout.area)
        self.viewport().update()

    @property
    def turn(self) -> int:
        """How often all pages are turned to the right by 90 degrees, 0 to 3."""
        return self._turn

    def turn_right(self) -> None:
        """Turn all pages by 90 degrees; the page that is looked at stays in view."""
        if self._facts is None:
            return
        page, marked, rects = self.page, self._marked_page, self._mark_rects
        self._turn = (self._turn + 1) % 4
        self._images.clear()
        self._layers.clear()
        self._wanted = ((), 0.0)
        self.lay_out(PageLayout(self._facts.sizes, self._turn))
        if rects:
            self._place_marks(marked, rects)
        self.go_to(page)
        self.viewport().update()

    def show_layer(self, layer: painting.Layer, rects: Mapping[int, Sequence[Rect]]) -> None:
        """Show rectangles of pages as displayed, in the place of those that the layer had.

        Each is of a line or a part of it, whichever way that runs: none are joined.
        """
        pages = len(self._layout)
        self._layers[layer] = {
            page: [self._layout.place(page, rect) for rect in of_page]
            for page, of_page in rects.items()
            if 1 <= page <= pages
        }
        self.viewport().update()

    def spot(self, point: QPointF) -> tuple[int, float, float]:
        """Return the page at a point of the viewport, and where on it as displayed, in points."""
        there = self.viewportTransform().inverted()[0].map(point)
        page = self._layout.at(there.y())
        return (page, *self._layout.point(page, there)) if page else (0, 0.0, 0.0)

    def area_of(self, page: int, rects: Sequence[Rect]) -> QRectF:
        """Return the area of the scene around rectangles of a page as displayed."""
        area = QRectF()
        for rect in rects:
            area |= self._layout.place(page, rect)
        return area

    def show_image(self, page: int, scale: float, image: PageImage) -> None:
        """Show a page's image, drawn at ``scale`` pixels per point."""
        if max(image.width, image.height) > PAINTABLE:
            self.show_page_problem(page, Problem("", say("Its picture is too large to be shown.")))
            return
        self._problems.pop(page, None)
        self._images.put(page, scale, image)
        self._update_page(page)

    def show_page_problem(self, page: int, problem: Problem) -> None:
        """Say on a page why it cannot be shown."""
        self._problems[page] = problem
        self._update_page(page)

    def mark(self, page: int, rects: Sequence[Rect]) -> None:
        """Mark a passage, given in points of the page as displayed, and bring it into view.

        What does not lie on the page is not marked.
        """
        self._unmark()
        if 1 <= page <= len(self._layout):
            self._place_marks(page, rects)
        if self._marks:
            top = min(mark.top() for mark in self._marks)
            left = min(mark.left() for mark in self._marks)
            right = max(mark.right() for mark in self._marks)
            self.show_area(page, QRectF(left, top, right - left, 1))
        else:
            self.go_to(page)
        self.viewport().update()

    def _place_marks(self, page: int, rects: Sequence[Rect]) -> None:
        placed = [self._layout.place(page, rect) for rect in merge_lines(rects)]
        self._marked_page, self._mark_rects = page, tuple(rects)
        self._marks = [mark for mark in placed if not mark.isEmpty()]

    def _unmark(self) -> None:
        self._marked_page, self._mark_rects = 0, ()
        self._marks = []

    def has_image(self, page: int, scale: float) -> bool:
        """Whether a page's image is there at exactly this scale."""
        return self._images.has(page, scale)

    def drawing_scale(self, page: int, scale: float) -> float:
        """Return the pixels per point of the file at which a page is drawn.

        Args:
            page: The page, counted from 1.
            scale: Pixels per point of the scene that are wanted; huge images are made smaller.
        """
        given, shown = self._layout.given(page), self._layout.page(page)
        return bounded_scale(given, scale * max(shown.width(), shown.height()) / max(given))

    @property
    def marks(self) -> list[QRectF]:
        """Where the passage is marked, in scene points."""
        return list(self._marks)

    # -- what is wanted ---------------------------------------------------------------------

    def _still(self) -> QPointF | None:
        """Return the point of the view that zooming keeps in place: the passage if in view."""
        for mark in self._marks:
            point = self.viewportTransform().map(mark.center())
            if QRectF(self.viewport().rect()).contains(point):
                return point
        return None

    def _on_moved(self) -> None:
        if self._problems:  # their words stand in the middle of what is seen of the page
            self.viewport().update()
        if not self._settled.isActive():
            self._settled.start()

    def _ask_for_pages(self) -> None:
        """Tell which pages are in view, then their neighbours, unless that was told already."""
        seen = self.pages_in_view
        if not seen:
            return
        self._images.pinned = seen
        scale = self.transform().m11() * self.viewport().devicePixelRatioF()
        around = [n for n in (seen[-1] + 1, seen[0] - 1) if self._worth_ahead(n, scale)]
        first = [self._page] if self._page in seen else []
        others = [n for n in seen if n not in first]
        wanted = ((*first, *others, *around), scale)
        if wanted != self._wanted:
            self._wanted = wanted
            self.pages_wanted.emit(*wanted)

    def _worth_ahead(self, page: int, scale: float) -> bool:
        if not 1 <= page <= len(self._layout):
            return False
        size = self._layout.page(page)
        return 4 * size.width() * size.height() * scale**2 <= _AHEAD_BYTES

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh_ground()

    # -- painting ----------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        area = QRectF(rect)
        painter.fillRect(area, QColor(theme.current().desk))
        for number in self._layout.between(area.top(), area.bottom()):
            self._draw_page(painter, number)

    def _draw_page(self, painter: QPainter, number: int) -> None:
        paper = self._device_rect(self._layout.page(number))
        ratio = self.viewport().devicePixelRatioF()
        view = QRectF(self.viewport().rect())
        seen = paper & QRectF(0, 0, view.width() * ratio, view.height() * ratio).toAlignedRect()
        drawn = self._images.get(number)
        painter.save()
        painter.resetTransform()
        painter.scale(1 / ratio, 1 / ratio)
        painting.draw_paper(painter, paper, seen, None if drawn is None else drawn.image)
        painter.restore()
        if number in self._problems:
            self._draw_problem(painter, number)
        for layer, rects in self._layers.items():
            painting.draw_layer(painter, layer, rects.get(number, ()))
        if number == self._marked_page:
            painting.draw_marks(painter, self._marks)

    def _draw_problem(self, painter: QPainter, number: int) -> None:
        view = QRectF(self.viewport().rect())
        room = self.viewportTransform().mapRect(self._layout.page(number)) & view
        ink = theme.LIGHT.ink  # pages are paper in both themes, if a dimmed one
        if room.width() < _NARROW:
            room, ink = QRectF(0, room.top(), view.width(), room.height()), theme.current().ink
        painting.draw_problem(painter, room, self._problems[number], QColor(ink))

    def _device_rect(self, area: QRectF) -> QRect:
        """Return where something that is in view lies, in device pixels.

        The layout's longest page at the largest zoom is far within the numbers of a QRect.
        """
        ratio = self.viewport().devicePixelRatioF()
        placed = self.viewportTransform().mapRect(area)
        left, top = round(placed.left() * ratio), round(placed.top() * ratio)
        width = max(1, round(placed.right() * ratio) - left)
        return QRect(left, top, width, max(1, round(placed.bottom() * ratio) - top))

    def _update_page(self, number: int) -> None:
        area = self.viewportTransform().mapRect(self._layout.page(number))
        seen = area & QRectF(self.viewport().rect())  # elsewhere it may lie beyond a QRect
        self.viewport().update(seen.toAlignedRect().adjusted(-1, -1, 1, 1))

    def _refresh_ground(self) -> None:
        self.setBackgroundBrush(QColor(theme.current().desk))
        self.viewport().update()
