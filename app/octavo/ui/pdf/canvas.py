"""The canvas: all pages of a document, drawn where they are seen, passages marked.

It says by `PageCanvas.pages_wanted` which pages it wants at which scale and shows what it is given;
until then an image of another scale is stretched, and a page without one stays paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
    QScrollBar,
    QWidget,
)

from octavo.pdf.page import DocumentFacts, PageImage, Rect
from octavo.session.state import Problem
from octavo.ui import theme
from octavo.ui.pdf import painting
from octavo.ui.pdf.geometry import GAP, PageLayout, merge_lines
from octavo.ui.pdf.images import PAINTABLE, PageImages, bounded_scale

CACHE_BYTES: Final = 96 * 1024 * 1024
ACTUAL: Final = 96 / 72
"""Logical pixels per point at 100 %."""

MIN_ZOOM: Final = 0.05
MAX_ZOOM: Final = 5.0
_STEPS: Final = tuple(
    percent / 100
    for percent in (5, 10, 20, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500)
)
_AHEAD_BYTES: Final = CACHE_BYTES // 6
"""Pages that are not in view are drawn ahead only if their images are smaller than this."""

_THIRD: Final = 1 / 3
_NARROW: Final = 200
"""Logical pixels: on a page less wide there is no room for words."""

_SETTLE_MS: Final = 60
"""Pages are asked for when scrolling and zooming have paused this long."""


class PageCanvas(QGraphicsView):
    """Shows the pages of one document.

    Signals:
        pages_wanted: With the page numbers (tuple of int, most wanted first) and the scale in
            device pixels per point at which they would be sharp; scales above what a page's size
            allows are for the receiver to reduce by `drawing_scale`.
        page_changed: With the number of the page that is looked at.
        zoom_changed: With the zoom, 1.0 for actual size.
    """

    pages_wanted = Signal(object, float)
    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # as much room at the left as the bar takes at the right: pages stand in the middle
        self.setViewportMargins(self.verticalScrollBar().sizeHint().width(), 0, 0, 0)
        self.setCornerWidget(QWidget())  # or the style draws a box between the scroll bars
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._layout = PageLayout(())
        self._images = PageImages(CACHE_BYTES)
        self._problems: dict[int, Problem] = {}
        self._marked_page = 0
        self._marks: list[QRectF] = []
        self._page = 0
        self._fits = True
        self._anchor: tuple[int, float] | None = None
        self._wanted: tuple[tuple[int, ...], float] = ((), 0.0)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._ask_for_pages)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._refresh_ground()

    # -- content -----------------------------------------------------------------------------

    def show_document(self, facts: DocumentFacts) -> None:
        """Lay out a document's pages and go to the first one."""
        self.clear()
        self._layout = PageLayout(facts.sizes)
        self.scene().setSceneRect(self._layout.area)
        self._page = 0
        self._fit_if_wanted(1)
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def clear(self) -> None:
        """Show nothing."""
        self._layout = PageLayout(())
        self._images.clear()
        self._problems.clear()
        self._marks.clear()
        self._marked_page = 0
        self._wanted = ((), 0.0)
        self.scene().setSceneRect(self._layout.area)
        self.viewport().update()

    def show_image(self, page: int, scale: float, image: PageImage) -> None:
        """Show a page's image, drawn at ``scale`` pixels per point."""
        if max(image.width, image.height) > PAINTABLE:
            self.show_page_problem(page, Problem("", "Its picture is too large to be shown."))
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
        there = 1 <= page <= len(self._layout)
        placed = [self._layout.place(page, rect) for rect in merge_lines(rects)] if there else []
        self._marked_page = page
        self._marks = [mark for mark in placed if not mark.isEmpty()]
        if self._marks:
            self._fit_if_wanted(page)
            top = min(mark.top() for mark in self._marks)
            left = min(mark.left() for mark in self._marks)
            right = max(mark.right() for mark in self._marks)
            self._scroll(top, share=_THIRD)
            self._show_sideways(left, right)
        else:
            self.go_to(page)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring the top of a page to the top of the view."""
        if 1 <= page <= len(self._layout):
            self._fit_if_wanted(page)
            self._scroll(self._layout.page(page).top() - GAP / 2, share=0)

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
    def page(self) -> int:
        """The page that is looked at, from 1; 0 if there is none."""
        return self._page

    @property
    def marks(self) -> list[QRectF]:
        """Where the passage is marked, in scene points."""
        return list(self._marks)

    # -- zoom --------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom, 1.0 for actual size."""
        return self.transform().m11() / ACTUAL

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the width of the view."""
        return self._fits

    def set_zoom(self, zoom: float, *, at: QPointF | None = None) -> None:
        """Zoom so that what lies at a point of the view (its middle by default) stays there."""
        self._fits = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._apply_zoom(max(zoom, self._smallest()), at)

    def zoom_in(self) -> None:
        """Zoom to the next larger step."""
        larger = next((step for step in _STEPS if step > self.zoom * 1.01), MAX_ZOOM)
        self.set_zoom(larger, at=self._still())

    def zoom_out(self) -> None:
        """Zoom to the next smaller step."""
        steps = (step for step in reversed(_STEPS) if step < self.zoom * 0.99)
        smaller = next(steps, self._smallest())
        self.set_zoom(smaller, at=self._still())

    def fit_width(self) -> None:
        """Let the page fill the width, now and when the view is resized."""
        self._fits = True
        self._fit_if_wanted(self._page)

    def _fit_if_wanted(self, page: int) -> None:
        if not self._fits or not len(self._layout):
            return
        # without a bar there is nothing that rounding could make appear
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._apply_zoom(self._fitting(page), QPointF(self.viewport().width() / 2, 0))

    def _fitting(self, page: int) -> float:
        """Return the zoom at which a page fills the width."""
        width = self._layout.page(max(page, 1)).width() + 2 * GAP
        return max(1, self.viewport().width()) / width / ACTUAL

    def _smallest(self) -> float:
        """Return the smallest zoom; a page may be so wide that to fit it needs a smaller one."""
        return min(MIN_ZOOM, self._fitting(self._page)) if len(self._layout) else MIN_ZOOM

    def _still(self) -> QPointF | None:
        """Return the point of the view that zooming keeps in place: the passage if in view."""
        for mark in self._marks:
            point = self.viewportTransform().map(mark.center())
            if QRectF(self.viewport().rect()).contains(point):
                return point
        return None

    def _apply_zoom(self, zoom: float, at: QPointF | None) -> None:
        zoom = min(zoom, MAX_ZOOM)
        point = at or QPointF(self.viewport().rect().center())
        before = self.viewportTransform().inverted()[0].map(point)
        scale = zoom * ACTUAL
        self.setTransform(QTransform.fromScale(scale, scale))
        after = self.viewportTransform().map(before)
        for bar, moved in (
            (self.horizontalScrollBar(), after.x() - point.x()),
            (self.verticalScrollBar(), after.y() - point.y()),
        ):
            _move(bar, moved)
        self.zoom_changed.emit(self.zoom)
        self._on_scrolled()

    # -- scrolling ---------------------------------------------------------------------------

    def _scroll(self, y: float, *, share: float) -> None:
        """Scroll so that a height of the scene stands at a share of the view's height."""
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        shown = self.viewportTransform().map(QPointF(0, y)).y()
        _move(bar, shown - share * height)
        self._on_scrolled()

    def _show_sideways(self, left: float, right: float) -> None:
        bar = self.horizontalScrollBar()
        begin = self.viewportTransform().map(QPointF(left - GAP, 0)).x()
        end = self.viewportTransform().map(QPointF(right + GAP, 0)).x()
        if begin < 0 or end > self.viewport().width():
            _move(bar, begin)

    def _on_scrolled(self) -> None:
        if not len(self._layout):
            return
        top = self.mapToScene(QPoint(0, 0)).y()
        bottom = self.mapToScene(QPoint(0, self.viewport().height())).y()
        page = self._layout.at(top + (bottom - top) * _THIRD)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        if self._problems:  # their words stand in the middle of what is seen of the page
            self.viewport().update()
        if not self._settled.isActive():
            self._settled.start()

    def _ask_for_pages(self) -> None:
        """Tell which pages are in view, then their neighbours, unless that was told already."""
        top = self.mapToScene(QPoint(0, 0)).y()
        bottom = self.mapToScene(QPoint(0, self.viewport().height())).y()
        seen = self._layout.between(top, bottom)
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

    # -- events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.viewportTransform().inverted()[0].map(QPointF(0, 0)).y()
        super().resizeEvent(event)
        if self._fits and event.oldSize().width() != event.size().width():
            self._fit_if_wanted(self._page)
            self._scroll(top, share=0)
        self._on_scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() / 120
            self.set_zoom(self.zoom * 1.15**turned, at=event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1 + event.value()), at=event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self.zoom * pinch.scaleFactor(), at=QPointF(middle))
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_scrolled()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = round(self.viewport().height() * 0.9)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.zoom_in()
            case Qt.Key.Key_Minus if control:
                self.zoom_out()
            case Qt.Key.Key_0 if control:
                self.set_zoom(1.0, at=self._still())
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                _move(bar, page)
            case Qt.Key.Key_PageUp:
                _move(bar, -page)
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

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
        if number == self._marked_page:
            painting.draw_marks(painter, self._marks)

    def _draw_problem(self, painter: QPainter, number: int) -> None:
        view = QRectF(self.viewport().rect())
        room = self.viewportTransform().mapRect(self._layout.page(number)) & view
        ink = theme.LIGHT.soft_ink  # pages are paper in both themes
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


def _move(bar: QScrollBar, by: float) -> None:
    bar.setValue(max(bar.minimum(), min(bar.maximum(), bar.value() + round(by))))
