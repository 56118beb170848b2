"""Makes summaries of files in vector stores, off the loop, and keeps the last few."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict

import numpy as np

from octavo.engine.answer.citations import locate
from octavo.engine.insight.material import Material, material
from octavo.engine.insight.summary import Summary, summarised
from octavo.engine.insight.terms import Term
from octavo.engine.store.records import Chunk, Document
from octavo.engine.store.store import Store
from octavo.errors import ResourceError, WorkerError
from octavo.models.port import Embedder
from octavo.pdf.page import PageText
from octavo.protocol.files import FileObject
from octavo.protocol.insight import (
    FileSummary,
    KeyTerm,
    PageQuote,
    SuggestedQuestion,
    SummarySection,
)
from octavo.protocol.vector_stores import VectorStoreFileObject

_log = logging.getLogger(__name__)

KEY_TERMS = 12
"""Terms that are told of a document."""

_KEPT = 16

# So much is read from the store at once.
_PAGES_AT_ONCE = 100
_CHUNKS_AT_ONCE = 500

# How much of a term's weight comes from its meaning.
_MEANING = 0.6


class Summaries:
    """Summaries without a model that writes: all they say stands in the document.

    Args:
        store: Where pages, passages and vectors are.
        embedder: Tells how near a term is to its document; without a working one, counts decide.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._kept: OrderedDict[tuple[str, str, int, int], FileSummary] = OrderedDict()

    async def of(self, entry: VectorStoreFileObject, file: FileObject) -> FileSummary:
        """Return the summary of a file, of the pages that are read by now."""
        document = None if file.sha256 is None else await self._store.document(file.sha256)
        progress = entry.progress
        pages = 0 if progress is None else progress.pages_done
        embedded = 0 if progress is None else progress.passages_embedded
        key = (entry.vector_store_id, entry.id, pages, embedded)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = await self._made(entry, file, document)
        self._kept[key] = made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    async def _made(
        self, entry: VectorStoreFileObject, file: FileObject, document: Document | None
    ) -> FileSummary:
        pages = [] if document is None else await self._pages(document)
        chunks = await self._chunks(entry)
        vectors = await self._store.entry_vectors(entry.vector_store_id, entry.id)
        outline = () if document is None else document.facts.outline

        def work() -> tuple[Material, Summary]:
            taken_apart = material(pages, chunks, vectors)
            return taken_apart, summarised(taken_apart, outline)

        taken_apart, summary = await asyncio.to_thread(work)
        comparable = vectors is not None and vectors.model == self._embedder.model
        ranked = await self._ranked(summary.candidates, taken_apart if comparable else None)
        return await asyncio.to_thread(_reply, entry, file, document, taken_apart, summary, ranked)

    async def _pages(self, document: Document) -> list[PageText]:
        pages: list[PageText] = []
        while len(pages) < document.facts.page_count:
            some = await self._store.pages(document.sha256, len(pages) + 1, _PAGES_AT_ONCE)
            if not some:
                break
            pages += some
        return pages

    async def _chunks(self, entry: VectorStoreFileObject) -> list[Chunk]:
        chunks: list[Chunk] = []
        while some := await self._store.entry_chunks(
            entry.vector_store_id, entry.id, chunks[-1].id if chunks else 0, _CHUNKS_AT_ONCE
        ):
            chunks += some
        return chunks

    async def _ranked(self, candidates: tuple[Term, ...], made: Material | None) -> list[Term]:
        """Return the terms that tell most of the document, best first.

        Args:
            candidates: Terms, best by counts first.
            made: The document, if it has vectors of the embedder.
        """
        if not candidates or made is None or not len(made.vectors):
            return list(candidates[:KEY_TERMS])
        try:
            vectors = await self._embedder.embed([term.text for term in candidates], urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("terms have no vectors: counts decide alone", exc_info=True)
            return list(candidates[:KEY_TERMS])
        near = vectors @ made.vectors.mean(axis=0)
        near = (near - near.min()) / (np.ptp(near) or 1.0)
        spoken = np.log1p([term.weight for term in candidates])
        spoken = (spoken - spoken.min()) / (np.ptp(spoken) or 1.0)
        order = np.argsort(-(_MEANING * near + (1 - _MEANING) * spoken), kind="stable")
        return [candidates[i] for i in order[:KEY_TERMS]]


def _reply(
    entry: VectorStoreFileObject,
    file: FileObject,
    document: Document | None,
    made: Material,
    summary: Summary,
    ranked: list[Term],
) -> FileSummary:
    pages = {page.number: page for page in made.pages}

    def quoted(number: int) -> PageQuote:
        sentence = made.sentences[number]
        page = pages[sentence.page]
        found = locate(page, sentence.start, sentence.end)
        return PageQuote(
            page=page.number,
            page_label=page.label,
            quote=found.quote,
            start=found.start,
            end=found.end,
            verified=found.verified,
        )

    return FileSummary(
        vector_store_id=entry.vector_store_id,
        file_id=entry.id,
        filename=file.filename,
        title="" if document is None else document.facts.title,
        pages=len(made.pages),
        pages_total=0 if document is None else document.facts.page_count,
        quotes=[quoted(number) for number in summary.quotes],
        sections=[
            SummarySection(
                title=part.title,
                page=part.start[0],
                page_label=pages[part.start[0]].label,
                quotes=[quoted(number) for number in numbers],
            )
            for part, numbers in summary.parts
        ],
        key_terms=[
            KeyTerm(term=term.text, count=term.count, quote=quoted(term.sentence))
            for term in ranked
        ],
        questions=[
            SuggestedQuestion(question=one.question, quote=quoted(one.sentence))
            for one in summary.suggested
        ],
    )
