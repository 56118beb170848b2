"""The texts of the pages in view, fetched one after the other and kept within a limit."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

from octavo.errors import AppError
from octavo.pdf.placed import PlacedText
from octavo.session.session import Session
from octavo.ui.tasks import TaskOwner

_log = logging.getLogger(__name__)

KEPT: Final = 32
"""Pages whose text is kept."""


class ShownTexts:
    """Texts of the document that was opened last.

    Args:
        session: Where they come from.
        tasks: Owner of the fetching.
        on_text: Called with the number of a page whose text has come.
    """

    def __init__(
        self, session: Session, tasks: TaskOwner, *, on_text: Callable[[int], object]
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._on_text = on_text
        self._file_id: str | None = None
        self._kept: OrderedDict[int, PlacedText] = OrderedDict()
        self._queue: list[int] = []
        self._fetching: asyncio.Task[None] | None = None

    def open(self, file_id: str | None) -> None:
        """Begin anew with another document, or with none."""
        self._file_id = file_id
        self._kept.clear()
        self._queue.clear()
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def get(self, page: int) -> PlacedText | None:
        """Return the text of a page if it is there."""
        if page in self._kept:
            self._kept.move_to_end(page)
        return self._kept.get(page)

    def want(self, pages: Iterable[int]) -> None:
        """Fetch the texts of these pages, and none of those that were wanted before."""
        self._queue = [page for page in pages if page not in self._kept]
        if self._fetching is None and self._queue and self._file_id is not None:
            self._fetching = self._tasks.start(self._fetch(self._file_id), name="fetch texts")

    async def _fetch(self, file_id: str) -> None:
        me = asyncio.current_task()
        try:
            while self._queue and self._fetching is me:
                page = self._queue.pop(0)
                try:
                    text = await self._session.page_texts.placed(file_id, page)
                except AppError:
                    # The page is shown all the same, and says itself what is wrong with it.
                    _log.warning("the text of page %d is not there", page, exc_info=True)
                    text = PlacedText.of("", ())
                if self._fetching is not me:
                    return
                self._kept[page] = text
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
                self._on_text(page)
        finally:
            if self._fetching is me:
                self._fetching = None
