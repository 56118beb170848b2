"""Writes a thread's earlier messages out, a few at a time, without moving what is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextBrowser

from octavo.session.state import ChatMessage
from octavo.ui.chat.document import ThreadDocument

RENDERED: Final = 200
"""Messages that are written out at first, and more with each click on "Show earlier"."""

AT_ONCE: Final = 16
"""Messages that are written before the loop goes on; the end of a thread comes first."""


class Filling:
    """Fills a document upwards.

    Args:
        view: Shows it.
        thread: The document.
    """

    def __init__(self, view: QTextBrowser, thread: ThreadDocument) -> None:
        self._bar = view.verticalScrollBar()
        self._thread = thread
        self._due = 0  # messages to be written out while the loop goes on
        self._timer = QTimer(view, singleShot=True, interval=1)
        self._timer.timeout.connect(self._fill)

    @property
    def is_active(self) -> bool:
        """Whether earlier messages are still being written out."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Write nothing more for now."""
        self._timer.stop()

    def begin(self) -> None:
        """Have the first `RENDERED` messages in the document."""
        self._write_out(RENDERED)

    def more(self) -> None:
        """Have `RENDERED` messages more in the document."""
        self._write_out(self._thread.written + RENDERED)

    def add_earlier(self, messages: Sequence[ChatMessage]) -> None:
        """Take over messages that stand before all that are there."""
        below = self._bar.maximum() - self._bar.value()
        self._thread.add_earlier(messages)
        self._bar.setValue(self._bar.maximum() - below)
        self._write_out(max(self._due, RENDERED))

    def _write_out(self, count: int) -> None:
        self._due = count
        if self._thread.has_earlier and self._thread.written < count:
            self._timer.start()

    def _fill(self) -> None:
        below = self._bar.maximum() - self._bar.value()
        self._thread.show_earlier(min(AT_ONCE, self._due - self._thread.written))
        self._bar.setValue(self._bar.maximum() - below)  # what was in view stays there
        self._write_out(self._due)
