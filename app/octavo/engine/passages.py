"""Where passages stand on their pages."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence

from octavo.engine.store.blobs import Blobs
from octavo.engine.store.records import Chunk
from octavo.engine.store.store import Store
from octavo.errors import AppError
from octavo.pdf.page import Rect
from octavo.pdf.port import PdfReader

_log = logging.getLogger(__name__)


class Places:
    """Finds the rectangles of passages.

    Args:
        store: Where the pages' text is.
        blobs: Where the files are.
        reader: Knows where text stands on a page.
    """

    def __init__(self, store: Store, blobs: Blobs, reader: PdfReader) -> None:
        self._store = store
        self._blobs = blobs
        self._reader = reader

    async def rects(self, chunks: Sequence[Chunk]) -> dict[int, list[Rect]]:
        """Return the rectangles of passages by the passages' ids, one per line of text.

        The reader is asked once per page. Passages whose place is not found, among them those of
        text files, are left out; they can be read without.
        """
        by_page: dict[tuple[str, int], list[Chunk]] = defaultdict(list)
        for chunk in chunks:
            by_page[chunk.sha256, chunk.page].append(chunk)
        pdfs: dict[str, bool] = {}
        found: dict[int, list[Rect]] = {}
        for (sha256, page), on_page in by_page.items():
            if sha256 not in pdfs:
                document = await self._store.document(sha256)
                pdfs[sha256] = document is not None and document.is_pdf
            if pdfs[sha256]:
                found.update(await self._on_page(sha256, page, on_page))
        return found

    async def _on_page(
        self, sha256: str, page: int, chunks: Sequence[Chunk]
    ) -> dict[int, list[Rect]]:
        texts = await self._store.pages(sha256, page, 1)
        if not texts or not texts[0].segments:
            return {}
        spans = [texts[0].raw_span(chunk.start, chunk.end) for chunk in chunks]
        try:
            rects = await self._reader.rectangles(self._blobs.path(sha256), page, spans)
        except AppError as error:
            _log.warning("no rectangles on page %d of a file: %s", page, error.message)
            return {}
        return {chunk.id: one for chunk, one in zip(chunks, rects, strict=True)}
