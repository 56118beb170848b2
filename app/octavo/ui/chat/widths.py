"""How wide texts are in the fonts of a look: measured once, while a table grows with each flush."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

from octavo.ui import theme

_KEPT: Final = 200_000
"""Characters of the texts whose widths are remembered: those of some fifty tables that grow."""


class Widths:
    """Measures texts of tables; belongs to one look.

    Args:
        kept: Characters of texts that are remembered at most; the ones used longest ago go first.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._metrics: dict[tuple[int, bool], QFontMetricsF] = {}
        self._known: OrderedDict[tuple[int, bool, str], float] = OrderedDict()
        self._characters = 0

    def of(self, text: str, size: int, *, bold: bool = False) -> float:
        """Return the width of a text in pixels.

        Args:
            text: On one line.
            size: Of its letters, in pixels.
            bold: Whether it is as heavy as the heads of tables.
        """
        known = self._known.get((size, bold, text))
        if known is not None:
            self._known.move_to_end((size, bold, text))
            return known
        if (size, bold) not in self._metrics:
            weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
            self._metrics[size, bold] = QFontMetricsF(theme.font(size, weight))
        width = self._known[size, bold, text] = self._metrics[size, bold].horizontalAdvance(text)
        self._characters += len(text)
        while self._characters > self._kept:
            (_, _, oldest), _ = self._known.popitem(last=False)
            self._characters -= len(oldest)
        return width
