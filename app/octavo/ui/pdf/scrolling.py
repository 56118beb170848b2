"""Pages one below the other that can be scrolled and zoomed; what is on them is drawn elsewhere."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QNativeGestureEvent,
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

from octavo.ui.pdf.geometry import GAP, PageLayout
from octavo.ui.reading import margins
from octavo.ui.widgets.keys_went import BY_KEYS, reason_to_go, show_reached

ACTUAL: Final = 96 / 72
"""Logical pixels per point at 100 %."""

MIN_ZOOM: Final = 0.05
MAX_ZOOM: Final = 5.0
_STEPS: Final = tuple(
    percent / 100
    for percent in (5, 10, 20, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500)
)
_THIRD: Final = 1 / 3


class Fit(Enum):
    """What the zoom follows."""

    NOTHING = 0
    WIDTH = 1
    PAGE = 2


class ScrollingPages(QGraphicsView):
    """Lays pages out and moves over them, by mouse, keys and gestures.

    Signals:
        page_changed: With the number of the page that is looked at.
        zoom_changed: With the zoom, 1.0 for actual size; also when the fit changed.
    """

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
        # as much room at the start as the bar takes at the end: pages stand in the middle
        self.setViewportMargins(margins(self.verticalScrollBar().sizeHint().width(), 0, 0, 0))
        self.setCornerWidget(QWidget())  # or the style draws a box between the scroll bars
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._layout = PageLayout(())
        self._page = 0
        self._gone_to = (0, 0)  # a page, and where the scroll bar was when it was brought into view
        self._fit = Fit.WIDTH
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 if there is none."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._layout)

    @property
    def pages_in_view(self) -> range:
        """The pages that are at least partly in view."""
        top = self.mapToScene(QPoint(0, 0)).y()
        bottom = self.mapToScene(QPoint(0, self.viewport().height())).y()
        return self._layout.between(top, bottom)

    def lay_out(self, layout: PageLayout) -> None:
        """Show other pages, or the same ones in another way, from the first one on."""
        self._layout = layout
        self.scene().setSceneRect(layout.area)
        self._page = 0
        self._gone_to = (0, 0)
        self._fit_if_wanted(1)
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    @property
    def place(self) -> float:
        """What is at the top of the view: the page, and behind the point how far down on it."""
        if not len(self._layout):
            return 1.0
        y = self.mapToScene(QPoint(0, 0)).y()
        page = self._layout.page(number := self._layout.at(y))
        return number + (y - page.top()) / (page.height() + GAP)

    def go_to_place(self, place: float) -> None:
        """Bring a `place` to the top of the view, as far as there is something below it."""
        if not len(self._layout):
            return
        number = min(max(int(place), 1), len(self._layout))
        page = self._layout.page(number)
        self._scroll(page.top() + (place - number) * (page.height() + GAP), share=0)

    def go_to(self, page: int) -> None:
        """Bring the top of a page to the top of the view."""
        if 1 <= page <= len(self._layout):
            self._fit_if_wanted(page)
            self._scroll(self._layout.page(page).top() - GAP / 2, share=0, page=page)

    def show_area(self, page: int, area: QRectF) -> None:
        """Bring a part of a page into the upper third of the view."""
        self._fit_if_wanted(page)
        self._scroll(area.top(), share=_THIRD, page=page)
        self._show_sideways(area.left(), area.right())

    # -- zoom --------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom, 1.0 for actual size."""
        return self.transform().m11() / ACTUAL

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    def set_zoom(self, zoom: float, *, at: QPointF | None = None) -> None:
        """Zoom so that what lies at a point of the view (its middle by default) stays there."""
        self._fit = Fit.NOTHING
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._apply_zoom(max(zoom, self._smallest()), at)

    def suit(self, fit: Fit, zoom: float) -> None:
        """Have the zoom follow something, or be what it is told; also before pages are there."""
        self._fit = fit
        if fit is Fit.NOTHING:
            self.set_zoom(zoom)

    def zoom_in(self) -> None:
        """Zoom to the next larger step."""
        larger = next((step for step in _STEPS if step > self.zoom * 1.01), MAX_ZOOM)
        self.set_zoom(larger, at=self._still())

    def zoom_out(self) -> None:
        """Zoom to the next smaller step."""
        steps = (step for step in reversed(_STEPS) if step < self.zoom * 0.99)
        smaller = next(steps, self._smallest())
        self.set_zoom(smaller, at=self._still())

    def zoom_actual(self) -> None:
        """Zoom to the size on paper."""
        self.set_zoom(1.0, at=self._still())

    def fit_width(self) -> None:
        """Let the page fill the width, now and when the view is resized."""
        self._fit = Fit.WIDTH
        self._fit_if_wanted(self._page)

    def fit_page(self) -> None:
        """Let the whole page be seen, now and when the view is resized."""
        self._fit = Fit.PAGE
        self.go_to(self._page)

    def _fit_if_wanted(self, page: int) -> None:
        if self._fit is Fit.NOTHING or not len(self._layout):
            return
        # without a bar there is nothing that rounding could make appear
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        zoom = self._fitting(page)
        if self._fit is Fit.PAGE:
            height = self._layout.page(max(page, 1)).height() + GAP
            zoom = min(zoom, max(1, self.viewport().height()) / height / ACTUAL)
        self._apply_zoom(zoom, QPointF(self.viewport().width() / 2, 0))
        # Beside wider pages, too, what fits is seen whole: all pages stand around the same line.
        middle = self.viewportTransform().map(QPointF(0, 0)).x()
        self._move_sideways(middle - self.viewport().width() / 2)

    def _fitting(self, page: int) -> float:
        """Return the zoom at which a page fills the width."""
        width = self._layout.page(max(page, 1)).width() + 2 * GAP
        return max(1, self.viewport().width()) / width / ACTUAL

    def _smallest(self) -> float:
        """Return the smallest zoom; a page may be so wide that to fit it needs a smaller one."""
        return min(MIN_ZOOM, self._fitting(self._page)) if len(self._layout) else MIN_ZOOM

    def _still(self) -> QPointF | None:
        """Return the point of the view that zooming keeps in place; None for its middle."""
        return None

    def _apply_zoom(self, zoom: float, at: QPointF | None) -> None:
        zoom = min(zoom, MAX_ZOOM)
        point = at or QPointF(self.viewport().rect().center())
        before = self.viewportTransform().inverted()[0].map(point)
        scale = zoom * ACTUAL
        self.setTransform(QTransform.fromScale(scale, scale))
        after = self.viewportTransform().map(before)
        self._move_sideways(after.x() - point.x())
        move(self.verticalScrollBar(), after.y() - point.y())
        self.zoom_changed.emit(self.zoom)
        self._on_scrolled()

    # -- scrolling ---------------------------------------------------------------------------

    def _scroll(self, y: float, *, share: float, page: int = 0) -> None:
        """Scroll so that a height of the scene stands at a share of the view's height.

        Args:
            y: The height.
            share: Of the view's height, from its top.
            page: What is gone to by that, if it is a page.
        """
        height = self.viewport().height()
        shown = self.viewportTransform().map(QPointF(0, y)).y()
        move(self.verticalScrollBar(), shown - share * height)
        self._gone_to = (page, self.verticalScrollBar().value())
        self._on_scrolled()

    def _show_sideways(self, left: float, right: float) -> None:
        begin = self.viewportTransform().map(QPointF(left - GAP, 0)).x()
        end = self.viewportTransform().map(QPointF(right + GAP, 0)).x()
        if begin < 0 or end > self.viewport().width():
            self._move_sideways(begin)

    def _move_sideways(self, by: float) -> None:
        # mirrored, the bar begins at the right
        move(self.horizontalScrollBar(), -by if self.isRightToLeft() else by)

    def _on_scrolled(self) -> None:
        if not len(self._layout):
            return
        if self._gone_to[1] != self.verticalScrollBar().value():
            self._gone_to = (0, 0)  # else whoever scrolls back would be said to be there again
        page = self._looked_at()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._on_moved()

    def _looked_at(self) -> int:
        """Return the page that was gone to, until somebody scrolls; else the one in the view.

        At the end of a document no page but a tall one can be brought to the top, and at its
        beginning a low one does not reach as far down as is looked.
        """
        if page := self._still_there():
            return page
        bar = self.verticalScrollBar()
        if bar.value() == bar.minimum():
            return 1
        if bar.value() == bar.maximum():
            return len(self._layout)
        top = self.mapToScene(QPoint(0, 0)).y()
        bottom = self.mapToScene(QPoint(0, self.viewport().height())).y()
        return self._layout.at(top + (bottom - top) * _THIRD)

    def _still_there(self) -> int:
        """Return the page that was gone to if nothing was scrolled since, else 0."""
        page, value = self._gone_to
        stays = value == self.verticalScrollBar().value() and page in self.pages_in_view
        return page if stays else 0

    def _on_moved(self) -> None:
        """Take note that something else may be in view, or in another size."""

    # -- events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.viewportTransform().inverted()[0].map(QPointF(0, 0)).y()
        page = self._still_there()
        super().resizeEvent(event)
        wider = event.oldSize().width() != event.size().width()
        if self._fit is Fit.PAGE or (self._fit is Fit.WIDTH and wider):
            self._fit_if_wanted(self._page)
            self._scroll(top, share=0, page=page)
        self._on_scrolled()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Have the keys; without a reason, by keys if that is how the person goes."""
        other = reason is Qt.FocusReason.OtherFocusReason
        super().setFocus(reason_to_go(self) if other else reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            show_reached(self, reached=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        show_reached(self, reached=False)

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
                self.zoom_actual()
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                move(bar, page)
            case Qt.Key.Key_PageUp:
                move(bar, -page)
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)


def move(bar: QScrollBar, by: float) -> None:
    """Move a scroll bar by so many pixels, within its ends."""
    bar.setValue(max(bar.minimum(), min(bar.maximum(), bar.value() + round(by))))
