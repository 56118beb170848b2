"""Finds words in the document in view: searches, counts, marks, and leads from place to place."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from contextlib import aclosing

from octavo.errors import AppError
from octavo.pdf.page import Rect
from octavo.session.page_text import MOST_FOUND, Found, Search
from octavo.session.session import Session
from octavo.ui.pdf.painting import Layer
from octavo.ui.pdf.texts import ShownTexts
from octavo.ui.pdf.view import PageView
from octavo.ui.tasks import TaskOwner
from octavo.words import say


class Finder:
    """Between the find bar, the session that searches, and the canvas that marks.

    Args:
        session: Searches.
        view: The page view.
        texts: Where the words are on the pages in view.
        tasks: Owner of the search.
    """

    def __init__(
        self, session: Session, view: PageView, texts: ShownTexts, tasks: TaskOwner
    ) -> None:
        self._session = session
        self._view = view
        self._texts = texts
        self._tasks = tasks
        self._file_id: str | None = None
        self._words = ""
        self._search: Search | None = None
        self._current: int | None = None
        self._unseen = False  # whether the current place is still to be brought into view
        self._searching: asyncio.Task[None] | None = None
        view.find_bar.words_changed.connect(self._on_words_changed)
        view.find_bar.next_wanted.connect(lambda: self._go(1))
        view.find_bar.before_wanted.connect(lambda: self._go(-1))
        view.find_bar.closed.connect(self._on_closed)
        view.turned.connect(self.refresh)

    def open(self, file_id: str | None) -> None:
        """Look for nothing, in another document from now on."""
        self._file_id = file_id
        self._forget()

    def refresh(self) -> None:
        """Mark what was found on the pages in view, as far as their texts are there."""
        canvas = self._view.canvas
        found = self._found
        seen = canvas.pages_in_view
        marks: dict[int, list[Rect]] = {}
        for page in seen:
            text = self._texts.get(page)
            if text is None:
                continue
            first = bisect_left(found, page, key=lambda one: one.page)
            behind = bisect_right(found, page, key=lambda one: one.page)
            for place in found[first:behind]:
                marks.setdefault(page, []).extend(text.rectangles(place.start, place.end))
        canvas.show_layer(Layer.FOUND, marks)
        current = None if self._current is None else found[self._current]
        text = None if current is None else self._texts.get(current.page)
        if current is None or text is None:
            canvas.show_layer(Layer.CURRENT, {})
            return
        rects = text.rectangles(current.start, current.end)
        canvas.show_layer(Layer.CURRENT, {current.page: rects})
        if self._unseen:
            self._unseen = False
            if rects:
                canvas.show_area(current.page, canvas.area_of(current.page, rects))

    @property
    def _found(self) -> tuple[Found, ...]:
        return () if self._search is None else self._search.found

    def _on_words_changed(self, words: str) -> None:
        if words.split() == self._words.split() and self._search is not None:
            return
        self._forget()
        self._words = words
        if self._file_id is not None and words.strip():
            self._searching = self._tasks.start(self._look(self._file_id, words), name="find")

    async def _look(self, file_id: str, words: str) -> None:
        me = asyncio.current_task()
        begun_at = self._view.canvas.page
        try:
            async with aclosing(self._session.page_texts.find(file_id, words)) as searches:
                async for search in searches:
                    if self._searching is not me:
                        return
                    self._search = search
                    if self._current is None:
                        self._choose(begun_at, complete=search.complete)
                    self._tell()
                    self.refresh()
        except AppError as error:
            if self._searching is me:
                self._view.find_bar.show_count(error.title, several=False)
        finally:
            if self._searching is me:
                self._searching = None

    def _choose(self, page: int, *, complete: bool) -> None:
        """Go to the first place on the page that was looked at or behind it, else to the first."""
        index = bisect_left(self._found, page, key=lambda one: one.page)
        if index < len(self._found):
            self._show(index)
        elif complete and self._found:
            self._show(0)

    def _go(self, by: int) -> None:
        words = self._view.find_bar.edit.text()
        if words.split() != self._words.split():
            self._on_words_changed(words)
        elif self._found:
            self._show(((self._current or 0) + by) % len(self._found))
            self._tell()
            self.refresh()

    def _show(self, index: int) -> None:
        self._current = index
        self._unseen = True
        page = self._found[index].page
        if page not in self._view.canvas.pages_in_view:
            self._view.canvas.go_to(page)
        self._texts.want([page, *self._view.canvas.pages_in_view])

    def _tell(self) -> None:
        search = self._search
        if search is None:
            return
        count = len(search.found)
        most = say("{n:,}", n=count) + ("+" if count >= MOST_FOUND else "")
        if self._current is not None:
            text = say("{number:,} of {most}", number=self._current + 1, most=most)
        else:
            text = say("Not found") if search.complete else say("Searching…")
        if search.pages_read < search.pages_total or not search.pages_total:
            read = say(
                "{n:,} of {total:,} pages read", n=search.pages_read, total=search.pages_total
            )
            text += f" · {read}"
        self._view.find_bar.show_count(text, several=count > 0)

    def _on_closed(self) -> None:
        current = None if self._current is None else self._found[self._current]
        self._forget()
        if current is not None:  # so that it can be copied and asked about without a mouse
            self._view.selector.select(current.page, current.start, current.end)

    def _forget(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        self._words, self._search, self._current = "", None, None
        self._view.find_bar.show_count("", several=False)
        self.refresh()
