"""Dialogs fit their screen: what is taller than it scrolls, what needs more room than it has grows.

With text at 200 %, a screen of 1600 × 900 pixels has room for 800 × 450 of a dialog's.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from octavo.ui.widgets.scrolling import CalmScrollArea

FOCUS_LINE: Final = 1
"""Pixels above and below what scrolls, where lines show that the keys are there."""

_FRAME: Final = 40
"""Pixels of a screen's height that a dialog's frame may take."""


def fit(dialog: QDialog) -> None:
    """Let a dialog be as tall as its texts need, or scroll where its screen is not that tall.

    Whoever opens a dialog calls this, and a dialog that grows by itself calls it again.
    """
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        dialog.adjustSize()  # as it would be when it is shown
    room = room_for(dialog)
    area = dialog.findChild(_Area)
    if area is None and needed_height(dialog) > room:
        begins = dialog.focusWidget()  # what is taken along forgets it
        area = _Area(dialog, room)
        area.leave_keys(begins)
    wanted = needed_height(dialog) if area is None else area.sizeHint().height()
    height = min(max(dialog.height(), wanted), room)
    width = dialog.width() if area is None else max(dialog.width(), area.needed_width())
    if (width, height) != (dialog.width(), dialog.height()):
        dialog.resize(min(width, dialog.screen().availableSize().width()), height)


class _Area(CalmScrollArea):
    """Takes all that is in a dialog, and lets it scroll."""

    def __init__(self, dialog: QDialog, room: int) -> None:
        super().__init__()
        self._room = room
        layout = dialog.layout()
        self._content = content = QWidget()
        if layout is not None:
            content.setLayout(layout)  # takes the widgets along
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(content)
        for part in (content, self.viewport()):
            part.setAutoFillBackground(False)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)
        dialog.setMinimumHeight(0)

    def leave_keys(self, begins: QWidget | None) -> None:
        """Let the dialog begin with what it would begin with if it did not scroll.

        Args:
            begins: What the dialog has chosen for that; the first part that takes keys without it.
        """
        part = begins or self.nextInFocusChain()
        while part is not None and part is not self:
            if self._takes_keys(part):
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            part = part.nextInFocusChain()

    def _takes_keys(self, part: QWidget) -> bool:
        window = self.window()
        return (
            self._content.isAncestorOf(part)
            and part.isEnabledTo(window)
            and part.isVisibleTo(window)
            and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        )

    def needed_width(self) -> int:
        """Return how wide it must be for all to fit beside the bar that scrolls it."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self._content.minimumSizeHint().width() + bar

    def sizeHint(self) -> QSize:
        hint = self._content.sizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        height = min(hint.height() + 2 * FOCUS_LINE, self._room)
        return QSize(hint.width() + bar, height)


def room_for(dialog: QWidget) -> int:
    """Return how tall a dialog may be where it is, in logical pixels."""
    return dialog.screen().availableSize().height() - _FRAME


def needed_height(dialog: QWidget) -> int:
    """Return how tall a window must be at least to show all lines of its texts."""
    layout = dialog.layout()
    if layout is None:
        return 0
    least = layout.totalMinimumSize().height()
    if layout.hasHeightForWidth():
        least = max(least, layout.totalMinimumHeightForWidth(dialog.width()))
    return least
