"""Which message of the transcript the keys have chosen, and the ring around it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from octavo.session.state import ChatMessage
from octavo.ui.chat import styles
from octavo.ui.chat.chips import one_line
from octavo.ui.chat.copying import copied_text
from octavo.ui.chat.document import ThreadDocument
from octavo.ui.chat.filling import AT_ONCE
from octavo.ui.chat.kept_place import KeptPlace
from octavo.words import say

_SPOKEN: Final = 600
"""Characters of a message that are told when it is chosen; all of it can be read in the text."""

_AROUND: Final = 8
"""Pixels between a message and its ring, half of it above and below; the ring reaches into the
margins beside the column."""

_LOW: Final = 4
"""Qt sets text low in its lines, in pixels."""


class ChosenMessage:
    """Goes from message to message.

    Args:
        view: Shows the text.
        thread: The text.
        reading: Scrolls it.
    """

    def __init__(self, view: QTextEdit, thread: ThreadDocument, reading: KeptPlace) -> None:
        self._view = view
        self._thread = thread
        self._reading = reading
        self._id: str | None = None

    @property
    def message(self) -> ChatMessage | None:
        """The message that is chosen, if it is still there."""
        return next((one for one in self._thread.messages if one.id == self._id), None)

    @property
    def position(self) -> int | None:
        """Where it begins in the document."""
        return None if self._id is None else self._thread.position(self._id)

    def clear(self) -> None:
        """Choose none."""
        self._id = None

    def move(self, *, forward: bool, after: int | None) -> bool:
        """Choose the next message, or the one before.

        Args:
            forward: Whether the next one is wanted.
            after: A position in the text to go on from where none is chosen; what is in view
                counts if it is not given.

        Returns:
            Whether there is one; else what was chosen stays chosen.
        """
        messages = self._thread.messages
        ids = [one.id for one in messages]
        if self._id in ids:
            index = ids.index(self._id) + (1 if forward else -1)
        else:
            seen = self._seen(after, forward=forward)
            index = ids.index(seen.id) if seen is not None else len(ids) - 1
        if not 0 <= index < len(ids):
            return False
        self._id = ids[index]
        self._thread.write_out(ids[index], at_once=AT_ONCE)
        if (start := self.position) is not None:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(start)
            self._view.setTextCursor(cursor)
        self._show()
        return True

    def words(self) -> str:
        """Return what is told of the message that is chosen; nothing without one."""
        message = self.message
        if message is None:
            return ""
        messages = self._thread.messages
        number = next(n for n, one in enumerate(messages, 1) if one.id == message.id)
        cursor = QTextCursor(self._view.document())
        start, stop = self._thread.span(message.id) or (0, 0)
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        text = one_line(copied_text(self._view.document(), cursor, self._thread.targets))[:_SPOKEN]
        count = len(messages)
        if message.role == "user":
            return say(
                "Question, message {number} of {count}: {text}",
                number=number,
                count=count,
                text=text,
            )
        return say(
            "Answer, message {number} of {count}: {text}", number=number, count=count, text=text
        )

    def ring(self) -> QRectF | None:
        """Return the ring around the message, in coordinates of the view (not its viewport)."""
        area, message = self._area(), self.message
        if area is None or message is None:
            return None
        viewport = self._view.viewport()
        ring = QRectF(0, area.top(), viewport.width(), area.height() + _LOW)
        if message.role == "user":
            made = self._view.document().findBlock(self.position or 0).blockFormat()
            ring.setLeft(made.leftMargin() - styles.BUBBLE_PAD_X)
            ring.adjust(0, -styles.BUBBLE_PAD_Y, 0, styles.BUBBLE_PAD_Y)
        ring.adjust(-_AROUND, -_AROUND / 2, _AROUND, _AROUND / 2)
        down = self._view.verticalScrollBar().value()
        return ring.translated(QPointF(viewport.pos()) - QPointF(0, down))

    def _show(self) -> None:
        """Bring the message into view, its beginning at least."""
        area = self._area()
        if area is not None:
            room = self._view.viewport().height()
            top = QRectF(area.left(), area.top(), area.width(), min(area.height(), room / 2))
            self._reading.scroll_to(area if area.height() < room else top)

    def _area(self) -> QRectF | None:
        """Return the room of the message's lines, in coordinates of the document."""
        span = None if self._id is None else self._thread.span(self._id)
        if span is None:
            return None
        document = self._view.document()
        layout = document.documentLayout()
        first, last = (document.findBlock(at) for at in (span[0], span[1] - 1))
        return layout.blockBoundingRect(first).united(layout.blockBoundingRect(last))

    def _seen(self, after: int | None, *, forward: bool) -> ChatMessage | None:
        """Return the message at a position, else the first or the last one in view."""
        if after is None:
            view = self._view.viewport().rect()
            corner = QPoint(0, 0) if forward else QPoint(0, view.bottom())
            after = self._view.cursorForPosition(corner).position()
        return self._thread.message_at(after)
