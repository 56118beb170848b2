"""The outline of a document: its headings as a tree, each a way to its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from octavo.pdf.page import OutlineEntry
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_PAGE_ROLE: Final = Qt.ItemDataRole.UserRole
_SECTION_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_OPEN_LEVELS: Final = 1
"""Headings down to this depth are unfolded at first."""


class OutlineTree(QTreeWidget):
    """The headings and the pages that they stand on.

    Signals:
        page_chosen: With the number of a page that the person wants to see.
        summary_asked: With the index of a heading whose section is to be summarised.
    """

    page_chosen = Signal(int)
    summary_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Outline"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(16)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._places: list[tuple[int, QTreeWidgetItem]] = []
        self.menu = QMenu(self)
        self._summary = QAction(say("Summary of this section"), self)
        self._summary.triggered.connect(self._on_summary_asked)
        self.menu.addAction(self._summary)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def show_outline(self, entries: Sequence[OutlineEntry], labels: Sequence[str] = ()) -> None:
        """Show these headings in the place of others.

        Args:
            entries: In reading order.
            labels: What is printed on each page; empty if that is the numbers.
        """
        self.clear()
        tops: list[QTreeWidgetItem] = []
        above: list[QTreeWidgetItem] = []
        self._places = []
        for number, entry in enumerate(entries):
            page = _label(entry.page, labels)
            item = QTreeWidgetItem([entry.title, page])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, plain_tooltip(entry.title))
            item.setData(0, _PAGE_ROLE, entry.page)
            item.setData(0, _SECTION_ROLE, number)
            told = (
                entry.title
                if entry.page is None
                else say("{title}, page {page}", title=entry.title, page=page)
            )
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
            # some outlines skip a depth: a heading hangs on the last one above it
            del above[max(0, entry.level) :]
            if above:
                above[-1].addChild(item)
            else:
                tops.append(item)
            above.append(item)
            if entry.page is not None:
                self._places.append((entry.page, item))
        self.addTopLevelItems(tops)
        self.expandToDepth(_OPEN_LEVELS - 1)
        self._places.sort(key=lambda place: place[0])

    def show_page(self, page: int) -> None:
        """Mark the last heading that begins on a page or before it."""
        index = bisect_right(self._places, page, key=lambda place: place[0])
        item = self._places[index - 1][1] if index else None
        while item is not None and (above := item.parent()) is not None:
            if above.isExpanded():
                break
            item = above
        if item is not None and item is not self.currentItem():
            self.setCurrentItem(item)

    def section_of(self, page: int) -> int | None:
        """Return the index of the last heading that begins on a page or before it."""
        index = bisect_right(self._places, page, key=lambda place: place[0])
        found: int | None = self._places[index - 1][1].data(0, _SECTION_ROLE) if index else None
        return found

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is None:
            return
        self.setCurrentItem(item)
        self._summary.setEnabled(item.data(0, _PAGE_ROLE) is not None)
        place = self.visualItemRect(item).center() if by_key else event.pos()
        self.menu.popup(self.viewport().mapToGlobal(place))

    def _on_summary_asked(self) -> None:
        if (item := self.currentItem()) is not None:
            self.summary_asked.emit(item.data(0, _SECTION_ROLE))

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        page = item.data(0, _PAGE_ROLE)
        if isinstance(page, int):
            self.page_chosen.emit(page)


def _label(page: int | None, labels: Sequence[str]) -> str:
    """Return what is printed on a page, else its number; nothing without a page."""
    if page is None:
        return ""
    return labels[page - 1] if page <= len(labels) else str(page)
