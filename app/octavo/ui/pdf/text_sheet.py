"""The text of a document that has no pages, in their place; a passage of it is marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from octavo.ui import theme
from octavo.ui.palettes import LIGHT
from octavo.words import say


class TextSheet(QPlainTextEdit):
    """Shows a text that can be read, selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Text of the document"))
        self.setFont(theme.font(theme.CHAT_PX))
        self._passage = (0, 0)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, nothing marked."""
        self._passage = (0, 0)
        self.setExtraSelections([])
        self.setPlainText(text)
        self.show()

    def mark(self, start: int, end: int) -> None:
        """Mark a passage and bring it into view; positions count characters of the text."""
        text = self.toPlainText()
        self._passage = (_units(text[:start]), _units(text[:end]))
        cursor = self.textCursor()
        cursor.setPosition(self._passage[0])
        self.setTextCursor(cursor)
        self.centerCursor()
        self._paint_mark()

    @property
    def marked(self) -> str:
        """The passage that is marked."""
        return self._cursor().selectedText().replace("\u2029", "\n")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_mark()

    def _paint_mark(self) -> None:
        selection = QTextEdit.ExtraSelection()
        # as on a page, which is white in both themes: dark letters on the marker's own colour
        selection.format.setBackground(QColor(theme.current().highlight))
        selection.format.setForeground(QColor(LIGHT.ink))
        selection.cursor = self._cursor()
        self.setExtraSelections([selection])

    def _cursor(self) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(self._passage[0])
        cursor.setPosition(self._passage[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: characters beyond 16 bits are two."""
    return len(text.encode("utf-16-le")) // 2
