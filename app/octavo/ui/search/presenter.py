"""Between the session's search and the search box: the words typed last win."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from octavo.session.found import Found, FoundPage, FoundThread
from octavo.session.search import Search
from octavo.ui.search.box import SearchBox
from octavo.ui.tasks import TaskOwner


class SearchPresenter:
    """Finds what is typed into the box, and leads to what is chosen there.

    Args:
        search: Finds.
        box: Where words are typed.
        tasks: Owner of the searches.
        open_thread: Shows a thread, at a message if it was found by one.
        open_page: Shows a page with the passage marked.
    """

    def __init__(
        self,
        search: Search,
        box: SearchBox,
        tasks: TaskOwner,
        *,
        open_thread: Callable[[FoundThread], None],
        open_page: Callable[[FoundPage], None],
    ) -> None:
        self._search = search
        self._box = box
        self._tasks = tasks
        self._open_thread = open_thread
        self._open_page = open_page
        self._finding: asyncio.Task[None] | None = None
        box.words_typed.connect(self._on_words_typed)
        box.chosen.connect(self._on_chosen)
        box.closed.connect(self._stop)

    @property
    def busy(self) -> bool:
        """Whether something is being looked for."""
        return self._finding is not None and not self._finding.done()

    def close(self) -> None:
        """Find no more."""
        self._stop()
        self._box.words_typed.disconnect(self._on_words_typed)
        self._box.chosen.disconnect(self._on_chosen)
        self._box.closed.disconnect(self._stop)
        self._box.close_box()
        self._box.show_found(Found(""))

    def _on_words_typed(self, words: str) -> None:
        self._stop()
        self._finding = self._tasks.start(self._find(words), name="search")

    async def _find(self, words: str) -> None:
        self._box.show_found(await self._search.find(words))

    def _on_chosen(self, found: object) -> None:
        if isinstance(found, FoundThread):
            self._open_thread(found)
        elif isinstance(found, FoundPage):
            self._open_page(found)

    def _stop(self) -> None:
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None
