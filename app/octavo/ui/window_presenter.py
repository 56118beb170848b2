"""Between the session and the window as a whole: threads, header, what stands in the middle."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from octavo.session.events import (
    AssistantChanged,
    AssistantsChanged,
    DocumentChanged,
    DocumentsChanged,
    MessageAdded,
    ProblemRaised,
    SessionEvent,
    ThreadsChanged,
)
from octavo.session.found import FoundPage, FoundThread
from octavo.session.session import Session
from octavo.session.state import OpenDocument, ThreadItem
from octavo.ui.answer_sources import AnswerSources
from octavo.ui.assistants.presenter import AssistantsPresenter
from octavo.ui.chat.message_presenter import MessagePresenter
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.chat.presenter import ChatPresenter
from octavo.ui.chat.preview_presenter import PreviewPresenter
from octavo.ui.documents.adding import Adding
from octavo.ui.documents.collections_presenter import CollectionsPresenter
from octavo.ui.documents.presenter import DocumentsPresenter
from octavo.ui.documents.unlocking import Unlocking
from octavo.ui.guide import show_guide
from octavo.ui.insight.page import InsightPage
from octavo.ui.insight.presenter import InsightPresenter
from octavo.ui.insight.suggesting import SuggestingPresenter
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.sides_presenter import SidesPresenter
from octavo.ui.preferences.presenter import PreferencesPresenter
from octavo.ui.preferences.state import DataKeeper
from octavo.ui.problems import Trouble
from octavo.ui.providers.presenter import ProvidersPresenter
from octavo.ui.search.box import SearchBox
from octavo.ui.search.presenter import SearchPresenter
from octavo.ui.settings import WindowSettings
from octavo.ui.shown_pages import ShownPages
from octavo.ui.sidebar.threads_model import UNTITLED
from octavo.ui.sidebar.threads_presenter import ThreadsPresenter
from octavo.ui.tasks import TaskOwner
from octavo.ui.trials.presenter import TrialsPresenter
from octavo.ui.updates import UpdatesPresenter
from octavo.ui.work import Work


class WindowPresenter:
    """Keeps the window in step with the session.

    Args:
        session: What is shown.
        window: What shows it.
        panel, chat: The chat panel and its presenter.
        pages: Shows pages of documents.
        insight_page, search_box: What stands in the place of the chat, and over all, when asked
            for; they go with the presenter.
        settings: Where the last thread and folder are kept.
        tasks: Owner of what the window's signals start.
        keeper: Keeps the data.

    Attributes:
        shown: Opens documents and places in them.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        panel: ChatPanel,
        chat: ChatPresenter,
        pages: SidesPresenter,
        insight_page: InsightPage,
        search_box: SearchBox,
        settings: WindowSettings,
        tasks: TaskOwner,
        keeper: DataKeeper,
    ) -> None:
        self._session = session
        self._window = window
        self._panel = panel
        self._chat = chat
        self._settings = settings
        self._tasks = tasks
        self._work = Work(tasks, window)
        unlocking = Unlocking(session, window)
        pages.ask_password_by(unlocking.page)
        pages.ask_by(self._ask_about)
        self._thread_id: str | None = None
        self._is_open = False
        self.shown = ShownPages(session, window, panel, pages, settings, self._work)
        self.insight_page = insight_page
        self._insight = InsightPresenter(
            session,
            self.insight_page,
            tasks,
            show_page=lambda: window.show_beside_chat(self.insight_page),
            open_place=self.shown.open_place,
            open_places=self.shown.open_places,
            ask=self._ask,
        )
        self._suggesting = SuggestingPresenter(session, panel.suggestions, tasks)
        self._collections = CollectionsPresenter(
            session,
            window.sidebar,
            settings,
            self._work,
            assistant_id=self._assistant_id,
            thread_id=lambda: self._thread_id,
            on_change=self._on_assistant_changed,
        )
        self._documents = DocumentsPresenter(
            session,
            window.sidebar.documents_model,
            window.sidebar.documents,
            self._work,
            unlocking,
            self._collections,
            window.sidebar.undo_bar,
            open_document=self.shown.open_document,
            summarise=self._insight.summarise,
            compare=self._insight.compare,
            on_change=self._refresh_content,
        )
        self._adding = Adding(window, settings, self._work, self._documents, self._assistant_id)
        self._threads = ThreadsPresenter(
            session,
            window,
            settings,
            self._work,
            show_thread=self._show_thread,
            in_view=self._thread,
        )
        self._messages = MessagePresenter(
            session,
            panel,
            self._work,
            thread_id=lambda: chat.thread_id,
            show_thread=self._show_thread,
            explain=self._insight.explain,
        )
        self._hosts = (
            None
            if session.hosts is None
            else ProvidersPresenter(session, session.hosts, window, self._work)
        )
        self._sources = AnswerSources(
            session, window, settings, self._work, self._hosts, assistant_id=self._assistant_id
        )
        self._updates = (
            None
            if session.updates is None
            else UpdatesPresenter(
                session.updates, window, self._work, on_change=self._sources.refresh
            )
        )
        PreferencesPresenter(window, settings, session, keeper, self._work)
        self._preview = PreviewPresenter(session, panel.transcript, tasks)
        self._trials = TrialsPresenter(
            session, self._insight, settings, self._work, place_of=self._sources.place_of
        )
        self._assistants = AssistantsPresenter(
            session,
            window,
            settings,
            self._work,
            thread_id=self._thread_in_view,
            hosts=self._hosts,
            test=self._trials.show,
            on_change=self._on_assistant_changed,
        )
        window.message_action_asked.connect(self._messages.do_at_end)
        window.next_message_asked.connect(panel.transcript.go_to_message)
        window.tell_message_by(self._messages.has_one_in_hand)
        window.stop_asked.connect(panel.stop_requested)
        self.search_box = search_box
        self._search = SearchPresenter(
            session.search,
            self.search_box,
            tasks,
            open_thread=self._open_found_thread,
            open_page=self._open_found_page,
        )
        self._unsubscribe = session.events.subscribe(self._on_event)
        self._connect()

    async def open(self) -> None:
        """Show what there is: the thread that was in view last, else the newest.

        Raises:
            ApiError: the engine could not be reached.
        """
        threads = self._session.threads.items
        self._window.sidebar.threads_model.set_threads(threads)
        await asyncio.sleep(0)  # to list thousands takes a moment, and so does what follows
        known = {thread.id for thread in threads}
        kept = self._settings.thread_id
        newest = threads[0].id if threads else None
        await self._show_thread(kept if kept in known else newest)
        self._is_open = True
        self._refresh_content()
        self._panel.setFocus()
        if self._updates is not None:
            self._tasks.start(self._updates.open(), name="new versions")

    def add(self, paths: Sequence[Path]) -> None:
        """Put files and folders into the collection of the assistant in view."""
        self._adding.add(paths)

    def summarise(self, document: OpenDocument, section: int | None) -> None:
        """Show the summary of a document that is open, or of a section; see `PagePane`."""
        self._insight.summarise_open(self._assistant_id(), document, section)

    def refresh_days(self) -> None:
        """Give the days of the threads their new names after midnight."""
        self._window.sidebar.threads_model.refresh_days()

    def close(self) -> None:
        """Keep the thread in view, and listen to the session no more."""
        self._settings.thread_id = self._thread_id or ""
        self.shown.keep()
        self._unsubscribe()
        self._search.close()
        self._insight.close()
        self._suggesting.close()
        self.insight_page.deleteLater()
        self.search_box.deleteLater()
        self._documents.close()
        self._collections.close()
        self._assistants.close()

    # -- what the session tells --------------------------------------------------------------

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case ThreadsChanged(threads):
                self._on_threads_changed(threads)
            case AssistantChanged() | AssistantsChanged():
                self._refresh_header()
            case ProblemRaised(problem):
                self._window.show_trouble(Trouble(problem, details="", retry=False))
            case DocumentsChanged(assistant_id, documents):
                self.shown.let_go(assistant_id, documents)
            case DocumentChanged(assistant_id, document):
                self.shown.hold(assistant_id, document)
            case MessageAdded():
                self._adopt_thread()
                self._refresh_content()
            case _:
                pass

    def _on_threads_changed(self, threads: tuple[ThreadItem, ...]) -> None:
        sidebar = self._window.sidebar
        sidebar.threads_model.set_threads(threads)
        sidebar.threads.choose(self._thread_id or "")
        self._adopt_thread()
        known = {thread.id for thread in threads}
        if self._thread_id is not None and self._thread_id not in known:
            newest = threads[0].id if threads else None
            self._work.start(lambda: self._show_thread(newest), name="show a thread")
        self._refresh_header()

    def _adopt_thread(self) -> None:
        """Go along with the thread that the first question made."""
        if self._thread_id is None and self._chat.thread_id is not None:
            self._thread_id = self._chat.thread_id
            self._window.sidebar.threads.choose(self._thread_id)
            self._refresh_header()

    # -- what the person wants ---------------------------------------------------------------

    def _connect(self) -> None:
        window, work = self._window, self._work
        threads = window.sidebar.threads
        threads.thread_chosen.connect(
            lambda chosen: work.start(lambda: self._show_thread(chosen), name="show a thread")
        )
        window.new_thread_asked.connect(lambda: work.start(self._new_thread, name="new thread"))
        window.search_asked.connect(self._on_search_asked)
        window.compare_asked.connect(self._on_compare_asked)
        self.insight_page.back_asked.connect(self._on_back_asked)
        window.guide_asked.connect(lambda: work.start(self._show_guide, name="show the guide"))
        window.guide_tried.connect(lambda: work.start(self._try_guide, name="try the guide"))
        self._panel.files_pasted.connect(self.add)

    def _on_search_asked(self) -> None:
        if self._window.is_ready:
            self.search_box.open()

    def _open_found_thread(self, found: FoundThread) -> None:
        self._work.start(lambda: self._show_found_thread(found), name="show a found thread")

    async def _show_found_thread(self, found: FoundThread) -> None:
        if found.thread_id != self._thread_id:
            await self._show_thread(found.thread_id)
        if found.message_id is not None:
            await self._chat.whole()
        if found.message_id is not None and self._thread_id == found.thread_id:
            self._panel.transcript.show_message(found.message_id)

    def _open_found_page(self, found: FoundPage) -> None:
        self.shown.open_place(found.citation, ())

    def _on_compare_asked(self) -> None:
        if self._window.is_ready and not self._documents.is_empty:
            self._insight.compare(self._assistant_id())

    def _on_back_asked(self) -> None:
        self._leave_insight()
        self._panel.setFocus()

    def _leave_insight(self) -> None:
        self._insight.close()
        if self._is_open:
            self._window.show_content(empty=self._documents.is_empty and not self._panel.messages)

    def _ask(self, question: str) -> None:
        self._on_back_asked()
        self._panel.question_submitted.emit(question)

    async def _show_thread(self, thread_id: str | None) -> None:
        self._thread_id = thread_id
        self._window.sidebar.threads.choose(thread_id or "")
        self._refresh_header()
        if thread_id is None:
            self._chat.clear()
        else:
            await self._chat.show_thread(thread_id)
        await self._documents.show(self._assistant_id())
        self._leave_insight()
        self._suggesting.show(self._assistant_id(), is_empty=not self._panel.messages)

    async def _new_thread(self) -> None:
        """Show an empty thread; it is made when its first question is asked."""
        await self._show_thread(None)
        self._panel.setFocus()

    async def _show_guide(self, *, opens_added: bool = True) -> None:
        assistant = self._assistant_id()
        await show_guide(
            lambda: self._session.library.items(assistant),
            self.add,
            self.shown.open_document,
            opens_added=opens_added,
        )

    async def _try_guide(self) -> None:
        await self._show_guide(opens_added=False)

    async def _on_assistant_changed(self) -> None:
        self._refresh_header()
        await self._documents.show(self._assistant_id())
        self._refresh_content()

    def _ask_about(self, quote: str) -> None:
        """Begin a question about a text; what was typed already stays behind it."""
        composer = self._panel.composer
        composer.set_text(quote + composer.text)
        self._on_back_asked()  # the chat may stand behind a summary

    # -- what follows from it ----------------------------------------------------------------

    def _assistant_id(self) -> str:
        thread = self._thread()
        return thread.assistant_id if thread else self._session.assistants.chosen.id

    def _thread_in_view(self) -> str | None:
        self._adopt_thread()  # what is chosen while the first question is sent is for its thread
        return self._thread_id

    def _thread(self) -> ThreadItem | None:
        return self._session.threads.find(self._thread_id or "")

    def _refresh_header(self) -> None:
        thread = self._thread()
        title = thread.title if thread else ""
        assistant = self._session.assistants.get(self._assistant_id())
        header = self._window.header
        header.show_thread(title or str(UNTITLED), assistant.name)
        header.assistants.show_assistants(self._session.assistants.items, assistant.id)
        self._window.show_title(title or "Octavo")
        self._window.suit_thread(thread)
        self._collections.refresh()
        self._sources.refresh()

    def _refresh_content(self) -> None:
        if not self._is_open:
            return  # nothing is known yet: the start page stays
        if not self._window.shows(self.insight_page):  # else until the person leaves it
            empty = self._documents.is_empty and not self._panel.messages
            self._window.show_content(empty=empty)
