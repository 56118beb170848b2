"""Between the session's insight and the page in the place of the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence

from octavo.errors import AppError
from octavo.protocol.insight import FileSummary
from octavo.session.model_hosts import what_is_read_whole
from octavo.session.problems import problem_of
from octavo.session.session import Session
from octavo.session.state import Citation, DocumentItem, DocumentState, OpenDocument
from octavo.ui.chat.chips import one_line
from octavo.ui.dialogs import confirm
from octavo.ui.insight.comparison_view import ComparisonView
from octavo.ui.insight.page import InsightPage
from octavo.ui.insight.written_view import WrittenView
from octavo.ui.tasks import TaskOwner
from octavo.ui.trials.view import TrialView
from octavo.words import Later, later, say, say_many

_SUMMARISING = later("Reading the whole document…")
_READING_PART = later("Reading the section…")
_LOOKING = later("Looking up what was found…")
_USABLE = (DocumentState.READY, DocumentState.SEARCHABLE)


class InsightPresenter:
    """Fills the page with what is asked for; what is asked for last wins.

    Args:
        session: Where documents and answers are.
        page: What shows them.
        tasks: Owner of what is made.
        show_page: Puts the page in the place of the chat.
        open_place: Shows a place in the page view, and through which others its foot leads.
        open_places: Shows the first of each of two lists of places beside each other.
        ask: Asks a question in the thread.
    """

    def __init__(
        self,
        session: Session,
        page: InsightPage,
        tasks: TaskOwner,
        *,
        show_page: Callable[[], None],
        open_place: Callable[[Citation, tuple[Citation, ...]], None],
        open_places: Callable[[Sequence[Citation], Sequence[Citation]], None],
        ask: Callable[[str], None],
    ) -> None:
        self._session = session
        self._page = page
        self._tasks = tasks
        self._show_page = show_page
        self.open_place = open_place
        self._open_places = open_places
        self._ask = ask
        self._making: asyncio.Task[None] | None = None

    def summarise(self, assistant_id: str, item: DocumentItem) -> None:
        """Show a document's summary."""
        title = say("Summary · {name}", name=one_line(item.name))
        self._begin(title, _SUMMARISING)
        self.make(self._summarise(assistant_id, item.file_id or "", title))

    def summarise_open(
        self, assistant_id: str, document: OpenDocument, section: int | None
    ) -> None:
        """Show the summary of a document that is open, or of a section of it.

        Args:
            assistant_id: Who is in view; the document may be in a collection of another.
            document: What is open.
            section: The heading of the outline that the section stands under, counted from 0.
        """
        title = say("Summary · {name}", name=one_line(document.filename))
        self._begin(title, _SUMMARISING if section is None else _READING_PART)
        self.make(self._summarise(assistant_id, document.file_id, title, section))

    def compare(self, assistant_id: str, chosen: tuple[str, ...] = ()) -> None:
        """Let the person put a question to documents; ``chosen`` are files chosen at first."""
        items = self._session.library.items(assistant_id)
        usable = [item for item in items if item.state in _USABLE]
        self._stop()
        view = self._page.show_comparison(say("Compare documents"), usable, chosen)
        view.compare_asked.connect(
            lambda question, ids: self.make(self._compare(assistant_id, view, question, ids))
        )
        view.place_asked.connect(self.open_place)
        view.places_asked.connect(self._open_places)
        self._show_page()
        view.question.setFocus()

    def explain(self, thread_id: str, run_id: str) -> None:
        """Show which passages a run found, and why."""
        title = say("Why these passages?")
        self._begin(title, _LOOKING)
        self.make(self._explain(thread_id, run_id, title))

    def present_trial(self, title: str, documents: Sequence[str], note: str) -> TrialView:
        """Put a trial in the place of the chat; see `InsightPage.show_trial`."""
        self._stop()
        view = self._page.show_trial(title, documents, note)
        self._show_page()
        return view

    def close(self) -> None:
        """Make nothing more."""
        self._stop()

    def _begin(self, title: str, words: Later) -> None:
        self._page.show_waiting(title, str(words))
        self._show_page()

    async def _summarise(
        self, assistant_id: str, file_id: str, title: str, section: int | None = None
    ) -> None:
        insight = self._session.insight
        try:
            model = insight.model(assistant_id)
            sent = await insight.what_is_sent(model) if model else ""
            summary = await insight.summary(assistant_id, file_id, section)
        except AppError as error:
            self._page.show_problem(title, problem_of(error))
            return
        is_part = section is not None
        view = self._page.show_summary(title, summary, model, sent, of_part=is_part)
        view.place_asked.connect(self.open_place)
        view.question_asked.connect(self._ask)
        if view.written is not None:
            await self._attend(assistant_id, summary, view.written)

    async def _attend(self, assistant_id: str, summary: FileSummary, view: WrittenView) -> None:
        """Show what a model has written of a document already, and have it write if it has not."""
        view.write_asked.connect(
            lambda anew: self.make(self._write(assistant_id, summary, view, anew=anew))
        )
        view.stop_asked.connect(lambda: self._stop_writing(view))
        try:
            section = _section(summary)
            kept = await self._session.insight.written(assistant_id, summary.file_id, section)
        except AppError as error:
            view.show_problem(problem_of(error))
            return
        if kept is not None:
            view.show_summary(kept)

    async def _write(
        self, assistant_id: str, document: FileSummary, view: WrittenView, *, anew: bool
    ) -> None:
        try:
            if not await self._agreed(assistant_id, document):
                return
            view.begin()
            written = await self._session.insight.write(
                assistant_id,
                document.file_id,
                _section(document),
                anew=anew,
                on_progress=view.show_progress,
            )
        except AppError as error:
            view.show_problem(problem_of(error))
        else:
            view.show_summary(written)

    async def _agreed(self, assistant_id: str, document: FileSummary) -> bool:
        """Ask before a whole document goes to a host for the first time."""
        host = await self._session.insight.asks_consent(assistant_id)
        if host is None:
            return True
        amount = say_many(
            "Now this sends the text of {n:,} page of “{name}”: {characters:,} characters.",
            "Now this sends the text of {n:,} pages of “{name}”: {characters:,} characters.",
            document.pages,
            name=one_line(document.filename),
            characters=document.characters,
        )
        title = say("Send whole documents to {name}?", name=host.name)
        message = f"{what_is_read_whole(host)}\n\n{amount}"
        if not await confirm(self._page.window(), title, message, action=say("Agree and send")):
            return False
        await self._session.insight.agree(host)
        return True

    def _stop_writing(self, view: WrittenView) -> None:
        self._stop()
        view.show_offer()

    async def _compare(
        self, assistant_id: str, view: ComparisonView, question: str, file_ids: list[str]
    ) -> None:
        view.show_columns(file_ids)
        for file_id in file_ids:
            try:
                compared = await self._session.insight.compared(assistant_id, file_id, question)
            except AppError as error:
                view.show_problem(file_id, problem_of(error))
            else:
                view.show_compared(compared)

    async def _explain(self, thread_id: str, run_id: str, title: str) -> None:
        try:
            passages = await self._session.insight.passages(thread_id, run_id)
        except AppError as error:
            self._page.show_problem(title, problem_of(error))
            return
        view = self._page.show_passages(title, passages)
        view.place_asked.connect(self.open_place)

    def make(self, work: Coroutine[object, object, None]) -> None:
        """Work on what the page shows, and on nothing else any more."""
        self._stop()
        self._making = self._tasks.start(work, name="insight")

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None


def _section(summary: FileSummary) -> int | None:
    return None if summary.part is None else summary.part.section
