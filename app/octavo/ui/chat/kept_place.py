"""What the person reads stays in view when the transcript gets another size."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

_NEAR: Final = 24
"""Pixels from an edge that count as being at it."""


class KeptPlace:
    """Scrolls a text, and knows where in it the person is.

    At the end of the text that is the end, elsewhere what stands at the top. A place is kept until
    the person scrolls, so it does not drift with the many sizes of a drag. Besides, the chip that
    was clicked last stays in view as long as its page stands beside the text and makes it narrow;
    a person who makes the window smaller while the end is in view keeps the end.

    Args:
        view: Shows the text.
    """

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._bar = view.verticalScrollBar()
        self._follows = True
        self._top: tuple[QTextCursor, int] | None = None  # what stands at the top, and how low
        self._chosen: tuple[QTextCursor, int] | None = None  # and how wide the view was then
        self._window = view.window().size()  # then
        self._keeping = False
        self._bar.valueChanged.connect(self._on_scrolled)

    @property
    def is_at_end(self) -> bool:
        """Whether the end of the text is in view."""
        return self._bar.value() >= self._bar.maximum() - _NEAR

    def go_to_end(self) -> None:
        """Show the end of the text."""
        self._bar.setValue(self._bar.maximum())

    def scroll_to(self, area: QRectF) -> None:
        """Bring an area of the text, in its own coordinates, into view."""
        height = self._view.viewport().height()
        if area.top() < self._bar.value() + _NEAR:
            self._bar.setValue(round(area.top()) - 2 * _NEAR)
        elif area.bottom() > self._bar.value() + height - _NEAR:
            self._bar.setValue(round(area.bottom()) - height + 2 * _NEAR)

    def choose(self, position: int | None) -> None:
        """Keep the chip at a position in view while the view is narrower than now; or none."""
        self._chosen = None
        if position is not None:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(position)
            self._chosen = cursor, self._view.width()
            self._window = self._view.window().size()

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the place while lines break anew in the block."""
        if self._keeping:
            yield
            return
        self._keeping = True
        if self.is_at_end and self._view.window().size() != self._window:
            self._chosen = None
        try:
            if self._top is None:
                cursor = self._view.cursorForPosition(QPoint(0, 0))
                self._top = cursor, self._view.cursorRect(cursor).top()
            yield
            self._return(*self._top)
        finally:
            self._keeping = False

    def follow(self) -> None:
        """Stay at the end of a text that got longer, or a view that got lower."""
        if self._follows and not self._keeping:
            self.go_to_end()

    def _return(self, cursor: QTextCursor, height: int) -> None:
        if self._follows:
            self.go_to_end()
        else:
            self._bar.setValue(self._bar.value() + self._view.cursorRect(cursor).top() - height)
        if self._chosen is None:
            return
        chip, width = self._chosen
        if self._view.width() < width:
            area = QRectF(self._view.cursorRect(chip))
            self.scroll_to(area.translated(0, self._bar.value()))
        else:
            self._chosen = None

    def _on_scrolled(self) -> None:
        if not self._keeping:
            self._follows = self.is_at_end
            self._top = self._chosen = None
