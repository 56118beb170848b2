"""Text files for the page view: their text as the engine has read it, and where passages stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from octavo.client import Client
from octavo.protocol.pages import MOST_PAGES
from octavo.session.page_text import pattern_of

SHOWN_PAGES: Final = 3 * MOST_PAGES
"""Of 3,000 characters each; of a longer file, as many around the place that is wanted."""


@dataclasses.dataclass(frozen=True, slots=True)
class PlainText:
    """A text file, or a part of it.

    Args:
        file_id, filename: The file.
        text: What is shown.
        starts: Where each of its pages begins in the text, by their numbers, counted from 1.
        complete: Whether all of the file is there.
    """

    file_id: str
    filename: str
    text: str
    starts: Mapping[int, int]
    complete: bool

    def passage(self, page: int | None, quote: str) -> tuple[int, int] | None:
        """Return where a quote stands in the text; of a page alone, where that begins."""
        start = self.starts.get(page or 1)
        if start is None:
            return None
        pattern = pattern_of(quote)
        found = None if pattern is None else pattern.search(self.text, start)
        return (start, start) if found is None else found.span()


class PlainTexts:
    """Fetches text files.

    Args:
        client: The way to the engine.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def open(self, file_id: str, page: int | None) -> PlainText | None:
        """Return a text file, or what of a long one is around a page; None if it has no text.

        Raises:
            ApiError: it could not be fetched.
        """
        first = max(0, (page or 1) - SHOWN_PAGES // 2)
        after, total, more = first, 0, True
        parts: list[str] = []
        starts: dict[int, int] = {}
        length = 0
        while more and after - first < SHOWN_PAGES:
            reply = await self._client.get_file_pages(file_id, after=after, limit=MOST_PAGES)
            for one in reply.data:
                starts[one.page] = length
                parts.append(one.text)
                length += len(one.text)
                after = one.page
            total, more = reply.pages_total, reply.has_more and bool(reply.data)
        if not parts:
            return None
        file = await self._client.get_file(file_id)
        complete = first == 0 and len(parts) == total
        return PlainText(file_id, file.filename, "".join(parts), starts, complete)
