"""The text of the page that is looked at, for those who hear it.

To assistive programs the pages are a picture. While such a program runs, an unseen text lies over
them: it is found as a text that can only be read, and Tab leads into it from the pages. The arrows
move in it line by line and word by word, and beyond its end to the next page.

An interface of its own, through `QAccessible.installFactory`, would have to hand out raw pointers
to say that it is a text (`interface_cast` returns a number), and Qt deletes what Python holds.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from octavo.ui import theme
from octavo.ui.pdf.canvas import PageCanvas
from octavo.ui.pdf.selecting import PageSelector
from octavo.words import later, say

MOST: Final = 100_000
"""Characters of a page that are told; a page of print has 3,000."""

NO_TEXT: Final = later("This page has no text.")

_SETTLED_MS: Final = 150
"""After the last change of the page, its text is told."""


class SpokenPage(QPlainTextEdit):
    """Lies over a canvas and has the text of its page.

    Args:
        view: Whose part it becomes; as one of the canvas, assistive programs would not find it.
        canvas: Shows the pages.
        selector: Knows the texts of those in view.
    """

    def __init__(self, view: QWidget, canvas: PageCanvas, selector: PageSelector) -> None:
        super().__init__(view)
        self._view = view
        self._canvas = canvas
        self._selector = selector
        self._page = 0  # whose text is there
        self._wanted = 0  # that was gone on to; 0 for the one that is looked at
        self._from_end = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QPlainTextEdit { background: transparent; border: none; padding: 0; }")
        self.hide()
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._timer.timeout.connect(self.place)
        canvas.page_changed.connect(self._on_page_changed)
        canvas.pages_wanted.connect(lambda _pages, _scale: self.refresh())

    def refresh(self) -> None:
        """Follow the page that is looked at, soon, if anybody listens."""
        if QAccessible.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Have no text: there are no pages, or other ones."""
        self._timer.stop()
        self._page = self._wanted = 0
        if self.hasFocus():
            self._canvas.setFocus()
        self.hide()
        super().clear()

    def place(self) -> None:
        """Lie over the pages, and have the text of the one that is looked at."""
        page, texts = self._wanted or self._canvas.page, self._selector.texts
        text = None if texts is None or not page else texts.get(page)
        if text is None:  # it is on its way
            return
        pages = self._canvas.viewport()
        self.setGeometry(QRect(pages.mapTo(self._view, QPoint(0, 0)), pages.size()))
        self.raise_()
        self.show()
        if page == self._page:
            return
        self._page = page
        name = say("Text of page {number}", number=page)
        self.setAccessibleName(name)
        words = text.copied(0, len(text.text)).strip()[:MOST]
        self.setPlainText(words or str(NO_TEXT))
        if self._from_end:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._from_end = False
        if self._canvas.hasFocus() or self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next page, or back, where the text ends; Esc leads back to the pages."""
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageUp: -1,
        }
        if event.key() == Qt.Key.Key_Escape:
            self._canvas.setFocus()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        by = step.get(Qt.Key(event.key()), 0)
        if by and not event.modifiers() and self.textCursor().position() == before:
            self._go_on(by)

    def _go_on(self, by: int) -> None:
        """Have the next page, or the one before; the last one may be too low to be looked at."""
        page = self._page + by
        if 1 <= page <= self._canvas.page_count:
            self._from_end = by < 0
            self._canvas.go_to(page)
            self._wanted = page
            self.refresh()

    def _on_page_changed(self) -> None:
        self._wanted = 0
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        """Draw nothing but where the keys are: the pages show what is read."""
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.current().accent), 4))
            painter.drawRect(self.viewport().rect())
            painter.end()
