"""The column in which transcript and composer stand."""

from __future__ import annotations

from typing import Final

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
