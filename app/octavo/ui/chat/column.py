"""The column in which transcript and composer stand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QAbstractScrollArea

from octavo.ui import theme

_MARGIN: Final = 40
_NARROW: Final = 560
_NARROW_MARGIN: Final = 20


def column_margins(width: int) -> tuple[int, int]:
    """Return what is left free beside the column of a panel: left and right, in pixels."""
    margin = _MARGIN if width >= _NARROW else _NARROW_MARGIN
    column = min(theme.COLUMN_PX, width - 2 * margin)
    left = (width - column) // 2
    return left, width - column - left


def margins_of(view: QAbstractScrollArea) -> tuple[QMargins, int]:
    """Return the margins around a view's viewport, and the column's width, in pixels.

    The scroll bar stands in the margin: it takes nothing from the column.
    """
    bar = view.verticalScrollBar()
    taken = bar.width() if bar.isVisibleTo(view) else 0
    left, right = column_margins(view.width())
    at_left = view.layoutDirection() is Qt.LayoutDirection.RightToLeft  # of the bar
    margins = QMargins(left - taken * at_left, 0, right - taken * (not at_left), 0)
    return margins, view.width() - left - right
