"""Beside the pages: the same ones in small, or the outline of the document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from octavo.pdf.page import DocumentFacts
from octavo.ui import theme
from octavo.ui.pdf.outline import OutlineTree
from octavo.ui.pdf.thumbnails import ThumbnailList
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say

WIDTH = 164


class SidePanel(QWidget):
    """Two lists of ways into the document; a document without an outline has only one.

    Signals:
        page_chosen: With the number of a page that the person wants to see.
    """

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(WIDTH - 24)
        self.thumbnails = ThumbnailList()
        self.outline = OutlineTree()
        self.pages_button = TextButton(say("Pages"), kind="quiet")
        self.outline_button = TextButton(say("Outline"), kind="quiet")
        self._stack = QStackedWidget()
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS)
        row.setSpacing(2)
        for button, part in (
            (self.pages_button, self.thumbnails),
            (self.outline_button, self.outline),
        ):
            button.setCheckable(True)
            button.setProperty("dense", "true")
            group.addButton(button)
            row.addWidget(button, 1)
            self._stack.addWidget(part)
            button.clicked.connect(lambda _on=False, part=part: self.show_part(part))
            part.page_chosen.connect(self.page_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.show_part(self.thumbnails)

    def show_document(self, facts: DocumentFacts | None) -> None:
        """Show the ways into a document, or into none."""
        self.thumbnails.show_document(facts)
        entries = facts.outline if facts is not None else ()
        self.outline.show_outline(entries, facts.labels if facts is not None else ())
        self.outline_button.setEnabled(bool(entries))
        tip = "" if entries else say("This document has no outline")
        self.outline_button.setToolTip(tip)
        self.outline_button.setAccessibleDescription(tip)
        if not entries:
            self.show_part(self.thumbnails)

    def show_turned(self, facts: DocumentFacts, turn: int) -> None:
        """Show the small pages turned to the right so often by 90 degrees."""
        self.thumbnails.show_document(facts, turn)

    def show_part(self, part: QWidget) -> None:
        """Show the small pages or the outline."""
        self._stack.setCurrentWidget(part)
        self.pages_button.setChecked(part is self.thumbnails)
        self.outline_button.setChecked(part is self.outline)
        self.setFocusProxy(part)

    def show_page(self, page: int) -> None:
        """Mark the page that is looked at."""
        self.thumbnails.show_page(page)
        self.outline.show_page(page)
