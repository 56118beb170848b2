"""A caret in the transcript: arrows move it, with Shift they select."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from octavo.ui.chat.styles import LINE

_BY_KEYS: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard
_SIDEWAYS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
_MOVES: Final = _SIDEWAYS | {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_ALIEN: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Caret:
    """Comes with the first key that only a caret understands, and goes with Esc.

    Without it the arrows up and down scroll: who reads is not to walk down the whole view first.

    Args:
        view: Shows the text.
    """

    def __init__(self, view: QTextEdit) -> None:
        self._view = view

    @property
    def is_shown(self) -> bool:
        """Whether there is a caret."""
        return bool(self._view.textInteractionFlags() & _BY_KEYS)

    @property
    def position(self) -> int | None:
        """Where in the text it is, if it is there."""
        return self._view.textCursor().position() if self.is_shown else None

    def begins_with(self, event: QKeyEvent) -> bool:
        """Tell whether a key brings the caret: an arrow sideways, or Shift with what moves."""
        if event.modifiers() & _ALIEN:
            return False
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return Qt.Key(event.key()) in (_MOVES if shifted else _SIDEWAYS)

    def begin(self, at: int | None) -> None:
        """Show the caret.

        Args:
            at: A position in the text. If it is not given, where a click has left it in view; else
                near the top of the view.
        """
        if self.is_shown:
            return
        cursor = self._view.textCursor()
        if at is not None:
            cursor.setPosition(at)
        elif cursor.atEnd() or not self._is_in_view(cursor):
            # not in the first line in view: it may be cut off, and Qt would scroll
            cursor = QTextCursor(self._view.cursorForPosition(QPoint(0, LINE)))
        self._view.setTextCursor(cursor)
        self._view.setTextInteractionFlags(self._view.textInteractionFlags() | _BY_KEYS)

    def _is_in_view(self, cursor: QTextCursor) -> bool:
        middle = self._view.cursorRect(cursor).center()
        return self._view.viewport().rect().contains(middle)

    def end(self) -> None:
        """Show none; what is selected stays selected."""
        if self.is_shown:
            self._view.setTextInteractionFlags(self._view.textInteractionFlags() & ~_BY_KEYS)

    def area(self) -> QRect:
        """Return where it is, in coordinates of the view (not its viewport)."""
        return self._view.cursorRect().translated(self._view.viewport().pos())
