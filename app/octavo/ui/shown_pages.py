"""Opens documents and their places in the column of pages, and lets go of those that go away."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.session.session import Session
from octavo.session.state import Citation, DocumentItem
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.kept_sides import packed, unpacked
from octavo.ui.pdf.sides_presenter import SidesPresenter
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work


class ShownPages:
    """Between what is clicked in the window and the presenter of the sides.

    Args:
        session: Keeps the documents' content.
        window: Has the column.
        panel: Where citations stand.
        pages: Shows pages.
        settings: Where it is kept what was open.
        work: Starts what the person asks for.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        panel: ChatPanel,
        pages: SidesPresenter,
        settings: WindowSettings,
        work: Work,
    ) -> None:
        self._session = session
        self._window = window
        self._panel = panel
        self._pages = pages
        self._settings = settings
        self._work = work
        self._held: dict[str, set[str]] = {}  # files of each collection
        panel.citation_activated.connect(lambda one: self._open_citation(one, beside=False))
        panel.citation_beside_asked.connect(lambda one: self._open_citation(one, beside=True))

    async def open_document(self, file_id: str, *, beside: bool = False) -> None:
        """Show a document from its first page on; ``beside``: on the other side."""
        self._window.show_page_view()
        await self._pages.show_document(file_id, beside=beside)

    def open_place(self, place: Citation, siblings: tuple[Citation, ...]) -> None:
        """Show a place in a document, and let the foot lead through its siblings."""
        self._window.show_page_view()
        self._work.start(lambda: self._pages.show_place(place, siblings), name="show a place")

    def open_places(self, first: Sequence[Citation], second: Sequence[Citation]) -> None:
        """Show the first of each of two lists of places beside each other."""
        self._window.show_page_view()
        self._work.start(lambda: self._show_both(first, second), name="show places")

    def hold(self, assistant_id: str, item: DocumentItem) -> None:
        """Take note that a collection has a document."""
        if item.file_id is not None:
            self._held.setdefault(assistant_id, set()).add(item.file_id)

    def let_go(self, assistant_id: str, documents: Sequence[DocumentItem]) -> None:
        """Show and keep nothing of documents that a collection does not have any more."""
        held = {one.file_id for one in documents if one.file_id is not None}
        for file_id in self._held.get(assistant_id, set()) - held:
            self._pages.forget(file_id)
            self._session.pages.forget(file_id)
        self._held[assistant_id] = held

    def keep(self) -> None:
        """Remember what is in view, for the next start."""
        shown = self._window.shows_page_view
        self._settings.sides = packed(self._pages.kept()) if shown else ""

    async def restore(self) -> None:
        """Show what was in view at the end; nothing of what is gone since."""
        kept = unpacked(self._settings.sides)
        if kept.sides:
            self._window.show_page_view()
            await self._pages.restore(kept)

    async def _show_both(self, first: Sequence[Citation], second: Sequence[Citation]) -> None:
        await self._pages.show_place(first[0], first)
        await self._pages.show_place(second[0], second, beside=True)

    def _open_citation(self, citation: Citation, *, beside: bool) -> None:
        siblings = self._panel.citations_beside(citation)
        self._window.show_page_view()
        self._work.start(
            lambda: self._pages.show_citation(citation, siblings, beside=beside),
            name="show a citation",
        )
