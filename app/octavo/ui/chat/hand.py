"""What the keys do in the transcript: go to messages and to what can be clicked, move a caret."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTextEdit, QWidget

from octavo.session.state import ChatMessage
from octavo.ui import theme as look
from octavo.ui.chat.caret import Caret
from octavo.ui.chat.chosen_message import ChosenMessage
from octavo.ui.chat.document import ThreadDocument
from octavo.ui.chat.focus import TextFocus
from octavo.ui.chat.kept_place import KeptPlace
from octavo.ui.chat.spoken import SpokenTargets

_CARET: Final = 2
"""Pixels."""

_PASSING: Final = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Why the keys leave for a menu or a dialog: what was chosen stays so."""


class Hand:
    """Has one thing at most: a message, a chip or button, or the caret.

    Args:
        view: Shows the text.
        thread: The text.
        reading: Scrolls it.
        spoken: Tells what is chosen.

    Attributes:
        things: The chips, links and buttons, and the one that is chosen.
    """

    def __init__(
        self, view: QTextEdit, thread: ThreadDocument, reading: KeptPlace, spoken: SpokenTargets
    ) -> None:
        self._view = view
        self._thread = thread
        self._spoken = spoken
        self._message = ChosenMessage(view, thread, reading)
        self._caret = Caret(view)
        self.things = TextFocus(view, reading, spoken.announce)
        self._marks = _Marks(view, self._message, self._caret)

    @property
    def position(self) -> int | None:
        """Where in the text the keys are; None if they have nothing."""
        if (place := self.things.place(self.things.key)) is not None:
            return place.start
        start = self._message.position
        return self._caret.position if start is None else start

    @property
    def message(self) -> ChatMessage | None:
        """The message that the keys have, or that what they have is in; see `leave`."""
        position = self.position
        if position is None:
            return None
        return self._message.message or self._thread.message_at(position)

    def place(self) -> QPoint:
        """Return where in the viewport a menu for what the keys have is to open."""
        viewport = self._view.viewport().rect()
        cursor = self._view.textCursor()
        if (position := self.position) is not None:
            cursor.setPosition(position)
        point = self._view.cursorRect(cursor).bottomLeft()
        return QPoint(
            min(max(point.x(), 0), viewport.right()), min(max(point.y(), 0), viewport.bottom())
        )

    def clear(self) -> None:
        """Have nothing any more."""
        self._message.clear()
        self._caret.end()
        self.things.clear()
        self._marks.refresh()

    def go_to_message(self, *, forward: bool) -> bool:
        """Have the next message, or the one before; tell whether there is one."""
        position = self.position
        if not self._message.move(forward=forward, after=position):
            return False
        self._caret.end()
        self.things.clear()
        self._spoken.tell(self._message.words())
        self._marks.refresh()
        return True

    def tab(self, *, forward: bool) -> bool:
        """Go to the next thing to click, or the one before; tell whether there is one."""
        position = None if self.things.key is not None else self.position
        self._message.clear()
        self._caret.end()
        self._marks.refresh()
        return self.things.move(forward=forward, origin=position)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key before the text does; tell whether that was all it was for."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.position is not None:
            had_caret = self._caret.is_shown
            self.clear()
            if had_caret:
                cursor = self._view.textCursor()
                cursor.clearSelection()
                self._view.setTextCursor(cursor)
            return True
        if self._caret.begins_with(event) and not self._caret.is_shown:
            position = self.position
            self.clear()
            self._caret.begin(position)
        return False

    def leave(self, reason: Qt.FocusReason) -> None:
        """Let go of what it has, unless the keys come back from a menu or a dialog."""
        if reason not in _PASSING:
            self.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show what it has, after the view got another size, the keys, or lost them."""
        self._marks.refresh()


class _Marks(QWidget):
    """Lies over the transcript, margins included, and shows ring and caret."""

    def __init__(self, view: QTextEdit, message: ChosenMessage, caret: Caret) -> None:
        super().__init__(view)
        self._view = view
        self._message = message
        self._caret = caret
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self.refresh)
        view.document().contentsChanged.connect(self.refresh)
        view.cursorPositionChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is to show by now."""
        wanted = self._message.position is not None or self._caret.is_shown
        if wanted:
            self.setGeometry(self._view.rect())
            self.raise_()
            self.update()
        self.setVisible(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        if not self._view.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(look.current().accent)
        if (ring := self._message.ring()) is not None:
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(ring, look.RADIUS, look.RADIUS)
        if self._caret.is_shown:
            area = QRectF(self._caret.area())
            painter.fillRect(QRectF(area.left(), area.top(), _CARET, area.height()), accent)
        painter.end()
