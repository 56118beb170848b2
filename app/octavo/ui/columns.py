"""The window's three columns, and which of them gives way where there is no room for all."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from octavo.ui.frame import SIDEBAR_WIDTH
from octavo.ui.settings import WindowSettings

LEAST_CHAT: Final = 340
LEAST_PAGE: Final = 330
_CHAT_WIDTH: Final = 576
_PAGE_WIDTH: Final = 440


class Columns(QSplitter):
    """Sidebar, middle and page view side by side; widths are in logical pixels.

    The page view is there when something is to be seen in it. Where it leaves too little room for
    the others, the sidebar gives way first, then the middle; they come back with the room, or when
    the page view is closed.

    Args:
        settings: Where widths are kept.
        sidebar: The left column.
        middle: The middle one.
    """

    def __init__(self, settings: WindowSettings, sidebar: QWidget, middle: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._sidebar, self._middle = sidebar, middle
        self._page: QWidget | None = None
        self._usual_page = 0  # while it is wider for a while
        middle.setMinimumWidth(LEAST_CHAT)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(sidebar)
        self.addWidget(middle)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 3)
        self.setSizes([self._kept[0] or SIDEBAR_WIDTH, _CHAT_WIDTH])
        self.splitterMoved.connect(self.keep)

    def place(self, page: QWidget) -> None:
        """Put the page view in; it stays hidden."""
        self._page = page
        page.setMinimumWidth(LEAST_PAGE)
        page.hide()
        self.addWidget(page)
        self.setStretchFactor(2, 2)

    def take_away(self) -> QWidget | None:
        """Close the page view, let go of it and return it, if there is one."""
        self.hide_page()
        page, self._page = self._page, None
        return page

    @property
    def shows_page(self) -> bool:
        """Whether the page view is open."""
        return self._page is not None and self._page.isVisibleTo(self)

    def show_page(self) -> None:
        """Open the page view, as wide as it was the last time."""
        if self._page is None or self.shows_page:
            return
        self.keep()
        self._page.show()
        if not self._give_way():
            self._share_out()

    def widen_page(self, wanted: int) -> None:
        """Make the page view ``wanted`` pixels wide, if it is less; 0 for as wide as before."""
        if not self.shows_page:
            return
        before, shown = self._usual_page, self.sizes()[2]
        if wanted > shown:
            self.keep()
            self._usual_page = before or shown
            self._share_out(wanted)
        elif not wanted and before:
            self._share_out(before)
            self._usual_page = 0

    def focus_page(self) -> None:
        """Give the keys to the page view, if it is open."""
        if self._page is not None and self.shows_page:
            self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hide_page(self) -> None:
        """Close the page view."""
        if self._page is not None and self.shows_page:
            self.keep()
            self._page.hide()
            self._give_way()

    def keep(self) -> None:
        """Remember how wide the columns are; of those that are away, how wide they were."""
        now = (*self.sizes(), 0)[:3]
        if self._usual_page:
            now = (now[0], now[1], self._usual_page)
        sidebar, middle, page = (width or kept for width, kept in zip(now, self._kept, strict=True))
        self._settings.columns = (sidebar or SIDEBAR_WIDTH, middle or _CHAT_WIDTH, page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    @property
    def _kept(self) -> tuple[int, int, int]:
        """The widths that were kept, 0 where none was."""
        sidebar, middle, page, *_ = (*self._settings.columns, 0, 0, 0)
        return sidebar, middle, page

    def _give_way(self) -> bool:
        """Show the columns that there is room for; tell whether others are shown than before."""
        if self._page is None:
            return False
        sidebar = middle = True
        if self.shows_page:
            beside = self.width() - self._page.minimumWidth() - self.handleWidth()
            middle = beside >= self._middle.minimumWidth()
            least = self._middle.minimumWidth() + self._sidebar.minimumWidth() + self.handleWidth()
            sidebar = beside >= least
        before = (self._sidebar.isVisibleTo(self), self._middle.isVisibleTo(self))
        if before == (sidebar, middle):
            return False
        focus = self.window().focusWidget()
        for part, is_shown in ((self._sidebar, sidebar), (self._middle, middle)):
            if not is_shown and part.isAncestorOf(focus):
                self._page.setFocus()  # the keys must not go to what cannot be seen
            part.setVisible(is_shown)
        self._share_out()
        return True

    def _share_out(self, wanted: int = 0) -> None:
        """Give each column the width that it had, the page view another, as far as there is room.

        Args:
            wanted: Width of the page view; 0 for the one that it had.
        """
        kept_sidebar, _, kept_page = self._kept
        parts = (self._sidebar, self._middle, self._page)
        shown = sum(part is not None and part.isVisibleTo(self) for part in parts)
        room = self.width() - self.handleWidth() * (shown - 1)
        sidebar = (kept_sidebar or SIDEBAR_WIDTH) if self._sidebar.isVisibleTo(self) else 0
        least = self._sidebar.minimumWidth() if sidebar else 0
        middle = LEAST_CHAT if self._middle.isVisibleTo(self) else 0
        page = 0
        if self.shows_page:
            page = wanted or kept_page or _PAGE_WIDTH
            page = min(page, room - least - middle) if middle else room
        sidebar = min(sidebar, room - middle - page)
        sizes = [sidebar, room - sidebar - page, page]
        self.setSizes(sizes[: self.count()])
