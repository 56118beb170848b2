"""What was found and quoted as the interface tells it: files by name, places as rectangles."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from octavo.engine.answer.generator import Cited
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.writing import marker
from octavo.engine.passages import Places
from octavo.engine.ranking import Passage
from octavo.engine.store.records import Chunk
from octavo.engine.store.store import Store
from octavo.engine.text.languages import text_language
from octavo.engine.text.questions import understood
from octavo.engine.text.words import stem, stems
from octavo.pdf.page import PageText, Rect
from octavo.protocol.files import FileObject
from octavo.protocol.messages import FileCitation
from octavo.protocol.steps import StepResultContent, StepSearchResult


class Placer:
    """Turns passages into search results and quotes into citations.

    Args:
        store: Where files and pages are.
        places: Knows where text stands on a page.
    """

    def __init__(self, store: Store, places: Places) -> None:
        self._store = store
        self._places = places

    async def names(self, file_ids: Iterable[str]) -> dict[str, str]:
        """Return the names of files by their ids; a file that is gone is called by its id."""
        names: dict[str, str] = {}
        for file_id in dict.fromkeys(file_ids):
            file = await self._store.get(FileObject, file_id)
            names[file_id] = file_id if file is None else file.filename
        return names

    async def results(
        self, passages: Sequence[Passage], names: dict[str, str], question: str
    ) -> tuple[StepSearchResult, ...]:
        """Return passages as the results of a search for what a question asks."""
        asked = understood(question).words

        def look() -> list[list[str]]:
            return [_matched(asked, passage.chunk) for passage in passages]

        matched = await asyncio.to_thread(look)  # telling a language takes a millisecond each
        return tuple(
            [
                await self._result(passage, names[passage.chunk.file_id], there)
                for passage, there in zip(passages, matched, strict=True)
            ]
        )

    async def cited(self, number: int, quote: Quote, name: str) -> Cited:
        """Return the citation of a quote.

        Args:
            number: Of the citation in its answer, from 1.
            quote: What is cited.
            name: Of its file.
        """
        (cited,) = await self.cited_all([(number, quote, name)])
        return cited

    async def cited_all(self, places: Sequence[tuple[int, Quote, str]]) -> list[Cited]:
        """Return the citations of some quotes; each page is measured once. See ``cited``."""
        spans: defaultdict[tuple[str, int], dict[tuple[int, int], list[Rect]]] = defaultdict(dict)
        for _, quote, _ in places:
            spans[quote.sha256, quote.page][quote.start, quote.end] = []
        for (sha256, page), rects in spans.items():
            found = await self._places.on_page(sha256, page, list(rects))
            rects.update(zip(rects, found or (), strict=False))
        return [
            _cited(number, quote, name, spans[quote.sha256, quote.page][quote.start, quote.end])
            for number, quote, name in places
        ]

    async def _result(self, passage: Passage, name: str, matched: list[str]) -> StepSearchResult:
        chunk = passage.chunk
        pages = await self._store.pages(chunk.sha256, chunk.page, 1)
        span: dict[str, int] = {}
        if pages and pages[0].segments:
            start, end = pages[0].raw_span(chunk.start, chunk.end)
            span = {"start": start, "end": end}
        return StepSearchResult(
            file_id=chunk.file_id,
            file_name=name,
            score=passage.score,
            content=[StepResultContent(text=chunk.text)],
            page=chunk.page if chunk.is_placed else None,
            page_label=_label(chunk, pages),
            quote=chunk.text if chunk.is_placed else None,
            words=passage.words,
            meaning=passage.meaning,
            relevance=passage.relevance,
            matched=matched,
            **span,
        )


def _cited(number: int, quote: Quote, name: str, rects: list[Rect]) -> Cited:
    return Cited(
        marker=marker(number, name, quote.label),
        citation=FileCitation(
            file_id=quote.file_id,
            filename=name,
            page=quote.page,
            page_label=quote.label,
            quote=quote.quote,
            start=quote.start,
            end=quote.end,
            rects=rects,
            verified=quote.verified,
            score=quote.score,
        ),
    )


def _label(chunk: Chunk, pages: Sequence[PageText]) -> str | None:
    """Return what is printed on a passage's page; None for one that was found on none."""
    if not chunk.is_placed:
        return None
    return pages[0].label if pages else str(chunk.page)


def _matched(asked: Sequence[str], chunk: Chunk) -> list[str]:
    """Return the words that a passage, or the heading that it is under, has in any form."""
    text = f"{chunk.context}\n{chunk.text}"
    language = text_language(text)
    there = {*stems(text), *stems(text, language)}
    return [word for word in asked if {stem(word), stem(word, language)} & there]
