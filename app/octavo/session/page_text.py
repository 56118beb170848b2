"""The text of a document's pages for the page view: for finding, selecting and copying."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import AsyncGenerator, Sequence
from typing import Final

from octavo.client import Client
from octavo.pdf.page import Rect
from octavo.pdf.placed import PlacedText, placed_words
from octavo.protocol.pages import FilePage
from octavo.session.pages import Pages

_AT_ONCE: Final = 40
"""Pages that are fetched together."""

MOST_FOUND: Final = 10_000
"""Places that are told; a search for a single letter need not tell all of a long book's."""

_BETWEEN: Final = "[\ufffe\u2060\u00ad]?"
"""Between two letters of a word there may be a hyphen at a line's end, or a sign without shape."""

_GAP: Final = "[\\s\ufffe]+"
_LIGATURES: Final = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand: its page, counted from 1, and its span in the raw text."""

    page: int
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Search:
    """How far a search is: what was found on the pages searched, of those there are.

    ``pages_total`` is 0 for a document that is not read yet.
    """

    found: tuple[Found, ...]
    pages_read: int
    pages_total: int
    complete: bool


class PageTexts:
    """Texts of pages.

    Args:
        client: Delivers the texts, as far as the engine has read them.
        pages: Where their words are.
    """

    def __init__(self, client: Client, pages: Pages) -> None:
        self._client = client
        self._pages = pages

    async def find(self, file_id: str, words: str) -> AsyncGenerator[Search, None]:
        """Look for words, page after page; yield what is found so far, then all.

        Upper and lower case are alike, and so are spaces and line breaks.

        Args:
            file_id: The document.
            words: What is looked for.

        Raises:
            ApiError: the texts could not be fetched.
        """
        pattern = pattern_of(words)
        found: list[Found] = []
        after, more = 0, pattern is not None
        read = total = 0
        while more and pattern is not None:
            reply = await self._client.get_file_pages(file_id, after=after, limit=_AT_ONCE)
            read, total, more = reply.pages_read, reply.pages_total, reply.has_more
            found += await asyncio.to_thread(_on_pages, pattern, reply.data)
            after = reply.data[-1].page if reply.data else after
            del found[MOST_FOUND:]
            more = more and len(found) < MOST_FOUND
            yield Search(tuple(found), read, total, complete=not more)

    async def placed(self, file_id: str, page: int) -> PlacedText:
        """Return a page's text with the places of its characters or words.

        Raises:
            AppError: as ``Pages.open``.
        """
        placed = await self._pages.characters(file_id, page)
        if placed:
            return placed
        reply = await self._client.get_file_pages(file_id, after=page - 1, limit=1)
        if not reply.data or not reply.data[0].words:
            return placed
        words = [(start, end, (a, b, c, d)) for start, end, a, b, c, d in reply.data[0].words]
        rects: list[Rect] = [rect for *_, rect in words]
        shown = await self._pages.displayed(file_id, page, rects)
        return placed_words(reply.data[0].text, words, shown)


def pattern_of(words: str) -> re.Pattern[str] | None:
    """Return what finds words in raw text; None for nothing but spaces."""
    parts = words.split()
    if not parts:
        return None
    return re.compile(_GAP.join(_BETWEEN.join(_signs(part)) for part in parts), re.IGNORECASE)


def on_page(pattern: re.Pattern[str], page: FilePage) -> Sequence[Found]:
    """Return where a pattern is on a page."""
    return [Found(page.page, *match.span()) for match in pattern.finditer(page.text)]


def _on_pages(pattern: re.Pattern[str], pages: Sequence[FilePage]) -> list[Found]:
    return [found for page in pages for found in on_page(pattern, page)]


def _signs(word: str) -> list[str]:
    """Return an expression for each letter of a word, or for some that may be one glyph."""
    signs: list[str] = []
    index = 0
    while index < len(word):
        joined = next((one for one in _LIGATURES if word.startswith(one, index)), "")
        if joined:
            signs.append(f"(?:{_BETWEEN.join(joined)}|{_LIGATURES[joined]})")
            index += len(joined)
        else:
            signs.append("['’]" if word[index] in "'’" else re.escape(word[index]))
            index += 1
    return signs
