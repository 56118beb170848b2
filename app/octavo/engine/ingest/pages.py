"""Brings the pages of a file: from the store as far as it has them, and then from the file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from octavo.engine.ingest.reading import FileReading
from octavo.engine.ingest.turns import Key
from octavo.engine.passwords import Passwords
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.records import Document
from octavo.engine.store.store import Store
from octavo.pdf.page import PageText
from octavo.pdf.patience import Patience
from octavo.pdf.port import PdfReader
from octavo.protocol.files import FileObject

_KEPT_AT_ONCE: Final = 16
"""Pages taken from the store at once where another collection has read the file already."""


class Pages:
    """Opens files and brings their pages; what was learnt of a file stays until it is forgotten.

    Args:
        store: Keeps the pages of files that were read before.
        blobs: Where the files are.
        reader: Reads PDFs.
        passwords: Of files that are locked.
    """

    def __init__(self, store: Store, blobs: Blobs, reader: PdfReader, passwords: Passwords) -> None:
        self._store = store
        self._blobs = blobs
        self._passwords = passwords
        self._files = FileReading(reader)
        self._patience: dict[Key, Patience] = {}

    def recognising(self, key: Key) -> int:
        """Return the page of a file whose text is being recognised in a picture, or 0."""
        patience = self._patience.get(key)
        return 0 if patience is None else min(patience.recognised_now, default=0)

    async def recognises(self) -> bool:
        """Return whether text in pictures can be recognised here."""
        return await self._files.recognises()

    def forget(self, key: Key) -> None:
        """Note that a file is read, or gone."""
        self._patience.pop(key, None)

    async def document(self, file: FileObject) -> Document:
        """Return the document of a file, begun anew if it is not kept as it is read now.

        Raises:
            AppError: the file cannot be opened; a subclass tells why.
        """
        sha256 = file.sha256 or ""
        known = await self._store.document(sha256)
        if known is not None and self._files.is_current(known, file.filename):
            return known
        facts, version = await self._files.facts(
            self._blobs.path(sha256), file.filename, self._passwords.of(sha256)
        )
        return await self._store.begin_document(sha256, facts, version)

    async def after(
        self, key: Key, document: Document, file: FileObject, done: int
    ) -> AsyncGenerator[PageText, None]:
        """Yield the pages after the page ``done``, from the store as far as it has them."""
        last = document.facts.page_count
        while done < document.pages_read:
            pages = await self._store.pages(document.sha256, done + 1, _KEPT_AT_ONCE)
            if not pages:
                break
            again = [one.number for one in pages if await self._files.worth_reading_again(one)]
            async with aclosing(self._fresh(key, document, file, again)) as fresh:
                better = {one.number: one async for one in fresh}
            for page in pages:
                yield better.get(page.number, page)
            done = pages[-1].number
        async with aclosing(self._fresh(key, document, file, range(done + 1, last + 1))) as fresh:
            async for page in fresh:
                yield page

    async def _fresh(
        self, key: Key, document: Document, file: FileObject, numbers: Sequence[int]
    ) -> AsyncGenerator[PageText, None]:
        """Yield pages from the file itself."""
        if not numbers:
            return
        path, password = self._blobs.path(document.sha256), self._passwords.of(document.sha256)
        patience = self._patience.setdefault(key, Patience.for_pages(document.facts.page_count))
        reading = self._files.pages(document, path, file.filename, numbers, password, patience)
        async with aclosing(reading) as pages:
            async for page in pages:
                yield page
