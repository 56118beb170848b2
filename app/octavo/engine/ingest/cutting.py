"""Cuts the pages of one file into passages: how large, and under which headings."""

from __future__ import annotations

import asyncio

from octavo.engine.ingest.chunks import chunk_page
from octavo.engine.ingest.context import Headings
from octavo.engine.ingest.reading import MARKDOWN, ending
from octavo.engine.ingest.text_files import headings_of
from octavo.engine.store.records import Document, NewChunk
from octavo.pdf.page import PageText
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import StaticChunkingStrategy, VectorStoreFileObject

_CUT_ASIDE = 8_000
"""Characters of a page that take some 20 ms to cut; longer ones are cut beside the loop."""

_LET_OTHERS_AFTER = 16_000
"""Characters after which others have their turn on the loop: pages come many at a time, and each
that is there already would be cut without a pause."""


class Cutting:
    """Cuts the pages of a file into passages, as its entry says.

    Args:
        document: What is known of its content.
        file: The file.
        entry: What it is in its vector store.
    """

    def __init__(self, document: Document, file: FileObject, entry: VectorStoreFileObject) -> None:
        self._headings = Headings(document.facts, file.filename)
        self._is_markdown = not document.is_pdf and ending(file.filename) in MARKDOWN
        self._size, self._overlap = _sizes(entry)
        self._without_pause = 0

    async def cut(self, page: PageText) -> list[NewChunk]:
        """Return the passages of the next page."""
        if len(page.clean) > _CUT_ASIDE:
            return await asyncio.to_thread(self._cut, page)
        self._without_pause += len(page.clean)
        if self._without_pause > _LET_OTHERS_AFTER:
            self._without_pause = 0
            await asyncio.sleep(0)
        return self._cut(page)

    def _cut(self, page: PageText) -> list[NewChunk]:
        context = self._headings.above(page.number)
        chunks = chunk_page(page, context=context, size=self._size, overlap=self._overlap)
        if self._is_markdown:
            return self._headings.within(page, chunks, headings_of(page))
        return self._headings.passages(page, chunks)


def _sizes(entry: VectorStoreFileObject) -> tuple[int, int]:
    strategy = entry.chunking_strategy
    if isinstance(strategy, StaticChunkingStrategy):
        return strategy.static.max_chunk_size_tokens, strategy.static.chunk_overlap_tokens
    return 200, 30
