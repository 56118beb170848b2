"""A bar that says what was just done, with a button that undoes it or leads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.widgets.buttons import IconButton, TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say

SHOWN_MS: Final = 20_000
"""How long the bar stays if nobody touches it."""


class UndoBar(QWidget):
    """Hidden until something was done; the last thing done is the one that is undone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        self._words = ElidedLabel()
        self.button = TextButton(say("Undo"), kind="link")
        self.button.setProperty("dense", "true")
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        self._hint = say(
            "Undo ({keys})", keys=keys.toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.close_button = IconButton("close", say("Close this message"))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        # Above the button: beside it there would be room for two or three words.
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(self._words, 1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_S)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.clear)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def words(self) -> str:
        """What was done; empty if the bar is hidden."""
        return self._words.text() if self._undo is not None else ""

    def offer(self, words: str, undo: Callable[[], object], *, action: str | None = None) -> None:
        """Say what was done, and offer to undo it, or another action."""
        self._undo = undo
        self.button.setText(say("Undo") if action is None else action)
        self.button.setToolTip(self._hint if action is None else "")
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self._timer.start()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def undo(self) -> None:
        """Undo what is offered, if anything is."""
        undo, self._undo = self._undo, None
        self.clear()
        if undo is not None:
            undo()

    def clear(self) -> None:
        """Offer nothing any more."""
        self._undo = None
        self._timer.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.selection))
