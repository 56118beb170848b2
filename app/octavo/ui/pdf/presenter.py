"""Between the session and the page view: opens documents, has the pages in view drawn."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from octavo.errors import ApiError, AppError, NotAPdfError, PdfEncryptedError
from octavo.pdf.page import PageImage, Rect
from octavo.session.plain_text import PlainText
from octavo.session.problems import problem_of
from octavo.session.secrets import KeychainError
from octavo.session.session import Session
from octavo.session.state import Citation, OpenDocument
from octavo.ui.pdf.drawing import Job, PageDrawer
from octavo.ui.pdf.finding import Finder
from octavo.ui.pdf.opening_outside import open_outside
from octavo.ui.pdf.selection_presenter import SelectionPresenter
from octavo.ui.pdf.tabs_presenter import TabsPresenter
from octavo.ui.pdf.texts import ShownTexts
from octavo.ui.pdf.view import NOT_LOCATED, PageView
from octavo.ui.tasks import TaskOwner

_log = logging.getLogger(__name__)

_AsksPassword = Callable[[str, str], Awaitable[bool]]


class PagePresenter:
    """Keeps the page view in step with what the person wants to see.

    Args:
        session: Where documents come from.
        view: What shows them.
        tasks: Owner of the coroutines that the view's signals start.

    Attributes:
        tabs: The documents that are open in the view.
    """

    def __init__(self, session: Session, view: PageView, tasks: TaskOwner) -> None:
        self._session = session
        self._view = view
        self._tasks = tasks
        self._file_id: str | None = None
        self._text: PlainText | None = None  # what is shown where a document is no PDF
        self._wanted: str | None = None
        self._ask_password: _AsksPassword | None = None
        self._tell_opened: Callable[[str, str], object] = lambda _file_id, _name: None
        self._asked = 0  # counts what was asked for: the last one wins
        self._citation: Citation | None = None
        self._siblings: tuple[Citation, ...] = ()
        self._places = False  # whether they are places whose rectangles are still to be found
        self._drawer = PageDrawer(
            self._render, tasks, name="draw pages", show=self._show, fail=view.show_page_problem
        )
        self._small = PageDrawer(
            self._render,
            tasks,
            name="draw small pages",
            show=self._show_small,
            fail=lambda page, _problem: _log.debug("page %d cannot be drawn in small", page),
        )
        self._texts = ShownTexts(session, tasks, on_text=self._on_text)
        view.selector.texts = self._texts
        self._finder = Finder(session, view, self._texts, tasks)
        self._copier = SelectionPresenter(session, view, tasks)
        self.tabs = TabsPresenter(view, show=self._on_tab_chosen, leave=self._on_left)
        view.outside_asked.connect(self._on_outside_asked)
        view.pages_wanted.connect(self._on_pages_wanted)
        view.side.thumbnails.pages_wanted.connect(self._on_small_wanted)
        view.sibling_wanted.connect(self._on_sibling_wanted)

    def ask_password_by(self, ask: _AsksPassword) -> None:
        """Have the password of a locked document asked for: by its file and what is locked."""
        self._ask_password = ask

    def ask_by(self, ask: Callable[[str], object]) -> None:
        """Have a question begun: called with the text that it is about."""
        self._copier.ask = ask

    def tell_opened_to(self, tell: Callable[[str, str], object]) -> None:
        """Have each document that is shown told of, by its file and its name."""
        self._tell_opened = tell

    @property
    def file_id(self) -> str | None:
        """The document that is shown, a text among them."""
        return self._file_id if self._text is None else self._text.file_id

    @property
    def wanted(self) -> str | None:
        """The document that is shown, or is on its way, or could not be shown."""
        return self._wanted

    @property
    def cited(self) -> tuple[Citation, tuple[Citation, ...]] | None:
        """The citation that is marked, and those through which the foot leads, if one is."""
        one = self._citation
        if one is None or self._places or one.file_id != self._file_id:
            return None
        return one, self._siblings

    async def show_citation(self, citation: Citation, siblings: Sequence[Citation] = ()) -> None:
        """Show the page of a citation, its passage marked.

        Args:
            citation: What to show.
            siblings: All citations of the same answer, through which the foot leads.
        """
        self._citation = citation
        self._siblings = tuple(siblings) or (citation,)
        self._places = False
        asked = await self._open(citation.file_id, citation.filename, citation.page)
        if asked != self._asked:
            return
        index = citation.among(self._siblings) or 0
        count = len(self._siblings)
        if self._text is not None:
            self._view.show_citation_place(index, count)
            span = self._text.passage(citation.page, citation.quote)
            self._view.mark_text(*(span or (0, 0)))
            return
        if self._file_id is None:  # there is no page to speak of; the way to the others stays
            self._view.show_citation_place(index, count if count > 1 else 0)
            return
        self._view.show_citation_place(index, count, *_notes(citation))
        page = citation.page or 1
        rects: Sequence[Rect] = ()
        try:
            rects = await self._session.pages.displayed(self._file_id, page, citation.rects)
        except AppError:
            # The page is shown all the same; whoever draws it says what is wrong with it.
            _log.warning("a passage of page %s could not be placed", page, exc_info=True)
        if asked == self._asked:
            self._view.mark(page, rects)

    async def show_place(self, place: Citation, siblings: Sequence[Citation] = ()) -> None:
        """Show a place whose rectangles are not known yet; what is asked for meanwhile wins."""
        asked = self._asked
        located = await self._session.pages.located(place)
        if asked == self._asked:
            beside = list(siblings)
            if (index := place.among(beside)) is not None:
                beside[index] = located
            await self.show_citation(located, beside)
            self._places = True

    async def show_document(self, file_id: str, page: int = 1) -> None:
        """Show a document from a page (counted from 1) on, nothing marked."""
        self._citation, self._siblings = None, ()
        asked = await self._open(file_id, "")
        if asked != self._asked:
            return
        self._view.show_citation_place(0, 0)
        if self._file_id is not None:
            self._view.mark(page, ())

    def forget(self, file_id: str) -> None:
        """Close a document that is not there any more."""
        self.tabs.forget(file_id)

    def clear(self) -> None:
        """Show nothing."""
        self._asked += 1
        self._stop_drawing()
        self._file_id = self._wanted = self._text = None
        self._view.clear()

    def leave(self) -> None:
        """Show nothing, and have no tabs."""
        self.clear()
        self.tabs.clear()

    def close(self) -> None:
        """Want nothing any more: the view may be there for a moment longer than the session."""
        self._file_id = self._text = None
        self._stop_drawing()

    async def _open(self, file_id: str, name: str, page: int | None = None) -> int:
        """Open a document unless it is shown already; return the number of this wish.

        Of a long text, what is around the page is shown.
        """
        self._asked += 1
        asked = self._asked
        self._wanted = file_id
        if file_id == self._file_id or self._has_text(file_id, page):
            return asked
        self.tabs.left(self._file_id, self._view.canvas.page)
        self._stop_drawing()
        self._file_id = self._text = None
        self._view.show_loading(name)
        try:
            document = await self._unlocked(file_id, name)
        except NotAPdfError as error:
            await self._open_text(asked, file_id, page, error)
            return asked
        except AppError as error:
            if asked == self._asked:
                self._view.show_problem(problem_of(error))
            return asked
        if asked == self._asked:
            self._file_id = file_id
            self._texts.open(file_id)
            self._finder.open(file_id)
            self._copier.open(document)
            self._view.show_document(document)
            self.tabs.opened(file_id, document.filename)
            self._tell_opened(file_id, document.filename)
        return asked

    def _has_text(self, file_id: str, page: int | None) -> bool:
        text = self._text
        return text is not None and text.file_id == file_id and (page or 1) in text.starts

    async def _open_text(
        self, asked: int, file_id: str, page: int | None, error: NotAPdfError
    ) -> None:
        """Open what is no PDF: a text file, if the engine has read it as one."""
        problem = problem_of(error)
        try:
            text = await self._session.plain_texts.open(file_id, page)
        except ApiError as failure:
            text, problem = None, problem_of(failure)
        if asked != self._asked:
            return
        if text is None:
            self._view.show_problem(problem)
            return
        self._text = text
        self._view.show_text(text)
        self.tabs.opened(file_id, text.filename)
        self._tell_opened(file_id, text.filename)

    async def _unlocked(self, file_id: str, name: str) -> OpenDocument:
        """Open a document, with the password that the person gives if it needs one."""
        try:
            return await self._session.pages.open(file_id, name)
        except PdfEncryptedError as error:
            if error.state == "useless" or self._ask_password is None:
                raise
            try:
                if not await self._ask_password(file_id, error.message):
                    raise
            except KeychainError:
                _log.warning("a password is not remembered", exc_info=True)
        return await self._session.pages.open(file_id, name)

    def _on_tab_chosen(self, file_id: str, page: int) -> None:
        self._tasks.start(self.show_document(file_id, page), name="show a document")

    def _on_outside_asked(self) -> None:
        document = self._view.document
        if document is not None:
            self._tasks.start(
                open_outside(self._session, self._view.window(), document), name="open outside"
            )

    def _on_left(self) -> None:
        self.clear()
        self._view.closed.emit()

    def _on_sibling_wanted(self, index: int) -> None:
        if 0 <= index < len(self._siblings):
            show = self.show_place if self._places else self.show_citation
            self._tasks.start(show(self._siblings[index], self._siblings), name="show a citation")

    # -- drawing -----------------------------------------------------------------------------

    async def _render(self, file_id: str, job: Job) -> PageImage:
        return await self._session.pages.render(file_id, job.page, job.scale, job.turn)

    def _show(self, job: Job, image: PageImage) -> None:
        self._view.show_image(job.page, job.scale, image)

    def _show_small(self, job: Job, image: PageImage) -> None:
        self._view.side.thumbnails.pages.show_image(job.page, job.scale, image)

    def _on_pages_wanted(self, pages: Sequence[int], scale: float) -> None:
        if self._file_id is None:
            return
        canvas = self._view.canvas
        jobs = [Job(page, canvas.drawing_scale(page, scale), canvas.turn) for page in pages]
        self._drawer.want(self._file_id, jobs, lambda job: canvas.has_image(job.page, job.scale))
        self._texts.want(canvas.pages_in_view)
        self._finder.refresh()

    def _on_text(self, _page: int) -> None:
        self._finder.refresh()
        self._view.selector.refresh()
        self._view.spoken.refresh()

    def _on_small_wanted(self, pages: Sequence[int]) -> None:
        if self._file_id is None:
            return
        small = self._view.side.thumbnails.pages
        ratio = self._view.devicePixelRatioF()
        jobs = [Job(page, small.scale(page, ratio), small.turn) for page in pages]
        self._small.want(self._file_id, jobs, lambda job: small.images.has(job.page, job.scale))

    def _stop_drawing(self) -> None:
        self._texts.open(None)
        self._finder.open(None)
        self._drawer.stop()
        self._small.stop()


def _notes(citation: Citation) -> list[str]:
    """Return what is to be said of a citation's place; the toolbar tells its page."""
    return [] if citation.rects else [str(NOT_LOCATED)]
