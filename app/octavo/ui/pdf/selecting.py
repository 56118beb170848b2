"""Selects text on pages with the mouse and by keys; the canvas below it is left as it is."""

from __future__ import annotations

import dataclasses
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from octavo.pdf.page import Rect
from octavo.pdf.placed import PlacedText
from octavo.ui.pdf.canvas import PageCanvas
from octavo.ui.pdf.painting import Layer
from octavo.ui.pdf.scrolling import move

_SCROLL: Final = 24
"""Pixels by which the pages move while the mouse drags beyond their edge."""


class KnowsTexts(Protocol):
    """Knows the texts of some pages."""

    def get(self, page: int) -> PlacedText | None:
        """Return the text of a page if it is there."""
        ...


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place between two characters of a page's raw text."""

    page: int
    position: int


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: never empty, the first place before the last."""

    first: Place
    last: Place

    def span(self, page: int, length: int) -> tuple[int, int]:
        """Return what is selected of a page whose text has this length."""
        start = self.first.position if page == self.first.page else 0
        end = self.last.position if page == self.last.page else length
        return start, end


class PageSelector(QObject):
    """Turns what mouse and keys do on a canvas into a selection, and has it marked.

    Signals:
        changed: Something else is selected, or nothing.
    """

    changed = Signal()

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.texts: KnowsTexts | None = None
        self._anchor: Place | None = None
        self._head: Place | None = None
        self._dragging = False
        canvas.viewport().installEventFilter(self)
        canvas.viewport().setMouseTracking(True)
        canvas.installEventFilter(self)
        canvas.pages_wanted.connect(lambda _pages, _scale: self.refresh())

    @property
    def selection(self) -> Selection | None:
        """What is selected."""
        if self._anchor is None or self._head is None or self._anchor == self._head:
            return None
        return Selection(min(self._anchor, self._head), max(self._anchor, self._head))

    def clear(self) -> None:
        """Select nothing."""
        self._set(None, None)

    def select(self, page: int, start: int, end: int) -> None:
        """Select a span of a page's raw text."""
        self._set(Place(page, start), Place(page, end))

    def select_page(self, page: int) -> None:
        """Select all text of a page, if it is there."""
        text = self._text(page)
        if text:
            self.select(page, 0, len(text.text))

    def refresh(self) -> None:
        """Mark what is selected on the pages in view."""
        selection = self.selection
        marks: dict[int, list[Rect]] = {}
        if selection is not None:
            for page in self._canvas.pages_in_view:
                text = self._text(page)
                if text and selection.first.page <= page <= selection.last.page:
                    marks[page] = text.rectangles(*selection.span(page, len(text.text)))
        self._canvas.show_layer(Layer.SELECTED, marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self._canvas:
            if event.type() == QEvent.Type.KeyPress and self._on_key(event):
                return True
        elif isinstance(event, QMouseEvent) and watched is self._canvas.viewport():
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                    self._on_pressed(event)
                case QEvent.Type.MouseButtonDblClick:
                    self._on_double_clicked(event)
                case QEvent.Type.MouseMove:
                    self._on_moved(event)
                case QEvent.Type.MouseButtonRelease:
                    self._dragging = False
                case _:
                    pass
        return super().eventFilter(watched, event)

    # -- the mouse ---------------------------------------------------------------------------

    def _on_pressed(self, event: QMouseEvent) -> None:
        there = self._place(event.position())
        self._dragging = there is not None
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._set(self._anchor if extends and self._anchor else there, there)

    def _on_double_clicked(self, event: QMouseEvent) -> None:
        there = self._place(event.position())
        text = None if there is None else self._text(there.page)
        if there is not None and text is not None:
            self.select(there.page, *text.word(there.position))

    def _on_moved(self, event: QMouseEvent) -> None:
        viewport = self._canvas.viewport()
        if not self._dragging:
            page, x, y = self._canvas.spot(event.position())
            text = self._text(page)
            over = text is not None and text.is_over(x, y)
            viewport.setCursor(Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor)
            return
        height = event.position().y()
        if height < 0 or height > viewport.height():
            move(self._canvas.verticalScrollBar(), -_SCROLL if height < 0 else _SCROLL)
        there = self._place(event.position())
        if there is not None:
            self._set(self._anchor, there)

    def _place(self, point: QPointF) -> Place | None:
        page, x, y = self._canvas.spot(point)
        text = self._text(page)
        return Place(page, text.at(x, y)) if text else None

    # -- keys --------------------------------------------------------------------------------

    def _on_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        if event.key() == Qt.Key.Key_Escape and self.selection is not None:
            self.clear()
            return True
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if not modifiers & Qt.KeyboardModifier.ShiftModifier or event.key() not in steps:
            return False
        text = None if self._head is None else self._text(self._head.page)
        if self._head is None or text is None:
            return False
        step = steps[Qt.Key(event.key())]
        position = self._head.position + step
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            start, end = text.word(position + min(step, 0))
            position = min(start, position) if step < 0 else max(end, position)
        self._set(self._anchor, Place(self._head.page, max(0, min(len(text.text), position))))
        return True

    def _text(self, page: int) -> PlacedText | None:
        return None if self.texts is None else self.texts.get(page)

    def _set(self, anchor: Place | None, head: Place | None) -> None:
        before = self.selection
        self._anchor, self._head = anchor, head
        if self.selection != before:
            self.refresh()
            self.changed.emit()
