"""Where passages stand on their pages."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence

from octavo.engine.passwords import Passwords
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.records import Chunk
from octavo.engine.store.store import Store
from octavo.errors import AppError
from octavo.pdf.page import PageText, Rect
from octavo.pdf.port import PdfReader

_log = logging.getLogger(__name__)


class Places:
    """Finds the rectangles of passages.

    Args:
        store: Where the pages' text is.
        blobs: Where the files are.
        reader: Knows where text stands on a page.
        passwords: Of locked files; the places of those without are not found.
    """

    def __init__(self, store: Store, blobs: Blobs, reader: PdfReader, passwords: Passwords) -> None:
        self._store = store
        self._blobs = blobs
        self._reader = reader
        self._passwords = passwords

    async def rects(self, chunks: Sequence[Chunk]) -> dict[int, list[Rect]]:
        """Return the rectangles of passages by the passages' ids, one per line of text.

        The reader is asked once per page. Passages whose place is not found, among them those of
        text files, are left out; they can be read without.
        """
        by_page: dict[tuple[str, int], list[Chunk]] = defaultdict(list)
        for chunk in chunks:
            by_page[chunk.sha256, chunk.page].append(chunk)
        found: dict[int, list[Rect]] = {}
        for (sha256, page), on_page in by_page.items():
            found.update(await self._on_page(sha256, page, on_page))
        return found

    async def on_page(
        self, sha256: str, page: int, spans: Sequence[tuple[int, int]]
    ) -> list[list[Rect]] | None:
        """Return the rectangles of spans of a page's raw text, one list for each span.

        Returns:
            None if the document has no places, as a text file, or they cannot be measured.
        """
        texts = await self._store.pages(sha256, page, 1)
        return await self._measured(sha256, texts[0], spans) if texts else None

    async def _on_page(
        self, sha256: str, page: int, chunks: Sequence[Chunk]
    ) -> dict[int, list[Rect]]:
        texts = await self._store.pages(sha256, page, 1)
        if not texts or not texts[0].segments:
            return {}
        spans = [texts[0].raw_span(chunk.start, chunk.end) for chunk in chunks]
        rects = await self._measured(sha256, texts[0], spans)
        if rects is None:
            return {}
        return {chunk.id: one for chunk, one in zip(chunks, rects, strict=True)}

    async def _measured(
        self, sha256: str, page: PageText, spans: Sequence[tuple[int, int]]
    ) -> list[list[Rect]] | None:
        if page.state == "ocr":
            return page.rectangles(spans)  # the file has no text that could be measured
        document = await self._store.document(sha256)
        if document is None or not document.is_pdf:
            return None
        path, password = self._blobs.path(sha256), self._passwords.of(sha256)
        try:
            return [*await self._reader.rectangles(path, page.number, spans, password=password)]
        except AppError as error:
            # What was found stands without its place, and its page can still be opened.
            _log.warning("no rectangles on page %d of a file: %s", page.number, error.message)
            return None
