"""The documents that were opened last: in the menu, the command palette and the empty state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtGui import QAction

from octavo.session.pages import DocumentRemovedError, Pages
from octavo.ui.main_window import MainWindow
from octavo.ui.settings import RecentDocument, WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class RecentDocuments:
    """Keeps the list, and opens what is chosen from it; what was removed is told and leaves it.

    Args:
        pages: Where documents are opened.
        window: Where the list is shown.
        settings: Where it is kept.
        work: Starts what the person asks for.
        open_document: Shows a document, by the id of its file.
    """

    def __init__(
        self,
        pages: Pages,
        window: MainWindow,
        settings: WindowSettings,
        work: Work,
        open_document: Callable[[str], Awaitable[None]],
    ) -> None:
        self._pages = pages
        self._window = window
        self._settings = settings
        self._work = work
        self._open_document = open_document
        window.empty_state.recent_chosen.connect(self._on_chosen)
        self._show()

    def opened(self, file_id: str, name: str) -> None:
        """Take note that a document is shown."""
        others = [one for one in self._settings.recent if one.file_id != file_id]
        self._keep([RecentDocument(file_id, name), *others])

    def close(self) -> None:
        """Show nothing any more."""
        self._window.empty_state.recent_chosen.disconnect(self._on_chosen)
        self._window.recent_menu.clear()

    def _on_chosen(self, one: RecentDocument) -> None:
        self._work.start(lambda: self._open(one), name="open a recent document")

    async def _open(self, one: RecentDocument) -> None:
        try:
            await self._pages.open(one.file_id, one.name)
        except DocumentRemovedError:
            self._keep([other for other in self._settings.recent if other != one])
            raise
        await self._open_document(one.file_id)

    def _keep(self, recent: list[RecentDocument]) -> None:
        self._settings.recent = tuple(recent)
        self._show()

    def _show(self) -> None:
        recent = self._settings.recent
        menu = self._window.recent_menu
        for action in menu.actions():
            menu.removeAction(action)
            action.deleteLater()  # it may be the one that was chosen just now
        menu.setEnabled(bool(recent))
        for one in recent:
            action = QAction(one.name.replace("&", "&&"), menu)
            action.triggered.connect(lambda _on=False, chosen=one: self._on_chosen(chosen))
            menu.addAction(action)
        if recent:
            menu.addSeparator()
            forget = QAction(say("Forget this list"), menu)
            forget.triggered.connect(lambda: self._keep([]))
            menu.addAction(forget)
        self._window.empty_state.show_recent(recent)
