"""The same question to several files, each asked by itself, so that each has its fair share."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.quotes import Quote
from octavo.engine.store.store import Store
from octavo.protocol.files import FileObject
from octavo.protocol.insight import ComparedFile, FilesComparison, PageQuote

PASSAGES = 10
"""Passages of each file that are looked at."""


class Comparison:
    """Puts one question to chosen files of a vector store.

    Args:
        store: Where the files are known.
        answerer: Finds what each says.
    """

    def __init__(self, store: Store, answerer: ExtractiveAnswerer) -> None:
        self._store = store
        self._answerer = answerer

    async def compare(
        self, vector_store_id: str, question: str, file_ids: Sequence[str]
    ) -> FilesComparison:
        """Return what each file says, in the order of the ids; each file once."""
        data = [
            await self._asked(vector_store_id, question, file_id)
            for file_id in dict.fromkeys(file_ids)
        ]
        return FilesComparison(question=question, data=data)

    async def _asked(self, vector_store_id: str, question: str, file_id: str) -> ComparedFile:
        file = await self._store.get(FileObject, file_id)
        answer = await self._answerer.answer(
            question, [vector_store_id], limit=PASSAGES, files=[file_id]
        )
        return ComparedFile(
            file_id=file_id,
            filename=file_id if file is None else file.filename,
            kind=answer.kind,
            fit=min(1.0, answer.fit),
            quotes=[_quote(quote) for quote in answer.quotes],
            languages_apart=answer.apart,
        )


def _quote(quote: Quote) -> PageQuote:
    return PageQuote(
        page=quote.page,
        page_label=quote.label,
        quote=quote.quote,
        start=quote.start,
        end=quote.end,
        verified=quote.verified,
        score=quote.score,
    )
