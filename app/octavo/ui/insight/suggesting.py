"""Keeps the suggested questions in step with the thread in view and the newest document."""

from __future__ import annotations

import asyncio
import itertools
import logging

from octavo.errors import AppError
from octavo.session.events import DocumentChanged, DocumentsChanged, MessageAdded, SessionEvent
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.insight.suggestions import MOST, Suggestions
from octavo.ui.tasks import TaskOwner

_log = logging.getLogger(__name__)

_DOCUMENTS = 2
"""Documents that questions are taken from: those that came last and have any."""

_LOOKED_AT = 8
"""Documents that are looked through for them, at most."""


_PAUSE = 0.2
"""Seconds for which changes of documents are awaited: thousands may be found ready one by one, and
each time all documents are gone through and the newest ones' summaries asked for."""


class SuggestingPresenter:
    """Offers questions while a thread is empty; they are taken from the documents' summaries.

    Args:
        session: Where documents are.
        view: What offers them.
        tasks: Owner of the work.
    """

    def __init__(self, session: Session, view: Suggestions, tasks: TaskOwner) -> None:
        self._session = session
        self._view = view
        self._tasks = tasks
        self._assistant_id = ""
        self._is_empty = False
        self._shown: tuple[str, ...] = ()  # the files whose questions are shown
        self._known: dict[str, list[str]] = {}  # by file: a new thread has them at once
        self._making: asyncio.Task[None] | None = None
        self._refreshing: asyncio.TimerHandle | None = None
        self._unsubscribe = session.events.subscribe(self._on_event)

    def show(self, assistant_id: str, *, is_empty: bool) -> None:
        """Follow to another thread; ``is_empty`` tells whether it has no messages."""
        self._assistant_id, self._is_empty = assistant_id, is_empty
        self._refresh()

    def close(self) -> None:
        """Listen to the session no more."""
        self._unsubscribe()
        self._forget_refreshing()
        self._stop()

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case MessageAdded() if self._is_empty:
                self._is_empty = False
                self._refresh()
            case DocumentChanged(assistant_id, DocumentItem(state=DocumentState.READY) as item):
                self._known.pop(item.file_id or "", None)
                self._refresh_soon(assistant_id)
            case DocumentsChanged(assistant_id):
                self._refresh_soon(assistant_id)
            case _:
                pass

    def _refresh_soon(self, assistant_id: str) -> None:
        if assistant_id == self._assistant_id and self._refreshing is None:
            loop = asyncio.get_running_loop()
            self._refreshing = loop.call_later(_PAUSE, self._refresh)

    def _refresh(self) -> None:
        self._forget_refreshing()
        items = self._session.library.items(self._assistant_id) if self._is_empty else ()
        ready = (
            item.file_id
            for item in reversed(items)
            if item.state is DocumentState.READY and item.file_id is not None
        )
        files = tuple(itertools.islice(ready, _LOOKED_AT))
        if files == self._shown:
            return
        self._stop()
        self._shown = files
        if not files:
            self._view.show_questions(())
            return
        self._making = self._tasks.start(self._suggest(files), name="suggest questions")

    async def _suggest(self, files: tuple[str, ...]) -> None:
        found: list[list[str]] = []
        for file_id in files:
            if not (questions := await self._questions(file_id)):
                continue
            found.append(questions)
            if len(found) == _DOCUMENTS:
                break
            # The next document may take seconds: nobody waits for it to see the first one's.
            self._view.show_questions(questions[: MOST // _DOCUMENTS])
        if not found:
            self._view.show_promise()
            return
        share = MOST // len(found)
        self._view.show_questions([question for one in found for question in one[:share]])

    async def _questions(self, file_id: str) -> list[str]:
        if file_id not in self._known:
            try:
                summary = await self._session.insight.summary(self._assistant_id, file_id)
            except AppError as error:
                # Nobody asked for it: without suggestions the thread is as useful.
                _log.info("no suggestions: %s", error.message)
                return []
            self._known[file_id] = [one.question for one in summary.questions]
        return self._known[file_id]

    def _forget_refreshing(self) -> None:
        if self._refreshing is not None:
            self._refreshing.cancel()
            self._refreshing = None

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None
