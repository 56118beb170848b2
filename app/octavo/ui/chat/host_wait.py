"""The line that tells why an answer has not begun: its host is busy, and when it is asked again."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from octavo.awake import awake
from octavo.session.events import (
    AnsweringChanged,
    HostWaits,
    MessageAdded,
    MessageChanged,
    MessageGrew,
    MessageRemoved,
)
from octavo.ui import theme
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say

ThreadEvent = (
    MessageAdded | MessageGrew | MessageChanged | MessageRemoved | AnsweringChanged | HostWaits
)
"""What a session tells of one thread."""

_TICK_MS = 500


class HostWaitRow(QWidget):
    """Hidden while nothing is waited for; counts down by itself and hides when the wait is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = ""
        self._until = 0.0
        self._words = ElidedLabel()
        self._words.setProperty("role", "soft")
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._refresh)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self.place(0, 0)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says; empty while it is hidden."""
        return self.accessibleName()

    def place(self, left: int, right: int) -> None:
        """Leave so many pixels free beside the line."""
        self._row.setContentsMargins(left + theme.SPACE_L, 0, right + theme.SPACE_L, 0)

    def show_wait(self, reason: str, seconds: float) -> None:
        """Say why, and count down from so many seconds."""
        self._reason, self._until = reason, awake() + seconds
        self._timer.start()
        self._refresh()

    def end(self) -> None:
        """Wait no more."""
        self._timer.stop()
        self._say("")

    def _refresh(self) -> None:
        left = math.ceil(self._until - awake())
        if left <= 0:
            self.end()
        else:
            self._say(say("Asking again in {n} s: {reason}", n=left, reason=self._reason))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class HostWaitsByThread:
    """Remembers what each thread waits for: the person may look at another one meanwhile."""

    def __init__(self) -> None:
        self._waits: dict[str, tuple[str, float]] = {}

    def take(self, event: ThreadEvent) -> None:
        """Note a wait; a message that comes, or the answer's end, ends it."""
        if isinstance(event, HostWaits):
            until = awake() + event.seconds
            self._waits[event.thread_id] = (event.reason, until)
        elif isinstance(event, MessageAdded | AnsweringChanged):
            self._waits.pop(event.thread_id, None)

    def of(self, thread_id: str) -> tuple[str, float] | None:
        """Return why a thread still waits, and for how many seconds; None if it does not."""
        reason, until = self._waits.get(thread_id, ("", 0.0))
        left = until - awake()
        return (reason, left) if left > 0 else None
