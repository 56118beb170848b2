"""Which clickable thing of the transcript the keys have chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTextEdit

from octavo.ui import theme as look
from octavo.ui.chat import places
from octavo.ui.chat.chips import chip_body
from octavo.ui.chat.kept_place import KeptPlace


class TextFocus:
    """Walks from one thing to the next, and draws a ring around it.

    Args:
        view: Shows the text.
        reading: Scrolls it.
        on_chosen: Told of what is chosen, by its key, or that nothing is.
    """

    def __init__(
        self, view: QTextEdit, reading: KeptPlace, on_chosen: Callable[[int | None], None]
    ) -> None:
        self._view = view
        self._reading = reading
        self._on_chosen = on_chosen
        self.key: int | None = None

    def clear(self) -> None:
        """Choose nothing."""
        self._choose(None)

    def move(self, *, forward: bool, origin: int | None = None) -> bool:
        """Choose the next thing, or the one before; False if there is none any more.

        Args:
            forward: Whether the next one is wanted.
            origin: A position to go on from where nothing is chosen; without one, what is in view
                counts.
        """
        order = list(places.places(self._view.document()))
        keys = [place.key for place in order]
        if self.key in keys:
            return self._take(order, keys.index(self.key) + (1 if forward else -1))
        if forward:
            return self._take(order, self._first(order, origin))
        return self._take(order, self._last(order, origin))

    def enter(self, *, forward: bool) -> None:
        """Choose the first thing in view, or the last one."""
        order = list(places.places(self._view.document()))
        index = self._first(order) if forward else self._last(order)
        if 0 <= index < len(order):
            self._choose(order[index])

    def place(self, key: int | None) -> places.Place | None:
        """Return where a thing stands."""
        if key is None:
            return None
        return next((p for p in places.places(self._view.document()) if p.key == key), None)

    def paint(self, *, chip: bool) -> None:
        """Draw a ring around what is chosen; that of a chip is as high as the chip."""
        place = self.place(self.key)
        if place is None:
            return
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._view.verticalScrollBar().value())
        painter.setPen(QPen(QColor(look.current().accent), 2))
        for area in places.rectangles(self._view.document(), place):
            around = chip_body(area) if chip else area
            painter.drawRoundedRect(
                around.adjusted(-2, -2, 2, 2), look.CHIP_RADIUS + 1, look.CHIP_RADIUS + 1
            )
        painter.end()

    def _take(self, order: Sequence[places.Place], index: int) -> bool:
        inside = 0 <= index < len(order)
        self._choose(order[index] if inside else None)
        return inside

    def _choose(self, place: places.Place | None) -> None:
        self.key = None if place is None else place.key
        areas = [] if place is None else places.rectangles(self._view.document(), place)
        if areas:
            self._reading.scroll_to(areas[0])
        self._view.viewport().update()
        self._on_chosen(self.key)

    def _first(self, order: Sequence[places.Place], origin: int | None = None) -> int:
        top = self._view.cursorForPosition(QPoint(0, 0)).position() if origin is None else origin
        return next((i for i, place in enumerate(order) if place.stop >= top), len(order))

    def _last(self, order: Sequence[places.Place], origin: int | None = None) -> int:
        corner = self._view.viewport().rect().bottomRight()
        bottom = self._view.cursorForPosition(corner).position() if origin is None else origin
        return max((i for i, place in enumerate(order) if place.start <= bottom), default=-1)
