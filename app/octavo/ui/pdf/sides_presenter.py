"""Between the session and the column of pages: which of its sides shows what is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from octavo.errors import AppError, NotAPdfError
from octavo.session.session import Session
from octavo.session.state import Citation
from octavo.ui.pdf.kept_sides import KeptCitations, KeptDocument, KeptSide, KeptSides
from octavo.ui.pdf.pane import PagePane
from octavo.ui.pdf.presenter import PagePresenter
from octavo.ui.pdf.scrolling import Fit
from octavo.ui.pdf.view import PageView
from octavo.ui.tasks import TaskOwner


class SidesPresenter:
    """Has a `PagePresenter` for each side, and asks the one that leads unless told otherwise.

    Args:
        session: Where documents come from.
        pane: Holds the sides.
        tasks: Owner of the coroutines that the sides' signals start.
    """

    def __init__(self, session: Session, pane: PagePane, tasks: TaskOwner) -> None:
        self._session = session
        self._pane = pane
        self._tasks = tasks
        self._ask_password: Callable[[str, str], Awaitable[bool]] | None = None
        self._ask: Callable[[str], object] | None = None
        self._tell_opened: Callable[[str, str], object] | None = None
        self._presenters: dict[PageView, PagePresenter] = {}
        pane.side_closed.connect(lambda view: self._presenter(view).leave())
        pane.beside_asked.connect(self._on_beside_asked)
        self._presenter(pane.leading)

    def ask_password_by(self, ask: Callable[[str, str], Awaitable[bool]]) -> None:
        """Have the password of a locked document asked for; see `PagePresenter`."""
        self._ask_password = ask
        for one in self._presenters.values():
            one.ask_password_by(ask)

    def ask_by(self, ask: Callable[[str], object]) -> None:
        """Have a question begun: called with the text that it is about."""
        self._ask = ask
        for one in self._presenters.values():
            one.ask_by(ask)

    def tell_opened_to(self, tell: Callable[[str, str], object]) -> None:
        """Have each document that is shown told of, by its file and its name."""
        self._tell_opened = tell
        for one in self._presenters.values():
            one.tell_opened_to(tell)

    @property
    def leading(self) -> PagePresenter:
        """The presenter of the side that leads."""
        return self._presenter(self._pane.leading)

    async def show_citation(
        self, citation: Citation, siblings: Sequence[Citation] = (), *, beside: bool = False
    ) -> None:
        """Show the page of a citation; ``beside``: on the other side than what is shown."""
        await self._to_show(beside=beside).show_citation(citation, siblings)

    async def show_place(
        self, place: Citation, siblings: Sequence[Citation] = (), *, beside: bool = False
    ) -> None:
        """Show a place whose rectangles are not known yet, as ``show_citation``."""
        await self._to_show(beside=beside).show_place(place, siblings)

    async def show_document(self, file_id: str, page: int = 1, *, beside: bool = False) -> None:
        """Show a document from a page (counted from 1) on, as ``show_citation``."""
        await self._to_show(beside=beside).show_document(file_id, page)

    def forget(self, file_id: str) -> None:
        """Show a document that is not there any more no longer, on either side."""
        for view in self._pane.views:
            one = self._presenter(view)
            if one.wanted == file_id:
                one.clear()
                self._pane.close_side(view)
            one.forget(file_id)

    def close(self) -> None:
        """Want nothing any more."""
        for one in self._presenters.values():
            one.close()

    def kept(self) -> KeptSides:
        """Return what is open on which side."""
        views = [view for view in self._pane.views if self._presenter(view).file_id is not None]
        leading = self._pane.leading
        return KeptSides(
            sides=tuple(self._kept_side(view) for view in views),
            leading=views.index(leading) if leading in views else 0,
            together=self._pane.is_together,
        )

    async def restore(self, kept: KeptSides) -> None:
        """Open again what was open; what is not there any more, or is locked, is left out."""
        for side in kept.sides:
            view = self._pane.open_other() if self.leading.wanted else self._pane.leading
            if await self._restore_side(view, side):
                self._pane.lead(view)
        if kept.leading < len(self._pane.views):
            self._pane.lead(self._pane.views[kept.leading])
        self._pane.scroll_together(on=kept.together)

    # -- inside ------------------------------------------------------------------------------

    def _kept_side(self, view: PageView) -> KeptSide:
        one, canvas = self._presenter(view), view.canvas
        current = one.file_id or ""
        pages = {current: canvas.page}
        cited = one.cited
        # who has turned to another page is to find that one again
        is_in_view = cited is not None and abs((cited[0].page or 1) - canvas.page) <= 1
        return KeptSide(
            documents=tuple(
                KeptDocument(
                    file_id=file_id, name=name, page=pages.get(file_id) or one.tabs.page_of(file_id)
                )
                for file_id, name in one.tabs.open_documents.items()
            ),
            current=current,
            fit=canvas.fit.name,
            zoom=canvas.zoom,
            cited=KeptCitations.of(*cited) if cited is not None and is_in_view else None,
        )

    async def _restore_side(self, view: PageView, kept: KeptSide) -> bool:
        """Open the documents of a side; tell whether any is shown, else the side is closed."""
        one = self._presenter(view)
        names: dict[str, str] = {}
        for document in kept.documents:
            try:
                await self._session.pages.open(document.file_id, document.name)
            except NotAPdfError:  # a text, which is shown without pages
                pass
            except AppError:  # it was removed, or needs a password that nobody asks for now
                continue
            names[document.file_id] = document.name
        if not names:
            self._pane.close_side(view)
            return False
        pages = {document.file_id: document.page for document in kept.documents}
        one.tabs.restore(names, pages)
        view.canvas.suit(Fit.__members__.get(kept.fit, Fit.WIDTH), kept.zoom)
        current = kept.current if kept.current in names else next(iter(names))
        if kept.cited is not None and current == kept.current:
            await one.show_citation(*kept.cited.again())
        else:
            await one.show_document(current, pages.get(current, 1))
        return True

    def _to_show(self, *, beside: bool) -> PagePresenter:
        """Return the presenter of the side that is to show something, which leads from now on."""
        if beside and self.leading.wanted is not None:
            self._pane.lead(self._pane.open_other())
        return self.leading

    def _presenter(self, view: PageView) -> PagePresenter:
        made = self._presenters.get(view)
        if made is None:
            made = self._presenters[view] = PagePresenter(self._session, view, self._tasks)
            if self._ask_password is not None:
                made.ask_password_by(self._ask_password)
            if self._ask is not None:
                made.ask_by(self._ask)
            if self._tell_opened is not None:
                made.tell_opened_to(self._tell_opened)
        return made

    def _on_beside_asked(self, file_id: str) -> None:
        one, shown = self.leading, self._pane.leading.canvas.page
        wanted = file_id or one.file_id
        if wanted is not None:
            page = shown if wanted == one.file_id else one.tabs.page_of(wanted)
            self._tasks.start(
                self.show_document(wanted, max(page, 1), beside=True), name="show beside"
            )
