"""A button whose text goes on in the next line where it has no room, such as a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QPushButton, QSizePolicy

from octavo.ui.reading import direction_of

# What Qt needs to be told, as it draws all buttons in the direction of the program.
_ISOLATED: Final = {
    Qt.LayoutDirection.LeftToRight: "\u2066{}\u2069",
    Qt.LayoutDirection.RightToLeft: "\u2067{}\u2069",
}

_NARROWEST: Final = 120
"""Pixels that it can be pressed together to."""


class WrappedButton(QPushButton):
    """Shows a text of unknown origin whole, in as many lines as it takes.

    Args:
        text: As it reads; nothing in it is a mnemonic.
        kind: As of the theme's buttons, such as ``link`` or ``choice``.
    """

    def __init__(self, text: str, *, kind: str) -> None:
        super().__init__()
        self._whole = text
        self.setText(_drawn([text]))
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayoutDirection(direction_of(text, self.layoutDirection()))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def whole(self) -> str:
        """The text without the ends of its lines."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the size of the text in one line."""
        return self._size_with(self._whole)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size_with("\n".join(self._lines(width))).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text = _drawn(self._lines(self.width()))
        if text != self.text():
            self.setText(text)

    def _size_with(self, text: str) -> QSize:
        return self._around() + self.fontMetrics().size(0, text)

    def _around(self) -> QSize:
        """Return what the style has around the text."""
        self.ensurePolished()
        shown = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return super().sizeHint() - shown

    def _lines(self, width: int) -> list[str]:
        room = width - self._around().width()
        if room >= self.fontMetrics().size(0, self._whole).width():
            return [self._whole]
        layout = QTextLayout(self._whole, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, room))
            start = line.textStart()
            lines.append(self._whole[start : start + line.textLength()].strip())
        layout.endLayout()
        return lines


def _drawn(lines: Sequence[str]) -> str:
    """Return lines as a button has to be given them, each in its text's own direction."""
    usual = QGuiApplication.layoutDirection()
    way = direction_of(" ".join(lines), usual)
    pattern = "{}" if way is usual else _ISOLATED[way]
    return "\n".join(pattern.format(line.replace("&", "&&")) for line in lines)
