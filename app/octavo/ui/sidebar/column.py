"""Two lists and a heading in one column: each gets its natural height while there is room."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.heading import DocumentsHeading
from octavo.ui.sidebar.thread_list import ThreadList

_GAP = 16


class ListColumn(QWidget):
    """Shares its height out: the lower list keeps at least two fifths if it needs them.

    Args:
        upper: The list at the top.
        heading: What stands between the lists.
        lower: The list below the heading.
    """

    def __init__(
        self,
        upper: ThreadList,
        heading: DocumentsHeading,
        lower: DocumentList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._upper = upper
        self._heading = heading
        self._lower = lower
        for part in (upper, heading, lower):
            part.setParent(self)
        self._watch(upper.model())
        self._watch(lower.model())
        heading.resized.connect(self.arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Share the height out anew."""
        heading = self._heading.sizeHint().height()
        room = max(0, self.height() - heading - _GAP)
        wanted_above = self._upper.natural_height()
        wanted_below = self._lower.natural_height()
        kept_below = min(wanted_below, room * 2 // 5)
        above = min(wanted_above, room - kept_below)
        top = above + (_GAP if wanted_above else _GAP // 2)
        self._upper.setGeometry(0, 0, self.width(), above)
        self._heading.setGeometry(0, top, self.width(), heading)
        below = top + heading
        self._lower.setGeometry(0, below, self.width(), max(0, self.height() - below))

    def _watch(self, model: QAbstractItemModel) -> None:
        model.modelReset.connect(self.arrange)
        model.rowsInserted.connect(self.arrange)
        model.rowsRemoved.connect(self.arrange)
