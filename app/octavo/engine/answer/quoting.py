"""Answers a run with verbatim quotes: the extract, its rectangles, and the words around it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from pathlib import PurePath

from octavo.engine.answer.extractive import ExtractiveAnswerer, Quote
from octavo.engine.answer.generator import AnswerPart, Begun, Cited, Found, Turn, Wrote
from octavo.engine.search import Passage
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.store import Store
from octavo.errors import AppError
from octavo.pdf.page import Rect
from octavo.pdf.port import PdfReader
from octavo.protocol.files import FileObject
from octavo.protocol.messages import FileCitation
from octavo.protocol.steps import StepResultContent, StepSearchResult
from octavo.protocol.vector_stores import VectorStoreFileObject

_log = logging.getLogger(__name__)

NO_DOCUMENTS = "There are no documents to look into yet. Add a PDF, then ask again."
NOT_COVERED = "Your documents do not seem to cover this."
CLOSEST = " The closest pages are:"

_PIECE = 48
"""Characters of one delta: small enough to be seen growing, large enough to be cheap."""


class QuotingGenerator:
    """Generator of the model ``octavo-extractive``."""

    def __init__(
        self, store: Store, blobs: Blobs, reader: PdfReader, answerer: ExtractiveAnswerer
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._reader = reader
        self._answerer = answerer

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Search, then quote; see ``Generator``."""
        if not turn.vector_store_ids:
            yield Begun("not_covered")
            yield Wrote(NO_DOCUMENTS)
            return
        extract = await self._answerer.answer(
            turn.question,
            turn.vector_store_ids,
            limit=turn.max_results,
            score_threshold=turn.score_threshold,
        )
        names = await self._names(
            [passage.chunk.file_id for passage in extract.passages]
            + [quote.file_id for quote in extract.quotes]
        )
        yield Found(await self._results(extract.passages, names))
        if not extract.passages:
            yield Begun("not_covered")
            empty = await self._is_empty(turn.vector_store_ids)
            yield Wrote(NO_DOCUMENTS if empty else NOT_COVERED)
            return
        yield Begun(extract.kind)
        if extract.kind == "not_covered":
            yield Wrote(NOT_COVERED + (CLOSEST if extract.quotes else ""))
            for number, quote in enumerate(extract.quotes, 1):
                yield Wrote("\n\n" if number == 1 else " ")
                yield await self._cited(number, quote, names)
            return
        for number, quote in enumerate(extract.quotes, 1):
            text = ("\n\n" if number > 1 else "") + f"“{quote.quote}” "
            for start in range(0, len(text), _PIECE):
                yield Wrote(text[start : start + _PIECE])
                # Let the readers have it, and a cancellation in.
                await asyncio.sleep(0)
            yield await self._cited(number, quote, names)

    async def _is_empty(self, vector_store_ids: Sequence[str]) -> bool:
        for store_id in vector_store_ids:
            page = await self._store.select(VectorStoreFileObject, parent=store_id, limit=1)
            if page.data:
                return False
        return True

    async def _names(self, file_ids: Sequence[str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for file_id in dict.fromkeys(file_ids):
            file = await self._store.get(FileObject, file_id)
            names[file_id] = file_id if file is None else file.filename
        return names

    async def _results(
        self, passages: Sequence[Passage], names: dict[str, str]
    ) -> tuple[StepSearchResult, ...]:
        labels: dict[tuple[str, int], str] = {}
        for passage in passages:
            key = (passage.chunk.sha256, passage.chunk.page)
            if key not in labels:
                pages = await self._store.pages(*key, 1)
                labels[key] = pages[0].label if pages else str(key[1])
        return tuple(
            StepSearchResult(
                file_id=passage.chunk.file_id,
                file_name=names[passage.chunk.file_id],
                score=passage.score,
                content=[StepResultContent(text=passage.chunk.text)],
                page=passage.chunk.page,
                page_label=labels[passage.chunk.sha256, passage.chunk.page],
                quote=passage.chunk.text,
            )
            for passage in passages
        )

    async def _cited(self, number: int, quote: Quote, names: dict[str, str]) -> Cited:
        name = names[quote.file_id]
        stem = PurePath(name).stem or name
        # The marker's own brackets must not be closed early by a file's name.
        shown = stem.replace("【", "[").replace("】", "]").replace("†", "+")
        return Cited(
            marker=f"【{number}†{shown} p. {quote.label}】",
            citation=FileCitation(
                file_id=quote.file_id,
                filename=name,
                page=quote.page,
                page_label=quote.label,
                quote=quote.quote,
                start=quote.start,
                end=quote.end,
                rects=await self._rects(quote, name),
                verified=quote.verified,
                score=quote.score,
            ),
        )

    async def _rects(self, quote: Quote, name: str) -> list[Rect]:
        path = self._blobs.path(quote.sha256)
        try:
            spans = await self._reader.rectangles(path, quote.page, [(quote.start, quote.end)])
        except AppError as error:
            # The quote stands without its place; the page is still opened.
            _log.warning("no rectangles in %s: %s", name, error.message)
            return []
        return spans[0]
