"""Makes summaries of files in vector stores, off the loop, and keeps the last few."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.answer.citations import locate
from octavo.engine.insight.finders import Finder
from octavo.engine.insight.inside import Found
from octavo.engine.insight.pages import read_pages
from octavo.engine.insight.part import Part, part_of
from octavo.engine.insight.terms import Term
from octavo.engine.store.records import Chunk, Document
from octavo.engine.store.store import Store
from octavo.engine.text.titles import own_title
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
_CHUNKS_AT_ONCE = 500

# How much of a term's weight comes from its meaning.
_MEANING = 0.6


class Summaries:
    """Summaries without a model that writes: all they say stands in the document.

    Args:
        store: Where pages, passages and vectors are.
        embedder: Tells how near a term is to its document; without a working one, counts decide.
        finder: Does the work.
    """

    def __init__(self, store: Store, embedder: Embedder, finder: Finder) -> None:
        self._store = store
        self._embedder = embedder
        self._finder = finder
        self._kept: OrderedDict[tuple[str, str, int, int, int | None], FileSummary] = OrderedDict()

    async def of(
        self, entry: VectorStoreFileObject, file: FileObject, section: int | None = None
    ) -> FileSummary:
        """Return the summary of a file, of the pages that are read by now.

        Args:
            entry: The file in its vector store.
            file: The file.
            section: Only of what stands under this heading of the outline, counted from 0.

        Raises:
            RequestError: there is no such heading, or its page is not read yet.
        """
        document = None if file.sha256 is None else await self._store.document(file.sha256)
        progress = entry.progress
        pages = 0 if progress is None else progress.pages_done
        embedded = 0 if progress is None else progress.passages_embedded
        key = (entry.vector_store_id, entry.id, pages, embedded, section)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = await self._made(entry, file, document, section)
        self._kept[key] = made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    async def _made(
        self,
        entry: VectorStoreFileObject,
        file: FileObject,
        document: Document | None,
        section: int | None,
    ) -> FileSummary:
        pages = [] if document is None else await read_pages(self._store, document)
        chunks = await self._chunks(entry)
        vectors = await self._store.entry_vectors(entry.vector_store_id, entry.id)
        outline = () if document is None else document.facts.outline
        part = part_of(pages, outline, section)
        found = await self._finder.find(part.pages, chunks, vectors, part.outline)
        comparable = vectors is not None and self._embedder.model.compares_with(vectors.model)
        centre = found.centre if comparable else None
        ranked = await self._ranked(found.summary.candidates, centre)
        whole = {} if document is None else await self._whole(document, found)
        return await asyncio.to_thread(_reply, entry, file, document, part, whole, found, ranked)

    async def _whole(self, document: Document, found: Found) -> dict[int, PageText]:
        """Return the pages that something is quoted from, by number."""
        numbers = {sentence.page for sentence in found.sentences.values()}
        pages: dict[int, PageText] = {}
        for number in sorted(numbers):
            pages.update(
                (one.number, one) for one in await self._store.pages(document.sha256, number, 1)
            )
        return pages

    async def _chunks(self, entry: VectorStoreFileObject) -> list[Chunk]:
        """Return all passages, only with their places: the text is that of the pages."""
        chunks: list[Chunk] = []
        while some := await self._store.entry_chunks(
            entry.vector_store_id, entry.id, chunks[-1].id if chunks else 0, _CHUNKS_AT_ONCE
        ):
            chunks += [dataclasses.replace(one, text="", context="") for one in some]
        return chunks

    async def _ranked(
        self, candidates: tuple[Term, ...], centre: NDArray[np.float32] | None
    ) -> list[Term]:
        """Return the terms that tell most of the document, best first.

        Args:
            candidates: Terms, best by counts first.
            centre: The mean of the document's vectors, if it has some of the embedder.
        """
        if not candidates or centre is None:
            return list(candidates[:KEY_TERMS])
        try:
            vectors = await self._embedder.embed([term.text for term in candidates], urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("terms have no vectors: counts decide alone", exc_info=True)
            return list(candidates[:KEY_TERMS])
        near = vectors @ centre
        near = (near - near.min()) / (np.ptp(near) or 1.0)
        spoken = np.log1p([term.weight for term in candidates])
        spoken = (spoken - spoken.min()) / (np.ptp(spoken) or 1.0)
        order = np.argsort(-(_MEANING * near + (1 - _MEANING) * spoken), kind="stable")
        return [candidates[i] for i in order[:KEY_TERMS]]


def _reply(
    entry: VectorStoreFileObject,
    file: FileObject,
    document: Document | None,
    part: Part,
    pages: Mapping[int, PageText],
    made: Found,
    ranked: Sequence[Term],
) -> FileSummary:
    summary = made.summary
    labels = {page.number: page.label for page in part.pages}

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
        title="" if document is None else own_title(document.facts.title),
        part=part.told,
        pages=len(part.pages),
        pages_total=0 if document is None else document.facts.page_count,
        characters=sum(len(page.clean.strip()) for page in part.pages),
        quotes=[quoted(number) for number in summary.quotes],
        sections=[
            SummarySection(
                title=one.title,
                page=one.start[0],
                page_label=labels[one.start[0]],
                last_page=one.last_page,
                last_page_label=labels[one.last_page],
                quotes=[quoted(number) for number in numbers],
            )
            for one, numbers in summary.parts
        ],
        sections_left=[one.title for one in summary.left if one.title],
        key_terms=[
            KeyTerm(term=term.text, count=term.count, quote=quoted(term.sentence))
            for term in ranked
        ],
        questions=[
            SuggestedQuestion(question=one.question, quote=quoted(one.sentence))
            for one in summary.suggested
        ],
    )
