"""Verbatim pieces of pages: their words, their places, and their cells if they are of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import chain

from octavo.engine.answer.citations import Citation, locate
from octavo.engine.text.quotable import names_of, rows_of
from octavo.engine.text.sentences import Span
from octavo.pdf.page import PageText


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of a page.

    Args:
        file_id, sha256: The file and its content.
        page, label: The page counted from 1, and what is printed on it.
        quote: As it reads, on one line.
        start, end: Span of the page's raw text.
        score: How well it fits the question, 0 … 1.
        verified: Whether the raw text of the span says the same as the quote.
        rows: The cells of the quote's rows, if it is of a table, below the names of its columns.
        names: Span of these names in the page's clean text; None if the table has none.
    """

    file_id: str
    sha256: str
    page: int
    label: str
    quote: str
    start: int
    end: int
    score: float
    verified: bool
    rows: Sequence[Sequence[str]] = ()
    names: Span | None = None

    def goes_on_from(self, other: Quote) -> bool:
        """Tell whether this one is of more rows of the table that another one is of."""
        return (
            (self.sha256, self.page, self.names) == (other.sha256, other.page, other.names)
            and self.names is not None
            and bool(self.rows and other.rows)
            and len(self.rows[-1]) == len(other.rows[-1])
        )


def quoted(page: PageText, span: Span, of: tuple[str, str], score: float) -> Quote:
    """Return a span of a page's clean text as a quote; ``of`` is the file's id and content."""
    found: Citation = locate(page, *span)
    names = names_of(page.clean, span)
    above = [page.clean[slice(*names)]] if names and names[1] <= span[0] else []
    rows: Sequence[Sequence[str]] = rows_of("\n".join([*above, page.clean[slice(*span)]]))
    if _on_one_line(rows[len(above) :]) != found.quote:
        rows, names = (), None
    return Quote(
        file_id=of[0],
        sha256=of[1],
        page=page.number,
        label=page.label,
        quote=found.quote,
        start=found.start,
        end=found.end,
        score=min(1.0, score),
        verified=found.verified,
        rows=rows,
        names=names,
    )


def told_once(quotes: Iterable[Quote | None]) -> list[Quote]:
    """Return the quotes of files that are still there; rows of one table may have become it all."""
    found: list[Quote] = []
    for quote in quotes:
        if quote is None or any(_is_within(quote, one) for one in found):
            continue
        # The table stands where its row stood.
        at = next((i for i, one in enumerate(found) if _is_within(one, quote)), len(found))
        found = [one for one in found if not _is_within(one, quote)]
        found.insert(at, quote)
    return found


def _is_within(one: Quote, other: Quote) -> bool:
    is_there = (one.sha256, one.page) == (other.sha256, other.page)
    return is_there and other.start <= one.start and one.end <= other.end


def _on_one_line(rows: Sequence[Sequence[str]]) -> str:
    return " ".join(" ".join(chain(*rows)).split())
