"""Under which title and heading each page or passage of a document stands."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from octavo.engine.store.records import NewChunk
from octavo.engine.text.numbered import BETWEEN
from octavo.engine.text.titles import document_name
from octavo.pdf.lines import CELL
from octavo.pdf.page import DocumentFacts, PageText
from octavo.pdf.tables import tables

_LONGEST = 160


class Headings:
    """What the document is called and, for each page, the outline's last heading up to it."""

    def __init__(self, facts: DocumentFacts, filename: str) -> None:
        self._title = _short(document_name(facts.title, filename))
        entries = sorted(
            ((entry.page, entry.title) for entry in facts.outline if entry.page is not None),
            key=lambda pair: pair[0],
        )
        self._pages = [page for page, _ in entries]
        self._titles = [title for _, title in entries]
        self._last = ""
        # Names of the columns of a table that the page before ends with.
        self._open = ""

    def above(self, page: int) -> str:
        """Return title and heading for a page counted from 1.

        A heading that begins on the page itself counts from its first line on: most of the page
        stands under it.
        """
        found = bisect_right(self._pages, page)
        return self._under(self._titles[found - 1] if found else "")

    def within(
        self, page: PageText, chunks: Sequence[NewChunk], headings: Sequence[tuple[int, str]]
    ) -> list[NewChunk]:
        """Return the chunks of a page whose headings have a place in its text.

        Args:
            page: The page.
            chunks: Of this page.
            headings: Where each begins in the page's clean text, and what it says.
        """
        before = bisect_left(self._pages, page.number)
        starts = [start for start, _ in headings]
        placed: list[NewChunk] = []
        for chunk in chunks:
            found = bisect_right(starts, chunk.start)
            if found:
                heading = headings[found - 1][1]
            else:
                heading = self._titles[before - 1] if before else ""
            placed.append(dataclasses.replace(chunk, context=self._under(heading)))
        return placed

    def _under(self, heading: str) -> str:
        return BETWEEN.join(part for part in (self._title, _short(heading)) if part)

    def passages(self, page: PageText, chunks: Sequence[NewChunk]) -> list[NewChunk]:
        """Return the passages of a page with the heading of each, and the header of its table.

        Pages come in order: what is read last on one stands over the beginning of the next.
        """
        headings = [(one.start, page.clean[one.start : one.end]) for one in page.headings]
        named = self._named(page.clean)
        made: list[NewChunk] = []
        for chunk in chunks:
            at = bisect_right(headings, chunk.start, key=lambda pair: pair[0])
            heading = headings[at - 1][1] if at else self._last
            context = self._under(heading) if heading else chunk.context
            for start, end, names in named:
                if start <= chunk.start < end:
                    context = f"{context} · {names}" if context else names
            made.append(dataclasses.replace(chunk, context=context))
        if headings:
            self._last = headings[-1][1]
        return made

    def _named(self, clean: str) -> list[tuple[int, int, str]]:
        """Return where rows stand below names of columns on a page, and these names.

        A table that begins a page with rows may go on from the page before.
        """
        found: list[tuple[int, int, str]] = []
        above, self._open = self._open, ""
        for table in tables(clean):
            if table.header is not None:
                start, names = table.header[1], clean[slice(*table.header)]
            elif (
                table.start == 0
                and above
                and above.count(CELL) == clean.partition("\n")[0].count(CELL)
            ):
                start, names = 0, above
            else:
                continue
            found.append((start, table.end, _short(names)))
            if table.end == len(clean):
                self._open = names
        return found


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
