"""How wide texts are in the fonts of a look: measured once, while a table grows with each flush."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

from octavo.ui import theme

_KEPT: Final = 200_000
"""Characters of the texts whose widths are remembered: those of some fifty tables that grow."""


class Widths:
    """Measures texts of tables in the weight of their heads; belongs to one look.

    Args:
        kept: Characters of texts that are remembered at most; the ones used longest ago go first.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._metrics: dict[int, QFontMetricsF] = {}
        self._known: OrderedDict[tuple[int, str], float] = OrderedDict()
        self._characters = 0

    def of(self, text: str, size: int) -> float:
        """Return the width of a text in pixels.

        Args:
            text: On one line.
            size: Of its letters, in pixels.
        """
        known = self._known.get((size, text))
        if known is not None:
            self._known.move_to_end((size, text))
            return known
        if size not in self._metrics:
            self._metrics[size] = QFontMetricsF(theme.font(size, QFont.Weight.DemiBold))
        width = self._known[size, text] = self._metrics[size].horizontalAdvance(text)
        self._characters += len(text)
        while self._characters > self._kept:
            (_, oldest), _ = self._known.popitem(last=False)
            self._characters -= len(oldest)
        return width
