"""Works out which documents are shown, in slices: thousands at once would hold the window up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

from octavo.session.state import DocumentItem
from octavo.ui.documents.shown import Arrangement, DocumentOrder

SLICE: Final = 500
"""Documents that are looked at between two turns of the loop, for about 3 ms."""


class Arranging(QObject):
    """Looks at one slice at a time; a list of no more than one is ready at once.

    Args:
        ready: Told of the documents that are shown, in their order.
    """

    def __init__(
        self, ready: Callable[[list[DocumentItem]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ready = ready
        self._current: Arrangement | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_active(self) -> bool:
        """Whether slices are left."""
        return self._current is not None

    def begin(self, items: Sequence[DocumentItem], words: str, order: DocumentOrder) -> None:
        """Work out what is shown; what was being worked out is given up.

        Args:
            items: All documents, in the order in which they were added.
            words: What is looked for.
            order: What they are sorted by.
        """
        self._current = Arrangement(items, words, order)
        self._timer.start()
        self._go_on()

    def _go_on(self) -> None:
        current = self._current
        if current is None or not current.step(SLICE):
            return
        self._timer.stop()
        self._current = None
        self._ready(current.result())
